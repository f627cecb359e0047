import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges files by one flavour ("ua1", "2a"): a line a file, the failed rules under it. Exit 1 when one fails. */
public final class Vera {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
        boolean all = true;
        for (int i = 1; i < arguments.length; i++) {
            all &= judge(arguments[i], flavour);
        }
        System.exit(all ? 0 : 1);
    }

    private static boolean judge(String file, PDFAFlavour flavour) throws Exception {
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "complies" : "does not comply";
            System.out.printf("%s %s with %s (%d assertions)%n", file, verdict, flavour, result.getTotalAssertions());
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.printf("  %s-%d %s%n", assertion.getRuleId().getClause(),
                            assertion.getRuleId().getTestNumber(), assertion.getMessage());
                }
            }
            return result.isCompliant();
        }
    }
}
