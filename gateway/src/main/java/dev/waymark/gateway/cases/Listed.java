package dev.waymark.gateway.cases;

import dev.waymark.gateway.model.PartnerId;
import dev.waymark.gateway.model.PartnerRole;

/** A partner on a case, in one role; a partner may be listed in several. */
public record Listed(PartnerId partner, PartnerRole role) {}
