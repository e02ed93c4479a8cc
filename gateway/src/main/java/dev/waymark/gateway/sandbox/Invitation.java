package dev.waymark.gateway.sandbox;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;

/** One event, ready to be sent by the visitor: of a case that the story leaves alone, so that it always asks somebody. */
final class Invitation {

    private static final int CASE = Town.FIRST_CASE - 1;

    private final Site site;
    private final Folder folder;

    Invitation(Site site, Folder folder) {
        this.site = site;
        this.folder = folder;
    }

    /** Enrols the case, writes the event, and makes the line. */
    String line(SendLine send) throws InterruptedException {
        Town.Household household = Town.household(CASE);
        Waits.on(site.system(Town.HUB).enrol(household).compose(reply -> reply.orFail("PUT case")));
        Instant now = site.time.now();
        JsonObject event = PartnerSystem.event(
                Town.HUB, "hello-" + now.getEpochSecond(), "prior-auth.info-requested", household.ref(), now);
        Path file = folder.write("hello.json", event.encodePrettily() + "\n");
        return send.of(folder.keyFile(Town.HUB), site.url, file);
    }
}
