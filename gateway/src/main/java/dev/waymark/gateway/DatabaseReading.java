package dev.waymark.gateway;

import dev.waymark.channels.Secret;
import dev.waymark.gateway.config.Section;
import dev.waymark.gateway.config.Value;
import dev.waymark.gateway.pg.DatabaseSettings;
import java.nio.file.Path;
import java.util.Optional;

/** What waymark.yaml says of the database; nothing: an embedded PostgreSQL. */
final class DatabaseReading {

    private DatabaseReading() {}

    static Optional<DatabaseSettings> database(Section database, Path dataDir) {
        Value<Secret> password = database.secret("password");
        // hidden: who writes the password into the address shall not read it on the screen
        Value<DatabaseSettings.External> url =
                database.text("url").hidden().as(text -> DatabaseSettings.parse(text, password.or(new Secret(""))));
        if (password.isPresent() && !database.has("url")) {
            database.fault("url", "is missing beside password: write url: postgresql://USER@HOST:5432/DATABASE");
        }
        return database.build(() -> url.optional()
                .<DatabaseSettings>map(external -> external)
                .orElse(new DatabaseSettings.Embedded(dataDir)));
    }
}
