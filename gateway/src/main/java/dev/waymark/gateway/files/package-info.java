/** Files and folders that nobody but their owner may read: keys, passwords, settings. */
@NullMarked
package dev.waymark.gateway.files;

import org.jspecify.annotations.NullMarked;
