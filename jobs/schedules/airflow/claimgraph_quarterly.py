"""Runs claimgraph once for each calendar quarter, on the 15th after it has ended.

Airflow variables: claimgraph_jar and claimgraph_conf say where the jar and the settings are, claimgraph_delta_jars where those of
Delta are if the Spark of the cluster has none; the pseudonym key is in the file that the settings name. PROPERTIES is a copy of
conf/prod/spark-defaults.conf with what is yours. The connection spark_default says which cluster. In client mode the exit status
of the command is that of the task; where the connection asks for cluster mode it is lost on the way, and the second task, whose
driver is always here, tells it.
"""

from __future__ import annotations

import datetime

from airflow import DAG
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.timetables.interval import CronDataIntervalTimetable

PROPERTIES = "/etc/claimgraph/spark-defaults.conf"
PERIOD = "{{ data_interval_start.year }}Q{{ (data_interval_start.month + 2) // 3 }}"


def claimgraph(command: str, **more) -> SparkSubmitOperator:
    """One command for the quarter of the data interval."""
    return SparkSubmitOperator(
        task_id=command,
        application="{{ var.value.claimgraph_jar }}",
        java_class="org.claimgraph.ClaimGraph",
        application_args=[command, "--config", "{{ var.value.claimgraph_conf }}", "--period", PERIOD],
        jars="{{ var.value.get('claimgraph_delta_jars', '') }}",
        name="claimgraph " + command + " " + PERIOD,
        properties_file=PROPERTIES,
        **more,
    )


with DAG(
    dag_id="claimgraph_quarterly",
    description="Patient-sharing physician networks of each quarter",
    schedule=CronDataIntervalTimetable("15 6 15 1,4,7,10 *", timezone="UTC"),
    start_date=datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
    catchup=False,  # earlier quarters: jobs/submit backfill, which reads the source once
    max_active_runs=1,  # every quarter reads the same claims.*
    default_args={"retries": 2, "retry_delay": datetime.timedelta(minutes=30)},
    tags=["claimgraph"],
) as dag:
    # A retry goes on after the last stage that was done.
    claimgraph("run") >> claimgraph("status", deploy_mode="client", retries=0)
