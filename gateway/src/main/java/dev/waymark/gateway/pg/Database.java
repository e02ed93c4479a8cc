package dev.waymark.gateway.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * PostgreSQL as the features see it. Thread-safe. A statement that cannot reach the database fails with {@link
 * DatabaseUnavailable}; any other failure is PostgreSQL's own ({@code PgException}).
 */
public interface Database {

    /** One transaction: committed when the Future that {@code work} returns succeeds, else rolled back. */
    <T> Future<T> transaction(Function<SqlConnection, Future<T>> work);

    /** For single statements that need no transaction of their own; pipelined. */
    SqlClient client();
}
