import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.gf.model.GFModelParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.verapdf.processor.reports.enums.JobEndStatus;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Runs veraPDF on PDF files and prints one JSON object per file and profile.
 *
 * <p>veraPDF reads its own profiles through JAXB, which left the JDK in Java 11 and is not in the jar
 * used here; so this reads the same profile XML by DOM and hands the rules to veraPDF's validator.
 *
 * <p>Usage: Validate PROFILE[,PROFILE...] FILE... with profiles such as ua1 or 2a.
 * Exit 0 when every file was judged, compliant or not; 2 when one could not be.
 */
public final class Validate {
    private static final String PROFILES = "org/verapdf/pdfa/validation/";
    /** How many failed checks of one rule veraPDF keeps; it counts all of them regardless. */
    private static final int KEPT_CHECKS = 100;

    private Validate() {}

    public static void main(String[] args) {
        if (args.length < 2) {
            System.err.println("usage: Validate PROFILE[,PROFILE...] FILE...");
            System.exit(2);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            VeraGreenfieldFoundryProvider.initialise();
            for (String profileName : args[0].split(",")) {
                ValidationProfile profile = readProfile(profileName);
                for (int i = 1; i < args.length; i++) {
                    out.println(judge(new File(args[i]), profileName, profile));
                }
            }
        } catch (Exception | LinkageError trouble) {
            trouble.printStackTrace();
            System.exit(2);
        }
        // The parser may leave threads behind; nothing is pending once the lines are out.
        System.exit(0);
    }

    private static String judge(File file, String profileName, ValidationProfile profile) throws Exception {
        if (!file.isFile()) {
            throw new IOException("no such file: " + file);
        }
        try (GFModelParser parser = GFModelParser.createModelWithFlavour(file, profile.getPDFAFlavour());
                PDFAValidator validator =
                        ValidatorFactory.createValidator(profile, KEPT_CHECKS, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            // A run that stopped early, or looked at nothing, must never count as a pass.
            if (result.getJobEndStatus() != JobEndStatus.NORMAL || result.getTotalAssertions() == 0) {
                throw new IOException(file + ": veraPDF did not finish: " + result.getJobEndStatus()
                        + " after " + result.getTotalAssertions() + " checks");
            }
            return "{\"file\":" + quoted(file.getPath())
                    + ",\"profile\":" + quoted(profileName)
                    + ",\"compliant\":" + result.isCompliant()
                    + ",\"checks\":" + result.getTotalAssertions()
                    + ",\"failures\":[" + String.join(",", failures(result)) + "]}";
        }
    }

    /** One JSON object per broken rule: the first failed check stands for all of its rule. */
    private static List<String> failures(ValidationResult result) {
        Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
        result.getTestAssertions().stream()
                .filter(check -> check.getStatus() == TestAssertion.Status.FAILED)
                .sorted(Comparator.comparingInt(TestAssertion::getOrdinal))
                .forEach(check -> first.putIfAbsent(check.getRuleId(), check));
        List<String> lines = new ArrayList<>();
        first.forEach((rule, check) -> lines.add("{\"clause\":" + quoted(rule.getClause())
                + ",\"test\":" + rule.getTestNumber()
                + ",\"description\":" + quoted(check.getMessage())
                + ",\"message\":" + quoted(check.getErrorMessage())
                + ",\"count\":" + result.getFailedChecks().get(rule)
                + ",\"location\":" + quoted(check.getLocation().getContext()) + "}"));
        return lines;
    }

    private static ValidationProfile readProfile(String name) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        String resource = PROFILES
                + (name.startsWith("ua") ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase())
                + (name.equals("ua2") ? "-ISO32005" : "") // with the rules of the tags of PDF 1.7 and 2.0
                + ".xml";
        try (InputStream xml = ClassLoader.getSystemResourceAsStream(resource)) {
            if (xml == null || flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IOException("unknown profile " + name + ": the jar has no " + resource);
            }
            // The JDK's own parser: another one on the class path might have defaults of its own.
            Element root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder().parse(xml).getDocumentElement();
            List<Element> ruleElements = children(child(root, "rules"), "rule");
            Set<Rule> rules = new HashSet<>();
            for (Element element : ruleElements) {
                rules.add(readRule(element));
            }
            if (rules.isEmpty() || rules.size() != ruleElements.size()) {
                throw new IOException(resource + ": " + ruleElements.size() + " rules, " + rules.size() + " kept");
            }
            Set<Variable> variables = new HashSet<>();
            for (Element element : children(child(root, "variables"), "variable")) {
                variables.add(Profiles.variableFromValues(element.getAttribute("name"),
                        element.getAttribute("object"), text(element, "defaultValue"), text(element, "value")));
            }
            Element details = child(root, "details");
            return Profiles.profileFromValues(flavour,
                    Profiles.profileDetailsFromValues(text(details, "name"), text(details, "description"),
                            details.getAttribute("creator"), new Date(0)),
                    "", rules, variables);
        }
    }

    private static Rule readRule(Element rule) {
        Element id = child(rule, "id");
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"), "argument")) {
            String name = argument.getAttribute("name");
            arguments.add(ErrorArgumentImpl.fromValues(
                    argument.getTextContent(), name.isEmpty() ? null : name, null));
        }
        List<Reference> references = new ArrayList<>();
        for (Element reference : children(child(rule, "references"), "reference")) {
            references.add(Profiles.referenceFromValues(
                    reference.getAttribute("specification"), reference.getAttribute("clause")));
        }
        // A deferred rule is judged after the whole document was walked.
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), references);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        if (parent != null) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element && node.getNodeName().equals(name)) {
                    found.add((Element) node);
                }
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent();
    }

    private static String quoted(String value) {
        if (value == null) {
            return "\"\"";
        }
        StringBuilder json = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
