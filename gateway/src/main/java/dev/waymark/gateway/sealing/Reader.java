package dev.waymark.gateway.sealing;

/**
 * Who opens sealed values, and what for; both go to the audit.
 *
 * @param who {@code user/maria}, {@code partner/rx-one}, {@code person/<case>/<person>}, {@code contact/rx-one/0}, {@code gateway/dispatch}: ids, no names
 * @param purpose what for, in a few fixed words: {@code show timeline}, {@code send notification}
 */
public record Reader(String who, String purpose) {}
