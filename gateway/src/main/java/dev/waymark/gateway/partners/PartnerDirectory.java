package dev.waymark.gateway.partners;

import dev.waymark.gateway.model.PartnerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All partners, in memory, as the database last said. Thread-safe; never waits. */
public final class PartnerDirectory {

    private volatile Map<PartnerId, Partner> partners;

    /** A directory of these partners. */
    public PartnerDirectory(Collection<Partner> partners) {
        this.partners = byId(partners);
    }

    /** The partner, disabled or not; empty if there is none or it was deleted. */
    public Optional<Partner> find(PartnerId id) {
        return Optional.ofNullable(partners.get(id));
    }

    /** All partners, by id. */
    public List<Partner> all() {
        return partners.values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    void replace(Collection<Partner> now) {
        partners = byId(now);
    }

    private static Map<PartnerId, Partner> byId(Collection<Partner> partners) {
        return partners.stream().collect(Collectors.toUnmodifiableMap(Partner::id, Function.identity()));
    }
}
