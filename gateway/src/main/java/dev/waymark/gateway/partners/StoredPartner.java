package dev.waymark.gateway.partners;

import dev.waymark.gateway.jose.EncryptionKey;
import dev.waymark.gateway.journey.Calendar;
import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;
import dev.waymark.gateway.model.ProgramId;
import dev.waymark.gateway.sealing.Sealed;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of {@code partner}; contacts and secret still sealed. */
record StoredPartner(
        PartnerId id,
        String name,
        List<PartnerRole> roles,
        List<ProgramId> programs,
        Optional<String> jwksUri,
        Optional<URI> webhookUrl,
        Optional<Sealed> webhookSecret,
        Optional<EncryptionKey> encryptTo,
        Optional<Sealed> contacts,
        Optional<Calendar> calendar,
        boolean disabled,
        boolean deleted,
        Instant updatedAt) {}
