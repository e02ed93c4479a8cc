package dev.waymark.gateway.signing;

import dev.waymark.gateway.http.Problem;
import dev.waymark.gateway.model.Caller;
import dev.waymark.gateway.model.PartnerId;

/** No key of this id is known here. It may still be where its partner publishes keys. */
final class KeyMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Caller.OfPartner caller;

    KeyMissing(Caller.OfPartner caller) {
        super(null, null, false, false);
        this.caller = caller;
    }

    PartnerId partner() {
        return caller.partner();
    }

    Problem problem() {
        return Refusals.keyUnknown(caller.partner() + "/" + caller.kid());
    }
}
