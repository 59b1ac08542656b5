# One machine: everything talks over loopback.
SPARK_LOCAL_IP=127.0.0.1
# What a run spills is for its user alone. A run that ends removes it; of one that was killed the next run does, which knows it by
# the number of its process, among those that can see it: containers may share a folder and not their processes.
if [ -z "${SPARK_LOCAL_DIRS:-}" ]; then
  spilled="${TMPDIR:-/tmp}/claimgraph-$(id -u)-$(stat -L -c %i /proc/self/ns/pid 2>/dev/null || echo all)"
  for left in "$spilled"-*-??????; do
    process=${left#"$spilled-"}
    if [ -O "$left" ] && ! kill -0 "${process%-*}" 2>/dev/null; then
      rm -rf "$left"
    fi
  done
  unset left process
  SPARK_LOCAL_DIRS=$(mktemp -d "$spilled-$$-XXXXXX")
  unset spilled
fi
