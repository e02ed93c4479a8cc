package dev.waymark.gateway.outbox;

/**
 * Something that operators are told, without personal data: of a case no more than ids.
 *
 * @param kind {@code endpoint-broken}, {@code endpoint-healed}, {@code endpoint-closed}, {@code endpoint-reopened},
 *     {@code certificate-unusable} …
 * @param about what it is about, such as a {@link Lane}
 * @param code why: {@code http-503}
 * @param once names the transition; a second alert of the same name is not raised
 */
public record OperatorAlert(String kind, String about, String code, String once) {}
