package org.claimgraph.publication;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.claimgraph.UserException;
import scala.Option;
import scala.Tuple2;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * An extension of Spark ({@code spark.sql.extensions}, the last one) by which the statements of
 * every session but the default one of the JVM may read published tables and do nothing else: no
 * other table, no file by its path, no change, no setting, no program. A statement is judged by
 * what its names turn out to mean, and what was judged is what runs.
 */
public final class PublishedSql extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  /** Held for reading while the names of a statement are looked up. */
  private static final ReadWriteLock VIEWS = new ReentrantReadWriteLock(true);

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectParser(PublishedSql::guard);
    return BoxedUnit.UNIT;
  }

  /**
   * Replaces views while no statement looks names up: each sees all of them old, or all new. Where
   * it fails nobody reads any more.
   */
  public static void replaceViews(Runnable replacing) {
    Lock lock = VIEWS.writeLock();
    lock.lock();
    replacing.run();
    lock.unlock();
  }

  /** A parser that gives out no plan of a statement that may not run. */
  private static ParserInterface guard(SparkSession session, ParserInterface parser) {
    return (ParserInterface)
        Proxy.newProxyInstance(
            PublishedSql.class.getClassLoader(),
            new Class<?>[] {ParserInterface.class},
            new Guard(session, parser));
  }

  /** Stands before the parser of one session. */
  private static final class Guard implements InvocationHandler {

    /** Settings that Spark's JDBC server gives to every session. */
    private static final Set<String> OF_THE_SERVER =
        Set.of("spark.sql.hive.version", "spark.sql.datetime.java8API.enabled");

    private final SparkSession session;
    private final ParserInterface parser;
    private volatile boolean isOfTheServer;

    Guard(SparkSession session, ParserInterface parser) {
      this.session = session;
      this.parser = parser;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (isOwn()) {
        return call(method, arguments);
      }
      requireSettingsOfTheServer();
      Object parsed = call(method, arguments);
      // Texts of views are parsed as queries, not as plans.
      return method.getName().startsWith("parsePlan") ? judged((LogicalPlan) parsed) : parsed;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(parser, arguments);
      } catch (InvocationTargetException failed) {
        throw failed.getCause();
      }
    }

    /** Whether it is the session with which the program itself works. */
    private boolean isOwn() {
      return SparkSession.getDefaultSession().contains(session);
    }

    private LogicalPlan judged(LogicalPlan parsed) {
      requireThat(PublishedPlan.mayBeAnalyzed(parsed));
      LogicalPlan plan = analyzed(parsed);
      requireThat(PublishedPlan.isAllowed(plan));
      return plan;
    }

    private LogicalPlan analyzed(LogicalPlan parsed) {
      Lock lock = VIEWS.readLock();
      lock.lock();
      try {
        return session
            .sessionState()
            .analyzer()
            .executeAndCheck(parsed, new QueryPlanningTracker(Option.empty()));
      } finally {
        lock.unlock();
      }
    }

    private static void requireThat(boolean isAllowed) {
      if (!isAllowed) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Unsupported SQL: it may read the tables of schema published and do nothing else.",
            "Write a SELECT over them, SHOW TABLES IN published or DESCRIBE published.NAME.");
      }
    }

    /**
     * A connection may bring settings with it, such as a catalog of other tables. They are there
     * before its first statement; what comes later comes from Spark itself.
     */
    private void requireSettingsOfTheServer() {
      if (!isOfTheServer) {
        SparkConf given = session.sparkContext().getConf();
        Option<Tuple2<String, String>> brought =
            session.conf().getAll().find(setting -> !isGiven(given, setting._1(), setting._2()));
        if (brought.isDefined()) {
          throw new UserException(
              UserException.Fault.CONFIGURATION,
              "Unsupported setting of a connection: " + brought.get()._1() + ".",
              "Leave it out of the JDBC URL.");
        }
        // Else a text might name settings and variables of the server, and be told their values.
        session.conf().set("spark.sql.variable.substitute", "false");
        isOfTheServer = true;
      }
    }

    private static boolean isGiven(SparkConf given, String key, String value) {
      return key.startsWith("hive.")
          || OF_THE_SERVER.contains(key)
          || value.equals(given.get(key, null));
    }
  }
}
