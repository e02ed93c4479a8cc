package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.Outside;
import dev.waymark.gateway.pg.DatabaseSettings.External;
import dev.waymark.gateway.pg.OwnPostgres;
import dev.waymark.gateway.sealing.CellCipher;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class PlantedStringsTest {

    private static final String TABLES = """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
            """;

    /** Sealing switched off. */
    private static final CellCipher PLAIN = new CellCipher() {
        @Override
        public Buffer seal(byte[] key, byte[] bound, Buffer plain) {
            return plain;
        }

        @Override
        public Buffer open(byte[] key, byte[] bound, Buffer sealed) {
            return sealed;
        }
    };

    @TempDir
    Path folder;

    @TempDir
    Path data;

    /** Where each planted string was found. */
    private record Found(
            Set<String> kept,
            Set<String> dump,
            Set<String> files,
            Set<String> logs,
            Set<String> metrics,
            Set<String> errors) {}

    @Test
    void what_people_wrote_stands_nowhere_in_clear() throws Exception {
        Found found = plantAndSearch(Outside.real());
        assertThat(found.dump()).as("dump").isEmpty();
        assertThat(found.files()).as("files of the data directory").isEmpty();
        assertThat(found.logs()).as("logs").isEmpty();
        assertThat(found.metrics()).as("metrics").isEmpty();
        assertThat(found.errors()).as("error answers").isEmpty();
    }

    @Test
    void the_same_search_finds_all_of_it_where_sealing_is_switched_off_and_only_in_the_database() throws Exception {
        Found found = plantAndSearch(Outside.real().withCells((crypto, random) -> PLAIN));
        assertThat(found.kept()).hasSizeGreaterThan(25);
        assertThat(found.dump()).isEqualTo(found.kept());
        assertThat(found.files()).containsAll(found.kept());
        assertThat(found.logs()).as("logs").isEmpty();
        assertThat(found.metrics()).as("metrics").isEmpty();
        assertThat(found.errors()).as("error answers").isEmpty();
    }

    private Found plantAndSearch(Outside outside) throws Exception {
        try (ProgramLog log = new ProgramLog();
                OwnPostgres postgres = new OwnPostgres(data)) {
            Planted planted;
            String metrics;
            try (TestGateway gateway = new TestGateway(folder, outside, vertx -> postgres.connection())) {
                planted = new Planted(gateway);
                planted.plant();
                metrics = gateway.call(HttpMethod.GET, "/metrics", Map.of(), Optional.empty())
                        .body();
            }
            Set<String> all = new HashSet<>(planted.kept);
            all.addAll(planted.refused);
            PlantedSearch search = new PlantedSearch(all);
            // What is sampled for the planner stands in files of its own.
            Sql.execute(postgres.connection(), "analyze");
            Set<String> dump = search.in(dump(postgres.connection()));
            postgres.stop();
            Found found = new Found(
                    new TreeSet<>(planted.kept),
                    dump,
                    inFiles(search, postgres.home()),
                    search.in(log.text()),
                    search.in(metrics),
                    search.in(String.join("\n", planted.errors)));
            assertThat(log.text()).contains("attempt notification=");
            assertThat(metrics).contains("jvm_");
            return found;
        }
    }

    private static byte[] dump(External database) throws SQLException, IOException {
        try (Connection connection = Sql.connect(database);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables).hasSizeGreaterThan(20);
            ByteArrayOutputStream dump = new ByteArrayOutputStream();
            for (String table : tables) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", dump);
            }
            return dump.toByteArray();
        }
    }

    /** What the server itself logged among them. */
    private static Set<String> inFiles(PlantedSearch search, Path home) throws IOException {
        Set<String> found = new TreeSet<>();
        boolean log = false;
        try (Stream<Path> files = Files.walk(home).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                found.addAll(search.in(Files.readAllBytes(file)));
                log |= file.startsWith(home.resolve("data/pg_wal"));
            }
        }
        assertThat(log).as("the write-ahead log was read").isTrue();
        return found;
    }
}
