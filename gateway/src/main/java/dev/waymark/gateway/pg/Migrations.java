package dev.waymark.gateway.pg;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Brings the schema of a database to what this program knows, forward only. Nodes that start together take turns. Refuses, with {@link DatabaseRefused}, a
 * PostgreSQL before 15, a database not in UTF-8, and a schema newer than this program.
 */
public final class Migrations {

    private static final int OLDEST_VERSION = 150_000;

    private Migrations() {}

    public static Future<Void> run(Vertx vertx, External server) {
        return vertx.executeBlocking(
                () -> {
                    migrate(server);
                    return null;
                },
                false);
    }

    static void migrate(External server) {
        DataSource source = Connecting.jdbc(server);
        try {
            checkServer(server, source);
            Flyway flyway = flyway(source);
            refuseNewer(server, flyway);
            flyway.migrate();
        } catch (SQLException failed) {
            throw typed(server, failed);
        } catch (FlywayException refused) {
            throw new DatabaseRefused(
                    "the schema of " + server.place() + " cannot be brought up to date, nothing half done is kept: "
                            + refused.getMessage(),
                    refused);
        }
    }

    /** Class 28 is a wrong user or password, 3D a database that does not exist: waiting mends neither. */
    private static RuntimeException typed(External server, SQLException failed) {
        String what = "the database " + server.place() + " cannot be used: " + failed.getMessage();
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith("28") || state.startsWith("3D")
                ? new DatabaseRefused(what + ": check database.url and database.password", failed)
                : new DatabaseUnavailable(what, failed);
    }

    private static Flyway flyway(DataSource source) {
        var configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db")
                .connectRetries(0)
                .lockRetryCount(600);
        // A lock in a transaction would keep CREATE INDEX CONCURRENTLY, in a later migration, waiting for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    private static void refuseNewer(External server, Flyway flyway) {
        for (MigrationInfo migration : flyway.info().applied()) {
            MigrationState state = migration.getState();
            if (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED) {
                throw new DatabaseRefused(
                        "the database " + server.place() + " has schema version "
                                + migration.getVersion()
                                + ", written by a newer Waymark: start that version, or restore a backup made before the upgrade");
            }
        }
    }

    private static void checkServer(External server, DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('server_version_num')::int, current_setting('server_version'), current_setting('server_encoding')")) {
            row.next();
            if (row.getInt(1) < OLDEST_VERSION) {
                throw new DatabaseRefused("the database " + server.place() + " is PostgreSQL " + row.getString(2)
                        + "; Waymark needs PostgreSQL 15 or later");
            }
            if (!"UTF8".equals(row.getString(3))) {
                throw new DatabaseRefused("the database " + server.place() + " is encoded in " + row.getString(3)
                        + "; create it with ENCODING 'UTF8'");
            }
        }
    }
}
