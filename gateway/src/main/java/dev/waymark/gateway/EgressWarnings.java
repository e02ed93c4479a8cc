package dev.waymark.gateway;

import dev.waymark.channels.webhook.AllowList;
import dev.waymark.channels.webhook.Egress;
import dev.waymark.channels.webhook.EgressRefused;
import dev.waymark.gateway.partners.PartnerEntry;
import dev.waymark.gateway.partners.Webhook;
import io.vertx.core.Future;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses of partners.yaml to which the gateway never goes, as far as that is plain without looking a name up. */
final class EgressWarnings {

    private EgressWarnings() {}

    /** One line each: whose address, what is amiss, and what to do about it. */
    static Stream<String> of(List<PartnerEntry> partners, AllowList allowed) {
        Egress egress = Egress.guarded(host -> Future.failedFuture(new UnknownHostException()), allowed);
        return partners.stream()
                .flatMap(partner -> Stream.concat(
                        warning(
                                "webhook.url of " + partner.id(),
                                partner.webhook().map(Webhook::url),
                                egress),
                        warning("jwksUri of " + partner.id(), partner.jwksUri(), egress)));
    }

    private static Stream<String> warning(String which, Optional<URI> address, Egress egress) {
        return address
                .map(url -> egress.resolve(url).cause())
                .filter(EgressRefused.class::isInstance)
                .map(refused -> which + " is never connected to: " + refused.getMessage()
                        + "; mend it, or list its host and port under egress.allow in waymark.yaml")
                .stream();
    }
}
