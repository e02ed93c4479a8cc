package dev.waymark.gateway.sealing;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.UserRole;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /v1/admin/master-key/rotate} (protocol, section 12), for people with the role admin. Thread-safe. */
public final class MasterKeyHandler {

    private static final String ROTATE = "/v1/admin/master-key/rotate";

    private final RotateMasterKey rotate;
    private final Runnable wake;

    /** @param wake called once a rotation is begun */
    public MasterKeyHandler(RotateMasterKey rotate, Runnable wake) {
        this.rotate = rotate;
        this.wake = wake;
    }

    public void mount(Router router, Authentication auth) {
        router.post(ROTATE).handler(auth.people()).handler(this::begin);
        router.get(ROTATE).handler(auth.people()).handler(this::show);
    }

    private void begin(RoutingContext context) {
        Reader reader = reader(context);
        Answers.of(
                context,
                202,
                rotate.begin(reader).onSuccess(begun -> wake.run()).map(MasterKeyHandler::json));
    }

    private void show(RoutingContext context) {
        reader(context);
        Answers.of(context, rotate.progress().map(MasterKeyHandler::json));
    }

    private static JsonObject json(RotateMasterKey.Progress progress) {
        return new JsonObject()
                .put("state", progress.underWay() ? "rotating" : "settled")
                .put("since", Times.write(progress.since()))
                .put("keys", progress.keys())
                .put("remaining", progress.remaining());
    }

    private static Reader reader(RoutingContext context) {
        Caller.OfPerson person = Callers.person(context);
        if (!person.has(UserRole.ADMIN)) {
            throw Problem.of(
                    403, "forbidden", "Not yours to do", "The master key is rotated by people with the role admin");
        }
        return new Reader(person.auditName(), "rotate master key");
    }
}
