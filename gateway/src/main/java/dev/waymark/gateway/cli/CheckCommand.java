package dev.waymark.gateway.cli;

import dev.waymark.gateway.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Reads the configuration and tells every fault, without starting anything.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark check --config my-waymark/waymark.yaml",
            "",
            "A fault is one line: file, line, key, what to write instead. It covers waymark.yaml and the",
            "partners, users, programs, journey and templates that it names."
        })
final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = config.read(surroundings);
        configuration.warnings().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
        spec.commandLine().getOut().println(config.name() + ": no faults");
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
