package dev.webrtclab.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class runs against the stack with the NAT lab, brought up by {@code ./lab up --nat-lab} once
 * for all.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunningLab.NatLab.class)
public @interface OnNatLab {}
