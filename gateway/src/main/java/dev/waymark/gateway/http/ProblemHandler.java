package dev.waymark.gateway.http;

import dev.waymark.gateway.model.Ids;
import dev.waymark.gateway.pg.DatabaseUnavailable;
import dev.waymark.gateway.pg.SqlState;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that turns a failure into an answer, {@code application/problem+json} (RFC 9457). What is neither a
 * {@link Problem} nor the database away is a bug: logged once under an id, of which alone the caller is told.
 */
public final class ProblemHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final Ids ids;

    public ProblemHandler(Ids ids) {
        this.ids = ids;
    }

    /** Makes this the answer to every failure on {@code router}. */
    public void mount(Router router) {
        for (int status = 400; status < 600; status++) {
            router.errorHandler(status, this);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        Problem problem = problemOf(context);
        if (!Answers.isOpen(context)) {
            return;
        }
        problem.headers().forEach(context.response()::putHeader);
        Answers.write(context, problem.status(), "application/problem+json", problem.toJson());
    }

    private Problem problemOf(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (isDatabaseAway(failure)) {
            return Problem.unavailable("Nothing was done; send the same again", 1);
        }
        int status = context.statusCode();
        Optional<Problem> known = EdgeProblems.of(status, context);
        return known.isPresent() ? known.get() : bug(failure, status);
    }

    /** SQLSTATE classes 08 connection, 53 resources, 57 operator intervention; 25006 is a standby. */
    static boolean isDatabaseAway(@Nullable Throwable failure) {
        if (failure instanceof DatabaseUnavailable) {
            return true;
        }
        if (failure instanceof PgException refused && refused.getSqlState() != null) {
            String state = refused.getSqlState();
            return state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.equals("25006");
        }
        return false;
    }

    private Problem bug(@Nullable Throwable failure, int status) {
        String id = ids.next().toString();
        LOG.error(
                "A request failed on a fault of the gateway: error={} status={} sqlstate={}",
                id,
                status,
                SqlState.of(failure),
                failure);
        return Problem.of(500, "internal", "The gateway failed", "It is recorded as " + id + "; send the same again");
    }
}
