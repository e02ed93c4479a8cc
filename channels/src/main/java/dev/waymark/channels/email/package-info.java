/**
 * Mail over SMTP: the message is written here, as it will stand on the wire, and carried by vertx-mail-client.
 * {@code MailEnvelope → headers and body → SMTP → SendOutcome}.
 */
@NullMarked
package dev.waymark.channels.email;

import org.jspecify.annotations.NullMarked;
