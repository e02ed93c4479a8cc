package dev.waymark.channels.sms;

import java.net.URI;
import java.util.function.Function;

/** A provider of text messages, by its kind (protocol, section 7). */
public sealed interface TextSettings permits GenericTextSettings, TwilioTextSettings {

    /** Where messages are posted to. */
    URI url();

    /** {@code <publicUrl>/v1/sms/<provider>/status}. */
    URI statusCallback();

    /** What is made of it, by its kind. */
    <T> T fold(Function<GenericTextSettings, T> generic, Function<TwilioTextSettings, T> twilio);
}
