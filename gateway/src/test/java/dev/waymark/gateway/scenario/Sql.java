package dev.waymark.gateway.scenario;

import dev.waymark.gateway.pg.DatabaseSettings.External;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.awaitility.Awaitility;

/** A look into the database beside the gateway. */
final class Sql {

    private Sql() {}

    static Connection connect(External database) throws SQLException {
        Properties user = new Properties();
        user.setProperty("user", database.user());
        user.setProperty("password", database.password().reveal());
        user.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://" + database.place(), user);
    }

    static void execute(External database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** How many rows; {@code from} may end in a condition. */
    static long count(TestGateway gateway, String from) {
        return count(gateway.database, from);
    }

    static long count(External database, String from) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The first column of the only row. */
    static String text(TestGateway gateway, String query) {
        try (Connection connection = connect(gateway.database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Until all that was taken is planned. */
    static void awaitPlanned(TestGateway gateway) {
        Awaitility.await().until(() -> count(gateway, "fanout_due") == 0);
    }

    /** Until all that was taken is planned, and all that goes to partners' endpoints has gone. */
    static void awaitWebhooksOut(TestGateway gateway) {
        Awaitility.await()
                .until(() ->
                        count(gateway, "fanout_due") == 0 && count(gateway, "outbox where channel = 'webhook'") == 0);
    }
}
