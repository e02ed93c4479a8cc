package dev.waymark.gateway.partners;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.signing.KeyDirectory;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All partners and their keys, in memory, as the database last said. {@link WatchPartners} keeps it so, on every node
 * within five seconds of a change. Thread-safe; never waits.
 */
public final class PartnerDirectory implements KeyDirectory {

    private static final KeyState UNKNOWN = new Unknown();

    private volatile PartnerSnapshot snapshot;

    /** An empty directory, to be filled by {@link WatchPartners}. */
    public PartnerDirectory() {
        this.snapshot = PartnerSnapshot.EMPTY;
    }

    /** A directory of these partners, without keys. */
    public PartnerDirectory(Collection<Partner> partners) {
        this.snapshot = new PartnerSnapshot(
                0,
                partners.stream().collect(Collectors.toMap(Partner::id, Function.identity())),
                Map.of(),
                Map.of(),
                Map.of());
    }

    /** The partner, disabled or not; empty if there is none or it was deleted. */
    public Optional<Partner> find(PartnerId id) {
        return Optional.ofNullable(snapshot.partners().get(id));
    }

    /** When it works: {@link Calendar#DEFAULT} where it says nothing of that. */
    public Calendar calendar(PartnerId id) {
        return find(id).flatMap(Partner::calendar).orElse(Calendar.DEFAULT);
    }

    /** All partners, by id. */
    public List<Partner> all() {
        return snapshot.partners().values().stream()
                .sorted(Comparator.comparing(Partner::id))
                .toList();
    }

    @Override
    public KeyState find(PartnerId partner, String kid) {
        return snapshot.keys().getOrDefault(partner, Map.of()).getOrDefault(kid, UNKNOWN);
    }

    /** Where the partner publishes keys; empty where it does not, is disabled or is not there. */
    Optional<URI> jwksUri(PartnerId partner) {
        return Optional.ofNullable(snapshot.jwksUris().get(partner));
    }

    PartnerSnapshot snapshot() {
        return snapshot;
    }

    /** Takes over what was read; something older than what is there, from a slower reload, is dropped. */
    synchronized void replace(PartnerSnapshot now) {
        if (now.version() >= snapshot.version()) {
            snapshot = now;
        }
    }
}
