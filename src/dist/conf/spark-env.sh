# One machine: everything talks over loopback.
SPARK_LOCAL_IP=127.0.0.1
