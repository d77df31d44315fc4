import java.io.File;
import java.util.stream.Stream;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/** Prints what is wrong with an ontology, one line each: ONTOLOGY.ttl [DATA.ttl]. */
public class CheckOntology {
    public static void main(String[] files) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(files[0]));
        for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
            System.out.println("not OWL 2 DL: " + violation);
        }
        for (String file : Stream.of(files).skip(1).toList()) {
            OWLOntology data = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
            manager.addAxioms(ontology, data.axioms());
        }
        OWLReasoner reasoner = new ReasonerFactory().createReasoner(ontology);
        if (!reasoner.isConsistent()) {
            System.out.println("inconsistent");
            return;
        }
        reasoner.unsatisfiableClasses().filter(kind -> !kind.isOWLNothing())
            .forEach(kind -> System.out.println("unsatisfiable: " + kind));
        // What a reasoner finds that is not written: it must be there for the checks above to mean something.
        String kg = "https://district-education-kg.example/ontology#";
        System.out.println("subclasses of kg:Entity: " + reasoner.subClasses(
            manager.getOWLDataFactory().getOWLClass(IRI.create(kg + "Entity"))).filter(
                kind -> !kind.isOWLNothing()).count());
    }
}
