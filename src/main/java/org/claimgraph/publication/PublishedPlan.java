package org.claimgraph.publication;

import java.util.Set;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.execution.command.SetCommand;

/**
 * What a statement may do that is only to read published tables; what is not named here it may not.
 */
final class PublishedPlan {

  /** What rows may come from beside a view; by name, for not every line of Spark has each. */
  private static final Set<String> LEAVES =
      Set.of(
          "CTERelationRef",
          "LocalRelation",
          "OneRowRelation",
          "Range",
          "ResolvedInlineTable",
          "UnionLoopRef");

  /** Statements that are not queries and only tell what there is, or where names are looked up. */
  private static final Set<String> STATEMENTS =
      Set.of(
          "DescribeColumnCommand",
          "DescribeFunctionCommand",
          "DescribeTableCommand",
          "SetCatalogAndNamespace",
          "SetNamespaceCommand",
          "ShowColumnsCommand",
          "ShowCurrentNamespaceCommand",
          "ShowFunctionsCommand",
          "ShowNamespaces",
          "ShowNamespacesCommand",
          "ShowTables",
          "ShowTablesCommand",
          "ShowViewsCommand");

  private PublishedPlan() {}

  /**
   * Whether it is safe to look names up, after which {@link #isAllowed} tells the rest. A name with
   * a schema may be a format and a file, which would be opened, and told of where it does not fit.
   */
  static boolean mayBeAnalyzed(LogicalPlan parsed) {
    return !NestedSql.runs(parsed) && !NestedSql.any(parsed, PublishedPlan::namesAnother);
  }

  private static boolean namesAnother(LogicalPlan node) {
    if (node instanceof UnresolvedRelation relation) {
      return namesAnother(relation.multipartIdentifier());
    }
    if (node instanceof UnresolvedTableOrView table) {
      return namesAnother(table.multipartIdentifier());
    }
    // A name that is computed is known only then.
    return nameOf(node).equals("PlanWithUnresolvedIdentifier");
  }

  private static boolean namesAnother(scala.collection.Seq<String> name) {
    return name.size() > 1 && !name.apply(name.size() - 2).equalsIgnoreCase("published");
  }

  /** Whether a plan whose names are looked up only reads published tables, or tells of them. */
  static boolean isAllowed(LogicalPlan plan) {
    return plan instanceof Command ? isStatement(plan) : isQuery(plan);
  }

  private static boolean isStatement(LogicalPlan plan) {
    if (plan instanceof SetCommand set) {
      // What settings there are, as some drivers ask; all but this changes or tells a value.
      return set.kv().exists(setting -> setting._1().equals("-v") && setting._2().isEmpty());
    }
    return STATEMENTS.contains(nameOf(plan))
        && plan.productIterator()
            .forall(part -> !(part instanceof TableIdentifier table) || isPublished(table));
  }

  private static boolean isQuery(LogicalPlan plan) {
    if (plan instanceof View view && !view.isTempView()) {
      return isPublished(view.desc().identifier());
    }
    return !(plan instanceof Command)
        && !(plan instanceof ScriptTransformation)
        && (plan.children().nonEmpty() || LEAVES.contains(nameOf(plan)))
        && plan.expressions()
            .forall(value -> !value.exists(part -> part instanceof CallMethodViaReflection))
        && plan.subqueries().forall(PublishedPlan::isQuery)
        && plan.children().forall(PublishedPlan::isQuery);
  }

  private static boolean isPublished(TableIdentifier table) {
    return table.database().contains("published");
  }

  private static String nameOf(LogicalPlan plan) {
    return plan.getClass().getSimpleName();
  }
}
