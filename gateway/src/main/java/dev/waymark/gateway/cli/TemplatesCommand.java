package dev.waymark.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "templates",
        description = "Checks and shows the words that people are told.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark templates check my-waymark/templates",
            "  waymark templates preview --config my-waymark/waymark.yaml --html preview.html"
        })
final class TemplatesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TemplatesCommand() {}

    static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new TemplatesCommand())
                .addSubcommand(new TemplatesCheckCommand(surroundings))
                .addSubcommand(new TemplatesPreviewCommand(surroundings));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which command: check or preview?");
    }
}
