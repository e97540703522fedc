/** The reports over HTTP: JSON shapes with their OpenAPI descriptions, and the resources. */
@NullMarked
package dev.webrtclab.natprobe.probe.rest;

import org.jspecify.annotations.NullMarked;
