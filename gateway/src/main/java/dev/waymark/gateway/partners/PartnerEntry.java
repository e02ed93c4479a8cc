package dev.waymark.gateway.partners;

import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.signing.PartnerKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A partner as partners.yaml or an administrator describes it (protocol, section 1).
 */
public record PartnerEntry(
        PartnerId id,
        String name,
        List<PartnerRole> roles,
        List<ProgramId> programs,
        List<PartnerKey> keys,
        Optional<URI> jwksUri,
        Optional<Webhook> webhook,
        List<Contact> contacts,
        Optional<Calendar> calendar) {

    public PartnerEntry {
        roles = roles.stream().distinct().sorted().toList();
        programs = programs.stream().distinct().sorted().toList();
        keys = List.copyOf(keys);
        contacts = List.copyOf(contacts);
        requireOneOf(roles, "roles");
        requireOneOf(programs, "programs");
        if (keys.stream().map(PartnerKey::kid).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("keys: a kid stands here twice");
        }
    }

    private static void requireOneOf(List<?> words, String key) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(key + ": at least one is needed");
        }
    }
}
