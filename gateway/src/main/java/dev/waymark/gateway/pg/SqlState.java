package dev.waymark.gateway.pg;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** The SQLSTATE of a failure, for logs: PostgreSQL's own words, which may hold what somebody sent, stay out of them. Stateless. */
public final class SqlState {

    private SqlState() {}

    /** What PostgreSQL refused with, or {@code -} where it is not PostgreSQL that did. */
    public static String of(@Nullable Throwable failure) {
        return failure instanceof PgException refused && refused.getSqlState() != null ? refused.getSqlState() : "-";
    }

    /** A failure on one line: of PostgreSQL's, the SQLSTATE in place of its message. */
    public static String named(Throwable failure) {
        return failure instanceof PgException ? "PgException " + of(failure) : failure.toString();
    }
}
