package io.barsgateway.receive.tenant;

import io.barsgateway.receive.tenant.ServicesProperties.Choices;
import io.barsgateway.receive.tenant.ServicesProperties.Conformance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service reads the standard where its sources differ: as the guide, or as the assurance tool, unless a single choice
 * is made (docs/conformance.md, W8.6). Each is described at {@link Choices}.
 */
public record ConformanceChoices(
        boolean useCaseIsBadRequest,
        boolean referralUpdates,
        boolean takesUnsolicited,
        boolean malformedIdIsInvariant,
        boolean otherBodyIsDuplicate,
        boolean checksOrganisation,
        boolean keepsEncounterId,
        boolean earlyVersions,
        boolean unverifiedNumbers,
        boolean ranksEveryContact,
        boolean cancelMustMatch,
        boolean needsPractitionerInclude,
        boolean explainsNoSlots,
        boolean scheduleById,
        boolean countsAllEntries,
        boolean oldContexts,
        boolean finalIsCompleted) {

    /** Versions in Bundle.meta.versionId that the assurance tool sends whatever the Application. */
    static final List<String> EARLY = List.of("1.0.0", "1.0.0-beta", "1.1.0");

    static ConformanceChoices of(Conformance conformance, Choices chosen) {
        boolean tool = conformance == Conformance.TKW;
        return new ConformanceChoices(
                or(chosen.useCaseIsBadRequest(), tool),
                or(chosen.referralUpdates(), tool),
                or(chosen.takesUnsolicited(), tool),
                or(chosen.malformedIdIsInvariant(), tool),
                or(chosen.otherBodyIsDuplicate(), tool),
                or(chosen.checksOrganisation(), !tool),
                or(chosen.keepsEncounterId(), !tool),
                or(chosen.earlyVersions(), tool),
                or(chosen.unverifiedNumbers(), tool),
                or(chosen.ranksEveryContact(), false),
                or(chosen.cancelMustMatch(), true),
                or(chosen.needsPractitionerInclude(), tool),
                or(chosen.explainsNoSlots(), !tool),
                or(chosen.scheduleById(), tool),
                or(chosen.countsAllEntries(), false),
                or(chosen.oldContexts(), tool),
                or(chosen.finalIsCompleted(), tool));
    }

    private static boolean or(@Nullable Boolean chosen, boolean otherwise) {
        return chosen == null ? otherwise : chosen;
    }
}
