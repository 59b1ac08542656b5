-- With whom one physician shares most patients, as far as that may be told. Another physician: as in physician_position.sql.
WITH chosen AS (
  SELECT npi_a AS npi
  FROM published.tie
  WHERE period = (SELECT max(period) FROM published.tie)
  ORDER BY shared_patients DESC, npi_a, npi_b
  LIMIT 1
),
peers AS (
  SELECT npi_a AS npi, npi_b AS peer, period, shared_patients, same_hospital FROM published.tie
  UNION ALL
  SELECT npi_b, npi_a, period, shared_patients, same_hospital FROM published.tie
)
SELECT peers.peer, physician.specialty_group, peers.shared_patients, peers.same_hospital
FROM peers
LEFT JOIN published.physician AS physician
  ON physician.npi = peers.peer AND physician.period = peers.period
WHERE peers.npi = (SELECT npi FROM chosen)
  AND peers.period = (SELECT max(period) FROM published.tie)
ORDER BY peers.shared_patients DESC, peers.peer
