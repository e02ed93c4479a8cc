package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.UserName;
import java.util.Optional;

/** With whose eyes a case is seen: a partner's on it, or a manager's. {@link CaseAccess} alone decides which. */
public sealed interface CaseViewer {

    /** A partner on the case: no person's name, address or number. */
    record AsPartner(PartnerId id) implements CaseViewer {}

    /** Who manages or supervises the case: persons included. */
    record AsManager(UserName user) implements CaseViewer {}

    /** The partner, where a partner looks. */
    default Optional<PartnerId> partner() {
        return this instanceof AsPartner partner ? Optional.of(partner.id()) : Optional.empty();
    }

    /** Whether a manager or supervisor looks. */
    default boolean isManager() {
        return this instanceof AsManager;
    }
}
