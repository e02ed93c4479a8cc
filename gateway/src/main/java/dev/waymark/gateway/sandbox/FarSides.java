package dev.waymark.gateway.sandbox;

import dev.waymark.gateway.model.PartnerId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everybody whom the gateway reaches, each on a loopback port of its own. */
final class FarSides {

    private final FarTexts texts;
    private final FarMail mail;
    private final FarPartner hub;
    private final FarPartner pharmacy;
    private final FarTrouble trouble;

    FarSides(Vertx vertx, GatewaySignatures signatures, Neighbours neighbours, Mishaps mishaps) {
        texts = new FarTexts(vertx, signatures, neighbours, mishaps);
        mail = new FarMail(neighbours, mishaps);
        hub = new FarPartner(vertx, Town.HUB, signatures, neighbours, mishaps);
        pharmacy = new FarPartner(vertx, Town.PHARMACY, signatures, neighbours, mishaps);
        trouble = new FarTrouble(vertx, new FarPartner(vertx, Town.TROUBLE, signatures, neighbours, mishaps));
    }

    /** Where they listen. */
    record Ports(int mail, int texts, Map<PartnerId, Integer> webhooks) {}

    Ports open() throws InterruptedException {
        Map<PartnerId, Integer> webhooks = new LinkedHashMap<>();
        webhooks.put(Town.HUB, Waits.on(hub.open()));
        webhooks.put(Town.PHARMACY, Waits.on(pharmacy.open()));
        webhooks.put(Town.TROUBLE, Waits.on(trouble.open()));
        return new Ports(mail.open(), Waits.on(texts.open()), webhooks);
    }

    /** The one who keeps callers waiting first: nobody is left hanging on it. */
    Future<Void> close() {
        return trouble.close()
                .eventually(hub::close)
                .eventually(pharmacy::close)
                .eventually(texts::close)
                .onComplete(closed -> mail.close());
    }
}
