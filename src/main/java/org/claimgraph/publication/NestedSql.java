package org.claimgraph.publication;

import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** What a parsed statement holds, wherever: in its parts, its subqueries, and what it explains. */
public final class NestedSql {

  /** Statements that hold others as text, which run before a plan of them can be looked at. */
  private static final Set<String> SCRIPTS =
      Set.of("Call", "CompoundBody", "UnresolvedExecuteImmediate");

  private NestedSql() {}

  /** Whether looking up the names of a statement would run another one. */
  public static boolean runs(LogicalPlan parsed) {
    return any(parsed, node -> SCRIPTS.contains(node.getClass().getSimpleName()));
  }

  /** Whether any part of a statement is such. */
  static boolean any(LogicalPlan plan, Predicate<LogicalPlan> wanted) {
    return wanted.test(plan)
        || plan.children().exists(child -> any(child, wanted))
        || plan.subqueries().exists(query -> any(query, wanted))
        || plan.innerChildren()
            .exists(inner -> inner instanceof LogicalPlan held && any(held, wanted));
  }
}
