<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>main</name>
    <message>
        <source>Downloads, checks, unpacks, starts and watches portable ComfyUI.</source>
        <translation>Télécharge, contrôle, décompresse, démarre et surveille ComfyUI portable.</translation>
    </message>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>Le dossier qui contient les installations.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>dossier</translation>
    </message>
    <message>
        <source>Look for unfinished work</source>
        <translation>Rechercher du travail inachevé</translation>
    </message>
    <message>
        <source>A bundle to add: a file, folder or address; or a recipe, snapshot, list of builds or portico:// link.</source>
        <translation>Un kit à ajouter&#xa0;: fichier, dossier ou adresse&#xa0;; ou une recette, un instantané, une liste de variantes ou un lien portico://.</translation>
    </message>
</context>
<context>
    <name>portico::AbiWheel</name>
    <message>
        <source>CUDA %1</source>
        <translation>CUDA %1</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>torch %1 and CUDA %2</source>
        <translation>torch %1 et CUDA %2</translation>
    </message>
    <message>
        <source>no torch</source>
        <translation>sans torch</translation>
    </message>
    <message>
        <source>torch %1 (%2)</source>
        <translation>torch %1 (%2)</translation>
    </message>
    <message>
        <source>%1 is compiled for one torch and one CUDA, and there is no wheel of it for %2.</source>
        <translation>%1 est compilé pour un seul torch et un seul CUDA, et il n&apos;en existe pas de wheel pour %2.</translation>
    </message>
    <message>
        <source>The wheel of %1 does not say which torch it is made for; this install has %2.</source>
        <translation>Le wheel de %1 ne dit pas pour quel torch il est fait&#xa0;; cette installation a %2.</translation>
    </message>
    <message>
        <source>%1 is made for %2; this install has %3.</source>
        <translation>%1 est fait pour %2&#xa0;; cette installation a %3.</translation>
    </message>
</context>
<context>
    <name>portico::Absorb</name>
    <message>
        <source>Nothing was added to “%1” that a layer could hold.</source>
        <translation>Rien n&apos;a été ajouté à «&#xa0;%1&#xa0;» qu&apos;une couche pourrait contenir.</translation>
    </message>
    <message>
        <source>Put back what was changed instead.</source>
        <translation>Remettez plutôt en place ce qui a été modifié.</translation>
    </message>
    <message>
        <source>Absorbed</source>
        <translation>Absorbé</translation>
    </message>
</context>
<context>
    <name>portico::AddBundle</name>
    <message>
        <source>The archive has %1; %2 are free for unpacking it.</source>
        <translation>L&apos;archive contient %1&#xa0;; %2 sont libres pour la décompresser.</translation>
    </message>
    <message>
        <source>The file %1 changed while it was unpacked.</source>
        <translation>Le fichier %1 a changé pendant sa décompression.</translation>
    </message>
    <message>
        <source>Wait until nothing writes it, then try again.</source>
        <translation>Attendez que plus rien n&apos;y écrive, puis réessayez.</translation>
    </message>
    <message numerus="yes">
        <source>Unpacked %n files, %1; with the archive %2 at most.</source>
        <translation>
            <numerusform>%n fichier décompressé, %1&#xa0;; avec l&apos;archive, %2 au plus.</numerusform>
            <numerusform>%n fichiers décompressés, %1&#xa0;; avec l&apos;archive, %2 au plus.</numerusform>
        </translation>
    </message>
    <message>
        <source>This bundle has a virtual environment, which works only in the place where it was made.</source>
        <translation>Ce kit contient un environnement virtuel, qui ne fonctionne qu&apos;à l&apos;endroit où il a été créé.</translation>
    </message>
    <message>
        <source>Unpack it yourself where it belongs and add it as an existing folder.</source>
        <translation>Décompressez-le vous-même à sa place et ajoutez-le comme dossier existant.</translation>
    </message>
    <message>
        <source>Recognised: %1, ComfyUI %2, Python %3, torch %4.</source>
        <translation>Reconnu&#xa0;: %1, ComfyUI %2, Python %3, torch %4.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>unpacking %1</source>
        <translation>décompression de %1</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>Le SHA-256 est celui qui a été publié&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>Non vérifié&#xa0;: aucun SHA-256 publié n&apos;est connu. Celui-ci a %1.</translation>
    </message>
    <message>
        <source>The library folder %1 cannot be written.</source>
        <translation>Impossible d&apos;écrire dans le dossier de la bibliothèque %1.</translation>
    </message>
    <message>
        <source>Choose another library folder.</source>
        <translation>Choisissez un autre dossier pour la bibliothèque.</translation>
    </message>
    <message>
        <source>Not verified: a folder has no published SHA-256.</source>
        <translation>Non vérifié&#xa0;: un dossier n&apos;a pas de SHA-256 publié.</translation>
    </message>
</context>
<context>
    <name>portico::AddSteps</name>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>Décompresser</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Contrôler</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Préparer</translation>
    </message>
</context>
<context>
    <name>portico::AddedBundle</name>
    <message>
        <source>%1 says %2 %3; its files say %4, and they count.</source>
        <translation>%1 indique %2 %3&#xa0;; ses fichiers indiquent %4, et ce sont eux qui comptent.</translation>
    </message>
    <message>
        <source>the accelerator</source>
        <translation>l&apos;accélérateur</translation>
    </message>
    <message>
        <source>Where the node pack “%1” came from is not taken over: %2 is no address and commit of a repository.</source>
        <translation>L&apos;origine du pack de nœuds «&#xa0;%1&#xa0;» n&apos;est pas reprise&#xa0;: %2 n&apos;est pas l&apos;adresse et le commit d&apos;un dépôt.</translation>
    </message>
    <message>
        <source>The list of files is not the one that %1 names.</source>
        <translation>La liste des fichiers n&apos;est pas celle que %1 nomme.</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>Obtenez de nouveau le kit.</translation>
    </message>
    <message>
        <source>What the bundle says of itself is not taken over: %1</source>
        <translation>Ce que le kit dit de lui-même n&apos;est pas repris&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::AdoptFolder</name>
    <message>
        <source>The folder %1 belongs to the install “%2” already.</source>
        <translation>Le dossier %1 appartient déjà à l&apos;installation «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Use that install, or choose another folder.</source>
        <translation>Utilisez cette installation, ou choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Il n&apos;y a pas de dossier %1.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Vérifiez le chemin.</translation>
    </message>
    <message>
        <source>adding the folder %1</source>
        <translation>ajout du dossier %1</translation>
    </message>
</context>
<context>
    <name>portico::AnymatixSource</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Versions d&apos;Anymatix</translation>
    </message>
    <message>
        <source>Anymatix releases of %1</source>
        <translation>Versions d&apos;Anymatix de %1</translation>
    </message>
    <message>
        <source>Anymatix portable ComfyUI %1 for %2</source>
        <translation>ComfyUI portable d&apos;Anymatix %1 pour %2</translation>
    </message>
</context>
<context>
    <name>portico::ApplySite</name>
    <message>
        <source>“%1” runs, so it cannot go to its version of ComfyUI now.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche et ne peut pas passer maintenant à sa version de ComfyUI.</translation>
    </message>
    <message>
        <source>Stop it, then apply the file again: the new version is there.</source>
        <translation>Arrêtez-la, puis appliquez de nouveau le fichier&#xa0;: la nouvelle version est prête.</translation>
    </message>
    <message>
        <source>“%1” went away meanwhile.</source>
        <translation>«&#xa0;%1&#xa0;» a disparu entre-temps.</translation>
    </message>
    <message>
        <source>Apply the file again.</source>
        <translation>Appliquez de nouveau le fichier.</translation>
    </message>
    <message>
        <source>“%1” is being made.</source>
        <translation>«&#xa0;%1&#xa0;» est en cours de création.</translation>
    </message>
    <message>
        <source>“%1” is there.</source>
        <translation>«&#xa0;%1&#xa0;» est là.</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2.</source>
        <translation>«&#xa0;%1&#xa0;» est à ComfyUI %2.</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which does not run by itself: porticoctl nodes run-script.</source>
        <translation>«&#xa0;%1&#xa0;» a un install.py, qui ne s&apos;exécute pas tout seul&#xa0;: porticoctl nodes run-script.</translation>
    </message>
    <message>
        <source>Node packs, their packages and settings of “%1” are as declared.</source>
        <translation>Les packs de nœuds, leurs paquets et les paramètres de «&#xa0;%1&#xa0;» sont conformes à la déclaration.</translation>
    </message>
    <message>
        <source>There is no install “%1”, and the file does not say what to make it of.</source>
        <translation>Il n&apos;y a pas d&apos;installation «&#xa0;%1&#xa0;», et le fichier ne dit pas à partir de quoi la créer.</translation>
    </message>
    <message>
        <source>Give it a &quot;from&quot; with one of bundle, catalogue and kept.</source>
        <translation>Donnez-lui un &quot;from&quot; avec l&apos;un de bundle, catalogue et kept.</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>Le catalogue n&apos;a pas de kit «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>«&#xa0;porticoctl catalogue --all&#xa0;» les énumère tous.</translation>
    </message>
    <message>
        <source>%1 holds %2, and the file declares %3.</source>
        <translation>%1 contient %2, et le fichier déclare %3.</translation>
    </message>
    <message>
        <source>Export the declared one: porticoctl vendor export.</source>
        <translation>Exportez ce qui est déclaré&#xa0;: porticoctl vendor export.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveError</name>
    <message>
        <source>%1 was refused because of its entry “%2”: %3.</source>
        <translation>%1 a été refusé à cause de son entrée «&#xa0;%2&#xa0;»&#xa0;: %3.</translation>
    </message>
    <message>
        <source>Get the bundle from a source that you trust; do not unpack this file.</source>
        <translation>Obtenez le kit d&apos;une source de confiance&#xa0;; ne décompressez pas ce fichier.</translation>
    </message>
    <message>
        <source>%1 was refused: %2.</source>
        <translation>%1 a été refusé&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 is an incomplete download: its end is missing.</source>
        <translation>%1 est un téléchargement incomplet&#xa0;: la fin manque.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Téléchargez-le de nouveau.</translation>
    </message>
    <message>
        <source>%1 is damaged: bytes in it are not what they were.</source>
        <translation>%1 est endommagé&#xa0;: certains octets ne sont plus ce qu&apos;ils étaient.</translation>
    </message>
    <message>
        <source>%1 cannot be unpacked: %2.</source>
        <translation>Impossible de décompresser %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>il est protégé par un mot de passe</translation>
    </message>
    <message>
        <source>Unpack it with its own program and add the folder instead.</source>
        <translation>Décompressez-le avec son propre programme et ajoutez plutôt le dossier.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveHandle</name>
    <message>
        <source>unpacking it takes too much memory</source>
        <translation>sa décompression demande trop de mémoire</translation>
    </message>
    <message>
        <source>it uses a method that Portico does not know</source>
        <translation>il utilise une méthode que Portico ne connaît pas</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings, or unpack it with its own program and add the folder instead.</source>
        <translation>Recompressez-le avec les réglages habituels, ou décompressez-le avec son propre programme et ajoutez plutôt le dossier.</translation>
    </message>
    <message>
        <source>there is no tar in it</source>
        <translation>il ne contient pas de tar</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst.</source>
        <translation>Choisissez un kit au format zip, 7z, tar, tar.gz, tar.xz ou tar.zst.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveKind</name>
    <message>
        <source>it is a web page, not an archive</source>
        <translation>c&apos;est une page web, pas une archive</translation>
    </message>
    <message>
        <source>it is a text with a server&apos;s answer, not an archive</source>
        <translation>c&apos;est un texte avec la réponse d&apos;un serveur, pas une archive</translation>
    </message>
    <message>
        <source>it is a program, not an archive</source>
        <translation>c&apos;est un programme, pas une archive</translation>
    </message>
    <message>
        <source>it is a RAR archive</source>
        <translation>c&apos;est une archive RAR</translation>
    </message>
    <message>
        <source>it is compressed by bzip2</source>
        <translation>il est compressé avec bzip2</translation>
    </message>
    <message>
        <source>it is a cabinet archive</source>
        <translation>c&apos;est une archive cabinet</translation>
    </message>
    <message>
        <source>it is a Debian package or a library</source>
        <translation>c&apos;est un paquet Debian ou une bibliothèque</translation>
    </message>
    <message>
        <source>it is a disc image</source>
        <translation>c&apos;est une image disque</translation>
    </message>
    <message>
        <source>it is no archive that Portico knows</source>
        <translation>ce n&apos;est pas une archive que Portico connaît</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst; if this was downloaded, check its address.</source>
        <translation>Choisissez un kit au format zip, 7z, tar, tar.gz, tar.xz ou tar.zst&#xa0;; s&apos;il a été téléchargé, vérifiez son adresse.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveWriter</name>
    <message>
        <source>%1 changed while it was being packed.</source>
        <translation>%1 a changé pendant sa compression.</translation>
    </message>
    <message>
        <source>Close the programs that use the folder and try again.</source>
        <translation>Fermez les programmes qui utilisent le dossier et réessayez.</translation>
    </message>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>ce n&apos;est ni un fichier, ni un dossier, ni un lien</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Compresser</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 n&apos;a pas pu être écrit.</translation>
    </message>
    <message>
        <source>Check the folder that is packed and the free space, and try again.</source>
        <translation>Vérifiez le dossier à compresser et l&apos;espace libre, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::Artifacts</name>
    <message>
        <source>The artifact “%1” expired on %2: GitHub does not keep it any more.</source>
        <translation>L&apos;artefact «&#xa0;%1&#xa0;» a expiré le %2&#xa0;: GitHub ne le conserve plus.</translation>
    </message>
    <message>
        <source>The artifact “%1” expired: GitHub does not keep it any more.</source>
        <translation>L&apos;artefact «&#xa0;%1&#xa0;» a expiré&#xa0;: GitHub ne le conserve plus.</translation>
    </message>
    <message>
        <source>Run the workflow again: porticoctl github trigger. Bundles that are to last belong into a release.</source>
        <translation>Exécutez de nouveau le workflow&#xa0;: porticoctl github trigger. Les kits destinés à durer ont leur place dans une version publiée.</translation>
    </message>
    <message>
        <source>Run %1 left no artifacts.</source>
        <translation>L&apos;exécution %1 n&apos;a laissé aucun artefact.</translation>
    </message>
    <message>
        <source>Run %1 left no artifact “%2”.</source>
        <translation>L&apos;exécution %1 n&apos;a pas laissé d&apos;artefact «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>See whether it is over, and whether its workflow uploads any.</source>
        <translation>Voyez si elle est terminée, et si son workflow en envoie.</translation>
    </message>
    <message>
        <source>It left: %1.</source>
        <translation>Elle a laissé&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 existe déjà.</translation>
    </message>
    <message>
        <source>Choose another folder, or move it away.</source>
        <translation>Choisissez un autre dossier, ou déplacez celui-ci.</translation>
    </message>
    <message>
        <source>looking at the artifact “%1”</source>
        <translation>examen de l&apos;artefact «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>unpacking an artifact</source>
        <translation>décompression d&apos;un artefact</translation>
    </message>
    <message>
        <source>listing the artifacts of run %1</source>
        <translation>liste des artefacts de l&apos;exécution %1</translation>
    </message>
</context>
<context>
    <name>portico::Authorities</name>
    <message>
        <source>Ask the administrator of your network for its certificate authority as a PEM file (“BEGIN CERTIFICATE”).</source>
        <translation>Demandez à l&apos;administrateur de votre réseau son autorité de certification sous forme de fichier PEM («&#xa0;BEGIN CERTIFICATE&#xa0;»).</translation>
    </message>
    <message>
        <source>%1 holds a private key, which nobody should hand out.</source>
        <translation>%1 contient une clé privée, que personne ne devrait donner.</translation>
    </message>
    <message>
        <source>%1 holds no certificate.</source>
        <translation>%1 ne contient aucun certificat.</translation>
    </message>
    <message>
        <source>%1 holds the certificate of “%2”, which is a server&apos;s and no authority&apos;s.</source>
        <translation>%1 contient le certificat de «&#xa0;%2&#xa0;», qui est celui d&apos;un serveur et non d&apos;une autorité.</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, valable jusqu&apos;au %2</translation>
    </message>
</context>
<context>
    <name>portico::BaseLayerPath</name>
    <message>
        <source>The Python %1 has no folder for packages.</source>
        <translation>Le Python %1 n&apos;a pas de dossier pour les paquets.</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Réparez l&apos;installation, ou installez-la de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::BringVendored</name>
    <message>
        <source>Keeping “%1” was interrupted in %2, so it is not whole.</source>
        <translation>La mise de côté de «&#xa0;%1&#xa0;» a été interrompue dans %2&#xa0;; elle n&apos;est pas complète.</translation>
    </message>
    <message>
        <source>Keep it again there: porticoctl vendor.</source>
        <translation>Gardez-la de nouveau là-bas&#xa0;: porticoctl vendor.</translation>
    </message>
    <message>
        <source>Nothing called “%1” is kept for offline in %2.</source>
        <translation>Rien du nom de «&#xa0;%1&#xa0;» n&apos;est gardé hors ligne dans %2.</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>Gardez une installation hors ligne&#xa0;: porticoctl vendor INSTALL --yes.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Il y a&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 is missing, without which nothing can be rebuilt.</source>
        <translation>Il manque %1, sans quoi rien ne peut être reconstruit.</translation>
    </message>
    <message>
        <source>Copy the whole store of the library that keeps it.</source>
        <translation>Copiez la réserve entière de la bibliothèque qui le garde.</translation>
    </message>
    <message>
        <source>%1 is not the file that was kept: it is damaged.</source>
        <translation>%1 n&apos;est pas le fichier qui a été gardé&#xa0;: il est endommagé.</translation>
    </message>
    <message>
        <source>Copy the store again from the library that keeps it.</source>
        <translation>Copiez de nouveau la réserve depuis la bibliothèque qui le garde.</translation>
    </message>
    <message>
        <source>Bring what is kept</source>
        <translation>Apporter ce qui est gardé</translation>
    </message>
    <message>
        <source>bringing “%1”</source>
        <translation>apport de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::BuildBundle</name>
    <message>
        <source>Check every file</source>
        <translation>Contrôler chaque fichier</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Compresser</translation>
    </message>
    <message>
        <source>making a bundle of it</source>
        <translation>création d&apos;un kit à partir d&apos;elle</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that it can do without were left out (%1).</source>
        <translation>
            <numerusform>%n fichier dont il peut se passer a été laissé de côté (%1).</numerusform>
            <numerusform>%n fichiers dont il peut se passer ont été laissés de côté (%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>Tests that other code imports stay: %1.</source>
        <translation>Les tests que d&apos;autre code importe restent&#xa0;: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of “%1” are not as they were installed: %2.</source>
        <translation>
            <numerusform>%n fichier de «&#xa0;%1&#xa0;» n&apos;est plus tel qu&apos;il a été installé&#xa0;: %2.</numerusform>
            <numerusform>%n fichiers de «&#xa0;%1&#xa0;» ne sont plus tels qu&apos;ils ont été installés&#xa0;: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Repair it first (“porticoctl repair %1”), or absorb what was changed.</source>
        <translation>Réparez-la d&apos;abord («&#xa0;porticoctl repair %1&#xa0;»), ou absorbez ce qui a été modifié.</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>un kit de %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildEnv</name>
    <message>
        <source>The environment “%1” could not be built.</source>
        <translation>L&apos;environnement «&#xa0;%1&#xa0;» n&apos;a pas pu être construit.</translation>
    </message>
    <message>
        <source>The nodes of “%1” could not be started.</source>
        <translation>Les nœuds de «&#xa0;%1&#xa0;» n&apos;ont pas pu être démarrés.</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>construction de %1</translation>
    </message>
    <message>
        <source>“%1” is built by %2</source>
        <translation>«&#xa0;%1&#xa0;» est construit par %2</translation>
    </message>
    <message>
        <source>comfy-env itself is building “%1”.</source>
        <translation>comfy-env construit lui-même «&#xa0;%1&#xa0;» en ce moment.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Attendez qu&apos;il ait terminé, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::BuildGeneration</name>
    <message>
        <source>ComfyUI could not be moved to %1.</source>
        <translation>ComfyUI n&apos;a pas pu passer à %1.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Réessayez.</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>«&#xa0;%1&#xa0;» reste telle quelle. Essayez une autre version de ComfyUI.</translation>
    </message>
    <message>
        <source>Copy Python</source>
        <translation>Copier Python</translation>
    </message>
    <message>
        <source>Python could not be moved to %1.</source>
        <translation>Python n&apos;a pas pu être déplacé vers %1.</translation>
    </message>
</context>
<context>
    <name>portico::BuildLayer</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>Ces paquets viennent d&apos;une adresse, d&apos;un dépôt ou d&apos;une construction, et personne n&apos;a encore accepté cela&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>Acceptez-le, ou laissez de côté les packs de nœuds qui en ont besoin.</translation>
    </message>
    <message>
        <source>A layer may not bring “%1”: torch and its family come from the base, always.</source>
        <translation>Une couche ne peut pas apporter «&#xa0;%1&#xa0;»&#xa0;: torch et sa famille viennent toujours de la base.</translation>
    </message>
    <message>
        <source>Plan again.</source>
        <translation>Planifiez de nouveau.</translation>
    </message>
    <message>
        <source>an old layer</source>
        <translation>une ancienne couche</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Try the packages</source>
        <translation>Essayer les paquets</translation>
    </message>
    <message>
        <source>building the layer %1</source>
        <translation>construction de la couche %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildRecipe</name>
    <message>
        <source>Look up the repositories</source>
        <translation>Consulter les dépôts</translation>
    </message>
    <message numerus="yes">
        <source>%n other need(s) cannot be met either.</source>
        <translation>
            <numerusform>%n autre besoin ne peut pas être satisfait non plus.</numerusform>
            <numerusform>%n autres besoins ne peuvent pas être satisfaits non plus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or another commit of it.</source>
        <translation>Retirez l&apos;un de ces packs de nœuds de la recette, ou prenez-en un autre commit.</translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or leave a need out: &quot;without&quot;: [%1].</source>
        <translation>Retirez l&apos;un de ces packs de nœuds de la recette, ou laissez un besoin de côté&#xa0;: &quot;without&quot;: [%1].</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which was not run.</source>
        <translation>«&#xa0;%1&#xa0;» a un install.py, qui n&apos;a pas été exécuté.</translation>
    </message>
    <message>
        <source>Its NumPy does not calculate with Apple&apos;s Accelerate, which is faster: that of NumPy 2 does on macOS 14 and newer.</source>
        <translation>Son NumPy ne calcule pas avec Accelerate d&apos;Apple, qui est plus rapide&#xa0;: celui de NumPy 2 le fait sous macOS 14 et plus récent.</translation>
    </message>
    <message>
        <source>The bundle that was made with this lock had another SHA-256: %1.</source>
        <translation>Le kit créé avec ce verrou avait un autre SHA-256&#xa0;: %1.</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>un kit de %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildSource</name>
    <message>
        <source>“%1” could not be built on this computer.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas pu être construit sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or install a compiler and what its documentation asks for.</source>
        <translation>Laissez de côté le pack de nœuds qui en a besoin, ou installez un compilateur et ce que demande sa documentation.</translation>
    </message>
    <message>
        <source>The source of “%1” cannot be unpacked.</source>
        <translation>La source de «&#xa0;%1&#xa0;» ne peut pas être décompressée.</translation>
    </message>
    <message>
        <source>“%1” looks for packages of the base while it is built: it is shown them.</source>
        <translation>«&#xa0;%1&#xa0;» cherche des paquets de la base pendant sa construction&#xa0;: ils lui sont montrés.</translation>
    </message>
</context>
<context>
    <name>portico::BuildWheels</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>Ces paquets viennent d&apos;une adresse, d&apos;un dépôt ou d&apos;une construction, et personne n&apos;a encore accepté cela&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>Acceptez-le, ou laissez de côté les packs de nœuds qui en ont besoin.</translation>
    </message>
    <message>
        <source>What was got for “%1” is the wheel of another package: %2.</source>
        <translation>Ce qui a été obtenu pour «&#xa0;%1&#xa0;» est le wheel d&apos;un autre paquet&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>Laissez de côté le pack de nœuds qui en a besoin.</translation>
    </message>
    <message>
        <source>There is neither a wheel nor a source archive of “%1”.</source>
        <translation>Il n&apos;existe ni wheel ni archive source de «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” comes from a repository, which cannot be got here.</source>
        <translation>«&#xa0;%1&#xa0;» vient d&apos;un dépôt, impossible à obtenir ici.</translation>
    </message>
    <message>
        <source>Build packages</source>
        <translation>Construire les paquets</translation>
    </message>
    <message>
        <source>building packages</source>
        <translation>construction de paquets</translation>
    </message>
</context>
<context>
    <name>portico::BundleCatalogue</name>
    <message numerus="yes">
        <source>%1 did not answer within %n second(s).</source>
        <translation>
            <numerusform>%1 n&apos;a pas répondu en %n seconde.</numerusform>
            <numerusform>%1 n&apos;a pas répondu en %n secondes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the connection, or ask again later.</source>
        <translation>Vérifiez la connexion, ou redemandez plus tard.</translation>
    </message>
</context>
<context>
    <name>portico::BundleContent</name>
    <message>
        <source>%1 has no list of its files: another program made it.</source>
        <translation>%1 n&apos;a pas de liste de ses fichiers&#xa0;: un autre programme l&apos;a créé.</translation>
    </message>
    <message>
        <source>Add it as an install, and compare that.</source>
        <translation>Ajoutez-le comme installation, et comparez celle-ci.</translation>
    </message>
    <message>
        <source>The list of files in %1 is not the one that its %2 names.</source>
        <translation>La liste des fichiers de %1 n&apos;est pas celle que nomme son %2.</translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>Obtenez de nouveau le kit, ou reconstruisez-le.</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>examen d&apos;un kit</translation>
    </message>
</context>
<context>
    <name>portico::BundleFileName</name>
    <message>
        <source>it holds “%1”</source>
        <translation>«&#xa0;%1&#xa0;» s&apos;y trouve</translation>
    </message>
    <message>
        <source>it is longer than %1 characters</source>
        <translation>plus de %1 caractères</translation>
    </message>
    <message>
        <source>it starts with no letter or digit</source>
        <translation>le début n&apos;est ni une lettre ni un chiffre</translation>
    </message>
    <message>
        <source>%1 cannot be part of a file&apos;s name: %2.</source>
        <translation>%1 ne peut pas faire partie d&apos;un nom de fichier&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Use letters without accents, digits and “.”, “_”, “+”, “-”.</source>
        <translation>Utilisez des lettres sans accents, des chiffres et «&#xa0;.&#xa0;», «&#xa0;_&#xa0;», «&#xa0;+&#xa0;», «&#xa0;-&#xa0;».</translation>
    </message>
</context>
<context>
    <name>portico::BundleLayout</name>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> et %n de plus</numerusform>
            <numerusform> et %n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no ComfyUI that Portico knows: it holds %1. Looked for, at the top and one folder deeper: python with ComfyUI (Anymatix), python_embeded with ComfyUI (official portable), standalone-env with ComfyUI (Comfy-Org), or ComfyUI with venv, .venv or python_embeded.</source>
        <translation>Ce n&apos;est pas un ComfyUI que Portico connaît&#xa0;: il contient %1. Cherché, au premier niveau et un dossier plus bas&#xa0;: python avec ComfyUI (Anymatix), python_embeded avec ComfyUI (portable officiel), standalone-env avec ComfyUI (Comfy-Org), ou ComfyUI avec venv, .venv ou python_embeded.</translation>
    </message>
    <message>
        <source>Choose a portable ComfyUI bundle, or a folder with ComfyUI and its Python.</source>
        <translation>Choisissez un kit portable de ComfyUI, ou un dossier avec ComfyUI et son Python.</translation>
    </message>
    <message>
        <source>There is more than one ComfyUI in it: %1.</source>
        <translation>Il contient plus d&apos;un ComfyUI&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>Choisissez l&apos;un d&apos;eux.</translation>
    </message>
    <message>
        <source>This ComfyUI is made for %1, and this computer is %2.</source>
        <translation>Ce ComfyUI est fait pour %1, et cet ordinateur est %2.</translation>
    </message>
    <message>
        <source>Choose the bundle for %1.</source>
        <translation>Choisissez le kit pour %1.</translation>
    </message>
</context>
<context>
    <name>portico::BundleRecord</name>
    <message>
        <source>it is no system that Portico knows</source>
        <translation>ce n&apos;est pas un système que Portico connaît</translation>
    </message>
    <message>
        <source>it is no processor that Portico knows</source>
        <translation>ce n&apos;est pas un processeur que Portico connaît</translation>
    </message>
    <message>
        <source>Line %1 of %2 is not a hash and a file.</source>
        <translation>La ligne %1 de %2 n&apos;est pas une empreinte et un fichier.</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>Obtenez de nouveau le kit.</translation>
    </message>
    <message>
        <source>it is no SHA-256</source>
        <translation>ce n&apos;est pas un SHA-256</translation>
    </message>
</context>
<context>
    <name>portico::BundleServer</name>
    <message>
        <source>There is no file %1 to serve.</source>
        <translation>Il n&apos;y a pas de fichier %1 à servir.</translation>
    </message>
    <message>
        <source>No port can be opened on this computer&apos;s own address 127.0.0.1.</source>
        <translation>Aucun port ne peut être ouvert sur l&apos;adresse locale 127.0.0.1 de cet ordinateur.</translation>
    </message>
    <message>
        <source>See whether a firewall or security program forbids it.</source>
        <translation>Voyez si un pare-feu ou un logiciel de sécurité l&apos;interdit.</translation>
    </message>
</context>
<context>
    <name>portico::BundleSource</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers&#xa0;: Portico ne fait que le démarrer.</translation>
    </message>
    <message>
        <source>Make an install by “Compose”, with the same node packs, and a bundle of it.</source>
        <translation>Créez une installation avec «&#xa0;Composer&#xa0;», avec les mêmes packs de nœuds, puis un kit à partir d&apos;elle.</translation>
    </message>
    <message>
        <source>“%1” has no runtime.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas d&apos;environnement d&apos;exécution.</translation>
    </message>
    <message>
        <source>Repair it first.</source>
        <translation>Réparez-la d&apos;abord.</translation>
    </message>
    <message>
        <source>The Python of “%1” is a virtual environment: it needs the Python of this computer and runs on no other.</source>
        <translation>Le Python de «&#xa0;%1&#xa0;» est un environnement virtuel&#xa0;: il a besoin du Python de cet ordinateur et ne fonctionne sur aucun autre.</translation>
    </message>
    <message>
        <source>Compose the install with Portico&apos;s own Python.</source>
        <translation>Composez l&apos;installation avec le Python propre à Portico.</translation>
    </message>
    <message>
        <source>The Python of “%1” has no packages.</source>
        <translation>Le Python de «&#xa0;%1&#xa0;» n&apos;a pas de paquets.</translation>
    </message>
    <message>
        <source>%1 is no address that a bundle can be fetched from.</source>
        <translation>%1 n&apos;est pas une adresse d&apos;où récupérer un kit.</translation>
    </message>
    <message>
        <source>Give an https address, or a file of this computer.</source>
        <translation>Donnez une adresse https, ou un fichier de cet ordinateur.</translation>
    </message>
    <message>
        <source>There is no published SHA-256 to check %1 with, and one is demanded.</source>
        <translation>Il n&apos;y a pas de SHA-256 publié pour vérifier %1, et il en faut un.</translation>
    </message>
    <message>
        <source>Give the SHA-256 of the publisher, or allow unverified bundles.</source>
        <translation>Donnez le SHA-256 de l&apos;éditeur, ou autorisez les kits non vérifiés.</translation>
    </message>
    <message>
        <source>%1 is a folder, no bundle.</source>
        <translation>%1 est un dossier, pas un kit.</translation>
    </message>
    <message>
        <source>Add it as an existing folder.</source>
        <translation>Ajoutez-le comme dossier existant.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Il n&apos;y a pas de fichier %1.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Vérifiez le chemin.</translation>
    </message>
    <message>
        <source>%1 is not the published bundle: expected %2, found %3.</source>
        <translation>%1 n&apos;est pas le kit publié&#xa0;: %2 attendu, %3 trouvé.</translation>
    </message>
    <message>
        <source>Fetch it again from its publisher.</source>
        <translation>Récupérez-le de nouveau chez son éditeur.</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 octets</translation>
    </message>
</context>
<context>
    <name>portico::CarryDatabase</name>
    <message>
        <source>copying the database of “%1”</source>
        <translation>copie de la base de données de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::CarryOut</name>
    <message>
        <source>The node packs of “%1” were changed while this was planned.</source>
        <translation>Les packs de nœuds de «&#xa0;%1&#xa0;» ont changé pendant la planification.</translation>
    </message>
    <message>
        <source>Look at the plan once more, then try again.</source>
        <translation>Regardez le plan encore une fois, puis réessayez.</translation>
    </message>
    <message>
        <source>changing node packs</source>
        <translation>modification des packs de nœuds</translation>
    </message>
    <message>
        <source>The install.py of “%1” did not run, so there is nothing to take over.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» ne s&apos;est pas exécuté&#xa0;: il n&apos;y a rien à reprendre.</translation>
    </message>
    <message>
        <source>Agree to running it.</source>
        <translation>Acceptez de l&apos;exécuter.</translation>
    </message>
    <message>
        <source>Leave out one of the node packs that do not go together.</source>
        <translation>Laissez de côté l&apos;un des packs de nœuds qui ne vont pas ensemble.</translation>
    </message>
</context>
<context>
    <name>portico::ChangePacks</name>
    <message>
        <source>“%1” is running, and its node packs cannot be changed now.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche, et ses packs de nœuds ne peuvent pas être modifiés maintenant.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Arrêtez-la, puis réessayez.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: Portico enables and disables its node packs, but does not install, update or remove them there.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers&#xa0;: Portico y active et désactive les packs de nœuds, mais n&apos;en installe, n&apos;en met à jour et n&apos;en retire aucun.</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and put the node packs there, or use ComfyUI-Manager in this one.</source>
        <translation>Installez ComfyUI avec Portico et mettez-y les packs de nœuds, ou utilisez ComfyUI-Manager dans celui-ci.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico and is not changed by this one.</source>
        <translation>«&#xa0;%1&#xa0;» a été écrite par un Portico plus récent et n&apos;est pas modifiée par celui-ci.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Mettez Portico à jour, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::CheckBundle</name>
    <message>
        <source>Unpack it elsewhere</source>
        <translation>Décompresser ailleurs</translation>
    </message>
    <message>
        <source>Compare every file</source>
        <translation>Comparer chaque fichier</translation>
    </message>
    <message>
        <source>Start it once</source>
        <translation>Démarrer une fois</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the bundle are not what its list says: %1.</source>
        <translation>
            <numerusform>%n fichier du kit n&apos;est pas ce que dit sa liste&#xa0;: %1.</numerusform>
            <numerusform>%n fichiers du kit ne sont pas ce que dit sa liste&#xa0;: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>Obtenez de nouveau le kit, ou reconstruisez-le.</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start.</source>
        <translation>Décompressé ailleurs, le kit ne démarre pas.</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start: %1.</source>
        <translation>Décompressé ailleurs, le kit ne démarre pas&#xa0;: %1.</translation>
    </message>
    <message>
        <source>See whether the install itself starts, and what it says.</source>
        <translation>Voyez si l&apos;installation elle-même démarre, et ce qu&apos;elle dit.</translation>
    </message>
    <message>
        <source>It has no list of its files: they were not compared.</source>
        <translation>Il n&apos;a pas de liste de ses fichiers&#xa0;: ils n&apos;ont pas été comparés.</translation>
    </message>
    <message>
        <source>trying a bundle</source>
        <translation>essai d&apos;un kit</translation>
    </message>
</context>
<context>
    <name>portico::CheckUpstream</name>
    <message>
        <source>What is offered there now is not what was kept.</source>
        <translation>Ce qui y est proposé maintenant n&apos;est pas ce qui a été gardé.</translation>
    </message>
    <message>
        <source>The package index does not offer this file any more.</source>
        <translation>L&apos;index de paquets ne propose plus ce fichier.</translation>
    </message>
    <message>
        <source>The package index tells no hashes.</source>
        <translation>L&apos;index de paquets n&apos;indique pas d&apos;empreintes.</translation>
    </message>
    <message>
        <source>asking where “%1” came from</source>
        <translation>vérification de l&apos;origine de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::ChooseAccelerator</name>
    <message>
        <source>%1, compute capability %2</source>
        <translation>%1, capacité de calcul %2</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for macOS, so the %1 is not used.</source>
        <translation>Il n&apos;y a pas de variantes NVIDIA pour macOS&#xa0;: le GPU %1 n&apos;est pas utilisé.</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for Windows on ARM, so the %1 is not used.</source>
        <translation>Il n&apos;y a pas de variantes NVIDIA pour Windows sur ARM&#xa0;: le GPU %1 n&apos;est pas utilisé.</translation>
    </message>
    <message>
        <source>The %1 is reserved for virtual machines.</source>
        <translation>Le GPU %1 est réservé à des machines virtuelles.</translation>
    </message>
    <message>
        <source>The %1 needs NVIDIA&apos;s own torch for Jetson, which no bundle and no public index that ComfyUI names has.</source>
        <translation>Le GPU %1 a besoin du torch de NVIDIA pour Jetson, qu&apos;aucun kit et aucun index public nommé par ComfyUI ne propose.</translation>
    </message>
    <message>
        <source>The %1 is too old for any build of today&apos;s torch: it needs compute capability 5.0 (GeForce 900 series) or newer.</source>
        <translation>Le GPU %1 est trop ancien pour toutes les variantes du torch d&apos;aujourd&apos;hui&#xa0;: il faut la capacité de calcul 5.0 (GeForce série 900) ou plus récente.</translation>
    </message>
    <message>
        <source>The %1 is older than the RTX 20 series, and CUDA %2 is the last build that has it.</source>
        <translation>Le GPU %1 est plus ancien que la série RTX 20, et CUDA %2 est la dernière variante qui le prend en charge.</translation>
    </message>
    <message>
        <source>The %1 would run CUDA 13.0, but driver %2 allows only CUDA %3.</source>
        <translation>Le GPU %1 prendrait en charge CUDA 13.0, mais le pilote %2 ne permet que CUDA %3.</translation>
    </message>
    <message>
        <source>The %1 runs CUDA %2, which ComfyUI recommends from the RTX 20 series on.</source>
        <translation>Le GPU %1 prend en charge CUDA %2, que ComfyUI recommande à partir de la série RTX 20.</translation>
    </message>
    <message>
        <source>The %1 runs with the free nouveau driver, which torch cannot use: install NVIDIA&apos;s driver %2 or newer first.</source>
        <translation>Le GPU %1 fonctionne avec le pilote libre «&#xa0;nouveau&#xa0;», que torch ne peut pas utiliser&#xa0;: installez d&apos;abord le pilote NVIDIA %2 ou plus récent.</translation>
    </message>
    <message>
        <source>The NVIDIA driver for the %1 does not run: install driver %2 or newer first.</source>
        <translation>Le pilote NVIDIA du GPU %1 ne fonctionne pas&#xa0;: installez d&apos;abord le pilote %2 ou plus récent.</translation>
    </message>
    <message>
        <source>NVIDIA driver %1 is too old for any build: update it to %2 or newer first.</source>
        <translation>Le pilote NVIDIA %1 est trop ancien pour toutes les variantes&#xa0;: mettez-le d&apos;abord à jour vers %2 ou plus récent.</translation>
    </message>
    <message>
        <source>With NVIDIA driver 580 or newer (now %1), CUDA 13.0 would be chosen: it is faster, and the ready bundles are made for it.</source>
        <translation>Avec le pilote NVIDIA 580 ou plus récent (actuellement %1), CUDA 13.0 serait choisi&#xa0;: il est plus rapide, et les kits prêts à l&apos;emploi sont faits pour lui.</translation>
    </message>
    <message>
        <source>There are no AMD builds for macOS, so the %1 is not used.</source>
        <translation>Il n&apos;y a pas de variantes AMD pour macOS&#xa0;: le GPU %1 n&apos;est pas utilisé.</translation>
    </message>
    <message>
        <source>No build of torch has the %1.</source>
        <translation>Aucune variante de torch ne prend en charge le GPU %1.</translation>
    </message>
    <message>
        <source>The %1 is in PyTorch&apos;s builds for ROCm %2.</source>
        <translation>Le GPU %1 est pris en charge par les variantes de PyTorch pour ROCm %2.</translation>
    </message>
    <message>
        <source>The %1 is in AMD&apos;s own builds of torch for ROCm %2.</source>
        <translation>Le GPU %1 est pris en charge par les variantes de torch d&apos;AMD pour ROCm %2.</translation>
    </message>
    <message>
        <source>The ready bundles leave this GPU out; ComfyUI is put together for it instead.</source>
        <translation>Les kits prêts à l&apos;emploi ne prennent pas ce GPU en charge&#xa0;; ComfyUI est assemblé pour lui.</translation>
    </message>
    <message>
        <source>It needs a recent AMD driver (Adrenalin).</source>
        <translation>Il faut un pilote AMD récent (Adrenalin).</translation>
    </message>
    <message>
        <source>AMD&apos;s builds ask for Windows 11: update Windows first.</source>
        <translation>Les variantes d&apos;AMD demandent Windows 11&#xa0;: mettez d&apos;abord Windows à jour.</translation>
    </message>
    <message>
        <source>PyTorch&apos;s builds for Intel are made for Arc and Data Center GPUs; the %1 is none.</source>
        <translation>Les variantes de PyTorch pour Intel sont faites pour les GPU Arc et Data Center&#xa0;; le GPU %1 n&apos;en est pas un.</translation>
    </message>
    <message>
        <source>The %1 runs PyTorch&apos;s builds for Intel GPUs (XPU).</source>
        <translation>Le GPU %1 prend en charge les variantes de PyTorch pour GPU Intel (XPU).</translation>
    </message>
    <message>
        <source>The %1 computes with Metal, and shares the memory of the Mac.</source>
        <translation>Le GPU %1 calcule avec Metal et partage la mémoire du Mac.</translation>
    </message>
    <message>
        <source>Today&apos;s torch computes with Metal from macOS 14 on, and this is macOS %1: update macOS first.</source>
        <translation>Le torch d&apos;aujourd&apos;hui calcule avec Metal à partir de macOS 14, et ce Mac a macOS %1&#xa0;: mettez d&apos;abord macOS à jour.</translation>
    </message>
    <message>
        <source>This Portico is the one for Intel Macs; the one for Apple Silicon is faster. ComfyUI itself is installed for Apple Silicon.</source>
        <translation>Ce Portico est celui pour les Mac Intel&#xa0;; celui pour Apple Silicon est plus rapide. ComfyUI lui-même est installé pour Apple Silicon.</translation>
    </message>
    <message>
        <source>One build runs GPUs of one vendor: the %1 is better supported than the %2, which stays unused.</source>
        <translation>Une variante fait fonctionner les GPU d&apos;un seul fabricant&#xa0;: le GPU %1 est mieux pris en charge que le GPU %2, qui reste inutilisé.</translation>
    </message>
    <message>
        <source>The %1 is too old for that build and stays unused.</source>
        <translation>Le GPU %1 est trop ancien pour cette variante et reste inutilisé.</translation>
    </message>
    <message>
        <source>If the %1 is the one to use, choose CUDA 12.6 by hand.</source>
        <translation>Si c&apos;est le GPU %1 qu&apos;il faut utiliser, choisissez CUDA 12.6 à la main.</translation>
    </message>
    <message>
        <source>PyTorch ended its builds for Intel Macs with version 2.2, and ComfyUI needs 2.7: no current ComfyUI runs on this Mac.</source>
        <translation>PyTorch a cessé ses variantes pour les Mac Intel à la version 2.2, et ComfyUI a besoin de la 2.7&#xa0;: aucun ComfyUI actuel ne fonctionne sur ce Mac.</translation>
    </message>
    <message>
        <source>No GPU was found.</source>
        <translation>Aucun GPU n&apos;a été trouvé.</translation>
    </message>
    <message>
        <source>ComfyUI runs on the processor then: everything works, but pictures take minutes instead of seconds.</source>
        <translation>ComfyUI fonctionne alors sur le processeur&#xa0;: tout marche, mais les images prennent des minutes au lieu de secondes.</translation>
    </message>
    <message>
        <source>An NVIDIA GPU of the GeForce 900 series or newer, an AMD GPU of the RX 5000 series or newer, or an Intel Arc would be used.</source>
        <translation>Un GPU NVIDIA de la série GeForce 900 ou plus récente, un GPU AMD de la série RX 5000 ou plus récente, ou un Intel Arc serait utilisé.</translation>
    </message>
    <message>
        <source>Inside Windows (WSL) only NVIDIA GPUs are seen; the Windows version of Portico sees all.</source>
        <translation>Dans Windows (WSL), seuls les GPU NVIDIA sont visibles&#xa0;; la version Windows de Portico les voit tous.</translation>
    </message>
    <message>
        <source>This is a container: GPUs must be passed into it.</source>
        <translation>Ceci est un conteneur&#xa0;: les GPU doivent y être transmis.</translation>
    </message>
    <message>
        <source>Chosen by hand.</source>
        <translation>Choisi à la main.</translation>
    </message>
    <message>
        <source>Portico sees no GPU here that runs it; what it sees suits %1.</source>
        <translation>Portico ne voit ici aucun GPU qui le fasse fonctionner&#xa0;; ce qu&apos;il voit convient à %1.</translation>
    </message>
</context>
<context>
    <name>portico::CleanGenerations</name>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>Generation %1, ComfyUI %2: not one of the last %3, not pinned, and no snapshot names it. Nobody can go back to it afterwards. Files that other generations share stay.</source>
        <translation>Génération %1, ComfyUI %2&#xa0;: elle n&apos;est pas parmi les %3 dernières, n&apos;est pas épinglée, et aucun instantané ne la nomme. Personne ne pourra ensuite y revenir. Les fichiers que d&apos;autres générations partagent restent.</translation>
    </message>
</context>
<context>
    <name>portico::CleanLeftovers</name>
    <message>
        <source>cleaning up</source>
        <translation>nettoyage</translation>
    </message>
    <message>
        <source>A download that was not finished. Without it the next try begins anew instead of going on.</source>
        <translation>Un téléchargement qui n&apos;est pas terminé. Sans lui, le prochain essai recommence au lieu de continuer.</translation>
    </message>
    <message>
        <source>The library was moved away from there and compared; these are its old files.</source>
        <translation>La bibliothèque a été déplacée de là et comparée&#xa0;; voici ses anciens fichiers.</translation>
    </message>
    <message>
        <source>%1 stays for now: something is being built from it.</source>
        <translation>%1 reste pour l&apos;instant&#xa0;: quelque chose est construit à partir de lui.</translation>
    </message>
    <message>
        <source>Packages that uv has fetched. It fetches them again when something is built; what is installed does not need them.</source>
        <translation>Paquets que uv a récupérés. Il les récupère de nouveau quand quelque chose est construit&#xa0;; ce qui est installé n&apos;en a pas besoin.</translation>
    </message>
    <message>
        <source>Work that was interrupted, and that nobody goes on with.</source>
        <translation>Du travail interrompu, que personne ne poursuit.</translation>
    </message>
    <message>
        <source>%1 stays for now: it may be needed.</source>
        <translation>%1 reste pour l&apos;instant&#xa0;: on pourrait en avoir besoin.</translation>
    </message>
    <message>
        <source>No install was made of this archive. It can be fetched again.</source>
        <translation>Aucune installation n&apos;a été faite de cette archive. Elle peut être récupérée de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::CleanNeeds</name>
    <message>
        <source>No generation of this install uses these packages any more.</source>
        <translation>Plus aucune génération de cette installation n&apos;utilise ces paquets.</translation>
    </message>
    <message>
        <source>%1 stays: %2 needs it.</source>
        <translation>%1 reste&#xa0;: %2 en a besoin.</translation>
    </message>
    <message>
        <source>%1 stays: %2</source>
        <translation>%1 reste&#xa0;: %2</translation>
    </message>
    <message>
        <source>No node pack asks for it. It can be built again.</source>
        <translation>Aucun pack de nœuds ne le demande. Il peut être reconstruit.</translation>
    </message>
    <message numerus="yes">
        <source>No install and no snapshot names this layer of %n package(s). It is built again when something needs it.</source>
        <translation>
            <numerusform>Aucune installation et aucun instantané ne nomme cette couche de %n paquet. Elle sera reconstruite quand quelque chose en aura besoin.</numerusform>
            <numerusform>Aucune installation et aucun instantané ne nomme cette couche de %n paquets. Elle sera reconstruite quand quelque chose en aura besoin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wheel(s) in it are of no layer that somebody uses; the others stay.</source>
        <translation>
            <numerusform>%n wheel qui s&apos;y trouve n&apos;appartient à aucune couche utilisée&#xa0;; les autres restent.</numerusform>
            <numerusform>%n wheels qui s&apos;y trouvent n&apos;appartiennent à aucune couche utilisée&#xa0;; les autres restent.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 stays: it is being used at this moment.</source>
        <translation>%1 reste&#xa0;: on l&apos;utilise en ce moment.</translation>
    </message>
    <message>
        <source>%1 stays: it holds somebody&apos;s own changes.</source>
        <translation>%1 reste&#xa0;: il contient les modifications de quelqu&apos;un.</translation>
    </message>
    <message>
        <source>“%1” as it was before a change; without it that change cannot be taken back. It goes to the recycle bin where there is one.</source>
        <translation>«&#xa0;%1&#xa0;» tel qu&apos;il était avant un changement&#xa0;; sans cela, ce changement ne peut pas être défait. Il va à la corbeille s&apos;il y en a une.</translation>
    </message>
</context>
<context>
    <name>portico::Cleaning</name>
    <message>
        <source>Old versions of ComfyUI</source>
        <translation>Anciennes versions de ComfyUI</translation>
    </message>
    <message>
        <source>Packages that no install uses</source>
        <translation>Paquets qu&apos;aucune installation n&apos;utilise</translation>
    </message>
    <message>
        <source>Isolated environments that no node pack asks for</source>
        <translation>Environnements isolés qu&apos;aucun pack de nœuds ne demande</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>Caches</translation>
    </message>
    <message>
        <source>What interrupted work left</source>
        <translation>Restes d&apos;un travail interrompu</translation>
    </message>
    <message>
        <source>Node packs from before their last change</source>
        <translation>Packs de nœuds d&apos;avant leur dernier changement</translation>
    </message>
    <message>
        <source>Downloads that no install needs</source>
        <translation>Téléchargements dont aucune installation n&apos;a besoin</translation>
    </message>
</context>
<context>
    <name>portico::CloneRepository</name>
    <message>
        <source>What Portico and its git helper said to each other is incomplete.</source>
        <translation>L&apos;échange entre Portico et son assistant git est incomplet.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installez Portico de nouveau.</translation>
    </message>
    <message>
        <source>Fetching %1 ended without a result: the git program was stopped or failed.</source>
        <translation>La récupération de %1 s&apos;est terminée sans résultat&#xa0;: le programme git a été arrêté ou a échoué.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, use another address.</source>
        <translation>Réessayez&#xa0;; si cela se reproduit, utilisez une autre adresse.</translation>
    </message>
    <message>
        <source>%1 said nothing for a minute.</source>
        <translation>%1 n&apos;a rien dit pendant une minute.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>Réessayez plus tard&#xa0;; vérifiez l&apos;adresse et les paramètres du réseau.</translation>
    </message>
</context>
<context>
    <name>portico::ComfyApi</name>
    <message>
        <source>ComfyUI could not finish the test prompt.</source>
        <translation>ComfyUI n&apos;a pas pu terminer le prompt de test.</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>Regardez la fin du journal.</translation>
    </message>
    <message>
        <source>ComfyUI did not finish the test prompt in time.</source>
        <translation>ComfyUI n&apos;a pas terminé le prompt de test à temps.</translation>
    </message>
    <message>
        <source>What ComfyUI sent is not a picture.</source>
        <translation>Ce que ComfyUI a envoyé n&apos;est pas une image.</translation>
    </message>
</context>
<context>
    <name>portico::ComfyConversation</name>
    <message>
        <source>ComfyUI refused a request (%1): status %2.</source>
        <translation>ComfyUI a refusé une requête (%1)&#xa0;: statut %2.</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>Regardez la fin du journal.</translation>
    </message>
    <message>
        <source>ComfyUI does not answer at %1: %2.</source>
        <translation>ComfyUI ne répond pas à %1&#xa0;: %2.</translation>
    </message>
</context>
<context>
    <name>portico::CommitGeneration</name>
    <message>
        <source>Update or disable that node pack first, or leave out what it asks for: porticoctl nodes apply %1 --without.</source>
        <translation>Mettez d&apos;abord à jour ou désactivez ce pack de nœuds, ou laissez de côté ce qu&apos;il demande&#xa0;: porticoctl nodes apply %1 --without.</translation>
    </message>
    <message>
        <source>An older ComfyUI does not read the database of a newer one: it begins with an empty one.</source>
        <translation>Un ComfyUI plus ancien ne lit pas la base de données d&apos;un plus récent&#xa0;: il commence avec une base vide.</translation>
    </message>
    <message>
        <source>switching to another ComfyUI</source>
        <translation>passage à un autre ComfyUI</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>changement de la couche de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Paquets des packs de nœuds</translation>
    </message>
</context>
<context>
    <name>portico::CommitInstall</name>
    <message>
        <source>Port %1 is also the port of “%2”: only one of them can run at a time.</source>
        <translation>Le port %1 est aussi celui de «&#xa0;%2&#xa0;»&#xa0;: une seule des deux peut fonctionner à la fois.</translation>
    </message>
    <message>
        <source>adding “%1”</source>
        <translation>ajout de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::CompareSite</name>
    <message>
        <source>the file does not say where from</source>
        <translation>le fichier ne dit pas d&apos;où</translation>
    </message>
    <message>
        <source>%1 of the catalogue</source>
        <translation>%1 du catalogue</translation>
    </message>
    <message>
        <source>%1, kept for offline</source>
        <translation>%1, gardé hors ligne</translation>
    </message>
    <message>
        <source>%1, disabled</source>
        <translation>%1, désactivé</translation>
    </message>
    <message>
        <source>%1, another file</source>
        <translation>%1, un autre fichier</translation>
    </message>
</context>
<context>
    <name>portico::CompareSnapshots</name>
    <message>
        <source>other files</source>
        <translation>d&apos;autres fichiers</translation>
    </message>
    <message>
        <source>another record of its origin</source>
        <translation>une autre indication de son origine</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>couche</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>extras</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>laissé de côté par choix</translation>
    </message>
    <message>
        <source>built</source>
        <translation>construit</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message>
        <source>not built</source>
        <translation>non construit</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>a secret</source>
        <translation>un secret</translation>
    </message>
    <message>
        <source>another secret</source>
        <translation>un autre secret</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>isolé</translation>
    </message>
    <message>
        <source>changed by hand (%1)</source>
        <translation>modifié à la main (%1)</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>generation</source>
        <translation>génération</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>arguments</translation>
    </message>
    <message>
        <source>model folders</source>
        <translation>dossiers de modèles</translation>
    </message>
</context>
<context>
    <name>portico::ComposeInstall</name>
    <message>
        <source>This ComfyUI is of %1: packages of that time are taken.</source>
        <translation>Ce ComfyUI date du %1&#xa0;: les paquets de cette époque sont pris.</translation>
    </message>
    <message>
        <source>putting together %1</source>
        <translation>assemblage de %1</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>«&#xa0;%1&#xa0;» ne peut être ni une étiquette, ni une branche, ni un commit.</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>Donnez une étiquette comme v0.33.0, une branche ou un commit.</translation>
    </message>
</context>
<context>
    <name>portico::ComposePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>Non respecté dans requirements.txt&#xa0;: %1</translation>
    </message>
    <message>
        <source>what is wanted besides</source>
        <translation>ce qui est souhaité en plus</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>L&apos;index de paquets n&apos;indique pas de dates&#xa0;: les paquets les plus récents sont pris.</translation>
    </message>
    <message>
        <source>The index of this accelerator does not have the torch of that date: its newest is taken.</source>
        <translation>L&apos;index de cet accélérateur n&apos;a pas le torch de cette date&#xa0;: le plus récent est pris.</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Remarque&#xa0;: %1</translation>
    </message>
    <message>
        <source>Choose packages</source>
        <translation>Choisir les paquets</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
</context>
<context>
    <name>portico::ComposeParts</name>
    <message>
        <source>%1 holds no ComfyUI: main.py or requirements.txt is missing.</source>
        <translation>%1 ne contient pas de ComfyUI&#xa0;: main.py ou requirements.txt manque.</translation>
    </message>
    <message>
        <source>Give the address of ComfyUI or of a fork of it.</source>
        <translation>Donnez l&apos;adresse de ComfyUI ou d&apos;un de ses forks.</translation>
    </message>
    <message>
        <source>ComfyUI: %1, commit %2 of %3</source>
        <translation>ComfyUI&#xa0;: %1, commit %2 de %3</translation>
    </message>
    <message>
        <source>This Python %1 is another build than the one of the lock.</source>
        <translation>Ce Python %1 est une autre variante que celle du verrou.</translation>
    </message>
    <message>
        <source>Make a new lock, or use the uv that the lock was made with.</source>
        <translation>Faites un nouveau verrou, ou utilisez le uv avec lequel le verrou a été fait.</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Préparer</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::Computer</name>
    <message>
        <source>%1 MB</source>
        <translation>%1 Mo</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 Go</translation>
    </message>
    <message>
        <source>driver %1</source>
        <translation>pilote %1</translation>
    </message>
</context>
<context>
    <name>portico::ComputerSentence</name>
    <message>
        <source>%1 (%2)</source>
        <comment>GPU and its memory</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>number of equal GPUs</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>list of GPUs</comment>
        <translation>%1 et %2</translation>
    </message>
    <message>
        <source>%1 inside Windows (WSL)</source>
        <translation>%1 dans Windows (WSL)</translation>
    </message>
    <message>
        <source>This Mac runs %1, with %2 of memory and the chip %3.</source>
        <translation>Ce Mac fonctionne sous %1, avec %2 de mémoire et la puce %3.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and no GPU that Portico can see.</source>
        <translation>Cet ordinateur fonctionne sous %1, avec %2 de mémoire et aucun GPU visible pour Portico.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPU %3.</source>
        <translation>Cet ordinateur fonctionne sous %1, avec %2 de mémoire et le GPU %3.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPUs %3.</source>
        <translation>Cet ordinateur fonctionne sous %1, avec %2 de mémoire et les GPU %3.</translation>
    </message>
</context>
<context>
    <name>portico::CopyData</name>
    <message>
        <source>Models stay in %1 alone, where the new install looks for them, too: they cannot be shared on this disk.</source>
        <translation>Les modèles restent dans %1 seulement, où la nouvelle installation les cherche aussi&#xa0;: ils ne peuvent pas être partagés sur ce disque.</translation>
    </message>
    <message>
        <source>Isolated environments are built again for the new install: “porticoctl env build”.</source>
        <translation>Les environnements isolés sont reconstruits pour la nouvelle installation&#xa0;: «&#xa0;porticoctl env build&#xa0;».</translation>
    </message>
</context>
<context>
    <name>portico::CopyLibrary</name>
    <message>
        <source>%1 does not give back what was written: the disk is damaged or full of errors. The library stays where it is.</source>
        <translation>%1 ne rend pas ce qui y a été écrit&#xa0;: le disque est endommagé ou plein d&apos;erreurs. La bibliothèque reste où elle est.</translation>
    </message>
    <message>
        <source>Choose another disk.</source>
        <translation>Choisissez un autre disque.</translation>
    </message>
</context>
<context>
    <name>portico::CopyPython</name>
    <message>
        <source>The Python in %1 cannot be copied: %2.</source>
        <translation>Le Python de %1 ne peut pas être copié&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>Choisissez un autre Python.</translation>
    </message>
    <message>
        <source>its program cannot be read</source>
        <translation>son programme ne peut pas être lu</translation>
    </message>
    <message>
        <source>its program finds its library in another way</source>
        <translation>son programme trouve sa bibliothèque d&apos;une autre façon</translation>
    </message>
    <message>
        <source>its program cannot be written</source>
        <translation>son programme ne peut pas être écrit</translation>
    </message>
    <message>
        <source>its library cannot be read</source>
        <translation>sa bibliothèque ne peut pas être lue</translation>
    </message>
    <message>
        <source>the copy does not run</source>
        <translation>la copie ne fonctionne pas</translation>
    </message>
    <message>
        <source>the copy still uses the original</source>
        <translation>la copie utilise encore l&apos;original</translation>
    </message>
    <message>
        <source>it belongs to the system</source>
        <translation>il appartient au système</translation>
    </message>
    <message>
        <source>it is a framework of macOS</source>
        <translation>c&apos;est un framework de macOS</translation>
    </message>
    <message>
        <source>its library lies in two places</source>
        <translation>sa bibliothèque se trouve à deux endroits</translation>
    </message>
</context>
<context>
    <name>portico::CopyRuntime</name>
    <message>
        <source>duplicating “%1”</source>
        <translation>duplication de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::CudaWheels</name>
    <message>
        <source>The list of CUDA wheels cannot be understood.</source>
        <translation>La liste des wheels CUDA est incompréhensible.</translation>
    </message>
    <message>
        <source>Try again later, or set another list of wheels.</source>
        <translation>Réessayez plus tard, ou indiquez une autre liste de wheels.</translation>
    </message>
</context>
<context>
    <name>portico::DataLayout</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n de plus</numerusform>
            <numerusform>%1 et %n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI&apos;s own folder “%1” held files that no bundle brought; they are kept in %2: %3.</source>
        <translation>Le dossier «&#xa0;%1&#xa0;» de ComfyUI lui-même contenait des fichiers qu&apos;aucun kit n&apos;a apportés&#xa0;; ils sont gardés dans %2&#xa0;: %3.</translation>
    </message>
    <message>
        <source>The classic layout of “%1” cannot be made: %2</source>
        <translation>La disposition classique de «&#xa0;%1&#xa0;» ne peut pas être faite&#xa0;: %2</translation>
    </message>
    <message>
        <source>Set it back to the separate layout (porticoctl set %1 layout=separate), or move the library to a disk whose file system knows links.</source>
        <translation>Revenez à la disposition séparée (porticoctl set %1 layout=separate), ou déplacez la bibliothèque sur un disque dont le système de fichiers connaît les liens.</translation>
    </message>
    <message>
        <source>arranging its folders</source>
        <translation>organisation de ses dossiers</translation>
    </message>
</context>
<context>
    <name>portico::DemoBundle</name>
    <message>
        <source>The program is incomplete: %1 is missing in it.</source>
        <translation>Le programme est incomplet&#xa0;: il y manque %1.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installez Portico de nouveau.</translation>
    </message>
    <message>
        <source>The Python %1 cannot be copied into a demo bundle.</source>
        <translation>Le Python %1 ne peut pas être copié dans un kit de démonstration.</translation>
    </message>
    <message>
        <source>Name another Python with --python; real bundles bring their own.</source>
        <translation>Indiquez un autre Python avec --python&#xa0;; les vrais kits apportent le leur.</translation>
    </message>
</context>
<context>
    <name>portico::DifferenceText</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s commit</source>
        <translation>Commit de ComfyUI</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository</source>
        <translation>Dépôt de ComfyUI</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>Accélérateur</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(modifié à la main)</translation>
    </message>
    <message>
        <source>its files differ</source>
        <translation>ses fichiers diffèrent</translation>
    </message>
    <message>
        <source>it is from elsewhere</source>
        <translation>il vient d&apos;ailleurs</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) added (%1)</source>
        <translation>
            <numerusform>%n fichier ajouté (%1)</numerusform>
            <numerusform>%n fichiers ajoutés (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) removed (%1)</source>
        <translation>
            <numerusform>%n fichier retiré (%1)</numerusform>
            <numerusform>%n fichiers retirés (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed (%1 → %2)</source>
        <translation>
            <numerusform>%n fichier modifié (%1 → %2)</numerusform>
            <numerusform>%n fichiers modifiés (%1 → %2)</numerusform>
        </translation>
    </message>
    <message>
        <source>A lock names no files: they were not compared.</source>
        <translation>Un verrou ne nomme pas de fichiers&#xa0;: ils n&apos;ont pas été comparés.</translation>
    </message>
    <message>
        <source>%1 and %2 hold the same.</source>
        <translation>%1 et %2 ont le même contenu.</translation>
    </message>
    <message>
        <source>From %1 to %2:</source>
        <translation>De %1 à %2&#xa0;:</translation>
    </message>
</context>
<context>
    <name>portico::DiscoverEnvs</name>
    <message>
        <source>“%1” is a link to another folder, and comfy-env %2 looks for the environment of such a pack under another name.</source>
        <translation>«&#xa0;%1&#xa0;» est un lien vers un autre dossier, et comfy-env %2 cherche l&apos;environnement d&apos;un tel pack sous un autre nom.</translation>
    </message>
    <message>
        <source>Put the folder itself into custom_nodes, or have the pack ask for comfy-env 0.4.25 or newer.</source>
        <translation>Mettez le dossier lui-même dans custom_nodes, ou faites demander au pack comfy-env 0.4.25 ou plus récent.</translation>
    </message>
    <message>
        <source>The folders %1 and %2 give one environment the name “%3”.</source>
        <translation>Les dossiers %1 et %2 donnent tous deux à un environnement le nom «&#xa0;%3&#xa0;».</translation>
    </message>
    <message>
        <source>Rename one of them, or remove the pack that is a copy.</source>
        <translation>Renommez l&apos;un d&apos;eux, ou retirez le pack qui est une copie.</translation>
    </message>
    <message>
        <source>There is no environment “%1” here.</source>
        <translation>Il n&apos;y a pas d&apos;environnement «&#xa0;%1&#xa0;» ici.</translation>
    </message>
    <message>
        <source>No pack of this install has a comfy-env.toml.</source>
        <translation>Aucun pack de cette installation n&apos;a de comfy-env.toml.</translation>
    </message>
    <message>
        <source>There is: %1.</source>
        <translation>Il y a&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>portico::DiskUse</name>
    <message>
        <source>Measure</source>
        <translation>Mesurer</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python et torch</translation>
    </message>
    <message>
        <source>Earlier versions, kept for going back</source>
        <translation>Versions antérieures, gardées pour y revenir</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Paquets des packs de nœuds</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Environnements isolés</translation>
    </message>
    <message>
        <source>Your files, node packs and logs</source>
        <translation>Vos fichiers, packs de nœuds et journaux</translation>
    </message>
    <message>
        <source>What changes can be taken back from</source>
        <translation>Ce qui permet de défaire les changements</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Packages that installs share</source>
        <translation>Paquets que les installations partagent</translation>
    </message>
    <message>
        <source>Packages kept for repairs offline</source>
        <translation>Paquets gardés pour les réparations hors ligne</translation>
    </message>
    <message>
        <source>Installs kept for offline</source>
        <translation>Installations gardées hors ligne</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Téléchargements</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Outils</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>Caches</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Instantanés</translation>
    </message>
    <message>
        <source>Files of removed installs</source>
        <translation>Fichiers d&apos;installations retirées</translation>
    </message>
    <message>
        <source>Work that is not finished</source>
        <translation>Travail inachevé</translation>
    </message>
</context>
<context>
    <name>portico::DisplayAdapters</name>
    <message>
        <source>Windows did not list its display adapters.</source>
        <translation>Windows n&apos;a pas énuméré ses cartes graphiques.</translation>
    </message>
    <message>
        <source>Install the driver of the GPU again.</source>
        <translation>Réinstallez le pilote du GPU.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentCache</name>
    <message>
        <source>What was kept of %1 is damaged and is not used.</source>
        <translation>Ce qui était gardé de %1 est endommagé et n&apos;est pas utilisé.</translation>
    </message>
    <message>
        <source>Nothing has to be done: it is asked for again.</source>
        <translation>Il n&apos;y a rien à faire&#xa0;: cela est redemandé.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFetcher</name>
    <message>
        <source>%1 sent more than %2 where a list was asked for.</source>
        <translation>%1 a envoyé plus de %2 alors qu&apos;une liste était demandée.</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>Vérifiez l&apos;adresse&#xa0;: elle ne mène peut-être pas où vous pensez.</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of a list.</source>
        <translation>%1 a répondu par une page web au lieu d&apos;une liste.</translation>
    </message>
    <message>
        <source>If this network has a login page, log in there first. If a mirror is set, check its address.</source>
        <translation>Si ce réseau a une page de connexion, connectez-vous-y d&apos;abord. Si un miroir est défini, vérifiez son adresse.</translation>
    </message>
    <message>
        <source>%1 does not accept the token that Portico has for it.</source>
        <translation>%1 n&apos;accepte pas le jeton que Portico a pour lui.</translation>
    </message>
    <message>
        <source>Give a new token, or remove it: the list is public.</source>
        <translation>Donnez un nouveau jeton, ou retirez-le&#xa0;: la liste est publique.</translation>
    </message>
    <message>
        <source>Nothing is kept yet of what %1 offers.</source>
        <translation>Rien n&apos;est encore gardé de ce que %1 propose.</translation>
    </message>
    <message>
        <source>Connect to the internet and refresh.</source>
        <translation>Connectez-vous à Internet et actualisez.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFile</name>
    <message>
        <source>%1 is not changed: a newer version wrote it (%2).</source>
        <translation>%1 n&apos;est pas modifié&#xa0;: une version plus récente l&apos;a écrit (%2).</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>non nommée</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Mettez Portico à jour.</translation>
    </message>
    <message>
        <source>The copy before it is used. The damaged file will be kept beside it.</source>
        <translation>La copie précédente est utilisée. Le fichier endommagé sera gardé à côté.</translation>
    </message>
    <message>
        <source>Defaults are used. The damaged file will be kept beside it.</source>
        <translation>Les valeurs par défaut sont utilisées. Le fichier endommagé sera gardé à côté.</translation>
    </message>
</context>
<context>
    <name>portico::Download</name>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>downloading %1</source>
        <translation>téléchargement de %1</translation>
    </message>
    <message>
        <source>%1 Trying the mirror %2.</source>
        <translation>%1 Essai du miroir %2.</translation>
    </message>
    <message>
        <source>The file in the store is damaged; it is fetched again.</source>
        <translation>Le fichier de la réserve est endommagé&#xa0;; il est récupéré de nouveau.</translation>
    </message>
    <message numerus="yes">
        <source>%1 Trying again in %n second(s).</source>
        <translation>
            <numerusform>%1 Nouvel essai dans %n seconde.</numerusform>
            <numerusform>%1 Nouvel essai dans %n secondes.</numerusform>
        </translation>
    </message>
    <message>
        <source>A web page came from %1 instead of the file: this network may want you to sign in, or the address has expired.</source>
        <translation>%1 a envoyé une page web au lieu du fichier&#xa0;: ce réseau demande peut-être une connexion, ou l&apos;adresse a expiré.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network if it asks, then try again.</source>
        <translation>Ouvrez un navigateur, connectez-vous au réseau s&apos;il le demande, puis réessayez.</translation>
    </message>
    <message>
        <source>%1 sent the file in another form than was asked for (%2).</source>
        <translation>%1 a envoyé le fichier sous une autre forme que celle demandée (%2).</translation>
    </message>
    <message>
        <source>A proxy may change downloads; try another connection or address.</source>
        <translation>Un proxy modifie peut-être les téléchargements&#xa0;; essayez une autre connexion ou une autre adresse.</translation>
    </message>
    <message>
        <source>The file at %1 has %2 bytes, but %3 were promised.</source>
        <translation>Le fichier à %1 a %2 octets, mais %3 étaient annoncés.</translation>
    </message>
    <message>
        <source>It may have been replaced by a newer one: look for it again.</source>
        <translation>Il a peut-être été remplacé par un plus récent&#xa0;: recherchez-le de nouveau.</translation>
    </message>
    <message>
        <source>The file %1 has %2 bytes, but %3 were promised.</source>
        <translation>Le fichier %1 a %2 octets, mais %3 étaient annoncés.</translation>
    </message>
    <message>
        <source>Download it again; it may be incomplete or another version.</source>
        <translation>Téléchargez-le de nouveau&#xa0;; il est peut-être incomplet ou d&apos;une autre version.</translation>
    </message>
    <message>
        <source>%1 sent more than the %2 bytes that were promised.</source>
        <translation>%1 a envoyé plus que les %2 octets annoncés.</translation>
    </message>
    <message>
        <source>%1 does not say how long the file is, so nobody could tell whether all of it came.</source>
        <translation>%1 n&apos;indique pas la longueur du fichier&#xa0;: personne ne pourrait dire si tout est arrivé.</translation>
    </message>
    <message>
        <source>Download it with a browser and add it as a file, or give its SHA-256.</source>
        <translation>Téléchargez-le avec un navigateur et ajoutez-le comme fichier, ou donnez son SHA-256.</translation>
    </message>
    <message>
        <source>%1 sent the whole file again.</source>
        <translation>%1 a envoyé de nouveau le fichier entier.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Réessayez.</translation>
    </message>
    <message>
        <source>%1 sent another part of the file than was asked for.</source>
        <translation>%1 a envoyé une autre partie du fichier que celle demandée.</translation>
    </message>
    <message numerus="yes">
        <source>%1 asks to wait for %n minute(s) before the next download.</source>
        <translation>
            <numerusform>%1 demande d&apos;attendre %n minute avant le prochain téléchargement.</numerusform>
            <numerusform>%1 demande d&apos;attendre %n minutes avant le prochain téléchargement.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again then; what has come is kept.</source>
        <translation>Réessayez ensuite&#xa0;; ce qui est arrivé est gardé.</translation>
    </message>
    <message>
        <source>The file from %1 is not the one that was promised: its SHA-256 is %2, expected was %3.</source>
        <translation>Le fichier de %1 n&apos;est pas celui qui était annoncé&#xa0;: son SHA-256 est %2, %3 était attendu.</translation>
    </message>
    <message>
        <source>Do not use this file. Look for a newer one, or tell its publisher.</source>
        <translation>N&apos;utilisez pas ce fichier. Cherchez-en un plus récent, ou prévenez son éditeur.</translation>
    </message>
</context>
<context>
    <name>portico::DraftChange</name>
    <message>
        <source>%1 is in the way.</source>
        <translation>%1 occupe déjà la place.</translation>
    </message>
    <message>
        <source>Move it somewhere else, then try again.</source>
        <translation>Déplacez-le ailleurs, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::Drift</name>
    <message>
        <source>“%1” has no generation that could be looked at.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de génération à examiner.</translation>
    </message>
    <message>
        <source>Install it again; its models and pictures stay.</source>
        <translation>Installez-la de nouveau&#xa0;; ses modèles et ses images restent.</translation>
    </message>
</context>
<context>
    <name>portico::DriftCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n fichier</numerusform>
            <numerusform>%n fichiers</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 %2 was added (%3)</source>
        <translation>%1 %2 a été ajouté (%3)</translation>
    </message>
    <message>
        <source>%1 %2 was removed (%3)</source>
        <translation>%1 %2 a été retiré (%3)</translation>
    </message>
    <message>
        <source>%1 %2 → %3 (%4)</source>
        <translation>%1 %2 → %3 (%4)</translation>
    </message>
    <message>
        <source>%1 %2: changed (%3)</source>
        <translation>%1 %2&#xa0;: modifié (%3)</translation>
    </message>
    <message>
        <source>torch was removed from “%1”</source>
        <translation>torch a été retiré de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>torch was changed in “%1”</source>
        <translation>torch a été modifié dans «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>torch was replaced in “%1”</source>
        <translation>torch a été remplacé dans «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Packages were added to “%1”</source>
        <translation>Des paquets ont été ajoutés à «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Files of “%1” were changed</source>
        <translation>Des fichiers de «&#xa0;%1&#xa0;» ont été modifiés</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, installed them beside ComfyUI&apos;s own. In a layer they are kept apart, and an update keeps them.</source>
        <translation>Quelque chose d&apos;extérieur à Portico, comme un pack de nœuds ou ComfyUI-Manager, les a installés à côté de ceux de ComfyUI. Dans une couche, ils sont tenus à part, et une mise à jour les garde.</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, changed what ComfyUI was installed with. It may fail to start, or compute slower. What is put back is what was there before; the changed files are kept.</source>
        <translation>Quelque chose d&apos;extérieur à Portico, comme un pack de nœuds ou ComfyUI-Manager, a modifié ce avec quoi ComfyUI a été installé. Il pourrait ne pas démarrer, ou calculer plus lentement. Ce qui est remis en place est ce qui s&apos;y trouvait avant&#xa0;; les fichiers modifiés sont gardés.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… et %n de plus</numerusform>
            <numerusform>… et %n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>Absorb into the layer</source>
        <translation>Absorber dans la couche</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Remettre</translation>
    </message>
</context>
<context>
    <name>portico::DuplicateInstall</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not duplicated.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers, que Portico ne fait que démarrer&#xa0;: il n&apos;est pas dupliqué.</translation>
    </message>
    <message>
        <source>Copy the folder yourself and add the copy.</source>
        <translation>Copiez vous-même le dossier et ajoutez la copie.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: it is not duplicated by this one.</source>
        <translation>«&#xa0;%1&#xa0;» a été écrite par un Portico plus récent&#xa0;: celui-ci ne la duplique pas.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Mettez Portico à jour.</translation>
    </message>
    <message>
        <source>“%1” is running or being changed and cannot be duplicated now.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche ou en cours de modification et ne peut pas être dupliquée maintenant.</translation>
    </message>
    <message>
        <source>Stop it, then duplicate it.</source>
        <translation>Arrêtez-la, puis dupliquez-la.</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <comment>name of a duplicated install</comment>
        <translation>%1 - copie</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <source>duplicating “%1”</source>
        <translation>duplication de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::EntryLedger</name>
    <message>
        <source>it is a device, a pipe or a socket, not a file</source>
        <translation>c&apos;est un périphérique, un tube ou un socket, pas un fichier</translation>
    </message>
    <message>
        <source>it is a link to “%1”, and %2</source>
        <translation>c&apos;est un lien vers «&#xa0;%1&#xa0;», et %2</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>l&apos;archive contient plus de %L1 entrées</translation>
    </message>
    <message>
        <source>%1 would unpack to %2, as only a trap does</source>
        <translation>%1 donneraient %2 une fois décompressés, ce que seul un piège fait</translation>
    </message>
    <message>
        <source>unpacked it would have more than %1</source>
        <translation>une fois décompressée, l&apos;archive aurait plus de %1</translation>
    </message>
    <message>
        <source>%1 would unpack to %2 or more, as only a trap does</source>
        <translation>%1 donneraient %2 ou plus une fois décompressés, ce que seul un piège fait</translation>
    </message>
    <message>
        <source>its path leads through “%1”, which is not a folder</source>
        <translation>son chemin passe par «&#xa0;%1&#xa0;», qui n&apos;est pas un dossier</translation>
    </message>
    <message>
        <source>“%1” differs from it only in a way that some systems ignore</source>
        <translation>«&#xa0;%1&#xa0;» ne s&apos;en distingue que d&apos;une façon que certains systèmes ignorent</translation>
    </message>
    <message>
        <source>it comes twice</source>
        <translation>elle s&apos;y trouve deux fois</translation>
    </message>
    <message>
        <source>“%1” would be the same file on some systems</source>
        <translation>«&#xa0;%1&#xa0;» serait le même fichier sur certains systèmes</translation>
    </message>
    <message>
        <source>it is a hard link to “%1”, which is no file before it</source>
        <translation>c&apos;est un lien physique vers «&#xa0;%1&#xa0;», qui n&apos;est pas un fichier placé avant lui</translation>
    </message>
    <message>
        <source>it is a link that leads out of the folder by way of other links</source>
        <translation>c&apos;est un lien qui mène hors du dossier en passant par d&apos;autres liens</translation>
    </message>
    <message>
        <source>it is a link that never ends</source>
        <translation>c&apos;est un lien sans fin</translation>
    </message>
    <message>
        <source>“%1”: %2.</source>
        <translation>«&#xa0;%1&#xa0;»&#xa0;: %2.</translation>
    </message>
</context>
<context>
    <name>portico::EntryRules</name>
    <message>
        <source>its name is empty</source>
        <translation>son nom est vide</translation>
    </message>
    <message>
        <source>its name is not valid UTF-8</source>
        <translation>son nom n&apos;est pas de l&apos;UTF-8 valable</translation>
    </message>
    <message>
        <source>its name holds a NUL byte</source>
        <translation>son nom contient un octet NUL</translation>
    </message>
    <message>
        <source>its name holds a control character</source>
        <translation>son nom contient un caractère de contrôle</translation>
    </message>
    <message>
        <source>its name holds a character that turns the direction of the text around</source>
        <translation>son nom contient un caractère qui inverse le sens du texte</translation>
    </message>
    <message>
        <source>it leads to an absolute path</source>
        <translation>le chemin mène à un emplacement absolu</translation>
    </message>
    <message>
        <source>it leads to a drive</source>
        <translation>le chemin mène à un lecteur</translation>
    </message>
    <message>
        <source>it leads to a network or device path</source>
        <translation>le chemin mène à un réseau ou à un périphérique</translation>
    </message>
    <message>
        <source>it leads out of the folder</source>
        <translation>le chemin mène hors du dossier</translation>
    </message>
    <message>
        <source>a part of its path is empty or a dot</source>
        <translation>une partie de son chemin est vide ou un point</translation>
    </message>
    <message>
        <source>a part of its path is only spaces</source>
        <translation>une partie de son chemin n&apos;est faite que d&apos;espaces</translation>
    </message>
    <message>
        <source>its name holds a colon, which names a hidden stream on Windows</source>
        <translation>son nom contient un deux-points, qui désigne un flux caché sous Windows</translation>
    </message>
    <message>
        <source>its path has more than %1 bytes</source>
        <translation>son chemin a plus de %1 octets</translation>
    </message>
    <message>
        <source>a part of its path has more than %1 bytes</source>
        <translation>une partie de son chemin a plus de %1 octets</translation>
    </message>
    <message>
        <source>it lies more than %1 folders deep</source>
        <translation>le chemin passe par plus de %1 dossiers imbriqués</translation>
    </message>
    <message>
        <source>its name is a device on Windows</source>
        <translation>son nom est celui d&apos;un périphérique sous Windows</translation>
    </message>
    <message>
        <source>Windows cannot hold its name</source>
        <translation>Windows n&apos;admet pas son nom</translation>
    </message>
</context>
<context>
    <name>portico::EnvConfig</name>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, ligne %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>“%1” in [%2] has no effect: known there is %3. Correct its spelling.</source>
        <translation>«&#xa0;%1&#xa0;» dans [%2] n&apos;a pas d&apos;effet&#xa0;: on y connaît %3. Corrigez l&apos;orthographe.</translation>
    </message>
    <message>
        <source>“%1” must be a table.</source>
        <translation>«&#xa0;%1&#xa0;» doit être une table.</translation>
    </message>
    <message>
        <source>Write it as [%1] with its keys below.</source>
        <translation>Écrivez [%1], et ses clés au-dessous.</translation>
    </message>
    <message>
        <source>“%1” in [%2] must be a list of names.</source>
        <translation>«&#xa0;%1&#xa0;» dans [%2] doit être une liste de noms.</translation>
    </message>
    <message>
        <source>Write it as %1 = [&quot;first&quot;, &quot;second&quot;].</source>
        <translation>Écrivez %1 = [&quot;first&quot;, &quot;second&quot;].</translation>
    </message>
    <message>
        <source>[%1] has no effect in this file.</source>
        <translation>[%1] n&apos;a pas d&apos;effet dans ce fichier.</translation>
    </message>
    <message>
        <source>Move it to %1 in the pack&apos;s own folder.</source>
        <translation>Déplacez cela dans %1, dans le dossier du pack.</translation>
    </message>
    <message>
        <source>[serializers] is not known any more.</source>
        <translation>[serializers] n&apos;est plus connu.</translation>
    </message>
    <message>
        <source>Declare the sockets under [types] in %1, and put their code into serialization.py.</source>
        <translation>Déclarez les sockets sous [types] dans %1, et mettez leur code dans serialization.py.</translation>
    </message>
    <message>
        <source>The format %1 is not known, only 1.</source>
        <translation>Le format %1 n&apos;est pas connu, seulement 1.</translation>
    </message>
    <message>
        <source>Remove the line, or use a newer comfy-env.</source>
        <translation>Retirez la ligne, ou utilisez un comfy-env plus récent.</translation>
    </message>
    <message>
        <source>[%1] is written by comfy-env itself.</source>
        <translation>[%1] est écrit par comfy-env lui-même.</translation>
    </message>
    <message>
        <source>Remove it: each file describes one environment.</source>
        <translation>Retirez-le&#xa0;: chaque fichier décrit un seul environnement.</translation>
    </message>
    <message>
        <source>“%1” in [workspace] is written by comfy-env itself.</source>
        <translation>«&#xa0;%1&#xa0;» dans [workspace] est écrit par comfy-env lui-même.</translation>
    </message>
    <message>
        <source>Remove the line.</source>
        <translation>Retirez la ligne.</translation>
    </message>
    <message>
        <source>the Python version %1 is a number, and 3.10 would be 3.1.</source>
        <translation>la version de Python %1 est un nombre, et 3.10 donnerait 3.1.</translation>
    </message>
    <message>
        <source>Put it into quotes: python = &quot;%1&quot;.</source>
        <translation>Mettez-la entre guillemets&#xa0;: python = &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>Python %1 is too old for comfy-env %2.</source>
        <translation>Python %1 est trop ancien pour comfy-env %2.</translation>
    </message>
    <message>
        <source>Ask for Python 3.10 or newer.</source>
        <translation>Demandez Python 3.10 ou plus récent.</translation>
    </message>
    <message>
        <source>%1 is always that of ComfyUI, and must not stand here.</source>
        <translation>%1 est toujours celui de ComfyUI et ne doit pas figurer ici.</translation>
    </message>
    <message>
        <source>Remove it from the list.</source>
        <translation>Retirez-le de la liste.</translation>
    </message>
    <message>
        <source>“health_check_timeout” must be a number of seconds.</source>
        <translation>«&#xa0;health_check_timeout&#xa0;» doit être un nombre de secondes.</translation>
    </message>
    <message>
        <source>Write it as 5.0.</source>
        <translation>Écrivez 5.0.</translation>
    </message>
    <message>
        <source>“%1” is no version of the package %2.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une version du paquet %2.</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;&gt;=1.0,&lt;2&quot;, or = &quot;*&quot; for any.</source>
        <translation>Écrivez %1 = &quot;&gt;=1.0,&lt;2&quot;, ou = &quot;*&quot; pour n&apos;importe laquelle.</translation>
    </message>
    <message>
        <source>the version of “%1” must be a text.</source>
        <translation>la version de «&#xa0;%1&#xa0;» doit être un texte.</translation>
    </message>
    <message>
        <source>Put it into quotes: %1 = &quot;%2&quot;.</source>
        <translation>Mettez-la entre guillemets&#xa0;: %1 = &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>“%1” is known neither to comfy-env nor to pixi, which will refuse it. Correct its spelling.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est connu ni de comfy-env ni de pixi, qui le refusera. Corrigez l&apos;orthographe.</translation>
    </message>
</context>
<context>
    <name>portico::EnvEngine</name>
    <message>
        <source>pixi, because “%1” comes from conda.</source>
        <translation>pixi, car «&#xa0;%1&#xa0;» vient de conda.</translation>
    </message>
    <message>
        <source>pixi, because the channel “%1” is asked for.</source>
        <translation>pixi, car le canal conda «&#xa0;%1&#xa0;» est demandé.</translation>
    </message>
    <message>
        <source>pixi, because “%1” has a source of its own.</source>
        <translation>pixi, car «&#xa0;%1&#xa0;» a une source à lui.</translation>
    </message>
    <message>
        <source>pixi, because [%1] is its own.</source>
        <translation>pixi, car [%1] lui est propre.</translation>
    </message>
    <message>
        <source>pixi, because “%1” is nothing that Portico knows.</source>
        <translation>pixi, car «&#xa0;%1&#xa0;» n&apos;est rien que Portico connaisse.</translation>
    </message>
    <message>
        <source>pixi, because scripts are to run on activation.</source>
        <translation>pixi, car des scripts doivent s&apos;exécuter à l&apos;activation.</translation>
    </message>
    <message>
        <source>uv, because only Python packages are asked for: it is faster, and nothing of conda is fetched.</source>
        <translation>uv, car seuls des paquets Python sont demandés&#xa0;: c&apos;est plus rapide, et rien n&apos;est récupéré de conda.</translation>
    </message>
</context>
<context>
    <name>portico::EnvFloors</name>
    <message>
        <source>“%1” needs %2, and this computer has %3.</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de %2, et cet ordinateur a %3.</translation>
    </message>
    <message>
        <source>Use a newer system, or ask the author of the pack “%1”.</source>
        <translation>Utilisez un système plus récent, ou demandez à l&apos;auteur du pack «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>glibc %1 or newer</source>
        <translation>glibc %1 ou plus récente</translation>
    </message>
    <message>
        <source>another C library</source>
        <translation>une autre bibliothèque C</translation>
    </message>
    <message>
        <source>macOS %1 or newer</source>
        <translation>macOS %1 ou plus récent</translation>
    </message>
    <message>
        <source>an NVIDIA GPU for CUDA %1</source>
        <translation>un GPU NVIDIA pour CUDA %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
</context>
<context>
    <name>portico::EnvOperations</name>
    <message>
        <source>ComfyUI of “%1” runs, and its nodes use the environments.</source>
        <translation>Le ComfyUI de «&#xa0;%1&#xa0;» est en marche, et ses nœuds utilisent les environnements.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Arrêtez-la, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::EnvPlan</name>
    <message>
        <source>comfy-env %1 keeps its environments in a way that Portico does not build.</source>
        <translation>comfy-env %1 range ses environnements d&apos;une façon que Portico ne construit pas.</translation>
    </message>
    <message>
        <source>Update the pack: newer ones ask for comfy-env 0.4.22 or later.</source>
        <translation>Mettez le pack à jour&#xa0;: les plus récents demandent comfy-env 0.4.22 ou plus récent.</translation>
    </message>
    <message>
        <source>This install has no torch, and comfy-env %1 makes environments only for one that has.</source>
        <translation>Cette installation n&apos;a pas de torch, et comfy-env %1 ne crée des environnements que pour une installation qui en a un.</translation>
    </message>
    <message>
        <source>Repair the install first.</source>
        <translation>Réparez d&apos;abord l&apos;installation.</translation>
    </message>
    <message>
        <source>Nobody offers “%1” for CUDA %2 with torch %3 on this computer.</source>
        <translation>Personne ne propose «&#xa0;%1&#xa0;» pour CUDA %2 avec torch %3 sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Try again later, or ask the author of the pack “%1”.</source>
        <translation>Réessayez plus tard, ou demandez à l&apos;auteur du pack «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” is not offered for CUDA %2 with torch %3: the environments with CUDA wheels get torch %4 for CUDA %5.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas proposé pour CUDA %2 avec torch %3&#xa0;: les environnements avec des wheels CUDA reçoivent torch %4 pour CUDA %5.</translation>
    </message>
</context>
<context>
    <name>portico::EnvProof</name>
    <message>
        <source>exit code %1</source>
        <translation>code de sortie %1</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>Réparez-le.</translation>
    </message>
    <message>
        <source>The package %1, which it was built with, is not there.</source>
        <translation>Le paquet %1, avec lequel il a été construit, n&apos;est pas là.</translation>
    </message>
    <message>
        <source>Its Python does not start: %1</source>
        <translation>Son Python ne démarre pas&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::EnvState</name>
    <message>
        <source>Build it.</source>
        <translation>Construisez-le.</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>Réparez-le.</translation>
    </message>
    <message>
        <source>It was made in %1 and came here with its install, but environments cannot be moved.</source>
        <translation>Il a été créé dans %1 et est arrivé ici avec son installation, mais un environnement ne peut pas être déplacé.</translation>
    </message>
    <message>
        <source>Build it: it is made anew.</source>
        <translation>Construisez-le&#xa0;: il sera refait.</translation>
    </message>
    <message>
        <source>There is one for another Python, torch or comfy-env only: %1.</source>
        <translation>Il en existe un seulement pour un autre Python, torch ou comfy-env&#xa0;: %1.</translation>
    </message>
    <message>
        <source>It has not been built: the nodes run in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>Il n&apos;a pas été construit&#xa0;: les nœuds s&apos;exécutent dans le Python de ComfyUI, ou pas du tout.</translation>
    </message>
    <message>
        <source>Building it did not come to its end.</source>
        <translation>Sa construction n&apos;est pas allée jusqu&apos;au bout.</translation>
    </message>
    <message>
        <source>The Python that it leans on is gone: %1.</source>
        <translation>Le Python sur lequel il s&apos;appuie a disparu&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Its Python is not there: %1.</source>
        <translation>Son Python n&apos;est pas là&#xa0;: %1.</translation>
    </message>
    <message>
        <source>It was made for %1, and this install is %2: comfy-env will refuse it.</source>
        <translation>Il a été créé pour %1, et cette installation est %2&#xa0;: comfy-env le refusera.</translation>
    </message>
    <message>
        <source>Its comfy-env.toml has changed since it was built.</source>
        <translation>Son comfy-env.toml a changé depuis sa construction.</translation>
    </message>
    <message>
        <source>A file of the package “%1” is gone: %2.</source>
        <translation>Un fichier du paquet «&#xa0;%1&#xa0;» a disparu&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Some of its packages are gone.</source>
        <translation>Certains de ses paquets ont disparu.</translation>
    </message>
    <message>
        <source>Beside its link there is an older one, which may be taken instead: %1.</source>
        <translation>À côté de son lien s&apos;en trouve un plus ancien, qui pourrait être pris à sa place&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The link that leads to it is not there, or leads elsewhere.</source>
        <translation>Le lien qui y mène n&apos;est pas là, ou mène ailleurs.</translation>
    </message>
    <message>
        <source>It is being built.</source>
        <translation>Il est en cours de construction.</translation>
    </message>
    <message>
        <source>Wait for it.</source>
        <translation>Attendez-le.</translation>
    </message>
    <message>
        <source>built</source>
        <translation>construit</translation>
    </message>
    <message>
        <source>being built</source>
        <translation>en construction</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>manquant</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>périmé</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>défectueux</translation>
    </message>
    <message>
        <source>made for something else</source>
        <translation>fait pour autre chose</translation>
    </message>
    <message>
        <source>made elsewhere</source>
        <translation>créé ailleurs</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>illisible</translation>
    </message>
</context>
<context>
    <name>portico::Environment</name>
    <message>
        <source>There are no Python packages in %1.</source>
        <translation>Il n&apos;y a pas de paquets Python dans %1.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>cette installation</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Réparez l&apos;installation, ou installez-la de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::Error</name>
    <message>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
</context>
<context>
    <name>portico::ExitFacts</name>
    <message>
        <source>hung up</source>
        <translation>raccroché</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrompu</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>instruction illégale</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abandonné</translation>
    </message>
    <message>
        <source>arithmetic error</source>
        <translation>erreur arithmétique</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>tué</translation>
    </message>
    <message>
        <source>invalid memory access</source>
        <translation>accès mémoire non valable</translation>
    </message>
    <message>
        <source>terminated</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>access violation</source>
        <translation>violation d&apos;accès</translation>
    </message>
    <message>
        <source>stack buffer overrun</source>
        <translation>dépassement du tampon de pile</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>mémoire insuffisante</translation>
    </message>
    <message>
        <source>a DLL is missing</source>
        <translation>une DLL manque</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>code de sortie %1</translation>
    </message>
    <message>
        <source>ended by exception %1</source>
        <translation>terminé par l&apos;exception %1</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>terminé par le signal %1</translation>
    </message>
</context>
<context>
    <name>portico::ExportSnapshot</name>
    <message>
        <source>%1 is no snapshot.</source>
        <translation>%1 n&apos;est pas un instantané.</translation>
    </message>
    <message>
        <source>Give a file that Portico, ComfyUI-Manager or Comfy Desktop has written.</source>
        <translation>Donnez un fichier écrit par Portico, ComfyUI-Manager ou Comfy Desktop.</translation>
    </message>
</context>
<context>
    <name>portico::ExportVendored</name>
    <message>
        <source>Keeping “%1” was interrupted, so it is not whole.</source>
        <translation>La mise de côté de «&#xa0;%1&#xa0;» a été interrompue&#xa0;; elle n&apos;est pas complète.</translation>
    </message>
    <message>
        <source>Keep it again; what is here already is not fetched twice.</source>
        <translation>Gardez-la de nouveau&#xa0;; ce qui est déjà ici n&apos;est pas récupéré deux fois.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 existe déjà.</translation>
    </message>
    <message>
        <source>Choose another name, or remove it first.</source>
        <translation>Choisissez un autre nom, ou retirez d&apos;abord ce qui le porte.</translation>
    </message>
    <message>
        <source>exporting “%1”</source>
        <translation>export de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::Extras</name>
    <message>
        <source>The extras in %1 cannot be used: %2.</source>
        <translation>Les extras de %1 ne peuvent pas être utilisés&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Put the file right, or use the ready set.</source>
        <translation>Corrigez le fichier, ou utilisez l&apos;ensemble tout prêt.</translation>
    </message>
    <message>
        <source>“%1” is no list</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une liste</translation>
    </message>
    <message>
        <source>“%1” has an entry that is no text</source>
        <translation>«&#xa0;%1&#xa0;» a une entrée qui n&apos;est pas un texte</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. %2</source>
        <translation>Laissé de côté dans les extras&#xa0;: %1. %2</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>il n&apos;y a pas de fichier %1</translation>
    </message>
    <message>
        <source>it cannot be removed</source>
        <translation>impossible de le retirer</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>extras</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une exigence</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. There is no wheel of %2, so that it must be built, which runs its own code, and nobody agreed to that (--allow-builds).</source>
        <translation>Laissé de côté dans les extras&#xa0;: %1. Il n&apos;y a pas de wheel de %2&#xa0;; il faut donc le construire, ce qui exécute son propre code, et personne ne l&apos;a accepté (--allow-builds).</translation>
    </message>
</context>
<context>
    <name>portico::FetchUv</name>
    <message>
        <source>Install uv yourself, or try again later.</source>
        <translation>Installez uv vous-même, ou réessayez plus tard.</translation>
    </message>
    <message>
        <source>uv could not be put into %1.</source>
        <translation>uv n&apos;a pas pu être placé dans %1.</translation>
    </message>
    <message>
        <source>There is no place to put uv.</source>
        <translation>Il n&apos;y a pas d&apos;endroit où placer uv.</translation>
    </message>
    <message>
        <source>Fetching uv %1 with the pip of %2.</source>
        <translation>Récupération de uv %1 avec le pip de %2.</translation>
    </message>
    <message>
        <source>The pip of %1 could not fetch uv.</source>
        <translation>Le pip de %1 n&apos;a pas pu récupérer uv.</translation>
    </message>
</context>
<context>
    <name>portico::File</name>
    <message>
        <source>%1 is not read: it has more than %2.</source>
        <translation>%1 n&apos;est pas lu&#xa0;: il a plus de %2.</translation>
    </message>
    <message>
        <source>Check whether this is the right file.</source>
        <translation>Vérifiez si c&apos;est le bon fichier.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 n&apos;est pas un fichier.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Choisissez un fichier.</translation>
    </message>
</context>
<context>
    <name>portico::FileError</name>
    <message>
        <source>the disk is full</source>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>Free some space on this disk, or choose another folder, and try again.</source>
        <translation>Libérez de l&apos;espace sur ce disque, ou choisissez un autre dossier, puis réessayez.</translation>
    </message>
    <message>
        <source>the system does not allow it</source>
        <translation>le système ne le permet pas</translation>
    </message>
    <message>
        <source>Give yourself the right to this folder, or choose another one.</source>
        <translation>Donnez-vous les droits sur ce dossier, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>this place cannot be written</source>
        <translation>cet endroit n&apos;est pas accessible en écriture</translation>
    </message>
    <message>
        <source>Choose a folder on a disk that can be written.</source>
        <translation>Choisissez un dossier sur un disque accessible en écriture.</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>il n&apos;est pas là</translation>
    </message>
    <message>
        <source>Check that the folder is still there and its disk is connected.</source>
        <translation>Vérifiez que le dossier existe encore et que son disque est branché.</translation>
    </message>
    <message>
        <source>it is there already</source>
        <translation>il existe déjà</translation>
    </message>
    <message>
        <source>Move what is there out of the way, or choose another name.</source>
        <translation>Déplacez ce qui s&apos;y trouve, ou choisissez un autre nom.</translation>
    </message>
    <message>
        <source>another program is using it</source>
        <translation>un autre programme l&apos;utilise</translation>
    </message>
    <message>
        <source>Close the program that uses it, such as a virus scanner, and try again.</source>
        <translation>Fermez le programme qui l&apos;utilise, par exemple un antivirus, puis réessayez.</translation>
    </message>
    <message>
        <source>the two places lie on different disks</source>
        <translation>les deux endroits sont sur des disques différents</translation>
    </message>
    <message>
        <source>Choose two folders on the same disk.</source>
        <translation>Choisissez deux dossiers sur le même disque.</translation>
    </message>
    <message>
        <source>Check the disk, and try again.</source>
        <translation>Vérifiez le disque, puis réessayez.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>Impossible de lire %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>Impossible d&apos;écrire %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2.</source>
        <translation>Impossible de créer %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be put in its place: %2.</source>
        <translation>Impossible de mettre %1 à sa place&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>Impossible de retirer %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be locked: %2.</source>
        <translation>Impossible de verrouiller %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 needs %2, but only %3 are free on its disk.</source>
        <translation>%1 a besoin de %2, mais seuls %3 sont libres sur son disque.</translation>
    </message>
</context>
<context>
    <name>portico::FileLock</name>
    <message>
        <source>Another Portico is at work here.</source>
        <translation>Un autre Portico est à l&apos;œuvre ici.</translation>
    </message>
    <message>
        <source>Wait until it is done, or end it, and try again.</source>
        <translation>Attendez qu&apos;il ait terminé, ou arrêtez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here: %2.</source>
        <translation>Un autre Portico (processus %1) est à l&apos;œuvre ici&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here.</source>
        <translation>Un autre Portico (processus %1) est à l&apos;œuvre ici.</translation>
    </message>
</context>
<context>
    <name>portico::FileSource</name>
    <message>
        <source>the install&apos;s own copy</source>
        <translation>la copie propre à l&apos;installation</translation>
    </message>
    <message>
        <source>another install</source>
        <translation>une autre installation</translation>
    </message>
    <message>
        <source>the archive it was unpacked from</source>
        <translation>l&apos;archive d&apos;origine</translation>
    </message>
    <message>
        <source>what installers always write</source>
        <translation>ce que les installeurs écrivent toujours</translation>
    </message>
    <message>
        <source>the store&apos;s wheels</source>
        <translation>les wheels de la réserve</translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>l&apos;index de paquets</translation>
    </message>
</context>
<context>
    <name>portico::FindGuilty</name>
    <message>
        <source>All is well.</source>
        <translation>Tout va bien.</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready.</source>
        <translation>ComfyUI n&apos;est pas devenu prêt.</translation>
    </message>
    <message>
        <source>A node pack could not be imported.</source>
        <translation>Un pack de nœuds n&apos;a pas pu être importé.</translation>
    </message>
    <message>
        <source>It still goes wrong.</source>
        <translation>Le problème persiste.</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: no pack</source>
        <translation>Tour %1 sur %2 au plus&#xa0;: aucun pack</translation>
    </message>
    <message numerus="yes">
        <source>Round %1 of at most %2: %n pack(s)</source>
        <translation>
            <numerusform>Tour %1 sur %2 au plus&#xa0;: %n pack</numerusform>
            <numerusform>Tour %1 sur %2 au plus&#xa0;: %n packs</numerusform>
        </translation>
    </message>
    <message>
        <source>Packs: %1</source>
        <translation>Packs&#xa0;: %1</translation>
    </message>
    <message>
        <source>The node pack %1 keeps ComfyUI from starting.</source>
        <translation>Le pack de nœuds %1 empêche ComfyUI de démarrer.</translation>
    </message>
    <message>
        <source>The node pack %1 cannot be imported, also when it is alone.</source>
        <translation>Le pack de nœuds %1 ne peut pas être importé, même seul.</translation>
    </message>
    <message>
        <source>It goes wrong with the node pack %1, also when it is alone.</source>
        <translation>Le problème apparaît avec le pack de nœuds %1, même seul.</translation>
    </message>
    <message>
        <source>It goes wrong only when these node packs are together: %1.</source>
        <translation>Le problème n&apos;apparaît que lorsque ces packs de nœuds sont ensemble&#xa0;: %1.</translation>
    </message>
    <message>
        <source>No node pack is the cause: it goes wrong without any, too.</source>
        <translation>Aucun pack de nœuds n&apos;est en cause&#xa0;: le problème apparaît aussi sans aucun pack.</translation>
    </message>
    <message>
        <source>With all node packs, nothing went wrong this time.</source>
        <translation>Avec tous les packs de nœuds, il n&apos;y a pas eu de problème cette fois.</translation>
    </message>
</context>
<context>
    <name>portico::FindPython</name>
    <message>
        <source>There is no program %1.</source>
        <translation>Il n&apos;y a pas de programme %1.</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>Donnez le chemin d&apos;un Python 3.10 ou plus récent.</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 est Python %2, qui est trop ancien.</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>Il n&apos;y a pas de Python 3.10 ou plus récent sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Install Python from python.org or your system&apos;s packages.</source>
        <translation>Installez Python depuis python.org ou avec les paquets de votre système.</translation>
    </message>
    <message>
        <source>None was found on PATH.</source>
        <translation>Aucun n&apos;a été trouvé dans PATH.</translation>
    </message>
    <message>
        <source>Tried: %1</source>
        <translation>Essayé&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::FinishEnv</name>
    <message>
        <source>The environment has no Python where comfy-env looks for it: %1.</source>
        <translation>L&apos;environnement n&apos;a pas de Python là où comfy-env le cherche&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Try again; the log of the environment tells more.</source>
        <translation>Réessayez&#xa0;; le journal de l&apos;environnement en dit plus.</translation>
    </message>
</context>
<context>
    <name>portico::FixSettings</name>
    <message>
        <source>The argument %1 is not among the arguments of “%2”.</source>
        <translation>L&apos;argument %1 n&apos;est pas parmi les arguments de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Look at the command in the settings of this install, and at its start script.</source>
        <translation>Regardez la commande dans les paramètres de cette installation, et son script de démarrage.</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1” does not know %2.</source>
        <translation>Le ComfyUI de «&#xa0;%1&#xa0;» ne connaît pas %2.</translation>
    </message>
    <message>
        <source>Use a newer version of ComfyUI.</source>
        <translation>Utilisez une version plus récente de ComfyUI.</translation>
    </message>
    <message>
        <source>This is not a change of settings.</source>
        <translation>Ce n&apos;est pas une modification de paramètres.</translation>
    </message>
    <message>
        <source>Report this.</source>
        <translation>Signalez-le.</translation>
    </message>
    <message>
        <source>Use the next free port</source>
        <translation>Utiliser le prochain port libre</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>Ajouter %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Retirer %1</translation>
    </message>
    <message>
        <source>Use graphics card %1 only</source>
        <translation>N&apos;utiliser que la carte graphique %1</translation>
    </message>
    <message>
        <source>Use the classic layout</source>
        <translation>Utiliser la disposition classique</translation>
    </message>
    <message>
        <source>Install what %1 needs…</source>
        <translation>Installer ce dont %1 a besoin…</translation>
    </message>
    <message>
        <source>Repair torch…</source>
        <translation>Réparer torch…</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>Réparer…</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Désactiver %1</translation>
    </message>
    <message>
        <source>Update %1…</source>
        <translation>Mettre %1 à jour…</translation>
    </message>
    <message>
        <source>Run the install.py of %1…</source>
        <translation>Exécuter l&apos;install.py de %1…</translation>
    </message>
    <message>
        <source>Find the node pack…</source>
        <translation>Trouver le pack de nœuds…</translation>
    </message>
    <message>
        <source>Find the guilty pack…</source>
        <translation>Trouver le pack fautif…</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>Démarrage sans échec</translation>
    </message>
    <message>
        <source>Choose another build…</source>
        <translation>Choisir une autre variante…</translation>
    </message>
    <message>
        <source>End what is left</source>
        <translation>Arrêter ce qui reste</translation>
    </message>
    <message>
        <source>Clear and repair…</source>
        <translation>Effacer et réparer…</translation>
    </message>
    <message>
        <source>Create the folder</source>
        <translation>Créer le dossier</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Ouvrir le fichier</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Open the web page</source>
        <translation>Ouvrir la page web</translation>
    </message>
    <message>
        <source>Show what takes space</source>
        <translation>Voir ce qui prend de la place</translation>
    </message>
</context>
<context>
    <name>portico::ForeignSnapshots</name>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>%1 ne peut pas être utilisé&#xa0;: %2</translation>
    </message>
    <message>
        <source>Write it anew with the program that it is of.</source>
        <translation>Écrivez-le de nouveau avec le programme dont il vient.</translation>
    </message>
    <message>
        <source>%1 has no commit.</source>
        <translation>%1 n&apos;a pas de commit.</translation>
    </message>
    <message>
        <source>“%1” is no node pack of the registry.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un pack de nœuds du registre.</translation>
    </message>
    <message>
        <source>Its list of Python packages is not taken over: what the node packs need is planned for this ComfyUI.</source>
        <translation>Sa liste de paquets Python n&apos;est pas reprise&#xa0;: ce dont les packs de nœuds ont besoin est planifié pour ce ComfyUI.</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI of commit %1, which stays as it is here.</source>
        <translation>Il a été pris avec ComfyUI au commit %1, qui reste ici tel qu&apos;il est.</translation>
    </message>
    <message>
        <source>%1 was written by a newer Comfy Desktop.</source>
        <translation>%1 a été écrit par un Comfy Desktop plus récent.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Mettez Portico à jour, puis réessayez.</translation>
    </message>
    <message>
        <source>there is no snapshot in it.</source>
        <translation>il ne contient pas d&apos;instantané.</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI %1, which stays as it is here.</source>
        <translation>Il a été pris avec ComfyUI %1, qui reste ici tel qu&apos;il est.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager&apos;s snapshots cannot say “%1”.</source>
        <translation>Les instantanés de ComfyUI-Manager ne peuvent pas exprimer «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>What was changed by hand in “%1” is not in it.</source>
        <translation>Ce qui a été modifié à la main dans «&#xa0;%1&#xa0;» n&apos;y est pas.</translation>
    </message>
</context>
<context>
    <name>portico::GitAddress</name>
    <message>
        <source>There is no folder %1.</source>
        <translation>Il n&apos;y a pas de dossier %1.</translation>
    </message>
    <message>
        <source>Give the folder of a git repository, or its https address.</source>
        <translation>Donnez le dossier d&apos;un dépôt git, ou son adresse https.</translation>
    </message>
    <message>
        <source>%1 would be fetched without encryption.</source>
        <translation>%1 serait récupéré sans chiffrement.</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the network settings.</source>
        <translation>Utilisez son adresse https, ou autorisez http depuis cet hôte dans les paramètres du réseau.</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>L&apos;adresse ne nomme aucun hôte.</translation>
    </message>
    <message>
        <source>Give an address such as https://github.com/owner/name.</source>
        <translation>Donnez une adresse comme https://github.com/owner/name.</translation>
    </message>
    <message>
        <source>This is no address of a git repository.</source>
        <translation>Ce n&apos;est pas l&apos;adresse d&apos;un dépôt git.</translation>
    </message>
    <message>
        <source>Give an https address, or the path of a folder.</source>
        <translation>Donnez une adresse https, ou le chemin d&apos;un dossier.</translation>
    </message>
    <message>
        <source>Repositories are fetched by https only, and this is another kind of address.</source>
        <translation>Les dépôts sont récupérés seulement par https, et ceci est un autre type d&apos;adresse.</translation>
    </message>
    <message>
        <source>Give its https address, such as https://github.com/owner/name.</source>
        <translation>Donnez son adresse https, comme https://github.com/owner/name.</translation>
    </message>
    <message>
        <source>This is no address that a git repository can have.</source>
        <translation>Ce n&apos;est pas une adresse qu&apos;un dépôt git puisse avoir.</translation>
    </message>
</context>
<context>
    <name>portico::GitFailure</name>
    <message>
        <source>There is no repository at %1.</source>
        <translation>Il n&apos;y a pas de dépôt à %1.</translation>
    </message>
    <message>
        <source>Check the address; a private repository may need a login.</source>
        <translation>Vérifiez l&apos;adresse&#xa0;; un dépôt privé peut demander une connexion.</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>Le proxy a refusé le passage vers %1.</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 ne vous laisse pas entrer.</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>Vérifiez le proxy et ses identifiants dans les paramètres du réseau.</translation>
    </message>
    <message>
        <source>Check the address and its user and password.</source>
        <translation>Vérifiez l&apos;adresse, son nom d&apos;utilisateur et son mot de passe.</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 a répondu par le statut %2.</translation>
    </message>
    <message>
        <source>Try again later, or use another address.</source>
        <translation>Réessayez plus tard, ou utilisez une autre adresse.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>Le certificat de %1 n&apos;est pas digne de confiance.</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>Si votre réseau inspecte les connexions, indiquez son autorité de certification dans les paramètres du réseau.</translation>
    </message>
    <message>
        <source>The disk became full while %1 was fetched.</source>
        <translation>Le disque s&apos;est rempli pendant la récupération de %1.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Libérez de l&apos;espace et réessayez.</translation>
    </message>
    <message>
        <source>What answers at %1 is no git server.</source>
        <translation>Ce qui répond à %1 n&apos;est pas un serveur git.</translation>
    </message>
    <message>
        <source>Check the address; the network may also want you to sign in first.</source>
        <translation>Vérifiez l&apos;adresse&#xa0;; le réseau demande peut-être aussi une connexion d&apos;abord.</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found: there is no such host, or no network.</source>
        <translation>L&apos;adresse de %1 est introuvable&#xa0;: cet hôte n&apos;existe pas, ou il n&apos;y a pas de réseau.</translation>
    </message>
    <message>
        <source>Check the address and your connection.</source>
        <translation>Vérifiez l&apos;adresse et votre connexion.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>La connexion à %1 a échoué.</translation>
    </message>
    <message>
        <source>Check your connection and try again.</source>
        <translation>Vérifiez votre connexion et réessayez.</translation>
    </message>
    <message>
        <source>What came from %1 is damaged.</source>
        <translation>Ce qui est arrivé de %1 est endommagé.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, the repository itself is damaged.</source>
        <translation>Réessayez&#xa0;; si cela persiste, le dépôt lui-même est endommagé.</translation>
    </message>
    <message>
        <source>There is no git repository in %1.</source>
        <translation>Il n&apos;y a pas de dépôt git dans %1.</translation>
    </message>
    <message>
        <source>Check the path or address.</source>
        <translation>Vérifiez le chemin ou l&apos;adresse.</translation>
    </message>
    <message>
        <source>Git could not fetch %1.</source>
        <translation>git n&apos;a pas pu récupérer %1.</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for git&apos;s own words, and try again.</source>
        <translation>Lisez dans le journal de la tâche ce que git a dit lui-même, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::GitMain</name>
    <message>
        <source>git cannot reach %1 through a proxy: it leads https there only.</source>
        <translation>git ne peut pas joindre %1 à travers un proxy&#xa0;: il n&apos;y fait passer que https.</translation>
    </message>
    <message>
        <source>Use an https address, or except %1 from the proxy.</source>
        <translation>Utilisez une adresse https, ou exceptez %1 du proxy.</translation>
    </message>
</context>
<context>
    <name>portico::GitTransfer</name>
    <message>
        <source>Receive</source>
        <translation>Recevoir</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>Assembler</translation>
    </message>
    <message>
        <source>Wait for the server</source>
        <translation>Attendre le serveur</translation>
    </message>
    <message>
        <source>%1 does not accept the user and password.</source>
        <translation>%1 n&apos;accepte pas le nom d&apos;utilisateur et le mot de passe.</translation>
    </message>
    <message>
        <source>%1 wants a login: it is private, or it is not there.</source>
        <translation>%1 demande une connexion&#xa0;: le dépôt est privé, ou il n&apos;existe pas.</translation>
    </message>
    <message>
        <source>Check the address; put user and token into it as https://user:token@host/…</source>
        <translation>Vérifiez l&apos;adresse&#xa0;; mettez-y utilisateur et jeton sous la forme https://user:token@host/…</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>Extraire</translation>
    </message>
</context>
<context>
    <name>portico::Github</name>
    <message>
        <source>The answer of %1 cannot be understood.</source>
        <translation>La réponse de %1 est incompréhensible.</translation>
    </message>
    <message>
        <source>Try again. A sign-in page of your network may be in the way.</source>
        <translation>Réessayez. Une page de connexion de votre réseau est peut-être en travers.</translation>
    </message>
    <message numerus="yes">
        <source>%1 wants fewer questions: waiting for %n second(s).</source>
        <translation>
            <numerusform>%1 souhaite moins de questions&#xa0;: attente de %n seconde.</numerusform>
            <numerusform>%1 souhaite moins de questions&#xa0;: attente de %n secondes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a new one at %1/settings/tokens and give it with “porticoctl github login”.</source>
        <translation>Créez-en un nouveau sur %1/settings/tokens et donnez-le avec «&#xa0;porticoctl github login&#xa0;».</translation>
    </message>
    <message>
        <source>GitHub refused %1: the organisation demands single sign-on, and the token is not authorised for it.</source>
        <translation>GitHub a refusé %1&#xa0;: l&apos;organisation exige l&apos;authentification unique, et le jeton n&apos;y est pas autorisé.</translation>
    </message>
    <message>
        <source>Open %1, authorise the token, then try again.</source>
        <translation>Ouvrez %1, autorisez le jeton, puis réessayez.</translation>
    </message>
    <message>
        <source>Open %1/settings/tokens, choose “Configure SSO” beside the token, then try again.</source>
        <translation>Ouvrez %1/settings/tokens, choisissez «&#xa0;Configure SSO&#xa0;» à côté du jeton, puis réessayez.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the right “%2”.</source>
        <translation>GitHub a refusé %1&#xa0;: il manque au jeton le droit “%2”.</translation>
    </message>
    <message>
        <source>” or “</source>
        <translation>” ou “</translation>
    </message>
    <message>
        <source>Give the token that right at %1/settings/tokens, or make a new one with it.</source>
        <translation>Donnez ce droit au jeton sur %1/settings/tokens, ou créez-en un nouveau qui l&apos;ait.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks a permission.</source>
        <translation>GitHub a refusé %1&#xa0;: il manque au jeton une permission.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the permission “%2”.</source>
        <translation>GitHub a refusé %1&#xa0;: il manque au jeton la permission «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Give the token that permission for this repository at %1/settings/personal-access-tokens.</source>
        <translation>Donnez au jeton cette permission pour ce dépôt sur %1/settings/personal-access-tokens.</translation>
    </message>
    <message>
        <source>GitHub refused %1: two-factor authentication is demanded.</source>
        <translation>GitHub a refusé %1&#xa0;: l&apos;authentification à deux facteurs est exigée.</translation>
    </message>
    <message>
        <source>Turn it on at %1/settings/security and use a token, never the password.</source>
        <translation>Activez-la sur %1/settings/security et utilisez un jeton, jamais le mot de passe.</translation>
    </message>
    <message>
        <source>GitHub refused %1: %2</source>
        <translation>GitHub a refusé %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Ask an owner of the repository, or use a token with more rights.</source>
        <translation>Demandez à un propriétaire du dépôt, ou utilisez un jeton qui a plus de droits.</translation>
    </message>
    <message>
        <source>GitHub has nothing for %1, or the token may not see it.</source>
        <translation>GitHub n&apos;a rien pour %1, ou le jeton ne peut pas le voir.</translation>
    </message>
    <message>
        <source>Check the names. A private repository needs a token with the right “repo”, or one that was made for it.</source>
        <translation>Vérifiez les noms. Un dépôt privé demande un jeton avec le droit «&#xa0;repo&#xa0;», ou un jeton créé pour lui.</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 a un problème de son côté (statut %2).</translation>
    </message>
    <message>
        <source>Try again later; githubstatus.com says more.</source>
        <translation>Réessayez plus tard&#xa0;; githubstatus.com en dit plus.</translation>
    </message>
    <message>
        <source>GitHub says that what is meant with %1 has another name now.</source>
        <translation>GitHub dit que ce que désigne %1 porte maintenant un autre nom.</translation>
    </message>
    <message>
        <source>Look for its new name with a browser, and use that.</source>
        <translation>Cherchez son nouveau nom dans un navigateur, et utilisez-le.</translation>
    </message>
    <message>
        <source>GitHub did not accept %1: %2</source>
        <translation>GitHub n&apos;a pas accepté %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Change what it says, then try again.</source>
        <translation>Changez ce que cela contient, puis réessayez.</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>aucune raison n&apos;a été donnée</translation>
    </message>
    <message>
        <source>No token for %1 was given.</source>
        <translation>Aucun jeton n&apos;a été donné pour %1.</translation>
    </message>
    <message>
        <source>%1 does not accept the token: it has expired, was revoked or is none.</source>
        <translation>%1 n&apos;accepte pas le jeton&#xa0;: il a expiré, a été révoqué ou n&apos;en est pas un.</translation>
    </message>
    <message>
        <source>GitHub does not keep what is meant with %1 any more.</source>
        <translation>GitHub ne conserve plus ce que désigne %1.</translation>
    </message>
    <message>
        <source>Let the workflow make it again.</source>
        <translation>Laissez le workflow le refaire.</translation>
    </message>
</context>
<context>
    <name>portico::GithubAccount</name>
    <message>
        <source>Without the right “repo” it can neither push, nor start workflows, nor make releases.</source>
        <translation>Sans le droit «&#xa0;repo&#xa0;», il ne peut ni pousser, ni démarrer des workflows, ni publier des versions.</translation>
    </message>
    <message>
        <source>Without the right “workflow” it cannot push workflow files.</source>
        <translation>Sans le droit «&#xa0;workflow&#xa0;», il ne peut pas pousser de fichiers de workflow.</translation>
    </message>
    <message>
        <source>It expires on %1.</source>
        <translation>Il expire le %1.</translation>
    </message>
    <message>
        <source>asking whose the token is</source>
        <translation>recherche du propriétaire du jeton</translation>
    </message>
</context>
<context>
    <name>portico::GithubReleases</name>
    <message>
        <source>GitHub&apos;s answer is no list of releases, or only a part of one.</source>
        <translation>La réponse de GitHub n&apos;est pas une liste de versions, ou seulement une partie.</translation>
    </message>
    <message>
        <source>Try again later. If a GitHub mirror is set, check its address.</source>
        <translation>Réessayez plus tard. Si un miroir de GitHub est défini, vérifiez son adresse.</translation>
    </message>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un dépôt GitHub.</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>Écrivez owner/name.</translation>
    </message>
</context>
<context>
    <name>portico::GithubRepository</name>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un dépôt GitHub.</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>Écrivez owner/name.</translation>
    </message>
    <message>
        <source>looking at %1</source>
        <translation>examen de %1</translation>
    </message>
    <message>
        <source>The repository %1 is archived: nothing in it can change.</source>
        <translation>Le dépôt %1 est archivé&#xa0;: rien ne peut y changer.</translation>
    </message>
    <message>
        <source>Its owner can unarchive it in its settings on GitHub.</source>
        <translation>Son propriétaire peut le désarchiver dans ses paramètres sur GitHub.</translation>
    </message>
    <message>
        <source>The token may read the repository %1, but not write to it.</source>
        <translation>Le jeton permet de lire le dépôt %1, mais pas d&apos;y écrire.</translation>
    </message>
    <message>
        <source>Ask its owner for write access, fork it, or use a token that has it.</source>
        <translation>Demandez l&apos;accès en écriture à son propriétaire, créez-en un fork, ou utilisez un jeton qui a cet accès.</translation>
    </message>
</context>
<context>
    <name>portico::GithubServer</name>
    <message>
        <source>“%1” is no address of a GitHub server.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas l&apos;adresse d&apos;un serveur GitHub.</translation>
    </message>
    <message>
        <source>Write it as https://github.example.com, or github.com.</source>
        <translation>Écrivez https://github.example.com, ou github.com.</translation>
    </message>
</context>
<context>
    <name>portico::GivenToken</name>
    <message>
        <source>%1 holds no token.</source>
        <translation>%1 ne contient pas de jeton.</translation>
    </message>
    <message>
        <source>Write the token into it, and nothing else.</source>
        <translation>Écrivez-y le jeton, et rien d&apos;autre.</translation>
    </message>
    <message>
        <source>The token file %1 may be read by others on this computer.</source>
        <translation>Le fichier de jeton %1 peut être lu par d&apos;autres sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Keep it to yourself: chmod 600 %1</source>
        <translation>Réservez-le-vous&#xa0;: chmod 600 %1</translation>
    </message>
    <message>
        <source>From the variable %1, not from a keychain.</source>
        <translation>De la variable %1, pas d&apos;un trousseau.</translation>
    </message>
    <message>
        <source>From the file %1, which holds it unencrypted: not from a keychain.</source>
        <translation>Du fichier %1, qui le contient non chiffré&#xa0;: pas d&apos;un trousseau.</translation>
    </message>
    <message>
        <source>From the service&apos;s credentials (%1), not from a keychain.</source>
        <translation>Des identifiants du service (%1), pas d&apos;un trousseau.</translation>
    </message>
</context>
<context>
    <name>portico::GpuPick</name>
    <message>
        <source>“%1” names no GPUs.</source>
        <translation>«&#xa0;%1&#xa0;» ne désigne pas de GPU.</translation>
    </message>
    <message>
        <source>Write numbers as “porticoctl hardware” shows them, such as 0 or 0,1, a UUID that begins with GPU- or MIG-, or all.</source>
        <translation>Écrivez des numéros tels que «&#xa0;porticoctl hardware&#xa0;» les montre, par exemple 0 ou 0,1, un UUID qui commence par GPU- ou MIG-, ou all.</translation>
    </message>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un accélérateur.</translation>
    </message>
    <message>
        <source>Choose one of: cuda, rocm, xpu, mps, cpu, auto.</source>
        <translation>Choisissez parmi&#xa0;: cuda, rocm, xpu, mps, cpu, auto.</translation>
    </message>
    <message>
        <source>The build of “%1” is made for %2 and cannot compute on %3.</source>
        <translation>La variante de «&#xa0;%1&#xa0;» est faite pour %2 et ne peut pas calculer sur %3.</translation>
    </message>
    <message>
        <source>Add an install made for %1 beside it; cpu works with any.</source>
        <translation>Ajoutez à côté une installation faite pour %1&#xa0;; cpu fonctionne avec toutes.</translation>
    </message>
    <message>
        <source>The argument --cpu of “%1” wins over its accelerator %2.</source>
        <translation>L&apos;argument --cpu de «&#xa0;%1&#xa0;» l&apos;emporte sur son accélérateur %2.</translation>
    </message>
    <message>
        <source>The GPU choice of “%1” has no effect: it computes on %2.</source>
        <translation>Le choix de GPU de «&#xa0;%1&#xa0;» n&apos;a pas d&apos;effet&#xa0;: elle calcule sur %2.</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” wins over its GPU choice.</source>
        <translation>L&apos;argument %1 de «&#xa0;%2&#xa0;» l&apos;emporte sur son choix de GPU.</translation>
    </message>
    <message>
        <source>The variable %1 that was set for “%2” wins over its GPU choice.</source>
        <translation>La variable %1 définie pour «&#xa0;%2&#xa0;» l&apos;emporte sur son choix de GPU.</translation>
    </message>
</context>
<context>
    <name>portico::HardwareProbe</name>
    <message>
        <source>There is no %1 on this computer.</source>
        <translation>Il n&apos;y a pas de %1 sur cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>portico::HardwareSources</name>
    <message>
        <source>The tool %1, which knows the GPUs, failed: %2</source>
        <translation>L&apos;outil %1, qui connaît les GPU, a échoué&#xa0;: %2</translation>
    </message>
    <message>
        <source>What it says can be chosen by hand; installing the GPU&apos;s driver again, and a restart, often helps.</source>
        <translation>Ce qu&apos;il dit peut être choisi à la main&#xa0;; réinstaller le pilote du GPU, puis redémarrer, aide souvent.</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>code de sortie %1</translation>
    </message>
    <message numerus="yes">
        <source>The tool %1, which knows the GPUs, gave no answer within %n second(s) and was ended.</source>
        <translation>
            <numerusform>L&apos;outil %1, qui connaît les GPU, n&apos;a pas répondu en %n seconde et a été arrêté.</numerusform>
            <numerusform>L&apos;outil %1, qui connaît les GPU, n&apos;a pas répondu en %n secondes et a été arrêté.</numerusform>
        </translation>
    </message>
    <message>
        <source>A restart of the computer often helps when a graphics driver no longer answers.</source>
        <translation>Redémarrer l&apos;ordinateur aide souvent quand un pilote graphique ne répond plus.</translation>
    </message>
    <message>
        <source>What the tool %1 says about the GPUs cannot be understood.</source>
        <translation>Ce que l&apos;outil %1 dit des GPU est incompréhensible.</translation>
    </message>
</context>
<context>
    <name>portico::HelperLines</name>
    <message>
        <source>Portico&apos;s helper program said something that cannot be understood.</source>
        <translation>Le programme assistant de Portico a dit quelque chose d&apos;incompréhensible.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installez Portico de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::HelperProgram</name>
    <message>
        <source>Portico&apos;s helper program is missing from %1.</source>
        <translation>Le programme assistant de Portico manque dans %1.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installez Portico de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::HttpClient</name>
    <message>
        <source>%1 sent more than the %2 bytes that such a document may have.</source>
        <translation>%1 a envoyé plus que les %2 octets qu&apos;un tel document peut avoir.</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>Vérifiez l&apos;adresse&#xa0;: elle ne mène peut-être pas où vous pensez.</translation>
    </message>
    <message>
        <source>%1 has nothing at this address: %2.</source>
        <translation>%1 n&apos;a rien à cette adresse&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Check the address, or look for a newer one.</source>
        <translation>Vérifiez l&apos;adresse, ou cherchez-en une plus récente.</translation>
    </message>
    <message>
        <source>%1 does not allow this download (status %2).</source>
        <translation>%1 ne permet pas ce téléchargement (statut %2).</translation>
    </message>
    <message>
        <source>It may need an account or a token, or it counts too many requests: try again later.</source>
        <translation>Il faut peut-être un compte ou un jeton, ou le serveur compte trop de requêtes&#xa0;: réessayez plus tard.</translation>
    </message>
    <message>
        <source>%1 says that there were too many requests.</source>
        <translation>%1 dit qu&apos;il y a eu trop de requêtes.</translation>
    </message>
    <message>
        <source>Wait some minutes, then try again.</source>
        <translation>Attendez quelques minutes, puis réessayez.</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 a un problème de son côté (statut %2).</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Réessayez plus tard.</translation>
    </message>
    <message>
        <source>%1 answered with status %2 instead of the file.</source>
        <translation>%1 a répondu par le statut %2 au lieu du fichier.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Vérifiez l&apos;adresse.</translation>
    </message>
</context>
<context>
    <name>portico::ImportVendored</name>
    <message>
        <source>%1 is not an exported install: %2.</source>
        <translation>%1 n&apos;est pas une installation exportée&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Export it again where it is kept: “porticoctl vendor export INSTALL FILE”.</source>
        <translation>Exportez-la de nouveau là où elle est gardée&#xa0;: «&#xa0;porticoctl vendor export INSTALL FILE&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” in it is not what was kept (%2).</source>
        <translation>Dans ce fichier, «&#xa0;%1&#xa0;» n&apos;est pas ce qui a été gardé (%2).</translation>
    </message>
    <message>
        <source>Copy the exported file again; nothing of it was taken in.</source>
        <translation>Copiez de nouveau le fichier exporté&#xa0;; rien n&apos;en a été repris.</translation>
    </message>
    <message>
        <source>it has no record, or several</source>
        <translation>il n&apos;a pas de fiche, ou en a plusieurs</translation>
    </message>
    <message>
        <source>its record cannot be read</source>
        <translation>sa fiche ne peut pas être lue</translation>
    </message>
    <message>
        <source>its record was changed</source>
        <translation>sa fiche a été modifiée</translation>
    </message>
    <message>
        <source>importing %1</source>
        <translation>import de %1</translation>
    </message>
</context>
<context>
    <name>portico::Install</name>
    <message>
        <source>it is no SHA-256</source>
        <translation>ce n&apos;est pas un SHA-256</translation>
    </message>
    <message>
        <source>it is no known layout</source>
        <translation>ce n&apos;est pas une disposition connue</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>ce n&apos;est pas une couche</translation>
    </message>
    <message>
        <source>a layer and its view come together</source>
        <translation>une couche et sa vue vont ensemble</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>elle manque</translation>
    </message>
    <message>
        <source>it leads out of the generation</source>
        <translation>le chemin mène hors de la génération</translation>
    </message>
    <message>
        <source>it is neither start nor start-and-open</source>
        <translation>ce n&apos;est ni start ni start-and-open</translation>
    </message>
    <message>
        <source>it is no accelerator</source>
        <translation>ce n&apos;est pas un accélérateur</translation>
    </message>
    <message>
        <source>it names no GPUs</source>
        <translation>elle ne désigne pas de GPU</translation>
    </message>
    <message>
        <source>it is neither base nor torch</source>
        <translation>ce n&apos;est ni base ni torch</translation>
    </message>
    <message>
        <source>it is neither separate nor classic</source>
        <translation>ce n&apos;est ni separate ni classic</translation>
    </message>
    <message>
        <source>it is neither stable nor latest</source>
        <translation>ce n&apos;est ni stable ni latest</translation>
    </message>
    <message>
        <source>it is no absolute path</source>
        <translation>ce n&apos;est pas un chemin absolu</translation>
    </message>
    <message>
        <source>no such generation is listed</source>
        <translation>aucune génération de ce nom n&apos;est dans la liste</translation>
    </message>
</context>
<context>
    <name>portico::InstallEntry</name>
    <message>
        <source>“%1” is not at its address any more. %2</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est plus à son adresse. %2</translation>
    </message>
    <message>
        <source>Refresh the catalogue and choose again.</source>
        <translation>Actualisez le catalogue et choisissez de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::InstallFile</name>
    <message>
        <source>There is no install yet.</source>
        <translation>Il n&apos;y a pas encore d&apos;installation.</translation>
    </message>
    <message>
        <source>The installs are: %1.</source>
        <translation>Les installations sont&#xa0;: %1.</translation>
    </message>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>Il n&apos;y a pas d&apos;installation «&#xa0;%1&#xa0;» dans %2.</translation>
    </message>
    <message>
        <source>changing an install</source>
        <translation>modification d&apos;une installation</translation>
    </message>
    <message>
        <source>The file %1 of the install “%2” cannot be used.</source>
        <translation>Le fichier %1 de l&apos;installation «&#xa0;%2&#xa0;» ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>The settings of “%1” were written by a newer Portico and are not changed by this one.</source>
        <translation>Les paramètres de «&#xa0;%1&#xa0;» ont été écrits par un Portico plus récent et celui-ci ne les modifie pas.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Mettez Portico à jour, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScript</name>
    <message>
        <source>The install.py of “%1” is no file of its own, so it is not run.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» n&apos;est pas un fichier à lui&#xa0;; il n&apos;est pas exécuté.</translation>
    </message>
    <message>
        <source>The install.py of “%1” is too long to be shown, so it is not run.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» est trop long pour être montré&#xa0;; il n&apos;est pas exécuté.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptClone</name>
    <message>
        <source>a look</source>
        <translation>un coup d&apos;œil</translation>
    </message>
    <message>
        <source>A throwaway copy of “%1” needs %2 on the disk, and %3 are free.</source>
        <translation>Une copie jetable de «&#xa0;%1&#xa0;» a besoin de %2 sur le disque, et %3 sont libres.</translation>
    </message>
    <message>
        <source>Free some space, or install the node pack without running its install.py.</source>
        <translation>Libérez de l&apos;espace, ou installez le pack de nœuds sans exécuter son install.py.</translation>
    </message>
    <message>
        <source>The Python of “%1” cannot be copied: the copy would change packages elsewhere.</source>
        <translation>Le Python de «&#xa0;%1&#xa0;» ne peut pas être copié&#xa0;: la copie modifierait des paquets ailleurs.</translation>
    </message>
    <message>
        <source>Install the node pack without running its install.py.</source>
        <translation>Installez le pack de nœuds sans exécuter son install.py.</translation>
    </message>
    <message>
        <source>Copy Python and packages for install.py</source>
        <translation>Copier Python et les paquets pour install.py</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptLeavings</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n de plus</numerusform>
            <numerusform>%1 et %n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>The install.py of “%1” also brought %2, which is not taken over.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» a aussi apporté %2, qui n&apos;est pas repris.</translation>
    </message>
    <message>
        <source>The install.py of “%1” took %2 away, which stays here.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» a enlevé %2, qui reste ici.</translation>
    </message>
    <message>
        <source>The install.py of “%1” took the node pack&apos;s own folder away.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» a enlevé le dossier même du pack de nœuds.</translation>
    </message>
    <message>
        <source>Install the node pack without running its script.</source>
        <translation>Installez le pack de nœuds sans exécuter son script.</translation>
    </message>
    <message>
        <source>What the install.py of “%1” wrote outside of the node pack was thrown away: %2.</source>
        <translation>Ce que l&apos;install.py de «&#xa0;%1&#xa0;» a écrit en dehors du pack de nœuds a été jeté&#xa0;: %2.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptRun</name>
    <message>
        <source>it said nothing</source>
        <translation>rien n&apos;a été dit</translation>
    </message>
    <message>
        <source>The install.py of “%1” crashed: %2</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» a planté&#xa0;: %2</translation>
    </message>
    <message>
        <source>The install.py of “%1” failed with exit code %2: %3</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» a échoué avec le code de sortie %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>Nothing was changed. The node pack can also be installed without running its script.</source>
        <translation>Rien n&apos;a été changé. Le pack de nœuds peut aussi être installé sans exécuter son script.</translation>
    </message>
    <message>
        <source>Run the install.py of %1</source>
        <translation>Exécuter l&apos;install.py de %1</translation>
    </message>
</context>
<context>
    <name>portico::InstallScripts</name>
    <message>
        <source>“%1” brings no install.py that could run now.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;apporte pas d&apos;install.py qui puisse s&apos;exécuter maintenant.</translation>
    </message>
    <message>
        <source>Go on without running one.</source>
        <translation>Continuez sans en exécuter.</translation>
    </message>
    <message>
        <source>Choose among: %1.</source>
        <translation>Choisissez parmi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>running install.py</source>
        <translation>exécution d&apos;install.py</translation>
    </message>
    <message>
        <source>%1 could not be put back.</source>
        <translation>%1 n&apos;a pas pu être remis en place.</translation>
    </message>
</context>
<context>
    <name>portico::InterpreterCheck</name>
    <message>
        <source>The Python %1 does not run on this computer.</source>
        <translation>Le Python %1 ne fonctionne pas sur cet ordinateur.</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds it, whether programs may run from this drive, and whether the bundle is for this system.</source>
        <translation>Voyez si un antivirus le retient, si des programmes peuvent s&apos;exécuter depuis ce lecteur, et si le kit est fait pour ce système.</translation>
    </message>
</context>
<context>
    <name>portico::Isolable</name>
    <message>
        <source>The node pack “%1” is a single file, which cannot be isolated.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» est un seul fichier, qui ne peut pas être isolé.</translation>
    </message>
    <message>
        <source>Leave it as it is.</source>
        <translation>Laissez-le tel quel.</translation>
    </message>
    <message>
        <source>“%1” manages the ComfyUI that it runs in, and cannot be isolated from it.</source>
        <translation>«&#xa0;%1&#xa0;» gère le ComfyUI dans lequel il s&apos;exécute et ne peut pas en être isolé.</translation>
    </message>
    <message>
        <source>The node pack “%1” has a comfy-env.toml of its own: what is to be isolated, it isolates itself.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» a son propre comfy-env.toml&#xa0;: ce qui doit être isolé, il l&apos;isole lui-même.</translation>
    </message>
    <message>
        <source>Build its environments.</source>
        <translation>Construisez ses environnements.</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» est un lien vers un dossier ailleurs, qui n&apos;est pas modifié.</translation>
    </message>
    <message>
        <source>Install it from there, then isolate it.</source>
        <translation>Installez-le depuis là, puis isolez-le.</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» est désactivé.</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>Activez-le d&apos;abord.</translation>
    </message>
</context>
<context>
    <name>portico::Json</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>%1 est incompréhensible&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Repair it in a text editor, or put a good copy in its place.</source>
        <translation>Corrigez-le dans un éditeur de texte, ou mettez une bonne copie à sa place.</translation>
    </message>
    <message>
        <source>%1 cannot be understood: %2 (line %3).</source>
        <translation>%1 est incompréhensible&#xa0;: %2 (ligne %3).</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>il est vide</translation>
    </message>
    <message>
        <source>it holds nothing but zeros</source>
        <translation>il ne contient que des zéros</translation>
    </message>
    <message>
        <source>it is UTF-16 and not UTF-8</source>
        <translation>il est en UTF-16 et non en UTF-8</translation>
    </message>
    <message>
        <source>it begins with a byte-order mark</source>
        <translation>il commence par une marque d&apos;ordre des octets (BOM)</translation>
    </message>
    <message>
        <source>it holds a zero byte</source>
        <translation>il contient un octet nul</translation>
    </message>
    <message>
        <source>it has more than %1</source>
        <translation>il a plus de %1</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>ce n&apos;est pas du JSON valable</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>ce n&apos;est pas un objet JSON</translation>
    </message>
    <message>
        <source>The document</source>
        <translation>Le document</translation>
    </message>
    <message>
        <source>it is not a JSON list</source>
        <translation>ce n&apos;est pas une liste JSON</translation>
    </message>
    <message>
        <source>something follows its end</source>
        <translation>quelque chose suit la fin</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>il se termine trop tôt</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>il est imbriqué trop profondément</translation>
    </message>
    <message>
        <source>the key “%1” comes twice</source>
        <translation>la clé «&#xa0;%1&#xa0;» s&apos;y trouve deux fois</translation>
    </message>
    <message>
        <source>a number in it is out of range</source>
        <translation>un nombre qu&apos;il contient est hors limites</translation>
    </message>
</context>
<context>
    <name>portico::JsonReader</name>
    <message>
        <source>The entry “%1” cannot be used: %2.</source>
        <translation>L&apos;entrée «&#xa0;%1&#xa0;» ne peut pas être utilisée&#xa0;: %2.</translation>
    </message>
    <message>
        <source>it is no text</source>
        <translation>ce n&apos;est pas un texte</translation>
    </message>
    <message>
        <source>it is no whole number</source>
        <translation>ce n&apos;est pas un nombre entier</translation>
    </message>
    <message>
        <source>it is not between %1 and %2</source>
        <translation>elle n&apos;est pas entre %1 et %2</translation>
    </message>
    <message>
        <source>it is neither true nor false</source>
        <translation>ce n&apos;est ni true ni false</translation>
    </message>
    <message>
        <source>it is no list of texts</source>
        <translation>ce n&apos;est pas une liste de textes</translation>
    </message>
    <message>
        <source>“%1” is no text</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un texte</translation>
    </message>
    <message>
        <source>it is no time</source>
        <translation>ce n&apos;est pas une heure</translation>
    </message>
    <message>
        <source>it is no object</source>
        <translation>ce n&apos;est pas un objet</translation>
    </message>
    <message>
        <source>it is no list</source>
        <translation>ce n&apos;est pas une liste</translation>
    </message>
</context>
<context>
    <name>portico::JudgeFiles</name>
    <message numerus="yes">
        <source>%n library(s) of another torch are left among those of this one.</source>
        <translation>
            <numerusform>%n bibliothèque d&apos;un autre torch est restée parmi celles de celui-ci.</numerusform>
            <numerusform>%n bibliothèques d&apos;un autre torch sont restées parmi celles de celui-ci.</numerusform>
        </translation>
    </message>
    <message>
        <source>Libraries of two builds are loaded together, which ends in errors such as “DLL load failed” or “undefined symbol”.</source>
        <translation>Des bibliothèques de deux variantes sont chargées ensemble, ce qui finit par des erreurs comme «&#xa0;DLL load failed&#xa0;» ou «&#xa0;undefined symbol&#xa0;».</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in torch&apos;s folders belong to no package.</source>
        <translation>
            <numerusform>%n fichier des dossiers de torch n&apos;appartient à aucun paquet.</numerusform>
            <numerusform>%n fichiers des dossiers de torch n&apos;appartiennent à aucun paquet.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not libraries, so they rarely harm.</source>
        <translation>Ce ne sont pas des bibliothèques&#xa0;; ils nuisent donc rarement.</translation>
    </message>
    <message>
        <source>%1 is half removed: its metadata is gone.</source>
        <translation>%1 est à moitié retiré&#xa0;: ses métadonnées ont disparu.</translation>
    </message>
    <message>
        <source>Packages that ask for its version fail, and pip cannot put it right.</source>
        <translation>Les paquets qui demandent sa version échouent, et pip ne peut pas y remédier.</translation>
    </message>
    <message numerus="yes">
        <source>%1 is half removed: %n of its files are missing.</source>
        <translation>
            <numerusform>%1 est à moitié retiré&#xa0;: il manque %n de ses fichiers.</numerusform>
            <numerusform>%1 est à moitié retiré&#xa0;: il manque %n de ses fichiers.</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing it fails, or fails later in the middle of the work.</source>
        <translation>L&apos;importer échoue, ou échouera plus tard au milieu du travail.</translation>
    </message>
    <message numerus="yes">
        <source>%n data file(s) of %1 are missing.</source>
        <translation>
            <numerusform>Il manque %n fichier de données de %1.</numerusform>
            <numerusform>Il manque %n fichiers de données de %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>All of its code is there, so it most likely works.</source>
        <translation>Tout son code est là&#xa0;; il fonctionne donc très probablement.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of %1 are not those that were installed.</source>
        <translation>
            <numerusform>%n fichier de %1 n&apos;est pas celui qui a été installé.</numerusform>
            <numerusform>%n fichiers de %1 ne sont pas ceux qui ont été installés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another build was written over it, and nobody knows what works together.</source>
        <translation>Une autre variante a été écrite par-dessus, et personne ne sait ce qui va ensemble.</translation>
    </message>
    <message>
        <source>%1 says to be installed twice: %2.</source>
        <translation>%1 se dit installé deux fois&#xa0;: %2.</translation>
    </message>
    <message>
        <source>An installation was interrupted: the files may be of either version or of both.</source>
        <translation>Une installation a été interrompue&#xa0;: les fichiers peuvent être de l&apos;une ou l&apos;autre version, ou des deux.</translation>
    </message>
    <message>
        <source>Python uses the first of them and never sees the other.</source>
        <translation>Python utilise le premier et ne voit jamais l&apos;autre.</translation>
    </message>
    <message>
        <source>pip was interrupted while it replaced a package.</source>
        <translation>pip a été interrompu pendant qu&apos;il remplaçait un paquet.</translation>
    </message>
    <message>
        <source>pip left old files behind.</source>
        <translation>pip a laissé d&apos;anciens fichiers.</translation>
    </message>
    <message>
        <source>The old package is set aside under another name, and the new one is not there.</source>
        <translation>L&apos;ancien paquet est mis de côté sous un autre nom, et le nouveau n&apos;est pas là.</translation>
    </message>
    <message>
        <source>They only take space, since the package itself is whole.</source>
        <translation>Ils ne font que prendre de la place, car le paquet lui-même est complet.</translation>
    </message>
    <message>
        <source>Repair the install: it removes what was left and puts back what is missing.</source>
        <translation>Réparez l&apos;installation&#xa0;: cela retire les restes et remet en place ce qui manque.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeModules</name>
    <message>
        <source>Python imports it in place of the package, which ends in errors such as “module has no attribute”.</source>
        <translation>Python l&apos;importe à la place du paquet, ce qui finit par des erreurs comme «&#xa0;module has no attribute&#xa0;».</translation>
    </message>
    <message>
        <source>Repair the install: it moves the folder aside and puts back the package.</source>
        <translation>Réparez l&apos;installation&#xa0;: cela écarte le dossier et remet en place le paquet.</translation>
    </message>
    <message>
        <source>There is a folder %1 that no package has installed.</source>
        <translation>Il y a un dossier %1 qu&apos;aucun paquet n&apos;a installé.</translation>
    </message>
    <message>
        <source>%1 in the folder of ComfyUI hides the package.</source>
        <translation>%1 dans le dossier de ComfyUI masque le paquet.</translation>
    </message>
    <message>
        <source>A folder %1 that no package has installed hides %2.</source>
        <translation>Un dossier %1 qu&apos;aucun paquet n&apos;a installé masque %2.</translation>
    </message>
    <message>
        <source>A file hides the libraries of NVIDIA in another folder.</source>
        <translation>Un fichier masque les bibliothèques de NVIDIA d&apos;un autre dossier.</translation>
    </message>
    <message>
        <source>%1 install the same module.</source>
        <translation>%1 installent le même module.</translation>
    </message>
    <message>
        <source>The one that came last is used, and removing any of them breaks the others.</source>
        <translation>C&apos;est le dernier arrivé qui est utilisé, et retirer l&apos;un d&apos;eux casse les autres.</translation>
    </message>
    <message>
        <source>Keep one of them; which one, the plan of the node packs says.</source>
        <translation>Gardez l&apos;un d&apos;eux&#xa0;; le plan des packs de nœuds dit lequel.</translation>
    </message>
    <message>
        <source>%1 is built for another Python or another system.</source>
        <translation>%1 est construit pour un autre Python ou un autre système.</translation>
    </message>
    <message>
        <source>That is what it says of itself; its files name no Python, so that %1 may well load them.</source>
        <translation>C&apos;est ce qu&apos;il dit de lui-même&#xa0;; ses fichiers ne nomment aucun Python, si bien que %1 peut très bien les charger.</translation>
    </message>
    <message>
        <source>%1 cannot load its compiled files.</source>
        <translation>%1 ne peut pas charger ses fichiers compilés.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeNeeds</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n de plus</numerusform>
            <numerusform>%1 et %n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is missing; it is needed by %2.</source>
        <translation>%1 manque&#xa0;; %2 en a besoin.</translation>
    </message>
    <message>
        <source>What needs it fails as soon as it is imported.</source>
        <translation>Ce qui en a besoin échoue dès l&apos;importation.</translation>
    </message>
    <message>
        <source>Repair the install: it adds %1.</source>
        <translation>Réparez l&apos;installation&#xa0;: cela ajoute %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) that %1 needs are missing.</source>
        <translation>
            <numerusform>Il manque %n paquet dont %1 a besoin.</numerusform>
            <numerusform>Il manque %n paquets dont %1 a besoin.</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI stops at its start, or some of its nodes are missing.</source>
        <translation>ComfyUI s&apos;arrête au démarrage, ou certains de ses nœuds manquent.</translation>
    </message>
    <message>
        <source>Repair the install: it adds them.</source>
        <translation>Réparez l&apos;installation&#xa0;: cela les ajoute.</translation>
    </message>
    <message>
        <source>%1 %2 does not suit %3 (wanted: %4).</source>
        <translation>%1 %2 ne convient pas à %3 (voulu&#xa0;: %4).</translation>
    </message>
    <message>
        <source>A later installation changed the version, and what counts on the other one may fail.</source>
        <translation>Une installation ultérieure a changé la version, et ce qui compte sur l&apos;autre peut échouer.</translation>
    </message>
    <message>
        <source>torch stays as the install has it; this package may miss something newer.</source>
        <translation>torch reste tel que l&apos;installation l&apos;a&#xa0;; il peut manquer à ce paquet quelque chose de plus récent.</translation>
    </message>
    <message>
        <source>Nothing to do as long as it works.</source>
        <translation>Rien à faire tant que cela fonctionne.</translation>
    </message>
    <message>
        <source>Repair the install: it chooses versions that go together.</source>
        <translation>Réparez l&apos;installation&#xa0;: cela choisit des versions qui vont ensemble.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeTorch</name>
    <message>
        <source>torch was replaced by a CPU build.</source>
        <translation>torch a été remplacé par une variante CPU.</translation>
    </message>
    <message>
        <source>This install is made for %1; with a CPU build ComfyUI stops with “Torch not compiled with CUDA enabled”, or works many times slower.</source>
        <translation>Cette installation est faite pour %1&#xa0;; avec une variante CPU, ComfyUI s&apos;arrête avec «&#xa0;Torch not compiled with CUDA enabled&#xa0;», ou travaille beaucoup plus lentement.</translation>
    </message>
    <message>
        <source>torch is a CPU build, and this computer has a GPU.</source>
        <translation>torch est une variante CPU, et cet ordinateur a un GPU.</translation>
    </message>
    <message>
        <source>ComfyUI does not use %1; a build for %2 would.</source>
        <translation>ComfyUI n&apos;utilise pas %1&#xa0;; une variante pour %2 le ferait.</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>le GPU</translation>
    </message>
    <message>
        <source>torch is built for %1, the install for %2.</source>
        <translation>torch est fait pour %1, l&apos;installation pour %2.</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; it may work.</source>
        <translation>Quelqu&apos;un a changé torch depuis la création de l&apos;installation&#xa0;; cela peut fonctionner.</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; this build cannot use the GPU.</source>
        <translation>Quelqu&apos;un a changé torch depuis la création de l&apos;installation&#xa0;; cette variante ne peut pas utiliser le GPU.</translation>
    </message>
    <message>
        <source>torch was replaced: it is %1, the install was made with %2.</source>
        <translation>torch a été remplacé&#xa0;: c&apos;est %1, l&apos;installation a été créée avec %2.</translation>
    </message>
    <message>
        <source>ComfyUI and its packages were chosen for %1; what is compiled for it crashes or fails with another.</source>
        <translation>ComfyUI et ses paquets ont été choisis pour %1&#xa0;; ce qui est compilé pour lui plante ou échoue avec un autre.</translation>
    </message>
    <message>
        <source>%1 and torch are of different builds.</source>
        <translation>%1 et torch sont de variantes différentes.</translation>
    </message>
    <message>
        <source>They load each other&apos;s libraries, which ends in errors such as “operator torchvision::nms does not exist”.</source>
        <translation>Ils chargent les bibliothèques l&apos;un de l&apos;autre, ce qui finit par des erreurs comme «&#xa0;operator torchvision::nms does not exist&#xa0;».</translation>
    </message>
    <message>
        <source>The files of %1 are of another build than its metadata says.</source>
        <translation>Les fichiers de %1 sont d&apos;une autre variante que ne le disent ses métadonnées.</translation>
    </message>
    <message>
        <source>An installation was interrupted or done by hand, so that every tool counts on a version that is not there.</source>
        <translation>Une installation a été interrompue ou faite à la main, si bien que chaque outil compte sur une version qui n&apos;est pas là.</translation>
    </message>
    <message>
        <source>torch is missing.</source>
        <translation>torch manque.</translation>
    </message>
    <message>
        <source>ComfyUI cannot start without it.</source>
        <translation>ComfyUI ne peut pas démarrer sans lui.</translation>
    </message>
</context>
<context>
    <name>portico::KeepEnvironments</name>
    <message>
        <source>The isolated environment “%1” %2.</source>
        <translation>Environnement isolé «&#xa0;%1&#xa0;»&#xa0;: il %2.</translation>
    </message>
    <message>
        <source>After a rebuild it is made again, with a network: porticoctl env build.</source>
        <translation>Après une reconstruction, il est refait, avec un réseau&#xa0;: porticoctl env build.</translation>
    </message>
    <message>
        <source>The isolated environment “%1” cannot be kept: %2.</source>
        <translation>L&apos;environnement isolé «&#xa0;%1&#xa0;» ne peut pas être gardé&#xa0;: il %2.</translation>
    </message>
    <message>
        <source>Build it again, then keep it: porticoctl env build.</source>
        <translation>Construisez-le de nouveau, puis gardez-le&#xa0;: porticoctl env build.</translation>
    </message>
    <message>
        <source>has packages that name the folder it was made in</source>
        <translation>a des paquets qui nomment le dossier où il a été créé</translation>
    </message>
    <message>
        <source>was built by comfy-env itself</source>
        <translation>a été construit par comfy-env lui-même</translation>
    </message>
    <message>
        <source>leans on a Python outside of it</source>
        <translation>s&apos;appuie sur un Python extérieur</translation>
    </message>
    <message>
        <source>has no list of what is in it</source>
        <translation>n&apos;a pas de liste de son contenu</translation>
    </message>
    <message>
        <source>is not there any more</source>
        <translation>n&apos;est plus là</translation>
    </message>
</context>
<context>
    <name>portico::KeepOffline</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not kept for offline.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers, que Portico ne fait que démarrer&#xa0;: il n&apos;est pas gardé hors ligne.</translation>
    </message>
    <message>
        <source>Copy the folder yourself.</source>
        <translation>Copiez vous-même le dossier.</translation>
    </message>
    <message>
        <source>%1 is not in this install any more.</source>
        <translation>%1 n&apos;est plus dans cette installation.</translation>
    </message>
    <message>
        <source>Keep a snapshot of a generation that is still there.</source>
        <translation>Gardez un instantané d&apos;une génération qui existe encore.</translation>
    </message>
    <message>
        <source>It holds a link, %1, to a place outside of it: %2.</source>
        <translation>Le dossier contient un lien, %1, vers un endroit extérieur&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Put the files there in place of the link, then keep it again.</source>
        <translation>Mettez-y les fichiers à la place du lien, puis gardez-le de nouveau.</translation>
    </message>
    <message>
        <source>keeping “%1” for offline</source>
        <translation>mise de côté de «&#xa0;%1&#xa0;» pour le hors-ligne</translation>
    </message>
</context>
<context>
    <name>portico::KeepPacks</name>
    <message>
        <source>“%1” is not what the snapshot says.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas ce que dit l&apos;instantané.</translation>
    </message>
    <message>
        <source>Try again when nobody changes it.</source>
        <translation>Réessayez quand personne ne le modifie.</translation>
    </message>
    <message>
        <source>The repository of “%1” takes objects of another folder.</source>
        <translation>Le dépôt de «&#xa0;%1&#xa0;» prend des objets d&apos;un autre dossier.</translation>
    </message>
    <message>
        <source>Install it again from its address, then keep it.</source>
        <translation>Installez-le de nouveau depuis son adresse, puis gardez-le.</translation>
    </message>
</context>
<context>
    <name>portico::KeepRuntime</name>
    <message>
        <source>ComfyUI or its Python is not as it was installed: %1.</source>
        <translation>ComfyUI ou son Python n&apos;est plus tel qu&apos;il a été installé&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Put it back, then keep it again: porticoctl repair %1.</source>
        <translation>Remettez-le en place, puis gardez-le de nouveau&#xa0;: porticoctl repair %1.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository is not at the commit %1 any more.</source>
        <translation>Le dépôt de ComfyUI n&apos;est plus au commit %1.</translation>
    </message>
    <message>
        <source>Check that commit out again, then keep it for offline.</source>
        <translation>Revenez à ce commit, puis gardez-le hors ligne.</translation>
    </message>
    <message>
        <source>ComfyUI leans on a Python of this computer, %1, which is not part of it and cannot be kept.</source>
        <translation>ComfyUI s&apos;appuie sur un Python de cet ordinateur, %1, qui n&apos;en fait pas partie et ne peut pas être gardé.</translation>
    </message>
    <message>
        <source>To rebuild it elsewhere, install it with a Python of its own and keep that one.</source>
        <translation>Pour le reconstruire ailleurs, installez-le avec un Python à lui et gardez celui-ci.</translation>
    </message>
</context>
<context>
    <name>portico::KeptGenerations</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de génération %2.</translation>
    </message>
    <message>
        <source>Look at those that are there.</source>
        <translation>Regardez celles qui existent.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is in use or pinned, and stays.</source>
        <translation>La génération %1 de «&#xa0;%2&#xa0;» est utilisée ou épinglée, et reste.</translation>
    </message>
    <message>
        <source>Go to another one, or take its pin away.</source>
        <translation>Passez à une autre, ou retirez son épingle.</translation>
    </message>
    <message>
        <source>removing an old generation</source>
        <translation>retrait d&apos;une ancienne génération</translation>
    </message>
</context>
<context>
    <name>portico::KeptPacks</name>
    <message>
        <source>clearing away old node packs</source>
        <translation>rangement d&apos;anciens packs de nœuds</translation>
    </message>
</context>
<context>
    <name>portico::KnownBundles</name>
    <message>
        <source>remembering a bundle</source>
        <translation>mémorisation d&apos;un kit</translation>
    </message>
    <message>
        <source>%1 is not the file that Portico got from there on %2: its SHA-256 is now %3 and was %4. Its publisher published none to compare with.</source>
        <translation>%1 n&apos;est pas le fichier que Portico y a obtenu le %2&#xa0;: son SHA-256 est maintenant %3 et était %4. Son éditeur n&apos;en a publié aucun à comparer.</translation>
    </message>
    <message>
        <source>Ask its publisher whether the change is meant. If it is, add it with the new SHA-256 given by hand.</source>
        <translation>Demandez à son éditeur si le changement est voulu. Si c&apos;est le cas, ajoutez-le avec le nouveau SHA-256 donné à la main.</translation>
    </message>
</context>
<context>
    <name>portico::KnownFailures</name>
    <message>
        <source>An argument that this ComfyUI does not know</source>
        <translation>Un argument que ce ComfyUI ne connaît pas</translation>
    </message>
    <message>
        <source>ComfyUI does not know the argument %1.</source>
        <translation>ComfyUI ne connaît pas l&apos;argument %1.</translation>
    </message>
    <message>
        <source>Remove the argument %1, then start again.</source>
        <translation>Retirez l&apos;argument %1, puis redémarrez.</translation>
    </message>
    <message>
        <source>An argument that ComfyUI does not accept</source>
        <translation>Un argument que ComfyUI n&apos;accepte pas</translation>
    </message>
    <message>
        <source>ComfyUI does not accept the argument %1: %2</source>
        <translation>ComfyUI n&apos;accepte pas l&apos;argument %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>ComfyUI does not accept its arguments: %1.</source>
        <translation>ComfyUI n&apos;accepte pas ses arguments&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Correct the arguments in the settings of this install.</source>
        <translation>Corrigez les arguments dans les paramètres de cette installation.</translation>
    </message>
    <message>
        <source>The port is taken</source>
        <translation>Le port est pris</translation>
    </message>
    <message>
        <source>Another program uses port %1 on %2.</source>
        <translation>Un autre programme utilise le port %1 sur %2.</translation>
    </message>
    <message>
        <source>Use the next free port, or end the other program.</source>
        <translation>Utilisez le prochain port libre, ou arrêtez l&apos;autre programme.</translation>
    </message>
    <message>
        <source>Another program uses port %2 on %1.</source>
        <translation>Un autre programme utilise le port %2 sur %1.</translation>
    </message>
    <message>
        <source>The system does not give this port away</source>
        <translation>Le système n&apos;accorde pas ce port</translation>
    </message>
    <message>
        <source>The system does not let ComfyUI use port %2: it is reserved, or a security program blocks it.</source>
        <translation>Le système ne laisse pas ComfyUI utiliser le port %2&#xa0;: il est réservé, ou un logiciel de sécurité le bloque.</translation>
    </message>
    <message>
        <source>Use the next free port.</source>
        <translation>Utilisez le prochain port libre.</translation>
    </message>
    <message>
        <source>An address that this computer does not have</source>
        <translation>Une adresse que cet ordinateur n&apos;a pas</translation>
    </message>
    <message>
        <source>ComfyUI cannot listen on %1: this computer does not have that address.</source>
        <translation>ComfyUI ne peut pas écouter sur %1&#xa0;: cet ordinateur n&apos;a pas cette adresse.</translation>
    </message>
    <message>
        <source>Remove the argument --listen, then start again.</source>
        <translation>Retirez l&apos;argument --listen, puis redémarrez.</translation>
    </message>
    <message>
        <source>A port that does not exist</source>
        <translation>Un port qui n&apos;existe pas</translation>
    </message>
    <message>
        <source>There is no such port: ports go from 1 to 65535.</source>
        <translation>Ce port n&apos;existe pas&#xa0;: les ports vont de 1 à 65535.</translation>
    </message>
    <message>
        <source>Another ComfyUI uses the same database</source>
        <translation>Un autre ComfyUI utilise la même base de données</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database of this install.</source>
        <translation>Un autre ComfyUI encore en marche occupe la base de données de cette installation.</translation>
    </message>
    <message>
        <source>End what an earlier session left behind, or stop the other ComfyUI.</source>
        <translation>Arrêtez ce qu&apos;une session précédente a laissé, ou arrêtez l&apos;autre ComfyUI.</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database %1.</source>
        <translation>Un autre ComfyUI encore en marche occupe la base de données %1.</translation>
    </message>
    <message>
        <source>Packages for the database are missing</source>
        <translation>Il manque des paquets pour la base de données</translation>
    </message>
    <message>
        <source>ComfyUI cannot open its database, because Python packages are missing.</source>
        <translation>ComfyUI ne peut pas ouvrir sa base de données, car des paquets Python manquent.</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>Réparez l&apos;environnement.</translation>
    </message>
    <message>
        <source>The database cannot be used</source>
        <translation>La base de données est inutilisable</translation>
    </message>
    <message>
        <source>ComfyUI cannot use its database (%1).</source>
        <translation>ComfyUI ne peut pas utiliser sa base de données (%1).</translation>
    </message>
    <message>
        <source>Start without the list of assets; pictures and workflows are not touched.</source>
        <translation>Démarrez sans la liste des ressources&#xa0;; les images et les workflows restent intacts.</translation>
    </message>
    <message>
        <source>A folder of node packs is missing</source>
        <translation>Un dossier de packs de nœuds manque</translation>
    </message>
    <message>
        <source>ComfyUI looks for node packs in %1, and there is no such folder.</source>
        <translation>ComfyUI cherche des packs de nœuds dans %1, et ce dossier n&apos;existe pas.</translation>
    </message>
    <message>
        <source>Create the folder, or correct the extra model folders.</source>
        <translation>Créez le dossier, ou corrigez les dossiers de modèles supplémentaires.</translation>
    </message>
    <message>
        <source>The list of extra model folders cannot be read</source>
        <translation>La liste des dossiers de modèles supplémentaires est illisible</translation>
    </message>
    <message>
        <source>ComfyUI cannot read a file that lists extra model folders: it is missing, empty or no YAML.</source>
        <translation>ComfyUI ne peut pas lire un fichier qui énumère des dossiers de modèles supplémentaires&#xa0;: il manque, est vide ou n&apos;est pas du YAML.</translation>
    </message>
    <message>
        <source>Correct extra_model_paths.yaml, or remove the file.</source>
        <translation>Corrigez extra_model_paths.yaml, ou retirez le fichier.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Le disque est plein</translation>
    </message>
    <message>
        <source>ComfyUI could not write a file, because the disk is full.</source>
        <translation>ComfyUI n&apos;a pas pu écrire un fichier, car le disque est plein.</translation>
    </message>
    <message>
        <source>Free some space, then start again.</source>
        <translation>Libérez de l&apos;espace, puis redémarrez.</translation>
    </message>
    <message>
        <source>torch is a build without a graphics card</source>
        <translation>torch est une variante sans carte graphique</translation>
    </message>
    <message>
        <source>The installed torch cannot use the graphics card: it was replaced by a CPU build, or is one for another maker&apos;s card.</source>
        <translation>Le torch installé ne peut pas utiliser la carte graphique&#xa0;: il a été remplacé par une variante CPU, ou est fait pour la carte d&apos;un autre fabricant.</translation>
    </message>
    <message>
        <source>Repair torch: the right build comes back, offline where it is kept.</source>
        <translation>Réparez torch&#xa0;: la bonne variante revient, hors ligne là où elle est gardée.</translation>
    </message>
    <message>
        <source>No NVIDIA driver</source>
        <translation>Pas de pilote NVIDIA</translation>
    </message>
    <message>
        <source>This build is made for NVIDIA graphics cards, and no NVIDIA driver was found.</source>
        <translation>Cette variante est faite pour les cartes graphiques NVIDIA, et aucun pilote NVIDIA n&apos;a été trouvé.</translation>
    </message>
    <message>
        <source>Install the driver of your graphics card, or choose another build.</source>
        <translation>Installez le pilote de votre carte graphique, ou choisissez une autre variante.</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old</source>
        <translation>Le pilote NVIDIA est trop ancien</translation>
    </message>
    <message>
        <source>The NVIDIA driver (CUDA version %1) is older than this build of torch needs.</source>
        <translation>Le pilote NVIDIA (version CUDA %1) est plus ancien que ne l&apos;exige cette variante de torch.</translation>
    </message>
    <message>
        <source>Install the newest driver, or choose a build for older drivers.</source>
        <translation>Installez le pilote le plus récent, ou choisissez une variante pour des pilotes plus anciens.</translation>
    </message>
    <message>
        <source>torch does not know this graphics card</source>
        <translation>torch ne connaît pas cette carte graphique</translation>
    </message>
    <message>
        <source>This build of torch has no code for %1 (%2).</source>
        <translation>Cette variante de torch n&apos;a pas de code pour %1 (%2).</translation>
    </message>
    <message>
        <source>Choose a build for your graphics card.</source>
        <translation>Choisissez une variante pour votre carte graphique.</translation>
    </message>
    <message>
        <source>This build of torch has no code for your graphics card.</source>
        <translation>Cette variante de torch n&apos;a pas de code pour votre carte graphique.</translation>
    </message>
    <message>
        <source>torch does not know this AMD graphics card</source>
        <translation>torch ne connaît pas cette carte graphique AMD</translation>
    </message>
    <message>
        <source>This ROCm build of torch has no code for your AMD graphics card.</source>
        <translation>Cette variante ROCm de torch n&apos;a pas de code pour votre carte graphique AMD.</translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory is full</source>
        <translation>La mémoire de la carte graphique est pleine</translation>
    </message>
    <message>
        <source>A prompt needed more memory than the graphics card has.</source>
        <translation>Un prompt a eu besoin de plus de mémoire que la carte graphique n&apos;en a.</translation>
    </message>
    <message>
        <source>Keep models in the computer&apos;s memory (--novram), or make smaller pictures.</source>
        <translation>Gardez les modèles dans la mémoire de l&apos;ordinateur (--novram), ou faites des images plus petites.</translation>
    </message>
    <message>
        <source>Memory was short for a moment</source>
        <translation>La mémoire a manqué un instant</translation>
    </message>
    <message>
        <source>ComfyUI ran short of graphics memory and helped itself.</source>
        <translation>ComfyUI a manqué de mémoire graphique et s&apos;en est sorti seul.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Il n&apos;y a rien à faire.</translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full</source>
        <translation>La mémoire de l&apos;ordinateur est pleine</translation>
    </message>
    <message>
        <source>Windows had no memory left: its paging file is too small.</source>
        <translation>Windows n&apos;avait plus de mémoire&#xa0;: son fichier d&apos;échange est trop petit.</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or make the paging file larger.</source>
        <translation>Ne gardez rien en mémoire entre les prompts (--cache-none), ou agrandissez le fichier d&apos;échange.</translation>
    </message>
    <message>
        <source>Windows cannot load torch</source>
        <translation>Windows ne peut pas charger torch</translation>
    </message>
    <message>
        <source>Windows cannot load %1, the part of torch for AMD graphics cards.</source>
        <translation>Windows ne peut pas charger %1, la partie de torch pour les cartes graphiques AMD.</translation>
    </message>
    <message>
        <source>Install the newest driver of your AMD graphics card.</source>
        <translation>Installez le pilote le plus récent de votre carte graphique AMD.</translation>
    </message>
    <message>
        <source>Windows cannot load %1, a part of torch.</source>
        <translation>Windows ne peut pas charger %1, une partie de torch.</translation>
    </message>
    <message>
        <source>Install the Microsoft Visual C++ Redistributable; if it is there already, repair torch.</source>
        <translation>Installez le Microsoft Visual C++ Redistributable&#xa0;; s&apos;il est déjà là, réparez torch.</translation>
    </message>
    <message>
        <source>torch and torchvision do not fit together</source>
        <translation>torch et torchvision ne vont pas ensemble</translation>
    </message>
    <message>
        <source>torchvision is a build for another torch: something replaced one of the two.</source>
        <translation>torchvision est une variante pour un autre torch&#xa0;: quelque chose a remplacé l&apos;un des deux.</translation>
    </message>
    <message>
        <source>Repair torch: both come back as one pair.</source>
        <translation>Réparez torch&#xa0;: les deux reviennent par paire.</translation>
    </message>
    <message>
        <source>A part of torch is missing</source>
        <translation>Une partie de torch manque</translation>
    </message>
    <message>
        <source>%1, a part of torch, cannot be found.</source>
        <translation>%1, une partie de torch, est introuvable.</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>Réparez torch.</translation>
    </message>
    <message>
        <source>A newer build would be faster</source>
        <translation>Une variante plus récente serait plus rapide</translation>
    </message>
    <message>
        <source>ComfyUI has faster code for NVIDIA cards of the 20 series and newer, which needs torch for CUDA 13.</source>
        <translation>ComfyUI a du code plus rapide pour les cartes NVIDIA de la série 20 et plus récentes, qui demande torch pour CUDA 13.</translation>
    </message>
    <message>
        <source>Choose a build for CUDA 13, if your card and driver allow it.</source>
        <translation>Choisissez une variante pour CUDA 13, si votre carte et votre pilote le permettent.</translation>
    </message>
    <message>
        <source>Several graphics cards are in sight</source>
        <translation>Plusieurs cartes graphiques sont visibles</translation>
    </message>
    <message>
        <source>ComfyUI sees several NVIDIA graphics cards, which fails on Windows at times.</source>
        <translation>ComfyUI voit plusieurs cartes graphiques NVIDIA, ce qui échoue parfois sous Windows.</translation>
    </message>
    <message>
        <source>Show it the first one only; another can be chosen in the settings.</source>
        <translation>Ne lui montrez que la première&#xa0;; une autre peut être choisie dans les paramètres.</translation>
    </message>
    <message>
        <source>An isolated environment is not built</source>
        <translation>Un environnement isolé n&apos;est pas construit</translation>
    </message>
    <message>
        <source>comfy-env did not find the environment “%1”, so its nodes ran in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>comfy-env n&apos;a pas trouvé l&apos;environnement «&#xa0;%1&#xa0;»&#xa0;; ses nœuds se sont donc exécutés dans le Python de ComfyUI, ou pas du tout.</translation>
    </message>
    <message>
        <source>Build it in the install&apos;s environments, then start again.</source>
        <translation>Construisez-le dans les environnements de l&apos;installation, puis redémarrez.</translation>
    </message>
    <message>
        <source>An isolated environment is not found</source>
        <translation>Un environnement isolé est introuvable</translation>
    </message>
    <message>
        <source>comfy-env did not look for an environment (%1), so the nodes ran in ComfyUI&apos;s own Python.</source>
        <translation>comfy-env n&apos;a pas cherché d&apos;environnement (%1)&#xa0;; les nœuds se sont donc exécutés dans le Python de ComfyUI.</translation>
    </message>
    <message>
        <source>Put the node pack itself, not a link to it, into custom_nodes.</source>
        <translation>Mettez dans custom_nodes le pack de nœuds lui-même, et non un lien vers lui.</translation>
    </message>
    <message>
        <source>An isolated environment is for something else</source>
        <translation>Un environnement isolé est fait pour autre chose</translation>
    </message>
    <message>
        <source>The environment “%1” was made for another Python or torch, and comfy-env refused it: %2.</source>
        <translation>L&apos;environnement «&#xa0;%1&#xa0;» a été créé pour un autre Python ou un autre torch, et comfy-env l&apos;a refusé&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Build it anew in the install&apos;s environments, then start again.</source>
        <translation>Reconstruisez-le dans les environnements de l&apos;installation, puis redémarrez.</translation>
    </message>
    <message>
        <source>Isolated nodes could not be read</source>
        <translation>Des nœuds isolés n&apos;ont pas pu être lus</translation>
    </message>
    <message>
        <source>The nodes of %1 could not be read in their environment, so the pack has none of them: %2</source>
        <translation>Les nœuds de %1 n&apos;ont pas pu être lus dans leur environnement, si bien que le pack n&apos;en a aucun&#xa0;: %2</translation>
    </message>
    <message>
        <source>Repair the environment in the install&apos;s environments.</source>
        <translation>Réparez l&apos;environnement dans les environnements de l&apos;installation.</translation>
    </message>
    <message>
        <source>Two packs share one environment&apos;s name</source>
        <translation>Deux packs partagent un nom d&apos;environnement</translation>
    </message>
    <message>
        <source>%2 and %3 both give the name “%1” to their environment, and comfy-env then builds none at all.</source>
        <translation>%2 et %3 donnent tous deux le nom «&#xa0;%1&#xa0;» à leur environnement, et comfy-env n&apos;en construit alors aucun.</translation>
    </message>
    <message>
        <source>Remove or rename the pack that is a copy of the other.</source>
        <translation>Retirez ou renommez le pack qui est une copie de l&apos;autre.</translation>
    </message>
    <message>
        <source>CUDA packages are not offered</source>
        <translation>Des paquets CUDA ne sont pas proposés</translation>
    </message>
    <message>
        <source>Nobody offers all CUDA packages of the isolated environments for one CUDA and torch.</source>
        <translation>Personne ne propose tous les paquets CUDA des environnements isolés pour un seul CUDA et un seul torch.</translation>
    </message>
    <message>
        <source>Build them in the install&apos;s environments, where it is said which one is missing.</source>
        <translation>Construisez-les dans les environnements de l&apos;installation, où il est dit lequel manque.</translation>
    </message>
    <message>
        <source>A CUDA package is not offered</source>
        <translation>Un paquet CUDA n&apos;est pas proposé</translation>
    </message>
    <message>
        <source>Nobody offers the CUDA package %1 for this CUDA, torch and Python.</source>
        <translation>Personne ne propose le paquet CUDA %1 pour ce CUDA, ce torch et ce Python.</translation>
    </message>
    <message>
        <source>Choose another CUDA for the install, or ask the author of the pack.</source>
        <translation>Choisissez un autre CUDA pour l&apos;installation, ou demandez à l&apos;auteur du pack.</translation>
    </message>
    <message>
        <source>pixi came damaged</source>
        <translation>pixi est arrivé endommagé</translation>
    </message>
    <message>
        <source>comfy-env fetched %1, and it is not what its makers published.</source>
        <translation>comfy-env a récupéré %1, et ce n&apos;est pas ce que ses auteurs ont publié.</translation>
    </message>
    <message>
        <source>Check the network settings, then build in the install&apos;s environments.</source>
        <translation>Vérifiez les paramètres du réseau, puis construisez dans les environnements de l&apos;installation.</translation>
    </message>
    <message>
        <source>There is no pixi for this computer</source>
        <translation>Il n&apos;y a pas de pixi pour cet ordinateur</translation>
    </message>
    <message>
        <source>comfy-env runs its environments with pixi, which is not made for %1.</source>
        <translation>comfy-env fait fonctionner ses environnements avec pixi, qui n&apos;existe pas pour %1.</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>Les environnements isolés ont besoin d&apos;un autre ordinateur.</translation>
    </message>
    <message>
        <source>comfy-env began a build again</source>
        <translation>comfy-env a recommencé une construction</translation>
    </message>
    <message>
        <source>comfy-env waited ten minutes for another build of an environment, then removed it and began again.</source>
        <translation>comfy-env a attendu dix minutes une autre construction d&apos;un environnement, puis l&apos;a retirée et a recommencé.</translation>
    </message>
    <message>
        <source>Build in the install&apos;s environments, which never ends a build that is alive.</source>
        <translation>Construisez dans les environnements de l&apos;installation&#xa0;: une construction en cours n&apos;y est jamais arrêtée.</translation>
    </message>
    <message>
        <source>A variable ends comfy-env</source>
        <translation>Une variable arrête comfy-env</translation>
    </message>
    <message>
        <source>This version of comfy-env refuses to start with the variable %1.</source>
        <translation>Cette version de comfy-env refuse de démarrer avec la variable %1.</translation>
    </message>
    <message>
        <source>Remove %1 from the variables of this install.</source>
        <translation>Retirez %1 des variables de cette installation.</translation>
    </message>
    <message>
        <source>A node pack looks in ComfyUI&apos;s own folder</source>
        <translation>Un pack de nœuds cherche dans le dossier de ComfyUI</translation>
    </message>
    <message>
        <source>A node pack looks for %1 beside ComfyUI&apos;s main.py, and it is in the data folder of this install.</source>
        <translation>Un pack de nœuds cherche %1 à côté du main.py de ComfyUI, alors qu&apos;il se trouve dans le dossier de données de cette installation.</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>Utilisez la disposition classique pour cette installation&#xa0;: des liens mènent de là au dossier de données.</translation>
    </message>
    <message>
        <source>A workflow needs a node that is not here</source>
        <translation>Un workflow a besoin d&apos;un nœud absent</translation>
    </message>
    <message>
        <source>The workflow uses the node “%1”, which no installed pack has.</source>
        <translation>Le workflow utilise le nœud «&#xa0;%1&#xa0;», qu&apos;aucun pack installé ne contient.</translation>
    </message>
    <message>
        <source>Find and install the node pack that has it.</source>
        <translation>Trouvez et installez le pack de nœuds qui le contient.</translation>
    </message>
    <message>
        <source>A workflow needs a model that is not here</source>
        <translation>Un workflow a besoin d&apos;un modèle absent</translation>
    </message>
    <message>
        <source>The workflow uses %1, which is in none of the model folders.</source>
        <translation>Le workflow utilise %1, qui n&apos;est dans aucun des dossiers de modèles.</translation>
    </message>
    <message>
        <source>Put the file into the right model folder.</source>
        <translation>Mettez le fichier dans le bon dossier de modèles.</translation>
    </message>
    <message>
        <source>A web page was refused</source>
        <translation>Une page web a été refusée</translation>
    </message>
    <message>
        <source>A page of %2 asked ComfyUI at %1 for something, and ComfyUI refused it.</source>
        <translation>Une page de %2 a demandé quelque chose à ComfyUI à %1, et ComfyUI l&apos;a refusé.</translation>
    </message>
    <message>
        <source>Open ComfyUI under its own address.</source>
        <translation>Ouvrez ComfyUI sous sa propre adresse.</translation>
    </message>
    <message>
        <source>A character could not be logged</source>
        <translation>Un caractère n&apos;a pas pu être consigné</translation>
    </message>
    <message>
        <source>A line of the log could not be written, because Python did not use UTF-8. Only that line is lost.</source>
        <translation>Une ligne du journal n&apos;a pas pu être écrite, car Python n&apos;utilisait pas UTF-8. Seule cette ligne est perdue.</translation>
    </message>
    <message>
        <source>Remove PYTHONUTF8 and PYTHONIOENCODING from the variables of this install, if they are there.</source>
        <translation>Retirez PYTHONUTF8 et PYTHONIOENCODING des variables de cette installation, s&apos;ils y sont.</translation>
    </message>
    <message>
        <source>A line could not be logged</source>
        <translation>Une ligne n&apos;a pas pu être consignée</translation>
    </message>
    <message>
        <source>A line of the log could not be written. Only that line is lost.</source>
        <translation>Une ligne du journal n&apos;a pas pu être écrite. Seule cette ligne est perdue.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager changed packages before the start</source>
        <translation>ComfyUI-Manager a changé des paquets avant le démarrage</translation>
    </message>
    <message>
        <source>ComfyUI-Manager had work left over and did it at this start, which then failed.</source>
        <translation>ComfyUI-Manager avait du travail en attente et l&apos;a fait à ce démarrage, qui a ensuite échoué.</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager still wants to do, then repair the environment.</source>
        <translation>Effacez ce que ComfyUI-Manager veut encore faire, puis réparez l&apos;environnement.</translation>
    </message>
    <message>
        <source>The start was interrupted</source>
        <translation>Le démarrage a été interrompu</translation>
    </message>
    <message>
        <source>Somebody or something interrupted ComfyUI while it started.</source>
        <translation>Quelqu&apos;un ou quelque chose a interrompu ComfyUI pendant son démarrage.</translation>
    </message>
    <message>
        <source>Start again.</source>
        <translation>Redémarrez.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s web page is missing</source>
        <translation>La page web de ComfyUI manque</translation>
    </message>
    <message>
        <source>The package comfyui-frontend-package is not installed.</source>
        <translation>Le paquet comfyui-frontend-package n&apos;est pas installé.</translation>
    </message>
    <message>
        <source>An attention package is missing</source>
        <translation>Un paquet d&apos;attention manque</translation>
    </message>
    <message>
        <source>The argument %1 needs the package %2, which is not installed.</source>
        <translation>L&apos;argument %1 a besoin du paquet %2, qui n&apos;est pas installé.</translation>
    </message>
    <message>
        <source>An attention kernel is missing</source>
        <translation>Un noyau d&apos;attention manque</translation>
    </message>
    <message>
        <source>Comfy Kitchen&apos;s attention does not work with this build.</source>
        <translation>L&apos;attention de Comfy Kitchen ne fonctionne pas avec cette variante.</translation>
    </message>
    <message>
        <source>Remove the argument --use-ck-attention, then start again.</source>
        <translation>Retirez l&apos;argument --use-ck-attention, puis redémarrez.</translation>
    </message>
    <message>
        <source>The workflow templates are missing</source>
        <translation>Les modèles de workflow manquent</translation>
    </message>
    <message>
        <source>The package comfyui-workflow-templates is not installed; ComfyUI runs without its templates.</source>
        <translation>Le paquet comfyui-workflow-templates n&apos;est pas installé&#xa0;; ComfyUI fonctionne sans ses modèles de workflow.</translation>
    </message>
    <message>
        <source>A package is too old</source>
        <translation>Un paquet est trop ancien</translation>
    </message>
    <message>
        <source>%1 is of version %2, and this ComfyUI is made for %3.</source>
        <translation>%1 est en version %2, et ce ComfyUI est fait pour %3.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager is not installed</source>
        <translation>ComfyUI-Manager n&apos;est pas installé</translation>
    </message>
    <message>
        <source>The argument --enable-manager needs the package comfyui-manager, which is not installed; ComfyUI runs without it.</source>
        <translation>L&apos;argument --enable-manager a besoin du paquet comfyui-manager, qui n&apos;est pas installé&#xa0;; ComfyUI fonctionne sans lui.</translation>
    </message>
    <message>
        <source>Remove the argument, or install the package.</source>
        <translation>Retirez l&apos;argument, ou installez le paquet.</translation>
    </message>
    <message>
        <source>Memory is managed the older, slower way</source>
        <translation>La mémoire est gérée de l&apos;ancienne façon, plus lente</translation>
    </message>
    <message>
        <source>This torch is too old for ComfyUI&apos;s dynamic graphics memory.</source>
        <translation>Ce torch est trop ancien pour la mémoire graphique dynamique de ComfyUI.</translation>
    </message>
    <message>
        <source>Choose a newer build.</source>
        <translation>Choisissez une variante plus récente.</translation>
    </message>
    <message>
        <source>The package comfy-aimdo does not work, so ComfyUI does without dynamic graphics memory.</source>
        <translation>Le paquet comfy-aimdo ne fonctionne pas&#xa0;; ComfyUI se passe donc de la mémoire graphique dynamique.</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s own nodes are missing</source>
        <translation>Certains des nœuds propres à ComfyUI manquent</translation>
    </message>
    <message>
        <source>Some nodes of comfy_%1 could not be imported: packages are missing or old.</source>
        <translation>Certains nœuds de comfy_%1 n&apos;ont pas pu être importés&#xa0;: des paquets manquent ou sont anciens.</translation>
    </message>
    <message>
        <source>Packages for two versions of NumPy</source>
        <translation>Des paquets pour deux versions de NumPy</translation>
    </message>
    <message>
        <source>A package was built for NumPy 1 and NumPy 2 is installed.</source>
        <translation>Un paquet a été construit pour NumPy 1 et NumPy 2 est installé.</translation>
    </message>
    <message>
        <source>Another version of the web page could not be had</source>
        <translation>Une autre version de la page web n&apos;a pas pu être obtenue</translation>
    </message>
    <message>
        <source>The web page that --front-end-version names could not be downloaded; the installed one is shown.</source>
        <translation>La page web que nomme --front-end-version n&apos;a pas pu être téléchargée&#xa0;; celle qui est installée est affichée.</translation>
    </message>
    <message>
        <source>Remove the argument --front-end-version, or check the network.</source>
        <translation>Retirez l&apos;argument --front-end-version, ou vérifiez le réseau.</translation>
    </message>
</context>
<context>
    <name>portico::LastWords</name>
    <message>
        <source>Disable the node pack, or update it.</source>
        <translation>Désactivez le pack de nœuds, ou mettez-le à jour.</translation>
    </message>
    <message>
        <source>Let Portico find out whether a node pack is the cause.</source>
        <translation>Laissez Portico découvrir si un pack de nœuds est en cause.</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>Réparez l&apos;environnement.</translation>
    </message>
    <message>
        <source>A Python package is missing</source>
        <translation>Un paquet Python manque</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: the Python module %2 is not installed.</source>
        <translation>Le pack de nœuds %1 a arrêté ComfyUI&#xa0;: le module Python %2 n&apos;est pas installé.</translation>
    </message>
    <message>
        <source>ComfyUI cannot start: the Python module %1 is not installed.</source>
        <translation>ComfyUI ne peut pas démarrer&#xa0;: le module Python %1 n&apos;est pas installé.</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>Installez ce dont le pack a besoin.</translation>
    </message>
    <message>
        <source>ComfyUI crashed</source>
        <translation>ComfyUI a planté</translation>
    </message>
    <message>
        <source>A part of ComfyUI that is not written in Python crashed: the driver, torch or a package (%1).</source>
        <translation>Une partie de ComfyUI qui n&apos;est pas écrite en Python a planté&#xa0;: le pilote, torch ou un paquet (%1).</translation>
    </message>
    <message>
        <source>ComfyUI crashed in the code of the node pack %1 (%2).</source>
        <translation>ComfyUI a planté dans le code du pack de nœuds %1 (%2).</translation>
    </message>
    <message>
        <source>The system ended ComfyUI</source>
        <translation>Le système a arrêté ComfyUI</translation>
    </message>
    <message>
        <source>Something killed ComfyUI without a word. The system does this when the computer&apos;s memory runs out.</source>
        <translation>Quelque chose a tué ComfyUI sans un mot. Le système fait cela quand l&apos;ordinateur n&apos;a plus de mémoire.</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or close other programs.</source>
        <translation>Ne gardez rien en mémoire entre les prompts (--cache-none), ou fermez d&apos;autres programmes.</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error</source>
        <translation>ComfyUI s&apos;est terminé par une erreur</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error: %1</source>
        <translation>ComfyUI s&apos;est terminé par une erreur&#xa0;: %1</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: %2</source>
        <translation>Le pack de nœuds %1 a arrêté ComfyUI&#xa0;: %2</translation>
    </message>
    <message>
        <source>ComfyUI never became ready</source>
        <translation>ComfyUI n&apos;est jamais devenu prêt</translation>
    </message>
    <message>
        <source>ComfyUI started and then said nothing more.</source>
        <translation>ComfyUI a démarré, puis n&apos;a plus rien dit.</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself</source>
        <translation>ComfyUI s&apos;est arrêté de lui-même</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI s&apos;est arrêté de lui-même&#xa0;: %1.</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI s&apos;est arrêté avant d&apos;être prêt&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>portico::LaunchCommand</name>
    <message>
        <source>The install “%1” has no runtime.</source>
        <translation>L&apos;installation «&#xa0;%1&#xa0;» n&apos;a pas d&apos;environnement d&apos;exécution.</translation>
    </message>
    <message>
        <source>Remove it and add its bundle again.</source>
        <translation>Retirez-la et ajoutez de nouveau son kit.</translation>
    </message>
</context>
<context>
    <name>portico::Layer</name>
    <message>
        <source>The layer in %1 is damaged.</source>
        <translation>La couche dans %1 est endommagée.</translation>
    </message>
    <message>
        <source>Repair the install: the layer is built again.</source>
        <translation>Réparez l&apos;installation&#xa0;: la couche est reconstruite.</translation>
    </message>
    <message>
        <source>There is no layer in %1.</source>
        <translation>Il n&apos;y a pas de couche dans %1.</translation>
    </message>
</context>
<context>
    <name>portico::LayerFiles</name>
    <message>
        <source>A package of the layer brings %1, which would lead Python out of its layer.</source>
        <translation>Un paquet de la couche apporte %1, qui ferait sortir Python de sa couche.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>Laissez de côté le pack de nœuds qui en a besoin.</translation>
    </message>
    <message>
        <source>%1 could not be replaced.</source>
        <translation>%1 n&apos;a pas pu être remplacé.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Réessayez.</translation>
    </message>
    <message>
        <source>A package of the layer runs code at each start of Python: %1.</source>
        <translation>Un paquet de la couche exécute du code à chaque démarrage de Python&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 could not be made read-only.</source>
        <translation>%1 n&apos;a pas pu être mis en lecture seule.</translation>
    </message>
</context>
<context>
    <name>portico::LayerOver</name>
    <message>
        <source>“%1” asks for %2, and this ComfyUI comes with %3 %4.</source>
        <translation>«&#xa0;%1&#xa0;» demande %2, et ce ComfyUI est fourni avec %3 %4.</translation>
    </message>
</context>
<context>
    <name>portico::LayerPath</name>
    <message>
        <source>The Python %1 reads no path files, so it can have no layer of packages.</source>
        <translation>Le Python %1 ne lit pas de fichiers de chemins&#xa0;; il ne peut donc pas avoir de couche de paquets.</translation>
    </message>
    <message>
        <source>Take the # away before “import site” in the ._pth file beside it.</source>
        <translation>Enlevez le # devant «&#xa0;import site&#xa0;» dans le fichier ._pth à côté.</translation>
    </message>
</context>
<context>
    <name>portico::LayerStore</name>
    <message>
        <source>removing the layer %1</source>
        <translation>retrait de la couche %1</translation>
    </message>
    <message>
        <source>removing unused layers</source>
        <translation>retrait des couches inutilisées</translation>
    </message>
</context>
<context>
    <name>portico::LayerView</name>
    <message>
        <source>Putting the packages in</source>
        <translation>Mise en place des paquets</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its packages are not kept in layers.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers&#xa0;: ses paquets ne sont pas gardés en couches.</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and move your node packs there.</source>
        <translation>Installez ComfyUI avec Portico et déplacez-y vos packs de nœuds.</translation>
    </message>
    <message>
        <source>putting in the layer %1</source>
        <translation>mise en place de la couche %1</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>changement de la couche de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>The packages of the node packs are put in again.</source>
        <translation>Les paquets des packs de nœuds sont remis en place.</translation>
    </message>
    <message>
        <source>removing old views</source>
        <translation>retrait d&apos;anciennes vues</translation>
    </message>
</context>
<context>
    <name>portico::LinkEnv</name>
    <message>
        <source>The link %1 could not be made.</source>
        <translation>Le lien %1 n&apos;a pas pu être créé.</translation>
    </message>
    <message>
        <source>Both folders must lie on a local NTFS disk.</source>
        <translation>Les deux dossiers doivent être sur un disque NTFS local.</translation>
    </message>
</context>
<context>
    <name>portico::ListArchive</name>
    <message>
        <source>Looking into %1 ended without a result.</source>
        <translation>L&apos;examen de %1 s&apos;est terminé sans résultat.</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, get the file again.</source>
        <translation>Vérifiez qu&apos;il y a assez de mémoire libre et réessayez&#xa0;; si cela se reproduit, obtenez de nouveau le fichier.</translation>
    </message>
    <message>
        <source>The list of an archive&apos;s files cannot be read.</source>
        <translation>La liste des fichiers d&apos;une archive est illisible.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installez Portico de nouveau.</translation>
    </message>
    <message>
        <source>The request to list an archive is incomplete.</source>
        <translation>La demande d&apos;examen d&apos;une archive est incomplète.</translation>
    </message>
    <message>
        <source>it is larger than such a file can be</source>
        <translation>il est plus grand qu&apos;un tel fichier peut l&apos;être</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>Examiner</translation>
    </message>
</context>
<context>
    <name>portico::ListRemote</name>
    <message>
        <source>%1 told nothing about its branches.</source>
        <translation>%1 n&apos;a rien dit de ses branches.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>Réessayez plus tard&#xa0;; vérifiez l&apos;adresse et les paramètres du réseau.</translation>
    </message>
</context>
<context>
    <name>portico::Lock</name>
    <message>
        <source>The lock cannot be used: %1.</source>
        <translation>Le verrou ne peut pas être utilisé&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Resolve the packages again.</source>
        <translation>Résolvez de nouveau les paquets.</translation>
    </message>
    <message>
        <source>a package has no exact version</source>
        <translation>un paquet n&apos;a pas de version exacte</translation>
    </message>
    <message>
        <source>a hash is no SHA-256</source>
        <translation>une empreinte n&apos;est pas un SHA-256</translation>
    </message>
    <message>
        <source>“%1” has no hash</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas d&apos;empreinte</translation>
    </message>
</context>
<context>
    <name>portico::LockInstall</name>
    <message>
        <source>The package index does not give what the lock names any more: %1.</source>
        <translation>L&apos;index de paquets ne donne plus ce que nomme le verrou&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Build without the lock (--update), or from an index that keeps these files.</source>
        <translation>Construisez sans le verrou (--update), ou depuis un index qui conserve ces fichiers.</translation>
    </message>
</context>
<context>
    <name>portico::LogFiles</name>
    <message>
        <source>The log cannot be written to %1: %2. It is only shown.</source>
        <translation>Le journal ne peut pas être écrit dans %1&#xa0;: %2. Il est seulement affiché.</translation>
    </message>
</context>
<context>
    <name>portico::LogSource</name>
    <message>
        <source>The log %1 cannot be read: %2.</source>
        <translation>Le journal %1 est illisible&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Name a log file that is there and may be read.</source>
        <translation>Indiquez un fichier journal qui existe et peut être lu.</translation>
    </message>
</context>
<context>
    <name>portico::MatchLayer</name>
    <message>
        <source>This ComfyUI has another Python or other packages than that of the snapshot, and these packages of node packs come out differently: %1.</source>
        <translation>Ce ComfyUI a un autre Python ou d&apos;autres paquets que celui de l&apos;instantané, et ces paquets de packs de nœuds en sortent différents&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which takes them so.</source>
        <translation>Revenez autant que possible&#xa0;: ils sont alors pris ainsi.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not there any more.</source>
        <translation>La génération %1 de «&#xa0;%2&#xa0;» n&apos;existe plus.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which stays with this one.</source>
        <translation>Revenez autant que possible&#xa0;: l&apos;actuelle est alors gardée.</translation>
    </message>
</context>
<context>
    <name>portico::MigrateFiles</name>
    <message>
        <source>The model folder %1 could not be linked: node packs do not find what is in it.</source>
        <translation>Le dossier de modèles %1 n&apos;a pas pu être lié&#xa0;: les packs de nœuds ne trouvent pas ce qu&apos;il contient.</translation>
    </message>
</context>
<context>
    <name>portico::MigrateInstall</name>
    <message>
        <source>“%1” is running or being changed and cannot be migrated now.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche ou en cours de changement et ne peut pas être migrée maintenant.</translation>
    </message>
    <message>
        <source>Stop it, then migrate it.</source>
        <translation>Arrêtez-la, puis migrez-la.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>migrating “%1”</source>
        <translation>migration de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>%1 in the library</source>
        <comment>name of a migrated install</comment>
        <translation>%1 dans la bibliothèque</translation>
    </message>
</context>
<context>
    <name>portico::MigratePython</name>
    <message>
        <source>The Python in %1 only works there: a copy of it still uses %2.</source>
        <translation>Le Python dans %1 ne fonctionne que là&#xa0;: une copie utilise encore %2.</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>Assemblez un ComfyUI avec «&#xa0;porticoctl install&#xa0;», et donnez-lui le dossier de modèles de celui-ci.</translation>
    </message>
    <message>
        <source>The new Python has no folder for packages.</source>
        <translation>Le nouveau Python n&apos;a pas de dossier pour les paquets.</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Merci de le signaler.</translation>
    </message>
</context>
<context>
    <name>portico::Miniforge</name>
    <message>
        <source>See the log for its whole words. Python through uv needs neither conda nor its channels.</source>
        <translation>Le journal donne ses mots complets. Python par uv n&apos;a besoin ni de conda ni de ses canaux conda.</translation>
    </message>
    <message>
        <source>conda could not make Python %1.</source>
        <translation>conda n&apos;a pas pu créer Python %1.</translation>
    </message>
    <message>
        <source>Miniforge cannot work under %1, which holds a space.</source>
        <translation>Miniforge ne peut pas travailler sous %1, qui contient un espace.</translation>
    </message>
    <message>
        <source>Move Portico&apos;s library, or take Python through uv.</source>
        <translation>Déplacez la bibliothèque de Portico, ou prenez Python par uv.</translation>
    </message>
    <message>
        <source>Miniforge: %1</source>
        <translation>Miniforge&#xa0;: %1</translation>
    </message>
    <message>
        <source>Miniforge&apos;s installer %1 failed.</source>
        <translation>L&apos;installeur de Miniforge %1 a échoué.</translation>
    </message>
</context>
<context>
    <name>portico::MoveLibrary</name>
    <message>
        <source>There is no library folder %1 that could be moved.</source>
        <translation>Il n&apos;y a pas de dossier de bibliothèque %1 à déplacer.</translation>
    </message>
    <message>
        <source>Name the folder itself with “--library”.</source>
        <translation>Indiquez le dossier lui-même avec «&#xa0;--library&#xa0;».</translation>
    </message>
    <message>
        <source>%1 and %2 lie in one another.</source>
        <translation>%1 et %2 se trouvent l&apos;un dans l&apos;autre.</translation>
    </message>
    <message>
        <source>Choose a folder beside the library, or on another disk.</source>
        <translation>Choisissez un dossier à côté de la bibliothèque, ou sur un autre disque.</translation>
    </message>
    <message>
        <source>%1 cannot be replaced by the library.</source>
        <translation>%1 ne peut pas être remplacé par la bibliothèque.</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, such as one in it.</source>
        <translation>Choisissez un dossier qui n&apos;existe pas encore, par exemple un sous-dossier.</translation>
    </message>
    <message>
        <source>There is something at %1.</source>
        <translation>Il y a quelque chose à %1.</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, or an empty one.</source>
        <translation>Choisissez un dossier qui n&apos;existe pas encore, ou un dossier vide.</translation>
    </message>
    <message>
        <source>Another disk is mounted at %1: the library is not moved.</source>
        <translation>Un autre disque est monté sur %1&#xa0;: la bibliothèque n&apos;est pas déplacée.</translation>
    </message>
    <message>
        <source>Unmount it, or put a link to it in its place, then try again.</source>
        <translation>Démontez-le, ou mettez à sa place un lien vers lui, puis réessayez.</translation>
    </message>
    <message>
        <source>moving the library</source>
        <translation>déplacement de la bibliothèque</translation>
    </message>
    <message>
        <source>“%1” is running or being changed, so the library cannot be moved now.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche ou en cours de modification&#xa0;; la bibliothèque ne peut pas être déplacée maintenant.</translation>
    </message>
    <message>
        <source>Stop it, then move the library.</source>
        <translation>Arrêtez-la, puis déplacez la bibliothèque.</translation>
    </message>
    <message>
        <source>Another Portico is at work in %1.</source>
        <translation>Un autre Portico est à l&apos;œuvre dans %1.</translation>
    </message>
    <message>
        <source>Wait until it is done, then move the library.</source>
        <translation>Attendez qu&apos;il ait terminé, puis déplacez la bibliothèque.</translation>
    </message>
    <message>
        <source>The library needs %1 more at %2, and %3 are free there.</source>
        <translation>La bibliothèque a besoin de %1 de plus sur %2, et %3 y sont libres.</translation>
    </message>
    <message>
        <source>Free some space there, or choose another disk. “porticoctl clean” makes the library smaller.</source>
        <translation>Libérez-y de l&apos;espace, ou choisissez un autre disque. «&#xa0;porticoctl clean&#xa0;» réduit la bibliothèque.</translation>
    </message>
    <message>
        <source>There is something at %1, where the old library would go first.</source>
        <translation>Il y a quelque chose à %1, où l&apos;ancienne bibliothèque irait d&apos;abord.</translation>
    </message>
    <message>
        <source>Move it elsewhere, then try again: what was copied stays.</source>
        <translation>Déplacez-le ailleurs, puis réessayez&#xa0;: ce qui a été copié reste.</translation>
    </message>
    <message>
        <source>The isolated environments of “%1” know their old place: “porticoctl env build” makes them again.</source>
        <translation>Les environnements isolés de «&#xa0;%1&#xa0;» connaissent leur ancien emplacement&#xa0;: «&#xa0;porticoctl env build&#xa0;» les refait.</translation>
    </message>
    <message>
        <source>The library is at its new place. Of the old one something is left in %1: %2 “porticoctl clean” tries again.</source>
        <translation>La bibliothèque est à son nouvel emplacement. De l&apos;ancienne, il reste quelque chose dans %1&#xa0;: %2 «&#xa0;porticoctl clean&#xa0;» réessaie.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Remove the old files</source>
        <translation>Retirer les anciens fichiers</translation>
    </message>
</context>
<context>
    <name>portico::NeedChoices</name>
    <message>
        <source>“%1” is not left out of “%2”.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas laissé de côté dans «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Nothing is left out of it by choice.</source>
        <translation>Rien n&apos;y est laissé de côté par choix.</translation>
    </message>
    <message>
        <source>Left out are: %1.</source>
        <translation>Sont laissés de côté&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>portico::Network</name>
    <message>
        <source>nobody</source>
        <translation>personne</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found.</source>
        <translation>L&apos;adresse de %1 est introuvable.</translation>
    </message>
    <message>
        <source>Check the connection to the internet and the address.</source>
        <translation>Vérifiez la connexion à Internet et l&apos;adresse.</translation>
    </message>
    <message>
        <source>%1 does not accept connections.</source>
        <translation>%1 n&apos;accepte pas de connexions.</translation>
    </message>
    <message>
        <source>Try again later; a firewall or proxy may also be in the way.</source>
        <translation>Réessayez plus tard&#xa0;; un pare-feu ou un proxy est peut-être aussi en travers.</translation>
    </message>
    <message>
        <source>No safe connection to %1 can be made.</source>
        <translation>Aucune connexion sûre à %1 ne peut être établie.</translation>
    </message>
    <message>
        <source>A proxy, a virus scanner or this computer&apos;s clock may be the cause.</source>
        <translation>Un proxy, un antivirus ou l&apos;horloge de cet ordinateur peut en être la cause.</translation>
    </message>
    <message>
        <source>The proxy between here and %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>Le proxy entre ici et %1 demande un nom d&apos;utilisateur et un mot de passe, ou refuse ceux qu&apos;il a reçus.</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>Saisissez-les sur la page Réseau.</translation>
    </message>
    <message>
        <source>The proxy between here and %1 cannot be reached.</source>
        <translation>Le proxy entre ici et %1 est injoignable.</translation>
    </message>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>Vérifiez le proxy sur la page Réseau.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 n&apos;a pas répondu à temps.</translation>
    </message>
    <message>
        <source>Check the connection to the internet, then try again.</source>
        <translation>Vérifiez la connexion à Internet, puis réessayez.</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>La connexion à %1 a été coupée.</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted.</source>
        <translation>Le certificat de %1 n&apos;est pas digne de confiance.</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted: it was issued by %2 and is valid from %3 to %4.</source>
        <translation>Le certificat de %1 n&apos;est pas digne de confiance&#xa0;: il a été émis par %2 et est valable du %3 au %4.</translation>
    </message>
    <message>
        <source>If your network or virus scanner looks into connections, add its certificate authority on the page Network; nothing was downloaded.</source>
        <translation>Si votre réseau ou votre antivirus examine les connexions, ajoutez son autorité de certification sur la page Réseau&#xa0;; rien n&apos;a été téléchargé.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, and whether a proxy or virus scanner looks into connections; nothing was downloaded.</source>
        <translation>Vérifiez la date de cet ordinateur, et si un proxy ou un antivirus examine les connexions&#xa0;; rien n&apos;a été téléchargé.</translation>
    </message>
    <message numerus="yes">
        <source>%1 sent nothing for %n second(s).</source>
        <translation>
            <numerusform>%1 n&apos;a rien envoyé pendant %n seconde.</numerusform>
            <numerusform>%1 n&apos;a rien envoyé pendant %n secondes.</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection to %1 ended before everything had come.</source>
        <translation>La connexion à %1 s&apos;est terminée avant que tout soit arrivé.</translation>
    </message>
    <message>
        <source>Try again: what has come is kept.</source>
        <translation>Réessayez&#xa0;: ce qui est arrivé est gardé.</translation>
    </message>
    <message>
        <source>%1 sent an answer that contradicts itself.</source>
        <translation>%1 a envoyé une réponse qui se contredit.</translation>
    </message>
    <message>
        <source>A proxy may be broken; try another connection.</source>
        <translation>Un proxy est peut-être défectueux&#xa0;; essayez une autre connexion.</translation>
    </message>
</context>
<context>
    <name>portico::NetworkTest</name>
    <message>
        <source>%1 answers and has ComfyUI&apos;s repository.</source>
        <translation>%1 répond et a le dépôt de ComfyUI.</translation>
    </message>
    <message>
        <source>%1 answers and is a package index.</source>
        <translation>%1 répond et est un index de paquets.</translation>
    </message>
    <message>
        <source>%1 answers and has torch.</source>
        <translation>%1 répond et a torch.</translation>
    </message>
    <message>
        <source>%1 answers and has releases of Python.</source>
        <translation>%1 répond et a des versions de Python.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Vérifiez l&apos;adresse.</translation>
    </message>
    <message>
        <source>%1 answers, but not as GitHub would.</source>
        <translation>%1 répond, mais pas comme GitHub le ferait.</translation>
    </message>
    <message>
        <source>Write the address that stands in for https://github.com: what follows there must follow here.</source>
        <translation>Écrivez l&apos;adresse qui remplace https://github.com&#xa0;: ce qui suit là-bas doit suivre ici.</translation>
    </message>
    <message>
        <source>%1 answers, but is no package index.</source>
        <translation>%1 répond, mais n&apos;est pas un index de paquets.</translation>
    </message>
    <message>
        <source>The address of an index mostly ends in /simple.</source>
        <translation>L&apos;adresse d&apos;un index se termine le plus souvent par /simple.</translation>
    </message>
    <message>
        <source>%1 answers, but has no torch there.</source>
        <translation>%1 répond, mais n&apos;y a pas torch.</translation>
    </message>
    <message>
        <source>Write the address above the folders cpu, cu128 and so on; it mostly ends in /whl.</source>
        <translation>Écrivez l&apos;adresse au-dessus des dossiers cpu, cu128 et autres&#xa0;; elle se termine le plus souvent par /whl.</translation>
    </message>
    <message>
        <source>%1 answers, but has no release of Python there.</source>
        <translation>%1 répond, mais n&apos;y a aucune version de Python.</translation>
    </message>
    <message>
        <source>Write the address above the folders of the releases, such as %1.</source>
        <translation>Écrivez l&apos;adresse au-dessus des dossiers des versions, comme %1.</translation>
    </message>
    <message>
        <source>%1 answers too slowly.</source>
        <translation>%1 répond trop lentement.</translation>
    </message>
    <message>
        <source>Try again later, or choose another mirror.</source>
        <translation>Réessayez plus tard, ou choisissez un autre miroir.</translation>
    </message>
    <message>
        <source>directly</source>
        <translation>directement</translation>
    </message>
    <message>
        <source>through the proxy %1:%2</source>
        <translation>par le proxy %1:%2</translation>
    </message>
    <message>
        <source>through the SOCKS proxy %1:%2</source>
        <translation>par le proxy SOCKS %1:%2</translation>
    </message>
</context>
<context>
    <name>portico::NetworkValues</name>
    <message>
        <source>That is no user name.</source>
        <translation>Ce n&apos;est pas un nom d&apos;utilisateur.</translation>
    </message>
    <message>
        <source>Write the name alone; the password is asked for.</source>
        <translation>Écrivez seulement le nom&#xa0;; le mot de passe est demandé ensuite.</translation>
    </message>
    <message>
        <source>“%1” is no name of a host.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un nom d&apos;hôte.</translation>
    </message>
    <message>
        <source>Write the hosts&apos; exact names separated by commas, such as files.lan, pypi.lan.</source>
        <translation>Écrivez les noms exacts des hôtes séparés par des virgules, comme files.lan, pypi.lan.</translation>
    </message>
    <message>
        <source>The address at %1 holds a password, which settings must not.</source>
        <translation>L&apos;adresse à %1 contient un mot de passe, ce que les paramètres ne doivent pas.</translation>
    </message>
    <message>
        <source>Write the login into the file .netrc of your home folder, which uv and pip read, and the address without it.</source>
        <translation>Écrivez les identifiants dans le fichier .netrc de votre dossier personnel, que uv et pip lisent, et l&apos;adresse sans eux.</translation>
    </message>
    <message>
        <source>The address at %1 has a “?” or “#” part, so nothing can be added to it.</source>
        <translation>L&apos;adresse à %1 a une partie «&#xa0;?&#xa0;» ou «&#xa0;#&#xa0;»&#xa0;; rien ne peut y être ajouté.</translation>
    </message>
    <message>
        <source>Write the address of the folder only.</source>
        <translation>Écrivez seulement l&apos;adresse du dossier.</translation>
    </message>
</context>
<context>
    <name>portico::NodePacks</name>
    <message>
        <source>There is no node pack “%1”.</source>
        <translation>Il n&apos;y a pas de pack de nœuds «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>This install has no node packs.</source>
        <translation>Cette installation n&apos;a pas de packs de nœuds.</translation>
    </message>
    <message>
        <source>The node packs are: %1.</source>
        <translation>Les packs de nœuds sont&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>portico::NodesPlan</name>
    <message>
        <source>“%1” does not ask for “%2”.</source>
        <translation>«&#xa0;%1&#xa0;» ne demande pas «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>It asks for nothing.</source>
        <translation>Il ne demande rien.</translation>
    </message>
    <message>
        <source>It asks for: %1.</source>
        <translation>Il demande&#xa0;: %1.</translation>
    </message>
    <message>
        <source>“%1” has no enabled node pack “%2”.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de pack de nœuds activé «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Look at its node packs: porticoctl nodes list %1.</source>
        <translation>Regardez ses packs de nœuds&#xa0;: porticoctl nodes list %1.</translation>
    </message>
    <message>
        <source>Not obeyed in “%1”: %2.</source>
        <translation>Non respecté dans «&#xa0;%1&#xa0;»&#xa0;: %2.</translation>
    </message>
    <message>
        <source>“%1” is someone&apos;s own folder: its packages stay in its own Python, and there is no layer.</source>
        <translation>«&#xa0;%1&#xa0;» est le dossier personnel de quelqu&apos;un&#xa0;: ses paquets restent dans son propre Python, et il n&apos;y a pas de couche.</translation>
    </message>
    <message>
        <source>Install node packs there as before, or use an install of Portico&apos;s own.</source>
        <translation>Installez-y les packs de nœuds comme avant, ou utilisez une installation propre à Portico.</translation>
    </message>
    <message>
        <source>a plan</source>
        <translation>un plan</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>Planifier les paquets</translation>
    </message>
</context>
<context>
    <name>portico::Nvml</name>
    <message>
        <source>The NVIDIA driver was updated while it was running: its parts do not fit together until the computer is restarted.</source>
        <translation>Le pilote NVIDIA a été mis à jour pendant qu&apos;il fonctionnait&#xa0;: ses parties ne vont plus ensemble jusqu&apos;au redémarrage de l&apos;ordinateur.</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>Redémarrez l&apos;ordinateur.</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s tools are here, but the NVIDIA driver does not run.</source>
        <translation>Les outils de NVIDIA sont là, mais le pilote NVIDIA ne fonctionne pas.</translation>
    </message>
    <message>
        <source>Install the NVIDIA driver again and restart the computer.</source>
        <translation>Réinstallez le pilote NVIDIA et redémarrez l&apos;ordinateur.</translation>
    </message>
</context>
<context>
    <name>portico::ObtainPack</name>
    <message>
        <source>%1 cannot be unpacked.</source>
        <translation>%1 ne peut pas être décompressé.</translation>
    </message>
    <message>
        <source>Choose another version: porticoctl nodes info %1.</source>
        <translation>Choisissez une autre version&#xa0;: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>The Comfy Registry has withdrawn version %1 of “%2”.</source>
        <translation>Le Comfy Registry a retiré la version %1 de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>The Comfy Registry names no archive for version %1 of “%2”.</source>
        <translation>Le Comfy Registry ne nomme pas d&apos;archive pour la version %1 de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>The Comfy Registry has marked version %1 of “%2” as suspicious.</source>
        <translation>Le Comfy Registry a marqué la version %1 de «&#xa0;%2&#xa0;» comme suspecte.</translation>
    </message>
    <message>
        <source>Version %1 of “%2” is deprecated.</source>
        <translation>La version %1 de «&#xa0;%2&#xa0;» est obsolète.</translation>
    </message>
    <message>
        <source>%1 holds no node pack: it has no __init__.py.</source>
        <translation>%1 ne contient pas de pack de nœuds&#xa0;: il n&apos;a pas de __init__.py.</translation>
    </message>
    <message>
        <source>Give the folder, repository or archive whose top holds __init__.py.</source>
        <translation>Donnez le dossier, le dépôt ou l&apos;archive dont le premier niveau contient __init__.py.</translation>
    </message>
    <message>
        <source>Fetch node packs</source>
        <translation>Récupérer les packs de nœuds</translation>
    </message>
    <message>
        <source>“%1” names further repositories (submodules), which are not fetched.</source>
        <translation>«&#xa0;%1&#xa0;» nomme d&apos;autres dépôts (sous-modules), qui ne sont pas récupérés.</translation>
    </message>
    <message>
        <source>%1 is no node pack: Portico&apos;s own library lies in it.</source>
        <translation>%1 n&apos;est pas un pack de nœuds&#xa0;: la bibliothèque de Portico s&apos;y trouve.</translation>
    </message>
    <message>
        <source>Give the node pack&apos;s own folder.</source>
        <translation>Donnez le dossier même du pack de nœuds.</translation>
    </message>
    <message>
        <source>Node pack: %1</source>
        <translation>Pack de nœuds&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::OfficialSource</name>
    <message>
        <source>Official portable</source>
        <translation>Portable officiel</translation>
    </message>
    <message>
        <source>ComfyUI %1, official portable for %2</source>
        <translation>ComfyUI %1, portable officiel pour %2</translation>
    </message>
</context>
<context>
    <name>portico::OpenTerminal</name>
    <message>
        <source>%1 cannot be made a program: %2.</source>
        <translation>%1 ne peut pas être rendu exécutable&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Look at the disk that holds it.</source>
        <translation>Regardez le disque qui le contient.</translation>
    </message>
    <message>
        <source>This desktop has no terminal that Portico knows.</source>
        <translation>Ce bureau n&apos;a pas de terminal que Portico connaisse.</translation>
    </message>
    <message>
        <source>Install one, for example xterm, then try again.</source>
        <translation>Installez-en un, par exemple xterm, puis réessayez.</translation>
    </message>
    <message>
        <source>The terminal could not be started: %1.</source>
        <translation>Le terminal n&apos;a pas pu être démarré&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Open one yourself.</source>
        <translation>Ouvrez-en un vous-même.</translation>
    </message>
</context>
<context>
    <name>portico::OwnArguments</name>
    <message>
        <source>Remove it and set the port of this install.</source>
        <translation>Retirez-le et réglez le port de cette installation.</translation>
    </message>
    <message>
        <source>Remove it: Portico starts ComfyUI for this computer only.</source>
        <translation>Retirez-le&#xa0;: Portico démarre ComfyUI pour cet ordinateur seulement.</translation>
    </message>
    <message>
        <source>Remove it: each install has a data folder of its own.</source>
        <translation>Retirez-le&#xa0;: chaque installation a son propre dossier de données.</translation>
    </message>
    <message>
        <source>Remove it and choose the folder in the settings of this install.</source>
        <translation>Retirez-le et choisissez le dossier dans les paramètres de cette installation.</translation>
    </message>
    <message>
        <source>Remove it: whether Start opens the browser is a setting of this install.</source>
        <translation>Retirez-le&#xa0;: l&apos;ouverture du navigateur par Démarrer est un paramètre de cette installation.</translation>
    </message>
    <message>
        <source>An argument of “%1” holds a line break, which no argument can.</source>
        <translation>Un argument de «&#xa0;%1&#xa0;» contient un saut de ligne, ce qu&apos;aucun argument ne peut.</translation>
    </message>
    <message>
        <source>Write the arguments on one line.</source>
        <translation>Écrivez les arguments sur une seule ligne.</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” clashes with %3, which Portico sets itself.</source>
        <translation>L&apos;argument %1 de «&#xa0;%2&#xa0;» est en conflit avec %3, que Portico définit lui-même.</translation>
    </message>
</context>
<context>
    <name>portico::PacRunner</name>
    <message>
        <source>The network&apos;s proxy script ended its engine.</source>
        <translation>Le script de proxy du réseau a arrêté son moteur.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script found no answer within 10 seconds.</source>
        <translation>Le script de proxy du réseau n&apos;a pas trouvé de réponse en 10 secondes.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script has a fault: %1.</source>
        <translation>Le script de proxy du réseau a un défaut&#xa0;: %1.</translation>
    </message>
    <message>
        <source>This Portico was built without an engine for proxy scripts.</source>
        <translation>Ce Portico a été construit sans moteur pour les scripts de proxy.</translation>
    </message>
    <message>
        <source>Check the address of the proxy script in the settings, under Network, or name the proxy itself there.</source>
        <translation>Vérifiez l&apos;adresse du script de proxy sur la page Réseau, ou indiquez-y le proxy lui-même.</translation>
    </message>
</context>
<context>
    <name>portico::PackCauses</name>
    <message>
        <source>%1 looks in ComfyUI&apos;s own folder</source>
        <translation>%1 cherche dans le dossier de ComfyUI</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it looks for its files beside ComfyUI&apos;s main.py (%2), and they are in the data folder.</source>
        <translation>Le pack de nœuds %1 n&apos;a pas été chargé&#xa0;: il cherche ses fichiers à côté du main.py de ComfyUI (%2), alors qu&apos;ils sont dans le dossier de données.</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>Utilisez la disposition classique pour cette installation&#xa0;: des liens mènent de là au dossier de données.</translation>
    </message>
    <message>
        <source>%1 finds no fitting torch</source>
        <translation>%1 ne trouve pas de torch qui convienne</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded, because torch does not fit: %2.</source>
        <translation>Le pack de nœuds %1 n&apos;a pas été chargé, car torch ne convient pas&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>Réparez torch.</translation>
    </message>
    <message>
        <source>%1 misses a part of something</source>
        <translation>Il manque à %1 une partie de quelque chose</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: %2 is not there, although what it belongs to is. Either a part of the pack was never fetched, or it is made for another version.</source>
        <translation>Le pack de nœuds %1 n&apos;a pas été chargé&#xa0;: %2 n&apos;est pas là, alors que ce dont cela fait partie y est. Soit une partie du pack n&apos;a jamais été récupérée, soit il est fait pour une autre version.</translation>
    </message>
    <message>
        <source>Update the pack.</source>
        <translation>Mettez le pack à jour.</translation>
    </message>
    <message>
        <source>%1 needs a package</source>
        <translation>%1 a besoin d&apos;un paquet</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the Python module %2 is not installed.</source>
        <translation>Le pack de nœuds %1 n&apos;a pas été chargé&#xa0;: le module Python %2 n&apos;est pas installé.</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>Installez ce dont le pack a besoin.</translation>
    </message>
    <message>
        <source>%1 needs another NumPy</source>
        <translation>%1 a besoin d&apos;un autre NumPy</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it or a package of it needs another NumPy (%2).</source>
        <translation>Le pack de nœuds %1 n&apos;a pas été chargé&#xa0;: lui ou l&apos;un de ses paquets a besoin d&apos;un autre NumPy (%2).</translation>
    </message>
    <message>
        <source>Install what the pack needs again: packages that fit this NumPy are chosen.</source>
        <translation>Installez de nouveau ce dont le pack a besoin&#xa0;: des paquets qui conviennent à ce NumPy sont choisis.</translation>
    </message>
    <message>
        <source>%1 cannot load a library</source>
        <translation>%1 ne peut pas charger une bibliothèque</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the system cannot load a library of it (%2).</source>
        <translation>Le pack de nœuds %1 n&apos;a pas été chargé&#xa0;: le système ne peut pas charger l&apos;une de ses bibliothèques (%2).</translation>
    </message>
    <message>
        <source>Install what the pack needs again; if that does not help, disable it.</source>
        <translation>Installez de nouveau ce dont le pack a besoin&#xa0;; si cela n&apos;aide pas, désactivez-le.</translation>
    </message>
    <message>
        <source>%1 does not fit the versions here</source>
        <translation>%1 ne convient pas aux versions présentes</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it is made for other versions (%2).</source>
        <translation>Le pack de nœuds %1 n&apos;a pas été chargé&#xa0;: il est fait pour d&apos;autres versions (%2).</translation>
    </message>
    <message>
        <source>%1 is not valid Python</source>
        <translation>%1 n&apos;est pas du Python valable</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: one of its files is damaged, or made for another version of Python (%2).</source>
        <translation>Le pack de nœuds %1 n&apos;a pas été chargé&#xa0;: l&apos;un de ses fichiers est endommagé, ou fait pour une autre version de Python (%2).</translation>
    </message>
    <message>
        <source>Disable the pack, or update it.</source>
        <translation>Désactivez le pack, ou mettez-le à jour.</translation>
    </message>
    <message>
        <source>%1 is no node pack</source>
        <translation>%1 n&apos;est pas un pack de nœuds</translation>
    </message>
    <message>
        <source>ComfyUI passed over %1: nothing in it is a node.</source>
        <translation>ComfyUI a passé %1&#xa0;: rien n&apos;y est un nœud.</translation>
    </message>
    <message>
        <source>the log does not say why</source>
        <translation>le journal ne dit pas pourquoi</translation>
    </message>
    <message>
        <source>The start script of %1 failed</source>
        <translation>Le script de démarrage de %1 a échoué</translation>
    </message>
    <message>
        <source>The start script of the node pack %1 failed: %2.</source>
        <translation>Le script de démarrage du pack de nœuds %1 a échoué&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 was not loaded</source>
        <translation>%1 n&apos;a pas été chargé</translation>
    </message>
    <message>
        <source>The node pack %1 could not be imported: %2.</source>
        <translation>Le pack de nœuds %1 n&apos;a pas pu être importé&#xa0;: %2.</translation>
    </message>
    <message>
        <source>it does not find %1</source>
        <translation>il ne trouve pas %1</translation>
    </message>
    <message>
        <source>Update the pack, or run its install.py: some packs fetch parts of themselves by it. It is shown first, and runs in a throwaway copy.</source>
        <translation>Mettez le pack à jour, ou exécutez son install.py&#xa0;: certains packs récupèrent ainsi des parties d&apos;eux-mêmes. Il est d&apos;abord montré, et s&apos;exécute dans une copie jetable.</translation>
    </message>
</context>
<context>
    <name>portico::PackLayer</name>
    <message>
        <source>%1 would be built from source or from an address, which runs their own code, and nobody has agreed to that.</source>
        <translation>%1 serait construit depuis ses sources ou depuis une adresse, ce qui exécute son propre code, et personne ne l&apos;a accepté.</translation>
    </message>
    <message>
        <source>Agree to it (--allow-builds), or leave the pack out that needs them.</source>
        <translation>Acceptez-le (--allow-builds), ou laissez de côté le pack qui en a besoin.</translation>
    </message>
    <message>
        <source>Leave that pack out, or install another version of it.</source>
        <translation>Laissez ce pack de côté, ou installez-en une autre version.</translation>
    </message>
    <message>
        <source>The packages stay as they are for now; those that nobody needs any more go with the next change.</source>
        <translation>Les paquets restent tels quels pour l&apos;instant&#xa0;; ceux dont plus personne n&apos;a besoin partiront au prochain changement.</translation>
    </message>
</context>
<context>
    <name>portico::PackNeeds</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>%1 est incompréhensible&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Update the node pack, or leave it out.</source>
        <translation>Mettez le pack de nœuds à jour, ou laissez-le de côté.</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une exigence</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>c&apos;est trop long</translation>
    </message>
    <message>
        <source>it includes too many files</source>
        <translation>il inclut trop de fichiers</translation>
    </message>
    <message>
        <source>The requirements of “%1” cannot be read:</source>
        <translation>Les exigences de «&#xa0;%1&#xa0;» sont illisibles&#xa0;:</translation>
    </message>
</context>
<context>
    <name>portico::PackOutput</name>
    <message>
        <source>In volumes of %1 the archive would have more than %2.</source>
        <translation>En volumes de %1, l&apos;archive en aurait plus de %2.</translation>
    </message>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>Choisissez une taille de volume plus grande.</translation>
    </message>
</context>
<context>
    <name>portico::PackSource</name>
    <message>
        <source>Give an id of the Comfy Registry, the https address of a git repository, or the path of a folder, an archive or a .py file.</source>
        <translation>Donnez un identifiant du Comfy Registry, l&apos;adresse https d&apos;un dépôt git, ou le chemin d&apos;un dossier, d&apos;une archive ou d&apos;un fichier .py.</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est ni une étiquette, ni une branche, ni un commit.</translation>
    </message>
    <message>
        <source>Write the address as https://…/name@v1.2.</source>
        <translation>Écrivez l&apos;adresse sous la forme https://…/name@v1.2.</translation>
    </message>
    <message>
        <source>%1 is no list of node packs.</source>
        <translation>%1 n&apos;est pas une liste de packs de nœuds.</translation>
    </message>
    <message numerus="yes">
        <source>It names %n repositories.</source>
        <translation>
            <numerusform>Elle nomme %n dépôt.</numerusform>
            <numerusform>Elle nomme %n dépôts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Give a list with one entry or more, such as [{&quot;url&quot;: &quot;https://…&quot;}].</source>
        <translation>Donnez une liste d&apos;une entrée ou plus, comme [{&quot;url&quot;: &quot;https://…&quot;}].</translation>
    </message>
    <message>
        <source>%1 is no git repository and has no “%2”.</source>
        <translation>%1 n&apos;est pas un dépôt git et n&apos;a pas de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Give the folder alone.</source>
        <translation>Donnez le dossier seul.</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>Il n&apos;y a pas de %1.</translation>
    </message>
    <message>
        <source>This names no node pack.</source>
        <translation>Cela ne nomme pas de pack de nœuds.</translation>
    </message>
    <message>
        <source>“%1” is no id of the Comfy Registry.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un identifiant du Comfy Registry.</translation>
    </message>
    <message>
        <source>A node pack cannot be called “%1”.</source>
        <translation>Un pack de nœuds ne peut pas s&apos;appeler «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Rename what it is installed from, or give another address of it.</source>
        <translation>Renommez ce dont il est installé, ou donnez-en une autre adresse.</translation>
    </message>
</context>
<context>
    <name>portico::PackTransaction</name>
    <message>
        <source>removing an unfinished node pack</source>
        <translation>retrait d&apos;un pack de nœuds inachevé</translation>
    </message>
</context>
<context>
    <name>portico::PackUpdate</name>
    <message>
        <source>Keep what the node packs have stored</source>
        <translation>Garder ce que les packs de nœuds ont enregistré</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” was got from.</source>
        <translation>Personne ne sait d&apos;où «&#xa0;%1&#xa0;» a été obtenu.</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>Retirez-le et installez-le de nouveau depuis l&apos;endroit où il est proposé.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une version.</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>Voyez lesquelles existent&#xa0;: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>“%1” came from %2, which has no versions.</source>
        <translation>«&#xa0;%1&#xa0;» vient de %2, qui n&apos;a pas de versions.</translation>
    </message>
    <message>
        <source>Update it without naming a version.</source>
        <translation>Mettez-le à jour sans indiquer de version.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n de plus</numerusform>
            <numerusform>%1 et %n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was changed by hand: %2.</source>
        <translation>«&#xa0;%1&#xa0;» a été modifié à la main&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Update it with --stash: your changes are then kept aside, with a patch of them where it is a git repository.</source>
        <translation>Mettez-le à jour avec --stash&#xa0;: vos modifications sont alors mises de côté, avec un patch si c&apos;est un dépôt git.</translation>
    </message>
</context>
<context>
    <name>portico::PackWishes</name>
    <message>
        <source>[types] has sockets of its own, and there is no serialization.py that carries them: comfy-env will refuse the pack. Add it.</source>
        <translation>[types] a ses propres sockets, et il n&apos;y a pas de serialization.py qui les transporte&#xa0;: comfy-env refusera le pack. Ajoutez-le.</translation>
    </message>
</context>
<context>
    <name>portico::PackWrapper</name>
    <message>
        <source>The node packs of this install use comfy-env %1, which is too old for node packs to be isolated with it.</source>
        <translation>Les packs de nœuds de cette installation utilisent comfy-env %1, trop ancien pour isoler des packs de nœuds.</translation>
    </message>
    <message>
        <source>Update the node packs that ask for it: %1.</source>
        <translation>Mettez à jour les packs de nœuds qui le demandent&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Its prestartup_script.py does not run while it is isolated.</source>
        <translation>Son prestartup_script.py ne s&apos;exécute pas tant qu&apos;il est isolé.</translation>
    </message>
    <message>
        <source>Its install.py does not run while it is isolated.</source>
        <translation>Son install.py ne s&apos;exécute pas tant qu&apos;il est isolé.</translation>
    </message>
    <message>
        <source>ComfyUI does not see its folder “%1” while it is isolated.</source>
        <translation>ComfyUI ne voit pas son dossier «&#xa0;%1&#xa0;» tant qu&apos;il est isolé.</translation>
    </message>
    <message>
        <source>Not obeyed: %1.</source>
        <translation>Non respecté&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>portico::PassWorkflows</name>
    <message>
        <source>The new generation did not start for its test workflows: %1</source>
        <translation>La nouvelle génération n&apos;a pas démarré pour ses workflows de test&#xa0;: %1</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>«&#xa0;%1&#xa0;» reste telle quelle. Essayez une autre version de ComfyUI.</translation>
    </message>
    <message>
        <source>The test workflow “%1” does not work with the new generation. %2</source>
        <translation>Le workflow de test «&#xa0;%1&#xa0;» ne fonctionne pas avec la nouvelle génération. %2</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version, or remove that test: porticoctl test-workflow remove %2 &quot;%3&quot;.</source>
        <translation>«&#xa0;%1&#xa0;» reste telle quelle. Essayez une autre version, ou retirez ce test&#xa0;: porticoctl test-workflow remove %2 &quot;%3&quot;.</translation>
    </message>
</context>
<context>
    <name>portico::PixiEngine</name>
    <message>
        <source>pixi could not build the environment (exit code %1).</source>
        <translation>pixi n&apos;a pas pu construire l&apos;environnement (code de sortie %1).</translation>
    </message>
    <message>
        <source>Its log tells more; try again, or ask the author of the pack.</source>
        <translation>Son journal en dit plus&#xa0;; réessayez, ou demandez à l&apos;auteur du pack.</translation>
    </message>
    <message>
        <source>The disk is full: pixi could not build the environment.</source>
        <translation>Le disque est plein&#xa0;: pixi n&apos;a pas pu construire l&apos;environnement.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Libérez de l&apos;espace, puis réessayez.</translation>
    </message>
    <message>
        <source>pixi could not reach the packages of the environment.</source>
        <translation>pixi n&apos;a pas pu joindre les paquets de l&apos;environnement.</translation>
    </message>
    <message>
        <source>Check the network settings, then try again.</source>
        <translation>Vérifiez les paramètres du réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>The packages of the environment do not go together here.</source>
        <translation>Les paquets de l&apos;environnement ne vont pas ensemble ici.</translation>
    </message>
    <message>
        <source>Ask the author of the pack; its log tells which clash.</source>
        <translation>Demandez à l&apos;auteur du pack&#xa0;; son journal dit lesquels sont en conflit.</translation>
    </message>
    <message>
        <source>The environment asks for more than this computer has.</source>
        <translation>L&apos;environnement demande plus que cet ordinateur n&apos;a.</translation>
    </message>
    <message>
        <source>Its log tells what: another system, C library or CUDA.</source>
        <translation>Son journal dit quoi&#xa0;: un autre système, une autre bibliothèque C ou un autre CUDA.</translation>
    </message>
    <message>
        <source>pixi does not understand what comfy-env.toml asks for.</source>
        <translation>pixi ne comprend pas ce que demande comfy-env.toml.</translation>
    </message>
    <message>
        <source>Correct the file; the log tells the key.</source>
        <translation>Corrigez le fichier&#xa0;; le journal indique la clé.</translation>
    </message>
</context>
<context>
    <name>portico::PixiManifest</name>
    <message>
        <source>[%1] asks for %2%3, but ComfyUI has %4, and both must have the same.</source>
        <translation>[%1] demande %2%3, mais ComfyUI a %4, et les deux doivent avoir le même.</translation>
    </message>
    <message>
        <source>Remove that line of comfy-env.toml.</source>
        <translation>Retirez cette ligne de comfy-env.toml.</translation>
    </message>
</context>
<context>
    <name>portico::PixiPins</name>
    <message>
        <source>pixi cannot be put into %1.</source>
        <translation>pixi ne peut pas être placé dans %1.</translation>
    </message>
    <message>
        <source>Check the space and the rights of that folder.</source>
        <translation>Vérifiez l&apos;espace et les droits de ce dossier.</translation>
    </message>
    <message>
        <source>fetching pixi</source>
        <translation>récupération de pixi</translation>
    </message>
    <message>
        <source>There is no pixi for this computer, and comfy-env runs its environments with it.</source>
        <translation>Il n&apos;y a pas de pixi pour cet ordinateur, et comfy-env fait fonctionner ses environnements avec lui.</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>Les environnements isolés ont besoin d&apos;un autre ordinateur.</translation>
    </message>
    <message>
        <source>Fetching pixi %1: comfy-env starts the nodes with it.</source>
        <translation>Récupération de pixi %1&#xa0;: comfy-env démarre les nœuds avec lui.</translation>
    </message>
</context>
<context>
    <name>portico::PlaceArchive</name>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 existe déjà.</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>Choisissez une autre version ou un autre dossier, ou remplacez-le.</translation>
    </message>
</context>
<context>
    <name>portico::PlaceBundle</name>
    <message>
        <source>Bring the parts together</source>
        <translation>Rassembler les parties</translation>
    </message>
</context>
<context>
    <name>portico::PlanBundle</name>
    <message>
        <source>The name</source>
        <translation>Le nom</translation>
    </message>
    <message>
        <source>The version</source>
        <translation>La version</translation>
    </message>
    <message>
        <source>Volumes of %1 bytes are too small.</source>
        <translation>Des volumes de %1 octets sont trop petits.</translation>
    </message>
    <message>
        <source>Choose 64 KiB or more.</source>
        <translation>Choisissez 64 Kio ou plus.</translation>
    </message>
    <message>
        <source>The argument “%1” holds a character that launch scripts cannot carry on every system.</source>
        <translation>L&apos;argument «&#xa0;%1&#xa0;» contient un caractère que les scripts de lancement ne peuvent pas transmettre sur tous les systèmes.</translation>
    </message>
    <message>
        <source>Leave it out, and give it when ComfyUI is started.</source>
        <translation>Laissez-le de côté, et donnez-le au démarrage de ComfyUI.</translation>
    </message>
    <message>
        <source>%1 was changed by hand; the bundle holds it as it is now.</source>
        <translation>%1 a été modifié à la main&#xa0;; le kit le contient tel qu&apos;il est maintenant.</translation>
    </message>
    <message>
        <source>%1 runs in an environment of its own, which cannot move: it is built anew on the other computer.</source>
        <translation>%1 s&apos;exécute dans son propre environnement, qui ne peut pas être déplacé&#xa0;: il est reconstruit sur l&apos;autre ordinateur.</translation>
    </message>
    <message>
        <source>The arguments that you set for “%1” stay with it; the launch script has: %2.</source>
        <translation>Les arguments que vous avez définis pour «&#xa0;%1&#xa0;» restent avec elle&#xa0;; le script de lancement a&#xa0;: %2.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 existe déjà.</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>Choisissez une autre version ou un autre dossier, ou remplacez-le.</translation>
    </message>
    <message>
        <source>Nobody published a SHA-256 of the folder %1.</source>
        <translation>Personne n&apos;a publié de SHA-256 du dossier %1.</translation>
    </message>
    <message>
        <source>Give the bundle as a file.</source>
        <translation>Donnez le kit sous forme de fichier.</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>Le SHA-256 est celui qui a été publié&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>Non vérifié&#xa0;: aucun SHA-256 publié n&apos;est connu. Celui-ci a %1.</translation>
    </message>
</context>
<context>
    <name>portico::PlanLayer</name>
    <message>
        <source>%1 is there already and stays: %2 is not taken.</source>
        <translation>%1 est déjà là et reste&#xa0;: %2 n&apos;est pas pris.</translation>
    </message>
    <message>
        <source>The package index tells no dates: packages of the last days are not held back.</source>
        <translation>L&apos;index de paquets n&apos;indique pas de dates&#xa0;: les paquets des derniers jours ne sont pas écartés.</translation>
    </message>
    <message>
        <source>What comes from an address or repository, or must be built, may need further packages: that is known once it was fetched, which needs your consent.</source>
        <translation>Ce qui vient d&apos;une adresse ou d&apos;un dépôt, ou doit être construit, peut avoir besoin d&apos;autres paquets&#xa0;: on le saura une fois cela récupéré, ce qui demande votre accord.</translation>
    </message>
    <message>
        <source>The package index does not have this install&apos;s own versions of %1: they count as they are.</source>
        <translation>L&apos;index de paquets n&apos;a pas les versions de %1 propres à cette installation&#xa0;: elles comptent telles quelles.</translation>
    </message>
</context>
<context>
    <name>portico::PlanMigration</name>
    <message>
        <source>“%1” lies in the library already: only a folder of your own that was added where it lies is migrated.</source>
        <translation>«&#xa0;%1&#xa0;» se trouve déjà dans la bibliothèque&#xa0;: seul un dossier à vous, ajouté là où il se trouve, peut être migré.</translation>
    </message>
    <message>
        <source>For a second one like it, duplicate it.</source>
        <translation>Pour en avoir une deuxième comme elle, dupliquez-la.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: this one does not migrate it.</source>
        <translation>«&#xa0;%1&#xa0;» a été écrite par un Portico plus récent&#xa0;: celui-ci ne la migre pas.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Mettez Portico à jour.</translation>
    </message>
    <message>
        <source>There is no ComfyUI in %1 any more.</source>
        <translation>Il n&apos;y a plus de ComfyUI dans %1.</translation>
    </message>
    <message>
        <source>Put the folder back in its place.</source>
        <translation>Remettez le dossier à sa place.</translation>
    </message>
    <message>
        <source>The environment in %1 borrows packages of the Python of this computer: it is not whole without them.</source>
        <translation>L&apos;environnement dans %1 emprunte des paquets au Python de cet ordinateur&#xa0;: sans eux, il n&apos;est pas complet.</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>Assemblez un ComfyUI avec «&#xa0;porticoctl install&#xa0;», et donnez-lui le dossier de modèles de celui-ci.</translation>
    </message>
    <message>
        <source>A package is only a way to the folder %1, which must stay.</source>
        <translation>Un paquet n&apos;est qu&apos;un renvoi vers le dossier %1, qui doit rester.</translation>
    </message>
    <message>
        <source>Programs in the environment&apos;s Scripts folder stay behind: they only work where they were made.</source>
        <translation>Les programmes du dossier Scripts de l&apos;environnement ne suivent pas&#xa0;: ils ne fonctionnent que là où ils ont été créés.</translation>
    </message>
    <message>
        <source>“%1” becomes an install of its own in the library, with versions to go back to. %2 stays as it is and can still be started; removing the new install undoes it.</source>
        <translation>«&#xa0;%1&#xa0;» devient une installation à part entière dans la bibliothèque, avec des versions auxquelles revenir. %2 reste tel quel et peut toujours être démarré&#xa0;; retirer la nouvelle installation défait tout.</translation>
    </message>
    <message numerus="yes">
        <source>Copied or shared: Python&apos;s packages, ComfyUI, node packs, inputs and user files, %n file(s) with %1.</source>
        <translation>
            <numerusform>Copiés ou partagés&#xa0;: les paquets de Python, ComfyUI, les packs de nœuds, les entrées et les fichiers de l&apos;utilisateur, %n fichier avec %1.</numerusform>
            <numerusform>Copiés ou partagés&#xa0;: les paquets de Python, ComfyUI, les packs de nœuds, les entrées et les fichiers de l&apos;utilisateur, %n fichiers avec %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Python %1 is taken over with its packages.</source>
        <translation>Python %1 est repris avec ses paquets.</translation>
    </message>
    <message>
        <source>Its packages are taken over; the virtual environment itself works only where it is. The new install gets a Python %1 of its own: a copy of the one in %2, or where that cannot be copied, one as for a ComfyUI that is put together.</source>
        <translation>Ses paquets sont repris&#xa0;; l&apos;environnement virtuel lui-même ne fonctionne que là où il est. La nouvelle installation reçoit son propre Python %1&#xa0;: une copie de celui de %2 ou, si celui-ci ne peut pas être copié, un Python comme pour un ComfyUI qui est assemblé.</translation>
    </message>
    <message>
        <source>Models stay in %1 and are used from there: keep that folder.</source>
        <translation>Les modèles restent dans %1 et sont utilisés de là&#xa0;: gardez ce dossier.</translation>
    </message>
    <message>
        <source>Model folders of node packs are linked: %1.</source>
        <translation>Les dossiers de modèles des packs de nœuds sont liés&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The folders that %1 names are used as before.</source>
        <translation>Les dossiers que nomme %1 sont utilisés comme avant.</translation>
    </message>
    <message>
        <source>Pictures that were made stay in the old folder. Close it in other programs before.</source>
        <translation>Les images déjà créées restent dans l&apos;ancien dossier. Fermez-le d&apos;abord dans les autres programmes.</translation>
    </message>
</context>
<context>
    <name>portico::PlanRecipe</name>
    <message>
        <source>This recipe is for %1, and this computer is %2.</source>
        <translation>Cette recette est pour %1, et cet ordinateur est %2.</translation>
    </message>
    <message>
        <source>Make it on a computer of that kind: a bundle is started before it gets its name.</source>
        <translation>Faites-le sur un ordinateur de ce type&#xa0;: un kit est démarré avant de recevoir son nom.</translation>
    </message>
    <message>
        <source>The lock %1 is of another recipe, or of another kind of computer.</source>
        <translation>Le verrou %1 est d&apos;une autre recette, ou d&apos;un autre type d&apos;ordinateur.</translation>
    </message>
    <message>
        <source>Take the lock that came with a bundle of this very recipe, or build without one.</source>
        <translation>Prenez le verrou fourni avec un kit de cette même recette, ou construisez sans verrou.</translation>
    </message>
    <message>
        <source>The recipe is another than that of the lock that is there: a new one is made.</source>
        <translation>La recette n&apos;est pas celle du verrou présent&#xa0;: un nouveau est fait.</translation>
    </message>
    <message>
        <source>The lock that is there cannot be used: %1</source>
        <translation>Le verrou présent ne peut pas être utilisé&#xa0;: %1</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; --update takes newer ones.</source>
        <translation>Les versions de son verrou sont prises&#xa0;; --update en prend de plus récentes.</translation>
    </message>
    <message>
        <source>“%1” of the recipe cannot be had.</source>
        <translation>«&#xa0;%1&#xa0;» de la recette est introuvable.</translation>
    </message>
    <message>
        <source>Without headers and static libraries nothing can be compiled in the bundle: torch.compile and some node packs do that.</source>
        <translation>Sans en-têtes ni bibliothèques statiques, rien ne peut être compilé dans le kit&#xa0;: torch.compile et certains packs de nœuds le font.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 existe déjà.</translation>
    </message>
    <message>
        <source>Give the recipe another version, choose another folder, or replace it.</source>
        <translation>Donnez une autre version à la recette, choisissez un autre dossier, ou remplacez-le.</translation>
    </message>
</context>
<context>
    <name>portico::PlanRows</name>
    <message>
        <source>Its makers took this version back, but it is what is asked for.</source>
        <translation>Ses auteurs ont repris cette version, mais c&apos;est celle qui est demandée.</translation>
    </message>
    <message>
        <source>There is no wheel of it for this computer: building it runs its own code.</source>
        <translation>Il n&apos;en existe pas de wheel pour cet ordinateur&#xa0;: le construire exécute son propre code.</translation>
    </message>
</context>
<context>
    <name>portico::PlanUpdate</name>
    <message>
        <source>“%1” was written by a newer Portico, or names a generation that it does not have: it is not updated by this one.</source>
        <translation>«&#xa0;%1&#xa0;» a été écrite par un Portico plus récent, ou nomme une génération qui n&apos;existe pas&#xa0;: celui-ci ne la met pas à jour.</translation>
    </message>
    <message>
        <source>Update Portico, or repair the install.</source>
        <translation>Mettez Portico à jour, ou réparez l&apos;installation.</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>«&#xa0;%1&#xa0;» ne peut être ni une étiquette, ni une branche, ni un commit.</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>Donnez une étiquette comme v0.33.0, une branche ou un commit.</translation>
    </message>
    <message>
        <source>Nobody knows which ComfyUI “%1” has.</source>
        <translation>Personne ne sait quel ComfyUI «&#xa0;%1&#xa0;» a.</translation>
    </message>
    <message>
        <source>Name the version to go to: --to 0.34.0.</source>
        <translation>Indiquez la version visée&#xa0;: --to 0.34.0.</translation>
    </message>
    <message>
        <source>updating “%1”</source>
        <translation>mise à jour de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>“%1” is no version of torch.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une version de torch.</translation>
    </message>
    <message>
        <source>Give one such as 2.9.1: its build for the accelerator is found by itself.</source>
        <translation>Donnez-en une comme 2.9.1&#xa0;: sa variante pour l&apos;accélérateur est trouvée automatiquement.</translation>
    </message>
</context>
<context>
    <name>portico::PointerReader</name>
    <message>
        <source>is missing</source>
        <translation>manque</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>n&apos;est pas un texte</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>a plus de %1 caractères</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>est vide</translation>
    </message>
    <message>
        <source>is no list of lines</source>
        <translation>n&apos;est pas une liste de lignes</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>a plus de %1 entrées</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>n&apos;est pas un nombre entier</translation>
    </message>
    <message>
        <source>is not between %1 and %2</source>
        <translation>n&apos;est pas entre %1 et %2</translation>
    </message>
    <message>
        <source>is no date such as 2026-11-21 or 2026-11-21T09:00:00Z</source>
        <translation>n&apos;est pas une date comme 2026-11-21 ou 2026-11-21T09:00:00Z</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>n&apos;est pas une liste</translation>
    </message>
    <message>
        <source>is no object</source>
        <translation>n&apos;est pas un objet</translation>
    </message>
</context>
<context>
    <name>portico::PortCheck</name>
    <message>
        <source>All %1 ports after %2 are taken.</source>
        <translation>Les %1 ports qui suivent %2 sont tous pris.</translation>
    </message>
    <message>
        <source>Choose another port in the install&apos;s settings.</source>
        <translation>Choisissez un autre port dans les paramètres de l&apos;installation.</translation>
    </message>
    <message>
        <source>Port %1 is used by another program.</source>
        <translation>Le port %1 est utilisé par un autre programme.</translation>
    </message>
    <message>
        <source>Choose another port, or end the program that uses it.</source>
        <translation>Choisissez un autre port, ou arrêtez le programme qui l&apos;utilise.</translation>
    </message>
    <message>
        <source>Port %1 is used by %2 (process %3).</source>
        <translation>Le port %1 est utilisé par %2 (processus %3).</translation>
    </message>
    <message>
        <source>Choose another port, or end %1.</source>
        <translation>Choisissez un autre port, ou arrêtez %1.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareChange</name>
    <message>
        <source>The node pack “%1” is isolated and disabled: its new version could not be tried.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» est isolé et désactivé&#xa0;: sa nouvelle version n&apos;a pas pu être essayée.</translation>
    </message>
    <message>
        <source>Enable it first, then update it.</source>
        <translation>Activez-le d&apos;abord, puis mettez-le à jour.</translation>
    </message>
    <message>
        <source>fetching node packs</source>
        <translation>récupération de packs de nœuds</translation>
    </message>
    <message>
        <source>Two of these node packs would be called “%1”.</source>
        <translation>Deux de ces packs de nœuds s&apos;appelleraient «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Install one of them alone.</source>
        <translation>Installez l&apos;un d&apos;eux seul.</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already.</source>
        <translation>Il y a déjà un pack de nœuds «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already; it is disabled.</source>
        <translation>Il y a déjà un pack de nœuds «&#xa0;%1&#xa0;»&#xa0;; il est désactivé.</translation>
    </message>
    <message>
        <source>Update it instead, or remove it first.</source>
        <translation>Mettez-le plutôt à jour, ou retirez-le d&apos;abord.</translation>
    </message>
    <message>
        <source>Enable or update it instead, or remove it first.</source>
        <translation>Activez-le ou mettez-le plutôt à jour, ou retirez-le d&apos;abord.</translation>
    </message>
    <message>
        <source>“%1” and “%2” both say to be the node pack %3: one of them should be disabled.</source>
        <translation>«&#xa0;%1&#xa0;» et «&#xa0;%2&#xa0;» se disent tous deux le pack de nœuds %3&#xa0;: l&apos;un d&apos;eux devrait être désactivé.</translation>
    </message>
    <message>
        <source>“%1” is up to date.</source>
        <translation>«&#xa0;%1&#xa0;» est à jour.</translation>
    </message>
    <message>
        <source>What “%1” needs does not go together with what the other node packs need, and is left out.</source>
        <translation>Ce dont «&#xa0;%1&#xa0;» a besoin ne va pas avec ce dont les autres packs de nœuds ont besoin, et est laissé de côté.</translation>
    </message>
    <message>
        <source>The node pack “%1” has no install.py.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» n&apos;a pas d&apos;install.py.</translation>
    </message>
    <message>
        <source>There is nothing to run.</source>
        <translation>Il n&apos;y a rien à exécuter.</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» est un lien vers un dossier ailleurs, qui n&apos;est pas modifié.</translation>
    </message>
    <message>
        <source>Run its install.py there yourself.</source>
        <translation>Exécutez-y son install.py vous-même.</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» est désactivé.</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>Activez-le d&apos;abord.</translation>
    </message>
    <message>
        <source>Nothing is kept of a node pack “%1”.</source>
        <translation>Rien n&apos;est gardé d&apos;un pack de nœuds «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Old versions are kept until ComfyUI has started well with the new ones.</source>
        <translation>Les anciennes versions sont gardées jusqu&apos;à ce que ComfyUI ait bien démarré avec les nouvelles.</translation>
    </message>
    <message>
        <source>Kept are: %1.</source>
        <translation>Sont gardés&#xa0;: %1.</translation>
    </message>
    <message>
        <source>“%1” is enabled already.</source>
        <translation>«&#xa0;%1&#xa0;» est déjà activé.</translation>
    </message>
    <message>
        <source>“%1” is disabled already.</source>
        <translation>«&#xa0;%1&#xa0;» est déjà désactivé.</translation>
    </message>
    <message>
        <source>Another node pack “%1” is enabled.</source>
        <translation>Un autre pack de nœuds «&#xa0;%1&#xa0;» est activé.</translation>
    </message>
    <message>
        <source>Disable or remove that one first.</source>
        <translation>Désactivez ou retirez d&apos;abord celui-là.</translation>
    </message>
    <message>
        <source>The node pack “%1” is isolated, and its install.py is not run there.</source>
        <translation>Le pack de nœuds «&#xa0;%1&#xa0;» est isolé, et son install.py n&apos;y est pas exécuté.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareIsolation</name>
    <message>
        <source>“%1” is isolated already.</source>
        <translation>«&#xa0;%1&#xa0;» est déjà isolé.</translation>
    </message>
    <message>
        <source>The new version of the node pack “%1” has a comfy-env.toml of its own, and isolates itself.</source>
        <translation>La nouvelle version du pack de nœuds «&#xa0;%1&#xa0;» a son propre comfy-env.toml et s&apos;isole elle-même.</translation>
    </message>
    <message>
        <source>Node packs cannot be isolated here.</source>
        <translation>Les packs de nœuds ne peuvent pas être isolés ici.</translation>
    </message>
    <message>
        <source>Leave one of the node packs out.</source>
        <translation>Laissez l&apos;un des packs de nœuds de côté.</translation>
    </message>
    <message>
        <source>“%1” is not isolated.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas isolé.</translation>
    </message>
    <message>
        <source>The files of the node pack “%1” are not where it was isolated.</source>
        <translation>Les fichiers du pack de nœuds «&#xa0;%1&#xa0;» ne sont pas là où il a été isolé.</translation>
    </message>
    <message>
        <source>Remove it and install it again.</source>
        <translation>Retirez-le et installez-le de nouveau.</translation>
    </message>
    <message>
        <source>Undo the isolation (porticoctl env rejoin), then try again, and isolate it once more if it still has to be.</source>
        <translation>Défaites l&apos;isolement (porticoctl env rejoin), puis réessayez, et isolez-le encore une fois si c&apos;est toujours nécessaire.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareLaunch</name>
    <message>
        <source>%1 is not there: %2.</source>
        <translation>%1 n&apos;est pas là&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Put the folder back in its place, or remove this install.</source>
        <translation>Remettez le dossier à sa place, ou retirez cette installation.</translation>
    </message>
    <message>
        <source>Remove this install and add its bundle again; the data folder can be kept.</source>
        <translation>Retirez cette installation et ajoutez de nouveau son kit&#xa0;; le dossier de données peut être gardé.</translation>
    </message>
    <message>
        <source>The runtime of “%1”</source>
        <translation>L&apos;environnement d&apos;exécution de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>The Python of “%1”</source>
        <translation>Le Python de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1”</source>
        <translation>Le ComfyUI de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>A folder chosen for “%1”</source>
        <translation>Un dossier choisi pour «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Connect its drive, or choose another folder in the settings.</source>
        <translation>Branchez son disque, ou choisissez un autre dossier dans les paramètres.</translation>
    </message>
    <message>
        <source>ComfyUI did not say which arguments it knows; all are passed.</source>
        <translation>ComfyUI n&apos;a pas dit quels arguments il connaît&#xa0;; tous sont transmis.</translation>
    </message>
    <message>
        <source>The model folder %1 is not there and is left out.</source>
        <translation>Le dossier de modèles %1 n&apos;est pas là et est laissé de côté.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareMatch</name>
    <message>
        <source>“%1” was changed by hand then, and these changes are not kept any more.</source>
        <translation>«&#xa0;%1&#xa0;» était alors modifié à la main, et ces modifications ne sont plus gardées.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which brings it without them.</source>
        <translation>Revenez autant que possible&#xa0;: il est alors rétabli sans elles.</translation>
    </message>
    <message>
        <source>What “%1” can be got from now is not what it was then.</source>
        <translation>L&apos;endroit d&apos;où «&#xa0;%1&#xa0;» s&apos;obtient ne donne plus la même chose qu&apos;alors.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it as it is now.</source>
        <translation>Revenez autant que possible&#xa0;: il reste alors tel qu&apos;il est maintenant.</translation>
    </message>
    <message>
        <source>“%1” is not here any more, and nobody knows where it was got from.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est plus ici, et personne ne sait d&apos;où il venait.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it out.</source>
        <translation>Revenez autant que possible&#xa0;: il est alors laissé de côté.</translation>
    </message>
    <message>
        <source>“%1” lies in a folder of your own, where Portico enables and disables node packs only.</source>
        <translation>«&#xa0;%1&#xa0;» se trouve dans l&apos;un de vos propres dossiers, où Portico ne fait qu&apos;activer et désactiver les packs de nœuds.</translation>
    </message>
    <message>
        <source>Go back as far as possible, and change this one yourself.</source>
        <translation>Revenez autant que possible, et changez celui-ci vous-même.</translation>
    </message>
    <message>
        <source>a copy of this computer</source>
        <translation>une copie de cet ordinateur</translation>
    </message>
    <message>
        <source>The install.py of “%1” had run then, and does not run by itself: porticoctl nodes run-script.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» s&apos;était alors exécuté, et ne s&apos;exécute pas tout seul&#xa0;: porticoctl nodes run-script.</translation>
    </message>
</context>
<context>
    <name>portico::PromoteBundle</name>
    <message>
        <source>no track</source>
        <translation>aucun canal</translation>
    </message>
    <message>
        <source>There is no catalogue %1.</source>
        <translation>Il n&apos;y a pas de catalogue %1.</translation>
    </message>
    <message>
        <source>Check the path; “porticoctl bundle publish” makes one.</source>
        <translation>Vérifiez le chemin&#xa0;; «&#xa0;porticoctl bundle publish&#xa0;» en crée un.</translation>
    </message>
    <message>
        <source>“%1” has no bundle “%2”.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de kit «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Il a&#xa0;: %1.</translation>
    </message>
    <message>
        <source>“%1” is on “%2” and cannot go to “%3”: bundles only go forward.</source>
        <translation>«&#xa0;%1&#xa0;» est sur «&#xa0;%2&#xa0;» et ne peut pas passer à «&#xa0;%3&#xa0;»&#xa0;: les kits ne vont qu&apos;en avant.</translation>
    </message>
    <message>
        <source>Promote another bundle to that track, which takes this one off where it is made for the same computers.</source>
        <translation>Promouvez un autre kit vers ce canal, ce qui en retire celui-ci là où il est fait pour les mêmes ordinateurs.</translation>
    </message>
    <message>
        <source>promoting a bundle</source>
        <translation>promotion d&apos;un kit</translation>
    </message>
</context>
<context>
    <name>portico::Provider</name>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for, and the contributed modules that were asked for</source>
        <translation>il a ce que les autres ont, sauf les fenêtres, dont ComfyUI n&apos;a pas l&apos;usage, et les modules contribués qui étaient demandés</translation>
    </message>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for</source>
        <translation>il a ce que les autres ont, sauf les fenêtres, dont ComfyUI n&apos;a pas l&apos;usage</translation>
    </message>
    <message>
        <source>this install computes with CUDA</source>
        <translation>cette installation calcule avec CUDA</translation>
    </message>
    <message>
        <source>it is asked for, and there is no CUDA here</source>
        <translation>il est demandé, et il n&apos;y a pas de CUDA ici</translation>
    </message>
    <message>
        <source>there is no CUDA here</source>
        <translation>il n&apos;y a pas de CUDA ici</translation>
    </message>
    <message>
        <source>it is part of this install, which does not change</source>
        <translation>il fait partie de cette installation, qui ne change pas</translation>
    </message>
    <message>
        <source>ComfyUI is made for it</source>
        <translation>ComfyUI est fait pour lui</translation>
    </message>
    <message>
        <source>%1 is taken: %2.</source>
        <translation>%1 est pris&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1 is taken instead of %2: %3.</source>
        <translation>%1 est pris au lieu de %2&#xa0;: %3.</translation>
    </message>
</context>
<context>
    <name>portico::ProxyAddress</name>
    <message>
        <source>Write “system”, “none”, http://host:port, socks5://host:port, a user as http://user@host:port, or pac+https://host/proxy.pac for a script.</source>
        <translation>Écrivez «&#xa0;system&#xa0;», «&#xa0;none&#xa0;», http://host:port, socks5://host:port, un utilisateur sous la forme http://user@host:port, ou pac+https://host/proxy.pac pour un script.</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy script.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas l&apos;adresse d&apos;un script de proxy.</translation>
    </message>
    <message>
        <source>The address of a proxy script holds no user and no password.</source>
        <translation>L&apos;adresse d&apos;un script de proxy ne contient ni utilisateur ni mot de passe.</translation>
    </message>
    <message>
        <source>Portico speaks to proxies by http and SOCKS 5 only; what goes through them is protected all the same.</source>
        <translation>Portico parle aux proxys seulement par http et SOCKS 5&#xa0;; ce qui y passe est protégé de toute façon.</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy with its port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas l&apos;adresse d&apos;un proxy avec son port.</translation>
    </message>
    <message>
        <source>The proxy&apos;s password does not belong into its address: settings and command lines can be read by others.</source>
        <translation>Le mot de passe du proxy n&apos;a pas sa place dans son adresse&#xa0;: d&apos;autres peuvent lire les paramètres et les lignes de commande.</translation>
    </message>
    <message>
        <source>Give the address without it; the password is asked for and kept in this computer&apos;s keychain.</source>
        <translation>Donnez l&apos;adresse sans lui&#xa0;; le mot de passe est demandé et gardé dans le trousseau de cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>portico::ProxyBypass</name>
    <message>
        <source>“%1” is no host, domain or network.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est ni un hôte, ni un domaine, ni un réseau.</translation>
    </message>
    <message>
        <source>Write hosts and networks separated by commas, such as intranet.example, .corp.example, 10.0.0.0/8.</source>
        <translation>Écrivez des hôtes et des réseaux séparés par des virgules, comme intranet.example, .corp.example, 10.0.0.0/8.</translation>
    </message>
</context>
<context>
    <name>portico::PublishBundle</name>
    <message>
        <source>Look into the bundle</source>
        <translation>Examiner le kit</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>examen d&apos;un kit</translation>
    </message>
    <message>
        <source>%1 has no %2: it was not made by Portico.</source>
        <translation>%1 n&apos;a pas de %2&#xa0;: il n&apos;a pas été créé par Portico.</translation>
    </message>
    <message>
        <source>Add it as an install and build a bundle of that, or write it into the catalogue by hand (docs/catalogue.md).</source>
        <translation>Ajoutez-le comme installation et construisez-en un kit, ou inscrivez-le à la main dans le catalogue (docs/catalogue.md).</translation>
    </message>
    <message>
        <source>The bundle does not tell what its torch runs on.</source>
        <translation>Le kit n&apos;indique pas sur quoi son torch calcule.</translation>
    </message>
    <message>
        <source>The bundle does not tell the version of its ComfyUI.</source>
        <translation>Le kit n&apos;indique pas la version de son ComfyUI.</translation>
    </message>
    <message>
        <source>Say it: --accelerator cpu, or “cuda 13.0”.</source>
        <translation>Indiquez-le&#xa0;: --accelerator cpu, ou «&#xa0;cuda 13.0&#xa0;».</translation>
    </message>
    <message>
        <source>Build it again of an install that does.</source>
        <translation>Construisez-le de nouveau à partir d&apos;une installation qui l&apos;indique.</translation>
    </message>
    <message>
        <source>%1 %2: ComfyUI %3 for %4 %5, %6</source>
        <translation>%1 %2&#xa0;: ComfyUI %3 pour %4 %5, %6</translation>
    </message>
    <message>
        <source>Bundles of %1</source>
        <translation>Kits de %1</translation>
    </message>
    <message>
        <source>The catalogue has another bundle %1.</source>
        <translation>Le catalogue a un autre kit %1.</translation>
    </message>
    <message>
        <source>Give the new one another version, or replace it with --replace.</source>
        <translation>Donnez une autre version au nouveau, ou remplacez l&apos;autre avec --replace.</translation>
    </message>
    <message>
        <source>publishing a bundle</source>
        <translation>publication d&apos;un kit</translation>
    </message>
    <message>
        <source>%1 is not what the .sha256 beside it says.</source>
        <translation>%1 n&apos;est pas ce que dit le .sha256 à côté.</translation>
    </message>
    <message>
        <source>Build the bundle again, or get it again.</source>
        <translation>Construisez le kit de nouveau, ou obtenez-le de nouveau.</translation>
    </message>
    <message>
        <source>Another file %1 is there.</source>
        <translation>Un autre fichier %1 est là.</translation>
    </message>
    <message>
        <source>Give the bundle another version, or replace it with --replace.</source>
        <translation>Donnez une autre version au kit, ou remplacez le fichier avec --replace.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>There is no bundle %1.</source>
        <translation>Il n&apos;y a pas de kit %1.</translation>
    </message>
    <message>
        <source>Build one: porticoctl bundle build.</source>
        <translation>Construisez-en un&#xa0;: porticoctl bundle build.</translation>
    </message>
</context>
<context>
    <name>portico::PublishRelease</name>
    <message>
        <source>There is no file %1.</source>
        <translation>Il n&apos;y a pas de fichier %1.</translation>
    </message>
    <message>
        <source>Name the bundle that was built.</source>
        <translation>Indiquez le kit qui a été construit.</translation>
    </message>
    <message>
        <source>GitHub would give the file “%1” another name.</source>
        <translation>GitHub donnerait un autre nom au fichier «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Name it with letters, digits and . _ + - only.</source>
        <translation>Nommez-le seulement avec des lettres, des chiffres et . _ + -.</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; a file of a release may have 1 to %3.</source>
        <translation>%1 a %2 octets&#xa0;; un fichier d&apos;une version peut en avoir de 1 à %3.</translation>
    </message>
    <message>
        <source>Build the bundle in volumes, so that each is smaller.</source>
        <translation>Construisez le kit en volumes, pour que chacun soit plus petit.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Contrôler</translation>
    </message>
    <message>
        <source>%1 would be more than %2 volumes.</source>
        <translation>%1 donnerait plus de %2 volumes.</translation>
    </message>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>Choisissez une taille de volume plus grande.</translation>
    </message>
    <message>
        <source>Two files are called %1.</source>
        <translation>Deux fichiers s&apos;appellent %1.</translation>
    </message>
    <message>
        <source>Name each only once.</source>
        <translation>Indiquez chacun une seule fois.</translation>
    </message>
    <message>
        <source>listing the releases of %1</source>
        <translation>liste des versions de %1</translation>
    </message>
    <message>
        <source>%1 has a release %2 already.</source>
        <translation>%1 a déjà une version %2.</translation>
    </message>
    <message>
        <source>Choose another version; what was published stays as it is.</source>
        <translation>Choisissez une autre version&#xa0;; ce qui a été publié reste tel quel.</translation>
    </message>
    <message>
        <source>making the release %1 of %2</source>
        <translation>création de la version %1 de %2</translation>
    </message>
    <message>
        <source>publishing the release of %1</source>
        <translation>publication de la version de %1</translation>
    </message>
    <message>
        <source>“%1” is no tag for a release.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une étiquette de version.</translation>
    </message>
    <message>
        <source>Write it as v1.2.0.</source>
        <translation>Écrivez v1.2.0.</translation>
    </message>
    <message>
        <source>The draft of the release stays: the next try goes on with it.</source>
        <translation>Le brouillon de la version reste&#xa0;: le prochain essai le continue.</translation>
    </message>
</context>
<context>
    <name>portico::PushFiles</name>
    <message>
        <source>%1 is not pushed: %2.</source>
        <translation>%1 n&apos;est pas poussé&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Push the recipe and what it names, not bundles or models; those are published as a release.</source>
        <translation>Poussez la recette et ce qu&apos;elle nomme, pas des kits ni des modèles&#xa0;; ceux-ci sont publiés comme version.</translation>
    </message>
    <message>
        <source>it is a link</source>
        <translation>c&apos;est un lien</translation>
    </message>
    <message>
        <source>it has more than 5 MiB</source>
        <translation>il a plus de 5 Mio</translation>
    </message>
    <message>
        <source>There is no %1 to push.</source>
        <translation>Il n&apos;y a pas de %1 à pousser.</translation>
    </message>
    <message>
        <source>Name a recipe, or a folder with one.</source>
        <translation>Indiquez une recette, ou un dossier qui en contient une.</translation>
    </message>
    <message>
        <source>it has more than %1 files</source>
        <translation>il a plus de %1 fichiers</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>il est vide</translation>
    </message>
    <message>
        <source>pushing to %1</source>
        <translation>envoi vers %1</translation>
    </message>
    <message>
        <source>Send files</source>
        <translation>Envoyer les fichiers</translation>
    </message>
    <message>
        <source>Others push to the branch %1 of %2 all the time.</source>
        <translation>D&apos;autres poussent sans cesse vers la branche %1 de %2.</translation>
    </message>
    <message>
        <source>Try again, or push to a branch of your own.</source>
        <translation>Réessayez, ou poussez vers une branche à vous.</translation>
    </message>
</context>
<context>
    <name>portico::PutBack</name>
    <message>
        <source>putting back “%1”</source>
        <translation>remise en place de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::PythonFacts</name>
    <message>
        <source>The Python %1 does not run.</source>
        <translation>Le Python %1 ne fonctionne pas.</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>Choisissez un autre Python.</translation>
    </message>
    <message>
        <source>There is no Python %1.</source>
        <translation>Il n&apos;y a pas de Python %1.</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>Donnez le chemin d&apos;un Python 3.10 ou plus récent.</translation>
    </message>
</context>
<context>
    <name>portico::PythonProvider</name>
    <message>
        <source>uv did not put Python where it was told to.</source>
        <translation>uv n&apos;a pas mis Python là où il le devait.</translation>
    </message>
    <message>
        <source>Try again, or choose a Python of this computer.</source>
        <translation>Réessayez, ou choisissez un Python de cet ordinateur.</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>Il n&apos;y a pas de Python 3.10 ou plus récent sur cet ordinateur.</translation>
    </message>
    <message>
        <source>There is no Python %1 on this computer.</source>
        <translation>Il n&apos;y a pas de Python %1 sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Install one, or choose another version.</source>
        <translation>Installez-en un, ou choisissez une autre version.</translation>
    </message>
    <message>
        <source>This install needs the Python of this computer in %1: keep it.</source>
        <translation>Cette installation a besoin du Python de cet ordinateur dans %1&#xa0;: gardez-le.</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 est Python %2, qui est trop ancien.</translation>
    </message>
    <message>
        <source>Choose a Python 3.10 or newer.</source>
        <translation>Choisissez un Python 3.10 ou plus récent.</translation>
    </message>
    <message>
        <source>Python %1 of this computer: %2</source>
        <translation>Python %1 de cet ordinateur&#xa0;: %2</translation>
    </message>
    <message>
        <source>A Python of its own could not be fetched: %1 Looking on this computer.</source>
        <translation>Un Python séparé n&apos;a pas pu être récupéré&#xa0;: %1 Recherche sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Python could not be fetched, and this computer has none that fits. %1</source>
        <translation>Python n&apos;a pas pu être récupéré, et cet ordinateur n&apos;en a pas qui convienne. %1</translation>
    </message>
</context>
<context>
    <name>portico::RateLimit</name>
    <message>
        <source>%1 was asked too often from this address and answers again at %2.</source>
        <translation>%1 a été trop souvent interrogé depuis cette adresse et répondra de nouveau à %2.</translation>
    </message>
    <message>
        <source>Try again then.</source>
        <translation>Réessayez à ce moment-là.</translation>
    </message>
    <message>
        <source>Try again then, or give Portico a GitHub token: with one it may ask 5,000 times an hour instead of 60.</source>
        <translation>Réessayez à ce moment-là, ou donnez à Portico un jeton GitHub&#xa0;: avec lui, il peut poser 5 000 questions par heure au lieu de 60.</translation>
    </message>
</context>
<context>
    <name>portico::ReadSite</name>
    <message>
        <source>cannot be used: %1</source>
        <translation>ne peut pas être utilisé&#xa0;: %1</translation>
    </message>
    <message>
        <source>is no commit: 40 of the digits 0 to 9 and a to f</source>
        <translation>n&apos;est pas un commit&#xa0;: 40 caractères parmi 0 à 9 et a à f</translation>
    </message>
    <message>
        <source>is no id of the Comfy Registry</source>
        <translation>n&apos;est pas un identifiant du Comfy Registry</translation>
    </message>
    <message>
        <source>is no version such as 1.2.0</source>
        <translation>n&apos;est pas une version comme 1.2.0</translation>
    </message>
    <message>
        <source>is one too many: a node pack comes from one place</source>
        <translation>est de trop&#xa0;: un pack de nœuds vient d&apos;un seul endroit</translation>
    </message>
    <message>
        <source>belongs to “%1”</source>
        <translation>va avec &quot;%1&quot;</translation>
    </message>
    <message>
        <source>is missing, and so are git, folder, archive and file</source>
        <translation>manque, de même que git, folder, archive et file</translation>
    </message>
    <message>
        <source>is neither an https address nor a path</source>
        <translation>n&apos;est ni une adresse https ni un chemin</translation>
    </message>
    <message>
        <source>holds a password, which everybody could read here</source>
        <translation>contient un mot de passe, que tout le monde pourrait lire ici</translation>
    </message>
    <message>
        <source>is missing: %1</source>
        <translation>manque&#xa0;: %1</translation>
    </message>
    <message>
        <source>is needed: another one has the folder “%1”</source>
        <translation>est nécessaire&#xa0;: un autre a le dossier «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>n&apos;est pas un SHA-256</translation>
    </message>
    <message>
        <source>has no meaning beside a commit</source>
        <translation>n&apos;a pas de sens à côté d&apos;un commit</translation>
    </message>
    <message>
        <source>is no port from 1 to 65535</source>
        <translation>n&apos;est pas un port de 1 à 65535</translation>
    </message>
    <message>
        <source>is that of another install of this file, too</source>
        <translation>est aussi celui d&apos;une autre installation de ce fichier</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>n&apos;est pas un objet {…}</translation>
    </message>
    <message>
        <source>holds “%1”, which is no variable with a text</source>
        <translation>contient «&#xa0;%1&#xa0;», qui n&apos;est pas une variable avec un texte</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, rocm7.2, xpu, mps, cpu or auto</source>
        <translation>n&apos;en est pas un&#xa0;; écrivez cu130, cu128, rocm7.2, xpu, mps, cpu ou auto</translation>
    </message>
    <message>
        <source>is one too many: one of bundle, catalogue and kept counts</source>
        <translation>est de trop&#xa0;: un seul compte parmi bundle, catalogue et kept</translation>
    </message>
    <message>
        <source>names none of bundle, catalogue and kept</source>
        <translation>ne nomme aucun de bundle, catalogue et kept</translation>
    </message>
    <message>
        <source>has no meaning here: every kept file has its own</source>
        <translation>n&apos;a pas de sens ici&#xa0;: chaque fichier gardé a le sien</translation>
    </message>
    <message>
        <source>belongs to &quot;kept&quot;</source>
        <translation>va avec &quot;kept&quot;</translation>
    </message>
    <message>
        <source>is no name of a kept state</source>
        <translation>n&apos;est pas le nom d&apos;un état gardé</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>ne peut pas être lu&#xa0;: %1</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>manque</translation>
    </message>
    <message>
        <source>is no lock: %1</source>
        <translation>n&apos;est pas un verrou&#xa0;: %1</translation>
    </message>
    <message>
        <source>is no version such as 0.33.0</source>
        <translation>n&apos;est pas une version comme 0.33.0</translation>
    </message>
    <message>
        <source>has several spaces in a row</source>
        <translation>a plusieurs espaces de suite</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>n&apos;est pas 1, la forme que connaît ce Portico</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>a plus de %1 entrées</translation>
    </message>
</context>
<context>
    <name>portico::RebuildEnvironments</name>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>Plus aucun pack de nœuds ne demande l&apos;environnement «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Nothing has to be done.</source>
        <translation>Il n&apos;y a rien à faire.</translation>
    </message>
    <message>
        <source>The environment “%1” was unpacked, and does not serve here: %2.</source>
        <translation>L&apos;environnement «&#xa0;%1&#xa0;» a été décompressé, et ne sert pas ici&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Build it again: porticoctl env build.</source>
        <translation>Construisez-le de nouveau&#xa0;: porticoctl env build.</translation>
    </message>
    <message>
        <source>rebuilding %1</source>
        <translation>reconstruction de %1</translation>
    </message>
</context>
<context>
    <name>portico::RebuildVendored</name>
    <message>
        <source>%1 rebuilt</source>
        <comment>name of an install</comment>
        <translation>%1 - reconstruite</translation>
    </message>
    <message>
        <source>rebuilding</source>
        <translation>reconstruction</translation>
    </message>
    <message>
        <source>rebuilding “%1”</source>
        <translation>reconstruction de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>What was rebuilt is not the same as at first: %1.</source>
        <translation>Ce qui a été reconstruit n&apos;est pas identique à l&apos;original&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Nothing was kept of it; please report this as a bug.</source>
        <translation>Rien n&apos;en a été gardé&#xa0;; merci de signaler cela comme un bogue.</translation>
    </message>
</context>
<context>
    <name>portico::Recipe</name>
    <message>
        <source>can be no tag, branch or commit</source>
        <translation>ne peut être ni une étiquette, ni une branche, ni un commit</translation>
    </message>
    <message>
        <source>is missing, and there is no VERSION.txt beside the recipe</source>
        <translation>manque, et il n&apos;y a pas de VERSION.txt à côté de la recette</translation>
    </message>
    <message>
        <source>is missing, and VERSION.txt is empty</source>
        <translation>manque, et VERSION.txt est vide</translation>
    </message>
    <message>
        <source>is one too many: one of ref, commit, tag and branch counts</source>
        <translation>est de trop&#xa0;: un seul compte parmi ref, commit, tag et branch</translation>
    </message>
    <message>
        <source>cannot be used: %1</source>
        <translation>ne peut pas être utilisé&#xa0;: %1</translation>
    </message>
    <message>
        <source>would get the folder “%1”, which another one has; give it a &quot;name&quot;</source>
        <translation>recevrait le dossier «&#xa0;%1&#xa0;», qu&apos;un autre a déjà&#xa0;; donnez-lui un &quot;name&quot;</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>a plus de %1 entrées</translation>
    </message>
    <message>
        <source>holds what is no requirement on a package: %1</source>
        <translation>contient ce qui n&apos;est pas une exigence de paquet&#xa0;: %1</translation>
    </message>
    <message>
        <source>is no version such as 3.12 or 3.12.8</source>
        <translation>n&apos;est pas une version comme 3.12 ou 3.12.8</translation>
    </message>
    <message>
        <source>is no folder: %1</source>
        <translation>n&apos;est pas un dossier&#xa0;: %1</translation>
    </message>
    <message>
        <source>has no meaning beside a prefix</source>
        <translation>n&apos;a pas de sens à côté d&apos;un préfixe</translation>
    </message>
    <message>
        <source>is neither a file nor an https address</source>
        <translation>n&apos;est ni un fichier ni une adresse https</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>n&apos;est pas un SHA-256</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, cu126, rocm7.2, xpu, mps or cpu</source>
        <translation>n&apos;en est pas un&#xa0;; écrivez cu130, cu128, cu126, rocm7.2, xpu, mps ou cpu</translation>
    </message>
    <message>
        <source>is none; write one such as linux-x64, linux-arm64, windows-x64 or macos-arm64</source>
        <translation>n&apos;en est pas une&#xa0;; écrivez par exemple linux-x64, linux-arm64, windows-x64 ou macos-arm64</translation>
    </message>
    <message>
        <source>It</source>
        <translation>Cela</translation>
    </message>
    <message>
        <source>names “%1”; it can name tests, headers, static-libraries and caches</source>
        <translation>nomme «&#xa0;%1&#xa0;»&#xa0;; il peut nommer tests, headers, static-libraries et caches</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>n&apos;est pas 1, la forme que connaît ce Portico</translation>
    </message>
</context>
<context>
    <name>portico::RecipeLock</name>
    <message>
        <source>is no SHA-256</source>
        <translation>n&apos;est pas un SHA-256</translation>
    </message>
    <message>
        <source>is no commit of 40 hexadecimal digits</source>
        <translation>n&apos;est pas un commit de 40 chiffres hexadécimaux</translation>
    </message>
    <message>
        <source>holds what is no SHA-256</source>
        <translation>contient ce qui n&apos;est pas un SHA-256</translation>
    </message>
    <message>
        <source>names no hash</source>
        <translation>ne nomme aucune empreinte</translation>
    </message>
    <message>
        <source>is no package&apos;s</source>
        <translation>n&apos;est d&apos;aucun paquet</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>n&apos;est pas 1, la forme que connaît ce Portico</translation>
    </message>
    <message>
        <source>No bundle came of the lock %1.</source>
        <translation>Aucun kit n&apos;est issu du verrou %1.</translation>
    </message>
    <message>
        <source>Build one with it, and compare that.</source>
        <translation>Construisez-en un avec lui, et comparez celui-là.</translation>
    </message>
</context>
<context>
    <name>portico::Recommend</name>
    <message>
        <source>It is made for what this computer has.</source>
        <translation>Il est fait pour ce que cet ordinateur possède.</translation>
    </message>
    <message>
        <source>Which CUDA it has is not known.</source>
        <translation>On ne sait pas quel CUDA il contient.</translation>
    </message>
    <message>
        <source>It has CUDA %1; this computer can use CUDA %2 at most.</source>
        <translation>Il contient CUDA %1&#xa0;; cet ordinateur peut utiliser au plus CUDA %2.</translation>
    </message>
    <message>
        <source>It has CUDA %1; this GPU needs CUDA 12.8 or newer.</source>
        <translation>Il contient CUDA %1&#xa0;; ce GPU a besoin de CUDA 12.8 ou plus récent.</translation>
    </message>
    <message>
        <source>It has CUDA %1; CUDA %2 suits this computer better.</source>
        <translation>Il contient CUDA %1&#xa0;; CUDA %2 convient mieux à cet ordinateur.</translation>
    </message>
    <message>
        <source>Its publisher does not tell what its torch runs on.</source>
        <translation>Son éditeur n&apos;indique pas sur quoi son torch calcule.</translation>
    </message>
    <message>
        <source>It computes on the processor and leaves the GPU unused.</source>
        <translation>Il calcule sur le processeur et laisse le GPU inutilisé.</translation>
    </message>
    <message>
        <source>It is made for NVIDIA GPUs and computes on the processor here.</source>
        <translation>Il est fait pour les GPU NVIDIA et calcule ici sur le processeur.</translation>
    </message>
    <message>
        <source>It is made for %1, and this computer needs %2.</source>
        <translation>Il est fait pour %1, et cet ordinateur a besoin de %2.</translation>
    </message>
    <message>
        <source>Its publisher does not recommend it for this GPU.</source>
        <translation>Son éditeur ne le recommande pas pour ce GPU.</translation>
    </message>
    <message>
        <source>The GPU of this computer is none of those it is made for.</source>
        <translation>Le GPU de cet ordinateur n&apos;est pas de ceux pour lesquels il est fait.</translation>
    </message>
    <message>
        <source>%1 on %2 with %3</source>
        <comment>system, processor, accelerator</comment>
        <translation>%1 sur %2 avec %3</translation>
    </message>
    <message>
        <source>“%1” is made for %2.</source>
        <translation>«&#xa0;%1&#xa0;» est fait pour %2.</translation>
    </message>
    <message>
        <source>“%1” runs here. %2</source>
        <translation>«&#xa0;%1&#xa0;» fonctionne ici. %2</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>Son équipe le dit stable.</translation>
    </message>
    <message>
        <source>It has ComfyUI %1, the version of the chosen track.</source>
        <translation>Il contient ComfyUI %1, la version du canal choisi.</translation>
    </message>
    <message>
        <source>It has ComfyUI %1; of %2, the version of the chosen track, there is no bundle for this computer.</source>
        <translation>Il contient ComfyUI %1&#xa0;; de %2, la version du canal choisi, il n&apos;y a pas de kit pour cet ordinateur.</translation>
    </message>
    <message>
        <source>Its publisher published its SHA-256, so it is checked before it is unpacked.</source>
        <translation>Son éditeur a publié son SHA-256&#xa0;; il est donc contrôlé avant d&apos;être décompressé.</translation>
    </message>
    <message>
        <source>It is not verified by its publisher: no SHA-256 of it was published.</source>
        <translation>Son éditeur ne permet pas de le vérifier&#xa0;: aucun SHA-256 n&apos;en a été publié.</translation>
    </message>
    <message>
        <source>No list of bundles is at hand, so ComfyUI is composed from its parts.</source>
        <translation>Aucune liste de kits n&apos;est disponible&#xa0;; ComfyUI est donc composé de ses parties.</translation>
    </message>
    <message>
        <source>No ready bundle is made for %1, so ComfyUI is composed from its parts.</source>
        <translation>Aucun kit prêt à l&apos;emploi n&apos;est fait pour %1&#xa0;; ComfyUI est donc composé de ses parties.</translation>
    </message>
    <message>
        <source>It is made for %1.</source>
        <translation>Il est fait pour %1.</translation>
    </message>
    <message>
        <source>It is made for %1 processors.</source>
        <translation>Il est fait pour des processeurs %1.</translation>
    </message>
</context>
<context>
    <name>portico::RecoverPacks</name>
    <message>
        <source>The change of the node packs %1 was finished.</source>
        <translation>Le changement des packs de nœuds %1 a été terminé.</translation>
    </message>
    <message>
        <source>An interrupted change of the node packs %1 was taken back.</source>
        <translation>Un changement interrompu des packs de nœuds %1 a été défait.</translation>
    </message>
</context>
<context>
    <name>portico::Recovery</name>
    <message>
        <source>The removal of “%1” had not begun.</source>
        <translation>Le retrait de «&#xa0;%1&#xa0;» n&apos;avait pas commencé.</translation>
    </message>
    <message>
        <source>The removal of “%1” was finished.</source>
        <translation>Le retrait de «&#xa0;%1&#xa0;» a été terminé.</translation>
    </message>
    <message>
        <source>An interrupted change of the generation was taken back.</source>
        <translation>Un changement interrompu de la génération a été défait.</translation>
    </message>
    <message>
        <source>A generation that nothing names was removed.</source>
        <translation>Une génération que rien ne nomme a été retirée.</translation>
    </message>
    <message>
        <source>An interrupted addition of %1 was cleaned up.</source>
        <translation>Un ajout interrompu de %1 a été nettoyé.</translation>
    </message>
    <message>
        <source>cleaning up</source>
        <translation>nettoyage</translation>
    </message>
</context>
<context>
    <name>portico::RegistryClient</name>
    <message>
        <source>%1 did not answer as the Comfy Registry does.</source>
        <translation>%1 n&apos;a pas répondu comme le fait le Comfy Registry.</translation>
    </message>
    <message>
        <source>Check the address of the registry in the settings, or try again later.</source>
        <translation>Vérifiez l&apos;adresse du registre dans les paramètres, ou réessayez plus tard.</translation>
    </message>
    <message>
        <source>The Comfy Registry has no node pack “%1”.</source>
        <translation>Le Comfy Registry n&apos;a pas de pack de nœuds «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>The Comfy Registry has no version %2 of “%1”.</source>
        <translation>Le Comfy Registry n&apos;a pas de version %2 de «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Search it: porticoctl nodes search WORDS.</source>
        <translation>Cherchez-y&#xa0;: porticoctl nodes search WORDS.</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>Voyez lesquelles existent&#xa0;: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>“%1” is no id or version of the Comfy Registry.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est ni un identifiant ni une version du Comfy Registry.</translation>
    </message>
    <message>
        <source>An id has letters, digits, “-”, “_” and “.”, such as comfyui-impact-pack.</source>
        <translation>Un identifiant a des lettres, des chiffres, «&#xa0;-&#xa0;», «&#xa0;_&#xa0;» et «&#xa0;.&#xa0;», comme comfyui-impact-pack.</translation>
    </message>
    <message>
        <source>Fetch the list of node packs</source>
        <translation>Récupérer la liste des packs de nœuds</translation>
    </message>
</context>
<context>
    <name>portico::ReleaseUpload</name>
    <message>
        <source>Upload</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>The release wants its files at %1, which is not %2.</source>
        <translation>La version veut ses fichiers à %1, ce qui n&apos;est pas %2.</translation>
    </message>
    <message>
        <source>Nothing was sent there. Check the server&apos;s address.</source>
        <translation>Rien n&apos;y a été envoyé. Vérifiez l&apos;adresse du serveur.</translation>
    </message>
    <message>
        <source>listing the files of a release</source>
        <translation>liste des fichiers d&apos;une version</translation>
    </message>
    <message>
        <source>removing half a file of a release</source>
        <translation>retrait d&apos;un fichier incomplet d&apos;une version</translation>
    </message>
    <message>
        <source>GitHub did not get %1 as it is here.</source>
        <translation>GitHub n&apos;a pas reçu %1 tel qu&apos;il est ici.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the file changes while it is sent, or a proxy changes it.</source>
        <translation>Réessayez. Si cela se reproduit, le fichier change pendant son envoi, ou un proxy le modifie.</translation>
    </message>
    <message>
        <source>uploading %1</source>
        <translation>envoi de %1</translation>
    </message>
    <message>
        <source>%1 Sending it again.</source>
        <translation>%1 Nouvel envoi.</translation>
    </message>
</context>
<context>
    <name>portico::RemovablePath</name>
    <message>
        <source>Portico was about to remove “%1” and did not.</source>
        <translation>Portico allait retirer «&#xa0;%1&#xa0;» et ne l&apos;a pas fait.</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Merci de le signaler.</translation>
    </message>
</context>
<context>
    <name>portico::Removal</name>
    <message>
        <source>“%1” cannot be moved to the recycle bin: there is none for %2. It is still in its place.</source>
        <translation>«&#xa0;%1&#xa0;» ne peut pas aller à la corbeille&#xa0;: il n&apos;y en a pas pour %2. Il est toujours à sa place.</translation>
    </message>
    <message>
        <source>Remove it for good instead.</source>
        <translation>Retirez-le plutôt définitivement.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
</context>
<context>
    <name>portico::RemovalPlan</name>
    <message>
        <source>Another disk is mounted at %1: “%2” is not removed.</source>
        <translation>Un autre disque est monté sur %1&#xa0;: «&#xa0;%2&#xa0;» n&apos;est pas retiré.</translation>
    </message>
    <message>
        <source>Unmount it, then remove the install.</source>
        <translation>Démontez-le, puis retirez l&apos;installation.</translation>
    </message>
    <message>
        <source>The install “%1” lies in the folder of “%2”, which is therefore not removed.</source>
        <translation>L&apos;installation «&#xa0;%1&#xa0;» se trouve dans le dossier de «&#xa0;%2&#xa0;», qui n&apos;est donc pas retirée.</translation>
    </message>
    <message>
        <source>Move that folder elsewhere and add it from there.</source>
        <translation>Déplacez ce dossier ailleurs et ajoutez-le depuis là.</translation>
    </message>
    <message>
        <source>“%1” finds models in %2, which would go.</source>
        <translation>«&#xa0;%1&#xa0;» trouve des modèles dans %2, qui disparaîtrait.</translation>
    </message>
</context>
<context>
    <name>portico::RemoveEnvs</name>
    <message>
        <source>removing an environment</source>
        <translation>retrait d&apos;un environnement</translation>
    </message>
    <message>
        <source>comfy-env itself is building %1.</source>
        <translation>comfy-env construit lui-même %1 en ce moment.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Attendez qu&apos;il ait terminé, puis réessayez.</translation>
    </message>
    <message>
        <source>%1 was left: %2 To remove it, name its folder.</source>
        <translation>%1 a été laissé&#xa0;: %2 Pour le retirer, indiquez son dossier.</translation>
    </message>
    <message>
        <source>%1 was left: another pack uses it through %2.</source>
        <translation>%1 a été laissé&#xa0;: un autre pack l&apos;utilise par %2.</translation>
    </message>
</context>
<context>
    <name>portico::RemoveInstall</name>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>Il n&apos;y a pas d&apos;installation «&#xa0;%1&#xa0;» dans %2.</translation>
    </message>
    <message>
        <source>“%1” is running and cannot be removed now.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche et ne peut pas être retirée maintenant.</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>Arrêtez-la, puis retirez-la.</translation>
    </message>
    <message>
        <source>“%1” is being changed and cannot be removed now.</source>
        <translation>«&#xa0;%1&#xa0;» est en cours de modification et ne peut pas être retirée maintenant.</translation>
    </message>
    <message>
        <source>Wait until that is done, then remove it.</source>
        <translation>Attendez que ce soit terminé, puis retirez-la.</translation>
    </message>
    <message>
        <source>removing</source>
        <translation>retrait</translation>
    </message>
</context>
<context>
    <name>portico::RepairAdopted</name>
    <message>
        <source>“%1” runs with a Python that lies outside of its folder: %2.</source>
        <translation>«&#xa0;%1&#xa0;» fonctionne avec un Python situé hors de son dossier&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Others may use it, too, so Portico does not change it. Repair it with its own tools, or install ComfyUI anew beside it.</source>
        <translation>D&apos;autres l&apos;utilisent peut-être aussi, donc Portico ne le modifie pas. Réparez-le avec ses propres outils, ou installez ComfyUI à neuf à côté.</translation>
    </message>
    <message>
        <source>Put back torch for its accelerator</source>
        <translation>Remettre torch pour son accélérateur</translation>
    </message>
    <message>
        <source>torch&apos;s own package index</source>
        <translation>l&apos;index de paquets propre à torch</translation>
    </message>
    <message numerus="yes">
        <source>Put right %n packages: %1</source>
        <translation>
            <numerusform>Remettre en ordre %n paquet&#xa0;: %1</numerusform>
            <numerusform>Remettre en ordre %n paquets&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>l&apos;index de paquets</translation>
    </message>
    <message>
        <source>Move away what an interrupted pip left: %1</source>
        <translation>Écarter ce qu&apos;un pip interrompu a laissé&#xa0;: %1</translation>
    </message>
    <message>
        <source>pip sets packages aside under such names while it replaces them.</source>
        <translation>pip met de côté des paquets sous de tels noms pendant qu&apos;il les remplace.</translation>
    </message>
    <message>
        <source>the backup gets them</source>
        <translation>la sauvegarde les reçoit</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>réparation de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Keep %1, and move away %2</source>
        <translation>Garder %1 et écarter %2</translation>
    </message>
    <message>
        <source>the package index: the others have written over it</source>
        <translation>l&apos;index de paquets&#xa0;: les autres ont écrit par-dessus</translation>
    </message>
    <message>
        <source>the backup gets the others</source>
        <translation>la sauvegarde reçoit les autres</translation>
    </message>
    <message>
        <source>%1 could not be had again.</source>
        <translation>%1 n&apos;a pas pu être obtenu de nouveau.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Réessayez plus tard.</translation>
    </message>
</context>
<context>
    <name>portico::RepairEnvironments</name>
    <message>
        <source>The environment “%1” is left alone: %2 %3</source>
        <translation>L&apos;environnement «&#xa0;%1&#xa0;» est laissé tel quel&#xa0;: %2 %3</translation>
    </message>
    <message>
        <source>The link is made anew.</source>
        <translation>Le lien est refait.</translation>
    </message>
    <message>
        <source>It is built by uv, with Python %1.</source>
        <translation>Il est construit par uv, avec Python %1.</translation>
    </message>
    <message>
        <source>It is built by pixi, with Python %1.</source>
        <translation>Il est construit par pixi, avec Python %1.</translation>
    </message>
    <message>
        <source>Its size is known afterwards only.</source>
        <translation>Sa taille n&apos;est connue qu&apos;ensuite.</translation>
    </message>
    <message>
        <source>Look at the isolated environments, and repair them</source>
        <translation>Examiner les environnements isolés, et les réparer</translation>
    </message>
    <message>
        <source>How they are can be told only when ComfyUI&apos;s own Python is whole.</source>
        <translation>Leur état ne peut être établi que lorsque le Python de ComfyUI est intact.</translation>
    </message>
    <message numerus="yes">
        <source>Repair %n isolated environments: %1</source>
        <translation>
            <numerusform>Réparer %n environnement isolé&#xa0;: %1</numerusform>
            <numerusform>Réparer %n environnements isolés&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes of %1 run in a Python of their own.</source>
        <translation>Les nœuds de %1 s&apos;exécutent dans leur propre Python.</translation>
    </message>
    <message>
        <source>what was fetched before, and the package index for the rest</source>
        <translation>ce qui a été récupéré auparavant, et l&apos;index de paquets pour le reste</translation>
    </message>
    <message>
        <source>the environments, which are there</source>
        <translation>les environnements, qui sont là</translation>
    </message>
    <message>
        <source>They are looked at again when the rest is repaired.</source>
        <translation>Ils seront réexaminés quand le reste sera réparé.</translation>
    </message>
    <message>
        <source>The environment “%1” was not built: %2 %3</source>
        <translation>L&apos;environnement «&#xa0;%1&#xa0;» n&apos;a pas été construit&#xa0;: %2 %3</translation>
    </message>
</context>
<context>
    <name>portico::RepairOutcome</name>
    <message>
        <source>Not everything could be repaired: %1</source>
        <translation>Tout n&apos;a pas pu être réparé&#xa0;: %1</translation>
    </message>
    <message>
        <source>ComfyUI still does not start: %1</source>
        <translation>ComfyUI ne démarre toujours pas&#xa0;: %1</translation>
    </message>
    <message>
        <source>Something is still wrong: %1</source>
        <translation>Quelque chose ne va toujours pas&#xa0;: %1</translation>
    </message>
    <message>
        <source>Nothing needed repair, and ComfyUI starts.</source>
        <translation>Rien n&apos;avait besoin de réparation, et ComfyUI démarre.</translation>
    </message>
    <message>
        <source>Nothing needed repair.</source>
        <translation>Rien n&apos;avait besoin de réparation.</translation>
    </message>
    <message>
        <source>Repaired, and ComfyUI starts.</source>
        <translation>Réparé, et ComfyUI démarre.</translation>
    </message>
    <message>
        <source>Repaired.</source>
        <translation>Réparé.</translation>
    </message>
</context>
<context>
    <name>portico::RepairPacks</name>
    <message>
        <source>it would need a build from source</source>
        <translation>il faudrait le construire depuis ses sources</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: %2 (%3 is there)</source>
        <translation>%1&#xa0;: %2 (%3 est présent)</translation>
    </message>
    <message>
        <source>%1 could not be taken over.</source>
        <translation>%1 n&apos;a pas pu être repris.</translation>
    </message>
    <message>
        <source>The layer was not made: %1.</source>
        <translation>La couche n&apos;a pas été faite&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Look at the plan of the node packs.</source>
        <translation>Regardez le plan des packs de nœuds.</translation>
    </message>
    <message>
        <source>taken over: %1</source>
        <comment>a package</comment>
        <translation>repris&#xa0;: %1</translation>
    </message>
    <message>
        <source>Install what was taken over: %1</source>
        <translation>Installer ce qui a été repris&#xa0;: %1</translation>
    </message>
    <message>
        <source>It was to come into the layer of “%1”, and is not there yet.</source>
        <translation>Cela devait entrer dans la couche de «&#xa0;%1&#xa0;», et n&apos;y est pas encore.</translation>
    </message>
    <message>
        <source>Install what node packs lack: %1</source>
        <translation>Installer ce qui manque aux packs de nœuds&#xa0;: %1</translation>
    </message>
    <message>
        <source>They may not load in “%1” without it.</source>
        <translation>Sans cela, ils pourraient ne pas se charger dans «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>the package index, into a layer of their own</source>
        <translation>l&apos;index de paquets, dans une couche à part</translation>
    </message>
    <message>
        <source>its own repository</source>
        <translation>son propre dépôt</translation>
    </message>
    <message>
        <source>the archive that was kept of it</source>
        <translation>l&apos;archive qui en a été gardée</translation>
    </message>
    <message>
        <source>keeping “%1”</source>
        <translation>mise de côté de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Nobody knows any more where “%1” came from.</source>
        <translation>Plus personne ne sait d&apos;où venait «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>Retirez-le et installez-le de nouveau depuis l&apos;endroit où il est proposé.</translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files of the node pack “%1”</source>
        <translation>
            <numerusform>Remettre %n fichier du pack de nœuds «&#xa0;%1&#xa0;»</numerusform>
            <numerusform>Remettre %n fichiers du pack de nœuds «&#xa0;%1&#xa0;»</numerusform>
        </translation>
    </message>
    <message>
        <source>They are gone or damaged, so it may not load.</source>
        <translation>Ils ont disparu ou sont endommagés&#xa0;; le pack pourrait donc ne pas se charger.</translation>
    </message>
    <message>
        <source>Undo what was changed by hand in the node pack “%1”</source>
        <translation>Défaire ce qui a été modifié à la main dans le pack de nœuds «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>It is left as it is unless you agree. The pack as it is now is kept, and can be taken back.</source>
        <translation>Il est laissé tel quel, sauf si vous acceptez. Le pack tel qu&apos;il est maintenant est gardé et peut être rétabli.</translation>
    </message>
    <message>
        <source>The folder of the node pack “%1”, which Portico installed, is gone. Install it again if it is missed.</source>
        <translation>Le dossier du pack de nœuds «&#xa0;%1&#xa0;», que Portico a installé, a disparu. Réinstallez le pack s&apos;il vous manque.</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>réparation de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>repairing node packs</source>
        <translation>réparation de packs de nœuds</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the node pack “%1” could not be had: %2.</source>
        <translation>
            <numerusform>%n fichier du pack de nœuds «&#xa0;%1&#xa0;» n&apos;a pas pu être obtenu&#xa0;: %2.</numerusform>
            <numerusform>%n fichiers du pack de nœuds «&#xa0;%1&#xa0;» n&apos;ont pas pu être obtenus&#xa0;: %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairPlan</name>
    <message>
        <source>%1 It was installed like this; repair gives back what was installed, and no more.</source>
        <translation>%1 Il a été installé ainsi&#xa0;; une réparation redonne ce qui a été installé, et rien de plus.</translation>
    </message>
    <message>
        <source>Nothing needs repair.</source>
        <translation>Rien n&apos;a besoin de réparation.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is broken; %n steps are done only if you agree.</source>
        <translation>
            <numerusform>Rien n&apos;est cassé&#xa0;; %n étape n&apos;est faite que si vous acceptez.</numerusform>
            <numerusform>Rien n&apos;est cassé&#xa0;; %n étapes ne sont faites que si vous acceptez.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An interrupted repair goes on: %n steps.</source>
        <translation>
            <numerusform>Une réparation interrompue continue&#xa0;: %n étape.</numerusform>
            <numerusform>Une réparation interrompue continue&#xa0;: %n étapes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps would repair it.</source>
        <translation>
            <numerusform>%n étape la réparerait.</numerusform>
            <numerusform>%n étapes la répareraient.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairRun</name>
    <message>
        <source>Compute on the device</source>
        <translation>Calculer sur le périphérique</translation>
    </message>
    <message>
        <source>Start ComfyUI</source>
        <translation>Démarrer ComfyUI</translation>
    </message>
    <message>
        <source>Check the packages</source>
        <translation>Contrôler les paquets</translation>
    </message>
    <message>
        <source>“%1” was made by a newer version of Portico and cannot be changed here.</source>
        <translation>«&#xa0;%1&#xa0;» a été créée par une version plus récente de Portico et ne peut pas être modifiée ici.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Mettez Portico à jour.</translation>
    </message>
    <message>
        <source>repairing it</source>
        <translation>sa réparation</translation>
    </message>
</context>
<context>
    <name>portico::RepairSteps</name>
    <message numerus="yes">
        <source>Move away %n files that were added: %1</source>
        <translation>
            <numerusform>Écarter %n fichier ajouté&#xa0;: %1</numerusform>
            <numerusform>Écarter %n fichiers ajoutés&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files: %1</source>
        <translation>
            <numerusform>Remettre %n fichier&#xa0;: %1</numerusform>
            <numerusform>Remettre %n fichiers&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are nowhere to be had, such as %1.</source>
        <translation>
            <numerusform>%n fichier est introuvable partout, comme %1.</numerusform>
            <numerusform>%n fichiers sont introuvables partout, comme %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Install it anew beside this one; both use the same models.</source>
        <translation>Installez-la à neuf à côté de celle-ci&#xa0;; les deux utilisent les mêmes modèles.</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the base could not be had: %1.</source>
        <translation>
            <numerusform>%n fichier de la base n&apos;a pas pu être obtenu&#xa0;: %1.</numerusform>
            <numerusform>%n fichiers de la base n&apos;ont pas pu être obtenus&#xa0;: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Build the layer again</source>
        <translation>Reconstruire la couche</translation>
    </message>
    <message>
        <source>Packages of node packs in the store are damaged or gone.</source>
        <translation>Des paquets de packs de nœuds de la réserve sont endommagés ou ont disparu.</translation>
    </message>
    <message>
        <source>The list of the layer&apos;s packages is gone, too.</source>
        <translation>La liste des paquets de la couche a disparu, elle aussi.</translation>
    </message>
    <message>
        <source>Plan the node packs anew: “porticoctl nodes plan”.</source>
        <translation>Planifiez de nouveau les packs de nœuds&#xa0;: «&#xa0;porticoctl nodes plan&#xa0;».</translation>
    </message>
    <message>
        <source>the store&apos;s wheels and the package index, each by its hash</source>
        <translation>les wheels de la réserve et l&apos;index de paquets, chacun par son empreinte</translation>
    </message>
    <message>
        <source>the store&apos;s wheels, each by its hash</source>
        <translation>les wheels de la réserve, chacun par son empreinte</translation>
    </message>
    <message>
        <source>Renew what ComfyUI sees of its layer</source>
        <translation>Renouveler ce que ComfyUI voit de sa couche</translation>
    </message>
    <message>
        <source>Something changed the packages of node packs that this install uses.</source>
        <translation>Quelque chose a modifié les paquets de packs de nœuds que cette installation utilise.</translation>
    </message>
    <message>
        <source>the store&apos;s layer</source>
        <translation>la couche de la réserve</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager would do at the next start</source>
        <translation>Effacer ce que ComfyUI-Manager ferait au prochain démarrage</translation>
    </message>
    <message>
        <source>It would install, change or remove packages and node packs again as soon as ComfyUI starts, and may undo this repair. It is left as it is unless you agree.</source>
        <translation>Il installerait, modifierait ou retirerait de nouveau des paquets et des packs de nœuds dès que ComfyUI démarre, et pourrait défaire cette réparation. C&apos;est laissé tel quel, sauf si vous acceptez.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n de plus</numerusform>
            <numerusform>%1 et %n de plus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Requirements</name>
    <message>
        <source>%1, line %2: %3.</source>
        <translation>%1, ligne %2&#xa0;: %3.</translation>
    </message>
    <message>
        <source>Choose another version or another repository.</source>
        <translation>Choisissez une autre version ou un autre dépôt.</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>c&apos;est trop long</translation>
    </message>
    <message>
        <source>it has characters that no requirement has</source>
        <translation>il s&apos;y trouve des caractères qu&apos;aucune exigence ne contient</translation>
    </message>
    <message>
        <source>“%1” is no package of an index</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un paquet d&apos;un index</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>l&apos;imbrication est trop profonde</translation>
    </message>
</context>
<context>
    <name>portico::Resolution</name>
    <message>
        <source>uv&apos;s answer cannot be read: “%1” is not complete.</source>
        <translation>La réponse de uv est illisible&#xa0;: «&#xa0;%1&#xa0;» n&apos;est pas complet.</translation>
    </message>
    <message>
        <source>Update uv, or let Portico fetch the one it knows.</source>
        <translation>Mettez uv à jour, ou laissez Portico récupérer celui qu&apos;il connaît.</translation>
    </message>
</context>
<context>
    <name>portico::ResolveRef</name>
    <message>
        <source>The repository has no tag, branch or commit “%1”.</source>
        <translation>Le dépôt n&apos;a ni étiquette, ni branche, ni commit «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>The repository has no tag, branch or commit “%1”. Among others it has %2.</source>
        <translation>Le dépôt n&apos;a ni étiquette, ni branche, ni commit «&#xa0;%1&#xa0;». Il a entre autres %2.</translation>
    </message>
    <message>
        <source>Choose one that is there.</source>
        <translation>Choisissez-en un qui existe.</translation>
    </message>
</context>
<context>
    <name>portico::RestoreSnapshot</name>
    <message>
        <source>The snapshot is of %1, and this install has %2.</source>
        <translation>L&apos;instantané est de %1, et cette installation a %2.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves ComfyUI, Python and torch as they are, or only some parts.</source>
        <translation>Revenez autant que possible&#xa0;: ComfyUI, Python et torch restent alors tels quels&#xa0;; ou ne restaurez que certaines parties.</translation>
    </message>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>Plus aucun pack de nœuds ne demande l&apos;environnement «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>The environment “%1” was built again of other versions than it had then.</source>
        <translation>L&apos;environnement «&#xa0;%1&#xa0;» a été reconstruit avec d&apos;autres versions que celles d&apos;alors.</translation>
    </message>
    <message>
        <source>Nothing was restored, because the way back could not be kept.</source>
        <translation>Rien n&apos;a été restauré, car le chemin du retour n&apos;a pas pu être gardé.</translation>
    </message>
</context>
<context>
    <name>portico::RootConfig</name>
    <message>
        <source>[%1] is not known to comfy-env %2 in this file; known is %3.</source>
        <translation>[%1] n&apos;est pas connu de comfy-env %2 dans ce fichier&#xa0;; on y connaît %3.</translation>
    </message>
    <message>
        <source>Remove it; what describes an environment belongs into %1 in the folder of the nodes.</source>
        <translation>Retirez-le&#xa0;; ce qui décrit un environnement a sa place dans %1, dans le dossier des nœuds.</translation>
    </message>
    <message>
        <source>“%1” names no source.</source>
        <translation>«&#xa0;%1&#xa0;» ne nomme pas de source.</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;owner/repository&quot;.</source>
        <translation>Écrivez %1 = &quot;owner/repository&quot;.</translation>
    </message>
    <message>
        <source>“%1” has no effect for a pack. Correct its spelling.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas d&apos;effet pour un pack. Corrigez l&apos;orthographe.</translation>
    </message>
    <message>
        <source>“%1” names neither a registry id nor a repository, and is passed over. Add one of them.</source>
        <translation>«&#xa0;%1&#xa0;» ne nomme ni un identifiant du registre ni un dépôt, et est ignoré. Ajoutez l&apos;un des deux.</translation>
    </message>
    <message>
        <source>“%1” is no way to carry the socket %2.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une façon de transporter le socket %2.</translation>
    </message>
    <message>
        <source>Write &quot;builtin&quot;, or &quot;custom&quot; with a serialization.py.</source>
        <translation>Écrivez &quot;builtin&quot;, ou &quot;custom&quot; avec un serialization.py.</translation>
    </message>
</context>
<context>
    <name>portico::RouteBook</name>
    <message>
        <source>The network&apos;s proxy script sends %1 to a kind of proxy that Portico does not speak to.</source>
        <translation>Le script de proxy du réseau envoie %1 vers un type de proxy que Portico ne prend pas en charge.</translation>
    </message>
    <message>
        <source>Ask the administrator of your network for an http or SOCKS 5 proxy, and name it on the page Network.</source>
        <translation>Demandez à l&apos;administrateur de votre réseau un proxy http ou SOCKS 5, et indiquez-le sur la page Réseau.</translation>
    </message>
    <message>
        <source>No proxy script can be run here.</source>
        <translation>Aucun script de proxy ne peut être exécuté ici.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script could not be read.</source>
        <translation>Le script de proxy du réseau n&apos;a pas pu être lu.</translation>
    </message>
</context>
<context>
    <name>portico::RunFailure</name>
    <message>
        <source>Run %1 of %2: %3.</source>
        <translation>Exécution %1 de %2&#xa0;: %3.</translation>
    </message>
    <message>
        <source>See %1.</source>
        <translation>Voyez %1.</translation>
    </message>
    <message>
        <source>Run %1 of %2: the step “%3” of “%4” %5.</source>
        <translation>Exécution %1 de %2&#xa0;: l&apos;étape «&#xa0;%3&#xa0;» de «&#xa0;%4&#xa0;» %5.</translation>
    </message>
</context>
<context>
    <name>portico::RunWorkflow</name>
    <message>
        <source>node %1 (%2) says: %3</source>
        <translation>le nœud %1 (%2) dit&#xa0;: %3</translation>
    </message>
    <message>
        <source>ComfyUI could not finish it.</source>
        <translation>ComfyUI n&apos;a pas pu le terminer.</translation>
    </message>
    <message>
        <source>It failed: %1.</source>
        <translation>Échec&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Run it in ComfyUI and look at that node.</source>
        <translation>Exécutez-le dans ComfyUI et regardez ce nœud.</translation>
    </message>
    <message>
        <source>it was interrupted</source>
        <translation>il a été interrompu</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI did not finish it within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI ne l&apos;a pas terminé en %n minute.</numerusform>
            <numerusform>ComfyUI ne l&apos;a pas terminé en %n minutes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a smaller workflow as a test: fewer steps, a smaller picture.</source>
        <translation>Enregistrez un workflow plus petit comme test&#xa0;: moins d&apos;étapes, une image plus petite.</translation>
    </message>
</context>
<context>
    <name>portico::RuntimeFolder</name>
    <message>
        <source>%1 is not used: others can enter it, or it is not yours.</source>
        <translation>%1 n&apos;est pas utilisé&#xa0;: d&apos;autres peuvent y entrer, ou il n&apos;est pas à vous.</translation>
    </message>
    <message>
        <source>Remove this folder, and try again.</source>
        <translation>Retirez ce dossier, et réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::SecretStore</name>
    <message>
        <source>Saved in this computer&apos;s keychain.</source>
        <translation>Enregistré dans le trousseau de cet ordinateur.</translation>
    </message>
    <message>
        <source>Kept until Portico is closed: this computer has no keychain.</source>
        <translation>Gardé jusqu&apos;à la fermeture de Portico&#xa0;: cet ordinateur n&apos;a pas de trousseau.</translation>
    </message>
    <message>
        <source>The keychain does not answer. Unlock it, and try again.</source>
        <translation>Le trousseau ne répond pas. Déverrouillez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>The keychain refused. Allow Portico to use it, and try again.</source>
        <translation>Le trousseau a refusé. Autorisez Portico à l&apos;utiliser, puis réessayez.</translation>
    </message>
    <message>
        <source>It was saved once, but the keychain does not have it any more. Enter it again.</source>
        <translation>Il avait été enregistré, mais le trousseau ne l&apos;a plus. Saisissez-le de nouveau.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Non enregistré.</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheck</name>
    <message>
        <source>Find a Python</source>
        <translation>Trouver un Python</translation>
    </message>
    <message>
        <source>Make a demo bundle</source>
        <translation>Créer un kit de démonstration</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>Décompresser</translation>
    </message>
    <message>
        <source>Check the bundle</source>
        <translation>Contrôler le kit</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Préparer</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Make a picture</source>
        <translation>Faire une image</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>No process left</source>
        <translation>Aucun processus restant</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>The demo install “%1” could not be removed: remove it by hand.</source>
        <translation>L&apos;installation de démonstration «&#xa0;%1&#xa0;» n&apos;a pas pu être retirée&#xa0;: retirez-la à la main.</translation>
    </message>
    <message>
        <source>The demo bundle is made of one: install Python from python.org or your system&apos;s packages. Real bundles bring their own and need none.</source>
        <translation>Le kit de démonstration en est fait&#xa0;: installez Python depuis python.org ou avec les paquets de votre système. Les vrais kits apportent le leur et n&apos;en demandent pas.</translation>
    </message>
    <message>
        <source>a self-check</source>
        <translation>un autocontrôle</translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n fichier, %1</numerusform>
            <numerusform>%n fichiers, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Portico self-check</source>
        <translation>Autocontrôle de Portico</translation>
    </message>
    <message>
        <source>ComfyUI %1 at %2</source>
        <translation>ComfyUI %1 à %2</translation>
    </message>
    <message>
        <source>The process %1 of the demo is still running.</source>
        <translation>Le processus %1 de la démonstration est encore en marche.</translation>
    </message>
    <message>
        <source>End it in the list of processes.</source>
        <translation>Arrêtez-le dans la liste des processus.</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheckAdvice</name>
    <message>
        <source>Choose a library folder in your own user folder, or allow Portico in Windows Security under Controlled folder access.</source>
        <translation>Choisissez un dossier de bibliothèque dans votre propre dossier utilisateur, ou autorisez Portico dans Sécurité Windows, sous Dispositif d&apos;accès contrôlé aux dossiers.</translation>
    </message>
    <message>
        <source>Choose a library folder in your home folder, or allow Portico in System Settings under Privacy, Files and Folders.</source>
        <translation>Choisissez un dossier de bibliothèque dans votre dossier personnel, ou autorisez Portico dans Réglages Système, sous Confidentialité, Fichiers et dossiers.</translation>
    </message>
    <message>
        <source>Choose a library folder that you may write, such as one in your home folder.</source>
        <translation>Choisissez un dossier de bibliothèque où vous pouvez écrire, par exemple dans votre dossier personnel.</translation>
    </message>
    <message>
        <source>See whether the library lies on a drive from which programs may not run (mounted noexec), and choose another one if so.</source>
        <translation>Voyez si la bibliothèque se trouve sur un disque d&apos;où les programmes ne peuvent pas s&apos;exécuter (monté avec noexec), et choisissez-en une autre si c&apos;est le cas.</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds or removed the files, and exempt the library folder from its checks.</source>
        <translation>Voyez si un antivirus retient ou a retiré les fichiers, et exemptez le dossier de la bibliothèque de ses contrôles.</translation>
    </message>
    <message>
        <source>See whether a security program or a proxy stands in the way of connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>Voyez si un logiciel de sécurité ou un proxy bloque les connexions à l&apos;adresse locale 127.0.0.1 de cet ordinateur.</translation>
    </message>
    <message>
        <source>See whether a firewall forbids connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>Voyez si un pare-feu interdit les connexions à l&apos;adresse locale 127.0.0.1 de cet ordinateur.</translation>
    </message>
    <message>
        <source>The path of the library folder %1 is too long for some programs: choose one near the top of a drive.</source>
        <translation>Le chemin du dossier de bibliothèque %1 est trop long pour certains programmes&#xa0;: choisissez-en un près de la racine d&apos;un disque.</translation>
    </message>
</context>
<context>
    <name>portico::SensibleAccelerators</name>
    <message>
        <source>The processor runs everything, slowly.</source>
        <translation>Le processeur exécute tout, lentement.</translation>
    </message>
</context>
<context>
    <name>portico::Session</name>
    <message>
        <source>Preparing</source>
        <translation>Préparation</translation>
    </message>
    <message>
        <source>Starting: %1</source>
        <translation>Démarrage&#xa0;: %1</translation>
    </message>
    <message>
        <source>Starting Python</source>
        <translation>Démarrage de Python</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI est prêt à %1</translation>
    </message>
    <message>
        <source>Asking ComfyUI to finish</source>
        <translation>Demande à ComfyUI de terminer</translation>
    </message>
    <message>
        <source>Asking again, more firmly</source>
        <translation>Nouvelle demande, plus ferme</translation>
    </message>
    <message>
        <source>Ending it by force</source>
        <translation>Arrêt forcé</translation>
    </message>
    <message>
        <source>ComfyUI has ended: %1</source>
        <translation>ComfyUI s&apos;est terminé&#xa0;: %1</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart.</source>
        <translation>ComfyUI-Manager a demandé un redémarrage.</translation>
    </message>
</context>
<context>
    <name>portico::SessionErrors</name>
    <message>
        <source>This ComfyUI already runs (process %1, port %2).</source>
        <translation>Ce ComfyUI est déjà en marche (processus %1, port %2).</translation>
    </message>
    <message>
        <source>Stop it first, or open it in the browser.</source>
        <translation>Arrêtez-le d&apos;abord, ou ouvrez-le dans le navigateur.</translation>
    </message>
    <message>
        <source>ComfyUI crashed %1 times within a minute, so it is not started again.</source>
        <translation>ComfyUI a planté %1 fois en une minute&#xa0;; il n&apos;est plus redémarré.</translation>
    </message>
    <message>
        <source>Start without node packs, or wait a minute.</source>
        <translation>Démarrez sans packs de nœuds, ou attendez une minute.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart %1 times within a minute.</source>
        <translation>ComfyUI-Manager a demandé un redémarrage %1 fois en une minute.</translation>
    </message>
    <message>
        <source>Start without node packs to see which one asks for it.</source>
        <translation>Démarrez sans packs de nœuds pour voir lequel le demande.</translation>
    </message>
    <message>
        <source>ComfyUI could not be started: %1.</source>
        <translation>ComfyUI n&apos;a pas pu être démarré&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Check that the install&apos;s Python is there and may be run.</source>
        <translation>Vérifiez que le Python de l&apos;installation est là et peut être exécuté.</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready and said nothing for %1 seconds.</source>
        <translation>ComfyUI n&apos;est pas devenu prêt et n&apos;a rien dit pendant %1 secondes.</translation>
    </message>
    <message>
        <source>Look at the end of the log, or start without node packs.</source>
        <translation>Regardez la fin du journal, ou démarrez sans packs de nœuds.</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI s&apos;est arrêté de lui-même&#xa0;: %1.</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI s&apos;est arrêté avant d&apos;être prêt&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s processes cannot be ended: %1.</source>
        <translation>Certains processus de ComfyUI ne peuvent pas être arrêtés&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Restart the computer if they do not go away.</source>
        <translation>Redémarrez l&apos;ordinateur s&apos;ils ne disparaissent pas.</translation>
    </message>
    <message>
        <source>The session server was ended from outside, and ComfyUI with it.</source>
        <translation>Le serveur de session a été arrêté de l&apos;extérieur, et ComfyUI avec lui.</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>Démarrez-le de nouveau.</translation>
    </message>
    <message>
        <source>The session server did not answer in time.</source>
        <translation>Le serveur de session n&apos;a pas répondu à temps.</translation>
    </message>
    <message>
        <source>Look at %1, then try again.</source>
        <translation>Regardez %1, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::SessionLauncher</name>
    <message>
        <source>Portico&apos;s session server could not be started: %1.</source>
        <translation>Le serveur de session de Portico n&apos;a pas pu être démarré&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installez Portico de nouveau.</translation>
    </message>
    <message>
        <source>Portico&apos;s session server ended at once.</source>
        <translation>Le serveur de session de Portico s&apos;est terminé aussitôt.</translation>
    </message>
    <message>
        <source>Look at %1.</source>
        <translation>Regardez %1.</translation>
    </message>
</context>
<context>
    <name>portico::SessionLog</name>
    <message numerus="yes">
        <source>%n line(s) came too quickly and were left out.</source>
        <translation>
            <numerusform>%n ligne est arrivée trop vite et a été omise.</numerusform>
            <numerusform>%n lignes sont arrivées trop vite et ont été omises.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SessionMain</name>
    <message>
        <source>The session server was called wrongly.</source>
        <translation>Le serveur de session a été mal appelé.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installez Portico de nouveau.</translation>
    </message>
    <message>
        <source>running ComfyUI</source>
        <translation>exécution de ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::SessionServer</name>
    <message>
        <source>The session&apos;s socket could not be opened in %1: %2.</source>
        <translation>Le socket de la session n&apos;a pas pu être ouvert dans %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>Vérifiez que l&apos;on peut écrire dans ce dossier.</translation>
    </message>
</context>
<context>
    <name>portico::SevenZipCheck</name>
    <message>
        <source>it uses the coder Deflate64</source>
        <translation>il utilise le codeur Deflate64</translation>
    </message>
    <message>
        <source>it uses the filter for ARM64 programs</source>
        <translation>il utilise le filtre pour programmes ARM64</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>l&apos;archive contient plus de %L1 entrées</translation>
    </message>
    <message>
        <source>there is something behind its end</source>
        <translation>il y a quelque chose après sa fin</translation>
    </message>
    <message>
        <source>its list is packed in an unusual way</source>
        <translation>sa liste est compressée d&apos;une façon inhabituelle</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings.</source>
        <translation>Recompressez-le avec les réglages habituels.</translation>
    </message>
    <message>
        <source>Pack it again without that, or unpack it with 7-Zip and add the folder instead.</source>
        <translation>Recompressez-le sans cela, ou décompressez-le avec 7-Zip et ajoutez plutôt le dossier.</translation>
    </message>
    <message>
        <source>unpacking it would take %1 of memory</source>
        <translation>sa décompression demanderait %1 de mémoire</translation>
    </message>
    <message>
        <source>The split archive is incomplete: its part %1 is missing or the parts are too short.</source>
        <translation>L&apos;archive fractionnée est incomplète&#xa0;: sa partie %1 manque ou les parties sont trop courtes.</translation>
    </message>
    <message>
        <source>Put all parts into one folder and try again.</source>
        <translation>Mettez toutes les parties dans un même dossier et réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::SiteParts</name>
    <message>
        <source>%1 is a git repository, whose state today says nothing about tomorrow&apos;s.</source>
        <translation>%1 est un dépôt git, dont l&apos;état d&apos;aujourd&apos;hui ne dit rien de celui de demain.</translation>
    </message>
    <message>
        <source>Name it with &quot;git&quot; and &quot;commit&quot; in place of &quot;folder&quot;.</source>
        <translation>Indiquez-le avec &quot;git&quot; et &quot;commit&quot; à la place de &quot;folder&quot;.</translation>
    </message>
    <message>
        <source>“%1” has a Python of its own, and would become another.</source>
        <translation>«&#xa0;%1&#xa0;» a son propre Python, et deviendrait un autre.</translation>
    </message>
    <message>
        <source>Undo that first: porticoctl env rejoin.</source>
        <translation>Défaites d&apos;abord cela&#xa0;: porticoctl env rejoin.</translation>
    </message>
    <message>
        <source>Two installs are called “%1”.</source>
        <translation>Deux installations s&apos;appellent «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Rename one of them: porticoctl rename.</source>
        <translation>Renommez l&apos;une d&apos;elles&#xa0;: porticoctl rename.</translation>
    </message>
</context>
<context>
    <name>portico::SmokeImport</name>
    <message>
        <source>“%1” cannot be imported with this ComfyUI: %2</source>
        <translation>«&#xa0;%1&#xa0;» ne peut pas être importé avec ce ComfyUI&#xa0;: %2</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or wait for another version of it.</source>
        <translation>Laissez de côté le pack de nœuds qui en a besoin, ou attendez-en une autre version.</translation>
    </message>
    <message>
        <source>“%1” does not load its module %2 on this computer: %3</source>
        <translation>«&#xa0;%1&#xa0;» ne charge pas son module %2 sur cet ordinateur&#xa0;: %3</translation>
    </message>
    <message>
        <source>Python crashes when it imports “%1”.</source>
        <translation>Python plante quand il importe «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>The new packages could not be tried: Python ended too early.</source>
        <translation>Les nouveaux paquets n&apos;ont pas pu être essayés&#xa0;: Python s&apos;est terminé trop tôt.</translation>
    </message>
    <message>
        <source>Verify the install, then try again.</source>
        <translation>Vérifiez l&apos;installation, puis réessayez.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was not tried to its end: importing its module %2 takes longer than %n second(s).</source>
        <translation>
            <numerusform>«&#xa0;%1&#xa0;» n&apos;a pas été essayé jusqu&apos;au bout&#xa0;: importer son module %2 prend plus de %n seconde.</numerusform>
            <numerusform>«&#xa0;%1&#xa0;» n&apos;a pas été essayé jusqu&apos;au bout&#xa0;: importer son module %2 prend plus de %n secondes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Snapshot</name>
    <message>
        <source>it is no known layout</source>
        <translation>ce n&apos;est pas une disposition connue</translation>
    </message>
    <message>
        <source>one of them is no node pack</source>
        <translation>l&apos;un d&apos;eux n&apos;est pas un pack de nœuds</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>ce n&apos;est pas une couche</translation>
    </message>
    <message>
        <source>The snapshot cannot be used: %1</source>
        <translation>L&apos;instantané ne peut pas être utilisé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Use another one.</source>
        <translation>Utilisez-en un autre.</translation>
    </message>
    <message>
        <source>The snapshot was taken by a newer Portico.</source>
        <translation>L&apos;instantané a été pris par un Portico plus récent.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Mettez Portico à jour, puis réessayez.</translation>
    </message>
    <message>
        <source>%1 is none.</source>
        <translation>%1 n&apos;en est pas un.</translation>
    </message>
    <message>
        <source>%1 was changed since it was taken.</source>
        <translation>%1 a été modifié depuis qu&apos;il a été pris.</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotRoots</name>
    <message>
        <source>snapshots of %1</source>
        <translation>instantanés de %1</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotStore</name>
    <message>
        <source>%1 is another snapshot.</source>
        <translation>%1 est un autre instantané.</translation>
    </message>
    <message>
        <source>Use another one.</source>
        <translation>Utilisez-en un autre.</translation>
    </message>
    <message>
        <source>taking a snapshot</source>
        <translation>prise d&apos;un instantané</translation>
    </message>
    <message>
        <source>There is no snapshot “%1”.</source>
        <translation>Il n&apos;y a pas d&apos;instantané «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>There is none of this install yet.</source>
        <translation>Il n&apos;y en a pas encore de cette installation.</translation>
    </message>
    <message>
        <source>The newest are: %1.</source>
        <translation>Les plus récents sont&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Several snapshots begin with “%1”.</source>
        <translation>Plusieurs instantanés commencent par «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Type more of its id.</source>
        <translation>Tapez une plus grande partie de son identifiant.</translation>
    </message>
    <message>
        <source>The install “%1” was removed in the meantime: there is nothing to take a snapshot of.</source>
        <translation>L&apos;installation «&#xa0;%1&#xa0;» a été retirée entre-temps&#xa0;: il n&apos;y a rien dont prendre un instantané.</translation>
    </message>
    <message>
        <source>“porticoctl list” shows what there is.</source>
        <translation>«&#xa0;porticoctl list&#xa0;» montre ce qu&apos;il y a.</translation>
    </message>
</context>
<context>
    <name>portico::SocksBridge</name>
    <message>
        <source>This computer gave no port on which git could be led to the SOCKS proxy.</source>
        <translation>Cet ordinateur n&apos;a donné aucun port par lequel mener git au proxy SOCKS.</translation>
    </message>
    <message>
        <source>Set an http proxy, or except the address from the proxy.</source>
        <translation>Définissez un proxy http, ou exceptez l&apos;adresse du proxy.</translation>
    </message>
</context>
<context>
    <name>portico::SocksHandshake</name>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>Vérifiez le proxy sur la page Réseau.</translation>
    </message>
    <message>
        <source>What answers at %1 is no SOCKS5 proxy.</source>
        <translation>Ce qui répond à %1 n&apos;est pas un proxy SOCKS5.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>Le proxy SOCKS %1 demande un nom d&apos;utilisateur et un mot de passe, ou refuse ceux qu&apos;il a reçus.</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>Saisissez-les sur la page Réseau.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 does not allow the way to %2.</source>
        <translation>Le proxy SOCKS %1 ne permet pas le passage vers %2.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the proxy, or use a mirror that it allows.</source>
        <translation>Demandez à qui s&apos;occupe du proxy, ou utilisez un miroir qu&apos;il autorise.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot find %2.</source>
        <translation>Le proxy SOCKS %1 ne trouve pas %2.</translation>
    </message>
    <message>
        <source>Check the address, and the proxy&apos;s own connection to the internet.</source>
        <translation>Vérifiez l&apos;adresse, et la connexion à Internet du proxy lui-même.</translation>
    </message>
    <message>
        <source>%2 does not accept connections from the SOCKS proxy %1.</source>
        <translation>%2 n&apos;accepte pas de connexions du proxy SOCKS %1.</translation>
    </message>
    <message>
        <source>Try again later; a firewall may also be in the way.</source>
        <translation>Réessayez plus tard&#xa0;; un pare-feu est peut-être aussi en travers.</translation>
    </message>
    <message>
        <source>%2 did not answer the SOCKS proxy %1 in time.</source>
        <translation>%2 n&apos;a pas répondu à temps au proxy SOCKS %1.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 made no connection to %2.</source>
        <translation>Le proxy SOCKS %1 n&apos;a pas établi de connexion à %2.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the proxy.</source>
        <translation>Réessayez plus tard&#xa0;; vérifiez l&apos;adresse et le proxy.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot be reached.</source>
        <translation>Le proxy SOCKS %1 est injoignable.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 did not answer in time.</source>
        <translation>Le proxy SOCKS %1 n&apos;a pas répondu à temps.</translation>
    </message>
</context>
<context>
    <name>portico::SortNeeds</name>
    <message>
        <source>“%1” asks for “%2”, which cannot be understood.</source>
        <translation>«&#xa0;%1&#xa0;» demande «&#xa0;%2&#xa0;», qui est incompréhensible.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>cette installation</translation>
    </message>
    <message>
        <source>“%1” asks for %2, but this install has %3 %4, which does not change.</source>
        <translation>«&#xa0;%1&#xa0;» demande %2, mais cette installation a %3 %4, qui ne change pas.</translation>
    </message>
    <message>
        <source>Node packs pin comfy-env %1: the highest counts for all.</source>
        <translation>Des packs de nœuds fixent comfy-env %1&#xa0;: la version la plus haute compte pour tous.</translation>
    </message>
</context>
<context>
    <name>portico::StandaloneJson</name>
    <message>
        <source>The list of standalone environments is not in a form that Portico knows, or only a part of it came.</source>
        <translation>La liste des environnements autonomes n&apos;est pas sous une forme que Portico connaît, ou n&apos;est arrivée qu&apos;en partie.</translation>
    </message>
    <message>
        <source>Try again later; if it stays so, look for a newer Portico.</source>
        <translation>Réessayez plus tard&#xa0;; si cela persiste, cherchez un Portico plus récent.</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Commit</translation>
    </message>
</context>
<context>
    <name>portico::StandaloneSource</name>
    <message>
        <source>Standalone environments of Comfy-Org</source>
        <translation>Environnements autonomes de Comfy-Org</translation>
    </message>
    <message>
        <source>ComfyUI %1, standalone environment %2</source>
        <translation>ComfyUI %1, environnement autonome %2</translation>
    </message>
    <message>
        <source>The published hashes of the standalone environments could not be had.</source>
        <translation>Les empreintes publiées des environnements autonomes n&apos;ont pas pu être obtenues.</translation>
    </message>
</context>
<context>
    <name>portico::StartActivity</name>
    <message>
        <source>Importing torch</source>
        <translation>Importation de torch</translation>
    </message>
    <message>
        <source>Running the start scripts of node packs</source>
        <translation>Exécution des scripts de démarrage des packs de nœuds</translation>
    </message>
    <message>
        <source>Preparing the graphics card</source>
        <translation>Préparation de la carte graphique</translation>
    </message>
    <message>
        <source>Loading nodes</source>
        <translation>Chargement des nœuds</translation>
    </message>
    <message>
        <source>Loading node packs</source>
        <translation>Chargement des packs de nœuds</translation>
    </message>
    <message>
        <source>Opening the server</source>
        <translation>Ouverture du serveur</translation>
    </message>
</context>
<context>
    <name>portico::StartPlan</name>
    <message>
        <source>The ComfyUI of “%1” is too old for a safe start: it cannot leave out its node packs.</source>
        <translation>Le ComfyUI de «&#xa0;%1&#xa0;» est trop ancien pour un démarrage sans échec&#xa0;: il ne peut pas laisser ses packs de nœuds de côté.</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>Désactivez les packs de nœuds un à un, ou utilisez une version plus récente de ComfyUI.</translation>
    </message>
</context>
<context>
    <name>portico::StartTest</name>
    <message>
        <source>What was put together does not start.</source>
        <translation>Ce qui a été assemblé ne démarre pas.</translation>
    </message>
    <message>
        <source>What was put together does not start: %1.</source>
        <translation>Ce qui a été assemblé ne démarre pas&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Try the packages as of the date of this version of ComfyUI, or another version.</source>
        <translation>Essayez les paquets à la date de cette version de ComfyUI, ou une autre version.</translation>
    </message>
</context>
<context>
    <name>portico::StateKeeper</name>
    <message>
        <source>taken by hand</source>
        <translation>pris à la main</translation>
    </message>
    <message>
        <source>before a change of node packs</source>
        <translation>avant un changement de packs de nœuds</translation>
    </message>
    <message>
        <source>before a change of isolated environments</source>
        <translation>avant un changement d&apos;environnements isolés</translation>
    </message>
    <message>
        <source>before a change of settings</source>
        <translation>avant un changement de paramètres</translation>
    </message>
    <message>
        <source>before a repair</source>
        <translation>avant une réparation</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>avant une mise à jour</translation>
    </message>
    <message>
        <source>before a snapshot was restored</source>
        <translation>avant la restauration d&apos;un instantané</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importé</translation>
    </message>
    <message>
        <source>started well</source>
        <translation>bien démarré</translation>
    </message>
    <message>
        <source>No snapshot could be taken. %1</source>
        <translation>Aucun instantané n&apos;a pu être pris. %1</translation>
    </message>
    <message>
        <source>before it was made what a site declares</source>
        <translation>avant de devenir ce qu&apos;un site déclare</translation>
    </message>
</context>
<context>
    <name>portico::StrictJson</name>
    <message>
        <source>“%1”</source>
        <translation>«&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>%1 ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>is no object such as {&quot;url&quot;: &quot;https://…&quot;}</source>
        <translation>n&apos;est pas un objet comme {&quot;url&quot;: &quot;https://…&quot;}</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” %4.</source>
        <translation>%1, ligne %2&#xa0;: «&#xa0;%3&#xa0;» %4.</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>Corrigez cette ligne.</translation>
    </message>
    <message>
        <source>is no field that Portico knows</source>
        <translation>n&apos;est pas un champ que Portico connaît</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>manque</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>n&apos;est pas un texte</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>est vide</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>a plus de %1 caractères</translation>
    </message>
    <message>
        <source>has more than one line</source>
        <translation>a plus d&apos;une ligne</translation>
    </message>
    <message>
        <source>is “%1”; it can be %2</source>
        <translation>est «&#xa0;%1&#xa0;»&#xa0;; ce peut être %2</translation>
    </message>
    <message>
        <source>is neither true nor false</source>
        <translation>n&apos;est ni true ni false</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>n&apos;est pas un nombre entier</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>n&apos;est pas une liste</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>n&apos;est pas un objet {…}</translation>
    </message>
</context>
<context>
    <name>portico::SweepEnvs</name>
    <message>
        <source>clearing up</source>
        <translation>nettoyage</translation>
    </message>
</context>
<context>
    <name>portico::SwitchGeneration</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de génération %2.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Elle a&#xa0;: %1.</translation>
    </message>
    <message>
        <source>“%1” is running, so its generation is not changed now.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche&#xa0;; sa génération n&apos;est donc pas changée maintenant.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Arrêtez-la, puis réessayez.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not whole any more: %3 has no Python or no ComfyUI.</source>
        <translation>La génération %1 de «&#xa0;%2&#xa0;» n&apos;est plus complète&#xa0;: %3 n&apos;a pas de Python ou pas de ComfyUI.</translation>
    </message>
    <message>
        <source>Choose another generation, or update to that version anew.</source>
        <translation>Choisissez une autre génération, ou mettez de nouveau à jour vers cette version.</translation>
    </message>
    <message>
        <source>Its packages for node packs are those that it had when it was left. If node packs were changed since: porticoctl nodes apply %1.</source>
        <translation>Ses paquets pour les packs de nœuds sont ceux qu&apos;elle avait quand elle a été quittée. Si des packs de nœuds ont changé depuis&#xa0;: porticoctl nodes apply %1.</translation>
    </message>
    <message>
        <source>“%1” has no older generation than %2.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de génération plus ancienne que %2.</translation>
    </message>
    <message>
        <source>changing the generation</source>
        <translation>changement de génération</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: it is not kept in generations.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers&#xa0;: il n&apos;est pas gardé en générations.</translation>
    </message>
    <message>
        <source>Update it the way you installed it, or install ComfyUI with Portico.</source>
        <translation>Mettez-le à jour comme vous l&apos;avez installé, ou installez ComfyUI avec Portico.</translation>
    </message>
</context>
<context>
    <name>portico::SwitchLayer</name>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>changement de la couche de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::SystemPackages</name>
    <message>
        <source>Packages of the system are asked for, and there is no %1 here: %2.</source>
        <translation>Des paquets du système sont demandés, et il n&apos;y a pas de %1 ici&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Install what they are called on this system by its own means.</source>
        <translation>Installez ce qui y correspond sur ce système par ses propres moyens.</translation>
    </message>
    <message>
        <source>“%1” is no name that a package of the system can have.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un nom qu&apos;un paquet du système puisse avoir.</translation>
    </message>
    <message>
        <source>Ask the author of the pack.</source>
        <translation>Demandez à l&apos;auteur du pack.</translation>
    </message>
    <message>
        <source>Packages of the system are asked for, and neither sudo nor pkexec is here to put them in: %1.</source>
        <translation>Des paquets du système sont demandés, et ni sudo ni pkexec n&apos;est là pour les installer&#xa0;: %1.</translation>
    </message>
    <message>
        <source>As root, run: %1</source>
        <translation>En tant que root, exécutez&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::SystemProcessRunner</name>
    <message>
        <source>%1 said nothing for %2 seconds and was ended.</source>
        <translation>%1 n&apos;a rien dit pendant %2 secondes et a été arrêté.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, look at the job&apos;s log.</source>
        <translation>Réessayez&#xa0;; si cela se reproduit, regardez le journal de la tâche.</translation>
    </message>
    <message>
        <source>%1 took longer than %2 seconds and was ended.</source>
        <translation>%1 a pris plus de %2 secondes et a été arrêté.</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>%1 n&apos;a pas pu être démarré&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Check that the file is there and may be run.</source>
        <translation>Vérifiez que le fichier est là et peut être exécuté.</translation>
    </message>
</context>
<context>
    <name>portico::TarCheck</name>
    <message>
        <source>a name or note in it is longer than 1 MiB</source>
        <translation>un nom ou une note y dépasse 1 Mio</translation>
    </message>
    <message>
        <source>the size of an entry makes no sense</source>
        <translation>la taille d&apos;une entrée n&apos;a pas de sens</translation>
    </message>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>deux programmes pourraient le lire de deux façons, comme dans une attaque</translation>
    </message>
    <message>
        <source>it claims a file larger than any disk</source>
        <translation>il annonce un fichier plus grand que n&apos;importe quel disque</translation>
    </message>
    <message>
        <source>an entry that is no file has content</source>
        <translation>une entrée qui n&apos;est pas un fichier a un contenu</translation>
    </message>
    <message>
        <source>it holds a sparse file, whose size is only a claim</source>
        <translation>il contient un fichier creux, dont la taille n&apos;est qu&apos;une affirmation</translation>
    </message>
    <message>
        <source>it holds an entry of an unknown kind</source>
        <translation>il contient une entrée d&apos;un type inconnu</translation>
    </message>
    <message>
        <source>a name in it holds a NUL byte</source>
        <translation>un nom y contient un octet NUL</translation>
    </message>
</context>
<context>
    <name>portico::TeamCatalogue</name>
    <message>
        <source>The catalogue %1 cannot be used: %2 %3.</source>
        <translation>Le catalogue %1 ne peut pas être utilisé&#xa0;: %2 %3.</translation>
    </message>
    <message>
        <source>Tell whoever keeps it; docs/catalogue.md says what belongs there.</source>
        <translation>Prévenez qui le tient&#xa0;; docs/catalogue.md dit ce qui y a sa place.</translation>
    </message>
    <message>
        <source>may have letters, digits and . _ + - only</source>
        <translation>ne peut avoir que des lettres, des chiffres et . _ + -</translation>
    </message>
    <message>
        <source>cannot be fetched from: %1</source>
        <translation>ne permet pas la récupération&#xa0;: %1</translation>
    </message>
    <message>
        <source>names no archive</source>
        <translation>ne nomme pas d&apos;archive</translation>
    </message>
    <message>
        <source>is no SHA-256 of 64 hexadecimal digits</source>
        <translation>n&apos;est pas un SHA-256 de 64 chiffres hexadécimaux</translation>
    </message>
    <message>
        <source>are not the volumes .001, .002 and so on of one archive, in their order</source>
        <translation>ne sont pas les volumes .001, .002 et suivants d&apos;une même archive, dans leur ordre</translation>
    </message>
    <message>
        <source>is none of linux, windows, macos</source>
        <translation>n&apos;est pas l&apos;un de linux, windows, macos</translation>
    </message>
    <message>
        <source>is none of x64, arm64</source>
        <translation>n&apos;est pas l&apos;un de x64, arm64</translation>
    </message>
    <message>
        <source>is none of cuda 13.0, rocm 7.2, xpu, mps, cpu and the like</source>
        <translation>n&apos;est pas l&apos;un de cuda 13.0, rocm 7.2, xpu, mps, cpu ou similaires</translation>
    </message>
    <message>
        <source>is none of testing, staging, latest, stable</source>
        <translation>n&apos;est pas l&apos;un de testing, staging, latest, stable</translation>
    </message>
    <message>
        <source>is no version such as 0.38.0</source>
        <translation>n&apos;est pas une version comme 0.38.0</translation>
    </message>
    <message>
        <source>is no web address</source>
        <translation>n&apos;est pas une adresse web</translation>
    </message>
    <message>
        <source>The catalogue %1 is written in form %2, and this Portico reads form %3.</source>
        <translation>Le catalogue %1 est écrit sous la forme %2, et ce Portico lit la forme %3.</translation>
    </message>
    <message>
        <source>Get a newer Portico.</source>
        <translation>Procurez-vous un Portico plus récent.</translation>
    </message>
    <message>
        <source>comes twice</source>
        <translation>s&apos;y trouve deux fois</translation>
    </message>
</context>
<context>
    <name>portico::TeamSource</name>
    <message>
        <source>Team catalogue %1</source>
        <translation>Catalogue d&apos;équipe %1</translation>
    </message>
</context>
<context>
    <name>portico::TestWorkflows</name>
    <message>
        <source>This workflow is in the form that ComfyUI&apos;s window keeps, which its server does not run.</source>
        <translation>Ce workflow est sous la forme que garde la fenêtre de ComfyUI, et que son serveur n&apos;exécute pas.</translation>
    </message>
    <message>
        <source>This is no workflow of ComfyUI.</source>
        <translation>Ce n&apos;est pas un workflow de ComfyUI.</translation>
    </message>
    <message>
        <source>In ComfyUI, open it and choose File, Export (API).</source>
        <translation>Dans ComfyUI, ouvrez-le et choisissez File, Export (API).</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a test workflow.</source>
        <translation>«&#xa0;%1&#xa0;» ne peut pas être le nom d&apos;un workflow de test.</translation>
    </message>
    <message>
        <source>Choose a short one without / \ : * ? and the like.</source>
        <translation>Choisissez-en un court, sans / \&#xa0;: *&#xa0;? et autres.</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>%1 ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>“%1” has no test workflow “%2”.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de workflow de test «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation>Il n&apos;y en a aucun.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Elle a&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>Impossible de retirer %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Check that you may write in the library.</source>
        <translation>Vérifiez que vous pouvez écrire dans la bibliothèque.</translation>
    </message>
</context>
<context>
    <name>portico::Toml</name>
    <message>
        <source>%1 is longer than %2.</source>
        <translation>%1 est plus long que %2.</translation>
    </message>
    <message>
        <source>Check whether it is the right file.</source>
        <translation>Vérifiez si c&apos;est le bon fichier.</translation>
    </message>
    <message>
        <source>%1 cannot be understood: it is no TOML (line %2).</source>
        <translation>%1 est incompréhensible&#xa0;: ce n&apos;est pas du TOML (ligne %2).</translation>
    </message>
    <message>
        <source>Correct that line, or put a good copy in its place.</source>
        <translation>Corrigez cette ligne, ou mettez une bonne copie à sa place.</translation>
    </message>
</context>
<context>
    <name>portico::ToolEnvironment</name>
    <message>
        <source>A program&apos;s environment holds one proxy only, so these hosts are asked through another way than the network&apos;s rules say: %1.</source>
        <translation>L&apos;environnement d&apos;un programme ne contient qu&apos;un proxy&#xa0;; ces hôtes sont donc joints par un autre chemin que ne le disent les règles du réseau&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Python&apos;s programs know SOCKS proxies only with a package of their own (PySocks), so when Portico starts them it leads them there by a small http proxy on this computer.</source>
        <translation>Les programmes de Python ne connaissent les proxys SOCKS qu&apos;avec un paquet à part (PySocks)&#xa0;; quand Portico les démarre, il les y mène donc par un petit proxy http sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Python&apos;s programs send letters beyond ASCII in a proxy&apos;s password otherwise than all others; if it is refused, choose one without.</source>
        <translation>Les programmes de Python envoient les lettres hors ASCII du mot de passe d&apos;un proxy autrement que tous les autres&#xa0;; s&apos;il est refusé, choisissez-en un sans ces lettres.</translation>
    </message>
</context>
<context>
    <name>portico::ToolTest</name>
    <message>
        <source>There is no %1 on this computer to try out.</source>
        <translation>Il n&apos;y a pas de %1 à essayer sur cet ordinateur.</translation>
    </message>
    <message>
        <source>It is fetched when it is needed; test then.</source>
        <translation>Il est récupéré quand on en a besoin&#xa0;; testez alors.</translation>
    </message>
    <message numerus="yes">
        <source>git reaches %1 and finds %n branch(es) and tag(s) of ComfyUI.</source>
        <translation>
            <numerusform>git atteint %1 et trouve %n branche ou étiquette de ComfyUI.</numerusform>
            <numerusform>git atteint %1 et trouve %n branches et étiquettes de ComfyUI.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder for temporary files cannot be written.</source>
        <translation>Le dossier des fichiers temporaires n&apos;est pas accessible en écriture.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Libérez de l&apos;espace et réessayez.</translation>
    </message>
    <message>
        <source>%1 reaches %2.</source>
        <translation>%1 atteint %2.</translation>
    </message>
    <message>
        <source>It goes %1.</source>
        <comment>through a proxy</comment>
        <translation>Le passage se fait %1.</translation>
    </message>
    <message>
        <source>Check the page Network, and test again.</source>
        <translation>Vérifiez la page Réseau, et testez de nouveau.</translation>
    </message>
    <message>
        <source>The proxy refused pip&apos;s login on the way to %1.</source>
        <translation>Le proxy a refusé les identifiants de pip sur le chemin vers %1.</translation>
    </message>
    <message>
        <source>Enter its user name and password on the page Network.</source>
        <translation>Saisissez son nom d&apos;utilisateur et son mot de passe sur la page Réseau.</translation>
    </message>
    <message>
        <source>pip does not trust the certificate of %1.</source>
        <translation>pip ne fait pas confiance au certificat de %1.</translation>
    </message>
    <message>
        <source>If your network looks into connections, add its certificate authority on the page Network.</source>
        <translation>Si votre réseau examine les connexions, ajoutez son autorité de certification sur la page Réseau.</translation>
    </message>
    <message>
        <source>pip reaches a SOCKS proxy only where the package PySocks is installed beside it.</source>
        <translation>pip n&apos;atteint un proxy SOCKS que là où le paquet PySocks est installé à côté de lui.</translation>
    </message>
    <message>
        <source>Set an http proxy, or leave it to uv, which does without.</source>
        <translation>Définissez un proxy http, ou laissez cela à uv, qui s&apos;en passe.</translation>
    </message>
    <message>
        <source>pip cannot reach the proxy on the way to %1.</source>
        <translation>pip ne peut pas joindre le proxy sur le chemin vers %1.</translation>
    </message>
    <message>
        <source>pip cannot find %1.</source>
        <translation>pip ne trouve pas %1.</translation>
    </message>
    <message>
        <source>%1 did not answer pip in time.</source>
        <translation>%1 n&apos;a pas répondu à pip à temps.</translation>
    </message>
    <message>
        <source>%1 has no small package that pip can see.</source>
        <translation>%1 n&apos;a pas de petit paquet que pip puisse voir.</translation>
    </message>
    <message>
        <source>pip failed and gave a reason of its own.</source>
        <translation>pip a échoué et donné une raison à lui.</translation>
    </message>
</context>
<context>
    <name>portico::TorchProbe</name>
    <message>
        <source>Repair the install.</source>
        <translation>Réparez l&apos;installation.</translation>
    </message>
    <message>
        <source>torch cannot be imported: %1.</source>
        <translation>torch ne peut pas être importé&#xa0;: %1.</translation>
    </message>
    <message>
        <source>torchvision does not work with this torch: %1.</source>
        <translation>torchvision ne fonctionne pas avec ce torch&#xa0;: %1.</translation>
    </message>
    <message>
        <source>torch cannot compute on %1: %2.</source>
        <translation>torch ne peut pas calculer sur %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>any device</source>
        <translation>aucun périphérique</translation>
    </message>
    <message>
        <source>Restart the computer, and update the graphics driver if it stays so; This computer says which version is needed.</source>
        <translation>Redémarrez l&apos;ordinateur, et mettez à jour le pilote graphique si cela persiste&#xa0;; «&#xa0;Cet ordinateur&#xa0;» indique la version nécessaire.</translation>
    </message>
    <message>
        <source>torch %1 computes on %2, although this install is for %3.</source>
        <translation>torch %1 calcule sur %2, alors que cette installation est faite pour %3.</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>le processeur</translation>
    </message>
    <message>
        <source>Look under This computer whether the graphics driver is there and new enough.</source>
        <translation>Regardez sous «&#xa0;Cet ordinateur&#xa0;» si le pilote graphique est là et assez récent.</translation>
    </message>
    <message numerus="yes">
        <source>torch gave no answer within %n seconds.</source>
        <translation>
            <numerusform>torch n&apos;a pas répondu en %n seconde.</numerusform>
            <numerusform>torch n&apos;a pas répondu en %n secondes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again, and restart the computer if it stays so.</source>
        <translation>Réessayez, et redémarrez l&apos;ordinateur si cela persiste.</translation>
    </message>
    <message>
        <source>Python ended while torch was tried (%1).</source>
        <translation>Python s&apos;est terminé pendant l&apos;essai de torch (%1).</translation>
    </message>
    <message>
        <source>torch %1 computes on %2 (%3 ms).</source>
        <translation>torch %1 calcule sur %2 (%3 ms).</translation>
    </message>
</context>
<context>
    <name>portico::Trash</name>
    <message>
        <source>%1 cannot go to the recycle bin: its disk has none.</source>
        <translation>%1 ne peut pas aller à la corbeille&#xa0;: son disque n&apos;en a pas.</translation>
    </message>
    <message>
        <source>Remove it for good instead, if you are sure.</source>
        <translation>Retirez-le plutôt définitivement, si vous êtes sûr.</translation>
    </message>
</context>
<context>
    <name>portico::TreeClone</name>
    <message>
        <source>%1 is neither a file nor a folder, so it is not copied.</source>
        <translation>%1 n&apos;est ni un fichier ni un dossier&#xa0;; il n&apos;est donc pas copié.</translation>
    </message>
    <message>
        <source>Remove it, and try again.</source>
        <translation>Retirez-le, et réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::TreeManifest</name>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>ce n&apos;est ni un fichier, ni un dossier, ni un lien</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>Contrôler les fichiers</translation>
    </message>
    <message>
        <source>The list of an install&apos;s files is damaged in line %1.</source>
        <translation>La liste des fichiers d&apos;une installation est endommagée à la ligne %1.</translation>
    </message>
    <message>
        <source>Check the install&apos;s files to make a new list.</source>
        <translation>Contrôlez les fichiers de l&apos;installation pour faire une nouvelle liste.</translation>
    </message>
</context>
<context>
    <name>portico::TreeRemoval</name>
    <message>
        <source>%1 was not removed: another disk is mounted there.</source>
        <translation>%1 n&apos;a pas été retiré&#xa0;: un autre disque y est monté.</translation>
    </message>
    <message>
        <source>Unmount it first, then remove the folder again.</source>
        <translation>Démontez-le d&apos;abord, puis retirez de nouveau le dossier.</translation>
    </message>
</context>
<context>
    <name>portico::TrialInstall</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be started with chosen node packs, so the search cannot be made without moving them.</source>
        <translation>Le ComfyUI de «&#xa0;%1&#xa0;» est trop ancien pour être démarré avec des packs de nœuds choisis&#xa0;; la recherche est impossible sans les déplacer.</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>Désactivez les packs de nœuds un à un, ou utilisez une version plus récente de ComfyUI.</translation>
    </message>
    <message>
        <source>“%1” has no node packs, so none can be guilty.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de packs de nœuds&#xa0;; aucun ne peut donc être fautif.</translation>
    </message>
    <message>
        <source>Look at what the log of the last start tells.</source>
        <translation>Regardez ce que dit le journal du dernier démarrage.</translation>
    </message>
    <message>
        <source>looking for the guilty node pack</source>
        <translation>recherche du pack de nœuds fautif</translation>
    </message>
</context>
<context>
    <name>portico::TriggerWorkflow</name>
    <message>
        <source>starting the workflow %1 of %2</source>
        <translation>démarrage du workflow %1 de %2</translation>
    </message>
    <message numerus="yes">
        <source>The workflow was started, but %n run(s) of it began at the same time, and nobody can tell which one is yours.</source>
        <translation>
            <numerusform>Le workflow a été démarré, mais %n exécution en a commencé en même temps, et personne ne peut dire laquelle est la vôtre.</numerusform>
            <numerusform>Le workflow a été démarré, mais %n exécutions en ont commencé en même temps, et personne ne peut dire laquelle est la vôtre.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose it from “porticoctl github runs”. A workflow with the input “%1” in its run-name can be told apart.</source>
        <translation>Choisissez-la dans «&#xa0;porticoctl github runs&#xa0;». Un workflow qui a l&apos;entrée «&#xa0;%1&#xa0;» dans son run-name peut être distingué.</translation>
    </message>
    <message>
        <source>GitHub took the request, but no run of %1 appeared.</source>
        <translation>GitHub a accepté la demande, mais aucune exécution de %1 n&apos;est apparue.</translation>
    </message>
    <message>
        <source>The connection broke while the workflow %1 was being started, and no run of it appeared.</source>
        <translation>La connexion a été coupée pendant le démarrage du workflow %1, et aucune exécution n&apos;en est apparue.</translation>
    </message>
    <message>
        <source>Look at “porticoctl github runs” before you start it again.</source>
        <translation>Regardez «&#xa0;porticoctl github runs&#xa0;» avant de le démarrer de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::TryIsolated</name>
    <message>
        <source>Try the node pack as it is</source>
        <translation>Essayer le pack de nœuds tel qu&apos;il est</translation>
    </message>
    <message>
        <source>Try the isolated node pack</source>
        <translation>Essayer le pack de nœuds isolé</translation>
    </message>
    <message>
        <source>Another node pack, “%1”, has an environment “%2” already.</source>
        <translation>Un autre pack de nœuds, «&#xa0;%1&#xa0;», a déjà un environnement «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Rename the folder of one of the two.</source>
        <translation>Renommez le dossier de l&apos;un des deux.</translation>
    </message>
    <message>
        <source>trying an isolated node pack</source>
        <translation>essai d&apos;un pack de nœuds isolé</translation>
    </message>
</context>
<context>
    <name>portico::TryStart</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be tried out beside the install.</source>
        <translation>Le ComfyUI de «&#xa0;%1&#xa0;» est trop ancien pour être essayé à côté de l&apos;installation.</translation>
    </message>
    <message>
        <source>Update ComfyUI, then try again.</source>
        <translation>Mettez ComfyUI à jour, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::TryWorkflows</name>
    <message numerus="yes">
        <source>ComfyUI was not ready within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI n&apos;était pas prêt au bout de %n minute.</numerusform>
            <numerusform>ComfyUI n&apos;était pas prêt au bout de %n minutes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again when the computer has less to do.</source>
        <translation>Réessayez quand l&apos;ordinateur est moins occupé.</translation>
    </message>
    <message>
        <source>Test workflow “%1”</source>
        <translation>Workflow de test «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>Workflows de test</translation>
    </message>
</context>
<context>
    <name>portico::UndoRepair</name>
    <message>
        <source>undoing its repair</source>
        <translation>annulation de sa réparation</translation>
    </message>
    <message>
        <source>There is no repair of “%1” that could be undone.</source>
        <translation>Il n&apos;y a pas de réparation de «&#xa0;%1&#xa0;» à défaire.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Rien à faire.</translation>
    </message>
    <message>
        <source>Files that a repair replaced are kept in the folder kept-files of the install.</source>
        <translation>Les fichiers qu&apos;une réparation a remplacés sont gardés dans le dossier kept-files de l&apos;installation.</translation>
    </message>
</context>
<context>
    <name>portico::UnmetNeed</name>
    <message>
        <source>“%1” needs “%2”, which the package index does not have.</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de «&#xa0;%2&#xa0;», que l&apos;index de paquets n&apos;a pas.</translation>
    </message>
    <message>
        <source>“%1” needs another %2 than the %3 of this install, which does not change.</source>
        <translation>«&#xa0;%1&#xa0;» a besoin d&apos;un autre %2 que le %3 de cette installation, qui ne change pas.</translation>
    </message>
    <message>
        <source>“%1” needs a package that is not made for this Python or this computer. %2</source>
        <translation>«&#xa0;%1&#xa0;» a besoin d&apos;un paquet qui n&apos;est pas fait pour ce Python ou cet ordinateur. %2</translation>
    </message>
    <message>
        <source>“%1” needs what cannot be had together. %2</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de ce qui ne peut pas aller ensemble. %2</translation>
    </message>
    <message>
        <source>“%1” and “%2” do not go together. %3</source>
        <translation>«&#xa0;%1&#xa0;» et «&#xa0;%2&#xa0;» ne vont pas ensemble. %3</translation>
    </message>
    <message>
        <source>“%1” and “%2” need different versions of %3.</source>
        <translation>«&#xa0;%1&#xa0;» et «&#xa0;%2&#xa0;» ont besoin de versions différentes de %3.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>cette installation</translation>
    </message>
</context>
<context>
    <name>portico::Unpack</name>
    <message>
        <source>Unpack</source>
        <translation>Décompresser</translation>
    </message>
    <message>
        <source>Unpacking %1 ended without a result: the unpacking program was stopped or failed. Nothing was installed.</source>
        <translation>La décompression de %1 s&apos;est terminée sans résultat&#xa0;: le programme de décompression a été arrêté ou a échoué. Rien n&apos;a été installé.</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, download the file again.</source>
        <translation>Vérifiez qu&apos;il y a assez de mémoire libre et réessayez&#xa0;; si cela se reproduit, téléchargez de nouveau le fichier.</translation>
    </message>
    <message>
        <source>%1 is not an empty folder.</source>
        <translation>%1 n&apos;est pas un dossier vide.</translation>
    </message>
    <message>
        <source>Choose an empty folder to unpack into.</source>
        <translation>Choisissez un dossier vide où décompresser.</translation>
    </message>
</context>
<context>
    <name>portico::UnpackProtocol</name>
    <message>
        <source>The request to unpack is incomplete.</source>
        <translation>La demande de décompression est incomplète.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installez Portico de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::UnusedEnvs</name>
    <message>
        <source>No install of this library asks for it. Other ComfyUIs may keep theirs in this folder, too.</source>
        <translation>Aucune installation de cette bibliothèque ne le demande. D&apos;autres ComfyUI gardent peut-être aussi le leur dans ce dossier.</translation>
    </message>
    <message>
        <source>comfy-env built it. No pack of this library links to it; which other ComfyUI does, nobody notes.</source>
        <translation>comfy-env l&apos;a construit. Aucun pack de cette bibliothèque n&apos;y mène&#xa0;; quel autre ComfyUI le fait, personne ne le note.</translation>
    </message>
    <message>
        <source>Portico built it for %1. Not every install of this library could be asked whether it uses it.</source>
        <translation>Portico l&apos;a construit pour %1. Toutes les installations de cette bibliothèque n&apos;ont pas pu dire si elles l&apos;utilisent.</translation>
    </message>
    <message>
        <source>Portico built it for %1, and no pack that it was linked into leads there any more.</source>
        <translation>Portico l&apos;a construit pour %1, et plus aucun des packs auxquels il était lié n&apos;y mène.</translation>
    </message>
</context>
<context>
    <name>portico::UpdatePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>Non respecté dans requirements.txt&#xa0;: %1</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>L&apos;index de paquets n&apos;indique pas de dates&#xa0;: les paquets les plus récents sont pris.</translation>
    </message>
    <message>
        <source>There is no torch of that version for it: its newest is taken.</source>
        <translation>Il n&apos;existe pas de torch de cette version pour lui&#xa0;: le plus récent est pris.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Remarque&#xa0;: %1</translation>
    </message>
    <message>
        <source>There is no torch %1 that goes with this ComfyUI, its Python and its accelerator.</source>
        <translation>Il n&apos;y a pas de torch %1 qui aille avec ce ComfyUI, son Python et son accélérateur.</translation>
    </message>
    <message>
        <source>Choose another version of torch.</source>
        <translation>Choisissez une autre version de torch.</translation>
    </message>
</context>
<context>
    <name>portico::UrlRules</name>
    <message>
        <source>Check the address; take it from the page of the people who publish the file.</source>
        <translation>Vérifiez l&apos;adresse&#xa0;; prenez-la sur la page de ceux qui publient le fichier.</translation>
    </message>
    <message>
        <source>This is not an address of the internet.</source>
        <translation>Ce n&apos;est pas une adresse d&apos;Internet.</translation>
    </message>
    <message>
        <source>An address begins with https:// and the name of a host.</source>
        <translation>Une adresse commence par https:// et le nom d&apos;un hôte.</translation>
    </message>
    <message>
        <source>The address at %1 is longer than 2048 characters.</source>
        <translation>L&apos;adresse à %1 a plus de 2048 caractères.</translation>
    </message>
    <message>
        <source>The address holds a user name or password; its real host is %1.</source>
        <translation>L&apos;adresse contient un nom d&apos;utilisateur ou un mot de passe&#xa0;; son véritable hôte est %1.</translation>
    </message>
    <message>
        <source>The address at %1 holds characters that do not belong there.</source>
        <translation>L&apos;adresse à %1 contient des caractères qui n&apos;y ont pas leur place.</translation>
    </message>
    <message>
        <source>Port %1 of %2 is not one that web servers use.</source>
        <translation>Le port %1 de %2 n&apos;est pas de ceux que les serveurs web utilisent.</translation>
    </message>
    <message>
        <source>Portico does not fetch from addresses that begin with %1:</source>
        <translation>Portico ne récupère rien d&apos;adresses qui commencent par %1:</translation>
    </message>
    <message>
        <source>The address at %1 uses http, which anybody on the way can change.</source>
        <translation>L&apos;adresse à %1 utilise http, que n&apos;importe qui peut modifier en chemin.</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the settings.</source>
        <translation>Utilisez son adresse https, ou autorisez http depuis cet hôte dans les paramètres.</translation>
    </message>
    <message>
        <source>%1 sends from one address to the next without an end.</source>
        <translation>%1 renvoie d&apos;une adresse à la suivante, sans fin.</translation>
    </message>
    <message>
        <source>%1 sends to an address that cannot be read.</source>
        <translation>%1 renvoie vers une adresse illisible.</translation>
    </message>
    <message>
        <source>%1 sends from https to plain http, which anybody on the way can change.</source>
        <translation>%1 renvoie de https à http, que n&apos;importe qui peut modifier en chemin.</translation>
    </message>
    <message>
        <source>%1 sends to another address.</source>
        <translation>%1 renvoie vers une autre adresse.</translation>
    </message>
    <message>
        <source>%1 sends to %2, which lies on this computer or in a local network.</source>
        <translation>%1 renvoie vers %2, qui se trouve sur cet ordinateur ou dans un réseau local.</translation>
    </message>
</context>
<context>
    <name>portico::UvEngine</name>
    <message>
        <source>There is no other Python %1, so that the environment leans on ComfyUI&apos;s: %2</source>
        <translation>Il n&apos;y a pas d&apos;autre Python %1&#xa0;; l&apos;environnement s&apos;appuie donc sur celui de ComfyUI&#xa0;: %2</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>CUDA packages</source>
        <translation>Paquets CUDA</translation>
    </message>
</context>
<context>
    <name>portico::UvFailure</name>
    <message>
        <source>the package index</source>
        <translation>l&apos;index de paquets</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>Le certificat de %1 n&apos;est pas digne de confiance.</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>Si votre réseau inspecte les connexions, indiquez son autorité de certification dans les paramètres du réseau.</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 ne vous laisse pas entrer.</translation>
    </message>
    <message>
        <source>Check the address of the index and its login in the network settings.</source>
        <translation>Vérifiez l&apos;adresse de l&apos;index et ses identifiants dans les paramètres du réseau.</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>Le proxy a refusé le passage vers %1.</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>Vérifiez le proxy et ses identifiants dans les paramètres du réseau.</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 a répondu par le statut %2.</translation>
    </message>
    <message>
        <source>Try again later, or set another index in the network settings.</source>
        <translation>Réessayez plus tard, ou définissez un autre index dans les paramètres du réseau.</translation>
    </message>
    <message>
        <source>%1 cannot be found: there is no such host, or no network.</source>
        <translation>%1 est introuvable&#xa0;: cet hôte n&apos;existe pas, ou il n&apos;y a pas de réseau.</translation>
    </message>
    <message>
        <source>Check your connection, and the index in the network settings.</source>
        <translation>Vérifiez votre connexion, et l&apos;index dans les paramètres du réseau.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>La connexion à %1 a échoué.</translation>
    </message>
    <message>
        <source>Check your connection and try again: what has been fetched is kept.</source>
        <translation>Vérifiez votre connexion et réessayez&#xa0;: ce qui a été récupéré est gardé.</translation>
    </message>
    <message>
        <source>The package index does not tell when packages were uploaded, so those of a date cannot be chosen.</source>
        <translation>L&apos;index de paquets n&apos;indique pas quand les paquets ont été envoyés&#xa0;; ceux d&apos;une date ne peuvent donc pas être choisis.</translation>
    </message>
    <message>
        <source>Use the newest packages, or an index that tells.</source>
        <translation>Utilisez les paquets les plus récents, ou un index qui l&apos;indique.</translation>
    </message>
    <message>
        <source>The package index has no package “%1”.</source>
        <translation>L&apos;index de paquets n&apos;a pas de paquet «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Check the index in the network settings, or choose another version.</source>
        <translation>Vérifiez l&apos;index dans les paramètres du réseau, ou choisissez une autre version.</translation>
    </message>
    <message>
        <source>A package has no build for this Python or this computer. %1</source>
        <translation>Un paquet n&apos;a pas de variante pour ce Python ou cet ordinateur. %1</translation>
    </message>
    <message>
        <source>Choose another Python version, or allow building from source.</source>
        <translation>Choisissez une autre version de Python, ou autorisez la construction depuis les sources.</translation>
    </message>
    <message>
        <source>No versions of the packages go together. %1</source>
        <translation>Aucune combinaison de versions des paquets ne va ensemble. %1</translation>
    </message>
    <message>
        <source>Choose another version of ComfyUI or of Python, or packages of another date.</source>
        <translation>Choisissez une autre version de ComfyUI ou de Python, ou des paquets d&apos;une autre date.</translation>
    </message>
    <message>
        <source>The disk became full while packages were put in.</source>
        <translation>Le disque s&apos;est rempli pendant la mise en place de paquets.</translation>
    </message>
    <message>
        <source>Free some space and try again: what has been fetched is kept.</source>
        <translation>Libérez de l&apos;espace et réessayez&#xa0;: ce qui a été récupéré est gardé.</translation>
    </message>
    <message>
        <source>%1 is not the file that was promised: its SHA-256 differs.</source>
        <translation>%1 n&apos;est pas le fichier annoncé&#xa0;: son SHA-256 diffère.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, do not trust this index, and use another.</source>
        <translation>Réessayez&#xa0;; si cela persiste, ne faites pas confiance à cet index et utilisez-en un autre.</translation>
    </message>
    <message>
        <source>There is no such Python to be had.</source>
        <translation>Un tel Python est introuvable.</translation>
    </message>
    <message>
        <source>Choose another Python version, such as 3.12.</source>
        <translation>Choisissez une autre version de Python, comme 3.12.</translation>
    </message>
    <message>
        <source>uv failed and gave a reason of its own.</source>
        <translation>uv a échoué et donné une raison à lui.</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for uv&apos;s words.</source>
        <translation>Regardez dans le journal de la tâche ce qu&apos;a dit uv.</translation>
    </message>
</context>
<context>
    <name>portico::UvProgram</name>
    <message>
        <source>%1 is no uv that runs here.</source>
        <translation>%1 n&apos;est pas un uv qui fonctionne ici.</translation>
    </message>
    <message>
        <source>%1 is uv %2, and %3 or newer is needed.</source>
        <translation>%1 est uv %2, et il faut %3 ou plus récent.</translation>
    </message>
    <message>
        <source>Choose another uv in the settings, or leave the choice to Portico.</source>
        <translation>Choisissez un autre uv dans les paramètres, ou laissez le choix à Portico.</translation>
    </message>
    <message>
        <source>uv %1: %2</source>
        <translation>uv %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>There is no program %1, which the settings name as uv.</source>
        <translation>Il n&apos;y a pas de programme %1, que les paramètres nomment comme uv.</translation>
    </message>
    <message>
        <source>Correct the setting, or clear it.</source>
        <translation>Corrigez le paramètre, ou effacez-le.</translation>
    </message>
    <message>
        <source>uv, which puts the packages together, is not here and could not be fetched. %1</source>
        <translation>uv, qui assemble les paquets, n&apos;est pas ici et n&apos;a pas pu être récupéré. %1</translation>
    </message>
    <message>
        <source>Check the connection, or install uv %1 or newer and try again.</source>
        <translation>Vérifiez la connexion, ou installez uv %1 ou plus récent, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::VendorWheels</name>
    <message>
        <source>Not all packages of the layer are in the store: %1.</source>
        <translation>Tous les paquets de la couche ne sont pas dans la réserve&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Connect to the internet, then try again.</source>
        <translation>Connectez-vous à Internet, puis réessayez.</translation>
    </message>
    <message>
        <source>The file of “%1” is not the one that the lock promises.</source>
        <translation>Le fichier de «&#xa0;%1&#xa0;» n&apos;est pas celui que le verrou annonce.</translation>
    </message>
    <message>
        <source>Plan again; if it stays so, do not use this package index.</source>
        <translation>Planifiez de nouveau&#xa0;; si cela persiste, n&apos;utilisez pas cet index de paquets.</translation>
    </message>
    <message>
        <source>A damaged wheel is fetched again: %1.</source>
        <translation>Un wheel endommagé est récupéré de nouveau&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>portico::Vendored</name>
    <message>
        <source>The record of “%1”, kept for offline, cannot be used: %2.</source>
        <translation>La fiche de «&#xa0;%1&#xa0;», gardée hors ligne, ne peut pas être utilisée&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Keep the install for offline again: porticoctl vendor.</source>
        <translation>Gardez de nouveau l&apos;installation hors ligne&#xa0;: porticoctl vendor.</translation>
    </message>
    <message>
        <source>ComfyUI and its Python</source>
        <translation>ComfyUI et son Python</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Pack de nœuds</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paquet</translation>
    </message>
    <message>
        <source>Isolated environment</source>
        <translation>Environnement isolé</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>a newer Portico wrote it</source>
        <translation>un Portico plus récent l&apos;a écrite</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>elle est endommagée</translation>
    </message>
    <message>
        <source>its parts were changed</source>
        <translation>ses parties ont été modifiées</translation>
    </message>
</context>
<context>
    <name>portico::VendoredStore</name>
    <message>
        <source>Nothing called “%1” is kept for offline.</source>
        <translation>Rien du nom de «&#xa0;%1&#xa0;» n&apos;est gardé hors ligne.</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>Gardez une installation hors ligne&#xa0;: porticoctl vendor INSTALL --yes.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Il y a&#xa0;: %1.</translation>
    </message>
    <message>
        <source>what is kept for offline of %1</source>
        <translation>ce qui est gardé hors ligne de %1</translation>
    </message>
    <message>
        <source>letting go of “%1”</source>
        <translation>abandon de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::Verdict</name>
    <message>
        <source>Repair the install: it puts back torch with all that belongs to it.</source>
        <translation>Réparez l&apos;installation&#xa0;: cela remet torch avec tout ce qui lui appartient.</translation>
    </message>
    <message>
        <source>Repair the install: it puts back %1.</source>
        <translation>Réparez l&apos;installation&#xa0;: cela remet %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1 And %n more problem(s).</source>
        <translation>
            <numerusform>%1 Et %n autre problème.</numerusform>
            <numerusform>%1 Et %n autres problèmes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: %n package(s).</source>
        <translation>
            <numerusform>Propre&#xa0;: %n paquet.</numerusform>
            <numerusform>Propre&#xa0;: %n paquets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: torch %1 for %2, %n package(s).</source>
        <translation>
            <numerusform>Propre&#xa0;: torch %1 pour %2, %n paquet.</numerusform>
            <numerusform>Propre&#xa0;: torch %1 pour %2, %n paquets.</numerusform>
        </translation>
    </message>
    <message>
        <source>any computer</source>
        <translation>n&apos;importe quel ordinateur</translation>
    </message>
</context>
<context>
    <name>portico::VerifyInstall</name>
    <message>
        <source>“%1” has no Python that could be looked at.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de Python à examiner.</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Réparez l&apos;installation, ou installez-la de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::VerifyVendored</name>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>See all of it: porticoctl vendor verify %1; with --repair it is put right, as far as that can be.</source>
        <translation>Voyez le tout&#xa0;: porticoctl vendor verify %1&#xa0;; avec --repair, c&apos;est réparé autant que possible.</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is missing.</source>
        <translation>Ce qui est gardé hors ligne de «&#xa0;%1&#xa0;» n&apos;est pas complet&#xa0;: %2 manque.</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is damaged.</source>
        <translation>Ce qui est gardé hors ligne de «&#xa0;%1&#xa0;» n&apos;est pas complet&#xa0;: %2 est endommagé.</translation>
    </message>
    <message>
        <source>Not all of “%1” is kept for offline. %2</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas entièrement gardé hors ligne. %2</translation>
    </message>
    <message>
        <source>Keep it again: porticoctl vendor %1 --yes.</source>
        <translation>Gardez-la de nouveau&#xa0;: porticoctl vendor %1 --yes.</translation>
    </message>
</context>
<context>
    <name>portico::Versions</name>
    <message>
        <source>No bundle of ComfyUI %1 suits this computer, so it is composed from its parts: Python, ComfyUI and torch are downloaded.</source>
        <translation>Aucun kit de ComfyUI %1 ne convient à cet ordinateur&#xa0;; il est donc composé de ses parties&#xa0;: Python, ComfyUI et torch sont téléchargés.</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1”; the present one is kept for the way back.</source>
        <translation>Une nouvelle génération est décompressée de «&#xa0;%1&#xa0;»&#xa0;; l&apos;actuelle est gardée pour pouvoir revenir.</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1” (%2 to download); the present one is kept for the way back.</source>
        <translation>Une nouvelle génération est décompressée de «&#xa0;%1&#xa0;» (%2 à télécharger)&#xa0;; l&apos;actuelle est gardée pour pouvoir revenir.</translation>
    </message>
    <message>
        <source>This install has ComfyUI %1 already.</source>
        <translation>Cette installation a déjà ComfyUI %1.</translation>
    </message>
    <message>
        <source>What the node packs need beyond ComfyUI is resolved anew for it and shown before anything is installed.</source>
        <translation>Ce dont les packs de nœuds ont besoin en plus de ComfyUI est résolu de nouveau pour lui et montré avant toute installation.</translation>
    </message>
    <message>
        <source>Workflows that were saved with ComfyUI %1 may need nodes that %2 does not have yet.</source>
        <translation>Des workflows enregistrés avec ComfyUI %1 peuvent demander des nœuds que %2 n&apos;a pas encore.</translation>
    </message>
    <message>
        <source>Models, inputs, outputs and settings stay as they are.</source>
        <translation>Modèles, entrées, sorties et paramètres restent tels quels.</translation>
    </message>
</context>
<context>
    <name>portico::VolumeFile</name>
    <message>
        <source>%1 is a later part of a split archive.</source>
        <translation>%1 est une partie ultérieure d&apos;une archive fractionnée.</translation>
    </message>
    <message>
        <source>Choose its first part, %1.</source>
        <translation>Choisissez sa première partie, %1.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 n&apos;est pas un fichier.</translation>
    </message>
    <message>
        <source>Choose an archive.</source>
        <translation>Choisissez une archive.</translation>
    </message>
</context>
<context>
    <name>portico::WatchRun</name>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1&#xa0;: %2 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 Trying again; the run goes on.</source>
        <translation>%1 Nouvel essai&#xa0;; l&apos;exécution continue.</translation>
    </message>
    <message>
        <source>The run on GitHub goes on; “porticoctl github cancel %1” ends it.</source>
        <translation>L&apos;exécution sur GitHub continue&#xa0;; «&#xa0;porticoctl github cancel %1&#xa0;» l&apos;arrête.</translation>
    </message>
</context>
<context>
    <name>portico::WheelAddresses</name>
    <message>
        <source>The package index tells no address for “%1”.</source>
        <translation>L&apos;index de paquets n&apos;indique pas d&apos;adresse pour «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Plan again, or choose another package index in the settings.</source>
        <translation>Planifiez de nouveau, ou choisissez un autre index de paquets dans les paramètres.</translation>
    </message>
</context>
<context>
    <name>portico::WheelInstall</name>
    <message>
        <source>Nobody published a hash of %1: it is taken as it came, with SHA-256 %2.</source>
        <translation>Personne n&apos;a publié d&apos;empreinte de %1&#xa0;: il est pris comme il est arrivé, avec le SHA-256 %2.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>Le fichier %1 ne peut pas être écrit.</translation>
    </message>
    <message>
        <source>Check the space on that disk, then try again.</source>
        <translation>Vérifiez l&apos;espace sur ce disque, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::WindowDoor</name>
    <message>
        <source>The window’s socket could not be opened in %1: %2.</source>
        <translation>Le socket de la fenêtre n&apos;a pas pu être ouvert dans %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>Vérifiez qu&apos;il est possible d&apos;écrire dans ce dossier.</translation>
    </message>
    <message>
        <source>Portico is open already, but does not answer.</source>
        <translation>Portico est déjà ouvert, mais ne répond pas.</translation>
    </message>
    <message>
        <source>Close it, or end it if it hangs, and try again.</source>
        <translation>Fermez-le, ou arrêtez-le s&apos;il est bloqué, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>portico::WishedPacks</name>
    <message>
        <source>“%1” wants “%2”, but %3.</source>
        <translation>«&#xa0;%1&#xa0;» souhaite «&#xa0;%2&#xa0;», mais %3.</translation>
    </message>
    <message>
        <source>Install it by hand with “porticoctl nodes install”, or ask the author of “%1”.</source>
        <translation>Installez-le à la main avec «&#xa0;porticoctl nodes install&#xa0;», ou demandez à l&apos;auteur de «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” is nothing that the registry has</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est rien que le registre connaisse</translation>
    </message>
    <message>
        <source>it does not say where that is</source>
        <translation>il n&apos;est pas dit où cela se trouve</translation>
    </message>
    <message>
        <source>“%1” is no address of a repository</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas l&apos;adresse d&apos;un dépôt</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est ni une étiquette, ni une branche, ni un commit</translation>
    </message>
    <message>
        <source>No pack wants “%1”, or it is there.</source>
        <translation>Aucun pack ne souhaite «&#xa0;%1&#xa0;», ou il est déjà là.</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” shows what is wanted.</source>
        <translation>«&#xa0;porticoctl env wishes&#xa0;» montre ce qui est souhaité.</translation>
    </message>
    <message>
        <source>What was fetched wants other packs, too; the plan is made with them.</source>
        <translation>Ce qui a été récupéré souhaite aussi d&apos;autres packs&#xa0;; le plan est fait avec eux.</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowPlace</name>
    <message>
        <source>This ComfyUI is too old to be started beside the other, so the test workflows of “%1” cannot be tried with it.</source>
        <translation>Ce ComfyUI est trop ancien pour être démarré à côté de l&apos;autre&#xa0;; les workflows de test de «&#xa0;%1&#xa0;» ne peuvent donc pas être essayés avec lui.</translation>
    </message>
    <message>
        <source>Choose a newer version, or remove the test workflows.</source>
        <translation>Choisissez une version plus récente, ou retirez les workflows de test.</translation>
    </message>
    <message>
        <source>copying its database</source>
        <translation>copie de sa base de données</translation>
    </message>
    <message>
        <source>trying the test workflows of “%1”</source>
        <translation>essai des workflows de test de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowResults</name>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de workflow de test.</translation>
    </message>
    <message>
        <source>Save one: porticoctl test-workflow add %1 FILE.</source>
        <translation>Enregistrez-en un&#xa0;: porticoctl test-workflow add %1 FILE.</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowRun</name>
    <message>
        <source>succeeded</source>
        <translation>a réussi</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>a échoué</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>a été annulée</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>a été ignorée</translation>
    </message>
    <message>
        <source>ran out of time</source>
        <translation>a dépassé le temps prévu</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>attend</translation>
    </message>
    <message>
        <source>running</source>
        <translation>est en cours</translation>
    </message>
    <message>
        <source>could not be started</source>
        <translation>n&apos;a pas pu démarrer</translation>
    </message>
    <message>
        <source>listing the runs of %1</source>
        <translation>liste des exécutions de %1</translation>
    </message>
    <message>
        <source>looking at run %1 of %2</source>
        <translation>examen de l&apos;exécution %1 de %2</translation>
    </message>
    <message>
        <source>listing the jobs of run %1</source>
        <translation>liste des tâches de l&apos;exécution %1</translation>
    </message>
    <message>
        <source>cancelling run %1 of %2</source>
        <translation>annulation de l&apos;exécution %1 de %2</translation>
    </message>
    <message>
        <source>Run %1 is over: there is nothing to cancel.</source>
        <translation>L&apos;exécution %1 est terminée&#xa0;: il n&apos;y a rien à annuler.</translation>
    </message>
    <message>
        <source>See how it ended: porticoctl github runs.</source>
        <translation>Voyez comment elle s&apos;est terminée&#xa0;: porticoctl github runs.</translation>
    </message>
</context>
<context>
    <name>portico::WrapConfig</name>
    <message>
        <source>It asks for “%1”, and gets ComfyUI&apos;s own: %2 %3.</source>
        <translation>Il demande «&#xa0;%1&#xa0;», et reçoit celui de ComfyUI&#xa0;: %2 %3.</translation>
    </message>
    <message>
        <source>“%1” does not tell the name of a package, and is left out.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;indique pas le nom d&apos;un paquet, et est laissé de côté.</translation>
    </message>
</context>
<context>
    <name>portico::WrapVerdict</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n de plus</numerusform>
            <numerusform>%1 et %n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed. Leave the node pack as it is, or leave out one of those that do not go together.</source>
        <translation>Rien n&apos;a été changé. Laissez le pack de nœuds tel quel, ou laissez de côté l&apos;un de ceux qui ne vont pas ensemble.</translation>
    </message>
    <message>
        <source>Its own addresses in ComfyUI do not answer while it is isolated, and what asks there, like its pages, does not work: %1.</source>
        <translation>Ses propres adresses dans ComfyUI ne répondent pas tant qu&apos;il est isolé, et ce qui les interroge, comme ses pages, ne fonctionne pas&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Its additions to ComfyUI&apos;s pages (%1) are not shown while it is isolated.</source>
        <translation>Ses ajouts aux pages de ComfyUI (%1) ne sont pas montrés tant qu&apos;il est isolé.</translation>
    </message>
    <message>
        <source>“%1” registers no nodes when it is isolated.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;enregistre aucun nœud quand il est isolé.</translation>
    </message>
    <message>
        <source>“%1” cannot be imported when it is isolated: %2.</source>
        <translation>«&#xa0;%1&#xa0;» ne peut pas être importé quand il est isolé&#xa0;: %2.</translation>
    </message>
    <message>
        <source>“%1” would lose nodes by being isolated: %2.</source>
        <translation>«&#xa0;%1&#xa0;» perdrait des nœuds en étant isolé&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Nodes of “%1” could not be run where it is isolated: %2.</source>
        <translation>Des nœuds de «&#xa0;%1&#xa0;» n&apos;ont pas pu s&apos;exécuter là où il est isolé&#xa0;: %2.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was tried: all its %n node(s) are there.</source>
        <translation>
            <numerusform>«&#xa0;%1&#xa0;» a été essayé&#xa0;: son %n nœud est là.</numerusform>
            <numerusform>«&#xa0;%1&#xa0;» a été essayé&#xa0;: ses %n nœuds sont tous là.</numerusform>
        </translation>
    </message>
    <message>
        <source>As it is it registers none, so that nobody could compare.</source>
        <translation>Tel qu&apos;il est, il n&apos;en enregistre aucun&#xa0;; personne n&apos;a donc pu comparer.</translation>
    </message>
</context>
<context>
    <name>portico::WriteSite</name>
    <message>
        <source>“%1” comes from %2, which this library keeps: for other computers, say with &quot;library&quot; where a copy of its store lies.</source>
        <translation>«&#xa0;%1&#xa0;» vient de %2, que cette bibliothèque garde&#xa0;: pour d&apos;autres ordinateurs, dites avec &quot;library&quot; où se trouve une copie de sa réserve.</translation>
    </message>
    <message>
        <source>Nobody knows a bundle that “%1” could be made of elsewhere: keep it for offline (porticoctl vendor), then write the file again.</source>
        <translation>On ne connaît aucun kit dont «&#xa0;%1&#xa0;» pourrait être fait ailleurs&#xa0;: gardez-la hors ligne (porticoctl vendor), puis écrivez de nouveau le fichier.</translation>
    </message>
    <message>
        <source>“%1” of “%2” was changed by hand, and is left out.</source>
        <translation>«&#xa0;%1&#xa0;» de «&#xa0;%2&#xa0;» a été modifié à la main, et est laissé de côté.</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” of “%2” was got from; it is left out.</source>
        <translation>Personne ne sait d&apos;où «&#xa0;%1&#xa0;» de «&#xa0;%2&#xa0;» a été obtenu&#xa0;; il est laissé de côté.</translation>
    </message>
    <message>
        <source>The variable %1 of “%2” may be a secret, and is left out.</source>
        <translation>La variable %1 de «&#xa0;%2&#xa0;» est peut-être un secret, et est laissée de côté.</translation>
    </message>
    <message>
        <source>An argument of “%1” may be a secret: its arguments are left out.</source>
        <translation>Un argument de «&#xa0;%1&#xa0;» est peut-être un secret&#xa0;: ses arguments sont laissés de côté.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own, and is left out.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers, et est laissé de côté.</translation>
    </message>
</context>
<context>
    <name>portico::ZipCheck</name>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>deux programmes pourraient le lire de deux façons, comme dans une attaque</translation>
    </message>
    <message>
        <source>it is one part of a split zip</source>
        <translation>c&apos;est une partie d&apos;un zip fractionné</translation>
    </message>
    <message>
        <source>Join its parts first.</source>
        <translation>Réunissez d&apos;abord ses parties.</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>l&apos;archive contient plus de %L1 entrées</translation>
    </message>
    <message>
        <source>it shares its bytes with another entry, as in a trap</source>
        <translation>elle partage ses octets avec une autre entrée, comme dans un piège</translation>
    </message>
</context>
<context>
    <name>portico::ZipEntry</name>
    <message>
        <source>the archive describes it in two different ways</source>
        <translation>l&apos;archive la décrit de deux façons différentes</translation>
    </message>
</context>
<context>
    <name>portico::app::ActivityPane</name>
    <message>
        <source>Activity</source>
        <translation>Activité</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Effacer les terminées</translation>
    </message>
    <message>
        <source>Take the finished jobs off this list</source>
        <translation>Ôter de cette liste les tâches terminées</translation>
    </message>
    <message>
        <source>Show all activity</source>
        <translation>Montrer toute l&apos;activité</translation>
    </message>
    <message>
        <source>Fold the activity to one line</source>
        <translation>Replier l&apos;activité sur une ligne</translation>
    </message>
</context>
<context>
    <name>portico::app::AddDialog</name>
    <message>
        <source>Add ComfyUI</source>
        <translation>Ajouter ComfyUI</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>Ce qui ne va pas ou qu&apos;il faut savoir</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>A&amp;jouter</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>D&apos;où cela vient</translation>
    </message>
    <message>
        <source>&amp;Builds</source>
        <translation>&amp;Variantes</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>&amp;Composer</translation>
    </message>
    <message>
        <source>A &amp;file</source>
        <translation>Un &amp;fichier</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>Une a&amp;dresse</translation>
    </message>
    <message>
        <source>A folder &amp;I have</source>
        <translation>Un dossier que j&apos;&amp;ai</translation>
    </message>
</context>
<context>
    <name>portico::app::Advice</name>
    <message>
        <source>Look at this computer</source>
        <translation>Examiner cet ordinateur</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>Lire le catalogue</translation>
    </message>
    <message>
        <source>Ask the sources</source>
        <translation>Interroger les sources</translation>
    </message>
</context>
<context>
    <name>portico::app::BaseChange</name>
    <message>
        <source>Something else than its version</source>
        <translation>Autre chose que sa version</translation>
    </message>
    <message>
        <source>Change what it &amp;runs on…</source>
        <translation>Changer sur quoi il &amp;calcule…</translation>
    </message>
    <message>
        <source>Change &amp;Python…</source>
        <translation>Changer de &amp;Python…</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Calcule sur</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Take ComfyUI and Python of a &amp;bundle…</source>
        <translation>Prendre ComfyUI et Python d&apos;un &amp;kit…</translation>
    </message>
    <message>
        <source>Take %1 to %2</source>
        <comment>an install; an accelerator</comment>
        <translation>Passer %1 à %2</translation>
    </message>
    <message>
        <source>Take %1 to Python %2</source>
        <comment>an install; a version</comment>
        <translation>Passer %1 à Python %2</translation>
    </message>
    <message>
        <source>%1, as now</source>
        <translation>%1, comme maintenant</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Examen de cet ordinateur…</translation>
    </message>
    <message>
        <source>What it runs on, Python, or all of it by a bundle</source>
        <translation>Sur quoi il calcule, Python, ou le tout par un kit</translation>
    </message>
    <message>
        <source>%1 would suit this computer better than %2.</source>
        <translation>%1 conviendrait mieux à cet ordinateur que %2.</translation>
    </message>
    <message>
        <source>Choose a bundle</source>
        <translation>Choisir un kit</translation>
    </message>
    <message>
        <source>Bundles (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;All files (*)</source>
        <translation>Kits (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Take %1 to the bundle %2</source>
        <comment>an install; a file</comment>
        <translation>Passer %1 au kit %2</translation>
    </message>
</context>
<context>
    <name>portico::app::BuildsPanel</name>
    <message>
        <source>Only what &amp;fits</source>
        <translation>Adaptées &amp;seulement</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Act&amp;ualiser</translation>
    </message>
    <message>
        <source>Filter: version, accelerator, name</source>
        <translation>Filtre&#xa0;: version, accélérateur, nom</translation>
    </message>
    <message>
        <source>Filter the builds</source>
        <translation>Filtrer les variantes</translation>
    </message>
    <message>
        <source>Ask every source for what is new</source>
        <translation>Demander à chaque source ce qui est nouveau</translation>
    </message>
    <message>
        <source>About the chosen build</source>
        <translation>À propos de la variante choisie</translation>
    </message>
    <message>
        <source>Builds</source>
        <translation>Variantes</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1 %2</source>
        <translation>La liste des variantes n&apos;a pas pu être récupérée. %1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n build(s). What does not fit this computer is grey.</source>
        <translation>
            <numerusform>%n variante. Ce qui ne convient pas à cet ordinateur est en gris.</numerusform>
            <numerusform>%n variantes. Ce qui ne convient pas à cet ordinateur est en gris.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its team is still trying it (%1).</source>
        <translation>Son équipe l&apos;essaie encore (%1).</translation>
    </message>
    <message>
        <source>Its team calls it the latest.</source>
        <translation>Son équipe le dit le plus récent.</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>Son équipe le dit stable.</translation>
    </message>
    <message>
        <source>Its team has replaced it (%1).</source>
        <translation>Son équipe l&apos;a remplacé (%1).</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published. The one it has is computed, shown and remembered.</source>
        <translation>Non vérifié par son éditeur&#xa0;: aucun SHA-256 n&apos;en a été publié. Le sien est calculé, montré et mémorisé.</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>En savoir plus</translation>
    </message>
    <message>
        <source>It does not suit this computer, as far as Portico can see.</source>
        <translation>Il ne convient pas à cet ordinateur, autant que Portico puisse voir.</translation>
    </message>
    <message>
        <source>It cannot run on this computer.</source>
        <translation>Il ne peut pas fonctionner sur cet ordinateur.</translation>
    </message>
    <message>
        <source>The build’s own name</source>
        <translation>Le nom propre de la variante</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleDialog</name>
    <message>
        <source>What would happen</source>
        <translation>Ce qui se passerait</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Montrer le plan</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Retour</translation>
    </message>
    <message>
        <source>&amp;Make it</source>
        <translation>&amp;Créer</translation>
    </message>
    <message>
        <source>Working out what would be made. Nothing is made yet.</source>
        <translation>Calcul de ce qui serait créé. Rien n&apos;est encore créé.</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n pack de nœuds</numerusform>
            <numerusform>%n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nœuds</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>À savoir</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlePlanLook</name>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(modifié à la main)</translation>
    </message>
    <message>
        <source>%1 are packed, unpacked elsewhere, compared file by file and started once. Models, pictures and settings stay here.</source>
        <translation>%1 sont compressés, décompressés ailleurs, comparés fichier par fichier et démarrés une fois. Modèles, images et paramètres restent ici.</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Calcule sur</translation>
    </message>
    <message>
        <source>For node packs</source>
        <translation>Pour les packs de nœuds</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n paquet</numerusform>
            <numerusform>%n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>It is there already, and as the recipe wants it: nothing has to be done.</source>
        <translation>Il est déjà là, tel que la recette le veut&#xa0;: il n&apos;y a rien à faire.</translation>
    </message>
    <message>
        <source>Python, ComfyUI, its packages and the node packs are fetched and put together, packed, and tried elsewhere.</source>
        <translation>Python, ComfyUI, ses paquets et les packs de nœuds sont récupérés et assemblés, compressés, et essayés ailleurs.</translation>
    </message>
    <message>
        <source>the one that suits</source>
        <translation>celui qui convient</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message numerus="yes">
        <source>%n, as its lock names them</source>
        <translation>
            <numerusform>%n, comme son verrou le nomme</numerusform>
            <numerusform>%n, comme son verrou les nomme</numerusform>
        </translation>
    </message>
    <message>
        <source>chosen when it is made</source>
        <translation>choisi lors de la création</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; “Back” leads to the newest.</source>
        <translation>Les versions de son verrou sont prises&#xa0;; «&#xa0;Retour&#xa0;» mène aux plus récentes.</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleShelf</name>
    <message>
        <source>Look at bundles and recipes</source>
        <translation>Examiner les kits et les recettes</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleWork</name>
    <message>
        <source>Make a bundle of %1</source>
        <translation>Créer un kit de %1</translation>
    </message>
    <message numerus="yes">
        <source>Made and tried: %n file(s); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>Créé et essayé&#xa0;: %n fichier&#xa0;; décompressé ailleurs, il démarre.</numerusform>
            <numerusform>Créé et essayé&#xa0;: %n fichiers&#xa0;; décompressé ailleurs, il démarre.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a bundle of the recipe %1</source>
        <translation>Créer un kit de la recette %1</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>Rien à faire&#xa0;: %1 est déjà là, tel que la recette le veut.</translation>
    </message>
    <message>
        <source>Made %1.</source>
        <translation>%1 a été créé.</translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation>Contrôler %1</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>Intact&#xa0;: %n fichier est conforme à sa liste, et il démarre.</numerusform>
            <numerusform>Intact&#xa0;: %n fichiers sont conformes à sa liste, et il démarre.</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>Il démarre.</translation>
    </message>
    <message>
        <source>Publish %1</source>
        <translation>Publier %1</translation>
    </message>
    <message>
        <source>The same bundle was there already; %1 names it.</source>
        <translation>Le même kit y était déjà&#xa0;; %1 le nomme.</translation>
    </message>
    <message>
        <source>Published. Others add this list once, in Settings: %1</source>
        <translation>Publié. Les autres ajoutent cette liste une fois, dans Paramètres&#xa0;: %1</translation>
    </message>
    <message>
        <source>Publish %1 on GitHub</source>
        <translation>Publier %1 sur GitHub</translation>
    </message>
    <message>
        <source>Released as %1: %2</source>
        <translation>Publié comme %1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlesPage</name>
    <message>
        <source>Bundles</source>
        <translation>Kits</translation>
    </message>
    <message>
        <source>A bundle is one file with Python, ComfyUI, node packs and all their packages: a computer of the same kind unpacks it and starts it.</source>
        <translation>Un kit est un seul fichier avec Python, ComfyUI, des packs de nœuds et tous leurs paquets&#xa0;: un ordinateur du même type le décompresse et le démarre.</translation>
    </message>
    <message>
        <source>Make a bundle of an insta&amp;ll…</source>
        <translation>Créer un kit d&apos;une insta&amp;llation…</translation>
    </message>
    <message>
        <source>Open a &amp;recipe…</source>
        <translation>Ouvrir une rece&amp;tte…</translation>
    </message>
    <message>
        <source>Add a bundle &amp;file…</source>
        <translation>Ajouter un &amp;fichier de kit…</translation>
    </message>
    <message>
        <source>One that was made elsewhere, to be checked or published</source>
        <translation>Un kit créé ailleurs, à contrôler ou à publier</translation>
    </message>
    <message>
        <source>Bundles made here</source>
        <translation>Kits créés ici</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>Recettes</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Being looked at…</source>
        <translation>Examen en cours…</translation>
    </message>
    <message>
        <source>None yet. What is made here or fetched from GitHub stands in this list with its SHA-256.</source>
        <translation>Aucun pour l&apos;instant. Ce qui est créé ici ou récupéré de GitHub figure dans cette liste avec son SHA-256.</translation>
    </message>
    <message>
        <source>None is open. A recipe is a file that says what a bundle is made from; drop one here.</source>
        <translation>Aucune n&apos;est ouverte. Une recette est un fichier qui dit de quoi un kit est fait&#xa0;; déposez-en une ici.</translation>
    </message>
    <message>
        <source>There is no install yet: add one first</source>
        <translation>Il n&apos;y a pas encore d&apos;installation&#xa0;: ajoutez-en d&apos;abord une</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Ouvrir une recette</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Recettes (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Add a bundle&apos;s file</source>
        <translation>Ajouter le fichier d&apos;un kit</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>Kits (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>The install %1, as it is now</source>
        <translation>L&apos;installation %1, telle qu&apos;elle est maintenant</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>Comparer deux kits</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueGroups</name>
    <message>
        <source>%1 · being asked…</source>
        <translation>%1 · interrogation…</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s)</source>
        <translation>
            <numerusform>%1 · %n variante</numerusform>
            <numerusform>%1 · %n variantes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s) · as it was: %2</source>
        <comment>%2 is a moment</comment>
        <translation>
            <numerusform>%1 · %n variante · état&#xa0;: %2</numerusform>
            <numerusform>%1 · %n variantes · état&#xa0;: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · nothing to show: %2</source>
        <comment>%2 is the reason</comment>
        <translation>%1 · rien à montrer&#xa0;: %2</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>Recommandé pour cet ordinateur</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueModel</name>
    <message>
        <source>not told</source>
        <translation>non indiqué</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>vérifié</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>non vérifié par son éditeur</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Calcule sur</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Éditeur</translation>
    </message>
    <message>
        <source>For this computer</source>
        <translation>Pour cet ordinateur</translation>
    </message>
</context>
<context>
    <name>portico::app::ChangeDialog</name>
    <message>
        <source>What would happen</source>
        <translation>Ce qui se passerait</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>À propos de la ligne choisie</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>Calcul de ce qui changerait. Rien n&apos;est encore changé.</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… Rien n&apos;est encore changé.</translation>
    </message>
</context>
<context>
    <name>portico::app::CheckList</name>
    <message>
        <source>Steps of the self-check</source>
        <translation>Étapes de l&apos;autocontrôle</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>réussi</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>step and its state</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>portico::app::ChoiceView</name>
    <message>
        <source>The right build</source>
        <translation>La bonne variante</translation>
    </message>
    <message>
        <source>What would change it</source>
        <translation>Ce qui la changerait</translation>
    </message>
</context>
<context>
    <name>portico::app::CleanRow</name>
    <message>
        <source>Clean up…</source>
        <translation>Nettoyer…</translation>
    </message>
    <message>
        <source>Clean up: %1</source>
        <translation>Nettoyer&#xa0;: %1</translation>
    </message>
    <message>
        <source>Nobody can go back to them afterwards. The last three, pinned ones and those of snapshots are never among them.</source>
        <translation>Personne ne pourra ensuite y revenir. Les trois dernières, celles qui sont épinglées et celles des instantanés n&apos;en font jamais partie.</translation>
    </message>
    <message>
        <source>Made for node packs that are no longer there. They come back by themselves when something needs them.</source>
        <translation>Faits pour des packs de nœuds qui ne sont plus là. Ils reviennent d&apos;eux-mêmes quand quelque chose en a besoin.</translation>
    </message>
    <message>
        <source>They can be built again when a node pack asks for one.</source>
        <translation>Ils peuvent être reconstruits quand un pack de nœuds en demande un.</translation>
    </message>
    <message>
        <source>What is installed does not need them; the next build fetches again what it needs.</source>
        <translation>Ce qui est installé n&apos;en a pas besoin&#xa0;; la prochaine construction récupère de nouveau ce qu&apos;il lui faut.</translation>
    </message>
    <message>
        <source>Nobody goes on with it.</source>
        <translation>Personne ne le poursuit.</translation>
    </message>
    <message>
        <source>Without them a change of node packs cannot be taken back. They go to the recycle bin where there is one.</source>
        <translation>Sans eux, un changement de packs de nœuds ne peut pas être défait. Ils vont à la corbeille s&apos;il y en a une.</translation>
    </message>
    <message>
        <source>Unfinished ones begin anew next time; archives can be fetched again.</source>
        <translation>Les téléchargements inachevés recommenceront la prochaine fois&#xa0;; les archives peuvent être récupérées de nouveau.</translation>
    </message>
</context>
<context>
    <name>portico::app::CloseDialog</name>
    <message>
        <source>Do the same &amp;every time</source>
        <translation>&amp;Toujours faire de même</translation>
    </message>
    <message>
        <source>Close Portico while it works?</source>
        <translation>Fermer Portico pendant qu&apos;il travaille&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>%1 runs</source>
        <translation>
            <numerusform>%1 est en marche</numerusform>
            <numerusform>%1 sont en marche</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI can keep running without this window. Portico finds it again at its next start, and “porticoctl stop” ends it.</source>
        <translation>ComfyUI peut rester en marche sans cette fenêtre. Portico le retrouve à son prochain démarrage, et «&#xa0;porticoctl stop&#xa0;» l&apos;arrête.</translation>
    </message>
    <message>
        <source>Unfinished: %1. Closing cancels it. What was downloaded is kept, and the next try goes on from there.</source>
        <translation>Inachevé&#xa0;: %1. Fermer l&apos;annule. Ce qui a été téléchargé est gardé, et le prochain essai continue à partir de là.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>&amp;Arrêter et fermer</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Rester</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Laisser en marche</translation>
    </message>
    <message>
        <source>Portico can stay in the system tray and go on there; its icon brings the window back.</source>
        <translation>Portico peut rester dans la zone de notification et y continuer&#xa0;; son icône fait revenir la fenêtre.</translation>
    </message>
    <message>
        <source>&amp;Keep in the tray</source>
        <translation>Garder en &amp;icône</translation>
    </message>
</context>
<context>
    <name>portico::app::CompareDialog</name>
    <message>
        <source>Compare %1</source>
        <translation>Comparer %1</translation>
    </message>
    <message>
        <source>Another &amp;file…</source>
        <translation>Autre &amp;fichier…</translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation>A&amp;vec</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Ce qui diffère</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Comparer</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Fe&amp;rmer</translation>
    </message>
    <message>
        <source>Compare with a bundle&apos;s file</source>
        <translation>Comparer avec le fichier d&apos;un kit</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>Kits (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nœuds</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Files that differ</source>
        <translation>Fichiers qui diffèrent</translation>
    </message>
</context>
<context>
    <name>portico::app::ComposePanel</name>
    <message>
        <source>Python, ComfyUI and torch are fetched one by one, locked with their hashes and put together. It takes longer than a ready build and works where none fits.</source>
        <translation>Python, ComfyUI et torch sont récupérés un par un, verrouillés avec leurs empreintes et assemblés. Cela prend plus de temps qu&apos;une variante toute prête et fonctionne là où aucune ne convient.</translation>
    </message>
    <message>
        <source>&amp;Version, branch or commit</source>
        <translation>Version, &amp;branche ou commit</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>Version, branche ou commit</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>Ca&amp;lcule sur</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Calcule sur</translation>
    </message>
    <message>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>&amp;Git address</source>
        <translation>Adresse &amp;git</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>Adresse git</translation>
    </message>
    <message>
        <source>https:// address or a folder of this computer</source>
        <translation>Adresse https:// ou dossier de cet ordinateur</translation>
    </message>
    <message>
        <source>The one that suits</source>
        <translation>Celui qui convient</translation>
    </message>
    <message>
        <source>The default branch</source>
        <translation>La branche par défaut</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Examen de cet ordinateur…</translation>
    </message>
    <message>
        <source>%1, which suits this computer</source>
        <translation>%1, qui convient à cet ordinateur</translation>
    </message>
    <message>
        <source>About %1 to download and %2 of disk at most; %3 with a connection of %4 Mbit/s.</source>
        <translation>Environ %1 à télécharger et %2 de disque au plus&#xa0;; %3 avec une connexion de %4 Mbit/s.</translation>
    </message>
    <message>
        <source>Made from its version</source>
        <translation>Formé d&apos;après sa version</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerPage</name>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>Ce qu&apos;est cet ordinateur</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>Réexa&amp;miner</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>Copier comme &amp;texte</translation>
    </message>
    <message>
        <source>The right build</source>
        <translation>La bonne variante</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Examen de cet ordinateur…</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Cartes graphiques</translation>
    </message>
    <message>
        <source>What else is here</source>
        <translation>Ce qu&apos;il y a d&apos;autre</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothèque</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Autocontrôle</translation>
    </message>
    <message>
        <source>Makes a small demo bundle and takes it the whole way here: download, verify, unpack, start, a picture, stop, remove. It takes less than a minute and leaves nothing behind.</source>
        <translation>Crée un petit kit de démonstration et lui fait faire ici tout le chemin&#xa0;: télécharger, vérifier, décompresser, démarrer, une image, arrêter, retirer. Cela prend moins d&apos;une minute et ne laisse rien.</translation>
    </message>
    <message>
        <source>&amp;Run the self-check</source>
        <translation>&amp;Lancer l&apos;autocontrôle</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancel the self-check</source>
        <translation>Annuler l&apos;autocontrôle</translation>
    </message>
    <message>
        <source>&amp;Run the self-check again</source>
        <translation>Re&amp;lancer l&apos;autocontrôle</translation>
    </message>
    <message>
        <source>The self-check was cancelled.</source>
        <translation>L&apos;autocontrôle a été annulé.</translation>
    </message>
    <message>
        <source>Everything works on this computer. It took %1.</source>
        <translation>Tout fonctionne sur cet ordinateur. Cela a pris %1.</translation>
    </message>
    <message>
        <source>Something does not work here yet. The failed step says what and what to do.</source>
        <translation>Quelque chose ne fonctionne pas encore ici. L&apos;étape échouée dit quoi, et que faire.</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerText</name>
    <message>
        <source>shared with the computer</source>
        <translation>partagée avec l&apos;ordinateur</translation>
    </message>
    <message>
        <source>%1, %2 free now</source>
        <translation>%1, %2 libres maintenant</translation>
    </message>
    <message>
        <source>%1 set aside, shared with the computer</source>
        <translation>%1 réservés, partagés avec l&apos;ordinateur</translation>
    </message>
    <message>
        <source>compute capability %1</source>
        <translation>capacité de calcul %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>partie du processeur</translation>
    </message>
    <message>
        <source>inside Windows (WSL)</source>
        <translation>dans Windows (WSL)</translation>
    </message>
    <message>
        <source>in a container</source>
        <translation>dans un conteneur</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s)</source>
        <translation>
            <numerusform>%1, %n cœur</numerusform>
            <numerusform>%1, %n cœurs</numerusform>
        </translation>
    </message>
    <message>
        <source>this Portico runs under Rosetta</source>
        <translation>ce Portico fonctionne sous Rosetta</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Génération</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Pilote</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Carte mère</translation>
    </message>
    <message>
        <source>Disk of the library</source>
        <translation>Disque de la bibliothèque</translation>
    </message>
    <message>
        <source>%1 free of %2 (%3)</source>
        <comment>disk space and kind of file system</comment>
        <translation>%1 libres sur %2 (%3)</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Lecture impossible</translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>Bonne variante&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 (GPU %2)</source>
        <comment>name and number</comment>
        <translation>%1 (GPU %2)</translation>
    </message>
</context>
<context>
    <name>portico::app::DesktopRows</name>
    <message>
        <source>Show an icon in the s&amp;ystem tray</source>
        <translation>Montrer une &amp;icône dans la zone de notification</translation>
    </message>
    <message>
        <source>It shows what runs, starts and stops it, and keeps Portico there when the window is closed meanwhile.</source>
        <translation>Elle montre ce qui est en marche, le démarre et l&apos;arrête, et garde Portico à cet endroit quand la fenêtre est fermée entre-temps.</translation>
    </message>
    <message>
        <source>This desktop has no system tray, so no icon is shown. Some desktops have one as an extension.</source>
        <translation>Ce bureau n&apos;a pas de zone de notification&#xa0;; aucune icône n&apos;est donc montrée. Certains bureaux en proposent une sous forme d&apos;extension.</translation>
    </message>
    <message>
        <source>Tell me when something that takes &amp;long has ended</source>
        <translation>Me préve&amp;nir quand une longue tâche est terminée</translation>
    </message>
    <message>
        <source>As a notification, and only while you work in another program.</source>
        <translation>Par une notification, et seulement pendant que vous travaillez dans un autre programme.</translation>
    </message>
</context>
<context>
    <name>portico::app::Diagnoses</name>
    <message>
        <source>Read the log of the last start</source>
        <translation>Lire le journal du dernier démarrage</translation>
    </message>
</context>
<context>
    <name>portico::app::DiagnosisCards</name>
    <message>
        <source>What the log says: %1</source>
        <translation>Ce que dit le journal&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s): “porticoctl diagnose” and the overview list them.</source>
        <translation>
            <numerusform>%n autre constat&#xa0;: «&#xa0;porticoctl diagnose&#xa0;» et l&apos;Aperçu l&apos;indiquent.</numerusform>
            <numerusform>%n autres constats&#xa0;: «&#xa0;porticoctl diagnose&#xa0;» et l&apos;Aperçu les énumèrent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::Dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>portico::app::DiskPage</name>
    <message>
        <source>Disk</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>How much space Portico takes</source>
        <translation>La place que prend Portico</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>&amp;Mesurer de nouveau</translation>
    </message>
    <message>
        <source>Installs</source>
        <translation>Installations</translation>
    </message>
    <message>
        <source>Shared by all installs</source>
        <translation>Partagé par toutes les installations</translation>
    </message>
    <message>
        <source>Kept for offline</source>
        <translation>Gardé hors ligne</translation>
    </message>
    <message>
        <source>What nobody needs</source>
        <translation>Ce dont personne n&apos;a besoin</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>Mesurer la bibliothèque</translation>
    </message>
    <message>
        <source>Portico measures its library…</source>
        <translation>Portico mesure sa bibliothèque…</translation>
    </message>
    <message>
        <source>Portico&apos;s library takes %1.</source>
        <translation>La bibliothèque de Portico prend %1.</translation>
    </message>
    <message>
        <source>%1 are free on its disk.</source>
        <translation>%1 sont libres sur son disque.</translation>
    </message>
    <message>
        <source>%1 are used in several places and take their space once.</source>
        <translation>%1 sont utilisés à plusieurs endroits et n&apos;occupent leur place qu&apos;une fois.</translation>
    </message>
    <message>
        <source>Copies on this disk may share space, so it can be less.</source>
        <translation>Des copies sur ce disque partagent peut-être leur place&#xa0;; ce peut donc être moins.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>part of an install, its size</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>There is no install yet.</source>
        <translation>Il n&apos;y a pas encore d&apos;installation.</translation>
    </message>
    <message>
        <source>Nothing is shared yet.</source>
        <translation>Rien n&apos;est encore partagé.</translation>
    </message>
    <message>
        <source>Look for what nobody needs</source>
        <translation>Chercher ce dont personne n&apos;a besoin</translation>
    </message>
    <message>
        <source>Portico looks for what could go…</source>
        <translation>Portico cherche ce qui pourrait partir…</translation>
    </message>
    <message>
        <source>Nothing lies here that nobody needs.</source>
        <translation>Il n&apos;y a rien ici dont personne n&apos;ait besoin.</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>Nettoyer la bibliothèque</translation>
    </message>
</context>
<context>
    <name>portico::app::DriftCards</name>
    <message>
        <source>Every file is whole at any time: this may be stopped.</source>
        <translation>Chaque fichier reste entier à tout moment&#xa0;: ceci peut être arrêté.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>Ce qui a été modifié</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLogDialog</name>
    <message>
        <source>How “%1” was built</source>
        <translation>Comment «&#xa0;%1&#xa0;» a été construit</translation>
    </message>
    <message>
        <source>Nothing was said yet. The log fills while it is built.</source>
        <translation>Rien n&apos;a encore été dit. Le journal se remplit pendant la construction.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLook</name>
    <message>
        <source>Built by comfy-env itself.</source>
        <translation>Construit par comfy-env lui-même.</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n paquet</numerusform>
            <numerusform>%n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>being measured…</source>
        <translation>mesure en cours…</translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>La dernière construction a échoué&#xa0;: %1</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Demandé par</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Moteur</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>Construit</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Fait pour</translation>
    </message>
    <message>
        <source>comfy-env %1, %2</source>
        <comment>a version, a tag of Python and torch</comment>
        <translation>comfy-env %1, %2</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Autres</translation>
    </message>
    <message>
        <source>Line %1</source>
        <comment>of a file</comment>
        <translation>Ligne %1</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Construire</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>&amp;Réparer</translation>
    </message>
    <message>
        <source>Build a&amp;gain</source>
        <translation>Reco&amp;nstruire</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>Made as comfy-env %1 of this install makes them, for %2.</source>
        <comment>a version; a tag of Python and torch</comment>
        <translation>Fait comme le fait comfy-env %1 de cette installation, pour %2.</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>comfy-env n&apos;est pas installé ici&#xa0;; les packs demandent %1.</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>«&#xa0;%1&#xa0;» demande comfy-env %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s)</source>
        <translation>
            <numerusform>%n environnement</numerusform>
            <numerusform>%n environnements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · %n demande votre attention</numerusform>
            <numerusform>%1 · %n demandent votre attention</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · in work</source>
        <comment>environments</comment>
        <translation>%1 · en cours</translation>
    </message>
    <message>
        <source>%1 · all well</source>
        <comment>environments</comment>
        <translation>%1 · tout va bien</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentRow</name>
    <message>
        <source>Show &amp;log</source>
        <translation>Jo&amp;urnal</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an environment; its state</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what a button does; the environment</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>More about this environment</source>
        <translation>En savoir plus sur cet environnement</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Ce qui peut encore être fait</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentView</name>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n paquet</numerusform>
            <numerusform>%n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>a version of torch; an accelerator</comment>
        <translation>%1 pour %2</translation>
    </message>
    <message>
        <source>None: your own folder keeps its own packages</source>
        <translation>Aucune&#xa0;: votre propre dossier garde ses propres paquets</translation>
    </message>
    <message>
        <source>None: the node packs need nothing beyond the base</source>
        <translation>Aucune&#xa0;: les packs de nœuds n&apos;ont besoin de rien de plus que la base</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), %1 · %2</source>
        <comment>%1 is a size, %2 the id of a layer</comment>
        <translation>
            <numerusform>%n paquet, %1 · %2</numerusform>
            <numerusform>%n paquets, %1 · %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Open the folder of the layer and its lock</source>
        <translation>Ouvrir le dossier de la couche et de son verrou</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrou</translation>
    </message>
</context>
<context>
    <name>portico::app::Environments</name>
    <message>
        <source>Read the environments</source>
        <translation>Lire les environnements</translation>
    </message>
    <message>
        <source>Measure the environments</source>
        <translation>Mesurer les environnements</translation>
    </message>
    <message>
        <source>“%1” was not built.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas été construit.</translation>
    </message>
    <message>
        <source>Build the environment %1</source>
        <translation>Construire l&apos;environnement %1</translation>
    </message>
    <message>
        <source>Build the environment %1 again</source>
        <translation>Reconstruire l&apos;environnement %1</translation>
    </message>
    <message>
        <source>Repair all environments</source>
        <translation>Réparer tous les environnements</translation>
    </message>
    <message>
        <source>Repair the environment %1</source>
        <translation>Réparer l&apos;environnement %1</translation>
    </message>
    <message>
        <source>Remove unused environments</source>
        <translation>Retirer les environnements inutilisés</translation>
    </message>
    <message>
        <source>Remove the environment %1</source>
        <translation>Retirer l&apos;environnement %1</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentsTab</name>
    <message>
        <source>Isolated environments</source>
        <translation>Environnements isolés</translation>
    </message>
    <message>
        <source>How the isolated environments are</source>
        <translation>L&apos;état des environnements isolés</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>&amp;Tout réparer</translation>
    </message>
    <message>
        <source>The environments are being read…</source>
        <translation>Lecture des environnements…</translation>
    </message>
    <message>
        <source>No isolated environments</source>
        <translation>Aucun environnement isolé</translation>
    </message>
    <message>
        <source>Some node packs need libraries that do not get along with those of others. Such a pack brings a comfy-env.toml, and gets a Python of its own here, so that nothing else in this install has to change. No pack of this install asks for that.</source>
        <translation>Certains packs de nœuds ont besoin de bibliothèques qui ne s&apos;entendent pas avec celles des autres. Un tel pack apporte un comfy-env.toml et reçoit ici son propre Python, pour que rien d&apos;autre ne doive changer dans cette installation. Aucun pack de cette installation ne le demande.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Inutilisés</translation>
    </message>
    <message>
        <source>Remove &amp;unused…</source>
        <translation>Retirer les inut&amp;ilisés…</translation>
    </message>
    <message>
        <source>Environments that are not used</source>
        <translation>Environnements qui ne sont pas utilisés</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Un Portico plus récent a créé cette installation&#xa0;; celui-ci ne la modifie donc pas.</translation>
    </message>
    <message>
        <source>“%1” is running, and its nodes use the environments. Stop it first.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche, et ses nœuds utilisent les environnements. Arrêtez-la d&apos;abord.</translation>
    </message>
    <message>
        <source>All environments are as they should be</source>
        <translation>Tous les environnements sont en ordre</translation>
    </message>
    <message>
        <source>Remove the environment “%1”?</source>
        <translation>Retirer l&apos;environnement «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>The nodes of “%1” that run in it will not work until it is built again. Its node pack stays.</source>
        <translation>Les nœuds de «&#xa0;%1&#xa0;» qui s&apos;y exécutent ne fonctionneront pas avant sa reconstruction. Son pack de nœuds reste.</translation>
    </message>
    <message>
        <source>Remove “%1” all the same?</source>
        <translation>Retirer quand même «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>Whoever uses it needs to build it again before its nodes work.</source>
        <translation>Qui l&apos;utilise doit le reconstruire avant que ses nœuds fonctionnent.</translation>
    </message>
    <message>
        <source>Remove unused environments?</source>
        <translation>Retirer les environnements inutilisés&#xa0;?</translation>
    </message>
    <message>
        <source>No node pack asks for them. They are deleted for good, and can be built again if a pack should need one.</source>
        <translation>Aucun pack de nœuds ne les demande. Ils sont supprimés définitivement, et peuvent être reconstruits si un pack en a besoin.</translation>
    </message>
    <message>
        <source>“python” and “pip” are those of the environment “%1”.</source>
        <translation>«&#xa0;python&#xa0;» et «&#xa0;pip&#xa0;» sont ceux de l&apos;environnement «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Open a terminal</source>
        <translation>Ouvrir un terminal</translation>
    </message>
    <message>
        <source>Install what “%1” wants</source>
        <translation>Installer ce que «&#xa0;%1&#xa0;» souhaite</translation>
    </message>
    <message>
        <source>Portico is about to run this command. Press Enter to run it, or close this window.</source>
        <translation>Portico va exécuter cette commande. Appuyez sur Entrée pour l&apos;exécuter, ou fermez cette fenêtre.</translation>
    </message>
    <message>
        <source>It has ended. Press Enter to close this window.</source>
        <translation>C&apos;est terminé. Appuyez sur Entrée pour fermer cette fenêtre.</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Reti&amp;rer…</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>Jo&amp;urnal</translation>
    </message>
    <message>
        <source>Open &amp;terminal here</source>
        <translation>Ouvrir un ter&amp;minal ici</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Ouvrir le d&amp;ossier</translation>
    </message>
</context>
<context>
    <name>portico::app::ExtrasPanel</name>
    <message>
        <source>A set of &amp;your own</source>
        <translation>Un ensemble à &amp;vous</translation>
    </message>
    <message>
        <source>&amp;None any more</source>
        <translation>A&amp;ucun désormais</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>Choisir un &amp;fichier…</translation>
    </message>
    <message>
        <source>&amp;Build what has no ready build; that runs its authors’ own code</source>
        <translation>&amp;Construire ce qui n&apos;existe pas tout prêt&#xa0;; cela exécute le code de ses auteurs</translation>
    </message>
    <message>
        <source>Packages that many node packs use without asking for them, on this install’s own torch. What cannot be had for this computer is left out, and the plan says why.</source>
        <translation>Des paquets que beaucoup de packs de nœuds utilisent sans les demander, sur le torch de cette installation. Ce qui n&apos;existe pas pour cet ordinateur est laissé de côté, et le plan dit pourquoi.</translation>
    </message>
    <message numerus="yes">
        <source>The &amp;ready set of %n package(s)</source>
        <translation>
            <numerusform>L&apos;ensemble tout &amp;prêt de %n paquet</numerusform>
            <numerusform>L&apos;ensemble tout &amp;prêt de %n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>A JSON file with packages, strip, files</source>
        <translation>Un fichier JSON avec packages, strip, files</translation>
    </message>
    <message>
        <source>File of your own set</source>
        <translation>Fichier de votre propre ensemble</translation>
    </message>
    <message>
        <source>A set is a file that ends in .json.</source>
        <translation>Un ensemble est un fichier qui se termine par .json.</translation>
    </message>
    <message>
        <source>Sets of packages (*.json)</source>
        <translation>Ensembles de paquets (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::FileLog</name>
    <message>
        <source>Follow a log</source>
        <translation>Suivre un journal</translation>
    </message>
</context>
<context>
    <name>portico::app::FindingRow</name>
    <message>
        <source>Put torch right</source>
        <translation>Remettre torch en ordre</translation>
    </message>
    <message>
        <source>Reinstall it</source>
        <translation>Le réinstaller</translation>
    </message>
    <message>
        <source>Clear it away</source>
        <translation>L&apos;effacer</translation>
    </message>
    <message>
        <source>Install it</source>
        <translation>L&apos;installer</translation>
    </message>
    <message>
        <source>Keep one of them</source>
        <translation>En garder un</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what repairs a finding; the finding</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>portico::app::FirstStartPage</name>
    <message>
        <source>This is the list as it was: %1. %2</source>
        <translation>Voici la liste telle qu&apos;elle était&#xa0;: %1. %2</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>Compose &amp;without a bundle</source>
        <translation>Composer &amp;sans kit</translation>
    </message>
    <message>
        <source>Bring ComfyUI home</source>
        <translation>Installer ComfyUI chez vous</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>Ce qu&apos;est cet ordinateur</translation>
    </message>
    <message>
        <source>&amp;Other builds…</source>
        <translation>&amp;Autres variantes…</translation>
    </message>
    <message>
        <source>I already have &amp;ComfyUI…</source>
        <translation>J&apos;ai déjà &amp;ComfyUI…</translation>
    </message>
    <message>
        <source>A &amp;file or address…</source>
        <translation>Un &amp;fichier ou une adresse…</translation>
    </message>
    <message>
        <source>Check that everything works on this computer</source>
        <translation>Vérifier que tout fonctionne sur cet ordinateur</translation>
    </message>
    <message>
        <source>It was begun before and is not done yet: what was downloaded is kept.</source>
        <translation>Cela a déjà été commencé et n&apos;est pas terminé&#xa0;: ce qui a été téléchargé est gardé.</translation>
    </message>
    <message>
        <source>It is being set up; how far it is stands below.</source>
        <translation>L&apos;installation est en cours&#xa0;; son avancement est indiqué ci-dessous.</translation>
    </message>
    <message>
        <source>It is not done yet: what was downloaded is kept.</source>
        <translation>Ce n&apos;est pas encore terminé&#xa0;: ce qui a été téléchargé est gardé.</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>Examen de cet ordinateur…</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1</source>
        <translation>La liste des variantes n&apos;a pas pu être récupérée. %1</translation>
    </message>
</context>
<context>
    <name>portico::app::FixActs</name>
    <message>
        <source>Disable %1</source>
        <translation>Désactiver %1</translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>Exécuter l&apos;install.py de %1</translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>Mettre %1 à jour</translation>
    </message>
    <message>
        <source>Look what %1 needs</source>
        <translation>Examiner ce dont %1 a besoin</translation>
    </message>
    <message>
        <source>Install what %1 needs</source>
        <translation>Installer ce dont %1 a besoin</translation>
    </message>
    <message>
        <source>%1 could not be opened.</source>
        <translation>%1 n&apos;a pas pu être ouvert.</translation>
    </message>
    <message>
        <source>Open it yourself.</source>
        <translation>Ouvrez-le vous-même.</translation>
    </message>
</context>
<context>
    <name>portico::app::FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Choisir&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRows</name>
    <message>
        <source>Newest runs</source>
        <translation>Dernières exécutions</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>Build t&amp;here…</source>
        <translation>Construire là-&amp;bas…</translation>
    </message>
    <message>
        <source>Build there</source>
        <translation>Construire là-bas</translation>
    </message>
    <message>
        <source>Show its r&amp;uns</source>
        <translation>Voir ses e&amp;xécutions</translation>
    </message>
    <message>
        <source>Re&amp;pository</source>
        <translation>Dé&amp;pôt</translation>
    </message>
    <message>
        <source>Wor&amp;kflow</source>
        <translation>Workflo&amp;w</translation>
    </message>
    <message>
        <source>Nobody is signed in. Bundles can be built on GitHub&apos;s computers for Linux, Windows and macOS, and released there.</source>
        <translation>Personne n&apos;est connecté. Des kits peuvent être construits sur les ordinateurs de GitHub pour Linux, Windows et macOS, et y être publiés.</translation>
    </message>
    <message>
        <source>Asking GitHub whose the token is…</source>
        <translation>Demande à GitHub à qui est le jeton…</translation>
    </message>
    <message>
        <source>Signed in as %1 on %2.</source>
        <translation>Connecté comme %1 sur %2.</translation>
    </message>
    <message>
        <source>There is a token for %1.</source>
        <translation>Il y a un jeton pour %1.</translation>
    </message>
    <message>
        <source>Tok&amp;en…</source>
        <translation>J&amp;eton…</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>Se co&amp;nnecter…</translation>
    </message>
    <message>
        <source>Token of GitHub</source>
        <translation>Jeton de GitHub</translation>
    </message>
    <message>
        <source>Sign in to GitHub</source>
        <translation>Se connecter à GitHub</translation>
    </message>
    <message>
        <source>No runs yet.</source>
        <translation>Aucune exécution pour l&apos;instant.</translation>
    </message>
    <message>
        <source>Run %1 · %2 · %3 · %4</source>
        <comment>number, state, branch, moment</comment>
        <translation>Exécution %1 · %2 · %3 · %4</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Regarder</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Suivre</translation>
    </message>
    <message>
        <source>%1: run %2</source>
        <comment>what a button does; number of the run</comment>
        <translation>%1&#xa0;: exécution %2</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRunDialog</name>
    <message>
        <source>Update the portable bundle&apos;s recipe</source>
        <translation>Mettre à jour la recette du kit portable</translation>
    </message>
    <message>
        <source>Put Portico&apos;s own workflow there, too</source>
        <translation>Y mettre aussi le workflow propre à Portico</translation>
    </message>
    <message>
        <source>Build on GitHub</source>
        <translation>Construire sur GitHub</translation>
    </message>
    <message>
        <source>The recipe goes onto the branch as one commit, the workflow is started, and its jobs are watched here. What it makes can be downloaded afterwards.</source>
        <translation>La recette va sur la branche en un seul commit, le workflow est démarré, et ses tâches sont suivies ici. Ce qu&apos;il produit peut ensuite être téléchargé.</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>The repository&apos;s own</source>
        <translation>Celui du dépôt</translation>
    </message>
    <message>
        <source>None; or a tag such as v1.2.0</source>
        <translation>Aucune&#xa0;; ou une étiquette comme v1.2.0</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>%1, as recipe.json</source>
        <translation>%1, comme recipe.json</translation>
    </message>
    <message>
        <source>It builds for Linux, Windows and macOS, and needs the variable PORTICO_DOWNLOADS</source>
        <translation>Il construit pour Linux, Windows et macOS, et a besoin de la variable PORTICO_DOWNLOADS</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>&amp;Dépôt</translation>
    </message>
    <message>
        <source>&amp;Branch</source>
        <translation>&amp;Branche</translation>
    </message>
    <message>
        <source>&amp;Push first</source>
        <translation>&amp;Pousser d&apos;abord</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Message</translation>
    </message>
    <message>
        <source>&amp;Workflow</source>
        <translation>&amp;Workflow</translation>
    </message>
    <message>
        <source>Make a re&amp;lease</source>
        <translation>Créer une &amp;version</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Ce qui manque</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>Démarre&amp;r</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>Un dépôt se nomme owner/name.</translation>
    </message>
    <message>
        <source>Name the workflow&apos;s file, such as build.yml.</source>
        <translation>Indiquez le fichier du workflow, comme build.yml.</translation>
    </message>
    <message>
        <source>Say what the commit is about.</source>
        <translation>Dites de quoi traite le commit.</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRuns</name>
    <message>
        <source>Push the recipe</source>
        <translation>Pousser la recette</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1.</source>
        <translation>
            <numerusform>%n fichier poussé vers %1.</numerusform>
            <numerusform>%n fichiers poussés vers %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>La branche %1 a déjà tout.</translation>
    </message>
    <message>
        <source>Start the workflow</source>
        <translation>Démarrer le workflow</translation>
    </message>
    <message>
        <source>Downloaded to %1 and compared with GitHub&apos;s digest.</source>
        <translation>Téléchargé dans %1 et comparé avec l&apos;empreinte donnée par GitHub.</translation>
    </message>
    <message>
        <source>Downloaded to %1. GitHub named no digest to compare with.</source>
        <translation>Téléchargé dans %1. GitHub n&apos;a donné aucune empreinte à comparer.</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Exécution %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Nobody watches any more; the run on GitHub goes on.</source>
        <translation>Plus personne ne suit&#xa0;; l&apos;exécution sur GitHub continue.</translation>
    </message>
    <message>
        <source>Build on GitHub: %1</source>
        <translation>Construire sur GitHub&#xa0;: %1</translation>
    </message>
    <message>
        <source>Watch run %1 of %2</source>
        <translation>Suivre l&apos;exécution %1 de %2</translation>
    </message>
    <message>
        <source>Cancel run %1 of %2</source>
        <translation>Annuler l&apos;exécution %1 de %2</translation>
    </message>
    <message>
        <source>GitHub was asked to end it; that takes a while.</source>
        <translation>Il a été demandé à GitHub de l&apos;arrêter&#xa0;; cela prend un moment.</translation>
    </message>
    <message>
        <source>Download what run %1 of %2 made</source>
        <translation>Télécharger ce que l&apos;exécution %1 de %2 a produit</translation>
    </message>
    <message>
        <source>List the runs of %1</source>
        <translation>Énumérer les exécutions de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubSignIn</name>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>Demander à GitHub à qui est le jeton</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>Un jeton à permissions précises (fine-grained)&#xa0;: elles se voient à l&apos;usage.</translation>
    </message>
    <message>
        <source>It has no rights.</source>
        <translation>Il n&apos;a aucun droit.</translation>
    </message>
    <message>
        <source>Its rights: %1.</source>
        <translation>Ses droits&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>portico::app::Given</name>
    <message>
        <source>What Portico was asked to open cannot be read.</source>
        <translation>Ce que Portico devait ouvrir ne peut pas être lu.</translation>
    </message>
    <message>
        <source>Open a bundle, a folder, an address, or a recipe, snapshot or list of builds.</source>
        <translation>Ouvrez un kit, un dossier, une adresse, ou une recette, un instantané ou une liste de variantes.</translation>
    </message>
    <message>
        <source>There is no file or folder %1.</source>
        <translation>Il n&apos;y a ni fichier ni dossier %1.</translation>
    </message>
    <message>
        <source>Check the path. An address begins with https://.</source>
        <translation>Vérifiez le chemin. Une adresse commence par https://.</translation>
    </message>
</context>
<context>
    <name>portico::app::GpuBoxes</name>
    <message>
        <source>None that it could choose from</source>
        <translation>Aucun parmi lequel choisir</translation>
    </message>
    <message>
        <source>%1, not among the GPUs of this computer</source>
        <comment>a UUID or number</comment>
        <translation>%1, absent des GPU de cet ordinateur</translation>
    </message>
    <message>
        <source>All of them, or those that are chosen; one at least stays</source>
        <translation>Tous, ou ceux qui sont choisis&#xa0;; il en reste au moins un</translation>
    </message>
</context>
<context>
    <name>portico::app::GpuList</name>
    <message>
        <source>GPUs</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>No GPU was found. ComfyUI can compute on the processor.</source>
        <translation>Aucun GPU n&apos;a été trouvé. ComfyUI peut calculer sur le processeur.</translation>
    </message>
    <message>
        <source>%1 · decides the build</source>
        <translation>%1 · décide de la variante</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltyDialog</name>
    <message>
        <source>ComfyUI does not star&amp;t, or a node pack is not loaded</source>
        <translation>ComfyUI ne &amp;démarre pas, ou un pack de nœuds n&apos;est pas chargé</translation>
    </message>
    <message>
        <source>&amp;Something else: ask me each time</source>
        <translation>&amp;Autre chose&#xa0;: me demander à chaque fois</translation>
    </message>
    <message>
        <source>Find the guilty node pack of “%1”</source>
        <translation>Trouver le pack de nœuds fautif de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Portico starts ComfyUI a few times, each time with half of the node packs that are still under suspicion: at most 8 starts for 50 packs. Nothing of this install is moved or changed.</source>
        <translation>Portico démarre ComfyUI quelques fois, chaque fois avec la moitié des packs de nœuds encore suspects&#xa0;: au plus 8 démarrages pour 50 packs. Rien de cette installation n&apos;est déplacé ni modifié.</translation>
    </message>
    <message>
        <source>What goes wrong?</source>
        <translation>Qu&apos;est-ce qui ne va pas&#xa0;?</translation>
    </message>
    <message>
        <source>&amp;Find it</source>
        <translation>&amp;Trouver</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltySearches</name>
    <message>
        <source>Find the guilty node pack of %1</source>
        <translation>Trouver le pack de nœuds fautif de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::HardwareChoice</name>
    <message>
        <source>Computes on</source>
        <translation>Calcule sur</translation>
    </message>
    <message>
        <source>Computes &amp;on</source>
        <translation>Calcule &amp;sur</translation>
    </message>
    <message>
        <source>&amp;GPUs</source>
        <translation>GP&amp;U</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>About this choice</source>
        <translation>À propos de ce choix</translation>
    </message>
    <message>
        <source>What its build is made for</source>
        <translation>Ce pour quoi sa variante est faite</translation>
    </message>
    <message>
        <source>%1, as its build is made</source>
        <translation>%1, comme sa variante</translation>
    </message>
    <message>
        <source>The processor (CPU), slow</source>
        <translation>Le processeur (CPU), lent</translation>
    </message>
</context>
<context>
    <name>portico::app::Health</name>
    <message>
        <source>Read the node packs</source>
        <translation>Lire les packs de nœuds</translation>
    </message>
    <message>
        <source>Verify the packages</source>
        <translation>Vérifier les paquets</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryLook</name>
    <message>
        <source>Snapshot</source>
        <translation>Instantané</translation>
    </message>
    <message>
        <source>Node packs changed</source>
        <translation>Packs de nœuds changés</translation>
    </message>
    <message>
        <source>Isolated environments changed</source>
        <translation>Environnements isolés changés</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>Paramètres changés</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>Réparation faite</translation>
    </message>
    <message>
        <source>ComfyUI updated</source>
        <translation>ComfyUI mis à jour</translation>
    </message>
    <message>
        <source>Went back to an earlier state</source>
        <translation>Retour à un état antérieur</translation>
    </message>
    <message>
        <source>Imported snapshot</source>
        <translation>Instantané importé</translation>
    </message>
    <message>
        <source>Started well with all node packs</source>
        <translation>Bien démarré avec tous les packs de nœuds</translation>
    </message>
    <message>
        <source>The install is so now.</source>
        <translation>L&apos;installation est ainsi maintenant.</translation>
    </message>
    <message>
        <source>Nothing of what is remembered became different.</source>
        <translation>Rien de ce qui est mémorisé n&apos;est devenu différent.</translation>
    </message>
    <message>
        <source>Nothing changed until the next step.</source>
        <translation>Rien n&apos;a changé jusqu&apos;à l&apos;étape suivante.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n de plus</numerusform>
            <numerusform>%n de plus</numerusform>
        </translation>
    </message>
    <message>
        <source>Since then: %1</source>
        <translation>Depuis lors&#xa0;: %1</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python et torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nœuds</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>Paquets des packs de nœuds</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Environnements isolés</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Arguments</translation>
    </message>
    <message>
        <source>Model folders</source>
        <translation>Dossiers de modèles</translation>
    </message>
    <message>
        <source>%1 came: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>%1 ajouté&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 went: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>%1 retiré&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a pack, package or setting; before; after</comment>
        <translation>%1&#xa0;: %2 → %3</translation>
    </message>
    <message>
        <source>The install is in this state now.</source>
        <translation>L&apos;installation est dans cet état maintenant.</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>Cannot be as it was</source>
        <translation>Ne peut pas redevenir comme avant</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Bon à savoir</translation>
    </message>
    <message>
        <source>Made what a site declares</source>
        <translation>Rendue conforme à ce qu&apos;un site déclare</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryRow</name>
    <message>
        <source>&amp;Go back…</source>
        <translation>&amp;Revenir…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what happened; when</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>what a button does; what happened; when</comment>
        <translation>%1&#xa0;: %2, %3</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Revenir</translation>
    </message>
    <message>
        <source>Shows what would be as it was before this</source>
        <translation>Montre ce qui redeviendrait comme avant ceci</translation>
    </message>
    <message>
        <source>Shows what would be as it was then</source>
        <translation>Montre ce qui redeviendrait comme alors</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>Tous les changements</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Ce qui peut encore être fait</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>« %1 »</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryTab</name>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Before every change Portico remembers what this install is: ComfyUI, node packs and their packages, settings. Any of it can be gone back to. Models, pictures and your other files are never touched.</source>
        <translation>Avant chaque changement, Portico retient ce qu&apos;est cette installation&#xa0;: ComfyUI, packs de nœuds et leurs paquets, paramètres. On peut revenir à chacun de ces états. Les modèles, les images et vos autres fichiers restent intacts.</translation>
    </message>
    <message>
        <source>&amp;Take a snapshot…</source>
        <translation>Prendre un instan&amp;tané…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importer…</translation>
    </message>
    <message>
        <source>A snapshot of another Portico, of ComfyUI-Manager or Comfy Desktop</source>
        <translation>Un instantané d&apos;un autre Portico, de ComfyUI-Manager ou de Comfy Desktop</translation>
    </message>
    <message>
        <source>&amp;Keep for offline…</source>
        <translation>Garder hors &amp;ligne…</translation>
    </message>
    <message>
        <source>Keeps all that this install is made of, so that it can be made again without a network</source>
        <translation>Garde tout ce dont cette installation est faite, pour qu&apos;elle puisse être refaite sans réseau</translation>
    </message>
    <message>
        <source>The history is being read…</source>
        <translation>Lecture de l&apos;historique…</translation>
    </message>
    <message>
        <source>Nothing has changed yet</source>
        <translation>Rien n&apos;a encore changé</translation>
    </message>
    <message>
        <source>The first good start and the first change of node packs, packages or settings begin the history of this install.</source>
        <translation>Le premier bon démarrage et le premier changement de packs de nœuds, de paquets ou de paramètres commencent l&apos;historique de cette installation.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Read the history</source>
        <translation>Lire l&apos;historique</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Un Portico plus récent a créé cette installation&#xa0;; celui-ci ne la modifie donc pas.</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it first.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche. Arrêtez-la d&apos;abord.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Prendre un instantané</translation>
    </message>
    <message>
        <source>Portico remembers what “%1” is now. It takes a few kilobytes, and ComfyUI may run meanwhile.</source>
        <translation>Portico retient ce qu&apos;est «&#xa0;%1&#xa0;» maintenant. Cela prend quelques kilooctets, et ComfyUI peut rester en marche.</translation>
    </message>
    <message>
        <source>&amp;Take it</source>
        <translation>&amp;Prendre</translation>
    </message>
    <message>
        <source>Take a snapshot of %1</source>
        <translation>Prendre un instantané de %1</translation>
    </message>
    <message>
        <source>Go back to before “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>Revenir à l&apos;état d&apos;avant «&#xa0;%1&#xa0;», %2</translation>
    </message>
    <message>
        <source>Go back to “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>Revenir à «&#xa0;%1&#xa0;», %2</translation>
    </message>
    <message>
        <source>Import a snapshot</source>
        <translation>Importer un instantané</translation>
    </message>
    <message>
        <source>Snapshots (*.json)</source>
        <translation>Instantanés (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Become as in %1</source>
        <comment>a file&apos;s name</comment>
        <translation>Devenir comme dans %1</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>&amp;Note…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>Export for ComfyUI-&amp;Manager…</source>
        <translation>Exporter pour ComfyUI-&amp;Manager…</translation>
    </message>
    <message>
        <source>&amp;Copy its id</source>
        <translation>&amp;Copier son identifiant</translation>
    </message>
    <message>
        <source>&amp;Forget it…</source>
        <translation>Ou&amp;blier…</translation>
    </message>
    <message>
        <source>A note on this state</source>
        <translation>Une note sur cet état</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Garder</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>Noter quelque chose sur un instantané</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>Exporter un instantané</translation>
    </message>
    <message>
        <source>Export a snapshot to %1</source>
        <translation>Exporter un instantané vers %1</translation>
    </message>
    <message>
        <source>Forget this state?</source>
        <translation>Oublier cet état&#xa0;?</translation>
    </message>
    <message>
        <source>Nothing of the install changes. The state of %1 can then not be gone back to any more, and old packages and node packs that only it needs may go with the next clean-up.</source>
        <translation>Rien ne change dans l&apos;installation. On ne pourra plus revenir à cet état (%1), et d&apos;anciens paquets et packs de nœuds dont lui seul a besoin pourront partir au prochain nettoyage.</translation>
    </message>
    <message>
        <source>&amp;Forget it</source>
        <translation>Ou&amp;blier</translation>
    </message>
    <message>
        <source>Forget a snapshot</source>
        <translation>Oublier un instantané</translation>
    </message>
</context>
<context>
    <name>portico::app::ImportDialog</name>
    <message>
        <source>Open a snapshot</source>
        <translation>Ouvrir un instantané</translation>
    </message>
    <message>
        <source>“%1” says what an install was: its node packs, packages and settings. An install of yours can become the same. You see first what would change.</source>
        <translation>«&#xa0;%1&#xa0;» dit ce qu&apos;était une installation&#xa0;: ses packs de nœuds, ses paquets et ses paramètres. L&apos;une de vos installations peut devenir pareille. Vous voyez d&apos;abord ce qui changerait.</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Installation</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installation</translation>
    </message>
    <message>
        <source>&amp;Show what would change…</source>
        <translation>&amp;Montrer ce qui changerait…</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallBundleForm</name>
    <message>
        <source>Tests that nothing needs</source>
        <translation>Tests dont rien n&apos;a besoin</translation>
    </message>
    <message>
        <source>Headers of C and C++ (torch.compile needs them)</source>
        <translation>En-têtes de C et C++ (torch.compile en a besoin)</translation>
    </message>
    <message>
        <source>Static libraries (torch.compile needs them)</source>
        <translation>Bibliothèques statiques (torch.compile en a besoin)</translation>
    </message>
    <message>
        <source>Caches of tools</source>
        <translation>Caches d&apos;outils</translation>
    </message>
    <message>
        <source>One file, however large</source>
        <translation>Un seul fichier, quelle que soit sa taille</translation>
    </message>
    <message>
        <source>Parts under 2 GiB, as GitHub takes them</source>
        <translation>Parties de moins de 2 Gio, comme GitHub les accepte</translation>
    </message>
    <message>
        <source>Replace a bundle of that name if there is one</source>
        <translation>Remplacer un kit de ce nom s&apos;il y en a un</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Other web pages may call it (CORS)</source>
        <translation>D&apos;autres pages web peuvent l&apos;appeler (CORS)</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Installation</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Dossier</translation>
    </message>
    <message>
        <source>&amp;Name begins with</source>
        <translation>Le &amp;nom commence par</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>&amp;Version</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>&amp;Archive</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>&amp;En combien de fichiers</translation>
    </message>
    <message>
        <source>zip: every system opens it</source>
        <translation>zip&#xa0;: tout système l&apos;ouvre</translation>
    </message>
    <message>
        <source>tar.zst: smaller and quicker</source>
        <translation>tar.zst&#xa0;: plus petit et plus rapide</translation>
    </message>
    <message>
        <source>tar.gz</source>
        <translation>tar.gz</translation>
    </message>
    <message>
        <source>tar: not compressed</source>
        <translation>tar&#xa0;: non compressé</translation>
    </message>
    <message>
        <source>Leave out: %1</source>
        <translation>Laisser de côté&#xa0;: %1</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Laisser de côté</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s: %1</source>
        <comment>a version</comment>
        <translation>Celle de ComfyUI&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallHeader</name>
    <message>
        <source>C&amp;hange…</source>
        <translation>Chan&amp;ger…</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>Ou&amp;vrir le navigateur</translation>
    </message>
    <message>
        <source>Change the version of ComfyUI</source>
        <translation>Changer la version de ComfyUI</translation>
    </message>
    <message>
        <source>(safe start)</source>
        <translation>(sans échec)</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>État&#xa0;: %1</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>Aucun navigateur n&apos;a pu être ouvert pour %1.</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>Ouvrez vous-même cette adresse dans un navigateur.</translation>
    </message>
    <message>
        <source>Update %1 to %2</source>
        <comment>an install; a version</comment>
        <translation>Mettre %1 à jour vers %2</translation>
    </message>
    <message>
        <source>Look at port %1</source>
        <translation>Examiner le port %1</translation>
    </message>
    <message>
        <source>Use %1 instead of %2</source>
        <translation>Utiliser %1 au lieu de %2</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallPackDialog</name>
    <message>
        <source>Install node packs in “%1”</source>
        <translation>Installer des packs de nœuds dans «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>Ce qui ne va pas ou qu&apos;il faut savoir</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Montrer le plan</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>Montrer le plan</translation>
    </message>
    <message>
        <source>Shows what would be added before anything is changed</source>
        <translation>Montre ce qui serait ajouté avant que rien ne soit changé</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>D&apos;où cela vient</translation>
    </message>
    <message>
        <source>&amp;Comfy Registry</source>
        <translation>&amp;Comfy Registry</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>Une a&amp;dresse</translation>
    </message>
    <message>
        <source>A &amp;folder or file</source>
        <translation>Un do&amp;ssier ou fichier</translation>
    </message>
    <message>
        <source>A &amp;list</source>
        <translation>Une &amp;liste</translation>
    </message>
    <message>
        <source>E&amp;xtras</source>
        <translation>E&amp;xtras</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallPage</name>
    <message>
        <source>Parts of this install</source>
        <translation>Parties de cette installation</translation>
    </message>
    <message>
        <source>O&amp;verview</source>
        <translation>A&amp;perçu</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Journal</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>&amp;Nœuds</translation>
    </message>
    <message>
        <source>&amp;Environments</source>
        <translation>&amp;Environnements</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Historique</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>Para&amp;mètres</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallSettingsTab</name>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>What the Start button does</source>
        <translation>Ce que fait le bouton Démarrer</translation>
    </message>
    <message>
        <source>Start, and open the browser when ready</source>
        <translation>Démarrer, et ouvrir le navigateur quand c&apos;est prêt</translation>
    </message>
    <message>
        <source>The Start &amp;button does</source>
        <translation>Le &amp;bouton Démarrer doit</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>Matériel</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Pictures and other results</source>
        <translation>Images et autres résultats</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrées</translation>
    </message>
    <message>
        <source>Workflows and ComfyUI&apos;s own settings</source>
        <translation>Workflows et paramètres propres à ComfyUI</translation>
    </message>
    <message>
        <source>Further model folders, one a line</source>
        <translation>Autres dossiers de modèles, un par ligne</translation>
    </message>
    <message>
        <source>Arguments and environment</source>
        <translation>Arguments et environnement</translation>
    </message>
    <message>
        <source>Arguments for ComfyUI, one a line</source>
        <translation>Arguments pour ComfyUI, un par ligne</translation>
    </message>
    <message>
        <source>Environment variables, one a line as NAME=value</source>
        <translation>Variables d&apos;environnement, une par ligne sous la forme NAME=value</translation>
    </message>
    <message>
        <source>What is wrong with these settings</source>
        <translation>Ce qui ne va pas dans ces paramètres</translation>
    </message>
    <message>
        <source>Where ComfyUI finds node packs and models</source>
        <translation>Où ComfyUI trouve les packs de nœuds et les modèles</translation>
    </message>
    <message>
        <source>In the data folder</source>
        <translation>Dans le dossier de données</translation>
    </message>
    <message>
        <source>Classic: beside main.py, by links</source>
        <translation>Classique&#xa0;: à côté de main.py, par des liens</translation>
    </message>
    <message>
        <source>ComfyUI finds node packs and &amp;models</source>
        <translation>ComfyUI trouve packs de nœuds et modè&amp;les</translation>
    </message>
    <message>
        <source>Some node packs look for their files beside ComfyUI&apos;s main.py and break otherwise. In the classic layout links lead from there to the same data folder; the next start makes them, and takes them away again.</source>
        <translation>Certains packs de nœuds cherchent leurs fichiers à côté du main.py de ComfyUI et échouent sinon. Dans la disposition classique, des liens mènent de là au même dossier de données&#xa0;; le prochain démarrage les crée, et les enlève.</translation>
    </message>
    <message>
        <source>The exact command</source>
        <translation>La commande exacte</translation>
    </message>
    <message>
        <source>The exact command as it will be run</source>
        <translation>La commande exacte telle qu&apos;elle sera exécutée</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>&amp;Copier la commande</translation>
    </message>
    <message>
        <source>Besides %1</source>
        <translation>En plus de %1</translation>
    </message>
    <message>
        <source>“%1” is no NAME=value.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas de la forme NAME=value.</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>Workflows de test</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallsModel</name>
    <message>
        <source>%1, %2</source>
        <comment>install and its state</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>portico::app::JobProgress</name>
    <message>
        <source>Progress of %1</source>
        <translation>Avancement de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::JobRow</name>
    <message>
        <source>%1 left</source>
        <translation>reste %1</translation>
    </message>
    <message>
        <source>Show what this job has written</source>
        <translation>Montrer ce que cette tâche a écrit</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Journal de %1</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>Annuler cette tâche</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>Annuler %1</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Rien n&apos;a encore été écrit.</translation>
    </message>
</context>
<context>
    <name>portico::app::KeepFlow</name>
    <message>
        <source>Keep %1 for offline</source>
        <comment>an install</comment>
        <translation>Garder %1 hors ligne</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Garder</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptLook</name>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python et torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nœuds</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>Paquets des packs de nœuds</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Environnements isolés</translation>
    </message>
    <message>
        <source>What puts them together</source>
        <translation>Ce qui les assemble</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>est ici</translation>
    </message>
    <message>
        <source>kept already</source>
        <translation>déjà gardé</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>à récupérer</translation>
    </message>
    <message numerus="yes">
        <source>%n parts are missing. The first is %1.</source>
        <translation>
            <numerusform>Il manque %n partie. La première est %1.</numerusform>
            <numerusform>Il manque %n parties. La première est %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline, but %n parts are missing. The first is %2.</source>
        <translation>
            <numerusform>«&#xa0;%1&#xa0;» est gardée hors ligne, mais il manque %n partie. La première est %2.</numerusform>
            <numerusform>«&#xa0;%1&#xa0;» est gardée hors ligne, mais il manque %n parties. La première est %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <comment>how many; their size</comment>
        <translation>
            <numerusform>%n fichier, %1</numerusform>
            <numerusform>%n fichiers, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Keeping it was interrupted. Keep it again: what is here already is not fetched twice.</source>
        <translation>La mise de côté a été interrompue. Gardez de nouveau le tout&#xa0;: ce qui est déjà ici n&apos;est pas récupéré deux fois.</translation>
    </message>
    <message numerus="yes">
        <source>%n files are damaged or missing. The first is %1.</source>
        <translation>
            <numerusform>%n fichier est endommagé ou manquant. Le premier est %1.</numerusform>
            <numerusform>%n fichiers sont endommagés ou manquants. Le premier est %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n files are as they were kept.</source>
        <translation>
            <numerusform>Le fichier (%n) est tel qu&apos;il a été gardé.</numerusform>
            <numerusform>Les %n fichiers sont tous tels qu&apos;ils ont été gardés.</numerusform>
        </translation>
    </message>
    <message>
        <source>All of it is kept already. Keeping it again compares every file.</source>
        <translation>Tout est déjà gardé. Le garder de nouveau compare chaque fichier.</translation>
    </message>
    <message>
        <source>All that this state is made of comes into the library&apos;s store, %1 before it is packed. With that the install can be made again without any network, whatever becomes of its sources.</source>
        <translation>Tout ce dont cet état est fait entre dans la réserve de la bibliothèque, %1 avant compression. Avec cela, l&apos;installation peut être refaite sans aucun réseau, quoi qu&apos;il advienne de ses sources.</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRow</name>
    <message>
        <source>Rebuild…</source>
        <translation>Reconstruire…</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Ce qui peut encore être fait</translation>
    </message>
    <message>
        <source>Makes a new install of it, without any network</source>
        <translation>En fait une nouvelle installation, sans aucun réseau</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Contrôler</translation>
    </message>
    <message>
        <source>Fetches what is damaged or missing from where it came from</source>
        <translation>Récupère de là où cela venait ce qui est endommagé ou manquant</translation>
    </message>
    <message>
        <source>Reads every file and compares it with what was kept</source>
        <translation>Lit chaque fichier et le compare avec ce qui a été gardé</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>an install; when it was kept</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>what a button does; an install; when</comment>
        <translation>%1&#xa0;: %2, %3</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>Reconstruire</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRows</name>
    <message>
        <source>Nothing is kept yet. “Keep for offline…” on an install&apos;s History keeps all that it is made of: ComfyUI, Python, torch, node packs and their packages. It can then be made again without a network.</source>
        <translation>Rien n&apos;est encore gardé. «&#xa0;Garder hors ligne…&#xa0;», dans l&apos;Historique d&apos;une installation, garde tout ce dont elle est faite&#xa0;: ComfyUI, Python, torch, les packs de nœuds et leurs paquets. Elle peut ensuite être refaite sans réseau.</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importer…</translation>
    </message>
    <message>
        <source>Import what was kept elsewhere</source>
        <translation>Importer ce qui a été gardé ailleurs</translation>
    </message>
    <message>
        <source>A file that was exported on another computer</source>
        <translation>Un fichier exporté sur un autre ordinateur</translation>
    </message>
    <message>
        <source>Look for what is kept for offline</source>
        <translation>Chercher ce qui est gardé hors ligne</translation>
    </message>
    <message>
        <source>Check what is kept of %1</source>
        <translation>Contrôler ce qui est gardé de %1</translation>
    </message>
    <message>
        <source>Repair what is kept of %1</source>
        <translation>Réparer ce qui est gardé de %1</translation>
    </message>
    <message>
        <source>Rebuild %1?</source>
        <comment>an install</comment>
        <translation>Reconstruire %1&#xa0;?</translation>
    </message>
    <message>
        <source>A new install is made of what was kept (%1), without any network. Every file is compared first. Other installs stay as they are.</source>
        <translation>Une nouvelle installation est faite de ce qui a été gardé (%1), sans aucun réseau. Chaque fichier est d&apos;abord comparé. Les autres installations restent telles quelles.</translation>
    </message>
    <message>
        <source>&amp;Rebuild</source>
        <translation>&amp;Reconstruire</translation>
    </message>
    <message>
        <source>Rebuild %1</source>
        <comment>an install</comment>
        <translation>Reconstruire %1</translation>
    </message>
    <message>
        <source>Open the &amp;folder</source>
        <translation>Ouvrir le d&amp;ossier</translation>
    </message>
    <message>
        <source>&amp;Export as one file…</source>
        <translation>&amp;Exporter en un fichier…</translation>
    </message>
    <message>
        <source>&amp;Let it go…</source>
        <translation>&amp;Abandonner…</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1?</source>
        <comment>an install</comment>
        <translation>Abandonner ce qui est gardé de %1&#xa0;?</translation>
    </message>
    <message>
        <source>Installs stay as they are. What was kept (%1) can then not be made again from here. What other kept states need stays.</source>
        <translation>Les installations restent telles quelles. Ce qui a été gardé (%1) ne pourra plus être refait à partir d&apos;ici. Ce dont d&apos;autres états gardés ont besoin reste.</translation>
    </message>
    <message>
        <source>&amp;Let it go</source>
        <translation>&amp;Abandonner</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1</source>
        <translation>Abandonner ce qui est gardé de %1</translation>
    </message>
    <message>
        <source>Export as one file</source>
        <translation>Exporter en un fichier</translation>
    </message>
    <message>
        <source>Exported installs (*.tar)</source>
        <translation>Installations exportées (*.tar)</translation>
    </message>
    <message>
        <source>Export %1 to %2</source>
        <comment>an install; a file</comment>
        <translation>Exporter %1 vers %2</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Import %1</source>
        <comment>a file</comment>
        <translation>Importer %1</translation>
    </message>
</context>
<context>
    <name>portico::app::LinkDialog</name>
    <message>
        <source>a folder of this computer</source>
        <translation>un dossier de cet ordinateur</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <comment>a list of builds; hosts</comment>
        <translation>%1, depuis %2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Provenance</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Contrôle</translation>
    </message>
    <message>
        <source>A link asks to add ComfyUI</source>
        <translation>Un lien demande d&apos;ajouter ComfyUI</translation>
    </message>
    <message>
        <source>It comes from outside Portico, such as a web page. Go on only if you expected it: what is added is a program that runs on your computer. Nothing is fetched yet.</source>
        <translation>Il vient de l&apos;extérieur de Portico, par exemple d&apos;une page web. Ne continuez que si vous l&apos;attendiez&#xa0;: ce qui est ajouté est un programme qui s&apos;exécute sur votre ordinateur. Rien n&apos;est encore récupéré.</translation>
    </message>
    <message>
        <source>&amp;Go on…</source>
        <translation>&amp;Continuer…</translation>
    </message>
    <message>
        <source>Not known before it is fetched</source>
        <translation>Inconnue avant la récupération</translation>
    </message>
    <message>
        <source>Not verified by its publisher, unless you have its SHA-256</source>
        <translation>Son éditeur ne permet pas de le vérifier, sauf si vous avez son SHA-256</translation>
    </message>
    <message>
        <source>Against the SHA-256 that its publisher gives</source>
        <translation>Avec le SHA-256 que donne son éditeur</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published</source>
        <translation>Son éditeur ne permet pas de le vérifier&#xa0;: aucun SHA-256 n&apos;en a été publié</translation>
    </message>
    <message>
        <source>Looking for “%1” in the lists of builds…</source>
        <translation>Recherche de «&#xa0;%1&#xa0;» dans les listes de variantes…</translation>
    </message>
    <message>
        <source>None of your lists of builds has “%1”. Add the list that has it in the settings, then use the link again.</source>
        <translation>Aucune de vos listes de variantes n&apos;a «&#xa0;%1&#xa0;». Ajoutez dans les paramètres la liste qui l&apos;a, puis utilisez de nouveau le lien.</translation>
    </message>
</context>
<context>
    <name>portico::app::LogModel</name>
    <message numerus="yes">
        <source>%n line(s) were left out here, because they came faster than they can be shown.</source>
        <translation>
            <numerusform>%n ligne a été omise ici&#xa0;: elle est arrivée plus vite qu&apos;on ne peut la montrer.</numerusform>
            <numerusform>%n lignes ont été omises ici&#xa0;: elles sont arrivées plus vite qu&apos;on ne peut les montrer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::LogPane</name>
    <message>
        <source>There is nothing in the log yet. It fills when this install is started.</source>
        <translation>Il n&apos;y a encore rien dans le journal. Il se remplit au démarrage de cette installation.</translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation>Les lignes montrées</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>Toutes les lignes</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Avertissements</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Chercher dans le journal</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Occurrence précédente</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Occurrence suivante</translation>
    </message>
    <message>
        <source>Follow the newest lines</source>
        <translation>Suivre les dernières lignes</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Replier les longues lignes</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all</source>
        <translation>Copier les lignes choisies, ou toutes</translation>
    </message>
    <message>
        <source>Save the log…</source>
        <translation>Enregistrer le journal…</translation>
    </message>
    <message>
        <source>Clear this view; the files stay</source>
        <translation>Vider cette vue&#xa0;; les fichiers restent</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>match of matches</comment>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Matches: %1</source>
        <translation>Occurrences&#xa0;: %1</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Enregistrer le journal</translation>
    </message>
    <message>
        <source>%1 log.txt</source>
        <comment>file name</comment>
        <translation>%1 journal.txt</translation>
    </message>
    <message>
        <source>Save the log to %1</source>
        <translation>Enregistrer le journal dans %1</translation>
    </message>
</context>
<context>
    <name>portico::app::LogView</name>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Tout sélectionner</translation>
    </message>
    <message>
        <source>&amp;Fold the traceback</source>
        <translation>&amp;Replier le traceback</translation>
    </message>
    <message>
        <source>&amp;Show the whole traceback</source>
        <translation>&amp;Montrer tout le traceback</translation>
    </message>
    <message numerus="yes">
        <source>traceback, %n line(s)</source>
        <translation>
            <numerusform>traceback, %n ligne</numerusform>
            <numerusform>traceback, %n lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>per cent</comment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>portico::app::MainWindow</name>
    <message>
        <source>Portico</source>
        <translation>Portico</translation>
    </message>
    <message>
        <source>%1 – Portico</source>
        <comment>name of an install</comment>
        <translation>%1 – Portico</translation>
    </message>
    <message>
        <source>Choose a bundle</source>
        <translation>Choisir un kit</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>Kits (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Take in %1</source>
        <translation>Intégrer %1</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>Dupliquer %1</translation>
    </message>
    <message>
        <source>“%1” is running, so it cannot be removed.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche et ne peut donc pas être retirée.</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>Arrêtez-la, puis retirez-la.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Retirer %1</translation>
    </message>
    <message>
        <source>Another link was followed while a question is open.</source>
        <translation>Un autre lien a été suivi alors qu&apos;une question est ouverte.</translation>
    </message>
    <message>
        <source>Answer the question, then follow the link again.</source>
        <translation>Répondez à la question, puis suivez de nouveau le lien.</translation>
    </message>
    <message>
        <source>A link asks to open “%1”, and there is no such install.</source>
        <translation>Un lien demande d&apos;ouvrir «&#xa0;%1&#xa0;», et il n&apos;y a pas d&apos;installation de ce nom.</translation>
    </message>
    <message>
        <source>Check the name among the installs at the left.</source>
        <translation>Vérifiez le nom parmi les installations à gauche.</translation>
    </message>
    <message>
        <source>Open “%1”?</source>
        <translation>Ouvrir «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It runs: %1 is opened in your browser.</source>
        <translation>Un lien extérieur à Portico, par exemple d&apos;une page web, le demande. L&apos;installation est en marche&#xa0;: %1 s&apos;ouvre dans votre navigateur.</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It is shown; nothing is started.</source>
        <translation>Un lien extérieur à Portico, par exemple d&apos;une page web, le demande. L&apos;installation est montrée&#xa0;; rien n&apos;est démarré.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <source>“%1” is a snapshot, and there is no install yet that could become so.</source>
        <translation>«&#xa0;%1&#xa0;» est un instantané, et il n&apos;y a pas encore d&apos;installation qui puisse devenir ainsi.</translation>
    </message>
    <message>
        <source>Add ComfyUI first, then open it again.</source>
        <translation>Ajoutez d&apos;abord ComfyUI, puis ouvrez-le de nouveau.</translation>
    </message>
    <message>
        <source>Add this list of builds?</source>
        <translation>Ajouter cette liste de variantes&#xa0;?</translation>
    </message>
    <message>
        <source>%1 is a list of builds, such as a team makes. What it lists is offered beside the others when you add ComfyUI, so add it only if you trust who made it. Portico reads the file again each time: it should stay there.</source>
        <translation>%1 est une liste de variantes, comme en crée une équipe. Ce qu&apos;elle énumère est proposé à côté du reste quand vous ajoutez ComfyUI&#xa0;; ne l&apos;ajoutez donc que si vous faites confiance à qui l&apos;a créée. Portico relit le fichier chaque fois&#xa0;: il devrait rester à cet endroit.</translation>
    </message>
    <message>
        <source>&amp;Add the list</source>
        <translation>&amp;Ajouter la liste</translation>
    </message>
</context>
<context>
    <name>portico::app::MakeBundle</name>
    <message>
        <source>No folder was named.</source>
        <translation>Aucun dossier n&apos;a été indiqué.</translation>
    </message>
    <message>
        <source>Say where the bundle shall go, with the whole path.</source>
        <translation>Dites où le kit doit aller, avec le chemin complet.</translation>
    </message>
    <message>
        <source>Plan a bundle</source>
        <translation>Planifier un kit</translation>
    </message>
    <message>
        <source>Make a bundle of an install</source>
        <translation>Créer un kit d&apos;une installation</translation>
    </message>
    <message>
        <source>Make the bundle of %1</source>
        <translation>Créer le kit de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::MessageCard</name>
    <message>
        <source>What happened</source>
        <translation>Ce qui s&apos;est passé</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Que faire</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
</context>
<context>
    <name>portico::app::MigrateFlow</name>
    <message>
        <source>Migrate %1 into the library</source>
        <translation>Migrer %1 vers la bibliothèque</translation>
    </message>
    <message>
        <source>&amp;Migrate</source>
        <translation>&amp;Migrer</translation>
    </message>
</context>
<context>
    <name>portico::app::NameLabel</name>
    <message>
        <source>New name</source>
        <translation>Nouveau nom</translation>
    </message>
</context>
<context>
    <name>portico::app::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>How Portico, git, uv, pip and ComfyUI reach the internet. What you change here counts at once; ComfyUI takes it up at its next start.</source>
        <translation>Comment Portico, git, uv, pip et ComfyUI atteignent Internet. Ce que vous changez ici vaut aussitôt&#xa0;; ComfyUI en tient compte à son prochain démarrage.</translation>
    </message>
    <message>
        <source>&amp;Test everything</source>
        <translation>&amp;Tout tester</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Certificats</translation>
    </message>
    <message>
        <source>Some networks look into https connections and show certificates of their own. Their administrator has a file with the authority behind them. It is trusted besides the ones this computer trusts; no check is switched off.</source>
        <translation>Certains réseaux examinent les connexions https et présentent leurs propres certificats. Leur administrateur a un fichier avec l&apos;autorité correspondante. Elle est acceptée en plus de celles auxquelles cet ordinateur fait confiance&#xa0;; aucun contrôle n&apos;est désactivé.</translation>
    </message>
    <message>
        <source>None besides this computer&apos;s</source>
        <translation>Aucune en plus de celles de cet ordinateur</translation>
    </message>
    <message>
        <source>&amp;Additional certificate authority</source>
        <translation>Autorité de certi&amp;fication supplémentaire</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s file</source>
        <translation>Choisir le fichier de l&apos;autorité</translation>
    </message>
    <message>
        <source>Mirrors and indexes</source>
        <translation>Miroirs et index</translation>
    </message>
    <message>
        <source>&amp;GitHub</source>
        <translation>&amp;GitHub</translation>
    </message>
    <message>
        <source>Package &amp;index</source>
        <translation>&amp;Index de paquets</translation>
    </message>
    <message>
        <source>T&amp;orch index</source>
        <translation>Index t&amp;orch</translation>
    </message>
    <message>
        <source>P&amp;ython releases</source>
        <translation>Versions de P&amp;ython</translation>
    </message>
    <message>
        <source>From GitHub</source>
        <translation>De GitHub</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programmes</translation>
    </message>
    <message>
        <source>Each is given the settings above in its own way. Its test lets the real program fetch something small.</source>
        <translation>Chacun reçoit les paramètres ci-dessus à sa manière. Son test fait récupérer quelque chose de petit par le vrai programme.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Tester</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>Tester&#xa0;: %1</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Test en cours…</translation>
    </message>
    <message>
        <source>%1 (%2, %3 ms)</source>
        <comment>what a test found; its way; its time</comment>
        <translation>%1 (%2, %3 ms)</translation>
    </message>
    <message>
        <source>The authority&apos;s file</source>
        <translation>Le fichier de l&apos;autorité</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Certificats (*.pem *.crt *.cer);;Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::NodesTab</name>
    <message>
        <source>About the chosen node pack</source>
        <translation>À propos du pack de nœuds choisi</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n pack de nœuds</numerusform>
            <numerusform>%n packs de nœuds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · %n demande votre attention</numerusform>
            <numerusform>%1 · %n demandent votre attention</numerusform>
        </translation>
    </message>
    <message>
        <source>The packages are being read…</source>
        <translation>Lecture des paquets…</translation>
    </message>
    <message>
        <source>This is a ComfyUI folder of your own: Portico enables and disables its node packs and repairs its packages, but adds and removes packs only in installs that it made.</source>
        <translation>C&apos;est un dossier ComfyUI à vous&#xa0;: Portico en active et désactive les packs de nœuds et en répare les paquets, mais n&apos;ajoute et ne retire des packs que dans les installations qu&apos;il a créées.</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Un Portico plus récent a créé cette installation&#xa0;; celui-ci ne la modifie donc pas.</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it to change its node packs.</source>
        <translation>«&#xa0;%1&#xa0;» est en marche. Arrêtez-la pour changer ses packs de nœuds.</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>Acti&amp;ver</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>&amp;Désactiver</translation>
    </message>
    <message>
        <source>Node packs add nodes to ComfyUI. What would be added is shown before anything is installed.</source>
        <translation>Les packs de nœuds ajoutent des nœuds à ComfyUI. Ce qui serait ajouté est montré avant toute installation.</translation>
    </message>
    <message>
        <source>Choose a node pack first</source>
        <translation>Choisissez d&apos;abord un pack de nœuds</translation>
    </message>
    <message>
        <source>Installs what node packs lack, by a plan</source>
        <translation>Installe ce qui manque aux packs de nœuds, selon un plan</translation>
    </message>
    <message>
        <source>No node pack lacks anything</source>
        <translation>Il ne manque rien aux packs de nœuds</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>%n pack de nœuds est choisi.</numerusform>
            <numerusform>%n packs de nœuds sont choisis.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)</source>
        <translation>
            <numerusform>Activer %n pack de nœuds</numerusform>
            <numerusform>Activer %n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>Activer %1</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)</source>
        <translation>
            <numerusform>Désactiver %n pack de nœuds</numerusform>
            <numerusform>Désactiver %n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Désactiver %1</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)</source>
        <translation>
            <numerusform>Mettre à jour %n pack de nœuds</numerusform>
            <numerusform>Mettre à jour %n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>Mettre %1 à jour</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)</source>
        <translation>
            <numerusform>Retirer %n pack de nœuds</numerusform>
            <numerusform>Retirer %n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Retirer %1</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>Rétablir %1</translation>
    </message>
    <message numerus="yes">
        <source>Run install.py of %n node pack(s)</source>
        <translation>
            <numerusform>Exécuter l&apos;install.py de %n pack de nœuds</numerusform>
            <numerusform>Exécuter l&apos;install.py de %n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>Exécuter l&apos;install.py de %1</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)</source>
        <translation>
            <numerusform>Isoler %n pack de nœuds</numerusform>
            <numerusform>Isoler %n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate %1</source>
        <translation>Isoler %1</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)</source>
        <translation>
            <numerusform>Défaire l&apos;isolement de %n pack de nœuds</numerusform>
            <numerusform>Défaire l&apos;isolement de %n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of %1</source>
        <translation>Défaire l&apos;isolement de %1</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>Restaurer un instantané</translation>
    </message>
    <message>
        <source>Install what node packs lack</source>
        <translation>Installer ce qui manque aux packs de nœuds</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>Installer des packs de nœuds</translation>
    </message>
    <message>
        <source>Take the extras away</source>
        <translation>Enlever les extras</translation>
    </message>
    <message>
        <source>Install extras</source>
        <translation>Installer les extras</translation>
    </message>
    <message>
        <source>Install %1</source>
        <translation>Installer %1</translation>
    </message>
    <message>
        <source>Update &amp;to another version…</source>
        <translation>Mettre à jour vers une &amp;autre version…</translation>
    </message>
    <message>
        <source>Run its &amp;install.py…</source>
        <translation>Exécuter son &amp;install.py…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Ouvrir le d&amp;ossier</translation>
    </message>
    <message>
        <source>Open its &amp;web page</source>
        <translation>Ouvrir sa page &amp;web</translation>
    </message>
    <message>
        <source>Undo its i&amp;solation</source>
        <translation>Défaire son i&amp;solement</translation>
    </message>
    <message>
        <source>I&amp;solate this pack…</source>
        <translation>I&amp;soler ce pack…</translation>
    </message>
    <message>
        <source>Take back “%1” of %2</source>
        <comment>a node pack as it was; a moment</comment>
        <translation>Rétablir «&#xa0;%1&#xa0;» (%2)</translation>
    </message>
    <message>
        <source>&amp;Install…</source>
        <translation>&amp;Installer…</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Mettre à jo&amp;ur</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>&amp;Tout réparer</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Ce qui peut encore être fait</translation>
    </message>
    <message>
        <source>Find a node pack</source>
        <translation>Chercher un pack de nœuds</translation>
    </message>
    <message>
        <source>How many node packs there are</source>
        <translation>Combien de packs de nœuds il y a</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nœuds</translation>
    </message>
    <message>
        <source>The node packs are being read…</source>
        <translation>Lecture des packs de nœuds…</translation>
    </message>
    <message>
        <source>No node packs yet</source>
        <translation>Pas encore de packs de nœuds</translation>
    </message>
    <message>
        <source>Install a node pack…</source>
        <translation>Installer un pack de nœuds…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Base and layer</source>
        <translation>Base et couche</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message>
        <source>Looks at base, torch, layer and packs, and shows what it would do</source>
        <translation>Examine la base, torch, la couche et les packs, et montre ce qui serait fait</translation>
    </message>
</context>
<context>
    <name>portico::app::NoteDialog</name>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>A note, if you like: “before trying the new sampler”</source>
        <translation>Une note, si vous voulez&#xa0;: «&#xa0;avant d&apos;essayer le nouveau sampler&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::app::Notices</name>
    <message>
        <source>It failed. %1</source>
        <translation>Échec. %1</translation>
    </message>
    <message>
        <source>It is done. It took %1.</source>
        <comment>a duration</comment>
        <translation>C&apos;est terminé. Durée&#xa0;: %1.</translation>
    </message>
    <message>
        <source>ComfyUI is ready.</source>
        <translation>ComfyUI est prêt.</translation>
    </message>
    <message>
        <source>ComfyUI has ended by itself. Portico says why.</source>
        <translation>ComfyUI s&apos;est terminé de lui-même. Portico dit pourquoi.</translation>
    </message>
</context>
<context>
    <name>portico::app::Notifier</name>
    <message>
        <source>Open Portico</source>
        <translation>Ouvrir Portico</translation>
    </message>
</context>
<context>
    <name>portico::app::Offer</name>
    <message>
        <source>ComfyUI with %1, put together from its parts</source>
        <translation>ComfyUI avec %1, assemblé de ses parties</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>environ %n minute</numerusform>
            <numerusform>environ %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>environ %n heure</numerusform>
            <numerusform>environ %n heures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::OfferCard</name>
    <message>
        <source>Library folder</source>
        <translation>Dossier de la bibliothèque</translation>
    </message>
    <message>
        <source>&amp;Install and start</source>
        <translation>&amp;Installer et démarrer</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation>&amp;Emplacement</translation>
    </message>
    <message>
        <source>Looking for the right build…</source>
        <translation>Recherche de la bonne variante…</translation>
    </message>
    <message>
        <source>The right build depends on the GPU and its driver. What is below works meanwhile.</source>
        <translation>La bonne variante dépend du GPU et de son pilote. Ce qui est au-dessous fonctionne déjà.</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>Recommandé pour cet ordinateur</translation>
    </message>
    <message>
        <source>Begun and not done yet</source>
        <translation>Commencé et pas encore terminé</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>C&amp;ontinuer</translation>
    </message>
    <message>
        <source>Being set up</source>
        <translation>En préparation</translation>
    </message>
    <message>
        <source>Installing…</source>
        <translation>Installation…</translation>
    </message>
    <message>
        <source>You may close this window at any time: nothing is left half done, and the next start continues where it stopped.</source>
        <translation>Vous pouvez fermer cette fenêtre à tout moment&#xa0;: rien ne reste à moitié fait, et le prochain démarrage continue là où cela s&apos;est arrêté.</translation>
    </message>
    <message>
        <source>not known before</source>
        <translation>inconnu à l&apos;avance</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>environ %1</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>non vérifié par son éditeur</translation>
    </message>
    <message>
        <source>about %1 at most</source>
        <translation>environ %1 au plus</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 libres</translation>
    </message>
    <message>
        <source>too little: choose another place</source>
        <translation>trop peu&#xa0;: choisissez un autre emplacement</translation>
    </message>
    <message>
        <source>%1 with a connection of %2 Mbit/s</source>
        <comment>about 7 minutes with ...</comment>
        <translation>%1 avec une connexion de %2 Mbit/s</translation>
    </message>
</context>
<context>
    <name>portico::app::OverviewTab</name>
    <message>
        <source>torch does not compute as it should.</source>
        <translation>torch ne calcule pas comme il le devrait.</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Réparer</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) lack packages.</source>
        <translation>
            <numerusform>Il manque des paquets à %n pack de nœuds.</numerusform>
            <numerusform>Il manque des paquets à %n packs de nœuds.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes may be missing after the next start.</source>
        <translation>Des nœuds pourraient manquer après le prochain démarrage.</translation>
    </message>
    <message>
        <source>Show the node packs</source>
        <translation>Montrer les packs de nœuds</translation>
    </message>
    <message>
        <source>ComfyUI ended with %1.</source>
        <translation>ComfyUI s&apos;est terminé&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The log says what happened last. A safe start leaves out the node packs.</source>
        <translation>Le journal dit ce qui s&apos;est passé en dernier. Un démarrage sans échec laisse les packs de nœuds de côté.</translation>
    </message>
    <message>
        <source>The last lines of the log</source>
        <translation>Les dernières lignes du journal</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Redémarrer</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>Démarrage sans échec</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Voir le journal</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Looking for the guilty node pack</source>
        <translation>Recherche du pack de nœuds fautif</translation>
    </message>
    <message>
        <source>ComfyUI is started with some of the packs at a time. The activity below says how far it is, and can cancel it.</source>
        <translation>ComfyUI est démarré chaque fois avec une partie des packs. L&apos;activité ci-dessous montre l&apos;avancement et permet d&apos;annuler.</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: does it still go wrong?</source>
        <translation>Tour %1 sur %2 au plus&#xa0;: le problème persiste-t-il&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.</source>
        <translation>
            <numerusform>ComfyUI est maintenant en marche avec %n des packs de nœuds. Essayez ce qui ne va pas, puis dites comment cela s&apos;est passé.</numerusform>
            <numerusform>ComfyUI est maintenant en marche avec %n des packs de nœuds. Essayez ce qui ne va pas, puis dites comment cela s&apos;est passé.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Ouvrir dans le navigateur</translation>
    </message>
    <message>
        <source>It still goes wrong</source>
        <translation>Le problème persiste</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Tout va bien</translation>
    </message>
    <message numerus="yes">
        <source>Found in %n start(s). Disable it, update it, or tell its author.</source>
        <translation>
            <numerusform>Trouvé en %n démarrage. Désactivez-le, mettez-le à jour, ou prévenez son auteur.</numerusform>
            <numerusform>Trouvé en %n démarrages. Désactivez-le, mettez-le à jour, ou prévenez son auteur.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made sure in %n start(s).</source>
        <translation>
            <numerusform>Confirmé en %n démarrage.</numerusform>
            <numerusform>Confirmé en %n démarrages.</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Désactiver %1</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Pas encore essayé</translation>
    </message>
    <message>
        <source>Nothing: torch cannot be used</source>
        <translation>Rien&#xa0;: torch ne peut pas être utilisé</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>Le processeur</translation>
    </message>
    <message>
        <source>%1 · tried: %2</source>
        <comment>a device, a moment</comment>
        <translation>%1 · essayé&#xa0;: %2</translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation>Ce qui est installé</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>Calcule sur</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>Origine</translation>
    </message>
    <message>
        <source>Last start</source>
        <translation>Dernier démarrage</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Où cela se trouve</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Ouvrir le d&amp;ossier</translation>
    </message>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python et ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>Vos fichiers</translation>
    </message>
    <message>
        <source>Shared models</source>
        <translation>Modèles partagés</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Journaux</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Your own folder; nothing in it was changed</source>
        <translation>Votre propre dossier&#xa0;; rien n&apos;y a été modifié</translation>
    </message>
    <message>
        <source>%1, verified by its SHA-256</source>
        <translation>%1, vérifié par son SHA-256</translation>
    </message>
    <message>
        <source>%1, not verified: no published SHA-256 was given</source>
        <translation>%1, non vérifié&#xa0;: aucun SHA-256 publié n&apos;a été donné</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>Dossier&#xa0;: %1</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>Everything that can be seen from here is in order.</source>
        <translation>Tout ce qui est visible d&apos;ici est en ordre.</translation>
    </message>
    <message>
        <source>The record of this install names a generation that is not there.</source>
        <translation>La fiche de cette installation nomme une génération qui n&apos;est pas là.</translation>
    </message>
    <message>
        <source>ComfyUI answers.</source>
        <translation>ComfyUI répond.</translation>
    </message>
    <message>
        <source>ComfyUI answers and uses %1.</source>
        <translation>ComfyUI répond et utilise %1.</translation>
    </message>
    <message>
        <source>In order. Its bundle came without a published SHA-256, so nobody vouches for it but its sender.</source>
        <translation>En ordre. Son kit est venu sans SHA-256 publié&#xa0;; personne n&apos;en répond donc, hormis l&apos;expéditeur.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Calcul…</translation>
    </message>
    <message>
        <source>Sizes of %1</source>
        <translation>Tailles de %1</translation>
    </message>
    <message>
        <source>Could not be counted</source>
        <translation>Calcul impossible</translation>
    </message>
</context>
<context>
    <name>portico::app::PackChangeFlow</name>
    <message>
        <source>Plan: %1</source>
        <comment>a change of node packs</comment>
        <translation>Plan&#xa0;: %1</translation>
    </message>
    <message>
        <source>Update and keep my changes aside</source>
        <translation>Mettre à jour et mettre mes modifications de côté</translation>
    </message>
    <message>
        <source>Run install.py: %1</source>
        <comment>a change of node packs</comment>
        <translation>Exécuter install.py&#xa0;: %1</translation>
    </message>
    <message>
        <source>Go on without running it</source>
        <translation>Continuer sans l&apos;exécuter</translation>
    </message>
</context>
<context>
    <name>portico::app::PackPlacePanel</name>
    <message>
        <source>&amp;Version, branch or commit, if not the newest</source>
        <translation>&amp;Version, branche ou commit, si ce n&apos;est pas la plus récente</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>Choisir un &amp;fichier…</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>Choisir un d&amp;ossier…</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>Version, branche ou commit</translation>
    </message>
    <message>
        <source>A git repository. Its files are fetched; nothing of it is run while that happens.</source>
        <translation>Un dépôt git. Ses fichiers sont récupérés&#xa0;; rien n&apos;en est exécuté pendant ce temps.</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>Adresse git</translation>
    </message>
    <message>
        <source>A node pack on this computer: its folder, a zip of it, or a single Python file. It is copied; the original stays where it is.</source>
        <translation>Un pack de nœuds sur cet ordinateur&#xa0;: son dossier, un zip de celui-ci, ou un seul fichier Python. Il est copié&#xa0;; l&apos;original reste où il est.</translation>
    </message>
    <message>
        <source>Path of the folder or file</source>
        <translation>Chemin du dossier ou du fichier</translation>
    </message>
    <message>
        <source>A repos.json: a list of git addresses. All of them are planned and installed together.</source>
        <translation>Un repos.json&#xa0;: une liste d&apos;adresses git. Elles sont toutes planifiées et installées ensemble.</translation>
    </message>
    <message>
        <source>Path of the list</source>
        <translation>Chemin de la liste</translation>
    </message>
    <message>
        <source>A list is a file that ends in .json.</source>
        <translation>Une liste est un fichier qui se termine par .json.</translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>Une version, une branche ou un commit n&apos;a pas d&apos;espaces.</translation>
    </message>
    <message>
        <source>Lists (*.json)</source>
        <translation>Listes (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Node packs (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</source>
        <translation>Packs de nœuds (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</translation>
    </message>
</context>
<context>
    <name>portico::app::PackRow</name>
    <message>
        <source>A git checkout.</source>
        <translation>Une copie de travail git.</translation>
    </message>
    <message>
        <source>A git checkout of %1.</source>
        <translation>Une copie de travail git de %1.</translation>
    </message>
    <message>
        <source>From the Comfy Registry.</source>
        <translation>Du Comfy Registry.</translation>
    </message>
    <message>
        <source>A folder that nobody keeps track of.</source>
        <translation>Un dossier que personne ne suit.</translation>
    </message>
    <message>
        <source>A single Python file.</source>
        <translation>Un seul fichier Python.</translation>
    </message>
    <message>
        <source>Failed to import</source>
        <translation>Import échoué</translation>
    </message>
    <message>
        <source>Needs packages</source>
        <translation>Paquets requis</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>Pas clair</translation>
    </message>
    <message>
        <source>Wants isolation</source>
        <translation>Veut être isolé</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>Modifié à la main</translation>
    </message>
    <message>
        <source>OK</source>
        <comment>the state of a node pack</comment>
        <translation>OK</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>Pas encore chargé</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>version and commit</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&lt; %1 s</source>
        <comment>seconds</comment>
        <translation>&lt; %1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>It is isolated: it runs in a Python of its own.</source>
        <translation>Il est isolé&#xa0;: il s&apos;exécute dans son propre Python.</translation>
    </message>
    <message>
        <source>%1 (there is %2)</source>
        <comment>a requirement and what is installed</comment>
        <translation>%1 (%2 est présent)</translation>
    </message>
    <message numerus="yes">
        <source>It needs %1 and %n more.</source>
        <translation>
            <numerusform>Il a besoin de %1 et de %n de plus.</numerusform>
            <numerusform>Il a besoin de %1 et de %n de plus.</numerusform>
        </translation>
    </message>
    <message>
        <source>It needs %1.</source>
        <translation>Il a besoin de %1.</translation>
    </message>
    <message numerus="yes">
        <source>Left out by choice: %1 and %n more.</source>
        <translation>
            <numerusform>Laissé de côté par choix&#xa0;: %1 et %n de plus.</numerusform>
            <numerusform>Laissé de côté par choix&#xa0;: %1 et %n de plus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out by choice: %1.</source>
        <translation>Laissé de côté par choix&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The last start could not load it; the log says why.</source>
        <translation>Le dernier démarrage n&apos;a pas pu le charger&#xa0;; le journal dit pourquoi.</translation>
    </message>
    <message>
        <source>The last start could not load it: %1</source>
        <translation>Le dernier démarrage n&apos;a pas pu le charger&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1.</source>
        <translation>
            <numerusform>%n commit de retard sur %1.</numerusform>
            <numerusform>%n commits de retard sur %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) of its own.</source>
        <translation>
            <numerusform>%n commit qui lui est propre.</numerusform>
            <numerusform>%n commits qui lui sont propres.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were edited here.</source>
        <translation>
            <numerusform>%n fichier a été modifié ici.</numerusform>
            <numerusform>%n fichiers ont été modifiés ici.</numerusform>
        </translation>
    </message>
    <message>
        <source>It asks for a Python of its own by a comfy-env.toml. Until it has one it runs beside the others.</source>
        <translation>Il demande son propre Python par un comfy-env.toml. Tant qu&apos;il n&apos;en a pas, il s&apos;exécute à côté des autres.</translation>
    </message>
    <message>
        <source>Its files are not those that were installed.</source>
        <translation>Ses fichiers ne sont pas ceux qui ont été installés.</translation>
    </message>
</context>
<context>
    <name>portico::app::PacksModel</name>
    <message>
        <source>How long the last start took to load it</source>
        <translation>Le temps que le dernier démarrage a mis à le charger</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Pack de nœuds</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Loaded in</source>
        <translation>Chargé en</translation>
    </message>
</context>
<context>
    <name>portico::app::PlacePanel</name>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>SHA-&amp;256, if one was published</source>
        <translation>SHA-&amp;256, s&apos;il en a été publié un</translation>
    </message>
    <message>
        <source>SHA-256, if one was published</source>
        <translation>SHA-256, s&apos;il en a été publié un</translation>
    </message>
    <message>
        <source>64 hexadecimal digits</source>
        <translation>64 chiffres hexadécimaux</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>Un fichier</translation>
    </message>
    <message>
        <source>An address</source>
        <translation>Une adresse</translation>
    </message>
    <message>
        <source>A folder I have</source>
        <translation>Un dossier que j&apos;ai</translation>
    </message>
    <message>
        <source>A portable bundle on this computer: zip, 7z or tar.</source>
        <translation>Un kit portable sur cet ordinateur&#xa0;: zip, 7z ou tar.</translation>
    </message>
    <message>
        <source>Path of the bundle</source>
        <translation>Chemin du kit</translation>
    </message>
    <message>
        <source>A portable bundle on the internet. A download that is interrupted goes on where it stopped.</source>
        <translation>Un kit portable sur Internet. Un téléchargement interrompu continue là où il s&apos;est arrêté.</translation>
    </message>
    <message>
        <source>A ComfyUI that you already have. It stays where it is, and nothing in it is changed.</source>
        <translation>Un ComfyUI que vous avez déjà. Il reste où il est, et rien n&apos;y est modifié.</translation>
    </message>
    <message>
        <source>Path of the folder</source>
        <translation>Chemin du dossier</translation>
    </message>
    <message>
        <source>An address begins with https:// or http://.</source>
        <translation>Une adresse commence par https:// ou http://.</translation>
    </message>
    <message>
        <source>A SHA-256 has 64 hexadecimal digits.</source>
        <translation>Un SHA-256 a 64 chiffres hexadécimaux.</translation>
    </message>
    <message>
        <source>Made from the bundle’s name</source>
        <translation>Formé d&apos;après le nom du kit</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>Kits (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanDialog</name>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Installer</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>Ce qui se passerait</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>À propos de la ligne choisie</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>Calcul de ce qui changerait. Rien n&apos;est encore changé.</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… Rien n&apos;est encore changé.</translation>
    </message>
    <message>
        <source>Leave out “%1”</source>
        <translation>Laisser «&#xa0;%1&#xa0;» de côté</translation>
    </message>
    <message>
        <source>Install without %1 of “%2”</source>
        <comment>a requirement, a node pack</comment>
        <translation>Installer sans %1 de «&#xa0;%2&#xa0;»</translation>
    </message>
    <message>
        <source>Isolate “%1”</source>
        <translation>Isoler «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>It gets a Python of its own, if a trial shows that no node is lost</source>
        <translation>Il reçoit son propre Python, si un essai montre qu&apos;aucun nœud n&apos;est perdu</translation>
    </message>
    <message>
        <source>Nothing is installed while this is so.</source>
        <translation>Rien n&apos;est installé tant que c&apos;est ainsi.</translation>
    </message>
    <message>
        <source>Isolate one of the packs: it gets a Python of its own, and both work. Or leave out that requirement, or all that one of the packs needs: that pack may not load then.</source>
        <translation>Isolez l&apos;un des packs&#xa0;: il reçoit son propre Python, et les deux fonctionnent. Ou laissez de côté cette exigence, ou tout ce dont l&apos;un des packs a besoin&#xa0;: ce pack pourrait alors ne pas se charger.</translation>
    </message>
    <message>
        <source>Leave out that requirement, or all that one of the packs needs: that pack may not load then, the others do.</source>
        <translation>Laissez de côté cette exigence, ou tout ce dont l&apos;un des packs a besoin&#xa0;: ce pack pourrait alors ne pas se charger, les autres si.</translation>
    </message>
    <message numerus="yes">
        <source>%n more clash(es) are in the list below.</source>
        <translation>
            <numerusform>%n autre conflit est dans la liste ci-dessous.</numerusform>
            <numerusform>%n autres conflits sont dans la liste ci-dessous.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Build %n package(s) here; I trust where they come from</source>
        <translation>
            <numerusform>&amp;Construire ici %n paquet&#xa0;; je fais confiance à sa provenance</numerusform>
            <numerusform>&amp;Construire ici %n paquets&#xa0;; je fais confiance à leur provenance</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Fetch %n package(s) from their addresses; I trust where they come from</source>
        <translation>
            <numerusform>Récupérer %n paquet depuis son &amp;adresse&#xa0;; je fais confiance à sa provenance</numerusform>
            <numerusform>Récupérer %n paquets depuis leurs &amp;adresses&#xa0;; je fais confiance à leur provenance</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation>Re&amp;prendre</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>&amp;Run it, then look again</source>
        <translation>E&amp;xécuter, puis revoir</translation>
    </message>
    <message>
        <source>%1 without “%2”</source>
        <comment>Install, without a node pack or package</comment>
        <translation>%1 sans «&#xa0;%2&#xa0;»</translation>
    </message>
    <message>
        <source>Some packages are only installed with your consent.</source>
        <translation>Certains paquets ne sont installés qu&apos;avec votre accord.</translation>
    </message>
    <message>
        <source>Leave out what cannot be met first.</source>
        <translation>Laissez d&apos;abord de côté ce qui ne peut pas être satisfait.</translation>
    </message>
    <message>
        <source>”, “</source>
        <comment>between names: “one”, “two”</comment>
        <translation>&#xa0;», «&#xa0;</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanGroups</name>
    <message>
        <source>not told</source>
        <comment>a size</comment>
        <translation>non indiqué</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>a node pack or package</comment>
        <translation>pour %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n paquet</numerusform>
            <numerusform>%n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no ready build of %1 %2 for this Python, so it would be built here, which runs its own code.</source>
        <translation>Il n&apos;existe pas de variante toute prête de %1 %2 pour ce Python&#xa0;; il serait donc construit ici, ce qui exécute son propre code.</translation>
    </message>
    <message>
        <source>%1 is named by its address, %2, and does not come from the package index.</source>
        <translation>%1 est désigné par son adresse, %2, et ne vient pas de l&apos;index de paquets.</translation>
    </message>
    <message>
        <source>%1 comes from the repository %2 and would be built here, which runs its own code.</source>
        <translation>%1 vient du dépôt %2 et serait construit ici, ce qui exécute son propre code.</translation>
    </message>
    <message>
        <source>built from source</source>
        <translation>construit depuis ses sources</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>an address</comment>
        <translation>de %1</translation>
    </message>
    <message>
        <source>built from a repository of %1</source>
        <translation>construit depuis un dépôt de %1</translation>
    </message>
    <message>
        <source>very new</source>
        <comment>of a package</comment>
        <translation>très récent</translation>
    </message>
    <message>
        <source>%1 %2 was published only days ago, and nothing older fits. What is that new has been looked at by few.</source>
        <translation>%1 %2 n&apos;a été publié qu&apos;il y a quelques jours, et rien de plus ancien ne convient. Peu de gens ont examiné ce qui est si récent.</translation>
    </message>
    <message>
        <source>Needed by %1.</source>
        <translation>Nécessaire pour %1.</translation>
    </message>
    <message>
        <source>Cannot be met</source>
        <translation>Impossible à satisfaire</translation>
    </message>
    <message numerus="yes">
        <source>%n clash(es)</source>
        <translation>
            <numerusform>%n conflit</numerusform>
            <numerusform>%n conflits</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many packages, how large together</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Will be added</source>
        <translation>Sera ajouté</translation>
    </message>
    <message>
        <source>Only with your consent</source>
        <translation>Seulement avec votre accord</translation>
    </message>
    <message>
        <source>These do not come as a ready build of the package index.</source>
        <translation>Ceux-ci ne viennent pas tout prêts de l&apos;index de paquets.</translation>
    </message>
    <message>
        <source>Left to this install’s own torch</source>
        <translation>Laissé au torch de cette installation</translation>
    </message>
    <message numerus="yes">
        <source>%n wish(es)</source>
        <comment>for a package</comment>
        <translation>
            <numerusform>%n souhait</numerusform>
            <numerusform>%n souhaits</numerusform>
        </translation>
    </message>
    <message>
        <source>torch and its family always come from the base: what packs ask for does not replace them.</source>
        <translation>torch et sa famille viennent toujours de la base&#xa0;: ce que demandent les packs ne les remplace pas.</translation>
    </message>
    <message>
        <source>%1 asks for %2.</source>
        <translation>%1 demande %2.</translation>
    </message>
    <message>
        <source>The base has none, and none is added: what was not made for this very torch breaks it.</source>
        <translation>La base n&apos;en a pas, et rien n&apos;est ajouté&#xa0;: ce qui n&apos;a pas été fait pour ce torch précis le casse.</translation>
    </message>
    <message>
        <source>The base’s %1 is right for it and stays.</source>
        <translation>Le %1 de la base convient et reste.</translation>
    </message>
    <message>
        <source>The base’s %1 stays all the same; the pack may not work with it.</source>
        <translation>Le %1 de la base reste quand même&#xa0;; le pack pourrait ne pas fonctionner avec lui.</translation>
    </message>
    <message>
        <source>the base has none</source>
        <translation>la base n&apos;en a pas</translation>
    </message>
    <message>
        <source>fits what was asked for</source>
        <translation>convient à ce qui est demandé</translation>
    </message>
    <message>
        <source>not what was asked for</source>
        <translation>pas ce qui est demandé</translation>
    </message>
    <message>
        <source>One of several that do the same</source>
        <translation>Un seul parmi plusieurs qui font la même chose</translation>
    </message>
    <message>
        <source>instead of %1</source>
        <translation>au lieu de %1</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Laissé de côté</translation>
    </message>
    <message>
        <source>This is not added, so that the packs that need it may not load, or not do all they can.</source>
        <translation>Ceci n&apos;est pas ajouté&#xa0;; les packs qui en ont besoin pourraient donc ne pas se charger, ou ne pas faire tout ce qu&apos;ils savent faire.</translation>
    </message>
    <message>
        <source>all that it needs</source>
        <translation>tout ce dont il a besoin</translation>
    </message>
    <message>
        <source>of “%1”</source>
        <comment>a node pack</comment>
        <translation>de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>“%1” asks for %2; it is left out by choice.</source>
        <translation>«&#xa0;%1&#xa0;» demande %2&#xa0;; c&apos;est laissé de côté par choix.</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>Déjà là</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Bon à savoir</translation>
    </message>
    <message>
        <source>Not everything that is wanted goes together. Nothing was changed.</source>
        <translation>Tout ce qui est voulu ne va pas ensemble. Rien n&apos;a été changé.</translation>
    </message>
    <message>
        <source>There is nothing to do: everything is as it should be.</source>
        <translation>Il n&apos;y a rien à faire&#xa0;: tout est comme il se doit.</translation>
    </message>
    <message>
        <source>What it writes into the node pack stays there, what it adds is shown next. Nothing is changed until you agree to that.</source>
        <translation>Ce qu&apos;il écrit dans le pack de nœuds y reste, ce qu&apos;il ajoute est montré ensuite. Rien n&apos;est changé avant que vous l&apos;acceptiez.</translation>
    </message>
    <message>
        <source>First its environment is built, and ComfyUI tries the node pack as it is and isolated. If one of its nodes would be lost, nothing is changed.</source>
        <translation>Son environnement est d&apos;abord construit, et ComfyUI essaie le pack de nœuds tel qu&apos;il est, puis isolé. Si l&apos;un de ses nœuds devait être perdu, rien n&apos;est changé.</translation>
    </message>
    <message>
        <source>The packages beside the base stay as they are.</source>
        <translation>Les paquets à côté de la base restent tels quels.</translation>
    </message>
    <message>
        <source>Packages that nothing else needs are no longer seen by ComfyUI.</source>
        <translation>Les paquets dont rien d&apos;autre n&apos;a besoin ne sont plus vus par ComfyUI.</translation>
    </message>
    <message>
        <source>No further packages are needed.</source>
        <translation>Aucun autre paquet n&apos;est nécessaire.</translation>
    </message>
    <message>
        <source>No further packages are needed: everything is there already.</source>
        <translation>Aucun autre paquet n&apos;est nécessaire&#xa0;: tout est déjà là.</translation>
    </message>
    <message>
        <source>%1 will stand beside the base, %2 in all. The base and its torch stay as they are.</source>
        <translation>À côté de la base&#xa0;: %1, %2 en tout. La base et son torch restent tels quels.</translation>
    </message>
    <message>
        <source>%1 will stand beside the base. The base and its torch stay as they are.</source>
        <translation>À côté de la base&#xa0;: %1. La base et son torch restent tels quels.</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>a version before and after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>comes new</source>
        <translation>nouveau</translation>
    </message>
    <message>
        <source>comes from %1</source>
        <translation>vient de %1</translation>
    </message>
    <message>
        <source>is loaded again from the next start on</source>
        <translation>sera de nouveau chargé dès le prochain démarrage</translation>
    </message>
    <message>
        <source>stays here, but is not loaded</source>
        <translation>reste ici, mais n&apos;est pas chargé</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s)</source>
        <translation>
            <numerusform>%n nouveau commit</numerusform>
            <numerusform>%n nouveaux commits</numerusform>
        </translation>
    </message>
    <message>
        <source>another version</source>
        <translation>une autre version</translation>
    </message>
    <message>
        <source>goes to the recycle bin</source>
        <translation>va à la corbeille</translation>
    </message>
    <message>
        <source>comes back as it was</source>
        <translation>revient tel qu&apos;il était</translation>
    </message>
    <message>
        <source>its install.py runs in a copy of it</source>
        <translation>son install.py s&apos;exécute dans une copie</translation>
    </message>
    <message>
        <source>gets a Python of its own</source>
        <translation>reçoit son propre Python</translation>
    </message>
    <message>
        <source>runs in ComfyUI&apos;s Python again</source>
        <translation>s&apos;exécute de nouveau dans le Python de ComfyUI</translation>
    </message>
    <message>
        <source>Its install.py ran and added no packages.</source>
        <translation>Son install.py s&apos;est exécuté et n&apos;a ajouté aucun paquet.</translation>
    </message>
    <message>
        <source>Its install.py ran and added %1.</source>
        <translation>Son install.py s&apos;est exécuté et a ajouté %1.</translation>
    </message>
    <message>
        <source>Its install.py is the one that ran before.</source>
        <translation>Son install.py est celui qui s&apos;est exécuté auparavant.</translation>
    </message>
    <message>
        <source>It brings an install.py, which runs only if you say so.</source>
        <translation>Il apporte un install.py, qui ne s&apos;exécute que si vous le dites.</translation>
    </message>
    <message>
        <source>Edited here: %1.</source>
        <translation>Modifié ici&#xa0;: %1.</translation>
    </message>
    <message>
        <source>New in it: %1</source>
        <translation>Nouveautés&#xa0;: %1</translation>
    </message>
    <message>
        <source>Node packs · %1</source>
        <comment>how many</comment>
        <translation>Packs de nœuds · %1</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>En&amp;lever</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Installer</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>Acti&amp;ver</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>Désa&amp;ctiver</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Mettre à jo&amp;ur</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>Ré&amp;tablir</translation>
    </message>
    <message>
        <source>&amp;Run it</source>
        <translation>E&amp;xécuter</translation>
    </message>
    <message>
        <source>&amp;Isolate</source>
        <translation>&amp;Isoler</translation>
    </message>
    <message>
        <source>&amp;Undo isolation</source>
        <translation>&amp;Défaire l&apos;isolement</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>Re&amp;staurer</translation>
    </message>
    <message>
        <source>Take the extras away?</source>
        <translation>Enlever les extras&#xa0;?</translation>
    </message>
    <message>
        <source>Install “%1”?</source>
        <translation>Installer «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Install %n node pack(s)?</source>
        <translation>
            <numerusform>Installer %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Installer %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)?</source>
        <translation>
            <numerusform>Activer %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Activer %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable “%1”?</source>
        <translation>Activer «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)?</source>
        <translation>
            <numerusform>Désactiver %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Désactiver %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable “%1”?</source>
        <translation>Désactiver «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)?</source>
        <translation>
            <numerusform>Mettre à jour %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Mettre à jour %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Update “%1”?</source>
        <translation>Mettre «&#xa0;%1&#xa0;» à jour&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)?</source>
        <translation>
            <numerusform>Retirer %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Retirer %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>Retirer «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Take back %n node pack(s)?</source>
        <translation>
            <numerusform>Rétablir %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Rétablir %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back “%1”?</source>
        <translation>Rétablir «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Run the install.py of %n node pack(s)?</source>
        <translation>
            <numerusform>Exécuter l&apos;install.py de %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Exécuter l&apos;install.py de %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Run the install.py of “%1”?</source>
        <translation>Exécuter l&apos;install.py de «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)?</source>
        <translation>
            <numerusform>Isoler %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Isoler %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate “%1”?</source>
        <translation>Isoler «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)?</source>
        <translation>
            <numerusform>Défaire l&apos;isolement de %n pack de nœuds&#xa0;?</numerusform>
            <numerusform>Défaire l&apos;isolement de %n packs de nœuds&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”?</source>
        <translation>Défaire l&apos;isolement de «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>Restore the snapshot?</source>
        <translation>Restaurer l&apos;instantané&#xa0;?</translation>
    </message>
    <message>
        <source>Install what the node packs need?</source>
        <translation>Installer ce dont les packs de nœuds ont besoin&#xa0;?</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanTree</name>
    <message>
        <source>The plan</source>
        <translation>Le plan</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>À ce sujet</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
</context>
<context>
    <name>portico::app::PortField</name>
    <message>
        <source>P&amp;ort</source>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install.</source>
        <translation>Le port par lequel le navigateur atteint cette installation.</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install</source>
        <translation>Le port par lequel le navigateur atteint cette installation</translation>
    </message>
    <message>
        <source>Stop this install to change its port</source>
        <translation>Arrêtez cette installation pour changer son port</translation>
    </message>
</context>
<context>
    <name>portico::app::PorticoLink</name>
    <message>
        <source>The link cannot be read, so nothing was done with it.</source>
        <translation>Le lien ne peut pas être lu&#xa0;; rien n&apos;en a donc été fait.</translation>
    </message>
    <message>
        <source>Ask whoever made the link, or add the bundle with “Add”.</source>
        <translation>Demandez à qui a créé le lien, ou ajoutez le kit avec «&#xa0;Ajouter&#xa0;».</translation>
    </message>
    <message>
        <source>The link is refused: %1</source>
        <translation>Le lien est refusé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Do not use it unless you know who made it.</source>
        <translation>Ne l&apos;utilisez que si vous savez qui l&apos;a créé.</translation>
    </message>
    <message>
        <source>it names an address that does not begin with https.</source>
        <translation>il nomme une adresse qui ne commence pas par https.</translation>
    </message>
    <message>
        <source>its address holds a user name, which may hide the real host.</source>
        <translation>son adresse contient un nom d&apos;utilisateur, qui peut cacher le véritable hôte.</translation>
    </message>
    <message>
        <source>it holds letters that cannot be seen.</source>
        <translation>il contient des caractères invisibles.</translation>
    </message>
</context>
<context>
    <name>portico::app::ProxyRows</name>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>Proxy HTTP</translation>
    </message>
    <message>
        <source>SOCKS 5 proxy</source>
        <translation>Proxy SOCKS 5</translation>
    </message>
    <message>
        <source>Script (PAC)</source>
        <translation>Script (PAC)</translation>
    </message>
    <message>
        <source>&amp;Kind of proxy</source>
        <translation>Type de &amp;proxy</translation>
    </message>
    <message>
        <source>What runs on this computer is never reached through a proxy.</source>
        <translation>Ce qui fonctionne sur cet ordinateur n&apos;est jamais joint par un proxy.</translation>
    </message>
    <message>
        <source>Such as intranet.example, .corp.example, 10.0.0.0/8</source>
        <translation>Par exemple intranet.example, .corp.example, 10.0.0.0/8</translation>
    </message>
    <message>
        <source>&amp;Exceptions, reached directly</source>
        <translation>E&amp;xceptions, jointes directement</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>Hôte du proxy</translation>
    </message>
    <message>
        <source>Host, such as proxy.example.org</source>
        <translation>Hôte, comme proxy.example.org</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>Port du proxy</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>Such as http://wpad.example.org/proxy.pac, or a file</source>
        <translation>Par exemple http://wpad.example.org/proxy.pac, ou un fichier</translation>
    </message>
    <message>
        <source>Addre&amp;ss of the script</source>
        <translation>Adr&amp;esse du script</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>Nom d&apos;&amp;utilisateur</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <source>Forget the proxy&apos;s password</source>
        <translation>Oublier le mot de passe du proxy</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>Interrogation du trousseau…</translation>
    </message>
</context>
<context>
    <name>portico::app::PublishDialog</name>
    <message>
        <source>Publish %1</source>
        <translation>Publier %1</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>A &amp;folder or team&apos;s list</source>
        <translation>Un &amp;dossier ou la liste d&apos;une équipe</translation>
    </message>
    <message>
        <source>A release on &amp;GitHub</source>
        <translation>Une version sur &amp;GitHub</translation>
    </message>
    <message>
        <source>&amp;Notes for those who choose it</source>
        <translation>&amp;Notes pour qui la choisit</translation>
    </message>
    <message>
        <source>Notes for those who choose it</source>
        <translation>Notes pour qui la choisit</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Ce qui manque</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>&amp;Publier</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publier</translation>
    </message>
    <message>
        <source>Folder or list</source>
        <translation>Dossier ou liste</translation>
    </message>
    <message>
        <source>A share, or the path of a catalogue.json</source>
        <translation>Un partage, ou le chemin d&apos;un catalogue.json</translation>
    </message>
    <message>
        <source>Only of a new list; after its folder without this</source>
        <translation>Seulement pour une nouvelle liste&#xa0;; sans cela, d&apos;après son dossier</translation>
    </message>
    <message>
        <source>As the bundle says</source>
        <translation>Comme le dit le kit</translation>
    </message>
    <message>
        <source>Replace another bundle of that name</source>
        <translation>Remplacer un autre kit de ce nom</translation>
    </message>
    <message>
        <source>F&amp;older or list</source>
        <translation>D&amp;ossier ou liste</translation>
    </message>
    <message>
        <source>&amp;Title of the list</source>
        <translation>&amp;Titre de la liste</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>Ca&amp;lcule sur</translation>
    </message>
    <message>
        <source>The bundle is looked at once more and copied there; the list beside it, which every Portico can read, names it when all of it is there.</source>
        <translation>Le kit est examiné encore une fois et copié là-bas&#xa0;; la liste à côté, que tout Portico peut lire, le nomme quand il y est en entier.</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>The tag without this</source>
        <translation>L&apos;étiquette sans cela</translation>
    </message>
    <message>
        <source>Not the latest release</source>
        <translation>Pas la version la plus récente</translation>
    </message>
    <message>
        <source>Reposi&amp;tory</source>
        <translation>Dépô&amp;t</translation>
    </message>
    <message>
        <source>T&amp;ag</source>
        <translation>Éti&amp;quette</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>T&amp;itre</translation>
    </message>
    <message>
        <source>A draft is made, the files are sent and compared with GitHub&apos;s SHA-256, and last the release becomes public. Nobody sees half of it.</source>
        <translation>Un brouillon est créé, les fichiers sont envoyés et comparés avec le SHA-256 de GitHub, et enfin la version devient publique. Personne n&apos;en voit une moitié.</translation>
    </message>
    <message>
        <source>Say where to, with the whole path.</source>
        <translation>Dites où, avec le chemin complet.</translation>
    </message>
    <message>
        <source>Sign in to GitHub first, on the Bundles page.</source>
        <translation>Connectez-vous d&apos;abord à GitHub, sur la page Kits.</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>Un dépôt se nomme owner/name.</translation>
    </message>
    <message>
        <source>Name the release&apos;s tag.</source>
        <translation>Indiquez l&apos;étiquette de la version.</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeBundleForm</name>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code</source>
        <translation>Construire les paquets qui n&apos;existent pas tout prêts&#xa0;; cela exécute leur code</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time</source>
        <translation>Garder ce qui a été téléchargé pour la prochaine fois</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Dossier</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>&amp;Versions</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>&amp;En combien de fichiers</translation>
    </message>
    <message>
        <source>Those of the lock beside the bundle, if there is one</source>
        <translation>Celles du verrou à côté du kit, s&apos;il y en a un</translation>
    </message>
    <message>
        <source>The newest that the recipe allows</source>
        <translation>Les plus récentes que la recette permet</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeFiles</name>
    <message>
        <source>The recipe names %1, which lies outside of its own folder and cannot be pushed with it.</source>
        <translation>La recette nomme %1, qui se trouve hors de son propre dossier et ne peut pas être poussé avec elle.</translation>
    </message>
    <message>
        <source>Put it beside the recipe.</source>
        <translation>Mettez-le à côté de la recette.</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryModel</name>
    <message>
        <source>Installed already. %1</source>
        <translation>Déjà installé. %1</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Pack de nœuds</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Auteur</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Téléchargements</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Ce qu&apos;il fait</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryPanel</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>Act&amp;ualiser</translation>
    </message>
    <message>
        <source>Search: what it does, its name, its author</source>
        <translation>Chercher&#xa0;: ce qu&apos;il fait, son nom, son auteur</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>Chercher dans le Comfy Registry</translation>
    </message>
    <message>
        <source>Ask the registry for what is new</source>
        <translation>Demander au registre ce qui est nouveau</translation>
    </message>
    <message>
        <source>About the chosen node pack</source>
        <translation>À propos du pack de nœuds choisi</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>La plus récente</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>&amp;Version</translation>
    </message>
    <message>
        <source>Node packs of the registry</source>
        <translation>Packs de nœuds du registre</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>Interrogation du Comfy Registry…</translation>
    </message>
    <message>
        <source>Nothing in the registry has these words.</source>
        <translation>Rien dans le registre ne contient ces mots.</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s), as it was: %1. The registry cannot be reached now.</source>
        <comment>%1 is a moment</comment>
        <translation>
            <numerusform>%n pack de nœuds, dans l&apos;état connu&#xa0;: %1. Le registre est injoignable maintenant.</numerusform>
            <numerusform>%n packs de nœuds, dans l&apos;état connu&#xa0;: %1. Le registre est injoignable maintenant.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n pack de nœuds</numerusform>
            <numerusform>%n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest: %1</source>
        <translation>La plus récente&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>%n pack de nœuds est choisi.</numerusform>
            <numerusform>%n packs de nœuds sont choisis.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is installed already.</source>
        <translation>«&#xa0;%1&#xa0;» est déjà installé.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une version.</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveDialog</name>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python et ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>Vos fichiers</translation>
    </message>
    <message>
        <source>Settings and logs</source>
        <translation>Paramètres et journaux</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Lien</translation>
    </message>
    <message>
        <source>Counting what would go…</source>
        <translation>Décompte de ce qui partirait…</translation>
    </message>
    <message>
        <source>&amp;Keep my own files</source>
        <translation>&amp;Garder mes propres fichiers</translation>
    </message>
    <message>
        <source>Move to the &amp;recycle bin</source>
        <translation>Mettre à la &amp;corbeille</translation>
    </message>
    <message>
        <source>&amp;Delete for good</source>
        <translation>&amp;Supprimer définitivement</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>Retirer «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>What would go</source>
        <translation>Ce qui partirait</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>What removing %1 takes away</source>
        <translation>Ce que le retrait de %1 enlève</translation>
    </message>
    <message>
        <source>%1 (points to %2, which stays)</source>
        <translation>%1 (mène à %2, qui reste)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Keep my own files: %n file(s), %1</source>
        <translation>
            <numerusform>&amp;Garder mes propres fichiers&#xa0;: %n fichier, %1</numerusform>
            <numerusform>&amp;Garder mes propres fichiers&#xa0;: %n fichiers, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not touched: %1</source>
        <translation>Reste intact&#xa0;: %1</translation>
    </message>
    <message>
        <source>Your files, kept</source>
        <translation>Vos fichiers, gardés</translation>
    </message>
    <message>
        <source>This deletes %1 for good; it cannot be brought back.</source>
        <translation>Ceci supprime %1 définitivement&#xa0;; aucun retour n&apos;est possible.</translation>
    </message>
    <message>
        <source>This moves %1 to the recycle bin.</source>
        <translation>Ceci met %1 à la corbeille.</translation>
    </message>
    <message>
        <source>Your own files are moved to %1.</source>
        <translation>Vos propres fichiers sont déplacés vers %1.</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveEnvsDialog</name>
    <message>
        <source>What would go</source>
        <translation>Ce qui partirait</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>pas encore compté</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairDialog</name>
    <message>
        <source>&amp;Start ComfyUI once at the end, to be sure</source>
        <translation>&amp;Démarrer ComfyUI une fois à la fin, pour s&apos;en assurer</translation>
    </message>
    <message>
        <source>&amp;Clear what ComfyUI-Manager would still do at the next start</source>
        <translation>Effacer ce que C&amp;omfyUI-Manager ferait encore au prochain démarrage</translation>
    </message>
    <message>
        <source>&amp;Undo what was changed by hand in node packs; it is kept</source>
        <translation>Défaire ce qui a été modifié à la &amp;main dans des packs de nœuds&#xa0;; c&apos;est gardé</translation>
    </message>
    <message>
        <source>Repair “%1”</source>
        <translation>Réparer «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>Ré&amp;parer</translation>
    </message>
    <message>
        <source>&amp;Undo the repair</source>
        <translation>Défaire &amp;la réparation</translation>
    </message>
    <message>
        <source>How the repair stands</source>
        <translation>Où en est la réparation</translation>
    </message>
    <message>
        <source>Steps of the repair</source>
        <translation>Étapes de la réparation</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>&amp;Check by a start</source>
        <translation>&amp;Contrôler en démarrant</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>Looking at everything that can be repaired. Nothing is changed.</source>
        <translation>Examen de tout ce qui peut être réparé. Rien n&apos;est changé.</translation>
    </message>
    <message>
        <source>Every file is whole at any time: this may be stopped, and goes on where it was the next time.</source>
        <translation>Chaque fichier reste entier à tout moment&#xa0;: ceci peut être arrêté, et reprendra là où cela s&apos;est arrêté.</translation>
    </message>
    <message>
        <source>What was replaced is kept in %1.</source>
        <translation>Ce qui a été remplacé est gardé dans %1.</translation>
    </message>
    <message>
        <source>Everything is as it was before the repair.</source>
        <translation>Tout est comme avant la réparation.</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairFlow</name>
    <message>
        <source>Look what can be repaired</source>
        <translation>Examiner ce qui peut être réparé</translation>
    </message>
    <message>
        <source>Repair %1</source>
        <translation>Réparer %1</translation>
    </message>
    <message>
        <source>Undo the repair of %1</source>
        <translation>Défaire la réparation de %1</translation>
    </message>
    <message>
        <source>Put %1 back as it was</source>
        <translation>Remettre %1 comme il était</translation>
    </message>
    <message>
        <source>“Repair” looks at everything, and says what it can do.</source>
        <translation>«&#xa0;Réparer&#xa0;» examine tout, et dit ce qui peut être fait.</translation>
    </message>
    <message>
        <source>Take new packages of %1 into its layer</source>
        <translation>Prendre de nouveaux paquets de %1 dans sa couche</translation>
    </message>
    <message>
        <source>They are remembered: “Repair” installs them, or the next change of node packs.</source>
        <translation>Ils sont mémorisés&#xa0;: «&#xa0;Réparer&#xa0;» les installe, ou le prochain changement de packs de nœuds.</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairSteps</name>
    <message>
        <source>What the repair will do</source>
        <translation>Ce que fera la réparation</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number and title of a step</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>From %1.</source>
        <comment>where files come from</comment>
        <translation>De %1.</translation>
    </message>
    <message>
        <source>%1 are written.</source>
        <comment>a size</comment>
        <translation>%1 sont écrits.</translation>
    </message>
</context>
<context>
    <name>portico::app::RestoreFlow</name>
    <message>
        <source>Then</source>
        <translation>Alors</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>Re&amp;venir</translation>
    </message>
    <message>
        <source>Models, pictures and your other files stay as they are. The state of now is kept, so that this, too, can be taken back.</source>
        <translation>Les modèles, les images et vos autres fichiers restent tels quels. L&apos;état actuel est gardé, pour que ceci aussi puisse être défait.</translation>
    </message>
    <message>
        <source>Everything is as it was then. There is nothing to do.</source>
        <translation>Tout est comme alors. Il n&apos;y a rien à faire.</translation>
    </message>
    <message>
        <source>What is listed first stays as it is, the rest becomes what it was then.</source>
        <translation>Ce qui est indiqué en premier reste tel quel, le reste redevient ce qu&apos;il était alors.</translation>
    </message>
    <message>
        <source>&amp;Go back as far as possible</source>
        <translation>Re&amp;venir autant que possible</translation>
    </message>
    <message>
        <source>Not everything can be as it was then.</source>
        <translation>Tout ne peut pas redevenir comme alors.</translation>
    </message>
    <message>
        <source>&amp;Plan without that</source>
        <translation>&amp;Planifier sans cela</translation>
    </message>
    <message>
        <source>All is as it was then, but the isolated environment “%1” could not be built.</source>
        <translation>Tout est comme alors, mais l&apos;environnement isolé «&#xa0;%1&#xa0;» n&apos;a pas pu être construit.</translation>
    </message>
</context>
<context>
    <name>portico::app::RunView</name>
    <message>
        <source>State of the run</source>
        <translation>État de l&apos;exécution</translation>
    </message>
    <message>
        <source>Do&amp;wnload what it made</source>
        <translation>&amp;Télécharger ce qui a été produit</translation>
    </message>
    <message>
        <source>&amp;Cancel the run</source>
        <translation>&amp;Annuler l&apos;exécution</translation>
    </message>
    <message>
        <source>Open on &amp;GitHub</source>
        <translation>Ouvrir sur &amp;GitHub</translation>
    </message>
    <message>
        <source>Being started in %1…</source>
        <translation>Démarrage dans %1…</translation>
    </message>
    <message>
        <source>%1, run %2 of %3</source>
        <comment>title of a run; its number; repository</comment>
        <translation>%1, exécution %2 de %3</translation>
    </message>
    <message>
        <source>Not started in %1</source>
        <translation>Pas démarré dans %1</translation>
    </message>
    <message>
        <source>Stop wa&amp;tching</source>
        <translation>Ne plus &amp;suivre</translation>
    </message>
    <message>
        <source>Wa&amp;tch it</source>
        <translation>&amp;Suivre</translation>
    </message>
    <message>
        <source>The run on GitHub goes on</source>
        <translation>L&apos;exécution sur GitHub continue</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a job or step on GitHub; its state</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>The last lines of its log</source>
        <translation>Les dernières lignes de son journal</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptChoice</name>
    <message>
        <source>About running install.py</source>
        <translation>À propos de l&apos;exécution d&apos;install.py</translation>
    </message>
    <message>
        <source>install.py is its author&apos;s own code and runs with your rights, on a copy of Python and packages that is thrown away; what it adds is shown before it is installed.</source>
        <translation>install.py est le code de son auteur et s&apos;exécute avec vos droits, sur une copie de Python et des paquets qui est ensuite jetée&#xa0;; ce qu&apos;il ajoute est montré avant d&apos;être installé.</translation>
    </message>
    <message>
        <source>Meanwhile the copy takes %1 on the disk.</source>
        <translation>Pendant ce temps, la copie prend %1 sur le disque.</translation>
    </message>
    <message>
        <source>%1 brings an install.py (%2)</source>
        <translation>%1 apporte un install.py (%2)</translation>
    </message>
    <message>
        <source>Run it in a throwaway copy</source>
        <translation>L&apos;exécuter dans une copie jetable</translation>
    </message>
    <message>
        <source>Run the install.py of %1 in a throwaway copy</source>
        <translation>Exécuter l&apos;install.py de %1 dans une copie jetable</translation>
    </message>
    <message>
        <source>Show install.py…</source>
        <translation>Montrer install.py…</translation>
    </message>
    <message>
        <source>Show the install.py of %1</source>
        <translation>Montrer l&apos;install.py de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptDialog</name>
    <message>
        <source>install.py of %1</source>
        <translation>install.py de %1</translation>
    </message>
    <message>
        <source>%1/install.py · %2 · SHA-256 %3…</source>
        <translation>%1/install.py · %2 · SHA-256 %3…</translation>
    </message>
    <message>
        <source>The text of install.py</source>
        <translation>Le texte d&apos;install.py</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
</context>
<context>
    <name>portico::app::SetUp</name>
    <message>
        <source>ComfyUI with %1</source>
        <comment>an accelerator</comment>
        <translation>ComfyUI avec %1</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>Installer %1</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingRow</name>
    <message>
        <source>%1: result</source>
        <comment>name of a setting</comment>
        <translation>%1&#xa0;: résultat</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothèque</translation>
    </message>
    <message>
        <source>The folder that holds all installs, downloads and shared models.</source>
        <translation>Le dossier qui contient toutes les installations, les téléchargements et les modèles partagés.</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>Dossier de la bibliothèque</translation>
    </message>
    <message>
        <source>The next start of Portico uses this folder. Nothing is moved: what is in %1 stays there.</source>
        <translation>Le prochain démarrage de Portico utilise ce dossier. Rien n&apos;est déplacé&#xa0;: ce qui est dans %1 y reste.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Co&amp;lours</source>
        <translation>Cou&amp;leurs</translation>
    </message>
    <message>
        <source>Closing while an install runs</source>
        <translation>Fermeture pendant qu&apos;une installation est en marche</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Demander</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>L&apos;arrêter</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>La laisser en marche</translation>
    </message>
    <message>
        <source>&amp;Closing while an install runs</source>
        <translation>&amp;Fermeture pendant qu&apos;une installation est en marche</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Paquets des packs de nœuds</translation>
    </message>
    <message>
        <source>Trust new packages after</source>
        <translation>Faire confiance aux nouveaux paquets après</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Aussitôt</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Trust new packages after</source>
        <translation>Faire co&amp;nfiance aux nouveaux paquets après</translation>
    </message>
    <message>
        <source>Harmful uploads are mostly found within days. Until then an older version is taken, where one fits.</source>
        <translation>Les envois nuisibles sont le plus souvent découverts en quelques jours. D&apos;ici là, une version plus ancienne est prise, s&apos;il y en a une qui convient.</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Catalogue</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>GitHub answers 60 questions an hour for everybody behind one address, and 5,000 for you with a token. For that it needs no rights, and it goes to api.github.com alone.</source>
        <translation>GitHub répond à 60 questions par heure pour tous ceux qui partagent une adresse, et à 5 000 pour vous avec un jeton. Il ne lui faut pour cela aucun droit, et il ne va qu&apos;à api.github.com.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Lan&amp;gue</translation>
    </message>
    <message>
        <source>The window changes its language once the work that is under way has ended.</source>
        <translation>La fenêtre changera de langue quand le travail en cours sera terminé.</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Bureau</translation>
    </message>
</context>
<context>
    <name>portico::app::ShareRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>portico::app::ShelfLook</name>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>the newest ComfyUI</source>
        <translation>le ComfyUI le plus récent</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>%n pack de nœuds</numerusform>
            <numerusform>%n packs de nœuds</numerusform>
        </translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Contrôler</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Publier…</translation>
    </message>
    <message>
        <source>Make the bundle…</source>
        <translation>Créer le kit…</translation>
    </message>
    <message>
        <source>Build on GitHub…</source>
        <translation>Construire sur GitHub…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Ouvrir le d&amp;ossier</translation>
    </message>
    <message>
        <source>Copy the &amp;SHA-256</source>
        <translation>Copier le &amp;SHA-256</translation>
    </message>
    <message>
        <source>&amp;Compare with…</source>
        <translation>&amp;Comparer avec…</translation>
    </message>
    <message>
        <source>Open the &amp;recipe</source>
        <translation>Ouvrir la &amp;recette</translation>
    </message>
    <message>
        <source>&amp;Take off this list</source>
        <translation>Ôter de cette &amp;liste</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Cela n&apos;est plus là.</translation>
    </message>
    <message>
        <source>Bring it back to this place, or take it off this list.</source>
        <translation>Remettez-le à cette place, ou ôtez-le de cette liste.</translation>
    </message>
</context>
<context>
    <name>portico::app::ShelfRow</name>
    <message>
        <source>More that can be done</source>
        <translation>Ce qui peut encore être fait</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>%1: result</source>
        <comment>a bundle or recipe</comment>
        <translation>%1&#xa0;: résultat</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what a button does; the bundle or recipe</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
</context>
<context>
    <name>portico::app::Sidebar</name>
    <message>
        <source>Installs</source>
        <translation>Installations</translation>
    </message>
    <message>
        <source>This co&amp;mputer</source>
        <translation>&amp;Cet ordinateur</translation>
    </message>
    <message>
        <source>&amp;Bundles</source>
        <translation>&amp;Kits</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>Ré&amp;seau</translation>
    </message>
    <message>
        <source>&amp;Disk</source>
        <translation>Dis&amp;que</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>Pa&amp;ramètres</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Ajouter</translation>
    </message>
    <message>
        <source>Add ComfyUI</source>
        <translation>Ajouter ComfyUI</translation>
    </message>
    <message>
        <source>A &amp;build for this computer…</source>
        <translation>Une &amp;variante pour cet ordinateur…</translation>
    </message>
    <message>
        <source>&amp;Composed from its parts…</source>
        <translation>C&amp;omposé de ses parties…</translation>
    </message>
    <message>
        <source>A bundle from a &amp;file…</source>
        <translation>Un kit d&apos;un &amp;fichier…</translation>
    </message>
    <message>
        <source>A bundle from an &amp;address…</source>
        <translation>Un kit d&apos;une &amp;adresse…</translation>
    </message>
    <message>
        <source>A ComfyUI folder I already &amp;have…</source>
        <translation>Un dossier ComfyUI que &amp;j&apos;ai déjà…</translation>
    </message>
    <message>
        <source>&amp;Start or stop</source>
        <translation>&amp;Démarrer ou arrêter</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>Re&amp;nommer</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>D&amp;upliquer</translation>
    </message>
    <message>
        <source>Make a &amp;bundle…</source>
        <translation>Créer un &amp;kit…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>Re&amp;tirer…</translation>
    </message>
    <message>
        <source>&amp;Migrate into the library…</source>
        <translation>&amp;Migrer vers la bibliothèque…</translation>
    </message>
</context>
<context>
    <name>portico::app::SourceRows</name>
    <message>
        <source>Builds come from ComfyUI&apos;s own releases, and from the lists below besides.</source>
        <translation>Les variantes viennent des versions publiées par ComfyUI, et en plus des listes ci-dessous.</translation>
    </message>
    <message>
        <source>Address or file of a team&apos;s list, or owner/name on GitHub</source>
        <translation>Adresse ou fichier de la liste d&apos;une équipe, ou owner/name sur GitHub</translation>
    </message>
    <message>
        <source>&amp;One more list</source>
        <translation>&amp;Une liste de plus</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose a team&apos;s list</source>
        <translation>Choisir la liste d&apos;une équipe</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Add the list</source>
        <translation>Ajouter la liste</translation>
    </message>
    <message>
        <source>%1 on GitHub</source>
        <translation>%1 sur GitHub</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Tester</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>Tester&#xa0;: %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Retirer&#xa0;: %1</translation>
    </message>
    <message>
        <source>What was installed from it stays</source>
        <translation>Ce qui en a été installé reste</translation>
    </message>
    <message>
        <source>Asking it…</source>
        <translation>Interrogation…</translation>
    </message>
    <message numerus="yes">
        <source>It answers, with %n build(s).</source>
        <translation>
            <numerusform>Elle répond, avec %n variante.</numerusform>
            <numerusform>Elle répond, avec %n variantes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a list of builds</source>
        <translation>Ajouter une liste de variantes</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n build(s).</source>
        <translation>
            <numerusform>%1 a été ajoutée, avec %n variante.</numerusform>
            <numerusform>%1 a été ajoutée, avec %n variantes.</numerusform>
        </translation>
    </message>
    <message>
        <source>A team&apos;s list</source>
        <translation>La liste d&apos;une équipe</translation>
    </message>
    <message>
        <source>Lists of builds (*.json);;All files (*)</source>
        <translation>Listes de variantes (*.json);;Tous les fichiers (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::StartButton</name>
    <message>
        <source>Start and open</source>
        <translation>Démarrer et ouvrir</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Redémarrer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>Arrêt immédiat</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>Start and &amp;open in the browser when ready</source>
        <translation>Démarrer et &amp;ouvrir dans le navigateur quand c&apos;est prêt</translation>
    </message>
    <message>
        <source>Sa&amp;fe start, without node packs</source>
        <translation>Démarrage sans é&amp;chec, sans packs de nœuds</translation>
    </message>
    <message>
        <source>Find the &amp;guilty node pack…</source>
        <translation>Trouver le pack de nœuds &amp;fautif…</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Redémarrer</translation>
    </message>
    <message>
        <source>&amp;Keep running when Portico is closed</source>
        <translation>&amp;Laisser en marche quand Portico est fermé</translation>
    </message>
    <message>
        <source>&amp;End at once, without asking ComfyUI</source>
        <translation>&amp;Arrêt immédiat, sans demander à ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::app::StateKeeping</name>
    <message>
        <source>Take a snapshot</source>
        <translation>Prendre un instantané</translation>
    </message>
</context>
<context>
    <name>portico::app::StepRow</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Étape %1 sur %2&#xa0;: %3</translation>
    </message>
</context>
<context>
    <name>portico::app::TestWorkflowRows</name>
    <message>
        <source>There is none yet.</source>
        <translation>Il n&apos;y en a pas encore.</translation>
    </message>
    <message>
        <source>A&amp;dd a workflow…</source>
        <translation>Aj&amp;outer un workflow…</translation>
    </message>
    <message>
        <source>&amp;Try them now</source>
        <translation>&amp;Essayer maintenant</translation>
    </message>
    <message>
        <source>An update works these off with the new generation and is switched to only when all of them work. In ComfyUI: File, Export (API); then drop the file here.</source>
        <translation>Une mise à jour les exécute avec la nouvelle génération, qui ne devient l&apos;actuelle que si tous fonctionnent. Dans ComfyUI&#xa0;: File, Export (API)&#xa0;; puis déposez le fichier ici.</translation>
    </message>
    <message>
        <source>Not tried yet.</source>
        <translation>Pas encore essayé.</translation>
    </message>
    <message>
        <source>Worked %1, in %2 s.</source>
        <comment>a moment; seconds</comment>
        <translation>Réussi (%1), en %2 s.</translation>
    </message>
    <message>
        <source>Failed %1: %2</source>
        <comment>a moment; a sentence</comment>
        <translation>Échoué (%1)&#xa0;: %2</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove the test workflow %1</source>
        <translation>Retirer le workflow de test %1</translation>
    </message>
    <message>
        <source>Choose workflows</source>
        <translation>Choisir des workflows</translation>
    </message>
    <message>
        <source>Workflows (*.json)</source>
        <translation>Workflows (*.json)</translation>
    </message>
    <message>
        <source>Try the test workflows of %1</source>
        <comment>an install</comment>
        <translation>Essayer les workflows de test de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::Texts</name>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Arrêt</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Planté</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <comment>minutes and seconds</comment>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <comment>hours and minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Today at %1</source>
        <translation>Aujourd&apos;hui à %1</translation>
    </message>
    <message>
        <source>Yesterday at %1</source>
        <translation>Hier à %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>date and time</comment>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>The sources are being asked for what is new…</source>
        <translation>Interrogation des sources sur les nouveautés…</translation>
    </message>
    <message>
        <source>Still asking: %1…</source>
        <translation>Interrogation en cours&#xa0;: %1…</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size each second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 par seconde</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>done of total</comment>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message>
        <source>Anymatix portable bundle</source>
        <translation>Kit portable d&apos;Anymatix</translation>
    </message>
    <message>
        <source>Official ComfyUI portable</source>
        <translation>ComfyUI portable officiel</translation>
    </message>
    <message>
        <source>Comfy-Org standalone environment</source>
        <translation>Environnement autonome de Comfy-Org</translation>
    </message>
    <message>
        <source>Put together by Portico</source>
        <translation>Assemblé par Portico</translation>
    </message>
    <message>
        <source>ComfyUI folder with its own Python</source>
        <translation>Dossier ComfyUI avec son propre Python</translation>
    </message>
    <message>
        <source>Waiting for another job to end</source>
        <translation>Attente de la fin d&apos;une autre tâche</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenDialog</name>
    <message>
        <source>Sign in to GitHub</source>
        <translation>Se connecter à GitHub</translation>
    </message>
    <message>
        <source>With a token Portico does in your name what you press here, and nothing else. It goes to GitHub alone, lies in this computer&apos;s keychain, and is never shown again.</source>
        <translation>Avec un jeton, Portico fait en votre nom ce que vous demandez ici, et rien d&apos;autre. Il ne va qu&apos;à GitHub, se trouve dans le trousseau de cet ordinateur, et n&apos;est plus jamais montré.</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>&amp;Se connecter</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>&amp;Make a token on GitHub</source>
        <translation>&amp;Créer un jeton sur GitHub</translation>
    </message>
    <message>
        <source>Opens GitHub with these rights chosen already</source>
        <translation>Ouvre GitHub avec ces droits déjà choisis</translation>
    </message>
    <message>
        <source>Rights that the token needs</source>
        <translation>Les droits dont le jeton a besoin</translation>
    </message>
    <message>
        <source>To push recipes, make releases, and read what a run made, also in private repositories.</source>
        <translation>Pour pousser des recettes, créer des versions et lire ce qu&apos;une exécution a produit, y compris dans les dépôts privés.</translation>
    </message>
    <message>
        <source>To put a workflow&apos;s file into a repository.</source>
        <translation>Pour mettre le fichier d&apos;un workflow dans un dépôt.</translation>
    </message>
    <message>
        <source>or fine-grained</source>
        <translation>ou fine-grained</translation>
    </message>
    <message>
        <source>For the one repository: Contents, Actions and Workflows, each “read and write”.</source>
        <translation>Pour ce seul dépôt&#xa0;: Contents, Actions et Workflows, chacun «&#xa0;read and write&#xa0;».</translation>
    </message>
    <message>
        <source>github.com, or the address of a company&apos;s own</source>
        <translation>github.com, ou l&apos;adresse du serveur d&apos;une entreprise</translation>
    </message>
    <message>
        <source>Git&amp;Hub server</source>
        <translation>Serveur Git&amp;Hub</translation>
    </message>
    <message>
        <source>“Forget” takes it from this computer. To end it on GitHub as well, delete it at %1/settings/tokens.</source>
        <translation>«&#xa0;Oublier&#xa0;» l&apos;enlève de cet ordinateur. Pour y mettre fin aussi sur GitHub, supprimez-le sur %1/settings/tokens.</translation>
    </message>
    <message>
        <source>Asking GitHub whose it is…</source>
        <translation>Demande à GitHub à qui il est…</translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <comment>a person; a server</comment>
        <translation>%1 sur %2.</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenRow</name>
    <message>
        <source>GitHub &amp;token</source>
        <translation>&amp;Jeton GitHub</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <source>Forget the GitHub token</source>
        <translation>Oublier le jeton GitHub</translation>
    </message>
    <message>
        <source>This is no token: it has spaces or letters that no token has.</source>
        <translation>Ce n&apos;est pas un jeton&#xa0;: il contient des espaces ou des lettres qu&apos;aucun jeton n&apos;a.</translation>
    </message>
    <message>
        <source>Copy it from GitHub once more, and nothing else.</source>
        <translation>Copiez-le encore une fois depuis GitHub, et rien d&apos;autre.</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>Interrogation du trousseau…</translation>
    </message>
</context>
<context>
    <name>portico::app::Tray</name>
    <message>
        <source>%1: %2</source>
        <comment>an install; its state</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Portico: nothing runs</source>
        <translation>Portico&#xa0;: rien n&apos;est en marche</translation>
    </message>
    <message>
        <source>&amp;Open Portico</source>
        <translation>&amp;Ouvrir Portico</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the window…</source>
        <translation>
            <numerusform>%n autre dans la fenêtre…</numerusform>
            <numerusform>%n autres dans la fenêtre…</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>Ou&amp;vrir le navigateur</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>Aucun navigateur n&apos;a pu être ouvert pour %1.</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>Ouvrez vous-même cette adresse dans un navigateur.</translation>
    </message>
</context>
<context>
    <name>portico::app::UnusedEnvRow</name>
    <message>
        <source>being measured…</source>
        <translation>mesure en cours…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Retirer…</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Retirer %1</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateFlow</name>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Ensuite</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Mettre à jo&amp;ur</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateLook</name>
    <message>
        <source>not there</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>Does not go with it</source>
        <translation>Incompatible</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Packages of its Python</source>
        <translation>Paquets de son Python</translation>
    </message>
    <message>
        <source>What ComfyUI itself asks for</source>
        <translation>Ce que ComfyUI lui-même demande</translation>
    </message>
    <message>
        <source>“%1” is at this ComfyUI already.</source>
        <translation>«&#xa0;%1&#xa0;» est déjà à ce ComfyUI.</translation>
    </message>
    <message>
        <source>Some node packs do not go with that ComfyUI. Disable them, or choose another version.</source>
        <translation>Certains packs de nœuds ne vont pas avec ce ComfyUI. Désactivez-les, ou choisissez une autre version.</translation>
    </message>
    <message>
        <source>It is made beside what is there and started once as a test; only then “%1” uses it. Node packs, models and your files stay, and going back takes a moment.</source>
        <translation>La nouvelle version est construite à côté de l&apos;actuelle et démarrée une fois à l&apos;essai&#xa0;; ce n&apos;est qu&apos;alors que «&#xa0;%1&#xa0;» l&apos;utilise. Les packs de nœuds, les modèles et vos fichiers restent, et revenir prend un instant.</translation>
    </message>
    <message>
        <source>It is older than the present one, so its list of jobs and models begins anew.</source>
        <translation>Il est plus ancien que l&apos;actuel&#xa0;; sa liste de tâches et de modèles recommence donc de zéro.</translation>
    </message>
    <message>
        <source>It brings another torch.</source>
        <translation>Il apporte un autre torch.</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>Accélérateur</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdatePackDialog</name>
    <message>
        <source>Another version of “%1”</source>
        <translation>Une autre version de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Now it is %1. What changes is shown before anything is done.</source>
        <translation>Actuellement, c&apos;est %1. Ce qui change est montré avant que quoi que ce soit soit fait.</translation>
    </message>
    <message>
        <source>&amp;Version, tag, branch or commit</source>
        <translation>&amp;Version, étiquette, branche ou commit</translation>
    </message>
    <message>
        <source>Version, tag, branch or commit</source>
        <translation>Version, étiquette, branche ou commit</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>La plus récente</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Montrer le plan</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>Interrogation du Comfy Registry…</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>Versions de %1</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) are listed.</source>
        <translation>
            <numerusform>%n version est dans la liste.</numerusform>
            <numerusform>%n versions sont dans la liste.</numerusform>
        </translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>Une version, une branche ou un commit n&apos;a pas d&apos;espaces.</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionDialog</name>
    <message>
        <source>Also versions for &amp;testing</source>
        <translation>Aussi les versions de &amp;test</translation>
    </message>
    <message>
        <source>Versions of ComfyUI</source>
        <translation>Versions de ComfyUI</translation>
    </message>
    <message>
        <source>A fresh install at another version can stand beside “%1”; both use the same models.</source>
        <translation>Une nouvelle installation à une autre version peut se trouver à côté de «&#xa0;%1&#xa0;»&#xa0;; les deux utilisent les mêmes modèles.</translation>
    </message>
    <message>
        <source>What is there now is kept: going back takes a moment.</source>
        <translation>Ce qui est là maintenant est gardé&#xa0;: revenir prend un instant.</translation>
    </message>
    <message>
        <source>What going there needs</source>
        <translation>Ce qu&apos;il faut pour y passer</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Nouveautés</translation>
    </message>
    <message>
        <source>Its publisher wrote no notes.</source>
        <translation>Son éditeur n&apos;a pas écrit de notes.</translation>
    </message>
    <message>
        <source>&amp;Update to this version…</source>
        <translation>&amp;Mettre à jour vers cette version…</translation>
    </message>
    <message>
        <source>&amp;Fresh install at this version…</source>
        <translation>&amp;Nouvelle installation à cette version…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>The list is being asked for…</source>
        <translation>Demande de la liste…</translation>
    </message>
    <message>
        <source>The list of versions could not be fetched. %1 %2</source>
        <translation>La liste des versions n&apos;a pas pu être récupérée. %1 %2</translation>
    </message>
    <message>
        <source>The list of versions is not here yet.</source>
        <translation>La liste des versions n&apos;est pas encore ici.</translation>
    </message>
    <message>
        <source>“Stable” stays behind on purpose: others have met its bugs first. List as it was: %1.</source>
        <translation>«&#xa0;Stable&#xa0;» reste volontairement en retrait&#xa0;: d&apos;autres ont rencontré ses bogues en premier. État de la liste&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Read more in the browser</source>
        <translation>En savoir plus dans le navigateur</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionsModel</name>
    <message>
        <source>this install</source>
        <translation>cette installation</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>stable</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>latest</translation>
    </message>
    <message>
        <source>for testing</source>
        <translation>à l&apos;essai</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Canal</translation>
    </message>
</context>
<context>
    <name>portico::app::WindowWords</name>
    <message>
        <source>Give it another version, or do it again and choose that the one that is there is replaced.</source>
        <translation>Donnez-lui une autre version, ou recommencez en choisissant de remplacer celui qui est là.</translation>
    </message>
    <message>
        <source>Publish it again and say what it runs on.</source>
        <translation>Publiez-le de nouveau en disant sur quoi il calcule.</translation>
    </message>
    <message>
        <source>Make it again and allow packages to be built here.</source>
        <translation>Créez-le de nouveau en permettant de construire des paquets ici.</translation>
    </message>
    <message>
        <source>Make it again with the newest versions.</source>
        <translation>Créez-le de nouveau avec les versions les plus récentes.</translation>
    </message>
    <message>
        <source>Make a new token on GitHub and give it here: “Sign in” or “Token” of the Bundles page.</source>
        <translation>Créez un nouveau jeton sur GitHub et donnez-le ici&#xa0;: «&#xa0;Se connecter&#xa0;» ou «&#xa0;Jeton&#xa0;» de la page Kits.</translation>
    </message>
    <message>
        <source>Look at its newest runs before you start it again.</source>
        <translation>Regardez ses dernières exécutions avant de le démarrer de nouveau.</translation>
    </message>
    <message>
        <source>Start the workflow again.</source>
        <translation>Démarrez de nouveau le workflow.</translation>
    </message>
    <message>
        <source>Repair the install first: “Repair” on its Overview, or absorb what was changed.</source>
        <translation>Réparez d&apos;abord l&apos;installation&#xa0;: «&#xa0;Réparer&#xa0;» dans son Aperçu, ou absorbez ce qui a été modifié.</translation>
    </message>
    <message>
        <source>Make one on the Bundles page.</source>
        <translation>Créez-en un sur la page Kits.</translation>
    </message>
</context>
<context>
    <name>portico::app::WishCards</name>
    <message>
        <source>“%1” wants other node packs: %2.</source>
        <translation>«&#xa0;%1&#xa0;» souhaite d&apos;autres packs de nœuds&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Its nodes may not work without them; the plan says what would be installed.</source>
        <translation>Sans eux, ses nœuds pourraient ne pas fonctionner&#xa0;; le plan dit ce qui serait installé.</translation>
    </message>
    <message>
        <source>Show the plan…</source>
        <translation>Montrer le plan…</translation>
    </message>
    <message>
        <source>Show the plan for “%1”</source>
        <translation>Montrer le plan pour «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>“%1” wants node packs that are disabled: %2.</source>
        <translation>«&#xa0;%1&#xa0;» souhaite des packs de nœuds qui sont désactivés&#xa0;: %2.</translation>
    </message>
    <message>
        <source>They can be enabled under “Nodes”.</source>
        <translation>Ils peuvent être activés sous «&#xa0;Nœuds&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system.</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de paquets du système.</translation>
    </message>
    <message>
        <source>Portico never installs them by itself. This is the command:</source>
        <translation>Portico ne les installe jamais de lui-même. Voici la commande&#xa0;:</translation>
    </message>
    <message>
        <source>The command that installs them</source>
        <translation>La commande qui les installe</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Copy the command for “%1”</source>
        <translation>Copier la commande pour «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Run in a &amp;terminal…</source>
        <translation>Exécuter dans un &amp;terminal…</translation>
    </message>
    <message>
        <source>Run the command for “%1” in a terminal</source>
        <translation>Exécuter la commande pour «&#xa0;%1&#xa0;» dans un terminal</translation>
    </message>
    <message>
        <source>The terminal shows the command and asks before it runs it</source>
        <translation>Le terminal montre la commande et demande avant de l&apos;exécuter</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Ligne %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>About comfy-env-root.toml of “%1”</source>
        <translation>À propos du comfy-env-root.toml de «&#xa0;%1&#xa0;»</translation>
    </message>
</context>
<context>
    <name>portico::cli::AcceleratorWish</name>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un accélérateur.</translation>
    </message>
    <message>
        <source>Write one such as cu130, cu126, rocm7.2, xpu, mps or cpu.</source>
        <translation>Écrivez par exemple cu130, cu126, rocm7.2, xpu, mps ou cpu.</translation>
    </message>
</context>
<context>
    <name>portico::cli::AddCommand</name>
    <message>
        <source>A bundle (file or URL), or a folder that already holds ComfyUI.</source>
        <translation>Un kit (fichier ou URL), ou un dossier qui contient déjà ComfyUI.</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>Le nom à lui donner.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>Le port par lequel l&apos;atteindre.</translation>
    </message>
    <message>
        <source>The archive must have this SHA-256.</source>
        <translation>L&apos;archive doit avoir ce SHA-256.</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>Refuser un kit dont personne n&apos;a publié l&apos;empreinte.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Choisissez un nombre de 1 à 65535, comme 8188.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Donnez ses 64 chiffres hexadécimaux.</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>Ajouter %1</translation>
    </message>
    <message>
        <source>Add an install from a bundle, or adopt a ComfyUI folder</source>
        <translation>Ajouter une installation depuis un kit, ou intégrer un dossier ComfyUI</translation>
    </message>
    <message>
        <source>A bundle is downloaded, checked, unpacked and set up; it is there wholly or not at all.
A folder stays where it is and nothing in it is changed.</source>
        <translation>Un kit est téléchargé, contrôlé, décompressé et préparé&#xa0;; il est là entièrement ou pas du tout.
Un dossier reste où il est et rien n&apos;y est modifié.</translation>
    </message>
    <message>
        <source>Added “%1” as %2.</source>
        <translation>«&#xa0;%1&#xa0;» a été ajouté comme %2.</translation>
    </message>
    <message>
        <source>No published hash was given, so the bundle is not verified. Its SHA-256 is %1.</source>
        <translation>Aucune empreinte publiée n&apos;a été donnée&#xa0;; le kit n&apos;est donc pas vérifié. Son SHA-256 est %1.</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1</source>
        <translation>Démarrez-la avec&#xa0;: porticoctl start %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::ApplyCommand</name>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>node pack %1</source>
        <translation>pack de nœuds %1</translation>
    </message>
    <message>
        <source>package %1</source>
        <translation>paquet %1</translation>
    </message>
    <message>
        <source>setting %1</source>
        <translation>paramètre %1</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>manifeste</translation>
    </message>
    <message>
        <source>“%1” is not here: %2</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas ici&#xa0;: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>“%1”, %2: %3 → %4</source>
        <comment>install, what, now, declared</comment>
        <translation>«&#xa0;%1&#xa0;», %2&#xa0;: %3 → %4</translation>
    </message>
    <message>
        <source>“%1” is not in the file, and is left alone.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas dans le fichier, et est laissée telle quelle.</translation>
    </message>
    <message>
        <source>“%1”, node pack %2: not in the file, and is left alone.</source>
        <translation>«&#xa0;%1&#xa0;», pack de nœuds %2&#xa0;: absent du fichier, et laissé tel quel.</translation>
    </message>
    <message>
        <source>The library is as the file says: nothing is to be done.</source>
        <translation>La bibliothèque est comme le dit le fichier&#xa0;: il n&apos;y a rien à faire.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Rien n&apos;a été changé. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>The library is as the file says.</source>
        <translation>La bibliothèque est comme le dit le fichier.</translation>
    </message>
    <message>
        <source>This is different even so.</source>
        <translation>Ceci diffère quand même.</translation>
    </message>
    <message>
        <source>There is a %1 already.</source>
        <translation>Il y a déjà un %1.</translation>
    </message>
    <message>
        <source>Give another name, or --yes to replace it.</source>
        <translation>Donnez un autre nom, ou --yes pour le remplacer.</translation>
    </message>
    <message>
        <source>The library is written down in %1.</source>
        <translation>La bibliothèque est consignée dans %1.</translation>
    </message>
    <message>
        <source>--check changes nothing.</source>
        <translation>--check ne change rien.</translation>
    </message>
    <message>
        <source>Give it alone, or without it --yes or --write.</source>
        <translation>Donnez-le seul, ou sans lui --yes ou --write.</translation>
    </message>
    <message>
        <source>Write down the library</source>
        <translation>Consigner la bibliothèque</translation>
    </message>
    <message>
        <source>Apply a declared state</source>
        <translation>Appliquer un état déclaré</translation>
    </message>
    <message>
        <source>Make the library what a file declares; says first what differs</source>
        <translation>Rendre la bibliothèque conforme à un fichier&#xa0;; dit d&apos;abord ce qui diffère</translation>
    </message>
    <message>
        <source>The file names installs, what each is made of, its version of ComfyUI, node packs, their packages and settings; docs/site.md tells how. What is so already stays, so that a second time nothing is done; what was interrupted is finished by the next time. What the library has beyond the file is named and left alone. Installs that are made of what is kept for offline (“porticoctl vendor”) need no network, and are the same on every computer. “--check” ends with 1 where something differs.</source>
        <translation>Le fichier nomme des installations, ce dont chacune est faite, sa version de ComfyUI, ses packs de nœuds, leurs paquets et ses paramètres&#xa0;; docs/site.md dit comment. Ce qui est déjà ainsi reste, si bien qu&apos;une seconde fois rien n&apos;est fait&#xa0;; ce qui a été interrompu est terminé la fois suivante. Ce que la bibliothèque a de plus que le fichier est nommé et laissé tel quel. Les installations faites de ce qui est gardé hors ligne («&#xa0;porticoctl vendor&#xa0;») n&apos;ont besoin d&apos;aucun réseau et sont identiques sur chaque ordinateur. «&#xa0;--check&#xa0;» se termine par 1 quand quelque chose diffère.</translation>
    </message>
    <message>
        <source>The file.</source>
        <translation>Le fichier.</translation>
    </message>
    <message>
        <source>Change nothing; end with 1 where something differs.</source>
        <translation>Ne rien changer&#xa0;; se terminer par 1 quand quelque chose diffère.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Le faire vraiment&#xa0;; sinon, c&apos;est seulement montré.</translation>
    </message>
    <message>
        <source>Write the file instead: the library as it is now.</source>
        <translation>Écrire plutôt le fichier&#xa0;: la bibliothèque telle qu&apos;elle est maintenant.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Des paquets peuvent être construits depuis leurs sources, ce qui exécute leur propre code.</translation>
    </message>
</context>
<context>
    <name>portico::cli::BisectCommand</name>
    <message>
        <source>“%1” is no number of seconds.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un nombre de secondes.</translation>
    </message>
    <message>
        <source>Write it like this: --ready-limit 120</source>
        <translation>Écrivez ainsi&#xa0;: --ready-limit 120</translation>
    </message>
    <message>
        <source>Find the guilty node pack</source>
        <translation>Trouver le pack de nœuds fautif</translation>
    </message>
    <message>
        <source>Find the node pack that keeps ComfyUI from working</source>
        <translation>Trouver le pack de nœuds qui empêche ComfyUI de fonctionner</translation>
    </message>
    <message>
        <source>Starts ComfyUI again and again with half of the node packs, until one is left: 8 starts at most for 50 packs. A start is bad when ComfyUI ends, does not become ready or cannot import a pack; with --command, when the command ends with another code than 0 while ComfyUI is ready ({url} and PORTICO_URL are its address). Each start has a port, user folder and database of its own, and nothing of the install is moved or changed.</source>
        <translation>Démarre ComfyUI encore et encore avec la moitié des packs de nœuds, jusqu&apos;à ce qu&apos;il en reste un&#xa0;: 8 démarrages au plus pour 50 packs. Un démarrage est mauvais quand ComfyUI s&apos;arrête, ne devient pas prêt ou ne peut pas importer un pack&#xa0;; avec --command, quand la commande se termine par un autre code que 0 pendant que ComfyUI est prêt ({url} et PORTICO_URL sont son adresse). Chaque démarrage a son propre port, son propre dossier utilisateur et sa propre base de données, et rien de l&apos;installation n&apos;est déplacé ni modifié.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Judge each start by this command.</source>
        <translation>Juger chaque démarrage par cette commande.</translation>
    </message>
    <message>
        <source>A start that takes longer went wrong (300).</source>
        <translation>Un démarrage plus long a échoué (300).</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleCommand</name>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>unknown accelerator</source>
        <translation>accélérateur inconnu</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(modifié à la main)</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) for them</source>
        <translation>
            <numerusform>%n paquet pour eux</numerusform>
            <numerusform>%n paquets pour eux</numerusform>
        </translation>
    </message>
    <message>
        <source>Would make %1 out of %2:</source>
        <translation>Créerait %1 à partir de %2&#xa0;:</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>Intact&#xa0;: %n fichier est conforme à sa liste, et il démarre.</numerusform>
            <numerusform>Intact&#xa0;: %n fichiers sont conformes à sa liste, et il démarre.</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>Il démarre.</translation>
    </message>
    <message>
        <source>See “porticoctl help bundle”.</source>
        <translation>Voyez «&#xa0;porticoctl help bundle&#xa0;».</translation>
    </message>
    <message>
        <source>Check a bundle</source>
        <translation>Contrôler un kit</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>Créer un kit</translation>
    </message>
    <message>
        <source>“%1” takes one thing.</source>
        <translation>«&#xa0;%1&#xa0;» prend une seule chose.</translation>
    </message>
    <message>
        <source>“%1” is not “build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est ni «&#xa0;build&#xa0;», ni «&#xa0;plan&#xa0;», ni «&#xa0;verify&#xa0;», ni «&#xa0;diff&#xa0;», ni «&#xa0;publish&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” is not “zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est ni «&#xa0;zip&#xa0;», ni «&#xa0;tar.zst&#xa0;», ni «&#xa0;tar.gz&#xa0;», ni «&#xa0;tar&#xa0;».</translation>
    </message>
    <message numerus="yes">
        <source>Made %1 (%2, %n file(s)); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>%1 a été créé (%2, %n fichier)&#xa0;; décompressé ailleurs, il démarre.</numerusform>
            <numerusform>%1 a été créé (%2, %n fichiers)&#xa0;; décompressé ailleurs, il démarre.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n volume(s), which are the archive when they are put together; their hashes: %1</source>
        <translation>
            <numerusform>En %n volume, qui est l&apos;archive elle-même&#xa0;; son empreinte&#xa0;: %1</numerusform>
            <numerusform>En %n volumes, qui forment l&apos;archive une fois réunis&#xa0;; leurs empreintes&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a portable bundle of an install or a recipe, or check one</source>
        <translation>Créer un kit portable d&apos;une installation ou d&apos;une recette, ou en contrôler un</translation>
    </message>
    <message>
        <source>“build” packs an install with its node packs and their packages so that a computer of the same kind unpacks it and starts it, with Portico or with the script in it. Models, pictures and settings stay here. A recipe is a file that says what a bundle is made from; with its lock it gives the same bytes again. Before it gets its name it is unpacked elsewhere, compared file by file and started. “verify” does the same with any bundle. “publish” puts one where others install it from: a folder, a team&apos;s catalogue, a release on GitHub. “diff” says what changed from one bundle, install or recipe&apos;s lock to another: exit code 0 where nothing did, 1 where something did.</source>
        <translation>«&#xa0;build&#xa0;» compresse une installation avec ses packs de nœuds et leurs paquets, de sorte qu&apos;un ordinateur du même type la décompresse et la démarre, avec Portico ou avec le script qu&apos;elle contient. Modèles, images et paramètres restent ici. Une recette est un fichier qui dit de quoi un kit est fait&#xa0;; avec son verrou, elle redonne les mêmes octets. Avant de recevoir son nom, le kit est décompressé ailleurs, comparé fichier par fichier et démarré. «&#xa0;verify&#xa0;» fait de même avec n&apos;importe quel kit. «&#xa0;publish&#xa0;» en met un là où d&apos;autres l&apos;installent&#xa0;: un dossier, le catalogue d&apos;une équipe, une version sur GitHub. «&#xa0;diff&#xa0;» dit ce qui a changé d&apos;un kit, d&apos;une installation ou du verrou d&apos;une recette à l&apos;autre&#xa0;: code de sortie 0 si rien n&apos;a changé, 1 si quelque chose a changé.</translation>
    </message>
    <message>
        <source>“build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>«&#xa0;build&#xa0;», «&#xa0;plan&#xa0;», «&#xa0;verify&#xa0;», «&#xa0;diff&#xa0;» ou «&#xa0;publish&#xa0;».</translation>
    </message>
    <message>
        <source>An install&apos;s id or name, a recipe (.json), or an archive.</source>
        <translation>L&apos;identifiant ou le nom d&apos;une installation, une recette (.json), ou une archive.</translation>
    </message>
    <message>
        <source>For diff: what it became.</source>
        <translation>Pour diff&#xa0;: ce que c&apos;est devenu.</translation>
    </message>
    <message>
        <source>The folder for the archive.</source>
        <translation>Le dossier de l&apos;archive.</translation>
    </message>
    <message>
        <source>“zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>«&#xa0;zip&#xa0;», «&#xa0;tar.zst&#xa0;», «&#xa0;tar.gz&#xa0;» ou «&#xa0;tar&#xa0;».</translation>
    </message>
    <message>
        <source>What its name begins with.</source>
        <translation>Ce par quoi son nom commence.</translation>
    </message>
    <message>
        <source>Its version; ComfyUI&apos;s without this.</source>
        <translation>Sa version&#xa0;; sans cela, celle de ComfyUI.</translation>
    </message>
    <message>
        <source>Its script lets other web pages call it.</source>
        <translation>Son script permet à d&apos;autres pages web de l&apos;appeler.</translation>
    </message>
    <message>
        <source>Replace an archive of that name.</source>
        <translation>Remplacer une archive de ce nom.</translation>
    </message>
    <message>
        <source>Only say what would be made.</source>
        <translation>Dire seulement ce qui serait créé.</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleDiff</name>
    <message>
        <source>Node packs:</source>
        <translation>Packs de nœuds&#xa0;:</translation>
    </message>
    <message>
        <source>Packages:</source>
        <translation>Paquets&#xa0;:</translation>
    </message>
    <message>
        <source>Their names: --files</source>
        <translation>Leurs noms&#xa0;: --files</translation>
    </message>
    <message>
        <source>%1 is a recipe, which says what a bundle shall be made from.</source>
        <translation>%1 est une recette, qui dit de quoi un kit doit être fait.</translation>
    </message>
    <message>
        <source>Compare bundles that were made of it, or their locks.</source>
        <translation>Comparez des kits qui en ont été faits, ou leurs verrous.</translation>
    </message>
    <message>
        <source>A recipe&apos;s lock can be compared with another lock only.</source>
        <translation>Le verrou d&apos;une recette ne peut être comparé qu&apos;avec un autre verrou.</translation>
    </message>
    <message>
        <source>Compare the bundles themselves.</source>
        <translation>Comparez les kits eux-mêmes.</translation>
    </message>
    <message>
        <source>For diff: name every file.</source>
        <translation>Pour diff&#xa0;: nommer chaque fichier.</translation>
    </message>
    <message>
        <source>“diff” compares two things.</source>
        <translation>«&#xa0;diff&#xa0;» compare deux choses.</translation>
    </message>
    <message>
        <source>Name two archives, or an archive and an install.</source>
        <translation>Indiquez deux archives, ou une archive et une installation.</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>Comparer deux kits</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundlePublish</name>
    <message>
        <source>The same bundle was there already; the catalogue names it.</source>
        <translation>Le même kit y était déjà&#xa0;; le catalogue le nomme.</translation>
    </message>
    <message>
        <source>Published as %1.</source>
        <translation>Publié comme %1.</translation>
    </message>
    <message>
        <source>Others add it once: porticoctl sources add %1</source>
        <translation>Les autres l&apos;ajoutent une fois&#xa0;: porticoctl sources add %1</translation>
    </message>
    <message>
        <source>Publish a bundle</source>
        <translation>Publier un kit</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>L&apos;étiquette de la version n&apos;a pas été indiquée&#xa0;: --tag v1.2.0.</translation>
    </message>
    <message>
        <source>“%1” is no size of volumes.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une taille de volumes.</translation>
    </message>
    <message>
        <source>Write it as 1900M or 2G; 64K is the least.</source>
        <translation>Écrivez 1900M ou 2G&#xa0;; 64K est le minimum.</translation>
    </message>
    <message>
        <source>Split a larger archive into files NAME.001, NAME.002, … of that size, such as 1900M. With --github it is done by itself where GitHub takes no file as large.</source>
        <translation>Fractionner une archive plus grande en fichiers NAME.001, NAME.002, … de cette taille, comme 1900M. Avec --github, cela se fait tout seul là où GitHub n&apos;accepte pas de fichier aussi grand.</translation>
    </message>
    <message>
        <source>For publish: a folder that others read, such as a share; its catalogue.json is made or added to.</source>
        <translation>Pour publish&#xa0;: un dossier que d&apos;autres lisent, comme un partage&#xa0;; son catalogue.json est créé ou complété.</translation>
    </message>
    <message>
        <source>For publish: a team&apos;s catalogue; the bundle lies beside it.</source>
        <translation>Pour publish&#xa0;: le catalogue d&apos;une équipe&#xa0;; le kit se trouve à côté.</translation>
    </message>
    <message>
        <source>For publish: a release of that repository.</source>
        <translation>Pour publish&#xa0;: une version de ce dépôt.</translation>
    </message>
    <message>
        <source>For --github: the release&apos;s tag; the bundle&apos;s version without this.</source>
        <translation>Pour --github&#xa0;: l&apos;étiquette de la version&#xa0;; sans cela, la version du kit.</translation>
    </message>
    <message>
        <source>For publish: the title of the release, or of a catalogue that is made.</source>
        <translation>Pour publish&#xa0;: le titre de la version, ou d&apos;un catalogue qui est créé.</translation>
    </message>
    <message>
        <source>For publish: what others read of it, in Markdown.</source>
        <translation>Pour publish&#xa0;: ce que d&apos;autres en lisent, en Markdown.</translation>
    </message>
    <message>
        <source>For publish: what its torch runs on, where it does not tell.</source>
        <translation>Pour publish&#xa0;: sur quoi son torch calcule, s&apos;il ne l&apos;indique pas.</translation>
    </message>
    <message>
        <source>For --github: not the latest release.</source>
        <translation>Pour --github&#xa0;: pas la version la plus récente.</translation>
    </message>
    <message>
        <source>Say where to: one of --folder, --catalogue and --github.</source>
        <translation>Dites où&#xa0;: l&apos;un de --folder, --catalogue et --github.</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueCommand</name>
    <message>
        <source>Show this bundle with its notes.</source>
        <translation>Montrer ce kit avec ses notes.</translation>
    </message>
    <message>
        <source>Ask every source for what is new.</source>
        <translation>Demander à chaque source ce qui est nouveau.</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>Montrer ce qui est gardé&#xa0;; ne demander à personne.</translation>
    </message>
    <message>
        <source>Also what is made for other computers.</source>
        <translation>Aussi ce qui est fait pour d&apos;autres ordinateurs.</translation>
    </message>
    <message>
        <source>So long a silent source is waited for; 20 without this option.</source>
        <translation>Temps d&apos;attente d&apos;une source silencieuse&#xa0;; 20 sans cette option.</translation>
    </message>
    <message>
        <source>--refresh and --offline contradict each other.</source>
        <translation>--refresh et --offline se contredisent.</translation>
    </message>
    <message>
        <source>Give one of them, or none.</source>
        <translation>Donnez l&apos;un des deux, ou aucun.</translation>
    </message>
    <message>
        <source>“%1” is no time to wait.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un temps d&apos;attente.</translation>
    </message>
    <message>
        <source>Give whole seconds from 1 to %1.</source>
        <translation>Donnez des secondes entières de 1 à %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), asked %2.</source>
        <translation>
            <numerusform>%1&#xa0;: %n kit, demandé %2.</numerusform>
            <numerusform>%1&#xa0;: %n kits, demandés %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), as they were %2.</source>
        <translation>
            <numerusform>%1&#xa0;: %n kit, connu %2.</numerusform>
            <numerusform>%1&#xa0;: %n kits, connus %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nothing to show.</source>
        <translation>%1&#xa0;: rien à montrer.</translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s) are answered before %1.</source>
        <translation>
            <numerusform>%n autre question peut être posée avant %1.</numerusform>
            <numerusform>%n autres questions peuvent être posées avant %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>(not verified by its publisher)</source>
        <translation>(non vérifié par son éditeur)</translation>
    </message>
    <message>
        <source>Recommended (*): %1</source>
        <translation>Recommandé (*)&#xa0;: %1</translation>
    </message>
    <message>
        <source>Recommended: compose ComfyUI from its parts.</source>
        <translation>Recommandé&#xa0;: composer ComfyUI de ses parties.</translation>
    </message>
    <message>
        <source>Install it with: porticoctl install --recommended</source>
        <translation>Installez-le avec&#xa0;: porticoctl install --recommended</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>Le catalogue n&apos;a pas de kit «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>«&#xa0;porticoctl catalogue --all&#xa0;» les énumère tous.</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>non vérifié par son éditeur</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>Lire le catalogue</translation>
    </message>
    <message>
        <source>List the bundles that can be installed, and the right one</source>
        <translation>Énumérer les kits qui peuvent être installés, et le bon</translation>
    </message>
    <message>
        <source>Asks all sources at the same time. Answers are kept: one that cannot be reached is shown as it was, with its age, and one that is silent is left after a while. “promote” moves a bundle of a team&apos;s own catalogue forward: testing, staging, latest, stable (docs/catalogue.md).</source>
        <translation>Interroge toutes les sources en même temps. Les réponses sont gardées&#xa0;: une source injoignable est montrée telle qu&apos;elle était, avec son âge, et une source silencieuse est abandonnée après un moment. «&#xa0;promote&#xa0;» fait avancer un kit du catalogue d&apos;une équipe&#xa0;: testing, staging, latest, stable (docs/catalogue.md).</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueJson</name>
    <message>
        <source>just now</source>
        <translation>à l&apos;instant</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>il y a %n minute</numerusform>
            <numerusform>il y a %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>il y a %n heure</numerusform>
            <numerusform>il y a %n heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>il y a %n jour</numerusform>
            <numerusform>il y a %n jours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::CataloguePromote</name>
    <message>
        <source>Write “catalogue promote FILE BUNDLE”, with “--to testing”, “staging”, “latest” or “stable”.</source>
        <translation>Écrivez «&#xa0;catalogue promote FILE BUNDLE&#xa0;», avec «&#xa0;--to testing&#xa0;», «&#xa0;staging&#xa0;», «&#xa0;latest&#xa0;» ou «&#xa0;stable&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” makes no sense here.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de sens ici.</translation>
    </message>
    <message>
        <source>Which bundle of which catalogue goes forward was not said.</source>
        <translation>Il n&apos;a pas été dit quel kit de quel catalogue doit avancer.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un canal.</translation>
    </message>
    <message>
        <source>%1 is on “%2” now.</source>
        <translation>%1 est maintenant sur «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>%1 went from “%2” to “%3”.</source>
        <translation>%1 est passé de «&#xa0;%2&#xa0;» à «&#xa0;%3&#xa0;».</translation>
    </message>
    <message>
        <source>%1 was there; it stays with the tag %2.</source>
        <translation>%1 y était&#xa0;; il reste avec l&apos;étiquette %2.</translation>
    </message>
    <message>
        <source>promote: to this track instead of the next one: testing, staging, latest, stable.</source>
        <translation>promote&#xa0;: vers ce canal au lieu du suivant&#xa0;: testing, staging, latest, stable.</translation>
    </message>
    <message>
        <source>promote: who does it, for the history; the account&apos;s name without this option.</source>
        <translation>promote&#xa0;: qui le fait, pour l&apos;historique&#xa0;; sans cette option, le nom du compte.</translation>
    </message>
    <message>
        <source>Promote a bundle</source>
        <translation>Promouvoir un kit</translation>
    </message>
</context>
<context>
    <name>portico::cli::CleanCommand</name>
    <message>
        <source>There is nothing to clean up.</source>
        <translation>Il n&apos;y a rien à nettoyer.</translation>
    </message>
    <message>
        <source>%1 in all.</source>
        <translation>%1 en tout.</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>Rien n&apos;a été retiré. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>Nothing was removed.</source>
        <translation>Rien n&apos;a été retiré.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 ont été libérés.</translation>
    </message>
    <message>
        <source>“%1” is nothing that can be cleaned up.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est rien qui puisse être nettoyé.</translation>
    </message>
    <message>
        <source>See “porticoctl help clean”.</source>
        <translation>Voyez «&#xa0;porticoctl help clean&#xa0;».</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>Nettoyer la bibliothèque</translation>
    </message>
    <message>
        <source>Remove what nobody needs; lists it first</source>
        <translation>Retirer ce dont personne n&apos;a besoin&#xa0;; l&apos;énumère d&apos;abord</translation>
    </message>
    <message>
        <source>Lists old generations, layers, environments, caches, leftovers, old node packs and downloads that no install and no snapshot needs, each with its size and why it is safe to remove; with --yes it removes them. Models, outputs, settings and the files of removed installs are never among them. What another Portico needs at this moment stays.</source>
        <translation>Énumère les anciennes générations, les couches, les environnements, les caches, les restes, les anciens packs de nœuds et les téléchargements dont aucune installation et aucun instantané n&apos;a besoin, chacun avec sa taille et la raison pour laquelle il peut partir sans risque&#xa0;; avec --yes, les retire. Les modèles, les sorties, les paramètres et les fichiers d&apos;installations retirées n&apos;en font jamais partie. Ce dont un autre Portico a besoin à cet instant reste.</translation>
    </message>
    <message>
        <source>Only these kinds: generations, layers, environments, caches, staging, kept-packs, downloads.</source>
        <translation>Seulement ces sortes&#xa0;: generations, layers, environments, caches, staging, kept-packs, downloads.</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>Seulement énumérer, comme sans --yes.</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>Le retirer vraiment.</translation>
    </message>
</context>
<context>
    <name>portico::cli::CommandWords</name>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>Le dossier qui contient les installations.</translation>
    </message>
    <message>
        <source>Print JSON on standard output.</source>
        <translation>Écrire du JSON sur la sortie standard.</translation>
    </message>
    <message>
        <source>Tell what the command does.</source>
        <translation>Dire ce que fait la commande.</translation>
    </message>
</context>
<context>
    <name>portico::cli::Commands</name>
    <message>
        <source>porticoctl installs, starts, watches and removes portable ComfyUI.</source>
        <translation>porticoctl installe, démarre, surveille et retire ComfyUI portable.</translation>
    </message>
    <message>
        <source>Usage: porticoctl [--library DIR] [--json] &lt;command&gt; …</source>
        <translation>Utilisation&#xa0;: porticoctl [--library DIR] [--json] &lt;command&gt; …</translation>
    </message>
    <message>
        <source>“porticoctl help &lt;command&gt;” tells more. --library and --json may stand before or after any command.</source>
        <translation>«&#xa0;porticoctl help &lt;command&gt;&#xa0;» en dit plus. --library et --json peuvent se trouver avant ou après n&apos;importe quelle commande.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 busy.</source>
        <translation>Codes de sortie&#xa0;: 0 fait, 1 échec, 2 utilisation, 3 refusé, 4 introuvable, 5 occupé.</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Options&#xa0;:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Arguments&#xa0;:</translation>
    </message>
</context>
<context>
    <name>portico::cli::CompletionCommand</name>
    <message>
        <source>“completion” takes one shell.</source>
        <translation>«&#xa0;completion&#xa0;» prend un seul shell.</translation>
    </message>
    <message>
        <source>See “porticoctl help completion”.</source>
        <translation>Voyez «&#xa0;porticoctl help completion&#xa0;».</translation>
    </message>
    <message>
        <source>There is no completion for “%1”.</source>
        <translation>Il n&apos;y a pas de complétion pour «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Choisissez parmi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Print what makes a shell complete these commands</source>
        <translation>Écrire ce qui permet à un shell de compléter ces commandes</translation>
    </message>
    <message>
        <source>Portico&apos;s packages bring it along. By hand: “source &lt;(porticoctl completion bash)” in ~/.bashrc; “porticoctl completion zsh &gt; ~/.zfunc/_porticoctl” with that folder in $fpath; “porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish”. “suggest” is what they ask at each Tab.</source>
        <translation>Les paquets de Portico l&apos;apportent. À la main&#xa0;: «&#xa0;source &lt;(porticoctl completion bash)&#xa0;» dans ~/.bashrc&#xa0;; «&#xa0;porticoctl completion zsh &gt; ~/.zfunc/_porticoctl&#xa0;» avec ce dossier dans $fpath&#xa0;; «&#xa0;porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish&#xa0;». «&#xa0;suggest&#xa0;» est ce qu&apos;ils demandent à chaque Tab.</translation>
    </message>
    <message>
        <source>The shell.</source>
        <translation>Le shell.</translation>
    </message>
</context>
<context>
    <name>portico::cli::ComposeCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>«&#xa0;%1&#xa0;» ne dit rien des paquets.</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>Écrivez auto, newest ou as-of-version.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Choisissez un nombre de 1 à 65535, comme 8188.</translation>
    </message>
    <message>
        <source>No bundle: Python, ComfyUI and its packages are put together on this computer.</source>
        <translation>Pas de kit&#xa0;: Python, ComfyUI et ses paquets sont assemblés sur cet ordinateur.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it: an address or a folder.</source>
        <translation>Le dépôt de ComfyUI ou l&apos;un de ses forks&#xa0;: une adresse ou un dossier.</translation>
    </message>
    <message>
        <source>Tag, branch or commit (default: the repository&apos;s own).</source>
        <translation>Étiquette, branche ou commit (par défaut&#xa0;: celle du dépôt).</translation>
    </message>
    <message>
        <source>What torch runs on: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu (default: what suits this computer).</source>
        <translation>Ce sur quoi torch calcule&#xa0;: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu (par défaut&#xa0;: ce qui convient à cet ordinateur).</translation>
    </message>
    <message>
        <source>A version such as 3.12, or the path of a Python of this computer.</source>
        <translation>Une version comme 3.12, ou le chemin d&apos;un Python de cet ordinateur.</translation>
    </message>
    <message>
        <source>Which packages count: newest, as-of-version (of the time of that ComfyUI), or auto (default: as-of-version when it is older than a month).</source>
        <translation>Quels paquets comptent&#xa0;: newest, as-of-version (de l&apos;époque de ce ComfyUI), ou auto (par défaut&#xa0;: as-of-version s&apos;il a plus d&apos;un mois).</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>Construire les paquets qui n&apos;existent pas tout prêts&#xa0;; cela exécute leur code.</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time.</source>
        <translation>Garder ce qui a été téléchargé pour la prochaine fois.</translation>
    </message>
    <message>
        <source>Put ComfyUI together</source>
        <translation>Assembler ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiagnoseCommand</name>
    <message>
        <source>There is no fix “%1”.</source>
        <translation>Il n&apos;y a pas de remède «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Choose one of the numbers that “porticoctl diagnose” prints.</source>
        <translation>Choisissez l&apos;un des numéros que «&#xa0;porticoctl diagnose&#xa0;» écrit.</translation>
    </message>
    <message>
        <source>Nothing can be done about this by a command: %1</source>
        <translation>Aucune commande n&apos;y peut rien&#xa0;: %1</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>Lire le journal</translation>
    </message>
    <message>
        <source>“%1” was not started yet, so there is no log.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas encore été démarrée&#xa0;; il n&apos;y a donc pas de journal.</translation>
    </message>
    <message>
        <source>nothing known is wrong</source>
        <translation>rien de connu ne va mal</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n constat</numerusform>
            <numerusform>%n constats</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>%1, started %2, ended with %3: %4.</source>
        <translation>%1, démarré %2 (%3)&#xa0;: %4.</translation>
    </message>
    <message>
        <source>%1, started %2: %3.</source>
        <translation>%1, démarré %2&#xa0;: %3.</translation>
    </message>
    <message>
        <source>Done: %1. Start “%2” again to see whether it helped.</source>
        <translation>Fait&#xa0;: %1. Démarrez «&#xa0;%2&#xa0;» de nouveau pour voir si cela a aidé.</translation>
    </message>
    <message>
        <source>Say why ComfyUI did not start or what went wrong, and what helps</source>
        <translation>Dire pourquoi ComfyUI n&apos;a pas démarré ou ce qui n&apos;a pas marché, et ce qui aide</translation>
    </message>
    <message>
        <source>Reads the log of the last start, also while ComfyUI runs, and prints what it knows of it: causes, the lines that tell them, and the command that helps. With --fix it does what the finding with that number proposes; what changes packages or node packs is only planned without --yes. Exit code 1: something keeps ComfyUI from running; 0: nothing does; 4: there is no such install or file.</source>
        <translation>Lit le journal du dernier démarrage, même pendant que ComfyUI est en marche, et écrit ce qu&apos;il en sait&#xa0;: les causes, les lignes qui les révèlent, et la commande qui aide. Avec --fix, fait ce que propose le constat de ce numéro&#xa0;; ce qui change des paquets ou des packs de nœuds est seulement planifié sans --yes. Code de sortie 1&#xa0;: quelque chose empêche ComfyUI de fonctionner&#xa0;; 0&#xa0;: rien ne l&apos;en empêche&#xa0;; 4&#xa0;: cette installation ou ce fichier n&apos;existe pas.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Read this file instead: any log of ComfyUI.</source>
        <translation>Lire plutôt ce fichier&#xa0;: n&apos;importe quel journal de ComfyUI.</translation>
    </message>
    <message>
        <source>Do what the finding with this number proposes.</source>
        <translation>Faire ce que propose le constat de ce numéro.</translation>
    </message>
    <message>
        <source>Agree to the plan of the fix unseen.</source>
        <translation>Accepter le plan du remède sans l&apos;avoir vu.</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiskCommand</name>
    <message>
        <source>%1 in all.</source>
        <translation>%1 en tout.</translation>
    </message>
    <message>
        <source>%1 more are used in several places and take their space once.</source>
        <translation>%1 de plus sont utilisés à plusieurs endroits et n&apos;occupent leur place qu&apos;une fois.</translation>
    </message>
    <message>
        <source>“porticoctl clean” lists what nobody needs.</source>
        <translation>«&#xa0;porticoctl clean&#xa0;» énumère ce dont personne n&apos;a besoin.</translation>
    </message>
    <message>
        <source>Show what takes how much space</source>
        <translation>Montrer ce qui prend combien de place</translation>
    </message>
    <message>
        <source>Measures the library: what is shared by several installs counts once, where they share it. Folders of your own that Portico only starts lie elsewhere and do not count.</source>
        <translation>Mesure la bibliothèque&#xa0;: ce que plusieurs installations partagent compte une fois, là où elles le partagent. Vos propres dossiers que Portico ne fait que démarrer se trouvent ailleurs et ne comptent pas.</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>Mesurer la bibliothèque</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftCommand</name>
    <message>
        <source>“%1” is a folder of your own: its files are not listed. “porticoctl verify” looks at its packages.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers&#xa0;: ses fichiers ne sont pas répertoriés. «&#xa0;porticoctl verify&#xa0;» examine ses paquets.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is as it was installed (%n files).</source>
        <translation>
            <numerusform>«&#xa0;%1&#xa0;» est telle qu&apos;elle a été installée (%n fichier).</numerusform>
            <numerusform>«&#xa0;%1&#xa0;» est telle qu&apos;elle a été installée (%n fichiers).</numerusform>
        </translation>
    </message>
    <message>
        <source>Put it back: porticoctl drift %1 --put-back</source>
        <translation>Remettez en place&#xa0;: porticoctl drift %1 --put-back</translation>
    </message>
    <message>
        <source>Keep what was added, in a layer: porticoctl drift %1 --absorb</source>
        <translation>Gardez ce qui a été ajouté, dans une couche&#xa0;: porticoctl drift %1 --absorb</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>Ce qui a été remplacé est dans %1</translation>
    </message>
    <message>
        <source>Compare with what was installed</source>
        <translation>Comparer avec ce qui a été installé</translation>
    </message>
    <message>
        <source>Say what changed in an install&apos;s Python since it was installed</source>
        <translation>Dire ce qui a changé dans le Python d&apos;une installation depuis qu&apos;elle a été installée</translation>
    </message>
    <message>
        <source>Compares every file of Python, ComfyUI and their packages, and of the install&apos;s layer, with what was installed; also while ComfyUI runs. Exit code 0: nothing changed; 1: something did. --put-back gives back what was there; --absorb first makes packages that were added part of the install&apos;s layer.</source>
        <translation>Compare chaque fichier de Python, de ComfyUI et de leurs paquets, et de la couche de l&apos;installation, avec ce qui a été installé&#xa0;; même pendant que ComfyUI est en marche. Code de sortie 0&#xa0;: rien n&apos;a changé&#xa0;; 1&#xa0;: quelque chose a changé. --put-back redonne ce qui s&apos;y trouvait&#xa0;; --absorb fait d&apos;abord entrer les paquets ajoutés dans la couche de l&apos;installation.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Put back what was there.</source>
        <translation>Remettre ce qui s&apos;y trouvait.</translation>
    </message>
    <message>
        <source>Make added packages part of the layer.</source>
        <translation>Faire entrer les paquets ajoutés dans la couche.</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftNotice</name>
    <message>
        <source>Compare with what was installed</source>
        <translation>Comparer avec ce qui a été installé</translation>
    </message>
    <message>
        <source>What can be done: porticoctl drift %1</source>
        <translation>Ce qui peut être fait&#xa0;: porticoctl drift %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::DuplicateCommand</name>
    <message>
        <source>It shares %1 with the first one until either changes.</source>
        <translation>Elle partage %1 avec la première jusqu&apos;à ce que l&apos;une des deux change.</translation>
    </message>
    <message>
        <source>It shares Python&apos;s files with the first one; %1 were copied.</source>
        <translation>Elle partage les fichiers de Python avec la première&#xa0;; %1 ont été copiés.</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>%1 ont été copiés&#xa0;: les fichiers ne peuvent pas être partagés sur ce disque.</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2.</source>
        <translation>«&#xa0;%1&#xa0;» est là, sur le port %2.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Choisissez un nombre de 1 à 65535, comme 8188.</translation>
    </message>
    <message>
        <source>Duplicate an install</source>
        <translation>Dupliquer une installation</translation>
    </message>
    <message>
        <source>Make a second install of one, in seconds</source>
        <translation>Faire une seconde installation d&apos;une autre, en quelques secondes</translation>
    </message>
    <message>
        <source>The new install has the same ComfyUI, Python, node packs, packages, settings and workflows, and a port of its own; from then on the two are independent. What can be shared on this disk takes no space again. Models are shared, never copied; what the first one has made stays with it unless --with-outputs is given.</source>
        <translation>La nouvelle installation a les mêmes ComfyUI, Python, packs de nœuds, paquets, paramètres et workflows, et son propre port&#xa0;; ensuite, les deux sont indépendantes. Ce qui peut être partagé sur ce disque ne prend pas de place en plus. Les modèles sont partagés, jamais copiés&#xa0;; ce que la première a produit reste avec elle, sauf si --with-outputs est donné.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>Le nom à donner à la nouvelle.</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>Son port.</translation>
    </message>
    <message>
        <source>Copy the output folder, too.</source>
        <translation>Copier aussi le dossier de sortie.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvCommand</name>
    <message>
        <source>Removed: %1</source>
        <translation>Retiré&#xa0;: %1</translation>
    </message>
    <message>
        <source>There was nothing to remove.</source>
        <translation>Il n&apos;y avait rien à retirer.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 ont été libérés.</translation>
    </message>
    <message>
        <source>See “porticoctl help env”.</source>
        <translation>Voyez «&#xa0;porticoctl help env&#xa0;».</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>Isoler des packs de nœuds</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>Défaire des isolements</translation>
    </message>
    <message>
        <source>“--again” belongs to “build” with names.</source>
        <translation>«&#xa0;--again&#xa0;» va avec «&#xa0;build&#xa0;» et des noms.</translation>
    </message>
    <message>
        <source>Look at the environments</source>
        <translation>Examiner les environnements</translation>
    </message>
    <message>
        <source>Build environments</source>
        <translation>Construire les environnements</translation>
    </message>
    <message>
        <source>Repair environments</source>
        <translation>Réparer les environnements</translation>
    </message>
    <message>
        <source>“%1” is not “list”, “build”, “repair”, “remove”, “isolate”, “rejoin”, “wishes” or “system”.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est ni «&#xa0;list&#xa0;», ni «&#xa0;build&#xa0;», ni «&#xa0;repair&#xa0;», ni «&#xa0;remove&#xa0;», ni «&#xa0;isolate&#xa0;», ni «&#xa0;rejoin&#xa0;», ni «&#xa0;wishes&#xa0;», ni «&#xa0;system&#xa0;».</translation>
    </message>
    <message>
        <source>Name the environments to remove, or “--unused”.</source>
        <translation>Indiquez les environnements à retirer, ou «&#xa0;--unused&#xa0;».</translation>
    </message>
    <message>
        <source>Remove environments</source>
        <translation>Retirer des environnements</translation>
    </message>
    <message>
        <source>List, build, repair or remove isolated environments of node packs</source>
        <translation>Énumérer, construire, réparer ou retirer les environnements isolés de packs de nœuds</translation>
    </message>
    <message>
        <source>A folder of nodes with a comfy-env.toml gets a Python of its own, made as its comfy-env would make it. “list” says how each one is (exit code 1: one is not as it should be); “build” makes what is missing or out of date, “repair” also what is broken; with names only those, and “--again” even if they are well. “remove” takes away the named ones, or with “--unused” those that no pack asks for. “isolate” gives an ordinary pack a Python of its own, if a trial shows that none of its nodes is lost, and “rejoin” undoes it; “wishes” plans the packs that others want beside themselves, and “system” shows how to get the packages of the system that they need; these four do it with “--yes” only.</source>
        <translation>Un dossier de nœuds avec un comfy-env.toml reçoit son propre Python, fait comme son comfy-env le ferait. «&#xa0;list&#xa0;» dit l&apos;état de chacun (code de sortie 1&#xa0;: l&apos;un n&apos;est pas en ordre)&#xa0;; «&#xa0;build&#xa0;» fait ce qui manque ou est périmé, «&#xa0;repair&#xa0;» aussi ce qui est défectueux&#xa0;; avec des noms, seulement ceux-là, et avec «&#xa0;--again&#xa0;» même s&apos;ils vont bien. «&#xa0;remove&#xa0;» retire ceux qui sont nommés, ou avec «&#xa0;--unused&#xa0;» ceux qu&apos;aucun pack ne demande. «&#xa0;isolate&#xa0;» donne à un pack ordinaire son propre Python, si un essai montre qu&apos;aucun de ses nœuds n&apos;est perdu, et «&#xa0;rejoin&#xa0;» le défait&#xa0;; «&#xa0;wishes&#xa0;» planifie les packs que d&apos;autres souhaitent à côté d&apos;eux, et «&#xa0;system&#xa0;» montre comment obtenir les paquets du système dont ils ont besoin&#xa0;; ces quatre-là ne le font qu&apos;avec «&#xa0;--yes&#xa0;».</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Que faire.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Of an environment or a pack.</source>
        <translation>D&apos;un environnement ou d&apos;un pack.</translation>
    </message>
    <message>
        <source>Build the named ones anew.</source>
        <translation>Reconstruire ceux qui sont nommés.</translation>
    </message>
    <message>
        <source>Remove what no pack asks for.</source>
        <translation>Retirer ce qu&apos;aucun pack ne demande.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvLines</name>
    <message numerus="yes">
        <source>Python %1, %n package(s)</source>
        <translation>
            <numerusform>Python %1, %n paquet</numerusform>
            <numerusform>Python %1, %n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>La dernière construction a échoué&#xa0;: %1</translation>
    </message>
    <message>
        <source>It leans on this computer&apos;s Python: %1</source>
        <translation>Il s&apos;appuie sur le Python de cet ordinateur&#xa0;: %1</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Ligne %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>«&#xa0;%1&#xa0;», ligne %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>“%1” wants these packs, too: %2</source>
        <translation>«&#xa0;%1&#xa0;» souhaite aussi ces packs&#xa0;: %2</translation>
    </message>
    <message>
        <source>“%1” wants these packs, which are disabled: %2</source>
        <translation>«&#xa0;%1&#xa0;» souhaite ces packs, qui sont désactivés&#xa0;: %2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system; to have them, run: %2</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de paquets du système&#xa0;; pour les obtenir, exécutez&#xa0;: %2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system. %2 %3</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de paquets du système. %2 %3</translation>
    </message>
    <message>
        <source>comfy-env %1, for %2</source>
        <translation>comfy-env %1, pour %2</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>comfy-env n&apos;est pas installé ici&#xa0;; les packs demandent %1.</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>«&#xa0;%1&#xa0;» demande comfy-env %2.</translation>
    </message>
    <message>
        <source>No pack of this install asks for an environment of its own.</source>
        <translation>Aucun pack de cette installation ne demande son propre environnement.</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” plans and installs the packs that are wanted.</source>
        <translation>«&#xa0;porticoctl env wishes&#xa0;» planifie et installe les packs souhaités.</translation>
    </message>
    <message>
        <source>“porticoctl env system” installs the packages of the system.</source>
        <translation>«&#xa0;porticoctl env system&#xa0;» installe les paquets du système.</translation>
    </message>
    <message>
        <source>Not used: %1, %2</source>
        <translation>Inutilisé&#xa0;: %1, %2</translation>
    </message>
    <message>
        <source>“%1” was built by %2</source>
        <translation>«&#xa0;%1&#xa0;» a été construit par %2</translation>
    </message>
    <message>
        <source>“%1” was there already.</source>
        <translation>«&#xa0;%1&#xa0;» était déjà là.</translation>
    </message>
    <message>
        <source>“%1” was not built: %2 %3</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas été construit&#xa0;: %2 %3</translation>
    </message>
    <message>
        <source>There was nothing to build.</source>
        <translation>Il n&apos;y avait rien à construire.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvSystem</name>
    <message>
        <source>Look for packages of the system</source>
        <translation>Chercher les paquets du système</translation>
    </message>
    <message>
        <source>Every package of the system that the node packs ask for is there.</source>
        <translation>Chaque paquet du système que demandent les packs de nœuds est là.</translation>
    </message>
    <message>
        <source>Runs: %1</source>
        <translation>Exécute&#xa0;: %1</translation>
    </message>
    <message>
        <source>Nothing was done. Run this line, or let it be run with --yes.</source>
        <translation>Rien n&apos;a été fait. Exécutez cette ligne, ou faites-la exécuter avec --yes.</translation>
    </message>
    <message>
        <source>The packages of the system were not installed: %1</source>
        <translation>Les paquets du système n&apos;ont pas été installés&#xa0;: %1</translation>
    </message>
    <message>
        <source>Its own words above say why; where a package is not found, “sudo apt-get update” often helps.</source>
        <translation>Ses propres mots ci-dessus disent pourquoi&#xa0;; si un paquet est introuvable, «&#xa0;sudo apt-get update&#xa0;» aide souvent.</translation>
    </message>
    <message>
        <source>The packages of the system are installed.</source>
        <translation>Les paquets du système sont installés.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvWishes</name>
    <message>
        <source>%1 wants “%2” from %3</source>
        <translation>%1 souhaite «&#xa0;%2&#xa0;» de %3</translation>
    </message>
    <message>
        <source>Install the packs that others want</source>
        <translation>Installer les packs que d&apos;autres souhaitent</translation>
    </message>
    <message>
        <source>Every pack that another one wants is there.</source>
        <translation>Chaque pack souhaité par un autre est là.</translation>
    </message>
</context>
<context>
    <name>portico::cli::FixRun</name>
    <message>
        <source>No command does this.</source>
        <translation>Aucune commande ne fait cela.</translation>
    </message>
    <message>
        <source>Report this.</source>
        <translation>Signalez-le.</translation>
    </message>
    <message>
        <source>Look what the node pack needs</source>
        <translation>Examiner ce dont le pack de nœuds a besoin</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationLines</name>
    <message>
        <source>layer</source>
        <translation>couche</translation>
    </message>
    <message>
        <source>current</source>
        <translation>actuelle</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>épinglée</translation>
    </message>
    <message>
        <source>“porticoctl clean” may remove it</source>
        <translation>«&#xa0;porticoctl clean&#xa0;» peut la retirer</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>couche %1</translation>
    </message>
    <message>
        <source>Its files are not all there: it cannot be used.</source>
        <translation>Ses fichiers ne sont pas tous là&#xa0;: elle ne peut pas être utilisée.</translation>
    </message>
    <message>
        <source>“%1” already is at generation %2: nothing was changed.</source>
        <translation>«&#xa0;%1&#xa0;» est déjà à la génération %2&#xa0;: rien n&apos;a été changé.</translation>
    </message>
    <message>
        <source>“%1” went from generation %2 to %3.</source>
        <translation>«&#xa0;%1&#xa0;» est passée de la génération %2 à %3.</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationsCommand</name>
    <message>
        <source>“%1” is no number of a generation.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un numéro de génération.</translation>
    </message>
    <message>
        <source>“porticoctl generations” lists them.</source>
        <translation>«&#xa0;porticoctl generations&#xa0;» les énumère.</translation>
    </message>
    <message>
        <source>%1 in all; what generations share is counted once.</source>
        <translation>%1 en tout&#xa0;; ce que les générations partagent est compté une fois.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” stays until its pin is taken away.</source>
        <translation>La génération %1 de «&#xa0;%2&#xa0;» reste jusqu&apos;à ce que son épingle soit retirée.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not pinned any more.</source>
        <translation>La génération %1 de «&#xa0;%2&#xa0;» n&apos;est plus épinglée.</translation>
    </message>
    <message>
        <source>Both --pin and --unpin are given.</source>
        <translation>--pin et --unpin sont donnés tous deux.</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>Donnez-en un seul.</translation>
    </message>
    <message>
        <source>Look at the generations</source>
        <translation>Examiner les générations</translation>
    </message>
    <message>
        <source>Go to another generation</source>
        <translation>Passer à une autre génération</translation>
    </message>
    <message>
        <source>List the versions of ComfyUI that an install can go back to</source>
        <translation>Énumérer les versions de ComfyUI auxquelles une installation peut revenir</translation>
    </message>
    <message>
        <source>Each update makes a new generation beside the old: ComfyUI, Python and the layer of node packs&apos; packages. The last three stay, and all that are current, pinned or named by a snapshot; the others go with “porticoctl clean”.</source>
        <translation>Chaque mise à jour fait une nouvelle génération à côté de l&apos;ancienne&#xa0;: ComfyUI, Python et la couche des paquets de packs de nœuds. Les trois dernières restent, ainsi que toutes celles qui sont actuelles, épinglées ou nommées par un instantané&#xa0;; les autres partent avec «&#xa0;porticoctl clean&#xa0;».</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Keep this one, whatever is cleaned.</source>
        <translation>Garder celle-ci, quoi qu&apos;on nettoie.</translation>
    </message>
    <message>
        <source>Take its pin away.</source>
        <translation>Retirer son épingle.</translation>
    </message>
    <message>
        <source>Go back to an older generation, without a network</source>
        <translation>Revenir à une génération plus ancienne, sans réseau</translation>
    </message>
    <message>
        <source>ComfyUI, Python, the packages of node packs and the database become those of the generation before, or of the one that is named, which may be a newer one. Node packs, settings and your files stay as they are. ComfyUI must be stopped.</source>
        <translation>ComfyUI, Python, les paquets de packs de nœuds et la base de données redeviennent ceux de la génération précédente, ou de celle qui est nommée, qui peut être plus récente. Les packs de nœuds, les paramètres et vos fichiers restent tels quels. ComfyUI doit être arrêté.</translation>
    </message>
    <message>
        <source>The number of the generation.</source>
        <translation>Le numéro de la génération.</translation>
    </message>
</context>
<context>
    <name>portico::cli::GithubCommand</name>
    <message>
        <source>“%1” is none of: %2.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est aucun de&#xa0;: %2.</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de plus que ce qui a été donné.</translation>
    </message>
    <message>
        <source>The repository was not said: --repo owner/name.</source>
        <translation>Le dépôt n&apos;a pas été indiqué&#xa0;: --repo owner/name.</translation>
    </message>
    <message>
        <source>The repository on GitHub.</source>
        <translation>Le dépôt sur GitHub.</translation>
    </message>
    <message>
        <source>For login: a company&apos;s own GitHub, kept for all that follows.</source>
        <translation>Pour login&#xa0;: le GitHub d&apos;une entreprise, gardé pour tout ce qui suit.</translation>
    </message>
    <message>
        <source>The workflow&apos;s file.</source>
        <translation>Le fichier du workflow.</translation>
    </message>
    <message>
        <source>The branch; without this the repository&apos;s own.</source>
        <translation>La branche&#xa0;; sans cela, celle du dépôt.</translation>
    </message>
    <message>
        <source>For trigger: an input of the workflow; may come again.</source>
        <translation>Pour trigger&#xa0;: une entrée du workflow&#xa0;; peut être répété.</translation>
    </message>
    <message>
        <source>For trigger: watch the run to its end.</source>
        <translation>Pour trigger&#xa0;: suivre l&apos;exécution jusqu&apos;à sa fin.</translation>
    </message>
    <message>
        <source>For download and trigger: where artifacts go, each a folder.</source>
        <translation>Pour download et trigger&#xa0;: où vont les artefacts, chacun dans un dossier.</translation>
    </message>
    <message>
        <source>For download: only the artifact of that name.</source>
        <translation>Pour download&#xa0;: seulement l&apos;artefact de ce nom.</translation>
    </message>
    <message>
        <source>For watch and trigger: seconds between two looks at first.</source>
        <translation>Pour watch et trigger&#xa0;: secondes entre deux coups d&apos;œil, au début.</translation>
    </message>
    <message>
        <source>For push: what the commit says.</source>
        <translation>Pour push&#xa0;: ce que dit le commit.</translation>
    </message>
    <message>
        <source>For push: the folder in the repository.</source>
        <translation>Pour push&#xa0;: le dossier dans le dépôt.</translation>
    </message>
    <message>
        <source>For release: its tag, such as v1.2.0.</source>
        <translation>Pour release&#xa0;: son étiquette, comme v1.2.0.</translation>
    </message>
    <message>
        <source>For release: its title; the tag without this.</source>
        <translation>Pour release&#xa0;: son titre&#xa0;; sans cela, l&apos;étiquette.</translation>
    </message>
    <message>
        <source>For release: what it says, in Markdown.</source>
        <translation>Pour release&#xa0;: ce qu&apos;elle dit, en Markdown.</translation>
    </message>
    <message>
        <source>For release: not the latest one.</source>
        <translation>Pour release&#xa0;: pas la plus récente.</translation>
    </message>
    <message>
        <source>See “porticoctl help github”.</source>
        <translation>Voyez «&#xa0;porticoctl help github&#xa0;».</translation>
    </message>
    <message>
        <source>Build bundles with GitHub Actions and publish them there</source>
        <translation>Construire des kits avec GitHub Actions et les y publier</translation>
    </message>
    <message>
        <source>“login” reads a token from standard input, asks GitHub whose it is, and keeps it in the system&apos;s keychain. “push” puts a recipe (a file or a folder) onto a branch as one commit; “trigger” starts a workflow and names its run; “watch” tells each step as it ends and, where one fails, the last lines of its log; “download” fetches what the run made and compares it with GitHub&apos;s digest; “release” publishes files with their SHA-256. Where there is no keychain the token may be in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and that PORTICO_GITHUB_TOKEN_FILE names (PORTICO_GITHUB_SERVER_TOKEN and …_FILE for a company&apos;s own server).</source>
        <translation>«&#xa0;login&#xa0;» lit un jeton sur l&apos;entrée standard, demande à GitHub à qui il est, et le garde dans le trousseau du système. «&#xa0;push&#xa0;» met une recette (un fichier ou un dossier) sur une branche en un seul commit&#xa0;; «&#xa0;trigger&#xa0;» démarre un workflow et nomme son exécution&#xa0;; «&#xa0;watch&#xa0;» annonce chaque étape à sa fin et, si l&apos;une échoue, les dernières lignes de son journal&#xa0;; «&#xa0;download&#xa0;» récupère ce que l&apos;exécution a produit et le compare avec l&apos;empreinte de GitHub&#xa0;; «&#xa0;release&#xa0;» publie des fichiers avec leur SHA-256. Là où il n&apos;y a pas de trousseau, le jeton peut être dans la variable PORTICO_GITHUB_TOKEN, ou dans un fichier que vous seul pouvez lire et que nomme PORTICO_GITHUB_TOKEN_FILE (PORTICO_GITHUB_SERVER_TOKEN et …_FILE pour le serveur d&apos;une entreprise).</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Que faire.</translation>
    </message>
    <message>
        <source>A path, a run&apos;s number, or files.</source>
        <translation>Un chemin, le numéro d&apos;une exécution, ou des fichiers.</translation>
    </message>
    <message>
        <source>“%1” is no folder in a repository.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un dossier dans un dépôt.</translation>
    </message>
    <message>
        <source>Push to GitHub</source>
        <translation>Pousser vers GitHub</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1 as %2.</source>
        <translation>
            <numerusform>%n fichier poussé vers %1 comme %2.</numerusform>
            <numerusform>%n fichiers poussés vers %1 comme %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>La branche %1 a déjà tout.</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>L&apos;étiquette de la version n&apos;a pas été indiquée&#xa0;: --tag v1.2.0.</translation>
    </message>
    <message>
        <source>Make a release</source>
        <translation>Créer une version</translation>
    </message>
    <message numerus="yes">
        <source>Published %1 with %n file(s).</source>
        <translation>
            <numerusform>%1 a été publiée avec %n fichier.</numerusform>
            <numerusform>%1 a été publiée avec %n fichiers.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <translation>%1 sur %2.</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>Un jeton à permissions précises (fine-grained)&#xa0;: elles se voient à l&apos;usage.</translation>
    </message>
    <message>
        <source>Rights: %1.</source>
        <translation>Droits&#xa0;: %1.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>No token was given.</source>
        <translation>Aucun jeton n&apos;a été donné.</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line. Tokens are made at %1/settings/tokens, with the rights “repo” and “workflow”.</source>
        <translation>Écrivez-le sur l&apos;entrée standard, sur une seule ligne. Les jetons se créent sur %1/settings/tokens, avec les droits «&#xa0;repo&#xa0;» et «&#xa0;workflow&#xa0;».</translation>
    </message>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>Demander à GitHub à qui est le jeton</translation>
    </message>
    <message>
        <source>The token is good, but could not be kept.</source>
        <translation>Le jeton est bon, mais n&apos;a pas pu être gardé.</translation>
    </message>
    <message>
        <source>Where there is no keychain, write it into a file that only you may read, and name that in the variable %1_FILE.</source>
        <translation>Là où il n&apos;y a pas de trousseau, écrivez-le dans un fichier que vous seul pouvez lire, et nommez celui-ci dans la variable %1_FILE.</translation>
    </message>
    <message>
        <source>A run is named by its number, such as 30433642; --every takes seconds.</source>
        <translation>Une exécution se nomme par son numéro, comme 30433642&#xa0;; --every prend des secondes.</translation>
    </message>
    <message>
        <source>compared with GitHub&apos;s digest</source>
        <translation>comparé avec l&apos;empreinte de GitHub</translation>
    </message>
    <message>
        <source>GitHub named no digest</source>
        <translation>GitHub n&apos;a donné aucune empreinte</translation>
    </message>
    <message>
        <source>An input is written as name=value.</source>
        <translation>Une entrée s&apos;écrit name=value.</translation>
    </message>
    <message>
        <source>Start a workflow</source>
        <translation>Démarrer un workflow</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Exécution %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Watch a workflow</source>
        <translation>Suivre un workflow</translation>
    </message>
    <message>
        <source>Cancel a workflow</source>
        <translation>Annuler un workflow</translation>
    </message>
    <message>
        <source>Run %1 was asked to end.</source>
        <translation>Il a été demandé à l&apos;exécution %1 de se terminer.</translation>
    </message>
    <message>
        <source>List workflows&apos; runs</source>
        <translation>Énumérer les exécutions de workflows</translation>
    </message>
    <message>
        <source>No runs.</source>
        <translation>Aucune exécution.</translation>
    </message>
    <message>
        <source>Where to was not said: --output-dir DIR.</source>
        <translation>La destination n&apos;a pas été indiquée&#xa0;: --output-dir DIR.</translation>
    </message>
    <message>
        <source>Download artifacts</source>
        <translation>Télécharger les artefacts</translation>
    </message>
</context>
<context>
    <name>portico::cli::HardwareCommand</name>
    <message>
        <source>compute capability %1</source>
        <translation>capacité de calcul %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>partie du processeur</translation>
    </message>
    <message numerus="yes">
        <source>    split into %n part(s): %1</source>
        <translation>
            <numerusform>    divisé en %n partie&#xa0;: %1</numerusform>
            <numerusform>    divisé en %n parties&#xa0;: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>Bonne variante&#xa0;: %1</translation>
    </message>
    <message>
        <source>Ready bundles: %1</source>
        <translation>Kits prêts à l&apos;emploi&#xa0;: %1</translation>
    </message>
    <message>
        <source>torch comes from: %1</source>
        <translation>torch vient de&#xa0;: %1</translation>
    </message>
    <message>
        <source>Free disk of the library: %1 of %2</source>
        <translation>Espace libre du disque de la bibliothèque&#xa0;: %1 sur %2</translation>
    </message>
    <message>
        <source>Show the GPUs of this computer and the build that suits them</source>
        <translation>Montrer les GPU de cet ordinateur et la variante qui leur convient</translation>
    </message>
    <message>
        <source>Says why this build is right and what would change it.</source>
        <translation>Dit pourquoi cette variante est la bonne et ce qui la changerait.</translation>
    </message>
    <message>
        <source>Look at this computer</source>
        <translation>Examiner cet ordinateur</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallCommand</name>
    <message>
        <source>What suits this computer best: a bundle, or ComfyUI put together from its parts where none fits.</source>
        <translation>Ce qui convient le mieux à cet ordinateur&#xa0;: un kit, ou ComfyUI assemblé de ses parties là où aucun ne convient.</translation>
    </message>
    <message>
        <source>This one: its id in the catalogue, or a file or address.</source>
        <translation>Celui-ci&#xa0;: son identifiant dans le catalogue, ou un fichier ou une adresse.</translation>
    </message>
    <message>
        <source>Which ComfyUI is recommended: stable (default) or latest.</source>
        <translation>Quel ComfyUI est recommandé&#xa0;: stable (par défaut) ou latest.</translation>
    </message>
    <message>
        <source>This release of ComfyUI, where it is recommended.</source>
        <translation>Cette version de ComfyUI, là où elle est recommandée.</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>Le nom à lui donner.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>Le port par lequel l&apos;atteindre.</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>Un fichier ou une adresse doit avoir ce SHA-256.</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>Refuser un kit dont personne n&apos;a publié l&apos;empreinte.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un canal.</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>Écrivez stable ou latest.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une version.</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists them.</source>
        <translation>«&#xa0;porticoctl versions&#xa0;» les énumère.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Choisissez un nombre de 1 à 65535, comme 8188.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Donnez ses 64 chiffres hexadécimaux.</translation>
    </message>
    <message>
        <source>What to install was not said.</source>
        <translation>Il n&apos;a pas été dit quoi installer.</translation>
    </message>
    <message>
        <source>Give one of --recommended, --bundle ID and --compose.</source>
        <translation>Donnez l&apos;un de --recommended, --bundle ID et --compose.</translation>
    </message>
    <message>
        <source>The catalogue has no bundle of ComfyUI %1 that suits this computer.</source>
        <translation>Le catalogue n&apos;a pas de kit de ComfyUI %1 qui convienne à cet ordinateur.</translation>
    </message>
    <message>
        <source>Compose it from its parts: porticoctl install --compose --ref v%1</source>
        <translation>Composez-le de ses parties&#xa0;: porticoctl install --compose --ref v%1</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>Le catalogue n&apos;a pas de kit «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>«&#xa0;porticoctl catalogue --all&#xa0;» les énumère tous.</translation>
    </message>
    <message>
        <source>Install ComfyUI</source>
        <translation>Installer ComfyUI</translation>
    </message>
    <message>
        <source>Install ComfyUI from the catalogue: the right bundle, or a chosen one</source>
        <translation>Installer ComfyUI du catalogue&#xa0;: le bon kit, ou un kit choisi</translation>
    </message>
    <message>
        <source>Looks at this computer, chooses the bundle and says why; then it is downloaded, checked, unpacked and set up. “porticoctl catalogue” lists the ids.</source>
        <translation>Examine cet ordinateur, choisit le kit et dit pourquoi&#xa0;; il est ensuite téléchargé, contrôlé, décompressé et préparé. «&#xa0;porticoctl catalogue&#xa0;» énumère les identifiants.</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallJson</name>
    <message>
        <source>stopped</source>
        <translation>arrêté</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>démarrage</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en marche</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>arrêt</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>planté</translation>
    </message>
</context>
<context>
    <name>portico::cli::Invocation</name>
    <message>
        <source>--library needs a folder, and none was given.</source>
        <translation>--library a besoin d&apos;un dossier, et aucun n&apos;a été donné.</translation>
    </message>
    <message>
        <source>Write it as --library DIR.</source>
        <translation>Écrivez --library DIR.</translation>
    </message>
</context>
<context>
    <name>portico::cli::LayersCommand</name>
    <message>
        <source>not used</source>
        <translation>inutilisée</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>utilisée par %1</translation>
    </message>
    <message>
        <source>damaged, %1</source>
        <translation>endommagée, %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>%n paquet</numerusform>
            <numerusform>%n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no layer yet.</source>
        <translation>Il n&apos;y a pas encore de couche.</translation>
    </message>
    <message>
        <source>Wheels for building them again: %1.</source>
        <translation>Wheels pour les reconstruire&#xa0;: %1.</translation>
    </message>
    <message>
        <source>%1 are not used; “porticoctl layers clean” removes them.</source>
        <translation>%1 ne sont pas utilisés&#xa0;; «&#xa0;porticoctl layers clean&#xa0;» les retire.</translation>
    </message>
    <message>
        <source>The layer %1 was removed.</source>
        <translation>La couche %1 a été retirée.</translation>
    </message>
    <message>
        <source>The layer %1 is being put in now and was kept.</source>
        <translation>La couche %1 est en cours de mise en place et a été gardée.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 ont été libérés.</translation>
    </message>
    <message>
        <source>Nothing was unused.</source>
        <translation>Rien n&apos;était inutilisé.</translation>
    </message>
    <message>
        <source>List the layers</source>
        <translation>Énumérer les couches</translation>
    </message>
    <message>
        <source>Remove unused layers</source>
        <translation>Retirer les couches inutilisées</translation>
    </message>
    <message>
        <source>List the layers of packages, or remove those nobody uses</source>
        <translation>Énumérer les couches de paquets, ou retirer celles que personne n&apos;utilise</translation>
    </message>
    <message>
        <source>A layer holds the packages that node packs need. Installs with the same needs over the same base share one. “clean” removes those that no install names, and the wheels that only they were made of.</source>
        <translation>Une couche contient les paquets dont les packs de nœuds ont besoin. Les installations qui ont les mêmes besoins sur la même base en partagent une. «&#xa0;clean&#xa0;» retire celles qu&apos;aucune installation ne nomme, et les wheels dont elles seules étaient faites.</translation>
    </message>
    <message>
        <source>“list” or “clean”.</source>
        <translation>«&#xa0;list&#xa0;» ou «&#xa0;clean&#xa0;».</translation>
    </message>
    <message>
        <source>“%1” is neither “list” nor “clean”.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est ni «&#xa0;list&#xa0;» ni «&#xa0;clean&#xa0;».</translation>
    </message>
    <message>
        <source>See “porticoctl help layers”.</source>
        <translation>Voyez «&#xa0;porticoctl help layers&#xa0;».</translation>
    </message>
</context>
<context>
    <name>portico::cli::ListCommand</name>
    <message>
        <source>There is no install in %1 yet. Add one with: porticoctl add &lt;file|URL|folder&gt;</source>
        <translation>Il n&apos;y a pas encore d&apos;installation dans %1. Ajoutez-en une avec&#xa0;: porticoctl add &lt;file|URL|folder&gt;</translation>
    </message>
    <message>
        <source>List all installs and what they do</source>
        <translation>Énumérer toutes les installations et ce qu&apos;elles font</translation>
    </message>
    <message>
        <source>List the installs</source>
        <translation>Énumérer les installations</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogCommand</name>
    <message>
        <source>--lines needs a number from 1 on, --level one of debug, info, warning, error.</source>
        <translation>--lines a besoin d&apos;un nombre à partir de 1, --level de l&apos;un de debug, info, warning, error.</translation>
    </message>
    <message>
        <source>Try: porticoctl log %1 --lines 50 --level warning</source>
        <translation>Essayez&#xa0;: porticoctl log %1 --lines 50 --level warning</translation>
    </message>
    <message>
        <source>“%1” has no log yet: it was not started.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas encore de journal&#xa0;: elle n&apos;a pas été démarrée.</translation>
    </message>
    <message>
        <source>Show the log of an install</source>
        <translation>Montrer le journal d&apos;une installation</translation>
    </message>
    <message>
        <source>Of the running session, else of the last one.</source>
        <translation>De la session en cours, sinon de la dernière.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Go on showing new lines.</source>
        <translation>Continuer à montrer les nouvelles lignes.</translation>
    </message>
    <message>
        <source>How many lines to begin with (100).</source>
        <translation>Nombre de lignes au début (100).</translation>
    </message>
    <message>
        <source>Only lines of this level and above.</source>
        <translation>Seulement les lignes de ce niveau et au-dessus.</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogText</name>
    <message numerus="yes">
        <source>… %n line(s) left out: they came faster than they can be shown.</source>
        <translation>
            <numerusform>… %n ligne omise&#xa0;: elle est arrivée plus vite qu&apos;on ne peut la montrer.</numerusform>
            <numerusform>… %n lignes omises&#xa0;: elles sont arrivées plus vite qu&apos;on ne peut les montrer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::Main</name>
    <message>
        <source>Usage: porticoctl %1 %2</source>
        <translation>Utilisation&#xa0;: porticoctl %1 %2</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>«&#xa0;%1&#xa0;» a besoin de plus que ce qui a été donné.</translation>
    </message>
    <message>
        <source>“%1” takes no “%2”.</source>
        <translation>«&#xa0;%1&#xa0;» ne prend pas de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Il n&apos;y a pas de commande «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>“porticoctl help” lists all commands.</source>
        <translation>«&#xa0;porticoctl help&#xa0;» énumère toutes les commandes.</translation>
    </message>
</context>
<context>
    <name>portico::cli::MigrateCommand</name>
    <message>
        <source>“%1” is no port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Choisissez un nombre de 1 à 65535, comme 8188.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Rien n&apos;a été changé. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2. “%3” is as it was.</source>
        <translation>«&#xa0;%1&#xa0;» est là, sur le port %2. «&#xa0;%3&#xa0;» est comme avant.</translation>
    </message>
    <message>
        <source>Migrate a folder into the library</source>
        <translation>Migrer un dossier vers la bibliothèque</translation>
    </message>
    <message>
        <source>Make an install in the library of a folder that was added; says first what is taken over</source>
        <translation>Faire d&apos;un dossier ajouté une installation de la bibliothèque&#xa0;; dit d&apos;abord ce qui est repris</translation>
    </message>
    <message>
        <source>For an unpacked portable, a git checkout with its environment, a package of Stability Matrix or an install of Comfy Desktop that was added where it lies. Without --yes it only says what it would do. ComfyUI, node packs, packages, inputs and user files are taken over, with a Python of its own; models stay where they are and are used from there. The old folder is not changed and stays in the list; removing the new install undoes it.</source>
        <translation>Pour un portable décompressé, une copie de travail git avec son environnement, un paquet de Stability Matrix ou une installation de Comfy Desktop, ajoutés là où ils se trouvent. Sans --yes, dit seulement ce qui serait fait. ComfyUI, les packs de nœuds, les paquets, les entrées et les fichiers de l&apos;utilisateur sont repris, avec leur propre Python&#xa0;; les modèles restent où ils sont et sont utilisés de là. L&apos;ancien dossier n&apos;est pas modifié et reste dans la liste&#xa0;; retirer la nouvelle installation défait tout.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>Le nom à donner à la nouvelle.</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>Son port.</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>Le dire seulement, comme sans --yes.</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>Le faire vraiment.</translation>
    </message>
</context>
<context>
    <name>portico::cli::MoveLibraryCommand</name>
    <message>
        <source>Your settings name another library; this one is reached with “--library %1”.</source>
        <translation>Vos paramètres nomment une autre bibliothèque&#xa0;; celle-ci s&apos;atteint avec «&#xa0;--library %1&#xa0;».</translation>
    </message>
    <message>
        <source>The library is now in %1.</source>
        <translation>La bibliothèque est maintenant dans %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1, were copied and compared.</source>
        <translation>
            <numerusform>%n fichier, %1, a été copié et comparé.</numerusform>
            <numerusform>%n fichiers, %1, ont été copiés et comparés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move the whole library to another folder or disk</source>
        <translation>Déplacer toute la bibliothèque vers un autre dossier ou disque</translation>
    </message>
    <message>
        <source>On the same disk it is renamed; to another one every file is copied and compared before the old library goes. If it is interrupted, the old library is still there, and the same command goes on where it was. Nothing of the library may run meanwhile. Links stay links; what they lead to is not moved.</source>
        <translation>Sur le même disque, elle est renommée&#xa0;; vers un autre, chaque fichier est copié et comparé avant que l&apos;ancienne bibliothèque parte. Si c&apos;est interrompu, l&apos;ancienne bibliothèque est toujours là, et la même commande continue où elle en était. Rien de la bibliothèque ne doit être en marche pendant ce temps. Les liens restent des liens&#xa0;; ce à quoi ils mènent n&apos;est pas déplacé.</translation>
    </message>
    <message>
        <source>Its new place: a folder that does not exist yet.</source>
        <translation>Son nouvel emplacement&#xa0;: un dossier qui n&apos;existe pas encore.</translation>
    </message>
    <message>
        <source>Move the library</source>
        <translation>Déplacer la bibliothèque</translation>
    </message>
</context>
<context>
    <name>portico::cli::NetworkCommand</name>
    <message>
        <source>What to do; “show” when nothing is said. Tests: github, package-index, torch-index, python-mirror, git, uv, pip; all when none is named. Settings: proxy, proxy-user, no-proxy, certificates, github-mirror, package-index, torch-index, python-mirror, http-hosts.</source>
        <translation>Que faire&#xa0;; «&#xa0;show&#xa0;» si rien n&apos;est dit. Tests&#xa0;: github, package-index, torch-index, python-mirror, git, uv, pip&#xa0;; tous si aucun n&apos;est nommé. Paramètres&#xa0;: proxy, proxy-user, no-proxy, certificates, github-mirror, package-index, torch-index, python-mirror, http-hosts.</translation>
    </message>
    <message>
        <source>With “set”: read the proxy&apos;s password from standard input, its first line; an empty one forgets it.</source>
        <translation>Avec «&#xa0;set&#xa0;»&#xa0;: lire le mot de passe du proxy sur l&apos;entrée standard, sa première ligne&#xa0;; une ligne vide l&apos;oublie.</translation>
    </message>
    <message>
        <source>“network” cannot “%1”.</source>
        <translation>«&#xa0;network&#xa0;» ne sait pas faire «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Choose one of: show, test, set.</source>
        <translation>Choisissez parmi&#xa0;: show, test, set.</translation>
    </message>
    <message>
        <source>Show, test and set proxy, certificates and mirrors</source>
        <translation>Montrer, tester et définir proxy, certificats et miroirs</translation>
    </message>
    <message>
        <source>What is set counts for downloads, git, uv, pip, pixi and ComfyUI alike.
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
An empty value takes a setting back. The password goes into this computer&apos;s keychain; where there is none, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>Ce qui est défini vaut pour les téléchargements, git, uv, pip, pixi et ComfyUI.
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
Une valeur vide annule un paramètre. Le mot de passe va dans le trousseau de cet ordinateur&#xa0;; là où il n&apos;y en a pas, donnez-le dans la variable PORTICO_PROXY_PASSWORD.</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un paramètre avec une valeur.</translation>
    </message>
    <message>
        <source>Write it as key=value, such as proxy=http://proxy.example:3128.</source>
        <translation>Écrivez key=value, comme proxy=http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>Il n&apos;y a pas de paramètre «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Choisissez parmi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Password of the proxy:</source>
        <translation>Mot de passe du proxy&#xa0;:</translation>
    </message>
    <message>
        <source>The proxy&apos;s password could not be kept.</source>
        <translation>Le mot de passe du proxy n&apos;a pas pu être gardé.</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>Là où il n&apos;y a pas de trousseau, donnez-le dans la variable PORTICO_PROXY_PASSWORD.</translation>
    </message>
    <message>
        <source>Changed; it counts at once. Try it out with: porticoctl network test</source>
        <translation>Modifié&#xa0;; cela vaut aussitôt. Essayez avec&#xa0;: porticoctl network test</translation>
    </message>
    <message>
        <source>Its password: porticoctl network set --password</source>
        <translation>Son mot de passe&#xa0;: porticoctl network set --password</translation>
    </message>
    <message>
        <source>Nothing was given to set.</source>
        <translation>Rien n&apos;a été donné à définir.</translation>
    </message>
    <message>
        <source>also trusts %1</source>
        <translation>fait aussi confiance à %1</translation>
    </message>
    <message>
        <source>trusts the authorities in %1</source>
        <translation>fait confiance aux autorités de %1</translation>
    </message>
    <message>
        <source>Password of the proxy: %1</source>
        <translation>Mot de passe du proxy&#xa0;: %1</translation>
    </message>
    <message>
        <source>nothing of its own</source>
        <translation>rien de particulier</translation>
    </message>
    <message>
        <source>Look at the network</source>
        <translation>Examiner le réseau</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Détails&#xa0;: %1</translation>
    </message>
    <message>
        <source>There is no test “%1”.</source>
        <translation>Il n&apos;y a pas de test «&#xa0;%1&#xa0;».</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesChange</name>
    <message>
        <source>“%1” is installed.</source>
        <translation>«&#xa0;%1&#xa0;» est installé.</translation>
    </message>
    <message>
        <source>“%1” is enabled.</source>
        <translation>«&#xa0;%1&#xa0;» est activé.</translation>
    </message>
    <message>
        <source>“%1” is disabled.</source>
        <translation>«&#xa0;%1&#xa0;» est désactivé.</translation>
    </message>
    <message>
        <source>“%1” is updated.</source>
        <translation>«&#xa0;%1&#xa0;» est mis à jour.</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>«&#xa0;%1&#xa0;» est retiré.</translation>
    </message>
    <message>
        <source>“%1” is back as it was.</source>
        <translation>«&#xa0;%1&#xa0;» est redevenu comme avant.</translation>
    </message>
    <message>
        <source>The install.py of “%1” ran.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» s&apos;est exécuté.</translation>
    </message>
    <message>
        <source>“%1” runs in a Python of its own.</source>
        <translation>«&#xa0;%1&#xa0;» s&apos;exécute dans son propre Python.</translation>
    </message>
    <message>
        <source>“%1” is as it was before it was isolated.</source>
        <translation>«&#xa0;%1&#xa0;» est redevenu tel qu&apos;il était avant d&apos;être isolé.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Rien n&apos;a été changé. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>The packages are what the node packs need.</source>
        <translation>Les paquets sont ce dont les packs de nœuds ont besoin.</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>Tel qu&apos;auparavant, jusqu&apos;au prochain bon démarrage&#xa0;: %1</translation>
    </message>
    <message>
        <source>With what install.py added, the plan is now:</source>
        <translation>Avec ce qu&apos;install.py a ajouté, le plan est maintenant&#xa0;:</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Le faire vraiment&#xa0;; sinon, c&apos;est seulement montré.</translation>
    </message>
    <message>
        <source>Leave out what this node pack needs, or one requirement of it; may be given several times.</source>
        <translation>Laisser de côté ce dont ce pack de nœuds a besoin, ou l&apos;une de ses exigences&#xa0;; peut être donné plusieurs fois.</translation>
    </message>
    <message>
        <source>Give this node pack a Python of its own; may be given several times.</source>
        <translation>Donner à ce pack de nœuds son propre Python&#xa0;; peut être donné plusieurs fois.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Des paquets peuvent être construits depuis leurs sources, ce qui exécute leur propre code.</translation>
    </message>
    <message>
        <source>Install “%1” %2 from %3 (%4)</source>
        <translation>Installer «&#xa0;%1&#xa0;» %2 de %3 (%4)</translation>
    </message>
    <message>
        <source>Update “%1” from %2 to %3 (%4)</source>
        <translation>Mettre «&#xa0;%1&#xa0;» à jour de %2 vers %3 (%4)</translation>
    </message>
    <message>
        <source>Enable “%1”</source>
        <translation>Activer «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Disable “%1”</source>
        <translation>Désactiver «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>Remove “%1” (%2)</source>
        <translation>Retirer «&#xa0;%1&#xa0;» (%2)</translation>
    </message>
    <message>
        <source>Take back “%1” %2</source>
        <translation>Rétablir «&#xa0;%1&#xa0;» %2</translation>
    </message>
    <message>
        <source>Run the install.py of “%1” in a throwaway copy</source>
        <translation>Exécuter l&apos;install.py de «&#xa0;%1&#xa0;» dans une copie jetable</translation>
    </message>
    <message>
        <source>Isolate “%1”: it gets a Python of its own</source>
        <translation>Isoler «&#xa0;%1&#xa0;»&#xa0;: il reçoit son propre Python</translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”</source>
        <translation>Défaire l&apos;isolement de «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>what is checked out now is not part of its history any more</source>
        <translation>ce qui est extrait maintenant ne fait plus partie de son historique</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s):</source>
        <translation>
            <numerusform>%n nouveau commit&#xa0;:</numerusform>
            <numerusform>%n nouveaux commits&#xa0;:</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>modifié à la main&#xa0;: %1</translation>
    </message>
    <message>
        <source>– from source or an address: needs --allow-builds</source>
        <translation>– depuis des sources ou une adresse&#xa0;: demande --allow-builds</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own (%1):</source>
        <translation>
            <numerusform>%n paquet à côté de ceux de ComfyUI (%1)&#xa0;:</numerusform>
            <numerusform>%n paquets à côté de ceux de ComfyUI (%1)&#xa0;:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own:</source>
        <translation>
            <numerusform>%n paquet à côté de ceux de ComfyUI&#xa0;:</numerusform>
            <numerusform>%n paquets à côté de ceux de ComfyUI&#xa0;:</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2): left to this install&apos;s own %3</source>
        <translation>%1 (%2)&#xa0;: laissé au %3 de cette installation</translation>
    </message>
    <message>
        <source>torch, which is missing</source>
        <translation>torch, qui manque</translation>
    </message>
    <message>
        <source>without what “%1” needs</source>
        <translation>sans ce dont «&#xa0;%1&#xa0;» a besoin</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCommand</name>
    <message>
        <source>What to do.</source>
        <translation>Que faire.</translation>
    </message>
    <message>
        <source>Usage: porticoctl nodes %1 %2</source>
        <translation>Utilisation&#xa0;: porticoctl nodes %1 %2</translation>
    </message>
    <message>
        <source>“nodes %1” needs more than was given.</source>
        <translation>«&#xa0;nodes %1&#xa0;» a besoin de plus que ce qui a été donné.</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “%2”.</source>
        <translation>«&#xa0;nodes %1&#xa0;» ne prend pas de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “--%2”.</source>
        <translation>«&#xa0;nodes %1&#xa0;» ne prend pas de «&#xa0;--%2&#xa0;».</translation>
    </message>
    <message>
        <source>“nodes” cannot “%1”.</source>
        <translation>«&#xa0;nodes&#xa0;» ne sait pas faire «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Choisissez parmi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>What is installed is “id[@version]” of the Comfy Registry, “https://…[@tag, branch or commit]” of a git repository, a folder, an archive, a .py file, or a .json file that lists addresses. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Ce qui s&apos;installe est «&#xa0;id[@version]&#xa0;» du Comfy Registry, «&#xa0;https://…[@tag, branch or commit]&#xa0;» d&apos;un dépôt git, un dossier, une archive, un fichier .py, ou un fichier .json qui énumère des adresses. Rien ne change sans --yes&#xa0;: il est d&apos;abord montré ce qui changerait.</translation>
    </message>
    <message>
        <source>List, find, install, update and remove node packs</source>
        <translation>Énumérer, trouver, installer, mettre à jour et retirer des packs de nœuds</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCooldown</name>
    <message>
        <source>Packages are trusted from the moment they are uploaded.</source>
        <translation>Les paquets sont dignes de confiance dès leur envoi.</translation>
    </message>
    <message numerus="yes">
        <source>Packages are not trusted for %n day(s) after they were uploaded, where older ones fit.</source>
        <translation>
            <numerusform>Les paquets ne sont pas dignes de confiance pendant %n jour après leur envoi, là où de plus anciens conviennent.</numerusform>
            <numerusform>Les paquets ne sont pas dignes de confiance pendant %n jours après leur envoi, là où de plus anciens conviennent.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un nombre de jours.</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to %1.</source>
        <translation>Écrivez un nombre de 0 (aucun) à %1.</translation>
    </message>
    <message>
        <source>For how many days a newly uploaded package is not trusted yet; of all installs</source>
        <translation>Pendant combien de jours un paquet nouvellement envoyé n&apos;est pas encore digne de confiance&#xa0;; pour toutes les installations</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesExtras</name>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Rien n&apos;a été changé. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>There is no layer any more.</source>
        <translation>Il n&apos;y a plus de couche.</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Couche %1</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>Give an install a set of packages that many node packs use, on its own torch</source>
        <translation>Donner à une installation un ensemble de paquets que beaucoup de packs de nœuds utilisent, sur son propre torch</translation>
    </message>
    <message>
        <source>A set of your own: a JSON file with packages, strip, files.</source>
        <translation>Votre propre ensemble&#xa0;: un fichier JSON avec packages, strip, files.</translation>
    </message>
    <message>
        <source>The install has no extras any more.</source>
        <translation>L&apos;installation n&apos;a plus d&apos;extras.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Montrer seulement ce qui serait fait.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Le faire vraiment&#xa0;; sinon, c&apos;est seulement montré.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Des paquets peuvent être construits depuis leurs sources, ce qui exécute leur propre code.</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesInfo</name>
    <message>
        <source>met</source>
        <translation>satisfait</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>laissé de côté par choix</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>there is %1</source>
        <translation>%1 est présent</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>  It asks for nothing.</source>
        <translation>  Il ne demande rien.</translation>
    </message>
    <message>
        <source>  It asks for:</source>
        <translation>  Il demande&#xa0;:</translation>
    </message>
    <message>
        <source>not obeyed: %1</source>
        <translation>non respecté&#xa0;: %1</translation>
    </message>
    <message>
        <source>Take back what is left out: porticoctl nodes apply %1 --with PACK[:NAME].</source>
        <translation>Reprendre ce qui est laissé de côté&#xa0;: porticoctl nodes apply %1 --with PACK[:NAME].</translation>
    </message>
    <message>
        <source>Look at a node pack</source>
        <translation>Examiner un pack de nœuds</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesList</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 et %n de plus</numerusform>
            <numerusform>%1 et %n de plus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1</source>
        <translation>
            <numerusform>%n commit de retard sur %1</numerusform>
            <numerusform>%n commits de retard sur %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) that %1 does not have</source>
        <translation>
            <numerusform>%n commit que %1 n&apos;a pas</numerusform>
            <numerusform>%n commits que %1 n&apos;a pas</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>modifié à la main&#xa0;: %1</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>needs %1, which is not there</source>
        <translation>a besoin de %1, qui n&apos;est pas là</translation>
    </message>
    <message>
        <source>needs %1; there is %2</source>
        <translation>a besoin de %1&#xa0;; %2 est présent</translation>
    </message>
    <message>
        <source>left out by choice: %1</source>
        <translation>laissé de côté par choix&#xa0;: %1</translation>
    </message>
    <message>
        <source>isolated: it runs in a Python of its own</source>
        <translation>isolé&#xa0;: il s&apos;exécute dans son propre Python</translation>
    </message>
    <message>
        <source>wants an environment of its own (comfy-env.toml)</source>
        <translation>veut son propre environnement (comfy-env.toml)</translation>
    </message>
    <message>
        <source>its code was changed since it was installed</source>
        <translation>son code a été modifié depuis son installation</translation>
    </message>
    <message>
        <source>“%1” has no node packs.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de packs de nœuds.</translation>
    </message>
    <message>
        <source>List node packs</source>
        <translation>Énumérer les packs de nœuds</translation>
    </message>
    <message>
        <source>The node packs of an install and how they are, by files alone</source>
        <translation>Les packs de nœuds d&apos;une installation et leur état, d&apos;après les fichiers seuls</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesPlan</name>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un nombre de jours.</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to 3650.</source>
        <translation>Écrivez un nombre de 0 (aucun) à 3650.</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>Planifier les paquets</translation>
    </message>
    <message>
        <source>To give “%1” a Python of its own: porticoctl env isolate %2 %1</source>
        <translation>Pour donner à «&#xa0;%1&#xa0;» son propre Python&#xa0;: porticoctl env isolate %2 %1</translation>
    </message>
    <message>
        <source>What its node packs need beyond its base, before anything changes</source>
        <translation>Ce dont ses packs de nœuds ont besoin en plus de sa base, avant que rien ne change</translation>
    </message>
    <message>
        <source>Leave out what this pack needs, or one requirement of it.</source>
        <translation>Laisser de côté ce dont ce pack a besoin, ou l&apos;une de ses exigences.</translation>
    </message>
    <message>
        <source>Agree to packages that come from an address or repository or are built from source, which runs their code.</source>
        <translation>Accepter des paquets qui viennent d&apos;une adresse ou d&apos;un dépôt ou sont construits depuis leurs sources, ce qui exécute leur code.</translation>
    </message>
    <message>
        <source>Do not trust packages younger than so many days (0: trust all); what usually counts is set by “nodes cooldown”.</source>
        <translation>Ne pas faire confiance aux paquets plus récents que ce nombre de jours (0&#xa0;: à tous)&#xa0;; ce qui compte d&apos;habitude se définit par «&#xa0;nodes cooldown&#xa0;».</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesRegistry</name>
    <message>
        <source>This is what was kept of the Comfy Registry on %1.</source>
        <translation>Voici ce qui a été gardé du Comfy Registry le %1.</translation>
    </message>
    <message>
        <source>The Comfy Registry has no such node pack.</source>
        <translation>Le Comfy Registry n&apos;a pas un tel pack de nœuds.</translation>
    </message>
    <message numerus="yes">
        <source>Page %1 of %2; %n node pack(s) in all.</source>
        <translation>
            <numerusform>Page %1 sur %2&#xa0;; %n pack de nœuds en tout.</numerusform>
            <numerusform>Page %1 sur %2&#xa0;; %n packs de nœuds en tout.</numerusform>
        </translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Éditeur</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Dépôt</translation>
    </message>
    <message>
        <source>Ask nobody: only what is kept of the last answers.</source>
        <translation>Ne demander à personne&#xa0;: seulement ce qui est gardé des dernières réponses.</translation>
    </message>
    <message>
        <source>“%1” is no page.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une page.</translation>
    </message>
    <message>
        <source>Pages count from 1: --page 2.</source>
        <translation>Les pages se comptent à partir de 1&#xa0;: --page 2.</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>Chercher dans le Comfy Registry</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are kept for searching without a network.</source>
        <translation>
            <numerusform>%n pack de nœuds est gardé pour la recherche sans réseau.</numerusform>
            <numerusform>%n packs de nœuds sont gardés pour la recherche sans réseau.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the Comfy Registry</source>
        <translation>Interroger le Comfy Registry</translation>
    </message>
    <message>
        <source>The address of the Comfy Registry or of a mirror of it, this time.</source>
        <translation>L&apos;adresse du Comfy Registry ou d&apos;un de ses miroirs, pour cette fois.</translation>
    </message>
    <message>
        <source>Search the Comfy Registry; without words all of it, page by page</source>
        <translation>Chercher dans le Comfy Registry&#xa0;; sans mots, tout son contenu, page par page</translation>
    </message>
    <message>
        <source>Which page of the answer.</source>
        <translation>Quelle page de la réponse.</translation>
    </message>
    <message>
        <source>Fetch the whole list first, to search it without a network.</source>
        <translation>Récupérer d&apos;abord la liste entière, pour y chercher sans réseau.</translation>
    </message>
    <message>
        <source>What the Comfy Registry knows of a node pack, with its versions; or a pack of an install, with each of its requirements</source>
        <translation>Ce que le Comfy Registry sait d&apos;un pack de nœuds, avec ses versions&#xa0;; ou un pack d&apos;une installation, avec chacune de ses exigences</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesScripts</name>
    <message>
        <source>Print each install.py that a node pack brings.</source>
        <translation>Écrire chaque install.py qu&apos;un pack de nœuds apporte.</translation>
    </message>
    <message>
        <source>Run each install.py that the node packs bring: their authors&apos; own code, with your rights, on a throwaway copy of Python and packages.</source>
        <translation>Exécuter chaque install.py que les packs de nœuds apportent&#xa0;: le code de leurs auteurs, avec vos droits, sur une copie jetable de Python et des paquets.</translation>
    </message>
    <message>
        <source>The same for this node pack alone; may be given several times.</source>
        <translation>De même pour ce seul pack de nœuds&#xa0;; peut être donné plusieurs fois.</translation>
    </message>
    <message>
        <source>its install.py ran and added no packages</source>
        <translation>son install.py s&apos;est exécuté et n&apos;a ajouté aucun paquet</translation>
    </message>
    <message>
        <source>its install.py ran and added: %1</source>
        <translation>son install.py s&apos;est exécuté et a ajouté&#xa0;: %1</translation>
    </message>
    <message>
        <source>its install.py (%1) is the one that ran before; what it added still counts</source>
        <translation>son install.py (%1) est celui qui s&apos;est exécuté auparavant&#xa0;; ce qu&apos;il a ajouté compte toujours</translation>
    </message>
    <message>
        <source>brings an install.py (%1), which is not run without --run-scripts; see it with --show-scripts</source>
        <translation>apporte un install.py (%1), qui n&apos;est pas exécuté sans --run-scripts&#xa0;; voyez-le avec --show-scripts</translation>
    </message>
    <message>
        <source>Running an install.py needs a copy of Python and packages meanwhile: %1 on this disk</source>
        <translation>Exécuter un install.py demande pendant ce temps une copie de Python et des paquets&#xa0;: %1 sur ce disque</translation>
    </message>
    <message>
        <source>%1 (%2):</source>
        <translation>%1 (%2)&#xa0;:</translation>
    </message>
    <message>
        <source>“%1” has an install.py (%2) that Portico has not run: porticoctl nodes run-script %3 %1</source>
        <translation>«&#xa0;%1&#xa0;» a un install.py (%2) que Portico n&apos;a pas exécuté&#xa0;: porticoctl nodes run-script %3 %1</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added no packages.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» (%2) s&apos;est exécuté et n&apos;a ajouté aucun paquet.</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added: %3.</source>
        <translation>L&apos;install.py de «&#xa0;%1&#xa0;» (%2) s&apos;est exécuté et a ajouté&#xa0;: %3.</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesVerbs</name>
    <message>
        <source>--to is a version of one node pack.</source>
        <translation>--to est une version d&apos;un seul pack de nœuds.</translation>
    </message>
    <message>
        <source>Update one node pack at a time with it.</source>
        <translation>Mettez à jour un seul pack de nœuds à la fois avec elle.</translation>
    </message>
    <message>
        <source>Install node packs with what they need; shows first what comes</source>
        <translation>Installer des packs de nœuds avec ce dont ils ont besoin&#xa0;; montre d&apos;abord ce qui arrive</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>Installer des packs de nœuds</translation>
    </message>
    <message>
        <source>Enable node packs</source>
        <translation>Activer des packs de nœuds</translation>
    </message>
    <message>
        <source>Enable node packs; with --yes where packages come with them</source>
        <translation>Activer des packs de nœuds&#xa0;; avec --yes là où des paquets les accompagnent</translation>
    </message>
    <message>
        <source>Disable node packs</source>
        <translation>Désactiver des packs de nœuds</translation>
    </message>
    <message>
        <source>Disable node packs, so that ComfyUI does not load them</source>
        <translation>Désactiver des packs de nœuds, pour que ComfyUI ne les charge pas</translation>
    </message>
    <message>
        <source>Update node packs</source>
        <translation>Mettre à jour des packs de nœuds</translation>
    </message>
    <message>
        <source>Update node packs; shows first what is new</source>
        <translation>Mettre à jour des packs de nœuds&#xa0;; montre d&apos;abord ce qui est nouveau</translation>
    </message>
    <message>
        <source>The version, tag, branch or commit to go to.</source>
        <translation>La version, l&apos;étiquette, la branche ou le commit où aller.</translation>
    </message>
    <message>
        <source>Where files were changed by hand: go on, and keep them aside.</source>
        <translation>Là où des fichiers ont été modifiés à la main&#xa0;: continuer, et les mettre de côté.</translation>
    </message>
    <message>
        <source>Remove node packs</source>
        <translation>Retirer des packs de nœuds</translation>
    </message>
    <message>
        <source>Remove node packs; lists first what goes, with sizes</source>
        <translation>Retirer des packs de nœuds&#xa0;; énumère d&apos;abord ce qui part, avec les tailles</translation>
    </message>
    <message>
        <source>Delete at once, instead of keeping it until the next good start and then the recycle bin.</source>
        <translation>Supprimer aussitôt, au lieu de le garder jusqu&apos;au prochain bon démarrage puis de le mettre à la corbeille.</translation>
    </message>
    <message>
        <source>Take node packs back</source>
        <translation>Rétablir des packs de nœuds</translation>
    </message>
    <message>
        <source>Take back node packs as they were before an update or removal</source>
        <translation>Rétablir des packs de nœuds tels qu&apos;ils étaient avant une mise à jour ou un retrait</translation>
    </message>
    <message>
        <source>Run install.py</source>
        <translation>Exécuter install.py</translation>
    </message>
    <message>
        <source>Run the install.py of node packs, which is their authors&apos; own code, in a throwaway copy; shows it first</source>
        <translation>Exécuter l&apos;install.py de packs de nœuds, qui est le code de leurs auteurs, dans une copie jetable&#xa0;; le montre d&apos;abord</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>Isoler des packs de nœuds</translation>
    </message>
    <message>
        <source>Give node packs a Python of their own, where their needs clash with those of others; tried out first, and only done if no node is lost</source>
        <translation>Donner à des packs de nœuds leur propre Python, là où leurs besoins sont en conflit avec ceux des autres&#xa0;; d&apos;abord essayé, et fait seulement si aucun nœud n&apos;est perdu</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>Défaire des isolements</translation>
    </message>
    <message>
        <source>Undo the isolation of node packs: they are as they were</source>
        <translation>Défaire l&apos;isolement de packs de nœuds&#xa0;: ils redeviennent comme avant</translation>
    </message>
    <message>
        <source>Apply what node packs need</source>
        <translation>Appliquer ce dont les packs de nœuds ont besoin</translation>
    </message>
    <message>
        <source>Give an install the packages that its node packs need, after they were changed by other means</source>
        <translation>Donner à une installation les paquets dont ses packs de nœuds ont besoin, après qu&apos;ils ont été changés par d&apos;autres moyens</translation>
    </message>
    <message>
        <source>Take back what was left out of this node pack by choice: all of it, or one requirement; may be given several times.</source>
        <translation>Reprendre ce qui a été laissé de côté par choix pour ce pack de nœuds&#xa0;: tout, ou une exigence&#xa0;; peut être donné plusieurs fois.</translation>
    </message>
</context>
<context>
    <name>portico::cli::OpenCommand</name>
    <message>
        <source>“%1” is not running, so there is nothing to open.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas en marche&#xa0;; il n&apos;y a donc rien à ouvrir.</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1 --open</source>
        <translation>Démarrez-la avec&#xa0;: porticoctl start %1 --open</translation>
    </message>
    <message>
        <source>Open a running install in the browser</source>
        <translation>Ouvrir une installation en marche dans le navigateur</translation>
    </message>
    <message>
        <source>Waits until it is ready.</source>
        <translation>Attend qu&apos;elle soit prête.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
</context>
<context>
    <name>portico::cli::PlanReport</name>
    <message>
        <source>to be built from source</source>
        <translation>à construire depuis les sources</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>repository %1</source>
        <translation>dépôt %1</translation>
    </message>
    <message>
        <source>uploaded in the last days</source>
        <translation>envoyé ces derniers jours</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>pour %1</translation>
    </message>
    <message>
        <source>Nothing is added.</source>
        <translation>Rien n&apos;est ajouté.</translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s), %1</source>
        <translation>
            <numerusform>Ajouté&#xa0;: %n paquet, %1</numerusform>
            <numerusform>Ajoutés&#xa0;: %n paquets, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s)</source>
        <translation>
            <numerusform>Ajouté&#xa0;: %n paquet</numerusform>
            <numerusform>Ajoutés&#xa0;: %n paquets</numerusform>
        </translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>Déjà là&#xa0;: %1</translation>
    </message>
    <message>
        <source>Not taken, since torch and its family come from the base:</source>
        <translation>Non pris, car torch et sa famille viennent de la base&#xa0;:</translation>
    </message>
    <message>
        <source>  ! %1 (%2): there is none, and none is added: what was not made for this very torch breaks it</source>
        <translation>  ! %1 (%2)&#xa0;: il n&apos;y en a pas, et rien n&apos;est ajouté&#xa0;: ce qui n&apos;a pas été fait pour ce torch précis le casse</translation>
    </message>
    <message>
        <source>  – %1 (%2): %3 meets it</source>
        <translation>  – %1 (%2)&#xa0;: %3 y répond</translation>
    </message>
    <message>
        <source>  ! %1 (%2): %3, which does not meet it</source>
        <translation>  ! %1 (%2)&#xa0;: %3, qui n&apos;y répond pas</translation>
    </message>
    <message>
        <source>Cannot be met:</source>
        <translation>Impossible à satisfaire&#xa0;:</translation>
    </message>
    <message>
        <source>→ Leave a requirement or a pack out with --without, or choose another version of the pack.</source>
        <translation>→ Laissez de côté une exigence ou un pack avec --without, ou choisissez une autre version du pack.</translation>
    </message>
    <message>
        <source>→ Agree to what is built or comes from an address or repository with --allow-builds, or leave its pack out with --without.</source>
        <translation>→ Acceptez avec --allow-builds ce qui est construit ou vient d&apos;une adresse ou d&apos;un dépôt, ou laissez son pack de côté avec --without.</translation>
    </message>
    <message>
        <source>→ without %1 of “%2”: --without %3</source>
        <translation>→ sans %1 de «&#xa0;%2&#xa0;»&#xa0;: --without %3</translation>
    </message>
    <message>
        <source>→ without all that “%1” needs: --without %2</source>
        <translation>→ sans tout ce dont «&#xa0;%1&#xa0;» a besoin&#xa0;: --without %2</translation>
    </message>
    <message>
        <source>Left out of “%1” by choice: %2</source>
        <translation>Laissé de côté par choix pour «&#xa0;%1&#xa0;»&#xa0;: %2</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Laissé de côté&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecipeBundle</name>
    <message>
        <source>%1 is there already, and as the recipe wants it.</source>
        <translation>%1 est déjà là, tel que la recette le veut.</translation>
    </message>
    <message>
        <source>Would make %1 of “%2”:</source>
        <translation>Créerait %1 à partir de «&#xa0;%2&#xa0;»&#xa0;:</translation>
    </message>
    <message>
        <source>of Portico&apos;s choice</source>
        <translation>au choix de Portico</translation>
    </message>
    <message>
        <source>Python %1, torch for %2</source>
        <translation>Python %1, torch pour %2</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), as the lock names them</source>
        <translation>
            <numerusform>%n paquet, comme le verrou le nomme</numerusform>
            <numerusform>%n paquets, comme le verrou les nomme</numerusform>
        </translation>
    </message>
    <message>
        <source>Packages are chosen when it is made.</source>
        <translation>Les paquets sont choisis lors de la création.</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>Rien à faire&#xa0;: %1 est déjà là, tel que la recette le veut.</translation>
    </message>
    <message>
        <source>Its lock: %1</source>
        <translation>Son verrou&#xa0;: %1</translation>
    </message>
    <message>
        <source>Of a recipe: the lock to obey (default: the one beside the bundle).</source>
        <translation>D&apos;une recette&#xa0;: le verrou à respecter (par défaut&#xa0;: celui à côté du kit).</translation>
    </message>
    <message>
        <source>Of a recipe: newer versions than those of its lock.</source>
        <translation>D&apos;une recette&#xa0;: des versions plus récentes que celles de son verrou.</translation>
    </message>
    <message>
        <source>Of a recipe: build packages that have no ready build; this runs their code.</source>
        <translation>D&apos;une recette&#xa0;: construire les paquets qui n&apos;existent pas tout prêts&#xa0;; cela exécute leur code.</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>Créer un kit</translation>
    </message>
    <message>
        <source>Of a recipe: keep what was downloaded for the next time. Without it that goes, unless there were packages in the cache before.</source>
        <translation>D&apos;une recette&#xa0;: garder ce qui a été téléchargé pour la prochaine fois. Sans cela, c&apos;est retiré, sauf s&apos;il y avait déjà des paquets dans le cache.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecoverCommand</name>
    <message>
        <source>Everything is in order.</source>
        <translation>Tout est en ordre.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 ont été libérés.</translation>
    </message>
    <message>
        <source>Clean up after an interrupted operation</source>
        <translation>Nettoyer après une opération interrompue</translation>
    </message>
    <message>
        <source>Every command does this by itself first; here it says what it found.</source>
        <translation>Chaque commande le fait d&apos;abord d&apos;elle-même&#xa0;; ici, elle dit ce qu&apos;elle a trouvé.</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Nettoyer</translation>
    </message>
</context>
<context>
    <name>portico::cli::RemoveCommand</name>
    <message>
        <source>This goes:</source>
        <translation>Ceci part&#xa0;:</translation>
    </message>
    <message>
        <source>  (a link; %1 stays)</source>
        <translation>  (un lien&#xa0;; %1 reste)</translation>
    </message>
    <message numerus="yes">
        <source>Your own %n file(s) (%1) are kept.</source>
        <translation>
            <numerusform>Votre propre fichier (%n, %1) est gardé.</numerusform>
            <numerusform>Vos %n propres fichiers (%1) sont gardés.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of it are shared with other installs, which keep them.</source>
        <translation>%1 en sont partagés avec d&apos;autres installations, qui les gardent.</translation>
    </message>
    <message>
        <source>Untouched: %1</source>
        <translation>Reste intact&#xa0;: %1</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>«&#xa0;%1&#xa0;» est retirée.</translation>
    </message>
    <message>
        <source>Your own files are in %1</source>
        <translation>Vos propres fichiers sont dans %1</translation>
    </message>
    <message>
        <source>The rest is in the recycle bin: %1</source>
        <translation>Le reste est dans la corbeille&#xa0;: %1</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>Rien n&apos;a été retiré. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>Remove an install</source>
        <translation>Retirer une installation</translation>
    </message>
    <message>
        <source>Remove an install; lists first what goes</source>
        <translation>Retirer une installation&#xa0;; énumère d&apos;abord ce qui part</translation>
    </message>
    <message>
        <source>Without --yes it only lists what would go. Your own files (output, input, user, node packs) are kept unless --remove-data is given. Goes to the recycle bin unless --permanently is given. Links are never followed.</source>
        <translation>Sans --yes, énumère seulement ce qui partirait. Vos propres fichiers (sorties, entrées, user, packs de nœuds) sont gardés, sauf si --remove-data est donné. Va à la corbeille, sauf si --permanently est donné. Les liens ne sont jamais suivis.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>Seulement énumérer, comme sans --yes.</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>Le retirer vraiment.</translation>
    </message>
    <message>
        <source>Your own files go, too.</source>
        <translation>Vos propres fichiers partent aussi.</translation>
    </message>
    <message>
        <source>Delete instead of using the recycle bin.</source>
        <translation>Supprimer au lieu d&apos;utiliser la corbeille.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RenameCommand</name>
    <message>
        <source>The new name is empty.</source>
        <translation>Le nouveau nom est vide.</translation>
    </message>
    <message>
        <source>Give a name of at least one letter.</source>
        <translation>Donnez un nom d&apos;au moins une lettre.</translation>
    </message>
    <message>
        <source>“%1” is now called “%2”.</source>
        <translation>«&#xa0;%1&#xa0;» s&apos;appelle maintenant «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Give an install another name</source>
        <translation>Donner un autre nom à une installation</translation>
    </message>
    <message>
        <source>Its id and folder stay as they are.</source>
        <translation>Son identifiant et son dossier restent tels quels.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>The new name.</source>
        <translation>Le nouveau nom.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RepairCommand</name>
    <message>
        <source>    from: %1</source>
        <translation>    de&#xa0;: %1</translation>
    </message>
    <message>
        <source>    only with %1</source>
        <translation>    seulement avec %1</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>Ce qui a été remplacé est dans %1</translation>
    </message>
    <message>
        <source>“%1” is as it was before its repair.</source>
        <translation>«&#xa0;%1&#xa0;» est comme avant sa réparation.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Rien n&apos;a été changé. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>Repair an install</source>
        <translation>Réparer une installation</translation>
    </message>
    <message>
        <source>Put right what broke the Python of an install</source>
        <translation>Remettre en ordre ce qui a cassé le Python d&apos;une installation</translation>
    </message>
    <message>
        <source>Without --yes it only says what it would do (exit code 1 if there is something). Puts back files of Python, ComfyUI and their packages from what is on this computer, and asks the package index only for the rest; builds layers again; puts back what is gone or damaged in node packs, and installs what they lack; builds isolated environments that are missing or broken; ends with a real start. In a folder of your own it puts torch and missing packages right, with a backup that --undo brings back. May be interrupted at any time: the next repair goes on.</source>
        <translation>Sans --yes, dit seulement ce qui serait fait (code de sortie 1 s&apos;il y a quelque chose). Remet les fichiers de Python, de ComfyUI et de leurs paquets à partir de ce qui est sur cet ordinateur, et ne demande à l&apos;index de paquets que le reste&#xa0;; reconstruit les couches&#xa0;; remet ce qui a disparu ou est endommagé dans les packs de nœuds, et installe ce qui leur manque&#xa0;; construit les environnements isolés qui manquent ou sont défectueux&#xa0;; se termine par un vrai démarrage. Dans l&apos;un de vos propres dossiers, remet en ordre torch et les paquets manquants, avec une sauvegarde que --undo rapporte. Peut être interrompu à tout moment&#xa0;: la prochaine réparation continue.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Really repair it.</source>
        <translation>Réparer vraiment.</translation>
    </message>
    <message>
        <source>Only say what would be done.</source>
        <translation>Dire seulement ce qui serait fait.</translation>
    </message>
    <message>
        <source>Do not start ComfyUI at the end.</source>
        <translation>Ne pas démarrer ComfyUI à la fin.</translation>
    </message>
    <message>
        <source>Also clear what ComfyUI-Manager would do at the next start.</source>
        <translation>Effacer aussi ce que ComfyUI-Manager ferait au prochain démarrage.</translation>
    </message>
    <message>
        <source>Also undo what was changed by hand in node packs; it is kept, and “porticoctl nodes restore” takes it back.</source>
        <translation>Défaire aussi ce qui a été modifié à la main dans des packs de nœuds&#xa0;; c&apos;est gardé, et «&#xa0;porticoctl nodes restore&#xa0;» le rétablit.</translation>
    </message>
    <message>
        <source>Bring a folder of your own back to before its last repair.</source>
        <translation>Ramener l&apos;un de vos propres dossiers à son état d&apos;avant sa dernière réparation.</translation>
    </message>
</context>
<context>
    <name>portico::cli::SelfCheckCommand</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Everything works on this computer (%1 s).</source>
        <translation>Tout fonctionne sur cet ordinateur (%1 s).</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Autocontrôle</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Détails&#xa0;: %1</translation>
    </message>
    <message>
        <source>Try the whole path on this computer with a small demo bundle</source>
        <translation>Essayer tout le chemin sur cet ordinateur avec un petit kit de démonstration</translation>
    </message>
    <message>
        <source>Makes a small bundle, serves it to itself, downloads, checks, unpacks, starts, asks for a picture, stops and removes it. Takes well under a minute and leaves nothing behind.</source>
        <translation>Crée un petit kit, se le sert à lui-même, le télécharge, le contrôle, le décompresse, le démarre, demande une image, l&apos;arrête et le retire. Prend bien moins d&apos;une minute et ne laisse rien.</translation>
    </message>
    <message>
        <source>The Python to make the demo bundle from.</source>
        <translation>Le Python dont faire le kit de démonstration.</translation>
    </message>
</context>
<context>
    <name>portico::cli::SessionCommand</name>
    <message>
        <source>No browser could be opened. The address is %1</source>
        <translation>Aucun navigateur n&apos;a pu être ouvert. L&apos;adresse est %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::SetCommand</name>
    <message>
        <source>“%1” is no layout.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une disposition.</translation>
    </message>
    <message>
        <source>Choose separate, or classic for node packs that look for their files beside ComfyUI&apos;s main.py.</source>
        <translation>Choisissez separate, ou classic pour les packs de nœuds qui cherchent leurs fichiers à côté du main.py de ComfyUI.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its node packs and models lie in ComfyUI&apos;s own folder already.</source>
        <translation>«&#xa0;%1&#xa0;» est l&apos;un de vos propres dossiers&#xa0;: ses packs de nœuds et ses modèles se trouvent déjà dans le dossier de ComfyUI.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Rien à faire.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Choisissez un nombre de 1 à 65535, comme 8188.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un canal.</translation>
    </message>
    <message>
        <source>Choose stable or latest.</source>
        <translation>Choisissez stable ou latest.</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>Il n&apos;y a pas de paramètre «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Choose one of: port, arguments, output, input, user, models, accelerator, gpu, layout, track, env.NAME.</source>
        <translation>Choisissez parmi&#xa0;: port, arguments, output, input, user, models, accelerator, gpu, layout, track, env.NAME.</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un paramètre avec une valeur.</translation>
    </message>
    <message>
        <source>Write it as key=value, such as port=8189.</source>
        <translation>Écrivez key=value, comme port=8189.</translation>
    </message>
    <message>
        <source>“%1” is changed; it counts from the next start on.</source>
        <translation>«&#xa0;%1&#xa0;» est modifiée&#xa0;; cela vaut dès le prochain démarrage.</translation>
    </message>
    <message>
        <source>Change the port, arguments or folders of an install</source>
        <translation>Changer le port, les arguments ou les dossiers d&apos;une installation</translation>
    </message>
    <message>
        <source>Keys: port, arguments, output, input, user, models (several folders as in PATH), accelerator (cpu, or what its build is made for), gpu (numbers as in “porticoctl hardware”), layout (separate, or classic: ComfyUI&apos;s own folders become links, for node packs that look for their files there), track (stable or latest: what “update” without a version goes to), env.NAME. An empty value takes the setting back.</source>
        <translation>Clés&#xa0;: port, arguments, output, input, user, models (plusieurs dossiers comme dans PATH), accelerator (cpu, ou ce pour quoi sa variante est faite), gpu (des numéros comme dans «&#xa0;porticoctl hardware&#xa0;»), layout (separate, ou classic&#xa0;: les dossiers de ComfyUI deviennent des liens, pour les packs de nœuds qui y cherchent leurs fichiers), track (stable ou latest&#xa0;: où va «&#xa0;update&#xa0;» sans version), env.NAME. Une valeur vide annule le paramètre.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>What to change.</source>
        <translation>Ce qu&apos;il faut changer.</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotCommand</name>
    <message>
        <source>“snapshot” cannot “%1”.</source>
        <translation>«&#xa0;snapshot&#xa0;» ne sait pas faire «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Choisissez parmi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Usage: porticoctl snapshot %1 %2</source>
        <translation>Utilisation&#xa0;: porticoctl snapshot %1 %2</translation>
    </message>
    <message>
        <source>“snapshot %1” needs more than was given.</source>
        <translation>«&#xa0;snapshot %1&#xa0;» a besoin de plus que ce qui a été donné.</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “%2”.</source>
        <translation>«&#xa0;snapshot %1&#xa0;» ne prend pas de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “--%2”.</source>
        <translation>«&#xa0;snapshot %1&#xa0;» ne prend pas de «&#xa0;--%2&#xa0;».</translation>
    </message>
    <message>
        <source>A snapshot says what an install is: its generation, node packs with their commits and states, the lock of their packages, isolated environments, settings, arguments and model folders. One is taken before every change, and one is named by the beginning of its id, or “latest”; “now” is the install as it is. “restore” makes it that again, all of it or with --only some of: packs, layer, environments, settings, arguments, models. Node packs that came since are disabled. It works, too, when ComfyUI cannot start; models, pictures and your own files are never touched; and the state before is a snapshot as well. “export” writes one into a file without secrets, and “import” restores such a file, or one of ComfyUI-Manager or Comfy Desktop, in another install: the same, or a list of what cannot be the same. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Un instantané dit ce qu&apos;est une installation&#xa0;: sa génération, ses packs de nœuds avec leurs commits et leurs états, le verrou de leurs paquets, les environnements isolés, les paramètres, les arguments et les dossiers de modèles. Un instantané est pris avant chaque changement, et se nomme par le début de son identifiant, ou «&#xa0;latest&#xa0;»&#xa0;; «&#xa0;now&#xa0;» est l&apos;installation telle qu&apos;elle est. «&#xa0;restore&#xa0;» lui rend cet état, en entier ou, avec --only, une partie de&#xa0;: packs, layer, environments, settings, arguments, models. Les packs de nœuds arrivés depuis sont désactivés. Cela fonctionne aussi quand ComfyUI ne peut pas démarrer&#xa0;; les modèles, les images et vos propres fichiers restent intacts&#xa0;; et l&apos;état d&apos;avant est aussi un instantané. «&#xa0;export&#xa0;» en écrit un dans un fichier sans secrets, et «&#xa0;import&#xa0;» restaure un tel fichier, ou celui de ComfyUI-Manager ou de Comfy Desktop, dans une autre installation&#xa0;: à l&apos;identique, ou avec une liste de ce qui ne peut pas l&apos;être. Rien ne change sans --yes&#xa0;: il est d&apos;abord montré ce qui changerait.</translation>
    </message>
    <message>
        <source>Take, compare and restore snapshots of an install</source>
        <translation>Prendre, comparer et restaurer les instantanés d&apos;une installation</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Que faire.</translation>
    </message>
    <message>
        <source>What is worth knowing about it.</source>
        <translation>Ce qu&apos;il est bon d&apos;en savoir.</translation>
    </message>
    <message>
        <source>Restore only this part; several with commas, or given several times.</source>
        <translation>Ne restaurer que cette partie&#xa0;; plusieurs séparées par des virgules, ou données plusieurs fois.</translation>
    </message>
    <message>
        <source>Restore also where something cannot be as it was; that stays as it is now.</source>
        <translation>Restaurer même là où quelque chose ne peut pas redevenir comme avant&#xa0;; cela reste alors tel quel.</translation>
    </message>
    <message>
        <source>Write it as ComfyUI-Manager does, which says less.</source>
        <translation>L&apos;écrire comme le fait ComfyUI-Manager, ce qui en dit moins.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Montrer seulement ce qui serait fait.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Le faire vraiment&#xa0;; sinon, c&apos;est seulement montré.</translation>
    </message>
    <message>
        <source>“%1” is no part of a snapshot.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas une partie d&apos;un instantané.</translation>
    </message>
    <message>
        <source>Choose some of: %1.</source>
        <translation>Choisissez parmi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Snapshot %1 is imported.</source>
        <translation>L&apos;instantané %1 est importé.</translation>
    </message>
    <message>
        <source>Everything is as it was then.</source>
        <translation>Tout est comme alors.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Rien n&apos;a été changé. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>Restaurer un instantané</translation>
    </message>
    <message>
        <source>Snapshot %1 is taken.</source>
        <translation>L&apos;instantané %1 est pris.</translation>
    </message>
    <message>
        <source>Nothing has changed since snapshot %1.</source>
        <translation>Rien n&apos;a changé depuis l&apos;instantané %1.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Prendre un instantané</translation>
    </message>
    <message>
        <source>There is no snapshot yet.</source>
        <translation>Il n&apos;y a pas encore d&apos;instantané.</translation>
    </message>
    <message>
        <source>List the snapshots</source>
        <translation>Énumérer les instantanés</translation>
    </message>
    <message>
        <source>Show a snapshot</source>
        <translation>Montrer un instantané</translation>
    </message>
    <message>
        <source>There is no difference.</source>
        <translation>Il n&apos;y a pas de différence.</translation>
    </message>
    <message>
        <source>Compare snapshots</source>
        <translation>Comparer des instantanés</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>Noter quelque chose sur un instantané</translation>
    </message>
    <message>
        <source>Snapshot %1 is removed.</source>
        <translation>L&apos;instantané %1 est retiré.</translation>
    </message>
    <message>
        <source>Remove snapshots</source>
        <translation>Retirer des instantanés</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 existe déjà.</translation>
    </message>
    <message>
        <source>Choose another name, or remove it.</source>
        <translation>Choisissez un autre nom, ou retirez-le.</translation>
    </message>
    <message>
        <source>The snapshot is written to %1.</source>
        <translation>L&apos;instantané est écrit dans %1.</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>Exporter un instantané</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotLines</name>
    <message>
        <source>Generation:</source>
        <translation>Génération&#xa0;:</translation>
    </message>
    <message>
        <source>Node packs:</source>
        <translation>Packs de nœuds&#xa0;:</translation>
    </message>
    <message>
        <source>Packages of node packs:</source>
        <translation>Paquets des packs de nœuds&#xa0;:</translation>
    </message>
    <message>
        <source>Isolated environments:</source>
        <translation>Environnements isolés&#xa0;:</translation>
    </message>
    <message>
        <source>Settings:</source>
        <translation>Paramètres&#xa0;:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Arguments&#xa0;:</translation>
    </message>
    <message>
        <source>Model folders:</source>
        <translation>Dossiers de modèles&#xa0;:</translation>
    </message>
    <message>
        <source>Generation %1: %2</source>
        <translation>Génération %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>For that:</source>
        <translation>Pour cela&#xa0;:</translation>
    </message>
    <message>
        <source>What cannot be as it was:</source>
        <translation>Ce qui ne peut pas redevenir comme avant&#xa0;:</translation>
    </message>
    <message>
        <source>The snapshot is restored.</source>
        <translation>L&apos;instantané est restauré.</translation>
    </message>
    <message>
        <source>The environment “%1” was built again.</source>
        <translation>L&apos;environnement «&#xa0;%1&#xa0;» a été reconstruit.</translation>
    </message>
    <message>
        <source>The environment “%1” could not be built: %2</source>
        <translation>L&apos;environnement «&#xa0;%1&#xa0;» n&apos;a pas pu être construit&#xa0;: %2</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>Tel qu&apos;auparavant, jusqu&apos;au prochain bon démarrage&#xa0;: %1</translation>
    </message>
    <message>
        <source>The way back: porticoctl snapshot restore %1 %2 --yes</source>
        <translation>Pour revenir&#xa0;: porticoctl snapshot restore %1 %2 --yes</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>« %1 »</translation>
    </message>
</context>
<context>
    <name>portico::cli::SourcesCommand</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Versions d&apos;Anymatix</translation>
    </message>
    <message>
        <source>Team catalogue</source>
        <translation>Catalogue d&apos;équipe</translation>
    </message>
    <message>
        <source>Official portable and standalone environments: always</source>
        <translation>Portable officiel et environnements autonomes&#xa0;: toujours</translation>
    </message>
    <message>
        <source>“%1” makes no sense here.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de sens ici.</translation>
    </message>
    <message>
        <source>Write “sources”, “sources add ADDRESS” or “sources remove ADDRESS”.</source>
        <translation>Écrivez «&#xa0;sources&#xa0;», «&#xa0;sources add ADDRESS&#xa0;» ou «&#xa0;sources remove ADDRESS&#xa0;».</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>Ajouter une source</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n bundle(s).</source>
        <translation>
            <numerusform>%1 a été ajoutée, avec %n kit.</numerusform>
            <numerusform>%1 a été ajoutée, avec %n kits.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is none of the sources.</source>
        <translation>%1 n&apos;est aucune des sources.</translation>
    </message>
    <message>
        <source>“porticoctl sources” lists them.</source>
        <translation>«&#xa0;porticoctl sources&#xa0;» les énumère.</translation>
    </message>
    <message>
        <source>Removed %1. What was installed from it stays.</source>
        <translation>%1 a été retirée. Ce qui en a été installé reste.</translation>
    </message>
    <message>
        <source>Show, add and remove sources of the catalogue</source>
        <translation>Montrer, ajouter et retirer les sources du catalogue</translation>
    </message>
    <message>
        <source>ADDRESS is a GitHub repository with Anymatix bundles (owner/name), or a team&apos;s own catalogue: a JSON file by path or address (docs/catalogue.md).</source>
        <translation>ADDRESS est un dépôt GitHub avec des kits d&apos;Anymatix (owner/name), ou le catalogue d&apos;une équipe&#xa0;: un fichier JSON par son chemin ou son adresse (docs/catalogue.md).</translation>
    </message>
    <message>
        <source>add or remove.</source>
        <translation>add ou remove.</translation>
    </message>
    <message>
        <source>Which source.</source>
        <translation>Quelle source.</translation>
    </message>
</context>
<context>
    <name>portico::cli::StartCommand</name>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Leave it running when this command ends.</source>
        <translation>La laisser en marche quand cette commande se termine.</translation>
    </message>
    <message>
        <source>Use this port, this time.</source>
        <translation>Utiliser ce port, pour cette fois.</translation>
    </message>
    <message>
        <source>If the port is taken, use the next free one.</source>
        <translation>Si le port est pris, utiliser le prochain port libre.</translation>
    </message>
    <message>
        <source>Start without node packs.</source>
        <translation>Démarrer sans packs de nœuds.</translation>
    </message>
    <message>
        <source>Open the browser when it is ready.</source>
        <translation>Ouvrir le navigateur quand elle est prête.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Choisissez un nombre de 1 à 65535, comme 8188.</translation>
    </message>
    <message>
        <source>Ending it at once.</source>
        <translation>Arrêt immédiat.</translation>
    </message>
    <message>
        <source>Stopping. Press Ctrl+C again to end it at once.</source>
        <translation>Arrêt en cours. Appuyez de nouveau sur Ctrl+C pour un arrêt immédiat.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Prendre un instantané</translation>
    </message>
    <message>
        <source>ComfyUI ended: %1.</source>
        <translation>ComfyUI s&apos;est terminé&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>Lire le journal</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI est prêt à %1</translation>
    </message>
    <message>
        <source>Start an install</source>
        <translation>Démarrer une installation</translation>
    </message>
    <message>
        <source>Stays in the foreground and shows the log; Ctrl+C stops it. With --detach it keeps running, and “porticoctl stop” or the window ends it.</source>
        <translation>Reste au premier plan et montre le journal&#xa0;; Ctrl+C l&apos;arrête. Avec --detach, elle reste en marche, et «&#xa0;porticoctl stop&#xa0;» ou la fenêtre l&apos;arrête.</translation>
    </message>
</context>
<context>
    <name>portico::cli::StatusCommand</name>
    <message>
        <source>%1 (safe start, without node packs)</source>
        <translation>%1 (démarrage sans échec, sans packs de nœuds)</translation>
    </message>
    <message>
        <source>%1, process %2, %3</source>
        <translation>%1, processus %2, %3</translation>
    </message>
    <message>
        <source>Show what an install does right now</source>
        <translation>Montrer ce que fait une installation à cet instant</translation>
    </message>
    <message>
        <source>Without a name it shows all of them. With --ready the exit code is 1 unless each of them is ready, for health checks.</source>
        <translation>Sans nom, les montre toutes. Avec --ready, le code de sortie est 1, sauf si chacune est prête, pour les contrôles de santé.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>Exit code 1 unless it is ready.</source>
        <translation>Code de sortie 1, sauf si elle est prête.</translation>
    </message>
    <message>
        <source>Look at the sessions</source>
        <translation>Examiner les sessions</translation>
    </message>
</context>
<context>
    <name>portico::cli::StopCommand</name>
    <message>
        <source>“%1” is stopped.</source>
        <translation>«&#xa0;%1&#xa0;» est arrêtée.</translation>
    </message>
    <message>
        <source>“%1” was not running.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;était pas en marche.</translation>
    </message>
    <message>
        <source>Stop an install, whoever started it</source>
        <translation>Arrêter une installation, quel que soit qui l&apos;a démarrée</translation>
    </message>
    <message>
        <source>Asks ComfyUI to end, then terminates it, then kills what is left, and waits until nothing is left.</source>
        <translation>Demande à ComfyUI de s&apos;arrêter, puis le termine, puis tue ce qui reste, et attend qu&apos;il ne reste rien.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>End it at once, without asking it first.</source>
        <translation>L&apos;arrêter aussitôt, sans le lui demander d&apos;abord.</translation>
    </message>
</context>
<context>
    <name>portico::cli::Suggestions</name>
    <message>
        <source>Tell the version.</source>
        <translation>Indiquer la version.</translation>
    </message>
    <message>
        <source>Tell what a command does</source>
        <translation>Dire ce que fait une commande</translation>
    </message>
</context>
<context>
    <name>portico::cli::Terminal</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Détails&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::TestWorkflowCommand</name>
    <message numerus="yes">
        <source>“%1” (%n node(s)) is a test of “%2” now: each update shows that it works before its switch. Try it at once: porticoctl test-workflow run %3.</source>
        <translation>
            <numerusform>«&#xa0;%1&#xa0;» (%n nœud) est maintenant un test de «&#xa0;%2&#xa0;»&#xa0;: chaque mise à jour montre qu&apos;il fonctionne avant de basculer. Essayez-le tout de suite&#xa0;: porticoctl test-workflow run %3.</numerusform>
            <numerusform>«&#xa0;%1&#xa0;» (%n nœuds) est maintenant un test de «&#xa0;%2&#xa0;»&#xa0;: chaque mise à jour montre qu&apos;il fonctionne avant de basculer. Essayez-le tout de suite&#xa0;: porticoctl test-workflow run %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a test workflow</source>
        <translation>Enregistrer un workflow de test</translation>
    </message>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;a pas de workflow de test.</translation>
    </message>
    <message>
        <source>List the test workflows</source>
        <translation>Énumérer les workflows de test</translation>
    </message>
    <message>
        <source>“%1” is no test of “%2” any more.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est plus un test de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>Remove a test workflow</source>
        <translation>Retirer un workflow de test</translation>
    </message>
    <message>
        <source>%1: works, %2 s</source>
        <translation>%1&#xa0;: fonctionne, %2 s</translation>
    </message>
    <message>
        <source>Try the test workflows</source>
        <translation>Essayer les workflows de test</translation>
    </message>
    <message>
        <source>“test-workflow” cannot “%1”.</source>
        <translation>«&#xa0;test-workflow&#xa0;» ne sait pas faire «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Choisissez parmi&#xa0;: %1.</translation>
    </message>
    <message>
        <source>“test-workflow %1” does not go with these words.</source>
        <translation>«&#xa0;test-workflow %1&#xa0;» ne va pas avec ces mots.</translation>
    </message>
    <message>
        <source>A test workflow is a file of ComfyUI&apos;s “File, Export (API)”, of which the install keeps a copy. “update” starts the new generation for real, with node packs and models, on a port, user folder, output and database of its own, and switches to it only when it works off all of them; else it says which one failed, at which node and why. “run” does the same with the generation of now, also while ComfyUI runs, and ends with 1 where one fails.</source>
        <translation>Un workflow de test est un fichier issu de «&#xa0;File, Export (API)&#xa0;» de ComfyUI, dont l&apos;installation garde une copie. «&#xa0;update&#xa0;» démarre la nouvelle génération pour de bon, avec packs de nœuds et modèles, sur son propre port, avec ses propres dossiers utilisateur et de sortie et sa propre base de données, et n&apos;y passe que si elle les exécute tous avec succès&#xa0;; sinon, dit lequel a échoué, à quel nœud et pourquoi. «&#xa0;run&#xa0;» fait de même avec la génération actuelle, même pendant que ComfyUI est en marche, et se termine par 1 si l&apos;un échoue.</translation>
    </message>
    <message>
        <source>Save workflows that an update must work off before its switch</source>
        <translation>Enregistrer des workflows qu&apos;une mise à jour doit exécuter avec succès avant de basculer</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Que faire.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>What to call it (default: the file&apos;s name).</source>
        <translation>Le nom à lui donner (par défaut&#xa0;: celui du fichier).</translation>
    </message>
</context>
<context>
    <name>portico::cli::TokenCommand</name>
    <message>
        <source>No token was given.</source>
        <translation>Aucun jeton n&apos;a été donné.</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line.</source>
        <translation>Écrivez-le sur l&apos;entrée standard, sur une seule ligne.</translation>
    </message>
    <message>
        <source>The token could not be kept.</source>
        <translation>Le jeton n&apos;a pas pu être gardé.</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and PORTICO_GITHUB_TOKEN_FILE names.</source>
        <translation>Là où il n&apos;y a pas de trousseau, donnez-le dans la variable PORTICO_GITHUB_TOKEN, ou dans un fichier que vous seul pouvez lire et que nomme PORTICO_GITHUB_TOKEN_FILE.</translation>
    </message>
    <message>
        <source>GitHub is asked with your token.</source>
        <translation>GitHub est interrogé avec votre jeton.</translation>
    </message>
    <message>
        <source>GitHub is asked without a token.</source>
        <translation>GitHub est interrogé sans jeton.</translation>
    </message>
    <message>
        <source>GitHub token:</source>
        <translation>Jeton GitHub&#xa0;:</translation>
    </message>
    <message>
        <source>Show, give or forget the GitHub token</source>
        <translation>Montrer, donner ou oublier le jeton GitHub</translation>
    </message>
    <message>
        <source>With a token GitHub answers 5,000 questions an hour instead of 60. It is kept in the system&apos;s keychain only, and goes to GitHub alone. It needs no rights for that; publishing needs some: see “porticoctl help github”.</source>
        <translation>Avec un jeton, GitHub répond à 5 000 questions par heure au lieu de 60. Il n&apos;est gardé que dans le trousseau du système, et ne va qu&apos;à GitHub. Il ne lui faut pour cela aucun droit&#xa0;; publier en demande&#xa0;: voyez «&#xa0;porticoctl help github&#xa0;».</translation>
    </message>
    <message>
        <source>Read it from standard input and keep it.</source>
        <translation>Le lire sur l&apos;entrée standard et le garder.</translation>
    </message>
    <message>
        <source>Remove it from the keychain.</source>
        <translation>Le retirer du trousseau.</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>«&#xa0;%1&#xa0;» ne dit rien des paquets.</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>Écrivez auto, newest ou as-of-version.</translation>
    </message>
    <message>
        <source>More than one of --to, --ref and --track is given.</source>
        <translation>Plus d&apos;un parmi --to, --ref et --track est donné.</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>Donnez-en un seul.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un canal.</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>Écrivez stable ou latest.</translation>
    </message>
    <message>
        <source>Nobody tells which releases of ComfyUI there are.</source>
        <translation>On ne sait pas quelles versions de ComfyUI existent.</translation>
    </message>
    <message>
        <source>Name a version: --to.</source>
        <translation>Indiquez une version&#xa0;: --to.</translation>
    </message>
    <message>
        <source>“%1” is like that already: nothing is to be done.</source>
        <translation>«&#xa0;%1&#xa0;» est déjà ainsi&#xa0;: il n&apos;y a rien à faire.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Rien n&apos;a été changé. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2, and %3 has nothing newer.</source>
        <translation>«&#xa0;%1&#xa0;» est à ComfyUI %2, et %3 n&apos;a rien de plus récent.</translation>
    </message>
    <message>
        <source>Update ComfyUI</source>
        <translation>Mettre ComfyUI à jour</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
    <message>
        <source>A release, such as 0.34.0.</source>
        <translation>Une version publiée, comme 0.34.0.</translation>
    </message>
    <message>
        <source>A tag, branch or commit.</source>
        <translation>Une étiquette, une branche ou un commit.</translation>
    </message>
    <message>
        <source>The release of that track, stable or latest; without a version, of the one that the install is set to.</source>
        <translation>La version de ce canal, stable ou latest&#xa0;; sans version, de celui que suit l&apos;installation.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it (default: where this one came from).</source>
        <translation>Le dépôt de ComfyUI ou l&apos;un de ses forks (par défaut&#xa0;: celui d&apos;où vient l&apos;actuel).</translation>
    </message>
    <message>
        <source>Torch for another accelerator: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu.</source>
        <translation>Torch pour un autre accélérateur&#xa0;: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu.</translation>
    </message>
    <message>
        <source>Which packages count where new ones are needed: newest, as-of-version, or auto (default: as-of-version when that ComfyUI is older than a month).</source>
        <translation>Quels paquets comptent là où de nouveaux sont nécessaires&#xa0;: newest, as-of-version, ou auto (par défaut&#xa0;: as-of-version si ce ComfyUI a plus d&apos;un mois).</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>Construire les paquets qui n&apos;existent pas tout prêts&#xa0;; cela exécute leur code.</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>Le dire seulement, comme sans --yes.</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>Le faire vraiment.</translation>
    </message>
    <message>
        <source>--sha256 says which bundle it must be, and none is given.</source>
        <translation>--sha256 dit quel kit ce doit être, et aucun n&apos;est donné.</translation>
    </message>
    <message>
        <source>Give it with --bundle.</source>
        <translation>Donnez-le avec --bundle.</translation>
    </message>
    <message>
        <source>A bundle brings ComfyUI, Python and torch: --%1 says nothing about it.</source>
        <translation>Un kit apporte ComfyUI, Python et torch&#xa0;: --%1 n&apos;en dit rien.</translation>
    </message>
    <message>
        <source>Give one of both.</source>
        <translation>Donnez l&apos;un des deux.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Donnez ses 64 chiffres hexadécimaux.</translation>
    </message>
    <message>
        <source>Change an install&apos;s ComfyUI, torch or Python; says first what changes</source>
        <translation>Changer le ComfyUI, le torch ou le Python d&apos;une installation&#xa0;; dit d&apos;abord ce qui change</translation>
    </message>
    <message>
        <source>Builds a new generation beside the old one: Python shared, ComfyUI at that version, its packages with as few changes as possible, the packages of node packs anew. It is started once as a test, and once more for the install&apos;s test workflows, then switched to; where that fails, the old one stays as it is. “porticoctl rollback” goes back at once. With --accelerator, --torch or --python and without a version, the ComfyUI stays that it is. With --bundle, ComfyUI, Python and torch are those of the bundle, which is fetched, checked and unpacked before it can be said what changes.</source>
        <translation>Construit une nouvelle génération à côté de l&apos;ancienne&#xa0;: Python partagé, ComfyUI à cette version, ses paquets avec le moins de changements possible, les paquets de packs de nœuds à neuf. Elle est démarrée une fois à l&apos;essai, et une fois de plus pour les workflows de test de l&apos;installation, puis devient l&apos;actuelle&#xa0;; si cela échoue, l&apos;ancienne reste telle quelle. «&#xa0;porticoctl rollback&#xa0;» y revient aussitôt. Avec --accelerator, --torch ou --python et sans version, le ComfyUI reste le même. Avec --bundle, ComfyUI, Python et torch sont ceux du kit, qui est récupéré, contrôlé et décompressé avant qu&apos;on puisse dire ce qui change.</translation>
    </message>
    <message>
        <source>Another torch for the same accelerator, such as 2.9.1.</source>
        <translation>Un autre torch pour le même accélérateur, comme 2.9.1.</translation>
    </message>
    <message>
        <source>Another Python, with every package put in anew: a version such as 3.12, or the path of an interpreter.</source>
        <translation>Un autre Python, où chaque paquet est remis à neuf&#xa0;: une version comme 3.12, ou le chemin d&apos;un interpréteur.</translation>
    </message>
    <message>
        <source>ComfyUI and Python of this one: its id in the catalogue, or a file, folder or address.</source>
        <translation>ComfyUI et Python de celui-ci&#xa0;: son identifiant dans le catalogue, ou un fichier, un dossier ou une adresse.</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>Un fichier ou une adresse doit avoir ce SHA-256.</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateLines</name>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>It shares %1 with the one before.</source>
        <translation>Elle partage %1 avec la précédente.</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>%1 ont été copiés&#xa0;: les fichiers ne peuvent pas être partagés sur ce disque.</translation>
    </message>
    <message>
        <source>an unknown version</source>
        <translation>une version inconnue</translation>
    </message>
    <message>
        <source>ComfyUI  %1 stays</source>
        <translation>ComfyUI  %1 reste</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>de %1, %2</translation>
    </message>
    <message>
        <source>Accelerator  %1 → %2</source>
        <translation>Accélérateur  %1 → %2</translation>
    </message>
    <message>
        <source>What ComfyUI asks for:</source>
        <translation>Ce que ComfyUI demande&#xa0;:</translation>
    </message>
    <message>
        <source>Packages of its Python:</source>
        <translation>Paquets de son Python&#xa0;:</translation>
    </message>
    <message>
        <source>The packages of its Python stay as they are.</source>
        <translation>Les paquets de son Python restent tels quels.</translation>
    </message>
    <message>
        <source>This is an older ComfyUI than now.</source>
        <translation>C&apos;est un ComfyUI plus ancien que l&apos;actuel.</translation>
    </message>
    <message>
        <source>Does not go together: %1</source>
        <translation>Ne va pas ensemble&#xa0;: %1</translation>
    </message>
    <message>
        <source>Test workflows before the switch: %1.</source>
        <translation>Workflows de test avant de basculer&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The packages of node packs are planned anew for it, it is started once as a test, and the old one stays.</source>
        <translation>Les paquets de packs de nœuds sont planifiés de nouveau pour lui, il est démarré une fois à l&apos;essai, et l&apos;ancien reste.</translation>
    </message>
    <message>
        <source>Generation %1 is there. “%2” is running and stays at %3: stop it, then go over by “porticoctl rollback %4 --to %1”.</source>
        <translation>La génération %1 est là. «&#xa0;%2&#xa0;» est en marche et reste à %3&#xa0;: arrêtez-la, puis passez à l&apos;autre avec «&#xa0;porticoctl rollback %4 --to %1&#xa0;».</translation>
    </message>
    <message>
        <source>Back again: porticoctl rollback %1.</source>
        <translation>Pour revenir&#xa0;: porticoctl rollback %1.</translation>
    </message>
    <message>
        <source>Python  %1 → %2, with all of its packages put in anew</source>
        <translation>Python  %1 → %2, où tous ses paquets sont remis à neuf</translation>
    </message>
    <message>
        <source>Python  %1 → %2</source>
        <translation>Python  %1 → %2</translation>
    </message>
    <message>
        <source>Its packages are of the same versions as now.</source>
        <translation>Ses paquets ont les mêmes versions que maintenant.</translation>
    </message>
</context>
<context>
    <name>portico::cli::VendorCommand</name>
    <message>
        <source>Export what is kept for offline</source>
        <translation>Exporter ce qui est gardé hors ligne</translation>
    </message>
    <message>
        <source>%1 is in %2, %3.</source>
        <translation>%1 est dans %2, %3.</translation>
    </message>
    <message>
        <source>Import what was kept for offline elsewhere</source>
        <translation>Importer ce qui a été gardé hors ligne ailleurs</translation>
    </message>
    <message numerus="yes">
        <source>%1 is kept here now: %n files, %2. Make an install of it with “porticoctl vendor rebuild %1 --yes”.</source>
        <translation>
            <numerusform>%1 est maintenant gardé ici&#xa0;: %n fichier, %2. Faites-en une installation avec «&#xa0;porticoctl vendor rebuild %1 --yes&#xa0;».</numerusform>
            <numerusform>%1 est maintenant gardé ici&#xa0;: %n fichiers, %2. Faites-en une installation avec «&#xa0;porticoctl vendor rebuild %1 --yes&#xa0;».</numerusform>
        </translation>
    </message>
    <message>
        <source>Usage: porticoctl vendor %1 %2</source>
        <translation>Utilisation&#xa0;: porticoctl vendor %1 %2</translation>
    </message>
    <message>
        <source>“vendor %1” needs more than was given.</source>
        <translation>«&#xa0;vendor %1&#xa0;» a besoin de plus que ce qui a été donné.</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “%2”.</source>
        <translation>«&#xa0;vendor %1&#xa0;» ne prend pas de «&#xa0;%2&#xa0;».</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “--%2”.</source>
        <translation>«&#xa0;vendor %1&#xa0;» ne prend pas de «&#xa0;--%2&#xa0;».</translation>
    </message>
    <message>
        <source>Keep for offline: all that an install is made of comes into the library&apos;s store, so that it can be made again without a network, whatever becomes of where its parts came from: ComfyUI with its Python, node packs with their history, the packages of the layer, isolated environments. “vendor &lt;install&gt;” is “vendor keep &lt;install&gt;”. Each file is compared with what promises it, and what cannot be kept is named with its reason. &lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS is for “sha256sum -c”, run in that folder. “verify” compares all of it before anything is replaced; “rebuild” makes a new install of it with no network at all, and compares each part with the first build; “check-upstream” tells what is gone or is another where it came from, and changes nothing. “export” makes one file of it, which “import” takes into another computer&apos;s library. What is kept stays until “remove”. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Garder hors ligne&#xa0;: tout ce dont une installation est faite entre dans la réserve de la bibliothèque, pour qu&apos;elle puisse être refaite sans réseau, quoi qu&apos;il advienne de l&apos;origine de ses parties&#xa0;: ComfyUI avec son Python, les packs de nœuds avec leur historique, les paquets de la couche, les environnements isolés. «&#xa0;vendor &lt;install&gt;&#xa0;» équivaut à «&#xa0;vendor keep &lt;install&gt;&#xa0;». Chaque fichier est comparé avec ce qui l&apos;annonce, et ce qui ne peut pas être gardé est nommé avec sa raison. &lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS est destiné à «&#xa0;sha256sum -c&#xa0;», exécuté dans ce dossier. «&#xa0;verify&#xa0;» compare le tout avant que rien ne soit remplacé&#xa0;; «&#xa0;rebuild&#xa0;» en fait une nouvelle installation sans aucun réseau, et compare chaque partie avec la première construction&#xa0;; «&#xa0;check-upstream&#xa0;» dit ce qui a disparu ou est devenu autre là d&apos;où cela venait, et ne change rien. «&#xa0;export&#xa0;» en fait un seul fichier, que «&#xa0;import&#xa0;» reprend dans la bibliothèque d&apos;un autre ordinateur. Ce qui est gardé reste jusqu&apos;à «&#xa0;remove&#xa0;». Rien ne change sans --yes&#xa0;: il est d&apos;abord montré ce qui changerait.</translation>
    </message>
    <message>
        <source>Keep an install for offline, verify it, rebuild it</source>
        <translation>Garder une installation hors ligne, la vérifier, la reconstruire</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Que faire.</translation>
    </message>
    <message>
        <source>A snapshot to keep, instead of the install as it is now.</source>
        <translation>Un instantané à garder, au lieu de l&apos;installation telle qu&apos;elle est maintenant.</translation>
    </message>
    <message>
        <source>Have what is damaged or lacking again.</source>
        <translation>Obtenir de nouveau ce qui est endommagé ou manque.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>Le port par lequel l&apos;atteindre.</translation>
    </message>
    <message>
        <source>What the new install is called.</source>
        <translation>Le nom de la nouvelle installation.</translation>
    </message>
    <message>
        <source>Rebuild also where something could not be kept.</source>
        <translation>Reconstruire même là où quelque chose n&apos;a pas pu être gardé.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Montrer seulement ce qui serait fait.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Le faire vraiment&#xa0;; sinon, c&apos;est seulement montré.</translation>
    </message>
    <message>
        <source>is kept already</source>
        <translation>est déjà gardé</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>à récupérer</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>est ici</translation>
    </message>
    <message>
        <source>%1 to keep, before it is packed.</source>
        <translation>%1 à garder, avant compression.</translation>
    </message>
    <message>
        <source>Nothing was kept. Do it with --yes.</source>
        <translation>Rien n&apos;a été gardé. Faites-le avec --yes.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline as %2: %n files, %3.</source>
        <translation>
            <numerusform>«&#xa0;%1&#xa0;» est gardée hors ligne comme %2&#xa0;: %n fichier, %3.</numerusform>
            <numerusform>«&#xa0;%1&#xa0;» est gardée hors ligne comme %2&#xa0;: %n fichiers, %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Manifest %1</source>
        <translation>Manifeste %1</translation>
    </message>
    <message>
        <source>Keep for offline</source>
        <translation>Garder hors ligne</translation>
    </message>
    <message>
        <source>List what is kept for offline</source>
        <translation>Énumérer ce qui est gardé hors ligne</translation>
    </message>
    <message>
        <source>Nothing is kept for offline yet.</source>
        <translation>Rien n&apos;est encore gardé hors ligne.</translation>
    </message>
    <message>
        <source>Let go of what is kept for offline</source>
        <translation>Abandonner ce qui est gardé hors ligne</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>Rien n&apos;a été retiré. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>%1 were freed. Packages that nothing else needs go with “porticoctl clean”.</source>
        <translation>%1 ont été libérés. Les paquets dont rien d&apos;autre n&apos;a besoin partent avec «&#xa0;porticoctl clean&#xa0;».</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n fichier</numerusform>
            <numerusform>%n fichiers</numerusform>
        </translation>
    </message>
    <message>
        <source>(not finished: keep it again)</source>
        <translation>(inachevé&#xa0;: gardez-le de nouveau)</translation>
    </message>
    <message numerus="yes">
        <source>(%n parts are lacking)</source>
        <translation>
            <numerusform>(il manque %n partie)</numerusform>
            <numerusform>(il manque %n parties)</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept: %1, %2. %3</source>
        <translation>Non gardé&#xa0;: %1, %2. %3</translation>
    </message>
    <message>
        <source>there as it was</source>
        <translation>là, comme avant</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>disparu</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>modifié</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>What is kept for offline is not touched by that.</source>
        <translation>Ce qui est gardé hors ligne n&apos;en est pas affecté.</translation>
    </message>
    <message>
        <source>Ask where it came from</source>
        <translation>Demander là d&apos;où cela venait</translation>
    </message>
    <message>
        <source>missing: %1 (%2)</source>
        <translation>manquant&#xa0;: %1 (%2)</translation>
    </message>
    <message>
        <source>damaged: %1 (%2)</source>
        <translation>endommagé&#xa0;: %1 (%2)</translation>
    </message>
    <message>
        <source>%1: keeping it was interrupted; keep it again.</source>
        <translation>%1&#xa0;: la mise de côté a été interrompue&#xa0;; gardez-le de nouveau.</translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n files are as they were kept, %2.</source>
        <translation>
            <numerusform>%1&#xa0;: le fichier (%n) est tel qu&apos;il a été gardé, %2.</numerusform>
            <numerusform>%1&#xa0;: les %n fichiers sont tous tels qu&apos;ils ont été gardés, %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Verify what is kept for offline</source>
        <translation>Vérifier ce qui est gardé hors ligne</translation>
    </message>
    <message>
        <source>“%1” is rebuilt of %2.</source>
        <translation>«&#xa0;%1&#xa0;» est reconstruite à partir de %2.</translation>
    </message>
    <message>
        <source>Manifest %1, the same as at first.</source>
        <translation>Manifeste %1, le même qu&apos;à l&apos;origine.</translation>
    </message>
    <message>
        <source>Manifest %1; at first it was %2.</source>
        <translation>Manifeste %1&#xa0;; à l&apos;origine, c&apos;était %2.</translation>
    </message>
    <message>
        <source>Nothing was rebuilt. Do it with --yes.</source>
        <translation>Rien n&apos;a été reconstruit. Faites-le avec --yes.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;est pas un port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Choisissez un nombre de 1 à 65535, comme 8188.</translation>
    </message>
    <message>
        <source>Rebuild from what is kept for offline</source>
        <translation>Reconstruire à partir de ce qui est gardé hors ligne</translation>
    </message>
</context>
<context>
    <name>portico::cli::VerifyCommand</name>
    <message>
        <source>Verify the packages</source>
        <translation>Vérifier les paquets</translation>
    </message>
    <message>
        <source>What would be done: porticoctl repair &lt;install&gt; --dry-run</source>
        <translation>Ce qui serait fait&#xa0;: porticoctl repair &lt;install&gt; --dry-run</translation>
    </message>
    <message>
        <source>Say whether something broke the Python packages of an install</source>
        <translation>Dire si quelque chose a cassé les paquets Python d&apos;une installation</translation>
    </message>
    <message>
        <source>Reads files only: nothing is started or changed, also while ComfyUI runs. Exit code 0: clean (there may be remarks); 1: contaminated, with what repairs it; 4: there is no such install. Without a name it looks at all of them.</source>
        <translation>Lit seulement des fichiers&#xa0;: rien n&apos;est démarré ni changé, même pendant que ComfyUI est en marche. Code de sortie 0&#xa0;: propre (il peut y avoir des remarques)&#xa0;; 1&#xa0;: contaminé, avec ce qui le répare&#xa0;; 4&#xa0;: cette installation n&apos;existe pas. Sans nom, examine toutes les installations.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Son identifiant ou son nom.</translation>
    </message>
</context>
<context>
    <name>portico::cli::VersionsCommand</name>
    <message>
        <source>Show the notes of this one.</source>
        <translation>Montrer les notes de celle-ci.</translation>
    </message>
    <message>
        <source>Ask GitHub for what is new.</source>
        <translation>Demander à GitHub ce qui est nouveau.</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>Montrer ce qui est gardé&#xa0;; ne demander à personne.</translation>
    </message>
    <message>
        <source>prerelease</source>
        <translation>préversion</translation>
    </message>
    <message>
        <source>As it was %1.</source>
        <translation>État&#xa0;: %1.</translation>
    </message>
    <message>
        <source>There is no release “%1” of ComfyUI in the list.</source>
        <translation>Il n&apos;y a pas de version «&#xa0;%1&#xa0;» de ComfyUI dans la liste.</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists those that are known.</source>
        <translation>«&#xa0;porticoctl versions&#xa0;» énumère celles qui sont connues.</translation>
    </message>
    <message>
        <source>Read the versions</source>
        <translation>Lire les versions</translation>
    </message>
    <message>
        <source>List the releases of ComfyUI, with the stable and latest one</source>
        <translation>Énumérer les versions de ComfyUI, avec la stable et la plus récente</translation>
    </message>
    <message>
        <source>“latest” is the newest release; “stable” stays one line behind it until the line is two weeks old, and has its last patch.</source>
        <translation>«&#xa0;latest&#xa0;» est la version la plus récente&#xa0;; «&#xa0;stable&#xa0;» reste une série derrière elle jusqu&apos;à ce que cette série ait deux semaines, et en a le dernier correctif.</translation>
    </message>
</context>
</TS>
