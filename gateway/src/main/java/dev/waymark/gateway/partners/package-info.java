/**
 * The partner organisations: who they are, their keys, webhooks and contacts, from partners.yaml and the admin API, held
 * in memory on every node.
 *
 * <p>partners.yaml, admin API → partner, partner_key → {@link dev.waymark.gateway.partners.PartnerDirectory} → whoever asks
 */
@NullMarked
package dev.waymark.gateway.partners;

import org.jspecify.annotations.NullMarked;
