/**
 * The fault catalogue: each fault is caused for real in the running lab, seen through a real call,
 * and has to be named rightly by the verdict.
 */
@NullMarked
package dev.webrtclab.e2e.faults;

import org.jspecify.annotations.NullMarked;
