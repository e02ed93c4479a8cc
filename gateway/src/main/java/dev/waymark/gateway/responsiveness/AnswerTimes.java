package dev.waymark.gateway.responsiveness;

import java.util.List;

/**
 * How long the answers to the due tasks of a row took.
 *
 * @param counts how many, bucket by bucket
 * @param unanswered how many have no answer that counts
 */
record AnswerTimes(String key, List<Long> counts, long unanswered) {}
