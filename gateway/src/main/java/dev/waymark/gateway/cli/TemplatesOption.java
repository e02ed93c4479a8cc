package dev.waymark.gateway.cli;

import dev.waymark.gateway.Configuration;
import dev.waymark.gateway.rendering.MessageFacts;
import dev.waymark.gateway.rendering.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which templates: a folder alone, or those of a configuration, then with its programs' names. */
final class TemplatesOption {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A folder of templates, judged with a sender's name of 24 characters and an address of 35."
                    + " Without it: the templates of the configuration, judged with its programs, partners and"
                    + " publicUrl.")
    private Optional<Path> folder = Optional.empty();

    @Mixin
    private ConfigOption config = new ConfigOption();

    record Chosen(String name, Templates templates, MessageFacts facts) {}

    /** Throws {@link dev.waymark.gateway.config.ConfigException} with every fault. */
    Chosen read(Surroundings surroundings) {
        if (folder.isEmpty()) {
            Configuration configuration = config.read(surroundings);
            return new Chosen(config.name(), configuration.templates(), configuration.facts());
        }
        if (config.isGiven()) {
            throw CommandFailed.misused("Name a folder or --config, not both.");
        }
        if (!Files.isDirectory(folder.get())) {
            throw CommandFailed.misused(folder.get() + " is no folder.");
        }
        MessageFacts facts = MessageFacts.assumed();
        return new Chosen(folder.get().toString(), Templates.load(folder, facts), facts);
    }
}
