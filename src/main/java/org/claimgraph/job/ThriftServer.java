package org.claimgraph.job;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils;
import org.claimgraph.UserException;

/**
 * Spark's JDBC server. It is part of full distributions of Spark, but there is none to be had for
 * every line as a library; so it is looked for when it is needed.
 */
final class ThriftServer {

  private static final String SERVER = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2";

  /** Ways to find out who asks. */
  private static final Set<String> AUTHENTICATIONS = Set.of("LDAP", "KERBEROS", "PAM", "CUSTOM");

  /** Folders of the server, which would be shared with others if they stayed where they are. */
  private static final List<String> FOLDERS =
      List.of(
          "hive.exec.scratchdir",
          "hive.exec.local.scratchdir",
          "hive.downloaded.resources.dir",
          "hive.querylog.location",
          "hive.server2.logging.operation.log.location");

  private final Method start;
  private final String host;
  private final int port;

  /**
   * Looks for everything that is needed before Spark is started.
   *
   * @throws UserException where this Spark has no such server, the port is taken, or anyone could
   *     reach it from elsewhere
   */
  ThriftServer(String host, int port) {
    this.start = startMethod();
    this.host = host;
    this.port = port;
    requireNoOtherAddress();
    requireFree();
    requireAuthentication(authentication());
  }

  /** Hive would rather take the address from these. */
  private static void requireNoOtherAddress() {
    for (String name : List.of("HIVE_SERVER2_THRIFT_BIND_HOST", "HIVE_SERVER2_THRIFT_PORT")) {
      if (System.getenv(name) != null) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Cannot serve with " + name + " in the environment, which would decide the address.",
            "Remove it and give --host and --port.");
      }
    }
  }

  private static Method startMethod() {
    try {
      return Arrays.stream(Class.forName(SERVER).getMethods())
          .filter(method -> method.getName().equals("startWithContext"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No startWithContext in " + SERVER));
    } catch (ClassNotFoundException missing) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot serve: this Spark has no Thrift server, which full distributions of Spark have.",
          "Set SPARK_HOME to one of the same line of Spark, or build with mvn -Pspark-3.5 clean"
              + " package -DskipTests.");
    }
  }

  private void requireFree() {
    try {
      new ServerSocket(port, 1, InetAddress.getByName(host)).close();
    } catch (IOException taken) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot serve at " + host + ":" + port + ": " + taken.getMessage() + ".",
          "Choose another --port, or a --host of this machine.");
    }
  }

  /**
   * What Spark has to be started with: a metastore that it opens for tables fixes the settings of
   * the server too.
   */
  Map<String, String> settings() {
    // Spark removes it when the JVM ends.
    String folder =
        Utils.createTempDir(System.getProperty("java.io.tmpdir"), "claimgraph").getPath();
    System.setProperty("derby.stream.error.file", folder + "/derby.log");
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.hadoop.hive.server2.thrift.bind.host", host);
    settings.put("spark.hadoop.hive.server2.thrift.port", Integer.toString(port));
    // The other one, http, listens at every address.
    settings.put("spark.hadoop.hive.server2.transport.mode", "binary");
    FOLDERS.forEach(name -> settings.put("spark.hadoop." + name, folder + "/" + name));
    return settings;
  }

  /** Starts it; connections get sessions that come from this one. */
  void start(SparkSession spark) {
    Object[] arguments =
        Arrays.stream(start.getParameterTypes()).map(type -> argument(type, spark)).toArray();
    try {
      start.invoke(null, arguments);
    } catch (IllegalAccessException | InvocationTargetException failed) {
      throw new IllegalStateException("Cannot start " + SERVER, failed);
    }
  }

  /** Lines of Spark differ in what they want: the session or its context, and how to fail. */
  private static Object argument(Class<?> type, SparkSession spark) {
    if (type == boolean.class) {
      // Whether it ends the process where it cannot start.
      return false;
    }
    return SQLContext.class.isAssignableFrom(type) ? spark.sqlContext() : spark;
  }

  /** As Spark finds it: in its own settings, else in hive-site.xml. */
  private static String authentication() {
    Configuration hive = new Configuration(false);
    hive.addResource("hive-site.xml");
    String key = "hive.server2.authentication";
    return new SparkConf().get("spark.hadoop." + key, hive.get(key, "NONE"));
  }

  private void requireAuthentication(String authentication) {
    if (!isLocal() && !AUTHENTICATIONS.contains(authentication)) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot serve at "
              + host
              + ": anyone who reaches it could read, for hive.server2.authentication is "
              + authentication
              + ".",
          "Set it to LDAP, KERBEROS, PAM or CUSTOM in hive-site.xml, or serve at 127.0.0.1.");
    }
  }

  private boolean isLocal() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException unknown) {
      throw new IllegalStateException("Cannot find host " + host, unknown);
    }
  }
}
