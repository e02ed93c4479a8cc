package dev.waymark.gateway.signing;

import dev.waymark.gateway.http.Answers;
import dev.waymark.gateway.http.Authentication;
import dev.waymark.gateway.http.Callers;
import dev.waymark.gateway.http.Times;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Function;

/** {@code GET /v1/whoami} (protocol, section 2): the first call of a partner's engineer. */
public final class WhoAmIHandler {

    private final Function<PartnerId, Standing> standings;
    private final Clocks clocks;

    /** What a partner is to the gateway. */
    public record Standing(Set<ProgramId> programs, Set<PartnerRole> roles) {}

    /** @param standings answered from memory */
    public WhoAmIHandler(Function<PartnerId, Standing> standings, Clocks clocks) {
        this.standings = standings;
        this.clocks = clocks;
    }

    public void mount(Router router, Authentication authentication) {
        router.get("/v1/whoami").handler(authentication.signed()).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        Caller.OfPartner caller = Callers.partner(context);
        Standing standing = standings.apply(caller.partner());
        JsonArray programs = new JsonArray();
        standing.programs().stream().map(ProgramId::value).sorted().forEach(programs::add);
        JsonArray roles = new JsonArray();
        standing.roles().stream().map(PartnerRole::wire).sorted().forEach(roles::add);
        Answers.json(
                context,
                200,
                new JsonObject()
                        .put("partner", caller.partner().value())
                        .put("kid", caller.kid())
                        .put("programs", programs)
                        .put("roles", roles)
                        .put("time", Times.write(clocks.steady())));
    }
}
