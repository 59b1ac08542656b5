"""Where a notebook finds the published tables: a platform's session, PySpark, or the Spark that the build lays out.

    from claimgraph_session import connect
    sql = connect(globals().get("spark"))
    sql("SELECT * FROM published.effect")
"""
import html
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Rows(list):
    """Rows of an answer, each a dictionary by column; a notebook shows them as a table."""

    def __init__(self, columns, rows):
        super().__init__(rows)
        self.columns = list(columns)

    def column(self, name):
        """The values of one column."""
        return [row[name] for row in self]

    def _repr_html_(self):
        def line(tag, values):
            return "<tr>" + "".join(f"<{tag}>{html.escape(_shown(v))}</{tag}>" for v in values) + "</tr>"

        body = (line("td", row.values()) for row in self)
        return "<table>" + line("th", self.columns) + "".join(body) + "</table>"


def _shown(value):
    if value is None:
        return ""
    return f"{value:,.4g}" if isinstance(value, float) else str(value)


def connect(spark=None, warehouse=None):
    """A function that answers SQL.

    spark      the session of the platform; None where there is none
    warehouse  where the tables are; CLAIMGRAPH_WAREHOUSE unless given. Where neither names one, the session of a platform
               answers from the schema published of its catalog, any other from the tables of jobs/quickstart
    """
    warehouse = warehouse or os.environ.get("CLAIMGRAPH_WAREHOUSE")
    is_platform = spark is not None
    if not is_platform:
        warehouse = warehouse or str(ROOT / "target/quickstart/warehouse")
        spark = _pyspark() or _Embedded()
    unseen = _published(spark, warehouse) if warehouse else {}

    def sql(text):
        for table in [name for name in unseen if name in text]:
            _make_view(spark, warehouse, table, unseen.pop(table))
        return _rows(spark, text)

    return sql


def _rows(spark, text):
    if isinstance(spark, _Embedded):
        return spark.rows(text)
    answer = spark.sql(text)
    return Rows(answer.columns, [row.asDict(recursive=True) for row in answer.collect()])


def _published(spark, warehouse):
    """The version of each table that the newest publication names."""
    publication = _delta_table(warehouse, "ops.publication")
    newest = _rows(
        spark,
        f"SELECT DISTINCT table_name, version FROM {publication}"
        f" WHERE sequence = (SELECT max(sequence) FROM {publication})",
    )
    _rows(spark, "CREATE DATABASE IF NOT EXISTS published")
    return {row["table_name"]: row["version"] for row in newest}


def _make_view(spark, warehouse, table, version):
    rows = f"SELECT * FROM {_delta_table(warehouse, table)} VERSION AS OF {version}"
    _rows(spark, f"CREATE OR REPLACE VIEW {table} AS {rows}")


def _delta_table(warehouse, table):
    path = f"{warehouse}/{table.replace('.', '/')}".replace("`", "``")
    return f"delta.`{path}`"


def _pyspark():
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        return None
    builder = SparkSession.builder.appName("claimgraph notebook")
    for key, value in _delta().items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _delta():
    return {
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.session.timeZone": "UTC",
    }


class _Embedded:
    """The Spark in target/spark-home, in this process."""

    def __init__(self):
        home = ROOT / "target/spark-home"
        if not home.is_dir():
            raise RuntimeError(f"Missing {home}. Build it first: mvn -q package -DskipTests")
        import jpype

        if not jpype.isJVMStarted():
            # Debian keeps the Java half of JPype where JPype does not look for it.
            classpath = [str(home / "conf"), str(home / "jars/*"), "/usr/share/java/org.jpype.jar"]
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
            jpype.startJVM(*_jvm_options(home), classpath=classpath)
        builder = jpype.JClass("org.apache.spark.sql.SparkSession").builder()
        for key, value in {**_defaults(home), **_delta()}.items():
            builder = builder.config(key, value)
        self._session = (
            builder.appName("claimgraph notebook")
            .config("spark.sql.warehouse.dir", str(ROOT / "target/spark-warehouse"))
            .config("spark.sql.jsonGenerator.ignoreNullFields", "false")
            .getOrCreate()
        )
        self._session.sparkContext().setLogLevel("ERROR")

    def rows(self, text):
        answer = self._session.sql(text)
        return Rows(
            (str(name) for name in answer.columns()),
            (json.loads(str(row)) for row in answer.toJSON().collectAsList()),
        )


def _jvm_options(home):
    """What Spark's own launcher would start Java with: memory, and the module options of the JDK."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    launcher = [java, "-cp", f"{home}/jars/*", "org.apache.spark.launcher.Main", "org.apache.spark.deploy.SparkSubmit"]
    scala = next((home / "jars").glob("spark-core_*.jar")).name.split("_")[1].split("-")[0]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_SCALA_VERSION": scala}
    told = subprocess.run(launcher + ["--class", "notebook", "none"], env=environment, capture_output=True, text=True, check=True)
    words = told.stdout.strip("\n").split("\0")
    options = words[1 : words.index("org.apache.spark.deploy.SparkSubmit")]
    return [option for option in options if option.startswith(("-X", "-D", "--add-"))]


def _defaults(home):
    lines = (home / "conf/spark-defaults.conf").read_text().splitlines()
    return dict(line.split(None, 1) for line in lines if line and not line.startswith("#"))
