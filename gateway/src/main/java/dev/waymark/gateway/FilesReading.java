package dev.waymark.gateway;

import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What waymark.yaml says of the files and folders beside it. */
final class FilesReading {

    private FilesReading() {}

    static Path partners(Section file) {
        return file.path("partners", "partners.yaml");
    }

    static Path users(Section file) {
        return file.path("users", "users.yaml");
    }

    static Path programs(Section file) {
        return file.path("programs", "programs.yaml");
    }

    static Optional<Path> journey(Section file) {
        return ifThere(file, "journey", "journey.yaml");
    }

    /** Where nobody named it, it need not be there. */
    static Path templates(Section file) {
        Path usual = file.path("templates", "templates");
        return ifThere(file, "templates", "templates").orElse(usual);
    }

    /** The file or folder; where nobody named it and it is not there either, the packed one is meant. */
    private static Optional<Path> ifThere(Section file, String key, String usual) {
        Value<Path> named =
                file.path(key).check(Files::exists, "must name what is there, or be left out for the shipped one");
        return named.optional().or(() -> Optional.of(file.path(key, usual)).filter(Files::exists));
    }

    static Path keys(Section keys) {
        Path directory = keys.path("directory", "keys");
        keys.done();
        return directory;
    }
}
