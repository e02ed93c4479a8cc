package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.gateway.Configuration;
import dev.waymark.gateway.Gateway;
import dev.waymark.gateway.Outside;
import dev.waymark.gateway.ops.Metrics;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherKeysTest {

    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

    private static final String ROWS =
            "select coalesce(string_agg(one::text, E'\\n' order by one::text), '') from %s as one";

    private static final String NUMBERS = "select coalesce(string_agg(sequencename || last_value::text, ' '"
            + " order by sequencename), '') from pg_sequences where last_value is not null";

    @TempDir
    Path folder;

    @TempDir
    Path others;

    @Test
    void with_missing_or_other_keys_the_gateway_refuses_and_the_database_stays_as_it_was() throws Exception {
        Vertx longer = Vertx.vertx();
        try {
            External database = TestDatabase.freshSettings(longer);
            try (TestGateway gateway = new TestGateway(folder, Outside.real(), vertx -> database)) {
                new People(gateway).hearOfNews();
            }
            assertRefusedAndUnchanged(database);
        } finally {
            Waiting.await(longer.close());
        }
    }

    private void assertRefusedAndUnchanged(External database) throws Exception {
        try (TestGateway stranger = new TestGateway(others)) {
            assertThat(stranger.database).isNotEqualTo(database);
        }
        Path master = folder.resolve("keys/master.key");
        Path signing = signingKey(folder);
        Path another = signingKey(others);
        Map<String, String> before = dump(database);

        without(master, () -> refused("master.key"));
        without(signing, () -> refused(signing.getFileName().toString()));
        without(master, () -> {
            Files.copy(others.resolve("keys/master.key"), master, StandardCopyOption.COPY_ATTRIBUTES);
            refused("master.key");
        });
        without(signing, () -> {
            Files.copy(another, signing, StandardCopyOption.COPY_ATTRIBUTES);
            refused(signing.getFileName().toString());
        });
        without(signing, () -> {
            Path beside = folder.resolve("keys").resolve(another.getFileName());
            Files.copy(another, beside, StandardCopyOption.COPY_ATTRIBUTES);
            refused(signing.getFileName().toString());
            Files.delete(beside);
        });
        without(folder.resolve("keys"), () -> refused("is missing"));

        assertThat(dump(database)).isEqualTo(before);
        assertThat(before.get("data_key")).isNotEmpty();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void without(Path key, Work work) throws Exception {
        Path aside = others.resolve("aside");
        Files.move(key, aside);
        try {
            work.run();
        } finally {
            Files.deleteIfExists(key);
            Files.move(aside, key);
        }
    }

    private void refused(String file) {
        Vertx vertx = Vertx.vertx();
        try {
            Configuration configuration = Configuration.read(folder.resolve("waymark.yaml"), Map.of());
            assertThatThrownBy(() -> Waiting.await(Gateway.start(vertx, configuration, Outside.real(), new Metrics())))
                    .hasMessageContainingAll("key file", file);
        } finally {
            Waiting.await(vertx.close());
        }
    }

    private static Path signingKey(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("signing-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Every row of every table, and how far every sequence is. */
    private static Map<String, String> dump(External database) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = Sql.connect(database);
                Statement statement = connection.createStatement()) {
            for (String table : column(statement, TABLES)) {
                rows.put(table, column(statement, ROWS.formatted(table)).get(0));
            }
            rows.put("sequences", column(statement, NUMBERS).get(0));
        }
        return rows;
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                values.add(found.getString(1));
            }
        }
        return values;
    }
}
