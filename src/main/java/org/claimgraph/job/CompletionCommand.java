package org.claimgraph.job;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code generate-completion}: what a shell needs to complete commands and options. */
@Command(
    name = "generate-completion",
    description = "Prints a script by which bash and zsh complete commands, options and values.",
    footerHeading = "%nExamples:%n",
    footer = {"  source <(jobs/submit generate-completion)"})
final class CompletionCommand implements Runnable {

  /** A shell looks up the name behind the last slash of what is typed. */
  private static final String SCRIPT = "submit";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    System.out.println(AutoComplete.bash(SCRIPT, spec.root().commandLine()));
  }
}
