package dev.waymark.gateway.cli;

import dev.waymark.gateway.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --config}, alike for every command that reads the configuration. */
final class ConfigOption {

    private static final Path USUAL = Path.of("waymark.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Where the configuration is. Default: waymark.yaml here if there is one, else the defaults, with"
                            + " an embedded PostgreSQL.")
    private Optional<Path> file = Optional.empty();

    Configuration read(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        Optional<Path> chosen = file.or(() -> Optional.of(USUAL).filter(Files::exists));
        return chosen.map(path -> Configuration.read(path, environment))
                .orElseGet(() -> Configuration.defaults(Path.of(""), environment));
    }

    boolean isGiven() {
        return file.isPresent();
    }

    /** What was read, in words. */
    String name() {
        return file.orElse(Files.exists(USUAL) ? USUAL : Path.of("the defaults"))
                .toString();
    }
}
