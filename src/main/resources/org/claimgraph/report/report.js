// Draws the charts of the report from the numbers that the page holds, and hands them out as csv. Needs no network.
(function () {
  'use strict';

  const figures = JSON.parse(document.getElementById('figures').textContent);
  const darkness = window.matchMedia('(prefers-color-scheme: dark)');

  // Okabe and Ito: told apart without seeing red and green.
  const GROUPS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#8c959d', '#8c959d'];
  const BLUE = '#0072b2';
  const ORANGE = '#d55e00';
  const LIGHT = { ink: '#1c2126', soft: '#5a646e', line: '#d9dee3', paper: '#ffffff', area: '#eceff2', pale: '#aab4bd', blue: '#0072b2' };
  const DARK = { ink: '#e6eaee', soft: '#a3aeb9', line: '#353d45', paper: '#15191d', area: '#232b32', pale: '#66717c', blue: '#56b4e9' };
  let theme = LIGHT;

  // --- Numbers and texts ---

  function digits(value) {
    const size = Math.abs(value);
    if (size >= 100) return Math.round(value).toLocaleString('en-US');
    return String(Number(value.toPrecision(3)));
  }

  function percent(value) {
    return ((value > 0 ? '+' : '') + value.toFixed(1)).replace('-', '−') + ' %';
  }

  function short(value) {
    const size = Math.abs(value);
    if (size >= 1e9) return digits(value / 1e9) + ' bn';
    if (size >= 1e6) return digits(value / 1e6) + ' m';
    return digits(value);
  }

  function written(figure, name, value) {
    if (value === null) return 'not defined';
    if (typeof value === 'string') return value;
    const form = figure.forms[figure.columns.indexOf(name)];
    if (form === 'PERCENT') return percent(value);
    if (form === 'COUNT') return value.toLocaleString('en-US');
    if (form === 'DOLLARS') return '$' + Math.round(value).toLocaleString('en-US');
    return digits(value);
  }

  function column(figure, name) {
    const at = figure.columns.indexOf(name);
    return figure.rows.map(function (row) { return row[at]; });
  }

  function label(figure, name) {
    return figure.labels[figure.columns.indexOf(name)];
  }

  function cut(text, length) {
    return text.length > length ? text.slice(0, length - 1) + '…' : text;
  }

  // --- Parts that charts share ---

  // Elements, not HTML: whatever a text holds, it stays a text.
  function lines(texts) {
    return texts.map(function (text, i) {
      const line = document.createElement('div');
      line.textContent = text;
      line.style.fontWeight = i === 0 ? '600' : '400';
      line.style.maxWidth = '22rem';
      line.style.whiteSpace = 'normal';
      line.style.overflowWrap = 'anywhere';
      return line;
    });
  }

  function rowTip(figure, row) {
    return lines(figure.columns.map(function (name, i) {
      return i === 0 ? written(figure, name, row[0]) : figure.labels[i] + ': ' + written(figure, name, row[i]);
    }));
  }

  function tooltip(formatter) {
    return {
      trigger: 'item', confine: true, backgroundColor: theme.paper, borderColor: theme.line,
      textStyle: { color: theme.ink, fontSize: 13 }, formatter: formatter
    };
  }

  function named(axis, name, vertical) {
    return Object.assign({
      name: name, nameLocation: vertical ? 'end' : 'middle', nameGap: vertical ? 14 : 34,
      nameTextStyle: { color: theme.soft, fontSize: 13, align: vertical ? 'left' : 'center' },
      axisLabel: { color: theme.soft, fontSize: 12 },
      axisLine: { show: !vertical, lineStyle: { color: theme.pale } },
      axisTick: { show: false },
      splitLine: { show: vertical, lineStyle: { color: theme.line } }
    }, axis);
  }

  function valueAxis(name, vertical, more) {
    const axis = named({ type: 'value', scale: true }, name, vertical);
    axis.axisLabel.formatter = short;
    return Object.assign(axis, more);
  }

  // Room for names at the left, and the axis that holds them.
  function roomFor(names, chart) {
    const longest = Math.max.apply(null, names.map(function (name) { return name.length; }));
    return Math.min(chart.width < 560 ? 130 : 290, 24 + 7.4 * longest);
  }

  function nameAxis(names, room) {
    return {
      type: 'category', data: names, axisLine: { show: false }, axisTick: { show: false },
      axisLabel: { color: theme.ink, interval: 0, fontSize: 12, width: room - 12, overflow: 'truncate' }
    };
  }

  function legend(names) {
    return {
      data: names, top: 0, left: 0, itemGap: 18, itemWidth: 14, itemHeight: 10, selectedMode: false,
      textStyle: { color: theme.ink, fontSize: 13 }
    };
  }

  // Where a chart begins below its legend, which may need several rows.
  function belowLegend(names, chart) {
    let rows = 1;
    let used = 0;
    names.forEach(function (name) {
      const width = 38 + 7.6 * name.length;
      if (used + width > chart.width) {
        rows++;
        used = 0;
      }
      used += width;
    });
    return 10 + 22 * rows;
  }

  function line(x1, y1, x2, y2, style) {
    return { type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: style };
  }

  // --- Charts: each returns the options of ECharts, and may set the height ---

  // Headings and rows from above to below; numbers at the right.
  function forest(figure, chart) {
    const measures = column(figure, 'measure');
    const outcomes = column(figure, 'outcome');
    const estimates = column(figure, 'estimate');
    const low = column(figure, 'low');
    const high = column(figure, 'high');
    const paper = column(figure, 'paper');
    const narrow = chart.width < 560;
    const labels = [];
    const numbers = [];
    const at = [];
    measures.forEach(function (measure, i) {
      if (i === 0 || measure !== measures[i - 1]) {
        labels.push({ value: cut(measure, 45), textStyle: { fontWeight: 600, color: theme.ink, align: 'left' } });
        numbers.push('');
      }
      at.push(labels.length);
      labels.push({ value: cut(outcomes[i], narrow ? 20 : 36), textStyle: { color: theme.ink, align: 'left' } });
      numbers.push(percent(estimates[i]) +
        (low[i] === null || high[i] === null ? '' : '  (' + percent(low[i]).replace(' %', '') + ' to ' + percent(high[i]).replace(' %', '') + ')'));
    });
    chart.height = 100 + 27 * labels.length;
    const intervals = at.map(function (y, i) { return [y, low[i], high[i]]; })
      .filter(function (d) { return d[1] !== null && d[2] !== null; });
    const ends = estimates.concat(paper).filter(function (v) { return v !== null; });
    const span = Math.max.apply(null, ends.map(Math.abs)) * 2.2 + 1;
    return {
      legend: legend(['This report', 'Barnett 2012']),
      grid: { left: narrow ? 140 : 300, right: narrow ? 16 : 185, top: 40, bottom: 52 },
      xAxis: valueAxis(narrow ? 'Percent per SD' : figure.drawing.axis, false, {
        scale: false, axisLabel: { color: theme.soft, formatter: function (v) { return String(v).replace('-', '−') + ' %'; } },
        splitLine: { show: true, lineStyle: { color: theme.line } }, splitNumber: narrow ? 3 : 5,
        min: function (v) { return Math.floor(Math.max(Math.min(v.min, 0), -span) / 10) * 10; },
        max: function (v) { return Math.ceil(Math.min(Math.max(v.max, 0), span) / 10) * 10; }
      }),
      yAxis: [
        { type: 'category', inverse: true, data: labels, axisLine: { show: false }, axisTick: { show: false },
          axisLabel: { fontSize: 13, interval: 0, margin: narrow ? 135 : 295 } },
        { type: 'category', inverse: true, position: 'right', data: numbers, axisLine: { show: false }, axisTick: { show: false },
          axisLabel: { show: !narrow, fontSize: 12, interval: 0, color: theme.soft, align: 'right', margin: 175 } }
      ],
      tooltip: tooltip(function (hit) {
        return rowTip(figure, figure.rows[at.indexOf(hit.seriesIndex === 0 ? hit.value[0] : hit.value[1])]);
      }),
      series: [
        { name: 'interval', type: 'custom', clip: true, data: intervals, encode: { x: [1, 2], y: 0 },
          renderItem: function (params, api) {
            const a = api.coord([api.value(1), api.value(0)]);
            const b = api.coord([api.value(2), api.value(0)]);
            const box = params.coordSys;
            const from = Math.max(a[0], box.x);
            const to = Math.min(b[0], box.x + box.width);
            return line(from, a[1], to, a[1], { stroke: theme.blue, lineWidth: 2.5 });
          } },
        { name: 'This report', type: 'scatter', symbol: 'circle', symbolSize: 10, itemStyle: { color: theme.blue },
          data: at.map(function (y, i) { return [estimates[i], y]; }),
          markLine: { silent: true, symbol: 'none', label: { show: false }, data: [{ xAxis: 0 }],
            lineStyle: { color: theme.ink, type: 'solid', width: 1 } } },
        { name: 'Barnett 2012', type: 'scatter', symbol: 'diamond', symbolSize: 13, z: 5,
          itemStyle: { color: theme.paper, borderColor: ORANGE, borderWidth: 2 },
          data: at.map(function (y, i) { return [paper[i], y]; }).filter(function (d) { return d[0] !== null; }) }
      ]
    };
  }

  function scatter(figure) {
    const band = figure.drawing.band;
    const x = column(figure, 'measure');
    const y = column(figure, 'outcome');
    const many = figure.rows.length > 300;
    return {
      grid: { left: 12, right: 24, top: 40, bottom: 48, containLabel: true },
      xAxis: valueAxis(label(figure, 'measure'), false),
      yAxis: valueAxis(label(figure, 'outcome'), true),
      tooltip: tooltip(function (hit) { return hit.seriesIndex === 1 ? rowTip(figure, figure.rows[hit.dataIndex]) : ''; }),
      series: [
        { type: 'custom', silent: true, clip: true, data: band.map(function (b) { return [b[0], b[1], b[3]]; }), encode: { x: 0, y: [1, 2] },
          renderItem: function (params, api) {
            if (params.dataIndex > 0) return null;
            const above = band.map(function (b) { return api.coord([b[0], b[3]]); });
            const below = band.map(function (b) { return api.coord([b[0], b[1]]); }).reverse();
            return { type: 'polygon', shape: { points: above.concat(below) }, style: { fill: ORANGE, opacity: 0.18 } };
          } },
        { type: 'scatter', symbolSize: many ? 6 : 9, itemStyle: { color: theme.blue, opacity: many ? 0.5 : 0.75 },
          data: x.map(function (v, i) { return [v, y[i]]; }) },
        { type: 'line', silent: true, showSymbol: false, lineStyle: { color: ORANGE, width: 2.5 },
          data: band.map(function (b) { return [b[0], b[2]]; }) }
      ]
    };
  }

  // Estimates above, a dot for each choice below; both from the lowest estimate to the highest.
  function specifications(figure, chart) {
    const low = column(figure, 'low');
    const high = column(figure, 'high');
    const estimates = column(figure, 'estimate');
    const study = column(figure, 'study');
    const choices = [];
    for (let i = figure.drawing.choices; i < figure.columns.length; i++) {
      const values = Array.from(new Set(figure.rows.map(function (row) { return row[i]; })));
      if (values.length > 1) {
        values.sort().forEach(function (value) {
          choices.push({ column: i, value: value, label: figure.labels[i] + ': ' + (value === null ? '–' : value) });
        });
      }
    }
    const dots = [];
    choices.forEach(function (choice, y) {
      figure.rows.forEach(function (row, x) { if (row[choice.column] === choice.value) dots.push([x, y]); });
    });
    const below = 20 * choices.length;
    chart.height = 290 + below + 30;
    const left = chart.width < 560 ? 130 : 230;
    const place = column(figure, 'estimate').map(function (v, i) { return String(i + 1); });
    const hidden = { type: 'category', data: place, axisLabel: { show: false }, axisTick: { show: false }, axisLine: { lineStyle: { color: theme.pale } } };
    function colour(i) { return study[i] === 'main' ? ORANGE : theme.blue; }
    return {
      grid: [{ left: left, right: 20, top: 30, height: 240 }, { left: left, right: 20, top: 285, height: Math.max(below, 1) }],
      xAxis: [Object.assign({ gridIndex: 0 }, hidden), Object.assign({ gridIndex: 1, show: false }, hidden)],
      yAxis: [
        valueAxis(figure.drawing.axis, true, { gridIndex: 0, scale: false }),
        { type: 'category', gridIndex: 1, inverse: true, data: choices.map(function (c) { return c.label; }),
          axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: theme.line } },
          axisLabel: { color: theme.ink, fontSize: chart.width < 560 ? 10 : 12, interval: 0, width: left - 14, overflow: 'truncate' } }
      ],
      tooltip: tooltip(function (hit) { return rowTip(figure, figure.rows[hit.value[0]]); }),
      series: [
        { type: 'custom', xAxisIndex: 0, yAxisIndex: 0, encode: { x: 0, y: [1, 2] },
          data: figure.rows.map(function (row, i) { return [i, low[i], high[i]]; }).filter(function (d) { return d[1] !== null && d[2] !== null; }),
          renderItem: function (params, api) {
            const a = api.coord([api.value(0), api.value(1)]);
            const b = api.coord([api.value(0), api.value(2)]);
            return line(a[0], a[1], b[0], b[1], { stroke: colour(api.value(0)), lineWidth: 1.5, opacity: 0.55 });
          } },
        { type: 'scatter', xAxisIndex: 0, yAxisIndex: 0, symbolSize: 7,
          data: estimates.map(function (v, i) { return { value: [i, v], itemStyle: { color: colour(i) } }; }),
          markLine: { silent: true, symbol: 'none', label: { show: false }, data: [{ yAxis: 0 }], lineStyle: { color: theme.ink, type: 'solid', width: 1 } } },
        { type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbolSize: figure.rows.length > 60 ? 4 : 6,
          data: dots.map(function (d) { return { value: d, itemStyle: { color: colour(d[0]) } }; }) }
      ]
    };
  }

  function map(figure, chart) {
    chart.height = Math.max(320, Math.min(560, chart.width * 0.6));
    const values = column(figure, 'measure');
    const least = Math.min.apply(null, values);
    const most = Math.max.apply(null, values);
    echarts.registerMap('regions', figure.drawing.map);
    return {
      tooltip: tooltip(function (hit) { return lines([hit.name, figure.drawing.measure + ': ' + (isNaN(hit.value) ? 'not defined or withheld' : digits(hit.value))]); }),
      visualMap: {
        min: least, max: most === least ? least + 1 : most, left: 0, bottom: 10, orient: 'horizontal', calculable: false, itemHeight: 140, itemWidth: 12,
        text: [digits(most), figure.drawing.measure + '   ' + digits(least)], textStyle: { color: theme.soft },
        inRange: { color: theme === DARK ? ['#1d3a52', '#2f6b99', '#7cc0f0', '#e3f3ff'] : ['#e3eef7', '#9cc6e5', '#3f8fc5', '#0b4a7d'] }
      },
      series: [{
        type: 'map', map: 'regions', nameProperty: 'name', roam: false, selectedMode: false, bottom: 60, top: 10, left: 10, right: 10,
        itemStyle: { areaColor: theme.line, borderColor: theme.paper, borderWidth: 0.7 }, label: { show: false },
        emphasis: { label: { show: false }, itemStyle: { areaColor: '#e69f00' } },
        data: figure.rows.map(function (row) { return { name: row[0], value: row[1] }; })
      }]
    };
  }

  // From the lowest to the highest; with names where they can be read.
  function dots(figure, chart) {
    const values = column(figure, 'measure');
    const names = column(figure, 'region').map(function (name) { return cut(name, 28); });
    const room = roomFor(names, chart);
    const few = values.length <= 45;
    const middle = values.length % 2 ? values[(values.length - 1) / 2] : (values[values.length / 2 - 1] + values[values.length / 2]) / 2;
    chart.height = few ? 90 + 20 * values.length : 420;
    return {
      grid: { left: few ? room : 24, right: 40, top: 30, bottom: 48 },
      xAxis: valueAxis(figure.drawing.measure, false, { splitLine: { show: true, lineStyle: { color: theme.line } } }),
      yAxis: Object.assign(nameAxis(names, room), few ? { splitLine: { show: true, lineStyle: { color: theme.line } } } : { axisLabel: { show: false } }),
      tooltip: tooltip(function (hit) { return rowTip(figure, figure.rows[hit.dataIndex]); }),
      series: [{
        type: 'scatter', symbolSize: few ? 10 : 6, itemStyle: { color: theme.blue, opacity: 0.85 },
        data: values.map(function (v, i) { return [v, i]; }),
        markLine: { silent: true, symbol: 'none', data: [{ xAxis: middle }], lineStyle: { color: ORANGE, type: 'solid', width: 1.5 },
          label: { show: true, position: 'end', color: theme.soft, formatter: function () { return 'median ' + digits(middle); } } }
      }]
    };
  }

  function hull(points) {
    const sorted = points.slice().sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    function half(all) {
      const chain = [];
      all.forEach(function (p) {
        while (chain.length > 1) {
          const a = chain[chain.length - 2];
          const b = chain[chain.length - 1];
          if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
          chain.pop();
        }
        chain.push(p);
      });
      chain.pop();
      return chain;
    }
    return half(sorted).concat(half(sorted.reverse()));
  }

  function network(figure, chart) {
    const nodes = figure.drawing.nodes;
    chart.height = Math.max(360, Math.min(620, chart.width * 0.72));
    const degrees = nodes.map(function (n) { return n[2] || 1; });
    const most = Math.max.apply(null, degrees);
    const shared = column(figure, 'shared_patients');
    const strongest = Math.max.apply(null, shared);
    const byName = new Map(nodes.map(function (n) { return [n[0], n]; }));
    const present = Array.from(new Set(nodes.map(function (n) { return Math.min(n[1], 4); }))).sort();
    const communities = new Map();
    nodes.forEach(function (n) {
      if (n[3] !== null) communities.set(n[3], (communities.get(n[3]) || []).concat([[n[4], n[5]]]));
    });
    const areas = Array.from(communities.values()).filter(function (points) { return points.length > 2; });
    const names = present.map(function (rank) { return figure.drawing.groups[rank]; });
    const scale = chart.width < 560 ? 0.6 : 1;
    return {
      legend: legend(names),
      grid: { left: 24, right: 24, top: 22 + belowLegend(names, chart), bottom: 24 },
      xAxis: { show: false, type: 'value', scale: true },
      yAxis: { show: false, type: 'value', scale: true },
      tooltip: tooltip(function (hit) {
        if (hit.seriesType !== 'scatter') return '';
        const node = hit.data.node;
        return lines([node[0], figure.drawing.groups[Math.min(node[1], 4)], node[2] + ' ties in the region', node[3] === null ? 'no community' : 'community ' + node[3]]);
      }),
      series: [
        { type: 'custom', silent: true, data: areas.map(function (points, i) { return [points[0][0], points[0][1], i]; }), encode: { x: 0, y: 1 },
          renderItem: function (params, api) {
            const points = hull(areas[params.dataIndex].map(function (p) { return api.coord(p); }));
            return { type: 'polygon', shape: { points: points },
              style: { fill: theme.area, stroke: theme.area, lineWidth: 16 * scale, lineJoin: 'round' } };
          } },
        { type: 'lines', coordinateSystem: 'cartesian2d', silent: true, polyline: false,
          data: figure.rows.map(function (row, i) {
            const a = byName.get(row[0]);
            const b = byName.get(row[2]);
            return { coords: [[a[4], a[5]], [b[4], b[5]]],
              lineStyle: { width: 0.6 + 3.4 * shared[i] / strongest, color: theme.soft, opacity: 0.25 + 0.4 * shared[i] / strongest } };
          }) }
      ].concat(present.map(function (rank) {
        return { name: figure.drawing.groups[rank], type: 'scatter', itemStyle: { color: GROUPS[rank], borderColor: theme.paper, borderWidth: 1.2, opacity: 1 },
          data: nodes.filter(function (n) { return Math.min(n[1], 4) === rank; })
            .map(function (n) { return { value: [n[4], n[5]], node: n, symbolSize: scale * (6 + 14 * Math.sqrt((n[2] || 1) / most)) }; }) };
      }))
    };
  }

  function histogram(figure, chart) {
    const groups = figure.columns.slice(1);
    return {
      legend: legend(figure.labels.slice(1)),
      grid: { left: 12, right: 20, top: 34 + belowLegend(figure.labels.slice(1), chart), bottom: 48, containLabel: true },
      xAxis: Object.assign(named({ type: 'category', data: column(figure, 'ties') }, figure.drawing.x, false),
        { axisLabel: { color: theme.soft, fontSize: 12, interval: chart.width < 560 ? 'auto' : 0 } }),
      yAxis: valueAxis(figure.drawing.y, true, { scale: false }),
      tooltip: tooltip(function (hit) { return lines([hit.name + ' ties', hit.seriesName + ': ' + hit.value.toLocaleString('en-US')]); }),
      series: groups.map(function (group, i) {
        return { name: figure.labels[i + 1], type: 'bar', stack: 'all', barCategoryGap: '12%', itemStyle: { color: GROUPS[figure.drawing.ranks[i]] }, data: column(figure, group) };
      })
    };
  }

  function steps(figure, chart) {
    const names = Array.from(new Set(column(figure, 'group')));
    const values = column(figure, 'value');
    return {
      legend: legend(names),
      grid: { left: 12, right: 30, top: 34 + belowLegend(names, chart), bottom: 48, containLabel: true },
      xAxis: named({
        type: 'log', logBase: 2, axisLabel: { color: theme.soft, fontSize: 12, formatter: short },
        min: Math.pow(2, Math.floor(Math.log2(Math.min.apply(null, values)))), max: Math.pow(2, Math.ceil(Math.log2(Math.max.apply(null, values))))
      }, figure.drawing.x, false),
      yAxis: valueAxis(figure.drawing.y, true, { min: 0, max: 100, scale: false }),
      tooltip: tooltip(function (hit) { return lines([hit.seriesName, digits(hit.value[1]) + ' % have at most ' + digits(hit.value[0])]); }),
      series: names.map(function (name, i) {
        const points = figure.rows.filter(function (row) { return row[0] === name; }).map(function (row) { return [row[1], row[2]]; });
        return { name: name, type: 'line', step: 'end', symbol: 'circle', symbolSize: 5, showSymbol: points.length < 3, lineStyle: { width: 2.2 },
          color: GROUPS[figure.drawing.ranks[i]], data: points };
      })
    };
  }

  function heat(figure, chart) {
    const groups = figure.drawing.groups;
    const a = column(figure, 'group_a');
    const b = column(figure, 'group_b');
    const ties = column(figure, 'ties');
    const ratio = column(figure, 'ratio');
    const narrow = chart.width < 560;
    chart.height = 70 + 72 * groups.length;
    const extreme = Math.log(4);
    function wrap(name) { return name.replace(' ', '\n'); }
    return {
      grid: { left: 10, right: 10, top: 10, bottom: 10, containLabel: true },
      xAxis: { type: 'category', data: groups, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: theme.ink, interval: 0, fontSize: narrow ? 10 : 13, lineHeight: 17, formatter: wrap } },
      yAxis: { type: 'category', data: groups, inverse: true, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: theme.ink, fontSize: narrow ? 10 : 13, lineHeight: 17, formatter: wrap } },
      visualMap: { show: false, min: -extreme, max: extreme, dimension: 2,
        inRange: { color: theme === DARK ? ['#2f7fb8', '#22303b', '#b8661f'] : ['#6baed6', '#f3f4f5', '#f0a35e'] } },
      tooltip: tooltip(function (hit) { return rowTip(figure, figure.rows[hit.dataIndex]); }),
      series: [{
        type: 'heatmap', itemStyle: { borderColor: theme.paper, borderWidth: 3 },
        label: { show: true, color: theme.ink, fontSize: narrow ? 11 : 14, lineHeight: narrow ? 14 : 19,
          formatter: function (hit) { return Number(ratio[hit.dataIndex].toPrecision(2)) + '×\n' + short(ties[hit.dataIndex]); } },
        data: a.map(function (name, i) {
          const colour = Math.max(-extreme, Math.min(extreme, Math.log(Math.max(ratio[i], 0.01))));
          return [groups.indexOf(b[i]), groups.indexOf(name), colour];
        })
      }]
    };
  }

  function flows(figure, chart) {
    const narrow = chart.width < 560;
    const groups = figure.drawing.groups;
    const from = column(figure, 'from');
    const to = column(figure, 'to');
    const patients = column(figure, 'patients');
    function sum(side, group) {
      return patients.reduce(function (all, n, i) { return side[i] === group ? all + n : all; }, 0);
    }
    function node(side, mark) {
      return function (group) {
        return { name: mark + group, itemStyle: { color: GROUPS[groups.indexOf(group)] }, label: { position: mark === 'a' ? 'left' : 'right', formatter: (narrow ? group.replace(' ', '\n') : group) + '\n' + short(sum(side, group)) } };
      };
    }
    return {
      title: [
        { text: 'Seen first', left: 0, top: 0, textStyle: { color: theme.soft, fontSize: 13, fontWeight: 'normal' } },
        { text: 'Seen next', right: 0, top: 0, textStyle: { color: theme.soft, fontSize: 13, fontWeight: 'normal' } }
      ],
      tooltip: tooltip(function (hit) {
        return hit.dataType === 'edge'
          ? lines([hit.data.source.slice(1) + ' → ' + hit.data.target.slice(1), hit.data.value.toLocaleString('en-US') + ' patients'])
          : lines([hit.name.slice(1)]);
      }),
      series: [{
        type: 'sankey', top: 34, bottom: 10, left: narrow ? 95 : 150, right: narrow ? 95 : 150, nodeWidth: 16, nodeGap: 16, draggable: false, layoutIterations: 0,
        label: { color: theme.ink, fontSize: narrow ? 11 : 13, lineHeight: 17 },
        lineStyle: { color: 'source', opacity: 0.35 },
        data: groups.filter(function (g) { return sum(from, g) > 0; }).map(node(from, 'a')).concat(groups.filter(function (g) { return sum(to, g) > 0; }).map(node(to, 'b'))),
        links: from.map(function (name, i) { return { source: 'a' + name, target: 'b' + to[i], value: patients[i] }; })
      }]
    };
  }

  function slopes(figure) {
    const periods = figure.drawing.periods;
    const regions = new Map();
    figure.rows.forEach(function (row) {
      if (!regions.has(row[0])) regions.set(row[0], []);
      regions.get(row[0]).push([periods.indexOf(row[1]), row[2]]);
    });
    return {
      grid: { left: 12, right: 112, top: 40, bottom: 48, containLabel: true },
      xAxis: named({ type: 'category', data: periods, boundaryGap: false }, 'Last quarter of the period', false),
      yAxis: valueAxis(figure.drawing.y, true),
      tooltip: tooltip(function (hit) { return lines([hit.seriesName, periods[hit.value[0]] + ': ' + digits(hit.value[1])]); }),
      series: Array.from(regions.entries()).map(function (entry) {
        return { name: entry[0], type: 'line', symbol: 'circle', symbolSize: 4, lineStyle: { color: theme.pale, width: 1, opacity: 0.8 }, itemStyle: { color: theme.pale }, data: entry[1] };
      }).concat([{
        name: 'Median', type: 'line', symbol: 'circle', symbolSize: 9, z: 9, lineStyle: { color: theme.blue, width: 3.5 }, itemStyle: { color: theme.blue },
        endLabel: { show: true, color: theme.blue, fontWeight: 600, fontSize: 13, formatter: function (hit) { return 'Median ' + digits(hit.value[1]); } },
        data: figure.drawing.median.map(function (v, i) { return [i, v]; })
      }])
    };
  }

  function bars(figure, chart) {
    const read = column(figure, 'rows_in');
    const names = column(figure, 'source').map(function (name) { return cut(name, 42); });
    const room = roomFor(names, chart);
    const parts = [['rows_accepted', 'Used', theme.blue], ['rows_filtered', 'Left out', theme.pale], ['rows_rejected', 'Rejected', ORANGE]];
    chart.height = 110 + 26 * names.length;
    return {
      legend: legend(parts.map(function (p) { return p[1]; })),
      grid: { left: room, right: 100, top: 36, bottom: 48 },
      xAxis: named({ type: 'value', max: 100, splitLine: { show: true, lineStyle: { color: theme.line } } }, 'Percent of the rows read', false),
      yAxis: Object.assign(nameAxis(names, room), { inverse: true }),
      tooltip: tooltip(function (hit) { return rowTip(figure, [names[hit.dataIndex]].concat(figure.rows[hit.dataIndex].slice(1))); }),
      series: parts.map(function (part, i) {
        return { name: part[1], type: 'bar', stack: 'all', barMaxWidth: 16, itemStyle: { color: part[2] },
          data: column(figure, part[0]).map(function (n, row) { return read[row] ? 100 * n / read[row] : 0; }),
          label: i < 2 ? { show: false } : { show: true, position: 'right', color: theme.soft, fontSize: 12, formatter: function (hit) { return short(read[hit.dataIndex]) + ' rows'; } } };
      })
    };
  }

  function reasons(figure, chart) {
    const names = column(figure, 'reason').map(function (name) { return cut(name, 42); });
    const room = roomFor(names, chart);
    const what = column(figure, 'what');
    chart.height = 110 + 26 * names.length;
    return {
      legend: legend(['Rejected', 'Left out']),
      grid: { left: room, right: 70, top: 36, bottom: 48 },
      xAxis: named({ type: 'log', min: 0.9, axisLabel: { color: theme.soft, formatter: function (v) { return v < 1 ? '' : short(v); } }, splitLine: { show: true, lineStyle: { color: theme.line } } }, 'Rows', false),
      yAxis: Object.assign(nameAxis(names, room), { inverse: true }),
      tooltip: tooltip(function (hit) { return rowTip(figure, figure.rows[hit.dataIndex]); }),
      series: [['Rejected', 'rejected', ORANGE], ['Left out', 'left out', theme.pale]].map(function (part) {
        return { name: part[0], type: 'bar', barGap: '-100%', barMaxWidth: 16, itemStyle: { color: part[2] },
          label: { show: true, position: 'right', color: theme.soft, fontSize: 12, formatter: function (hit) { return hit.value === '-' ? '' : short(Number(hit.value)); } },
          data: column(figure, 'rows').map(function (n, i) { return what[i] === part[1] ? n : '-'; }) };
      })
    };
  }

  const CHARTS = { forest, scatter, specifications, map, dots, network, histogram, steps, heat, flows, slopes, bars, reasons };

  // --- The page ---

  function draw(element) {
    const figure = figures[element.dataset.figure];
    const chart = { width: element.clientWidth, height: 420 };
    const options = CHARTS[figure.kind](figure, chart);
    element.style.height = chart.height + 'px';
    const old = echarts.getInstanceByDom(element);
    if (old) old.dispose();
    const drawn = echarts.init(element, null, { renderer: 'canvas', devicePixelRatio: Math.max(2, window.devicePixelRatio) });
    drawn.setOption(Object.assign({ animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: getComputedStyle(document.body).fontFamily } }, options));
  }

  function drawAll() {
    document.querySelectorAll('.chart').forEach(draw);
  }

  function setTheme(dark) {
    theme = dark ? DARK : LIGHT;
    drawAll();
  }

  // Cells of the csv files beside the report, written as tables.Csv writes them.
  function field(cell) {
    if (cell === null) return '';
    if (typeof cell !== 'string') return String(cell);
    const text = /^[ \t\n\v\f\r\0\uFFFD]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20']|^[\t\n\r\0]/.test(cell) ? '\'' + cell : cell;
    return text === '' || /[",\r\n']/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function download(id) {
    const figure = figures[id];
    const csv = [figure.columns].concat(figure.rows).map(function (row) { return row.map(field).join(',') + '\r\n'; }).join('');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
    link.download = id + '.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  }

  document.querySelectorAll('button[data-csv]').forEach(function (button) {
    button.addEventListener('click', function () { download(button.dataset.csv); });
  });
  darkness.addEventListener('change', function () { setTheme(darkness.matches); });
  window.addEventListener('beforeprint', function () { setTheme(false); });
  window.addEventListener('afterprint', function () { setTheme(darkness.matches); });
  let width = window.innerWidth;
  window.addEventListener('resize', function () {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      window.requestAnimationFrame(drawAll);
    }
  });
  setTheme(darkness.matches);
})();
