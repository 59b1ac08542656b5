package org.claimgraph.job;

import java.util.Collection;
import org.claimgraph.config.EditDistance;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command or option that does not exist with the nearest one that does. */
final class UnknownWords implements IParameterExceptionHandler {

  private final IParameterExceptionHandler others;

  /**
   * A handler.
   *
   * @param others what handles anything else that is wrong with arguments
   */
  UnknownWords(IParameterExceptionHandler others) {
    this.others = others;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) throws Exception {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return others.handleParseException(wrong, args);
    }
    CommandLine command = wrong.getCommandLine();
    String word = unmatched.getUnmatched().get(0).split("=")[0];
    boolean isOption = word.startsWith("-");
    Collection<String> known =
        isOption
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    command
        .getErr()
        .println(
            (isOption
                    ? "Unknown option "
                    : known.isEmpty() ? "Unknown argument " : "Unknown command ")
                + word
                + (known.isEmpty() ? "" : "; the nearest is " + EditDistance.nearest(word, known))
                + ". "
                + help
                + " tells what there is.");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
