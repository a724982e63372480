<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>main</name>
    <message>
        <source>Downloads, checks, unpacks, starts and watches portable ComfyUI.</source>
        <translation>Lädt portables ComfyUI herunter, prüft, entpackt, startet und überwacht es.</translation>
    </message>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>Der Ordner, in dem die Installationen liegen.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Look for unfinished work</source>
        <translation>Nach unfertigen Arbeiten suchen</translation>
    </message>
    <message>
        <source>A bundle to add: a file, folder or address; or a recipe, snapshot, list of builds or portico:// link.</source>
        <translation>Ein Bündel zum Hinzufügen: Datei, Ordner oder Adresse; oder ein Rezept, ein Schnappschuss, eine Liste von Builds oder ein portico://-Link.</translation>
    </message>
    <message>
        <source>Start without the window, where the system tray shows Portico.</source>
        <translation>Ohne Fenster starten, sofern der Infobereich Portico anzeigt.</translation>
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
        <translation>torch %1 und CUDA %2</translation>
    </message>
    <message>
        <source>no torch</source>
        <translation>kein torch</translation>
    </message>
    <message>
        <source>torch %1 (%2)</source>
        <translation>torch %1 (%2)</translation>
    </message>
    <message>
        <source>%1 is compiled for one torch and one CUDA, and there is no wheel of it for %2.</source>
        <translation>%1 ist für genau ein torch und ein CUDA übersetzt, und es gibt davon kein Wheel für %2.</translation>
    </message>
    <message>
        <source>The wheel of %1 does not say which torch it is made for; this install has %2.</source>
        <translation>Das Wheel von %1 sagt nicht, für welches torch es gemacht ist; diese Installation hat %2.</translation>
    </message>
    <message>
        <source>%1 is made for %2; this install has %3.</source>
        <translation>%1 ist für %2 gemacht; diese Installation hat %3.</translation>
    </message>
</context>
<context>
    <name>portico::Absorb</name>
    <message>
        <source>Nothing was added to “%1” that a layer could hold.</source>
        <translation>Zu „%1“ wurde nichts hinzugefügt, was eine Schicht aufnehmen könnte.</translation>
    </message>
    <message>
        <source>Put back what was changed instead.</source>
        <translation>Stellen Sie stattdessen wieder her, was geändert wurde.</translation>
    </message>
    <message>
        <source>Absorbed</source>
        <translation>Aufgenommen</translation>
    </message>
</context>
<context>
    <name>portico::AddBundle</name>
    <message>
        <source>The archive has %1; %2 are free for unpacking it.</source>
        <translation>Das Archiv hat %1; zum Entpacken sind %2 frei.</translation>
    </message>
    <message>
        <source>The file %1 changed while it was unpacked.</source>
        <translation>Die Datei %1 hat sich beim Entpacken geändert.</translation>
    </message>
    <message>
        <source>Wait until nothing writes it, then try again.</source>
        <translation>Warten Sie, bis nichts mehr in sie schreibt, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>Unpacked %n files, %1; with the archive %2 at most.</source>
        <translation>
            <numerusform>Eine Datei entpackt, %1; mit dem Archiv höchstens %2.</numerusform>
            <numerusform>%n Dateien entpackt, %1; mit dem Archiv höchstens %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>This bundle has a virtual environment, which works only in the place where it was made.</source>
        <translation>Dieses Bündel hat eine virtuelle Umgebung, die nur dort funktioniert, wo sie angelegt wurde.</translation>
    </message>
    <message>
        <source>Unpack it yourself where it belongs and add it as an existing folder.</source>
        <translation>Entpacken Sie es selbst dort, wo es hingehört, und fügen Sie es als vorhandenen Ordner hinzu.</translation>
    </message>
    <message>
        <source>Recognised: %1, ComfyUI %2, Python %3, torch %4.</source>
        <translation>Erkannt: %1, ComfyUI %2, Python %3, torch %4.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>unpacking %1</source>
        <translation>Entpacken von %1</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>Der SHA-256 ist der veröffentlichte: %1.</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>Nicht überprüft: Es ist kein veröffentlichter SHA-256 bekannt. Dieses Bündel hat %1.</translation>
    </message>
    <message>
        <source>The library folder %1 cannot be written.</source>
        <translation>In den Bibliotheksordner %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose another library folder.</source>
        <translation>Wählen Sie einen anderen Bibliotheksordner.</translation>
    </message>
    <message>
        <source>Not verified: a folder has no published SHA-256.</source>
        <translation>Nicht überprüft: Für einen Ordner gibt es keinen veröffentlichten SHA-256.</translation>
    </message>
</context>
<context>
    <name>portico::AddSteps</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Überprüfen</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>Entpacken</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
</context>
<context>
    <name>portico::AddedBundle</name>
    <message>
        <source>%1 says %2 %3; its files say %4, and they count.</source>
        <translation>%1 nennt %2 %3; seine Dateien sagen %4, und sie gelten.</translation>
    </message>
    <message>
        <source>the accelerator</source>
        <translation>den Beschleuniger</translation>
    </message>
    <message>
        <source>Where the node pack “%1” came from is not taken over: %2 is no address and commit of a repository.</source>
        <translation>Woher das Node-Pack „%1“ kam, wird nicht übernommen: %2 ist nicht Adresse und Commit eines Repositorys.</translation>
    </message>
    <message>
        <source>The list of files is not the one that %1 names.</source>
        <translation>Die Dateiliste ist nicht die, die %1 nennt.</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>Holen Sie das Bündel noch einmal.</translation>
    </message>
    <message>
        <source>What the bundle says of itself is not taken over: %1</source>
        <translation>Was das Bündel über sich sagt, wird nicht übernommen: %1</translation>
    </message>
</context>
<context>
    <name>portico::AdoptFolder</name>
    <message>
        <source>The folder %1 belongs to the install “%2” already.</source>
        <translation>Der Ordner %1 gehört schon zur Installation „%2“.</translation>
    </message>
    <message>
        <source>Use that install, or choose another folder.</source>
        <translation>Verwenden Sie diese Installation, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>adding the folder %1</source>
        <translation>Hinzufügen des Ordners %1</translation>
    </message>
</context>
<context>
    <name>portico::AnymatixSource</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Anymatix-Releases</translation>
    </message>
    <message>
        <source>Anymatix releases of %1</source>
        <translation>Anymatix-Releases von %1</translation>
    </message>
    <message>
        <source>Anymatix portable ComfyUI %1 for %2</source>
        <translation>Portables ComfyUI %1 von Anymatix für %2</translation>
    </message>
</context>
<context>
    <name>portico::AppUpdate</name>
    <message>
        <source>This build of Portico has no key to tell real updates by, so it looks for none.</source>
        <translation>Dieser Build von Portico hat keinen Schlüssel, um echte Updates zu erkennen, und sucht daher keine.</translation>
    </message>
    <message>
        <source>Fetch a newer Portico from where you got this one.</source>
        <translation>Holen Sie ein neueres Portico von dort, woher Sie dieses haben.</translation>
    </message>
    <message>
        <source>Look for updates</source>
        <translation>Nach Updates suchen</translation>
    </message>
    <message>
        <source>Portico is not replaced while a session runs: %1.</source>
        <translation>Portico wird nicht ersetzt, während eine Sitzung läuft: %1.</translation>
    </message>
    <message>
        <source>Stop it, then try again. What was downloaded is kept.</source>
        <translation>Halten Sie die Installation an, und versuchen Sie es dann noch einmal. Was heruntergeladen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The update changed on this computer after it was fetched; it was not used.</source>
        <translation>Das Update hat sich auf diesem Computer geändert, nachdem es geholt wurde; es wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, check the disk.</source>
        <translation>Versuchen Sie es noch einmal. Geschieht es wieder, prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>The installer could not be started: %1.</source>
        <translation>Das Installationsprogramm konnte nicht gestartet werden: %1.</translation>
    </message>
    <message>
        <source>Open it yourself: %1.</source>
        <translation>Öffnen Sie es selbst: %1.</translation>
    </message>
    <message>
        <source>updating Portico</source>
        <translation>Aktualisieren von Portico</translation>
    </message>
    <message>
        <source>This Portico was installed by %1, which updates it, too.</source>
        <translation>Dieses Portico wurde durch %1 installiert und wird auch so aktualisiert.</translation>
    </message>
    <message>
        <source>This Portico was unpacked or built by hand, so it does not replace itself.</source>
        <translation>Dieses Portico wurde von Hand entpackt oder gebaut und ersetzt sich daher nicht selbst.</translation>
    </message>
    <message>
        <source>Fetch the newer one in the same way.</source>
        <translation>Holen Sie das neuere auf demselben Weg.</translation>
    </message>
    <message>
        <source>Run “flatpak update”.</source>
        <translation>Führen Sie „flatpak update“ aus.</translation>
    </message>
    <message>
        <source>Run “snap refresh”.</source>
        <translation>Führen Sie „snap refresh“ aus.</translation>
    </message>
    <message>
        <source>the system&apos;s packages (%1)</source>
        <translation>die Pakete des Systems (%1)</translation>
    </message>
    <message>
        <source>Update it as you update the system.</source>
        <translation>Aktualisieren Sie es so, wie Sie das System aktualisieren.</translation>
    </message>
    <message>
        <source>Put it in place</source>
        <translation>An seinen Platz bringen</translation>
    </message>
    <message>
        <source>%1 could not be replaced and is as it was.</source>
        <translation>%1 konnte nicht ersetzt werden und ist, wie es war.</translation>
    </message>
    <message>
        <source>%1 sends the update so slowly that it would never end.</source>
        <translation>%1 sendet das Update so langsam, dass es nie fertig würde.</translation>
    </message>
    <message>
        <source>Try again later or in another network; what came is kept.</source>
        <translation>Versuchen Sie es später oder in einem anderen Netzwerk noch einmal; was angekommen ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>This build of Portico was given update keys that cannot be used.</source>
        <translation>Dieser Build von Portico hat Schlüssel für Updates bekommen, die nicht zu verwenden sind.</translation>
    </message>
    <message>
        <source>Install a Portico that was made by its authors.</source>
        <translation>Installieren Sie ein Portico, das von seinen Entwicklern stammt.</translation>
    </message>
    <message>
        <source>What Portico&apos;s authors say about updates is nothing that this version understands.</source>
        <translation>Was die Entwickler von Portico über Updates sagen, versteht diese Version nicht.</translation>
    </message>
    <message>
        <source>Nothing was changed. Fetch the newest Portico from where you got this one.</source>
        <translation>Nichts wurde geändert. Holen Sie das neueste Portico von dort, woher Sie dieses haben.</translation>
    </message>
    <message>
        <source>The signatures of the update are no signatures.</source>
        <translation>Die Signaturen des Updates sind keine Signaturen.</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again tomorrow; if it stays, tell the makers of Portico.</source>
        <translation>Nichts wurde geändert. Versuchen Sie es morgen noch einmal; bleibt es so, sagen Sie den Entwicklern von Portico Bescheid.</translation>
    </message>
    <message>
        <source>What the server says about updates was not signed by Portico&apos;s authors: somebody may have changed it on the way.</source>
        <translation>Was der Server über Updates sagt, wurde nicht von den Entwicklern von Portico signiert: Vielleicht hat es jemand unterwegs geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again in another network; if it stays, tell the makers of Portico.</source>
        <translation>Nichts wurde geändert. Versuchen Sie es in einem anderen Netzwerk noch einmal; bleibt es so, sagen Sie den Entwicklern von Portico Bescheid.</translation>
    </message>
    <message>
        <source>What the server says about updates was valid until %1 only: it may hold newer ones back.</source>
        <translation>Was der Server über Updates sagt, galt nur bis %1: Vielleicht hält er neuere zurück.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. If it is right, try again in another network or tomorrow.</source>
        <translation>Prüfen Sie das Datum dieses Computers. Stimmt es, versuchen Sie es in einem anderen Netzwerk oder morgen noch einmal.</translation>
    </message>
    <message>
        <source>What the server says about updates would be valid until %1, longer than is allowed.</source>
        <translation>Was der Server über Updates sagt, würde bis %1 gelten, länger als erlaubt.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. If it is right, tell the makers of Portico.</source>
        <translation>Prüfen Sie das Datum dieses Computers. Stimmt es, sagen Sie den Entwicklern von Portico Bescheid.</translation>
    </message>
    <message>
        <source>The server offers something older than what it offered before: updates never go back.</source>
        <translation>Der Server bietet etwas Älteres an als zuvor: Updates gehen nie zurück.</translation>
    </message>
</context>
<context>
    <name>portico::ApplySite</name>
    <message>
        <source>“%1” runs, so it cannot go to its version of ComfyUI now.</source>
        <translation>„%1“ läuft und kann daher jetzt nicht zu seiner ComfyUI-Version wechseln.</translation>
    </message>
    <message>
        <source>Stop it, then apply the file again: the new version is there.</source>
        <translation>Halten Sie die Installation an, und wenden Sie die Datei dann noch einmal an: Die neue Version liegt bereit.</translation>
    </message>
    <message>
        <source>“%1” went away meanwhile.</source>
        <translation>„%1“ ist inzwischen verschwunden.</translation>
    </message>
    <message>
        <source>Apply the file again.</source>
        <translation>Wenden Sie die Datei noch einmal an.</translation>
    </message>
    <message>
        <source>“%1” is being made.</source>
        <translation>„%1“ wird angelegt.</translation>
    </message>
    <message>
        <source>“%1” is there.</source>
        <translation>„%1“ ist da.</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2.</source>
        <translation>„%1“ ist bei ComfyUI %2.</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which does not run by itself: porticoctl nodes run-script.</source>
        <translation>„%1“ hat ein install.py, das nicht von selbst ausgeführt wird: porticoctl nodes run-script.</translation>
    </message>
    <message>
        <source>Node packs, their packages and settings of “%1” are as declared.</source>
        <translation>Node-Packs, ihre Pakete und die Einstellungen von „%1“ sind wie angegeben.</translation>
    </message>
    <message>
        <source>There is no install “%1”, and the file does not say what to make it of.</source>
        <translation>Es gibt keine Installation „%1“, und die Datei sagt nicht, woraus sie entstehen soll.</translation>
    </message>
    <message>
        <source>Give it a &quot;from&quot; with one of bundle, catalogue and kept.</source>
        <translation>Geben Sie ein &quot;from&quot; mit bundle, catalogue oder kept an.</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>Der Katalog hat kein Bündel „%1“.</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>„porticoctl catalogue --all“ listet alle auf.</translation>
    </message>
    <message>
        <source>%1 holds %2, and the file declares %3.</source>
        <translation>%1 enthält %2, und die Datei gibt %3 an.</translation>
    </message>
    <message>
        <source>Export the declared one: porticoctl vendor export.</source>
        <translation>Exportieren Sie die angegebene: porticoctl vendor export.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveError</name>
    <message>
        <source>%1 was refused because of its entry “%2”: %3.</source>
        <translation>%1 wurde wegen des Eintrags „%2“ abgelehnt: %3.</translation>
    </message>
    <message>
        <source>Get the bundle from a source that you trust; do not unpack this file.</source>
        <translation>Holen Sie das Bündel aus einer Quelle, der Sie vertrauen; entpacken Sie diese Datei nicht.</translation>
    </message>
    <message>
        <source>%1 was refused: %2.</source>
        <translation>%1 wurde abgelehnt: %2.</translation>
    </message>
    <message>
        <source>%1 is an incomplete download: its end is missing.</source>
        <translation>%1 ist unvollständig heruntergeladen: Das Ende fehlt.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>%1 is damaged: bytes in it are not what they were.</source>
        <translation>%1 ist beschädigt: Bytes darin sind nicht mehr, was sie waren.</translation>
    </message>
    <message>
        <source>%1 cannot be unpacked: %2.</source>
        <translation>%1 kann nicht entpackt werden: %2.</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>das Archiv ist durch ein Passwort geschützt</translation>
    </message>
    <message>
        <source>Unpack it with its own program and add the folder instead.</source>
        <translation>Entpacken Sie es mit dem eigenen Programm dafür, und fügen Sie stattdessen den Ordner hinzu.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveHandle</name>
    <message>
        <source>unpacking it takes too much memory</source>
        <translation>das Entpacken braucht zu viel Arbeitsspeicher</translation>
    </message>
    <message>
        <source>it uses a method that Portico does not know</source>
        <translation>das Archiv verwendet ein Verfahren, das Portico nicht kennt</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings, or unpack it with its own program and add the folder instead.</source>
        <translation>Packen Sie es noch einmal mit den üblichen Einstellungen, oder entpacken Sie es mit dem eigenen Programm dafür und fügen Sie stattdessen den Ordner hinzu.</translation>
    </message>
    <message>
        <source>there is no tar in it</source>
        <translation>es ist kein tar darin</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst.</source>
        <translation>Wählen Sie ein Bündel als zip, 7z, tar, tar.gz, tar.xz oder tar.zst.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveKind</name>
    <message>
        <source>it is a web page, not an archive</source>
        <translation>es ist eine Webseite, kein Archiv</translation>
    </message>
    <message>
        <source>it is a text with a server&apos;s answer, not an archive</source>
        <translation>es ist ein Text mit der Antwort eines Servers, kein Archiv</translation>
    </message>
    <message>
        <source>it is a program, not an archive</source>
        <translation>es ist ein Programm, kein Archiv</translation>
    </message>
    <message>
        <source>it is a RAR archive</source>
        <translation>es ist ein RAR-Archiv</translation>
    </message>
    <message>
        <source>it is compressed by bzip2</source>
        <translation>es ist mit bzip2 komprimiert</translation>
    </message>
    <message>
        <source>it is a cabinet archive</source>
        <translation>es ist ein CAB-Archiv</translation>
    </message>
    <message>
        <source>it is a Debian package or a library</source>
        <translation>es ist ein Debian-Paket oder eine Programmbibliothek</translation>
    </message>
    <message>
        <source>it is a disc image</source>
        <translation>es ist ein Datenträgerabbild</translation>
    </message>
    <message>
        <source>it is no archive that Portico knows</source>
        <translation>es ist kein Archiv, das Portico kennt</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst; if this was downloaded, check its address.</source>
        <translation>Wählen Sie ein Bündel als zip, 7z, tar, tar.gz, tar.xz oder tar.zst; wurde es heruntergeladen, prüfen Sie die Adresse.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveWriter</name>
    <message>
        <source>%1 changed while it was being packed.</source>
        <translation>%1 hat sich beim Packen geändert.</translation>
    </message>
    <message>
        <source>Close the programs that use the folder and try again.</source>
        <translation>Schließen Sie die Programme, die den Ordner verwenden, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>es ist weder Datei noch Ordner noch Verknüpfung</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Packen</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Check the folder that is packed and the free space, and try again.</source>
        <translation>Prüfen Sie den Ordner, der gepackt wird, und den freien Platz, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::Artifacts</name>
    <message>
        <source>The artifact “%1” expired on %2: GitHub does not keep it any more.</source>
        <translation>Das Artefakt „%1“ ist am %2 abgelaufen: GitHub bewahrt es nicht mehr auf.</translation>
    </message>
    <message>
        <source>The artifact “%1” expired: GitHub does not keep it any more.</source>
        <translation>Das Artefakt „%1“ ist abgelaufen: GitHub bewahrt es nicht mehr auf.</translation>
    </message>
    <message>
        <source>Run the workflow again: porticoctl github trigger. Bundles that are to last belong into a release.</source>
        <translation>Starten Sie den Workflow noch einmal: porticoctl github trigger. Bündel, die bleiben sollen, gehören in ein Release.</translation>
    </message>
    <message>
        <source>Run %1 left no artifacts.</source>
        <translation>Der Lauf %1 hat keine Artefakte hinterlassen.</translation>
    </message>
    <message>
        <source>Run %1 left no artifact “%2”.</source>
        <translation>Der Lauf %1 hat kein Artefakt „%2“ hinterlassen.</translation>
    </message>
    <message>
        <source>See whether it is over, and whether its workflow uploads any.</source>
        <translation>Sehen Sie nach, ob er beendet ist und ob sein Workflow welche hochlädt.</translation>
    </message>
    <message>
        <source>It left: %1.</source>
        <translation>Hinterlassen hat er: %1.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon vorhanden.</translation>
    </message>
    <message>
        <source>Choose another folder, or move it away.</source>
        <translation>Wählen Sie einen anderen Ordner, oder räumen Sie diesen aus dem Weg.</translation>
    </message>
    <message>
        <source>looking at the artifact “%1”</source>
        <translation>Ansehen des Artefakts „%1“</translation>
    </message>
    <message>
        <source>unpacking an artifact</source>
        <translation>Entpacken eines Artefakts</translation>
    </message>
    <message>
        <source>listing the artifacts of run %1</source>
        <translation>Auflisten der Artefakte des Laufs %1</translation>
    </message>
</context>
<context>
    <name>portico::Authorities</name>
    <message>
        <source>Ask the administrator of your network for its certificate authority as a PEM file (“BEGIN CERTIFICATE”).</source>
        <translation>Bitten Sie die Verwaltung Ihres Netzwerks um das Zertifikat ihrer Zertifizierungsstelle als PEM-Datei („BEGIN CERTIFICATE“).</translation>
    </message>
    <message>
        <source>%1 holds a private key, which nobody should hand out.</source>
        <translation>%1 enthält einen privaten Schlüssel, den niemand herausgeben sollte.</translation>
    </message>
    <message>
        <source>%1 holds no certificate.</source>
        <translation>%1 enthält kein Zertifikat.</translation>
    </message>
    <message>
        <source>%1 holds the certificate of “%2”, which is a server&apos;s and no authority&apos;s.</source>
        <translation>%1 enthält das Zertifikat von „%2“; es gehört einem Server, keiner Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, gültig bis %2</translation>
    </message>
</context>
<context>
    <name>portico::BaseLayerPath</name>
    <message>
        <source>The Python %1 has no folder for packages.</source>
        <translation>Das Python %1 hat keinen Ordner für Pakete.</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Reparieren Sie die Installation, oder installieren Sie sie neu.</translation>
    </message>
</context>
<context>
    <name>portico::BringVendored</name>
    <message>
        <source>Keeping “%1” was interrupted in %2, so it is not whole.</source>
        <translation>Das Aufbewahren von „%1“ wurde in %2 unterbrochen, es ist daher nicht vollständig.</translation>
    </message>
    <message>
        <source>Keep it again there: porticoctl vendor.</source>
        <translation>Bewahren Sie es dort noch einmal auf: porticoctl vendor.</translation>
    </message>
    <message>
        <source>Nothing called “%1” is kept for offline in %2.</source>
        <translation>In %2 ist nichts namens „%1“ für offline aufbewahrt.</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>Bewahren Sie eine Installation für offline auf: porticoctl vendor INSTALL --yes.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Vorhanden: %1.</translation>
    </message>
    <message>
        <source>%1 is missing, without which nothing can be rebuilt.</source>
        <translation>%1 fehlt; ohne das lässt sich nichts neu bauen.</translation>
    </message>
    <message>
        <source>Copy the whole store of the library that keeps it.</source>
        <translation>Kopieren Sie das ganze Lager der Bibliothek, die es aufbewahrt.</translation>
    </message>
    <message>
        <source>%1 is not the file that was kept: it is damaged.</source>
        <translation>%1 ist nicht die Datei, die aufbewahrt wurde: Sie ist beschädigt.</translation>
    </message>
    <message>
        <source>Copy the store again from the library that keeps it.</source>
        <translation>Kopieren Sie das Lager noch einmal aus der Bibliothek, die es aufbewahrt.</translation>
    </message>
    <message>
        <source>Bring what is kept</source>
        <translation>Aufbewahrtes herbeiholen</translation>
    </message>
    <message>
        <source>bringing “%1”</source>
        <translation>Herbeiholen von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::BuildBundle</name>
    <message>
        <source>Check every file</source>
        <translation>Jede Datei prüfen</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Packen</translation>
    </message>
    <message>
        <source>making a bundle of it</source>
        <translation>Packen als Bündel</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that it can do without were left out (%1).</source>
        <translation>
            <numerusform>Eine entbehrliche Datei wurde weggelassen (%1).</numerusform>
            <numerusform>%n entbehrliche Dateien wurden weggelassen (%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>Tests that other code imports stay: %1.</source>
        <translation>Tests, die anderer Code importiert, bleiben: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of “%1” are not as they were installed: %2.</source>
        <translation>
            <numerusform>Eine Datei von „%1“ ist nicht mehr wie installiert: %2.</numerusform>
            <numerusform>%n Dateien von „%1“ sind nicht mehr wie installiert: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Repair it first (“porticoctl repair %1”), or absorb what was changed.</source>
        <translation>Reparieren Sie die Installation zuerst („porticoctl repair %1“), oder nehmen Sie auf, was geändert wurde.</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>ein Bündel von %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildEnv</name>
    <message>
        <source>The environment “%1” could not be built.</source>
        <translation>Die Umgebung „%1“ konnte nicht gebaut werden.</translation>
    </message>
    <message>
        <source>The nodes of “%1” could not be started.</source>
        <translation>Die Nodes von „%1“ ließen sich nicht starten.</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>Bauen von %1</translation>
    </message>
    <message>
        <source>“%1” is built by %2</source>
        <translation>„%1“ wird von %2 gebaut</translation>
    </message>
    <message>
        <source>comfy-env itself is building “%1”.</source>
        <translation>comfy-env selbst baut gerade „%1“.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Warten Sie, bis es fertig ist, und versuchen Sie es dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::BuildGeneration</name>
    <message>
        <source>ComfyUI could not be moved to %1.</source>
        <translation>ComfyUI konnte nicht zu %1 wechseln.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>„%1“ bleibt, wie es ist. Versuchen Sie eine andere ComfyUI-Version.</translation>
    </message>
    <message>
        <source>Copy Python</source>
        <translation>Python kopieren</translation>
    </message>
    <message>
        <source>Python could not be moved to %1.</source>
        <translation>Python konnte nicht nach %1 verschoben werden.</translation>
    </message>
</context>
<context>
    <name>portico::BuildLayer</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>Diese Pakete kommen von einer Adresse, aus einem Repository oder werden erst gebaut, und dem hat noch niemand zugestimmt: %1.</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>Stimmen Sie zu, oder lassen Sie die Node-Packs weg, die sie brauchen.</translation>
    </message>
    <message>
        <source>A layer may not bring “%1”: torch and its family come from the base, always.</source>
        <translation>Eine Schicht darf „%1“ nicht mitbringen: torch und was dazugehört kommt immer aus der Basis.</translation>
    </message>
    <message>
        <source>Plan again.</source>
        <translation>Planen Sie noch einmal.</translation>
    </message>
    <message>
        <source>an old layer</source>
        <translation>eine alte Schicht</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Try the packages</source>
        <translation>Pakete ausprobieren</translation>
    </message>
    <message>
        <source>building the layer %1</source>
        <translation>Bauen der Schicht %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildRecipe</name>
    <message>
        <source>Look up the repositories</source>
        <translation>Repositorys nachschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%n other need(s) cannot be met either.</source>
        <translation>
            <numerusform>Eine weitere Anforderung lässt sich auch nicht erfüllen.</numerusform>
            <numerusform>%n weitere Anforderungen lassen sich auch nicht erfüllen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or another commit of it.</source>
        <translation>Nehmen Sie eines dieser Node-Packs aus dem Rezept, oder einen anderen Commit davon.</translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or leave a need out: &quot;without&quot;: [%1].</source>
        <translation>Nehmen Sie eines dieser Node-Packs aus dem Rezept, oder lassen Sie eine Anforderung weg: &quot;without&quot;: [%1].</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which was not run.</source>
        <translation>„%1“ hat ein install.py, das nicht ausgeführt wurde.</translation>
    </message>
    <message>
        <source>Its NumPy does not calculate with Apple&apos;s Accelerate, which is faster: that of NumPy 2 does on macOS 14 and newer.</source>
        <translation>NumPy rechnet hier nicht mit Apples Accelerate, das schneller ist: NumPy 2 tut das auf macOS 14 und neuer.</translation>
    </message>
    <message>
        <source>The bundle that was made with this lock had another SHA-256: %1.</source>
        <translation>Das Bündel, das mit dieser Festschreibung entstand, hatte einen anderen SHA-256: %1.</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>ein Bündel von %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildSource</name>
    <message>
        <source>“%1” could not be built on this computer.</source>
        <translation>„%1“ konnte auf diesem Computer nicht gebaut werden.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or install a compiler and what its documentation asks for.</source>
        <translation>Lassen Sie das Node-Pack weg, das es braucht, oder installieren Sie einen Compiler und was die Anleitung des Pakets verlangt.</translation>
    </message>
    <message>
        <source>The source of “%1” cannot be unpacked.</source>
        <translation>Der Quelltext von „%1“ kann nicht entpackt werden.</translation>
    </message>
    <message>
        <source>“%1” looks for packages of the base while it is built: it is shown them.</source>
        <translation>„%1“ sucht beim Bauen nach Paketen der Basis: Sie werden ihm gezeigt.</translation>
    </message>
</context>
<context>
    <name>portico::BuildWheels</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>Diese Pakete kommen von einer Adresse, aus einem Repository oder werden erst gebaut, und dem hat noch niemand zugestimmt: %1.</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>Stimmen Sie zu, oder lassen Sie die Node-Packs weg, die sie brauchen.</translation>
    </message>
    <message>
        <source>What was got for “%1” is the wheel of another package: %2.</source>
        <translation>Was für „%1“ kam, ist das Wheel eines anderen Pakets: %2.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>Lassen Sie das Node-Pack weg, das es braucht.</translation>
    </message>
    <message>
        <source>There is neither a wheel nor a source archive of “%1”.</source>
        <translation>Von „%1“ gibt es weder ein Wheel noch ein Quellarchiv.</translation>
    </message>
    <message>
        <source>“%1” comes from a repository, which cannot be got here.</source>
        <translation>„%1“ kommt aus einem Repository, das hier nicht geholt werden kann.</translation>
    </message>
    <message>
        <source>Build packages</source>
        <translation>Pakete bauen</translation>
    </message>
    <message>
        <source>building packages</source>
        <translation>Bauen von Paketen</translation>
    </message>
</context>
<context>
    <name>portico::BundleCatalogue</name>
    <message numerus="yes">
        <source>%1 did not answer within %n second(s).</source>
        <translation>
            <numerusform>%1 hat eine Sekunde lang nicht geantwortet.</numerusform>
            <numerusform>%1 hat %n Sekunden lang nicht geantwortet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the connection, or ask again later.</source>
        <translation>Prüfen Sie die Verbindung, oder fragen Sie später noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::BundleContent</name>
    <message>
        <source>%1 has no list of its files: another program made it.</source>
        <translation>%1 hat keine Liste seiner Dateien: Ein anderes Programm hat es gemacht.</translation>
    </message>
    <message>
        <source>Add it as an install, and compare that.</source>
        <translation>Fügen Sie es als Installation hinzu, und vergleichen Sie diese.</translation>
    </message>
    <message>
        <source>The list of files in %1 is not the one that its %2 names.</source>
        <translation>Die Dateiliste in %1 ist nicht die, die %2 darin nennt.</translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>Holen Sie das Bündel noch einmal, oder bauen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>Hineinsehen in ein Bündel</translation>
    </message>
</context>
<context>
    <name>portico::BundleFileName</name>
    <message>
        <source>it holds “%1”</source>
        <translation>darin steht „%1“</translation>
    </message>
    <message>
        <source>it is longer than %1 characters</source>
        <translation>das ist länger als %1 Zeichen</translation>
    </message>
    <message>
        <source>it starts with no letter or digit</source>
        <translation>das beginnt weder mit einem Buchstaben noch mit einer Ziffer</translation>
    </message>
    <message>
        <source>%1 cannot be part of a file&apos;s name: %2.</source>
        <translation>%1 kann nicht Teil eines Dateinamens sein: %2.</translation>
    </message>
    <message>
        <source>Use letters without accents, digits and “.”, “_”, “+”, “-”.</source>
        <translation>Verwenden Sie Buchstaben ohne Akzente und Umlaute, Ziffern und „.“, „_“, „+“, „-“.</translation>
    </message>
</context>
<context>
    <name>portico::BundleLayout</name>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und ein weiteres</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no ComfyUI that Portico knows: it holds %1. Looked for, at the top and one folder deeper: python with ComfyUI (Anymatix), python_embeded with ComfyUI (official portable), standalone-env with ComfyUI (Comfy-Org), or ComfyUI with venv, .venv or python_embeded.</source>
        <translation>Das ist kein ComfyUI, das Portico kennt: Es enthält %1. Gesucht wurde ganz oben und einen Ordner tiefer: python mit ComfyUI (Anymatix), python_embeded mit ComfyUI (offizielles portables), standalone-env mit ComfyUI (Comfy-Org) oder ComfyUI mit venv, .venv oder python_embeded.</translation>
    </message>
    <message>
        <source>Choose a portable ComfyUI bundle, or a folder with ComfyUI and its Python.</source>
        <translation>Wählen Sie ein portables ComfyUI-Bündel oder einen Ordner mit ComfyUI und seinem Python.</translation>
    </message>
    <message>
        <source>There is more than one ComfyUI in it: %1.</source>
        <translation>Es enthält mehr als ein ComfyUI: %1.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>Wählen Sie eines davon.</translation>
    </message>
    <message>
        <source>This ComfyUI is made for %1, and this computer is %2.</source>
        <translation>Dieses ComfyUI ist für %1 gemacht, und dieser Computer ist %2.</translation>
    </message>
    <message>
        <source>Choose the bundle for %1.</source>
        <translation>Wählen Sie das Bündel für %1.</translation>
    </message>
</context>
<context>
    <name>portico::BundleRecord</name>
    <message>
        <source>it is no system that Portico knows</source>
        <translation>es ist kein System, das Portico kennt</translation>
    </message>
    <message>
        <source>it is no processor that Portico knows</source>
        <translation>es ist kein Prozessor, den Portico kennt</translation>
    </message>
    <message>
        <source>Line %1 of %2 is not a hash and a file.</source>
        <translation>Zeile %1 von %2 ist nicht ein Hash und eine Datei.</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>Holen Sie das Bündel noch einmal.</translation>
    </message>
    <message>
        <source>it is no SHA-256</source>
        <translation>es ist kein SHA-256</translation>
    </message>
</context>
<context>
    <name>portico::BundleServer</name>
    <message>
        <source>There is no file %1 to serve.</source>
        <translation>Es gibt keine Datei %1 zum Bereitstellen.</translation>
    </message>
    <message>
        <source>No port can be opened on this computer&apos;s own address 127.0.0.1.</source>
        <translation>An der eigenen Adresse dieses Computers, 127.0.0.1, lässt sich kein Port öffnen.</translation>
    </message>
    <message>
        <source>See whether a firewall or security program forbids it.</source>
        <translation>Sehen Sie nach, ob eine Firewall oder ein Sicherheitsprogramm es verbietet.</translation>
    </message>
</context>
<context>
    <name>portico::BundleSource</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen, den Portico nur startet.</translation>
    </message>
    <message>
        <source>Make an install by “Compose”, with the same node packs, and a bundle of it.</source>
        <translation>Legen Sie über „Zusammenstellen“ eine Installation mit denselben Node-Packs an, und erstellen Sie daraus ein Bündel.</translation>
    </message>
    <message>
        <source>“%1” has no runtime.</source>
        <translation>„%1“ hat keine Laufzeitumgebung.</translation>
    </message>
    <message>
        <source>Repair it first.</source>
        <translation>Reparieren Sie die Installation zuerst.</translation>
    </message>
    <message>
        <source>The Python of “%1” is a virtual environment: it needs the Python of this computer and runs on no other.</source>
        <translation>Das Python von „%1“ ist eine virtuelle Umgebung: Sie braucht das Python dieses Computers und läuft auf keinem anderen.</translation>
    </message>
    <message>
        <source>Compose the install with Portico&apos;s own Python.</source>
        <translation>Stellen Sie die Installation mit Porticos eigenem Python zusammen.</translation>
    </message>
    <message>
        <source>The Python of “%1” has no packages.</source>
        <translation>Das Python von „%1“ hat keine Pakete.</translation>
    </message>
    <message>
        <source>%1 is no address that a bundle can be fetched from.</source>
        <translation>%1 ist keine Adresse, von der ein Bündel geholt werden kann.</translation>
    </message>
    <message>
        <source>Give an https address, or a file of this computer.</source>
        <translation>Geben Sie eine https-Adresse oder eine Datei dieses Computers an.</translation>
    </message>
    <message>
        <source>There is no published SHA-256 to check %1 with, and one is demanded.</source>
        <translation>Es gibt keinen veröffentlichten SHA-256, mit dem sich %1 überprüfen ließe, und einer wird verlangt.</translation>
    </message>
    <message>
        <source>Give the SHA-256 of the publisher, or allow unverified bundles.</source>
        <translation>Geben Sie den SHA-256 des Herausgebers an, oder erlauben Sie nicht überprüfte Bündel.</translation>
    </message>
    <message>
        <source>%1 is a folder, no bundle.</source>
        <translation>%1 ist ein Ordner, kein Bündel.</translation>
    </message>
    <message>
        <source>Add it as an existing folder.</source>
        <translation>Fügen Sie ihn als vorhandenen Ordner hinzu.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>%1 is not the published bundle: expected %2, found %3.</source>
        <translation>%1 ist nicht das veröffentlichte Bündel: erwartet %2, gefunden %3.</translation>
    </message>
    <message>
        <source>Fetch it again from its publisher.</source>
        <translation>Holen Sie es noch einmal vom Herausgeber.</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
</context>
<context>
    <name>portico::CarryDatabase</name>
    <message>
        <source>copying the database of “%1”</source>
        <translation>Kopieren der Datenbank von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::CarryOut</name>
    <message>
        <source>The node packs of “%1” were changed while this was planned.</source>
        <translation>Die Node-Packs von „%1“ wurden während des Planens geändert.</translation>
    </message>
    <message>
        <source>Look at the plan once more, then try again.</source>
        <translation>Sehen Sie sich den Plan noch einmal an, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>changing node packs</source>
        <translation>Ändern von Node-Packs</translation>
    </message>
    <message>
        <source>The install.py of “%1” did not run, so there is nothing to take over.</source>
        <translation>Das install.py von „%1“ wurde nicht ausgeführt, es gibt also nichts zu übernehmen.</translation>
    </message>
    <message>
        <source>Agree to running it.</source>
        <translation>Stimmen Sie dem Ausführen zu.</translation>
    </message>
    <message>
        <source>Leave out one of the node packs that do not go together.</source>
        <translation>Lassen Sie eines der Node-Packs weg, die nicht zusammenpassen.</translation>
    </message>
</context>
<context>
    <name>portico::ChangePacks</name>
    <message>
        <source>“%1” is running, and its node packs cannot be changed now.</source>
        <translation>„%1“ läuft, und die Node-Packs können jetzt nicht geändert werden.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Halten Sie die Installation an, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: Portico enables and disables its node packs, but does not install, update or remove them there.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen: Portico schaltet Node-Packs dort ein und aus, aber installiert, aktualisiert und entfernt dort keine.</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and put the node packs there, or use ComfyUI-Manager in this one.</source>
        <translation>Installieren Sie ComfyUI mit Portico und legen Sie die Node-Packs dorthin, oder verwenden Sie in diesem Ordner ComfyUI-Manager.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico and is not changed by this one.</source>
        <translation>„%1“ wurde von einem neueren Portico geschrieben und wird von diesem nicht geändert.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Aktualisieren Sie Portico, und versuchen Sie es dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::CheckBundle</name>
    <message>
        <source>Unpack it elsewhere</source>
        <translation>Anderswo entpacken</translation>
    </message>
    <message>
        <source>Compare every file</source>
        <translation>Jede Datei vergleichen</translation>
    </message>
    <message>
        <source>Start it once</source>
        <translation>Einmal starten</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the bundle are not what its list says: %1.</source>
        <translation>
            <numerusform>Eine Datei des Bündels ist nicht, was seine Liste sagt: %1.</numerusform>
            <numerusform>%n Dateien des Bündels sind nicht, was seine Liste sagt: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>Holen Sie das Bündel noch einmal, oder bauen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start.</source>
        <translation>Anderswo entpackt, startet das Bündel nicht.</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start: %1.</source>
        <translation>Anderswo entpackt, startet das Bündel nicht: %1.</translation>
    </message>
    <message>
        <source>See whether the install itself starts, and what it says.</source>
        <translation>Sehen Sie nach, ob die Installation selbst startet und was sie meldet.</translation>
    </message>
    <message>
        <source>It has no list of its files: they were not compared.</source>
        <translation>Es hat keine Liste seiner Dateien: Sie wurden nicht verglichen.</translation>
    </message>
    <message>
        <source>trying a bundle</source>
        <translation>Ausprobieren eines Bündels</translation>
    </message>
</context>
<context>
    <name>portico::CheckUpstream</name>
    <message>
        <source>What is offered there now is not what was kept.</source>
        <translation>Was dort jetzt angeboten wird, ist nicht, was aufbewahrt wurde.</translation>
    </message>
    <message>
        <source>The package index does not offer this file any more.</source>
        <translation>Der Paketindex bietet diese Datei nicht mehr an.</translation>
    </message>
    <message>
        <source>The package index tells no hashes.</source>
        <translation>Der Paketindex nennt keine Hashes.</translation>
    </message>
    <message>
        <source>asking where “%1” came from</source>
        <translation>Nachfragen, woher „%1“ kam</translation>
    </message>
</context>
<context>
    <name>portico::ChooseAccelerator</name>
    <message>
        <source>%1, compute capability %2</source>
        <translation>%1, Compute Capability %2</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for macOS, so the %1 is not used.</source>
        <translation>Es gibt keine NVIDIA-Builds für macOS, daher wird diese GPU nicht verwendet: %1.</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for Windows on ARM, so the %1 is not used.</source>
        <translation>Es gibt keine NVIDIA-Builds für Windows auf ARM, daher wird diese GPU nicht verwendet: %1.</translation>
    </message>
    <message>
        <source>The %1 is reserved for virtual machines.</source>
        <translation>Diese GPU ist für virtuelle Maschinen reserviert: %1.</translation>
    </message>
    <message>
        <source>The %1 needs NVIDIA&apos;s own torch for Jetson, which no bundle and no public index that ComfyUI names has.</source>
        <translation>%1 braucht NVIDIAs eigenes torch für Jetson, das kein Bündel und kein öffentlicher Index hat, den ComfyUI nennt.</translation>
    </message>
    <message>
        <source>The %1 is too old for any build of today&apos;s torch: it needs compute capability 5.0 (GeForce 900 series) or newer.</source>
        <translation>%1 ist zu alt für jeden Build des heutigen torch: Nötig ist Compute Capability 5.0 (GeForce-900-Serie) oder neuer.</translation>
    </message>
    <message>
        <source>The %1 is older than the RTX 20 series, and CUDA %2 is the last build that has it.</source>
        <translation>%1 ist älter als die RTX-20-Serie, und CUDA %2 ist der letzte Build dafür.</translation>
    </message>
    <message>
        <source>The %1 would run CUDA 13.0, but driver %2 allows only CUDA %3.</source>
        <translation>%1 könnte CUDA 13.0 ausführen, aber Treiber %2 erlaubt nur CUDA %3.</translation>
    </message>
    <message>
        <source>The %1 runs CUDA %2, which ComfyUI recommends from the RTX 20 series on.</source>
        <translation>%1 führt CUDA %2 aus, das ComfyUI ab der RTX-20-Serie empfiehlt.</translation>
    </message>
    <message>
        <source>The %1 runs with the free nouveau driver, which torch cannot use: install NVIDIA&apos;s driver %2 or newer first.</source>
        <translation>%1 läuft mit dem freien Treiber nouveau, den torch nicht verwenden kann: Installieren Sie zuerst NVIDIAs Treiber %2 oder neuer.</translation>
    </message>
    <message>
        <source>The NVIDIA driver for the %1 does not run: install driver %2 or newer first.</source>
        <translation>Der NVIDIA-Treiber für %1 läuft nicht: Installieren Sie zuerst Treiber %2 oder neuer.</translation>
    </message>
    <message>
        <source>NVIDIA driver %1 is too old for any build: update it to %2 or newer first.</source>
        <translation>Der NVIDIA-Treiber %1 ist zu alt für jeden Build: Aktualisieren Sie ihn zuerst auf %2 oder neuer.</translation>
    </message>
    <message>
        <source>With NVIDIA driver 580 or newer (now %1), CUDA 13.0 would be chosen: it is faster, and the ready bundles are made for it.</source>
        <translation>Mit NVIDIA-Treiber 580 oder neuer (jetzt %1) würde CUDA 13.0 gewählt: Es ist schneller, und die fertigen Bündel sind dafür gemacht.</translation>
    </message>
    <message>
        <source>There are no AMD builds for macOS, so the %1 is not used.</source>
        <translation>Es gibt keine AMD-Builds für macOS, daher wird diese GPU nicht verwendet: %1.</translation>
    </message>
    <message>
        <source>No build of torch has the %1.</source>
        <translation>Kein Build von torch unterstützt %1.</translation>
    </message>
    <message>
        <source>The %1 is in PyTorch&apos;s builds for ROCm %2.</source>
        <translation>%1 ist in PyTorchs Builds für ROCm %2 enthalten.</translation>
    </message>
    <message>
        <source>The %1 is in AMD&apos;s own builds of torch for ROCm %2.</source>
        <translation>%1 ist in AMDs eigenen Builds von torch für ROCm %2 enthalten.</translation>
    </message>
    <message>
        <source>The ready bundles leave this GPU out; ComfyUI is put together for it instead.</source>
        <translation>Die fertigen Bündel lassen diese GPU aus; ComfyUI wird stattdessen für sie zusammengestellt.</translation>
    </message>
    <message>
        <source>It needs a recent AMD driver (Adrenalin).</source>
        <translation>Nötig ist ein aktueller AMD-Treiber (Adrenalin).</translation>
    </message>
    <message>
        <source>AMD&apos;s builds ask for Windows 11: update Windows first.</source>
        <translation>AMDs Builds verlangen Windows 11: Aktualisieren Sie zuerst Windows.</translation>
    </message>
    <message>
        <source>PyTorch&apos;s builds for Intel are made for Arc and Data Center GPUs; the %1 is none.</source>
        <translation>PyTorchs Builds für Intel sind für GPUs der Reihen Arc und Data Center gemacht; %1 ist keine davon.</translation>
    </message>
    <message>
        <source>The %1 runs PyTorch&apos;s builds for Intel GPUs (XPU).</source>
        <translation>%1 führt PyTorchs Builds für Intel-GPUs (XPU) aus.</translation>
    </message>
    <message>
        <source>The %1 computes with Metal, and shares the memory of the Mac.</source>
        <translation>%1 rechnet mit Metal und teilt sich den Arbeitsspeicher mit dem Mac.</translation>
    </message>
    <message>
        <source>Today&apos;s torch computes with Metal from macOS 14 on, and this is macOS %1: update macOS first.</source>
        <translation>Das heutige torch rechnet ab macOS 14 mit Metal, und dies ist macOS %1: Aktualisieren Sie zuerst macOS.</translation>
    </message>
    <message>
        <source>This Portico is the one for Intel Macs; the one for Apple Silicon is faster. ComfyUI itself is installed for Apple Silicon.</source>
        <translation>Dieses Portico ist das für Intel-Macs; das für Apple Silicon ist schneller. ComfyUI selbst wird für Apple Silicon installiert.</translation>
    </message>
    <message>
        <source>One build runs GPUs of one vendor: the %1 is better supported than the %2, which stays unused.</source>
        <translation>Ein Build läuft auf GPUs eines Herstellers: %1 wird besser unterstützt als %2, das ungenutzt bleibt.</translation>
    </message>
    <message>
        <source>The %1 is too old for that build and stays unused.</source>
        <translation>%1 ist zu alt für diesen Build und bleibt ungenutzt.</translation>
    </message>
    <message>
        <source>If the %1 is the one to use, choose CUDA 12.6 by hand.</source>
        <translation>Soll %1 verwendet werden, wählen Sie CUDA 12.6 von Hand.</translation>
    </message>
    <message>
        <source>PyTorch ended its builds for Intel Macs with version 2.2, and ComfyUI needs 2.7: no current ComfyUI runs on this Mac.</source>
        <translation>PyTorch hat die Builds für Intel-Macs mit Version 2.2 eingestellt, und ComfyUI braucht 2.7: Auf diesem Mac läuft kein aktuelles ComfyUI.</translation>
    </message>
    <message>
        <source>No GPU was found.</source>
        <translation>Es wurde keine GPU gefunden.</translation>
    </message>
    <message>
        <source>ComfyUI runs on the processor then: everything works, but pictures take minutes instead of seconds.</source>
        <translation>ComfyUI läuft dann auf dem Prozessor: Alles funktioniert, aber Bilder brauchen Minuten statt Sekunden.</translation>
    </message>
    <message>
        <source>An NVIDIA GPU of the GeForce 900 series or newer, an AMD GPU of the RX 5000 series or newer, or an Intel Arc would be used.</source>
        <translation>Verwendet würde eine NVIDIA-GPU ab der GeForce-900-Serie, eine AMD-GPU ab der RX-5000-Serie oder eine Intel Arc.</translation>
    </message>
    <message>
        <source>Inside Windows (WSL) only NVIDIA GPUs are seen; the Windows version of Portico sees all.</source>
        <translation>Innerhalb von Windows (WSL) sind nur NVIDIA-GPUs zu sehen; das Portico für Windows sieht alle.</translation>
    </message>
    <message>
        <source>This is a container: GPUs must be passed into it.</source>
        <translation>Dies ist ein Container: GPUs müssen in ihn durchgereicht werden.</translation>
    </message>
    <message>
        <source>Chosen by hand.</source>
        <translation>Von Hand gewählt.</translation>
    </message>
    <message>
        <source>Portico sees no GPU here that runs it; what it sees suits %1.</source>
        <translation>Portico sieht hier keine GPU, die das ausführt; zu dem, was es sieht, passt %1.</translation>
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
        <translation>Generation %1, ComfyUI %2: keine der letzten %3, nicht angeheftet, und kein Schnappschuss nennt sie. Danach kann niemand mehr zu ihr zurückgehen. Dateien, die andere Generationen mitverwenden, bleiben.</translation>
    </message>
</context>
<context>
    <name>portico::CleanLeftovers</name>
    <message>
        <source>cleaning up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>A download that was not finished. Without it the next try begins anew instead of going on.</source>
        <translation>Ein nicht abgeschlossener Download. Ohne ihn beginnt der nächste Versuch von vorn, statt fortzusetzen.</translation>
    </message>
    <message>
        <source>The library was moved away from there and compared; these are its old files.</source>
        <translation>Die Bibliothek wurde von dort verschoben und verglichen; dies sind ihre alten Dateien.</translation>
    </message>
    <message>
        <source>%1 stays for now: something is being built from it.</source>
        <translation>%1 bleibt vorerst: Daraus wird gerade etwas gebaut.</translation>
    </message>
    <message>
        <source>Packages that uv has fetched. It fetches them again when something is built; what is installed does not need them.</source>
        <translation>Pakete, die uv geholt hat. Es holt sie erneut, wenn etwas gebaut wird; was installiert ist, braucht sie nicht.</translation>
    </message>
    <message>
        <source>Work that was interrupted, and that nobody goes on with.</source>
        <translation>Unterbrochene Arbeit, die niemand fortsetzt.</translation>
    </message>
    <message>
        <source>%1 stays for now: it may be needed.</source>
        <translation>%1 bleibt vorerst: Es wird vielleicht gebraucht.</translation>
    </message>
    <message>
        <source>No install was made of this archive. It can be fetched again.</source>
        <translation>Aus diesem Archiv wurde keine Installation. Es kann erneut geholt werden.</translation>
    </message>
</context>
<context>
    <name>portico::CleanNeeds</name>
    <message>
        <source>No generation of this install uses these packages any more.</source>
        <translation>Keine Generation dieser Installation verwendet diese Pakete noch.</translation>
    </message>
    <message>
        <source>%1 stays: %2 needs it.</source>
        <translation>%1 bleibt: %2 braucht es.</translation>
    </message>
    <message>
        <source>%1 stays: %2</source>
        <translation>%1 bleibt: %2</translation>
    </message>
    <message>
        <source>No node pack asks for it. It can be built again.</source>
        <translation>Kein Node-Pack verlangt danach. Sie kann erneut gebaut werden.</translation>
    </message>
    <message numerus="yes">
        <source>No install and no snapshot names this layer of %n package(s). It is built again when something needs it.</source>
        <translation>
            <numerusform>Keine Installation und kein Schnappschuss nennt diese Schicht mit einem Paket. Sie wird erneut gebaut, wenn etwas sie braucht.</numerusform>
            <numerusform>Keine Installation und kein Schnappschuss nennt diese Schicht mit %n Paketen. Sie wird erneut gebaut, wenn etwas sie braucht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wheel(s) in it are of no layer that somebody uses; the others stay.</source>
        <translation>
            <numerusform>Ein Wheel darin gehört zu keiner Schicht, die jemand verwendet; die anderen bleiben.</numerusform>
            <numerusform>%n Wheels darin gehören zu keiner Schicht, die jemand verwendet; die anderen bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 stays: it is being used at this moment.</source>
        <translation>%1 bleibt: Es wird gerade verwendet.</translation>
    </message>
    <message>
        <source>%1 stays: it holds somebody&apos;s own changes.</source>
        <translation>%1 bleibt: Es enthält Änderungen, die jemand selbst gemacht hat.</translation>
    </message>
    <message>
        <source>“%1” as it was before a change; without it that change cannot be taken back. It goes to the recycle bin where there is one.</source>
        <translation>„%1“, wie es vor einer Änderung war; ohne das lässt sich diese Änderung nicht zurücknehmen. Es kommt in den Papierkorb, wo es einen gibt.</translation>
    </message>
</context>
<context>
    <name>portico::Cleaning</name>
    <message>
        <source>Old versions of ComfyUI</source>
        <translation>Alte Versionen von ComfyUI</translation>
    </message>
    <message>
        <source>Packages that no install uses</source>
        <translation>Pakete, die keine Installation verwendet</translation>
    </message>
    <message>
        <source>Isolated environments that no node pack asks for</source>
        <translation>Isolierte Umgebungen, nach denen kein Node-Pack verlangt</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>Caches</translation>
    </message>
    <message>
        <source>What interrupted work left</source>
        <translation>Was unterbrochene Arbeiten hinterließen</translation>
    </message>
    <message>
        <source>Node packs from before their last change</source>
        <translation>Node-Packs von vor ihrer letzten Änderung</translation>
    </message>
    <message>
        <source>Downloads that no install needs</source>
        <translation>Downloads, die keine Installation braucht</translation>
    </message>
</context>
<context>
    <name>portico::CloneRepository</name>
    <message>
        <source>What Portico and its git helper said to each other is incomplete.</source>
        <translation>Was Portico und sein git-Helfer einander mitteilten, ist unvollständig.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installieren Sie Portico neu.</translation>
    </message>
    <message>
        <source>Fetching %1 ended without a result: the git program was stopped or failed.</source>
        <translation>Das Holen von %1 endete ohne Ergebnis: Das git-Programm wurde beendet oder ist gescheitert.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, use another address.</source>
        <translation>Versuchen Sie es noch einmal; geschieht es wieder, verwenden Sie eine andere Adresse.</translation>
    </message>
    <message>
        <source>%1 said nothing for a minute.</source>
        <translation>%1 hat eine Minute lang nichts gesendet.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>Versuchen Sie es später noch einmal; prüfen Sie die Adresse und die Netzwerkeinstellungen.</translation>
    </message>
</context>
<context>
    <name>portico::ComfyApi</name>
    <message>
        <source>ComfyUI could not finish the test prompt.</source>
        <translation>ComfyUI konnte den Test-Prompt nicht abschließen.</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>Sehen Sie sich das Ende des Protokolls an.</translation>
    </message>
    <message>
        <source>ComfyUI did not finish the test prompt in time.</source>
        <translation>ComfyUI hat den Test-Prompt nicht rechtzeitig abgeschlossen.</translation>
    </message>
    <message>
        <source>What ComfyUI sent is not a picture.</source>
        <translation>Was ComfyUI gesendet hat, ist kein Bild.</translation>
    </message>
</context>
<context>
    <name>portico::ComfyConversation</name>
    <message>
        <source>ComfyUI refused a request (%1): status %2.</source>
        <translation>ComfyUI hat eine Anfrage abgelehnt (%1): Status %2.</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>Sehen Sie sich das Ende des Protokolls an.</translation>
    </message>
    <message>
        <source>ComfyUI does not answer at %1: %2.</source>
        <translation>ComfyUI antwortet nicht an %1: %2.</translation>
    </message>
</context>
<context>
    <name>portico::CommitGeneration</name>
    <message>
        <source>Update or disable that node pack first, or leave out what it asks for: porticoctl nodes apply %1 --without.</source>
        <translation>Aktualisieren oder deaktivieren Sie zuerst dieses Node-Pack, oder lassen Sie weg, was es verlangt: porticoctl nodes apply %1 --without.</translation>
    </message>
    <message>
        <source>An older ComfyUI does not read the database of a newer one: it begins with an empty one.</source>
        <translation>Ein älteres ComfyUI liest die Datenbank eines neueren nicht: Es beginnt mit einer leeren.</translation>
    </message>
    <message>
        <source>switching to another ComfyUI</source>
        <translation>Wechseln zu einem anderen ComfyUI</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>Ändern der Schicht von „%1“</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Pakete der Node-Packs</translation>
    </message>
</context>
<context>
    <name>portico::CommitInstall</name>
    <message>
        <source>Port %1 is also the port of “%2”: only one of them can run at a time.</source>
        <translation>Port %1 ist auch der Port von „%2“: Nur eine von beiden Installationen kann gleichzeitig laufen.</translation>
    </message>
    <message>
        <source>adding “%1”</source>
        <translation>Hinzufügen von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::CompareSite</name>
    <message>
        <source>the file does not say where from</source>
        <translation>die Datei sagt nicht, woher</translation>
    </message>
    <message>
        <source>%1 of the catalogue</source>
        <translation>%1 aus dem Katalog</translation>
    </message>
    <message>
        <source>%1, kept for offline</source>
        <translation>%1, für offline aufbewahrt</translation>
    </message>
    <message>
        <source>%1, disabled</source>
        <translation>%1, deaktiviert</translation>
    </message>
    <message>
        <source>%1, another file</source>
        <translation>%1, eine andere Datei</translation>
    </message>
</context>
<context>
    <name>portico::CompareSnapshots</name>
    <message>
        <source>other files</source>
        <translation>andere Dateien</translation>
    </message>
    <message>
        <source>another record of its origin</source>
        <translation>eine andere Angabe zur Herkunft</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>bewusst weggelassen</translation>
    </message>
    <message>
        <source>built</source>
        <translation>gebaut</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message>
        <source>not built</source>
        <translation>nicht gebaut</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>a secret</source>
        <translation>ein Geheimnis</translation>
    </message>
    <message>
        <source>another secret</source>
        <translation>ein anderes Geheimnis</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>isoliert</translation>
    </message>
    <message>
        <source>changed by hand (%1)</source>
        <translation>von Hand geändert (%1)</translation>
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
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>generation</source>
        <translation>Generation</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>model folders</source>
        <translation>Modellordner</translation>
    </message>
</context>
<context>
    <name>portico::ComposeInstall</name>
    <message>
        <source>This ComfyUI is of %1: packages of that time are taken.</source>
        <translation>Dieses ComfyUI ist von %1: Es werden Pakete aus dieser Zeit genommen.</translation>
    </message>
    <message>
        <source>putting together %1</source>
        <translation>Zusammenstellen von %1</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>„%1“ kann weder Tag noch Branch noch Commit sein.</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>Geben Sie einen Tag wie v0.33.0, einen Branch oder einen Commit an.</translation>
    </message>
</context>
<context>
    <name>portico::ComposePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>In requirements.txt nicht befolgt: %1</translation>
    </message>
    <message>
        <source>what is wanted besides</source>
        <translation>was außerdem gewünscht ist</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>Der Paketindex nennt keine Daten: Es werden die neuesten Pakete genommen.</translation>
    </message>
    <message>
        <source>The index of this accelerator does not have the torch of that date: its newest is taken.</source>
        <translation>Der Index dieses Beschleunigers hat das torch dieses Datums nicht: Es wird das neueste daraus genommen.</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
    <message>
        <source>Choose packages</source>
        <translation>Pakete auswählen</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
</context>
<context>
    <name>portico::ComposeParts</name>
    <message>
        <source>%1 holds no ComfyUI: main.py or requirements.txt is missing.</source>
        <translation>%1 enthält kein ComfyUI: main.py oder requirements.txt fehlt.</translation>
    </message>
    <message>
        <source>Give the address of ComfyUI or of a fork of it.</source>
        <translation>Geben Sie die Adresse von ComfyUI oder eines Forks davon an.</translation>
    </message>
    <message>
        <source>ComfyUI: %1, commit %2 of %3</source>
        <translation>ComfyUI: %1, Commit %2 von %3</translation>
    </message>
    <message>
        <source>This Python %1 is another build than the one of the lock.</source>
        <translation>Dieses Python %1 ist ein anderer Build als der in der Festschreibung.</translation>
    </message>
    <message>
        <source>Make a new lock, or use the uv that the lock was made with.</source>
        <translation>Machen Sie eine neue Festschreibung, oder verwenden Sie das uv, mit dem sie entstand.</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
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
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>driver %1</source>
        <translation>Treiber %1</translation>
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
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 inside Windows (WSL)</source>
        <translation>%1 innerhalb von Windows (WSL)</translation>
    </message>
    <message>
        <source>This Mac runs %1, with %2 of memory and the chip %3.</source>
        <translation>Auf diesem Mac läuft %1, mit %2 Arbeitsspeicher und dem Chip %3.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and no GPU that Portico can see.</source>
        <translation>Auf diesem Computer läuft %1, mit %2 Arbeitsspeicher und keiner GPU, die Portico sehen kann.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPU %3.</source>
        <translation>Auf diesem Computer läuft %1, mit %2 Arbeitsspeicher und der GPU %3.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPUs %3.</source>
        <translation>Auf diesem Computer läuft %1, mit %2 Arbeitsspeicher und den GPUs %3.</translation>
    </message>
</context>
<context>
    <name>portico::CopyData</name>
    <message>
        <source>Models stay in %1 alone, where the new install looks for them, too: they cannot be shared on this disk.</source>
        <translation>Modelle bleiben allein in %1, wo auch die neue Installation sie sucht: Auf diesem Datenträger lassen sie sich nicht gemeinsam nutzen.</translation>
    </message>
    <message>
        <source>Isolated environments are built again for the new install: “porticoctl env build”.</source>
        <translation>Isolierte Umgebungen werden für die neue Installation neu gebaut: „porticoctl env build“.</translation>
    </message>
</context>
<context>
    <name>portico::CopyLibrary</name>
    <message>
        <source>%1 does not give back what was written: the disk is damaged or full of errors. The library stays where it is.</source>
        <translation>%1 gibt nicht zurück, was geschrieben wurde: Der Datenträger ist beschädigt oder voller Fehler. Die Bibliothek bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>Choose another disk.</source>
        <translation>Wählen Sie einen anderen Datenträger.</translation>
    </message>
</context>
<context>
    <name>portico::CopyPython</name>
    <message>
        <source>The Python in %1 cannot be copied: %2.</source>
        <translation>Das Python in %1 kann nicht kopiert werden: %2.</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>Wählen Sie ein anderes Python.</translation>
    </message>
    <message>
        <source>its program cannot be read</source>
        <translation>sein Programm ist nicht lesbar</translation>
    </message>
    <message>
        <source>its program finds its library in another way</source>
        <translation>sein Programm findet seine Programmbibliothek auf andere Weise</translation>
    </message>
    <message>
        <source>its program cannot be written</source>
        <translation>sein Programm ist nicht beschreibbar</translation>
    </message>
    <message>
        <source>its library cannot be read</source>
        <translation>seine Programmbibliothek ist nicht lesbar</translation>
    </message>
    <message>
        <source>the copy does not run</source>
        <translation>die Kopie läuft nicht</translation>
    </message>
    <message>
        <source>the copy still uses the original</source>
        <translation>die Kopie verwendet noch das Original</translation>
    </message>
    <message>
        <source>it belongs to the system</source>
        <translation>es gehört zum System</translation>
    </message>
    <message>
        <source>it is a framework of macOS</source>
        <translation>es ist ein Framework von macOS</translation>
    </message>
    <message>
        <source>its library lies in two places</source>
        <translation>seine Programmbibliothek liegt an zwei Stellen</translation>
    </message>
</context>
<context>
    <name>portico::CopyRuntime</name>
    <message>
        <source>duplicating “%1”</source>
        <translation>Duplizieren von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::CudaWheels</name>
    <message>
        <source>The list of CUDA wheels cannot be understood.</source>
        <translation>Die Liste der CUDA-Wheels ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>Try again later, or set another list of wheels.</source>
        <translation>Versuchen Sie es später noch einmal, oder stellen Sie eine andere Wheel-Liste ein.</translation>
    </message>
</context>
<context>
    <name>portico::DataLayout</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und ein weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI&apos;s own folder “%1” held files that no bundle brought; they are kept in %2: %3.</source>
        <translation>Der Ordner „%1“ von ComfyUI selbst enthielt Dateien, die kein Bündel mitgebracht hat; sie liegen jetzt in %2: %3.</translation>
    </message>
    <message>
        <source>The classic layout of “%1” cannot be made: %2</source>
        <translation>Die klassische Anordnung von „%1“ lässt sich nicht herstellen: %2</translation>
    </message>
    <message>
        <source>Set it back to the separate layout (porticoctl set %1 layout=separate), or move the library to a disk whose file system knows links.</source>
        <translation>Stellen Sie wieder die getrennte Anordnung ein (porticoctl set %1 layout=separate), oder verschieben Sie die Bibliothek auf einen Datenträger, dessen Dateisystem Verknüpfungen kennt.</translation>
    </message>
    <message>
        <source>arranging its folders</source>
        <translation>Anordnen der Ordner</translation>
    </message>
</context>
<context>
    <name>portico::DemoBundle</name>
    <message>
        <source>The program is incomplete: %1 is missing in it.</source>
        <translation>Das Programm ist unvollständig: %1 fehlt darin.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installieren Sie Portico neu.</translation>
    </message>
    <message>
        <source>The Python %1 cannot be copied into a demo bundle.</source>
        <translation>Das Python %1 kann nicht in ein Demo-Bündel kopiert werden.</translation>
    </message>
    <message>
        <source>Name another Python with --python; real bundles bring their own.</source>
        <translation>Nennen Sie mit --python ein anderes Python; echte Bündel bringen ihr eigenes mit.</translation>
    </message>
</context>
<context>
    <name>portico::DifferenceText</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s commit</source>
        <translation>Commit von ComfyUI</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository</source>
        <translation>Repository von ComfyUI</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>Beschleuniger</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(von Hand geändert)</translation>
    </message>
    <message>
        <source>its files differ</source>
        <translation>die Dateien unterscheiden sich</translation>
    </message>
    <message>
        <source>it is from elsewhere</source>
        <translation>es ist von anderswo</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) added (%1)</source>
        <translation>
            <numerusform>eine Datei hinzugefügt (%1)</numerusform>
            <numerusform>%n Dateien hinzugefügt (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) removed (%1)</source>
        <translation>
            <numerusform>eine Datei entfernt (%1)</numerusform>
            <numerusform>%n Dateien entfernt (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed (%1 → %2)</source>
        <translation>
            <numerusform>eine Datei geändert (%1 → %2)</numerusform>
            <numerusform>%n Dateien geändert (%1 → %2)</numerusform>
        </translation>
    </message>
    <message>
        <source>A lock names no files: they were not compared.</source>
        <translation>Eine Festschreibung nennt keine Dateien: Sie wurden nicht verglichen.</translation>
    </message>
    <message>
        <source>%1 and %2 hold the same.</source>
        <translation>%1 und %2 enthalten dasselbe.</translation>
    </message>
    <message>
        <source>From %1 to %2:</source>
        <translation>Von %1 zu %2:</translation>
    </message>
</context>
<context>
    <name>portico::DiscoverEnvs</name>
    <message>
        <source>“%1” is a link to another folder, and comfy-env %2 looks for the environment of such a pack under another name.</source>
        <translation>„%1“ ist eine Verknüpfung zu einem anderen Ordner, und comfy-env %2 sucht die Umgebung eines solchen Node-Packs unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>Put the folder itself into custom_nodes, or have the pack ask for comfy-env 0.4.25 or newer.</source>
        <translation>Legen Sie den Ordner selbst in custom_nodes, oder lassen Sie das Node-Pack comfy-env 0.4.25 oder neuer verlangen.</translation>
    </message>
    <message>
        <source>The folders %1 and %2 give one environment the name “%3”.</source>
        <translation>Die Ordner %1 und %2 geben einer Umgebung denselben Namen „%3“.</translation>
    </message>
    <message>
        <source>Rename one of them, or remove the pack that is a copy.</source>
        <translation>Benennen Sie einen davon um, oder entfernen Sie das Node-Pack, das eine Kopie ist.</translation>
    </message>
    <message>
        <source>There is no environment “%1” here.</source>
        <translation>Hier gibt es keine Umgebung „%1“.</translation>
    </message>
    <message>
        <source>No pack of this install has a comfy-env.toml.</source>
        <translation>Kein Node-Pack dieser Installation hat ein comfy-env.toml.</translation>
    </message>
    <message>
        <source>There is: %1.</source>
        <translation>Vorhanden: %1.</translation>
    </message>
</context>
<context>
    <name>portico::DiskUse</name>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python und torch</translation>
    </message>
    <message>
        <source>Earlier versions, kept for going back</source>
        <translation>Frühere Versionen, aufbewahrt zum Zurückgehen</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Pakete der Node-Packs</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Isolierte Umgebungen</translation>
    </message>
    <message>
        <source>Your files, node packs and logs</source>
        <translation>Ihre Dateien, Node-Packs und Protokolle</translation>
    </message>
    <message>
        <source>What changes can be taken back from</source>
        <translation>Woraus sich Änderungen zurücknehmen lassen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Packages that installs share</source>
        <translation>Pakete, die Installationen gemeinsam nutzen</translation>
    </message>
    <message>
        <source>Packages kept for repairs offline</source>
        <translation>Pakete, aufbewahrt für Reparaturen ohne Netz</translation>
    </message>
    <message>
        <source>Installs kept for offline</source>
        <translation>Für offline aufbewahrte Installationen</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>Caches</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Schnappschüsse</translation>
    </message>
    <message>
        <source>Files of removed installs</source>
        <translation>Dateien entfernter Installationen</translation>
    </message>
    <message>
        <source>Work that is not finished</source>
        <translation>Unfertige Arbeiten</translation>
    </message>
</context>
<context>
    <name>portico::DisplayAdapters</name>
    <message>
        <source>Windows did not list its display adapters.</source>
        <translation>Windows hat seine Grafikkarten nicht aufgelistet.</translation>
    </message>
    <message>
        <source>Install the driver of the GPU again.</source>
        <translation>Installieren Sie den Treiber der GPU neu.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentCache</name>
    <message>
        <source>What was kept of %1 is damaged and is not used.</source>
        <translation>Was von %1 aufbewahrt wurde, ist beschädigt und wird nicht verwendet.</translation>
    </message>
    <message>
        <source>Nothing has to be done: it is asked for again.</source>
        <translation>Sie müssen nichts tun: Es wird erneut abgefragt.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFetcher</name>
    <message>
        <source>%1 sent more than %2 where a list was asked for.</source>
        <translation>%1 hat mehr als %2 gesendet, wo eine Liste verlangt war.</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>Prüfen Sie die Adresse: Vielleicht führt sie nicht dorthin, wo Sie meinen.</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of a list.</source>
        <translation>%1 hat mit einer Webseite statt mit einer Liste geantwortet.</translation>
    </message>
    <message>
        <source>If this network has a login page, log in there first. If a mirror is set, check its address.</source>
        <translation>Hat dieses Netzwerk eine Anmeldeseite, melden Sie sich zuerst dort an. Ist ein Spiegel eingestellt, prüfen Sie seine Adresse.</translation>
    </message>
    <message>
        <source>%1 does not accept the token that Portico has for it.</source>
        <translation>%1 nimmt das Token nicht an, das Portico dafür hat.</translation>
    </message>
    <message>
        <source>Give a new token, or remove it: the list is public.</source>
        <translation>Geben Sie ein neues Token an, oder entfernen Sie es: Die Liste ist öffentlich.</translation>
    </message>
    <message>
        <source>Nothing is kept yet of what %1 offers.</source>
        <translation>Von dem, was %1 anbietet, ist noch nichts gespeichert.</translation>
    </message>
    <message>
        <source>Connect to the internet and refresh.</source>
        <translation>Verbinden Sie sich mit dem Internet, und aktualisieren Sie.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFile</name>
    <message>
        <source>%1 is not changed: a newer version wrote it (%2).</source>
        <translation>%1 wird nicht geändert: Eine neuere Version hat es geschrieben (%2).</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Aktualisieren Sie Portico.</translation>
    </message>
    <message>
        <source>The copy before it is used. The damaged file will be kept beside it.</source>
        <translation>Die Kopie davor wird verwendet. Die beschädigte Datei bleibt daneben erhalten.</translation>
    </message>
    <message>
        <source>Defaults are used. The damaged file will be kept beside it.</source>
        <translation>Es werden Standardwerte verwendet. Die beschädigte Datei bleibt daneben erhalten.</translation>
    </message>
</context>
<context>
    <name>portico::Download</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Überprüfen</translation>
    </message>
    <message>
        <source>downloading %1</source>
        <translation>Herunterladen von %1</translation>
    </message>
    <message>
        <source>%1 Trying the mirror %2.</source>
        <translation>%1 Der Spiegel %2 wird versucht.</translation>
    </message>
    <message>
        <source>The file in the store is damaged; it is fetched again.</source>
        <translation>Die Datei im Lager ist beschädigt; sie wird erneut geholt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 Trying again in %n second(s).</source>
        <translation>
            <numerusform>%1 Neuer Versuch in einer Sekunde.</numerusform>
            <numerusform>%1 Neuer Versuch in %n Sekunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>A web page came from %1 instead of the file: this network may want you to sign in, or the address has expired.</source>
        <translation>Von %1 kam eine Webseite statt der Datei: Vielleicht möchte dieses Netzwerk, dass Sie sich anmelden, oder die Adresse ist abgelaufen.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network if it asks, then try again.</source>
        <translation>Öffnen Sie einen Browser, melden Sie sich am Netzwerk an, falls es danach fragt, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>%1 sent the file in another form than was asked for (%2).</source>
        <translation>%1 hat die Datei in einer anderen Form gesendet als verlangt (%2).</translation>
    </message>
    <message>
        <source>A proxy may change downloads; try another connection or address.</source>
        <translation>Ein Proxy verändert vielleicht Downloads; versuchen Sie eine andere Verbindung oder Adresse.</translation>
    </message>
    <message>
        <source>The file at %1 has %2 bytes, but %3 were promised.</source>
        <translation>Die Datei bei %1 hat %2 Bytes, versprochen waren aber %3.</translation>
    </message>
    <message>
        <source>It may have been replaced by a newer one: look for it again.</source>
        <translation>Vielleicht wurde sie durch eine neuere ersetzt: Suchen Sie noch einmal danach.</translation>
    </message>
    <message>
        <source>The file %1 has %2 bytes, but %3 were promised.</source>
        <translation>Die Datei %1 hat %2 Bytes, versprochen waren aber %3.</translation>
    </message>
    <message>
        <source>Download it again; it may be incomplete or another version.</source>
        <translation>Laden Sie sie noch einmal herunter; vielleicht ist sie unvollständig oder eine andere Version.</translation>
    </message>
    <message>
        <source>%1 sent more than the %2 bytes that were promised.</source>
        <translation>%1 hat mehr als die versprochenen %2 Bytes gesendet.</translation>
    </message>
    <message>
        <source>%1 does not say how long the file is, so nobody could tell whether all of it came.</source>
        <translation>%1 sagt nicht, wie lang die Datei ist; niemand könnte feststellen, ob alles angekommen ist.</translation>
    </message>
    <message>
        <source>Download it with a browser and add it as a file, or give its SHA-256.</source>
        <translation>Laden Sie sie mit einem Browser herunter und fügen Sie sie als Datei hinzu, oder geben Sie ihren SHA-256 an.</translation>
    </message>
    <message>
        <source>%1 sent the whole file again.</source>
        <translation>%1 hat die ganze Datei noch einmal gesendet.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 sent another part of the file than was asked for.</source>
        <translation>%1 hat einen anderen Teil der Datei gesendet als verlangt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 asks to wait for %n minute(s) before the next download.</source>
        <translation>
            <numerusform>%1 bittet, vor dem nächsten Download eine Minute zu warten.</numerusform>
            <numerusform>%1 bittet, vor dem nächsten Download %n Minuten zu warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again then; what has come is kept.</source>
        <translation>Versuchen Sie es dann noch einmal; was angekommen ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The file from %1 is not the one that was promised: its SHA-256 is %2, expected was %3.</source>
        <translation>Die Datei von %1 ist nicht die versprochene: Ihr SHA-256 ist %2, erwartet war %3.</translation>
    </message>
    <message>
        <source>Do not use this file. Look for a newer one, or tell its publisher.</source>
        <translation>Verwenden Sie diese Datei nicht. Suchen Sie nach einer neueren, oder sagen Sie dem Herausgeber Bescheid.</translation>
    </message>
</context>
<context>
    <name>portico::DraftChange</name>
    <message>
        <source>%1 is in the way.</source>
        <translation>%1 ist im Weg.</translation>
    </message>
    <message>
        <source>Move it somewhere else, then try again.</source>
        <translation>Verschieben Sie es woandershin, und versuchen Sie es dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::Drift</name>
    <message>
        <source>“%1” has no generation that could be looked at.</source>
        <translation>„%1“ hat keine Generation, die man ansehen könnte.</translation>
    </message>
    <message>
        <source>Install it again; its models and pictures stay.</source>
        <translation>Installieren Sie ComfyUI hier neu; Modelle und Bilder bleiben.</translation>
    </message>
</context>
<context>
    <name>portico::DriftCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>eine Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2 was added (%3)</source>
        <translation>%1 %2 wurde hinzugefügt (%3)</translation>
    </message>
    <message>
        <source>%1 %2 was removed (%3)</source>
        <translation>%1 %2 wurde entfernt (%3)</translation>
    </message>
    <message>
        <source>%1 %2 → %3 (%4)</source>
        <translation>%1 %2 → %3 (%4)</translation>
    </message>
    <message>
        <source>%1 %2: changed (%3)</source>
        <translation>%1 %2: geändert (%3)</translation>
    </message>
    <message>
        <source>torch was removed from “%1”</source>
        <translation>torch wurde aus „%1“ entfernt</translation>
    </message>
    <message>
        <source>torch was changed in “%1”</source>
        <translation>torch wurde in „%1“ geändert</translation>
    </message>
    <message>
        <source>torch was replaced in “%1”</source>
        <translation>torch wurde in „%1“ ersetzt</translation>
    </message>
    <message>
        <source>Packages were added to “%1”</source>
        <translation>Zu „%1“ wurden Pakete hinzugefügt</translation>
    </message>
    <message>
        <source>Files of “%1” were changed</source>
        <translation>Dateien von „%1“ wurden geändert</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, installed them beside ComfyUI&apos;s own. In a layer they are kept apart, and an update keeps them.</source>
        <translation>Etwas außerhalb von Portico, etwa ein Node-Pack oder ComfyUI-Manager, hat sie neben denen von ComfyUI installiert. In einer Schicht bleiben sie getrennt, und ein Update behält sie.</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, changed what ComfyUI was installed with. It may fail to start, or compute slower. What is put back is what was there before; the changed files are kept.</source>
        <translation>Etwas außerhalb von Portico, etwa ein Node-Pack oder ComfyUI-Manager, hat geändert, womit ComfyUI installiert wurde. Es startet vielleicht nicht mehr oder rechnet langsamer. Wiederhergestellt wird, was vorher da war; die geänderten Dateien bleiben erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und ein weiteres</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Absorb into the layer</source>
        <translation>In die Schicht aufnehmen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Wiederherstellen</translation>
    </message>
</context>
<context>
    <name>portico::DuplicateInstall</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not duplicated.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen, den Portico nur startet: Er wird nicht dupliziert.</translation>
    </message>
    <message>
        <source>Copy the folder yourself and add the copy.</source>
        <translation>Kopieren Sie den Ordner selbst, und fügen Sie die Kopie hinzu.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: it is not duplicated by this one.</source>
        <translation>„%1“ wurde von einem neueren Portico geschrieben und wird von diesem nicht dupliziert.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Aktualisieren Sie Portico.</translation>
    </message>
    <message>
        <source>“%1” is running or being changed and cannot be duplicated now.</source>
        <translation>„%1“ läuft oder wird gerade geändert und kann jetzt nicht dupliziert werden.</translation>
    </message>
    <message>
        <source>Stop it, then duplicate it.</source>
        <translation>Halten Sie die Installation an, und duplizieren Sie sie dann.</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <comment>name of a duplicated install</comment>
        <translation>%1 (Kopie)</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>duplicating “%1”</source>
        <translation>Duplizieren von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::EntryLedger</name>
    <message>
        <source>it is a device, a pipe or a socket, not a file</source>
        <translation>er ist ein Gerät, eine Pipe oder ein Socket, keine Datei</translation>
    </message>
    <message>
        <source>it is a link to “%1”, and %2</source>
        <translation>er ist eine Verknüpfung zu „%1“, und %2</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>es enthält mehr als %L1 Einträge</translation>
    </message>
    <message>
        <source>%1 would unpack to %2, as only a trap does</source>
        <translation>%1 würde entpackt %2 groß, wie es nur eine Falle tut</translation>
    </message>
    <message>
        <source>unpacked it would have more than %1</source>
        <translation>entpackt hätte es mehr als %1</translation>
    </message>
    <message>
        <source>%1 would unpack to %2 or more, as only a trap does</source>
        <translation>%1 würde entpackt %2 oder größer, wie es nur eine Falle tut</translation>
    </message>
    <message>
        <source>its path leads through “%1”, which is not a folder</source>
        <translation>sein Pfad führt durch „%1“, und das ist kein Ordner</translation>
    </message>
    <message>
        <source>“%1” differs from it only in a way that some systems ignore</source>
        <translation>„%1“ unterscheidet sich von ihm nur so, wie es manche Systeme nicht beachten</translation>
    </message>
    <message>
        <source>it comes twice</source>
        <translation>er kommt zweimal vor</translation>
    </message>
    <message>
        <source>“%1” would be the same file on some systems</source>
        <translation>„%1“ wäre auf manchen Systemen dieselbe Datei</translation>
    </message>
    <message>
        <source>it is a hard link to “%1”, which is no file before it</source>
        <translation>er ist eine feste Verknüpfung zu „%1“, und davor gibt es keine solche Datei</translation>
    </message>
    <message>
        <source>it is a link that leads out of the folder by way of other links</source>
        <translation>er ist eine Verknüpfung, die über andere Verknüpfungen aus dem Ordner hinausführt</translation>
    </message>
    <message>
        <source>it is a link that never ends</source>
        <translation>er ist eine Verknüpfung, die nie endet</translation>
    </message>
    <message>
        <source>“%1”: %2.</source>
        <translation>„%1“: %2.</translation>
    </message>
</context>
<context>
    <name>portico::EntryRules</name>
    <message>
        <source>its name is empty</source>
        <translation>sein Name ist leer</translation>
    </message>
    <message>
        <source>its name is not valid UTF-8</source>
        <translation>sein Name ist kein gültiges UTF-8</translation>
    </message>
    <message>
        <source>its name holds a NUL byte</source>
        <translation>sein Name enthält ein NUL-Byte</translation>
    </message>
    <message>
        <source>its name holds a control character</source>
        <translation>sein Name enthält ein Steuerzeichen</translation>
    </message>
    <message>
        <source>its name holds a character that turns the direction of the text around</source>
        <translation>sein Name enthält ein Zeichen, das die Schreibrichtung umkehrt</translation>
    </message>
    <message>
        <source>it leads to an absolute path</source>
        <translation>er führt zu einem absoluten Pfad</translation>
    </message>
    <message>
        <source>it leads to a drive</source>
        <translation>er führt zu einem Laufwerk</translation>
    </message>
    <message>
        <source>it leads to a network or device path</source>
        <translation>er führt zu einem Netzwerk- oder Gerätepfad</translation>
    </message>
    <message>
        <source>it leads out of the folder</source>
        <translation>er führt aus dem Ordner hinaus</translation>
    </message>
    <message>
        <source>a part of its path is empty or a dot</source>
        <translation>ein Teil seines Pfads ist leer oder ein Punkt</translation>
    </message>
    <message>
        <source>a part of its path is only spaces</source>
        <translation>ein Teil seines Pfads besteht nur aus Leerzeichen</translation>
    </message>
    <message>
        <source>its name holds a colon, which names a hidden stream on Windows</source>
        <translation>sein Name enthält einen Doppelpunkt, der unter Windows einen verborgenen Datenstrom bezeichnet</translation>
    </message>
    <message>
        <source>its path has more than %1 bytes</source>
        <translation>sein Pfad hat mehr als %1 Bytes</translation>
    </message>
    <message>
        <source>a part of its path has more than %1 bytes</source>
        <translation>ein Teil seines Pfads hat mehr als %1 Bytes</translation>
    </message>
    <message>
        <source>it lies more than %1 folders deep</source>
        <translation>er liegt mehr als %1 Ordner tief</translation>
    </message>
    <message>
        <source>its name is a device on Windows</source>
        <translation>sein Name ist unter Windows ein Gerät</translation>
    </message>
    <message>
        <source>Windows cannot hold its name</source>
        <translation>Windows kann seinen Namen nicht speichern</translation>
    </message>
</context>
<context>
    <name>portico::EnvConfig</name>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, Zeile %2: %3</translation>
    </message>
    <message>
        <source>“%1” in [%2] has no effect: known there is %3. Correct its spelling.</source>
        <translation>„%1“ in [%2] hat keine Wirkung: Bekannt ist dort %3. Berichtigen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>“%1” must be a table.</source>
        <translation>„%1“ muss eine Tabelle sein.</translation>
    </message>
    <message>
        <source>Write it as [%1] with its keys below.</source>
        <translation>Schreiben Sie es als [%1] mit den Schlüsseln darunter.</translation>
    </message>
    <message>
        <source>“%1” in [%2] must be a list of names.</source>
        <translation>„%1“ in [%2] muss eine Liste von Namen sein.</translation>
    </message>
    <message>
        <source>Write it as %1 = [&quot;first&quot;, &quot;second&quot;].</source>
        <translation>Schreiben Sie es als %1 = [&quot;erster&quot;, &quot;zweiter&quot;].</translation>
    </message>
    <message>
        <source>[%1] has no effect in this file.</source>
        <translation>[%1] hat in dieser Datei keine Wirkung.</translation>
    </message>
    <message>
        <source>Move it to %1 in the pack&apos;s own folder.</source>
        <translation>Verschieben Sie es nach %1 im eigenen Ordner des Node-Packs.</translation>
    </message>
    <message>
        <source>[serializers] is not known any more.</source>
        <translation>[serializers] ist nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>Declare the sockets under [types] in %1, and put their code into serialization.py.</source>
        <translation>Deklarieren Sie die Sockets unter [types] in %1, und legen Sie ihren Code in serialization.py.</translation>
    </message>
    <message>
        <source>The format %1 is not known, only 1.</source>
        <translation>Das Format %1 ist nicht bekannt, nur 1.</translation>
    </message>
    <message>
        <source>Remove the line, or use a newer comfy-env.</source>
        <translation>Entfernen Sie die Zeile, oder verwenden Sie ein neueres comfy-env.</translation>
    </message>
    <message>
        <source>[%1] is written by comfy-env itself.</source>
        <translation>[%1] schreibt comfy-env selbst.</translation>
    </message>
    <message>
        <source>Remove it: each file describes one environment.</source>
        <translation>Entfernen Sie es: Jede Datei beschreibt eine Umgebung.</translation>
    </message>
    <message>
        <source>“%1” in [workspace] is written by comfy-env itself.</source>
        <translation>„%1“ in [workspace] schreibt comfy-env selbst.</translation>
    </message>
    <message>
        <source>Remove the line.</source>
        <translation>Entfernen Sie die Zeile.</translation>
    </message>
    <message>
        <source>the Python version %1 is a number, and 3.10 would be 3.1.</source>
        <translation>die Python-Version %1 ist eine Zahl, und 3.10 wäre 3.1.</translation>
    </message>
    <message>
        <source>Put it into quotes: python = &quot;%1&quot;.</source>
        <translation>Setzen Sie sie in Anführungszeichen: python = &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>Python %1 is too old for comfy-env %2.</source>
        <translation>Python %1 ist zu alt für comfy-env %2.</translation>
    </message>
    <message>
        <source>Ask for Python 3.10 or newer.</source>
        <translation>Verlangen Sie Python 3.10 oder neuer.</translation>
    </message>
    <message>
        <source>%1 is always that of ComfyUI, and must not stand here.</source>
        <translation>%1 kommt immer von ComfyUI und darf hier nicht stehen.</translation>
    </message>
    <message>
        <source>Remove it from the list.</source>
        <translation>Entfernen Sie es aus der Liste.</translation>
    </message>
    <message>
        <source>“health_check_timeout” must be a number of seconds.</source>
        <translation>„health_check_timeout“ muss eine Anzahl von Sekunden sein.</translation>
    </message>
    <message>
        <source>Write it as 5.0.</source>
        <translation>Schreiben Sie es als 5.0.</translation>
    </message>
    <message>
        <source>“%1” is no version of the package %2.</source>
        <translation>„%1“ ist keine Version des Pakets %2.</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;&gt;=1.0,&lt;2&quot;, or = &quot;*&quot; for any.</source>
        <translation>Schreiben Sie es als %1 = &quot;&gt;=1.0,&lt;2&quot;, oder = &quot;*&quot; für jede.</translation>
    </message>
    <message>
        <source>the version of “%1” must be a text.</source>
        <translation>die Version von „%1“ muss ein Text sein.</translation>
    </message>
    <message>
        <source>Put it into quotes: %1 = &quot;%2&quot;.</source>
        <translation>Setzen Sie sie in Anführungszeichen: %1 = &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>“%1” is known neither to comfy-env nor to pixi, which will refuse it. Correct its spelling.</source>
        <translation>„%1“ kennen weder comfy-env noch pixi, das es ablehnen wird. Berichtigen Sie die Schreibweise.</translation>
    </message>
</context>
<context>
    <name>portico::EnvEngine</name>
    <message>
        <source>pixi, because “%1” comes from conda.</source>
        <translation>pixi, weil „%1“ von conda kommt.</translation>
    </message>
    <message>
        <source>pixi, because the channel “%1” is asked for.</source>
        <translation>pixi, weil der Kanal „%1“ verlangt wird.</translation>
    </message>
    <message>
        <source>pixi, because “%1” has a source of its own.</source>
        <translation>pixi, weil „%1“ eine eigene Quelle hat.</translation>
    </message>
    <message>
        <source>pixi, because [%1] is its own.</source>
        <translation>pixi, weil [%1] nur dort bekannt ist.</translation>
    </message>
    <message>
        <source>pixi, because “%1” is nothing that Portico knows.</source>
        <translation>pixi, weil „%1“ nichts ist, was Portico kennt.</translation>
    </message>
    <message>
        <source>pixi, because scripts are to run on activation.</source>
        <translation>pixi, weil beim Aktivieren Skripte laufen sollen.</translation>
    </message>
    <message>
        <source>uv, because only Python packages are asked for: it is faster, and nothing of conda is fetched.</source>
        <translation>uv, weil nur Python-Pakete verlangt werden: Es ist schneller, und von conda wird nichts geholt.</translation>
    </message>
</context>
<context>
    <name>portico::EnvFloors</name>
    <message>
        <source>“%1” needs %2, and this computer has %3.</source>
        <translation>„%1“ braucht %2, und dieser Computer hat %3.</translation>
    </message>
    <message>
        <source>Use a newer system, or ask the author of the pack “%1”.</source>
        <translation>Verwenden Sie ein neueres System, oder fragen Sie, wer das Node-Pack „%1“ entwickelt.</translation>
    </message>
    <message>
        <source>glibc %1 or newer</source>
        <translation>glibc %1 oder neuer</translation>
    </message>
    <message>
        <source>another C library</source>
        <translation>eine andere C-Bibliothek</translation>
    </message>
    <message>
        <source>macOS %1 or newer</source>
        <translation>macOS %1 oder neuer</translation>
    </message>
    <message>
        <source>an NVIDIA GPU for CUDA %1</source>
        <translation>eine NVIDIA-GPU für CUDA %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>portico::EnvOperations</name>
    <message>
        <source>ComfyUI of “%1” runs, and its nodes use the environments.</source>
        <translation>Das ComfyUI von „%1“ läuft, und seine Nodes verwenden die Umgebungen.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Halten Sie die Installation an, und versuchen Sie es dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::EnvPlan</name>
    <message>
        <source>comfy-env %1 keeps its environments in a way that Portico does not build.</source>
        <translation>comfy-env %1 verwaltet seine Umgebungen auf eine Weise, die Portico nicht baut.</translation>
    </message>
    <message>
        <source>Update the pack: newer ones ask for comfy-env 0.4.22 or later.</source>
        <translation>Aktualisieren Sie das Node-Pack: Neuere verlangen comfy-env 0.4.22 oder neuer.</translation>
    </message>
    <message>
        <source>This install has no torch, and comfy-env %1 makes environments only for one that has.</source>
        <translation>Diese Installation hat kein torch, und comfy-env %1 macht Umgebungen nur für eine, die es hat.</translation>
    </message>
    <message>
        <source>Repair the install first.</source>
        <translation>Reparieren Sie die Installation zuerst.</translation>
    </message>
    <message>
        <source>Nobody offers “%1” for CUDA %2 with torch %3 on this computer.</source>
        <translation>Niemand bietet „%1“ für CUDA %2 mit torch %3 auf diesem Computer an.</translation>
    </message>
    <message>
        <source>Try again later, or ask the author of the pack “%1”.</source>
        <translation>Versuchen Sie es später noch einmal, oder fragen Sie, wer das Node-Pack „%1“ entwickelt.</translation>
    </message>
    <message>
        <source>“%1” is not offered for CUDA %2 with torch %3: the environments with CUDA wheels get torch %4 for CUDA %5.</source>
        <translation>„%1“ wird nicht für CUDA %2 mit torch %3 angeboten: Die Umgebungen mit CUDA-Wheels bekommen torch %4 für CUDA %5.</translation>
    </message>
</context>
<context>
    <name>portico::EnvProof</name>
    <message>
        <source>exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>Reparieren Sie sie.</translation>
    </message>
    <message>
        <source>The package %1, which it was built with, is not there.</source>
        <translation>Das Paket %1, mit dem sie gebaut wurde, ist nicht da.</translation>
    </message>
    <message>
        <source>Its Python does not start: %1</source>
        <translation>Ihr Python startet nicht: %1</translation>
    </message>
</context>
<context>
    <name>portico::EnvState</name>
    <message>
        <source>Build it.</source>
        <translation>Bauen Sie sie.</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>Reparieren Sie sie.</translation>
    </message>
    <message>
        <source>It was made in %1 and came here with its install, but environments cannot be moved.</source>
        <translation>Sie entstand in %1 und kam mit ihrer Installation hierher, aber Umgebungen lassen sich nicht verschieben.</translation>
    </message>
    <message>
        <source>Build it: it is made anew.</source>
        <translation>Bauen Sie sie: Sie entsteht ganz neu.</translation>
    </message>
    <message>
        <source>There is one for another Python, torch or comfy-env only: %1.</source>
        <translation>Es gibt eine nur für ein anderes Python, torch oder comfy-env: %1.</translation>
    </message>
    <message>
        <source>It has not been built: the nodes run in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>Sie wurde noch nicht gebaut: Die Nodes laufen in ComfyUIs eigenem Python oder gar nicht.</translation>
    </message>
    <message>
        <source>Building it did not come to its end.</source>
        <translation>Das Bauen kam nicht ans Ende.</translation>
    </message>
    <message>
        <source>The Python that it leans on is gone: %1.</source>
        <translation>Das Python, auf das sie sich stützt, ist verschwunden: %1.</translation>
    </message>
    <message>
        <source>Its Python is not there: %1.</source>
        <translation>Ihr Python ist nicht da: %1.</translation>
    </message>
    <message>
        <source>It was made for %1, and this install is %2: comfy-env will refuse it.</source>
        <translation>Sie wurde für %1 gemacht, und diese Installation ist %2: comfy-env wird sie ablehnen.</translation>
    </message>
    <message>
        <source>Its comfy-env.toml has changed since it was built.</source>
        <translation>Ihr comfy-env.toml hat sich geändert, seit sie gebaut wurde.</translation>
    </message>
    <message>
        <source>A file of the package “%1” is gone: %2.</source>
        <translation>Eine Datei des Pakets „%1“ ist verschwunden: %2.</translation>
    </message>
    <message>
        <source>Some of its packages are gone.</source>
        <translation>Einige ihrer Pakete sind verschwunden.</translation>
    </message>
    <message>
        <source>Beside its link there is an older one, which may be taken instead: %1.</source>
        <translation>Neben ihrer Verknüpfung liegt eine ältere, die stattdessen genommen werden könnte: %1.</translation>
    </message>
    <message>
        <source>The link that leads to it is not there, or leads elsewhere.</source>
        <translation>Die Verknüpfung zu ihr ist nicht da oder führt anderswohin.</translation>
    </message>
    <message>
        <source>It is being built.</source>
        <translation>Sie wird gerade gebaut.</translation>
    </message>
    <message>
        <source>Wait for it.</source>
        <translation>Warten Sie darauf.</translation>
    </message>
    <message>
        <source>built</source>
        <translation>gebaut</translation>
    </message>
    <message>
        <source>being built</source>
        <translation>wird gebaut</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>defekt</translation>
    </message>
    <message>
        <source>made for something else</source>
        <translation>für anderes gemacht</translation>
    </message>
    <message>
        <source>made elsewhere</source>
        <translation>anderswo gemacht</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
</context>
<context>
    <name>portico::Environment</name>
    <message>
        <source>There are no Python packages in %1.</source>
        <translation>In %1 gibt es keine Python-Pakete.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>diese Installation</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Reparieren Sie die Installation, oder installieren Sie sie neu.</translation>
    </message>
</context>
<context>
    <name>portico::Error</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
</context>
<context>
    <name>portico::ExitFacts</name>
    <message>
        <source>hung up</source>
        <translation>Verbindung getrennt</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>unzulässiger Maschinenbefehl</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>arithmetic error</source>
        <translation>Rechenfehler</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>gewaltsam beendet</translation>
    </message>
    <message>
        <source>invalid memory access</source>
        <translation>ungültiger Speicherzugriff</translation>
    </message>
    <message>
        <source>terminated</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>access violation</source>
        <translation>Zugriffsverletzung</translation>
    </message>
    <message>
        <source>stack buffer overrun</source>
        <translation>Überlauf eines Stapelpuffers</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>kein Arbeitsspeicher mehr</translation>
    </message>
    <message>
        <source>a DLL is missing</source>
        <translation>eine DLL fehlt</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>ended by exception %1</source>
        <translation>beendet durch Ausnahme %1</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>beendet durch Signal %1</translation>
    </message>
</context>
<context>
    <name>portico::ExportSnapshot</name>
    <message>
        <source>%1 is no snapshot.</source>
        <translation>%1 ist kein Schnappschuss.</translation>
    </message>
    <message>
        <source>Give a file that Portico, ComfyUI-Manager or Comfy Desktop has written.</source>
        <translation>Geben Sie eine Datei an, die Portico, ComfyUI-Manager oder Comfy Desktop geschrieben hat.</translation>
    </message>
</context>
<context>
    <name>portico::ExportVendored</name>
    <message>
        <source>Keeping “%1” was interrupted, so it is not whole.</source>
        <translation>Das Aufbewahren von „%1“ wurde unterbrochen, es ist daher nicht vollständig.</translation>
    </message>
    <message>
        <source>Keep it again; what is here already is not fetched twice.</source>
        <translation>Bewahren Sie es noch einmal auf; was schon hier ist, wird nicht zweimal geholt.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon vorhanden.</translation>
    </message>
    <message>
        <source>Choose another name, or remove it first.</source>
        <translation>Wählen Sie einen anderen Namen, oder entfernen Sie es zuerst.</translation>
    </message>
    <message>
        <source>exporting “%1”</source>
        <translation>Exportieren von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::Extras</name>
    <message>
        <source>The extras in %1 cannot be used: %2.</source>
        <translation>Die Extras in %1 sind nicht verwendbar: %2.</translation>
    </message>
    <message>
        <source>Put the file right, or use the ready set.</source>
        <translation>Berichtigen Sie die Datei, oder verwenden Sie die fertige Auswahl.</translation>
    </message>
    <message>
        <source>“%1” is no list</source>
        <translation>„%1“ ist keine Liste</translation>
    </message>
    <message>
        <source>“%1” has an entry that is no text</source>
        <translation>„%1“ hat einen Eintrag, der kein Text ist</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. %2</source>
        <translation>Bei den Extras weggelassen: %1. %2</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>es gibt keine Datei %1</translation>
    </message>
    <message>
        <source>it cannot be removed</source>
        <translation>sie kann nicht entfernt werden</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>„%1“ ist keine Anforderung</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. There is no wheel of %2, so that it must be built, which runs its own code, and nobody agreed to that (--allow-builds).</source>
        <translation>Bei den Extras weggelassen: %1. Von %2 gibt es kein Wheel, es müsste also gebaut werden, was eigenen Code ausführt, und dem hat niemand zugestimmt (--allow-builds).</translation>
    </message>
</context>
<context>
    <name>portico::FetchUv</name>
    <message>
        <source>Install uv yourself, or try again later.</source>
        <translation>Installieren Sie uv selbst, oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>uv could not be put into %1.</source>
        <translation>uv konnte nicht in %1 abgelegt werden.</translation>
    </message>
    <message>
        <source>There is no place to put uv.</source>
        <translation>Es gibt keinen Platz, um uv abzulegen.</translation>
    </message>
    <message>
        <source>Fetching uv %1 with the pip of %2.</source>
        <translation>Holen von uv %1 mit dem pip von %2.</translation>
    </message>
    <message>
        <source>The pip of %1 could not fetch uv.</source>
        <translation>Das pip von %1 konnte uv nicht holen.</translation>
    </message>
</context>
<context>
    <name>portico::File</name>
    <message>
        <source>%1 is not read: it has more than %2.</source>
        <translation>%1 wird nicht gelesen: Es hat mehr als %2.</translation>
    </message>
    <message>
        <source>Check whether this is the right file.</source>
        <translation>Prüfen Sie, ob das die richtige Datei ist.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Wählen Sie eine Datei.</translation>
    </message>
</context>
<context>
    <name>portico::FileError</name>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Free some space on this disk, or choose another folder, and try again.</source>
        <translation>Schaffen Sie Platz auf diesem Datenträger oder wählen Sie einen anderen Ordner, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>the system does not allow it</source>
        <translation>das System erlaubt es nicht</translation>
    </message>
    <message>
        <source>Give yourself the right to this folder, or choose another one.</source>
        <translation>Geben Sie sich das Recht an diesem Ordner, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>this place cannot be written</source>
        <translation>an diesem Ort kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Choose a folder on a disk that can be written.</source>
        <translation>Wählen Sie einen Ordner auf einem beschreibbaren Datenträger.</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>ist nicht vorhanden</translation>
    </message>
    <message>
        <source>Check that the folder is still there and its disk is connected.</source>
        <translation>Prüfen Sie, ob der Ordner noch da ist und sein Datenträger angeschlossen ist.</translation>
    </message>
    <message>
        <source>it is there already</source>
        <translation>ist schon vorhanden</translation>
    </message>
    <message>
        <source>Move what is there out of the way, or choose another name.</source>
        <translation>Räumen Sie aus dem Weg, was dort ist, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>another program is using it</source>
        <translation>ein anderes Programm verwendet es</translation>
    </message>
    <message>
        <source>Close the program that uses it, such as a virus scanner, and try again.</source>
        <translation>Schließen Sie das Programm, das es verwendet, etwa einen Virenscanner, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>the two places lie on different disks</source>
        <translation>die beiden Orte liegen auf verschiedenen Datenträgern</translation>
    </message>
    <message>
        <source>Choose two folders on the same disk.</source>
        <translation>Wählen Sie zwei Ordner auf demselben Datenträger.</translation>
    </message>
    <message>
        <source>Check the disk, and try again.</source>
        <translation>Prüfen Sie den Datenträger, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2.</source>
        <translation>%1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be put in its place: %2.</source>
        <translation>%1 kann nicht an seinen Platz gebracht werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>%1 kann nicht entfernt werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be locked: %2.</source>
        <translation>%1 kann nicht gesperrt werden: %2.</translation>
    </message>
    <message>
        <source>%1 needs %2, but only %3 are free on its disk.</source>
        <translation>%1 braucht %2, aber auf dem Datenträger sind nur %3 frei.</translation>
    </message>
</context>
<context>
    <name>portico::FileLock</name>
    <message>
        <source>Another Portico is at work here.</source>
        <translation>Ein anderes Portico arbeitet hier gerade.</translation>
    </message>
    <message>
        <source>Wait until it is done, or end it, and try again.</source>
        <translation>Warten Sie, bis es fertig ist, oder beenden Sie es, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here: %2.</source>
        <translation>Ein anderes Portico (Prozess %1) arbeitet hier gerade: %2.</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here.</source>
        <translation>Ein anderes Portico (Prozess %1) arbeitet hier gerade.</translation>
    </message>
</context>
<context>
    <name>portico::FileSource</name>
    <message>
        <source>the install&apos;s own copy</source>
        <translation>die eigene Kopie der Installation</translation>
    </message>
    <message>
        <source>another install</source>
        <translation>eine andere Installation</translation>
    </message>
    <message>
        <source>the archive it was unpacked from</source>
        <translation>das Archiv, aus dem sie entpackt wurde</translation>
    </message>
    <message>
        <source>what installers always write</source>
        <translation>was Installationsprogramme immer schreiben</translation>
    </message>
    <message>
        <source>the store&apos;s wheels</source>
        <translation>die Wheels des Lagers</translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>der Paketindex</translation>
    </message>
</context>
<context>
    <name>portico::FindGuilty</name>
    <message>
        <source>All is well.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready.</source>
        <translation>ComfyUI wurde nicht bereit.</translation>
    </message>
    <message>
        <source>A node pack could not be imported.</source>
        <translation>Ein Node-Pack konnte nicht importiert werden.</translation>
    </message>
    <message>
        <source>It still goes wrong.</source>
        <translation>Der Fehler tritt noch auf.</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: no pack</source>
        <translation>Runde %1 von höchstens %2: kein Node-Pack</translation>
    </message>
    <message numerus="yes">
        <source>Round %1 of at most %2: %n pack(s)</source>
        <translation>
            <numerusform>Runde %1 von höchstens %2: ein Node-Pack</numerusform>
            <numerusform>Runde %1 von höchstens %2: %n Node-Packs</numerusform>
        </translation>
    </message>
    <message>
        <source>Packs: %1</source>
        <translation>Node-Packs: %1</translation>
    </message>
    <message>
        <source>The node pack %1 keeps ComfyUI from starting.</source>
        <translation>Das Node-Pack %1 hindert ComfyUI am Starten.</translation>
    </message>
    <message>
        <source>The node pack %1 cannot be imported, also when it is alone.</source>
        <translation>Das Node-Pack %1 kann nicht importiert werden, auch allein nicht.</translation>
    </message>
    <message>
        <source>It goes wrong with the node pack %1, also when it is alone.</source>
        <translation>Der Fehler tritt mit dem Node-Pack %1 auf, auch wenn es allein ist.</translation>
    </message>
    <message>
        <source>It goes wrong only when these node packs are together: %1.</source>
        <translation>Der Fehler tritt nur auf, wenn diese Node-Packs zusammenkommen: %1.</translation>
    </message>
    <message>
        <source>No node pack is the cause: it goes wrong without any, too.</source>
        <translation>Kein Node-Pack ist die Ursache: Der Fehler tritt auch ganz ohne auf.</translation>
    </message>
    <message>
        <source>With all node packs, nothing went wrong this time.</source>
        <translation>Mit allen Node-Packs trat der Fehler diesmal nicht auf.</translation>
    </message>
</context>
<context>
    <name>portico::FindPython</name>
    <message>
        <source>There is no program %1.</source>
        <translation>Es gibt kein Programm %1.</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>Geben Sie den Pfad eines Python 3.10 oder neuer an.</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 ist Python %2, und das ist zu alt.</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>Auf diesem Computer gibt es kein Python 3.10 oder neuer.</translation>
    </message>
    <message>
        <source>Install Python from python.org or your system&apos;s packages.</source>
        <translation>Installieren Sie Python von python.org oder aus den Paketen Ihres Systems.</translation>
    </message>
    <message>
        <source>None was found on PATH.</source>
        <translation>Im PATH wurde keines gefunden.</translation>
    </message>
    <message>
        <source>Tried: %1</source>
        <translation>Versucht: %1</translation>
    </message>
</context>
<context>
    <name>portico::FinishEnv</name>
    <message>
        <source>The environment has no Python where comfy-env looks for it: %1.</source>
        <translation>Die Umgebung hat kein Python, wo comfy-env danach sucht: %1.</translation>
    </message>
    <message>
        <source>Try again; the log of the environment tells more.</source>
        <translation>Versuchen Sie es noch einmal; das Protokoll der Umgebung sagt mehr.</translation>
    </message>
</context>
<context>
    <name>portico::FixSettings</name>
    <message>
        <source>The argument %1 is not among the arguments of “%2”.</source>
        <translation>Das Argument %1 ist nicht unter den Argumenten von „%2“.</translation>
    </message>
    <message>
        <source>Look at the command in the settings of this install, and at its start script.</source>
        <translation>Sehen Sie sich den Befehl in den Einstellungen dieser Installation und ihr Startskript an.</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1” does not know %2.</source>
        <translation>Das ComfyUI von „%1“ kennt %2 nicht.</translation>
    </message>
    <message>
        <source>Use a newer version of ComfyUI.</source>
        <translation>Verwenden Sie eine neuere ComfyUI-Version.</translation>
    </message>
    <message>
        <source>This is not a change of settings.</source>
        <translation>Das ist keine Änderung von Einstellungen.</translation>
    </message>
    <message>
        <source>Report this.</source>
        <translation>Bitte melden Sie das.</translation>
    </message>
    <message>
        <source>Use the next free port</source>
        <translation>Nächsten freien Port verwenden</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Use graphics card %1 only</source>
        <translation>Nur Grafikkarte %1 verwenden</translation>
    </message>
    <message>
        <source>Use the classic layout</source>
        <translation>Klassische Anordnung verwenden</translation>
    </message>
    <message>
        <source>Install what %1 needs…</source>
        <translation>Installieren, was %1 braucht…</translation>
    </message>
    <message>
        <source>Repair torch…</source>
        <translation>torch reparieren…</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>Reparieren…</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 deaktivieren</translation>
    </message>
    <message>
        <source>Update %1…</source>
        <translation>%1 aktualisieren…</translation>
    </message>
    <message>
        <source>Run the install.py of %1…</source>
        <translation>install.py von %1 ausführen…</translation>
    </message>
    <message>
        <source>Find the node pack…</source>
        <translation>Node-Pack suchen…</translation>
    </message>
    <message>
        <source>Find the guilty pack…</source>
        <translation>Verursacher suchen…</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>Abgesicherter Start</translation>
    </message>
    <message>
        <source>Choose another build…</source>
        <translation>Anderen Build wählen…</translation>
    </message>
    <message>
        <source>End what is left</source>
        <translation>Reste beenden</translation>
    </message>
    <message>
        <source>Clear and repair…</source>
        <translation>Leeren und reparieren…</translation>
    </message>
    <message>
        <source>Create the folder</source>
        <translation>Ordner anlegen</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the web page</source>
        <translation>Webseite öffnen</translation>
    </message>
    <message>
        <source>Show what takes space</source>
        <translation>Zeigen, was Platz belegt</translation>
    </message>
</context>
<context>
    <name>portico::ForeignSnapshots</name>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>%1 ist nicht verwendbar: %2</translation>
    </message>
    <message>
        <source>Write it anew with the program that it is of.</source>
        <translation>Schreiben Sie es neu mit dem Programm, von dem es stammt.</translation>
    </message>
    <message>
        <source>%1 has no commit.</source>
        <translation>%1 hat keinen Commit.</translation>
    </message>
    <message>
        <source>“%1” is no node pack of the registry.</source>
        <translation>„%1“ ist kein Node-Pack der Registry.</translation>
    </message>
    <message>
        <source>Its list of Python packages is not taken over: what the node packs need is planned for this ComfyUI.</source>
        <translation>Die Liste der Python-Pakete darin wird nicht übernommen: Was die Node-Packs brauchen, wird für dieses ComfyUI geplant.</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI of commit %1, which stays as it is here.</source>
        <translation>Er wurde mit ComfyUI vom Commit %1 aufgenommen, das hier bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>%1 was written by a newer Comfy Desktop.</source>
        <translation>%1 wurde von einem neueren Comfy Desktop geschrieben.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Aktualisieren Sie Portico, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>there is no snapshot in it.</source>
        <translation>es ist kein Schnappschuss darin.</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI %1, which stays as it is here.</source>
        <translation>Er wurde mit ComfyUI %1 aufgenommen, das hier bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager&apos;s snapshots cannot say “%1”.</source>
        <translation>Die Schnappschüsse von ComfyUI-Manager können „%1“ nicht ausdrücken.</translation>
    </message>
    <message>
        <source>What was changed by hand in “%1” is not in it.</source>
        <translation>Was in „%1“ von Hand geändert wurde, ist nicht darin.</translation>
    </message>
</context>
<context>
    <name>portico::GitAddress</name>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
    <message>
        <source>Give the folder of a git repository, or its https address.</source>
        <translation>Geben Sie den Ordner eines git-Repositorys oder seine https-Adresse an.</translation>
    </message>
    <message>
        <source>%1 would be fetched without encryption.</source>
        <translation>%1 würde ohne Verschlüsselung geholt.</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the network settings.</source>
        <translation>Verwenden Sie die https-Adresse, oder erlauben Sie in den Netzwerkeinstellungen http von diesem Host.</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>Die Adresse nennt keinen Host.</translation>
    </message>
    <message>
        <source>Give an address such as https://github.com/owner/name.</source>
        <translation>Geben Sie eine Adresse wie https://github.com/owner/name an.</translation>
    </message>
    <message>
        <source>This is no address of a git repository.</source>
        <translation>Das ist keine Adresse eines git-Repositorys.</translation>
    </message>
    <message>
        <source>Give an https address, or the path of a folder.</source>
        <translation>Geben Sie eine https-Adresse oder den Pfad eines Ordners an.</translation>
    </message>
    <message>
        <source>Repositories are fetched by https only, and this is another kind of address.</source>
        <translation>Repositorys werden nur über https geholt, und dies ist eine andere Art von Adresse.</translation>
    </message>
    <message>
        <source>Give its https address, such as https://github.com/owner/name.</source>
        <translation>Geben Sie die https-Adresse an, etwa https://github.com/owner/name.</translation>
    </message>
    <message>
        <source>This is no address that a git repository can have.</source>
        <translation>Das ist keine Adresse, die ein git-Repository haben kann.</translation>
    </message>
</context>
<context>
    <name>portico::GitFailure</name>
    <message>
        <source>There is no repository at %1.</source>
        <translation>Bei %1 gibt es kein Repository.</translation>
    </message>
    <message>
        <source>Check the address; a private repository may need a login.</source>
        <translation>Prüfen Sie die Adresse; ein privates Repository braucht vielleicht eine Anmeldung.</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>Der Proxy hat den Weg zu %1 verweigert.</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 lässt Sie nicht hinein.</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>Prüfen Sie den Proxy und seine Anmeldedaten in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>Check the address and its user and password.</source>
        <translation>Prüfen Sie die Adresse und ihren Benutzernamen mit Passwort.</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 hat mit Status %2 geantwortet.</translation>
    </message>
    <message>
        <source>Try again later, or use another address.</source>
        <translation>Versuchen Sie es später noch einmal, oder verwenden Sie eine andere Adresse.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut.</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>Wenn Ihr Netzwerk Verbindungen untersucht, nennen Sie seine Zertifizierungsstelle in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>The disk became full while %1 was fetched.</source>
        <translation>Der Datenträger wurde voll, während %1 geholt wurde.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>What answers at %1 is no git server.</source>
        <translation>Was bei %1 antwortet, ist kein git-Server.</translation>
    </message>
    <message>
        <source>Check the address; the network may also want you to sign in first.</source>
        <translation>Prüfen Sie die Adresse; vielleicht möchte auch das Netzwerk, dass Sie sich zuerst anmelden.</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found: there is no such host, or no network.</source>
        <translation>Die Adresse von %1 ist nicht zu finden: Es gibt keinen solchen Host oder kein Netzwerk.</translation>
    </message>
    <message>
        <source>Check the address and your connection.</source>
        <translation>Prüfen Sie die Adresse und Ihre Verbindung.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Die Verbindung zu %1 ist gescheitert.</translation>
    </message>
    <message>
        <source>Check your connection and try again.</source>
        <translation>Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>What came from %1 is damaged.</source>
        <translation>Was von %1 kam, ist beschädigt.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, the repository itself is damaged.</source>
        <translation>Versuchen Sie es noch einmal; bleibt es so, ist das Repository selbst beschädigt.</translation>
    </message>
    <message>
        <source>There is no git repository in %1.</source>
        <translation>In %1 gibt es kein git-Repository.</translation>
    </message>
    <message>
        <source>Check the path or address.</source>
        <translation>Prüfen Sie Pfad oder Adresse.</translation>
    </message>
    <message>
        <source>Git could not fetch %1.</source>
        <translation>git konnte %1 nicht holen.</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for git&apos;s own words, and try again.</source>
        <translation>Sehen Sie im Protokoll des Auftrags nach, was git selbst meldet, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::GitMain</name>
    <message>
        <source>git cannot reach %1 through a proxy: it leads https there only.</source>
        <translation>git erreicht %1 nicht über einen Proxy: Er leitet dorthin nur https.</translation>
    </message>
    <message>
        <source>Use an https address, or except %1 from the proxy.</source>
        <translation>Verwenden Sie eine https-Adresse, oder nehmen Sie %1 vom Proxy aus.</translation>
    </message>
</context>
<context>
    <name>portico::GitTransfer</name>
    <message>
        <source>Receive</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>Zusammensetzen</translation>
    </message>
    <message>
        <source>Wait for the server</source>
        <translation>Auf den Server warten</translation>
    </message>
    <message>
        <source>%1 does not accept the user and password.</source>
        <translation>%1 nimmt Benutzernamen und Passwort nicht an.</translation>
    </message>
    <message>
        <source>%1 wants a login: it is private, or it is not there.</source>
        <translation>%1 verlangt eine Anmeldung: Es ist privat, oder es gibt es nicht.</translation>
    </message>
    <message>
        <source>Check the address; put user and token into it as https://user:token@host/…</source>
        <translation>Prüfen Sie die Adresse; setzen Sie Benutzer und Token hinein als https://user:token@host/…</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>Auschecken</translation>
    </message>
</context>
<context>
    <name>portico::Github</name>
    <message>
        <source>The answer of %1 cannot be understood.</source>
        <translation>Die Antwort von %1 ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>Try again. A sign-in page of your network may be in the way.</source>
        <translation>Versuchen Sie es noch einmal. Vielleicht ist eine Anmeldeseite Ihres Netzwerks im Weg.</translation>
    </message>
    <message numerus="yes">
        <source>%1 wants fewer questions: waiting for %n second(s).</source>
        <translation>
            <numerusform>%1 möchte weniger Anfragen: eine Sekunde warten.</numerusform>
            <numerusform>%1 möchte weniger Anfragen: %n Sekunden warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a new one at %1/settings/tokens and give it with “porticoctl github login”.</source>
        <translation>Legen Sie unter %1/settings/tokens ein neues an, und geben Sie es mit „porticoctl github login“ ein.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the organisation demands single sign-on, and the token is not authorised for it.</source>
        <translation>GitHub hat dies abgelehnt: %1. Die Organisation verlangt Single Sign-on, und das Token ist dafür nicht autorisiert.</translation>
    </message>
    <message>
        <source>Open %1, authorise the token, then try again.</source>
        <translation>Öffnen Sie %1, autorisieren Sie das Token, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Open %1/settings/tokens, choose “Configure SSO” beside the token, then try again.</source>
        <translation>Öffnen Sie %1/settings/tokens, wählen Sie neben dem Token „Configure SSO“, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the right “%2”.</source>
        <translation>GitHub hat dies abgelehnt: %1. Dem Token fehlt das Recht „%2“.</translation>
    </message>
    <message>
        <source>” or “</source>
        <translation>“ oder „</translation>
    </message>
    <message>
        <source>Give the token that right at %1/settings/tokens, or make a new one with it.</source>
        <translation>Geben Sie dem Token dieses Recht unter %1/settings/tokens, oder legen Sie ein neues damit an.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks a permission.</source>
        <translation>GitHub hat dies abgelehnt: %1. Dem Token fehlt eine Berechtigung.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the permission “%2”.</source>
        <translation>GitHub hat dies abgelehnt: %1. Dem Token fehlt die Berechtigung „%2“.</translation>
    </message>
    <message>
        <source>Give the token that permission for this repository at %1/settings/personal-access-tokens.</source>
        <translation>Geben Sie dem Token diese Berechtigung für dieses Repository unter %1/settings/personal-access-tokens.</translation>
    </message>
    <message>
        <source>GitHub refused %1: two-factor authentication is demanded.</source>
        <translation>GitHub hat dies abgelehnt: %1. Es wird eine Zwei-Faktor-Authentisierung verlangt.</translation>
    </message>
    <message>
        <source>Turn it on at %1/settings/security and use a token, never the password.</source>
        <translation>Schalten Sie sie unter %1/settings/security ein, und verwenden Sie ein Token, nie das Passwort.</translation>
    </message>
    <message>
        <source>GitHub refused %1: %2</source>
        <translation>GitHub hat dies abgelehnt: %1. %2</translation>
    </message>
    <message>
        <source>Ask an owner of the repository, or use a token with more rights.</source>
        <translation>Fragen Sie, wem das Repository gehört, oder verwenden Sie ein Token mit mehr Rechten.</translation>
    </message>
    <message>
        <source>GitHub has nothing for %1, or the token may not see it.</source>
        <translation>GitHub hat nichts für dies: %1. Oder das Token darf es nicht sehen.</translation>
    </message>
    <message>
        <source>Check the names. A private repository needs a token with the right “repo”, or one that was made for it.</source>
        <translation>Prüfen Sie die Namen. Ein privates Repository braucht ein Token mit dem Recht „repo“ oder eines, das dafür angelegt wurde.</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 hat selbst ein Problem (Status %2).</translation>
    </message>
    <message>
        <source>Try again later; githubstatus.com says more.</source>
        <translation>Versuchen Sie es später noch einmal; githubstatus.com sagt mehr.</translation>
    </message>
    <message>
        <source>GitHub says that what is meant with %1 has another name now.</source>
        <translation>GitHub sagt, dass dies jetzt einen anderen Namen hat: %1.</translation>
    </message>
    <message>
        <source>Look for its new name with a browser, and use that.</source>
        <translation>Suchen Sie den neuen Namen mit einem Browser, und verwenden Sie ihn.</translation>
    </message>
    <message>
        <source>GitHub did not accept %1: %2</source>
        <translation>GitHub hat dies nicht angenommen: %1. %2</translation>
    </message>
    <message>
        <source>Change what it says, then try again.</source>
        <translation>Ändern Sie, was es nennt, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>es hat keinen Grund genannt</translation>
    </message>
    <message>
        <source>No token for %1 was given.</source>
        <translation>Für %1 wurde kein Token angegeben.</translation>
    </message>
    <message>
        <source>%1 does not accept the token: it has expired, was revoked or is none.</source>
        <translation>%1 nimmt das Token nicht an: Es ist abgelaufen, wurde widerrufen oder ist keines.</translation>
    </message>
    <message>
        <source>GitHub does not keep what is meant with %1 any more.</source>
        <translation>GitHub bewahrt dies nicht mehr auf: %1.</translation>
    </message>
    <message>
        <source>Let the workflow make it again.</source>
        <translation>Lassen Sie es vom Workflow noch einmal erzeugen.</translation>
    </message>
</context>
<context>
    <name>portico::GithubAccount</name>
    <message>
        <source>Without the right “repo” it can neither push, nor start workflows, nor make releases.</source>
        <translation>Ohne das Recht „repo“ kann es weder pushen noch Workflows starten noch Releases anlegen.</translation>
    </message>
    <message>
        <source>Without the right “workflow” it cannot push workflow files.</source>
        <translation>Ohne das Recht „workflow“ kann es keine Workflow-Dateien pushen.</translation>
    </message>
    <message>
        <source>It expires on %1.</source>
        <translation>Es läuft am %1 ab.</translation>
    </message>
    <message>
        <source>asking whose the token is</source>
        <translation>Nachfragen, wem das Token gehört</translation>
    </message>
</context>
<context>
    <name>portico::GithubReleases</name>
    <message>
        <source>GitHub&apos;s answer is no list of releases, or only a part of one.</source>
        <translation>Die Antwort von GitHub ist keine Liste von Releases oder nur ein Teil davon.</translation>
    </message>
    <message>
        <source>Try again later. If a GitHub mirror is set, check its address.</source>
        <translation>Versuchen Sie es später noch einmal. Ist ein GitHub-Spiegel eingestellt, prüfen Sie seine Adresse.</translation>
    </message>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>„%1“ ist kein GitHub-Repository.</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>Schreiben Sie es als owner/name.</translation>
    </message>
</context>
<context>
    <name>portico::GithubRepository</name>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>„%1“ ist kein GitHub-Repository.</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>Schreiben Sie es als owner/name.</translation>
    </message>
    <message>
        <source>looking at %1</source>
        <translation>Ansehen von %1</translation>
    </message>
    <message>
        <source>The repository %1 is archived: nothing in it can change.</source>
        <translation>Das Repository %1 ist archiviert: Darin lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>Its owner can unarchive it in its settings on GitHub.</source>
        <translation>Wem es gehört, kann das Archivieren in den Einstellungen auf GitHub aufheben.</translation>
    </message>
    <message>
        <source>The token may read the repository %1, but not write to it.</source>
        <translation>Das Token darf das Repository %1 lesen, aber nicht darin schreiben.</translation>
    </message>
    <message>
        <source>Ask its owner for write access, fork it, or use a token that has it.</source>
        <translation>Bitten Sie um Schreibzugriff, legen Sie einen Fork an, oder verwenden Sie ein Token, das ihn hat.</translation>
    </message>
</context>
<context>
    <name>portico::GithubServer</name>
    <message>
        <source>“%1” is no address of a GitHub server.</source>
        <translation>„%1“ ist keine Adresse eines GitHub-Servers.</translation>
    </message>
    <message>
        <source>Write it as https://github.example.com, or github.com.</source>
        <translation>Schreiben Sie sie als https://github.example.com oder github.com.</translation>
    </message>
</context>
<context>
    <name>portico::GivenToken</name>
    <message>
        <source>%1 holds no token.</source>
        <translation>%1 enthält kein Token.</translation>
    </message>
    <message>
        <source>Write the token into it, and nothing else.</source>
        <translation>Schreiben Sie das Token hinein und sonst nichts.</translation>
    </message>
    <message>
        <source>The token file %1 may be read by others on this computer.</source>
        <translation>Die Token-Datei %1 ist auf diesem Computer auch für andere lesbar.</translation>
    </message>
    <message>
        <source>Keep it to yourself: chmod 600 %1</source>
        <translation>Behalten Sie sie für sich: chmod 600 %1</translation>
    </message>
    <message>
        <source>From the variable %1, not from a keychain.</source>
        <translation>Aus der Variable %1, nicht aus einem Schlüsselbund.</translation>
    </message>
    <message>
        <source>From the file %1, which holds it unencrypted: not from a keychain.</source>
        <translation>Aus der Datei %1, die es unverschlüsselt enthält: nicht aus einem Schlüsselbund.</translation>
    </message>
    <message>
        <source>From the service&apos;s credentials (%1), not from a keychain.</source>
        <translation>Aus den Zugangsdaten des Dienstes (%1), nicht aus einem Schlüsselbund.</translation>
    </message>
</context>
<context>
    <name>portico::GpuPick</name>
    <message>
        <source>“%1” names no GPUs.</source>
        <translation>„%1“ nennt keine GPUs.</translation>
    </message>
    <message>
        <source>Write numbers as “porticoctl hardware” shows them, such as 0 or 0,1, a UUID that begins with GPU- or MIG-, or all.</source>
        <translation>Schreiben Sie Nummern, wie „porticoctl hardware“ sie zeigt, etwa 0 oder 0,1, eine UUID, die mit GPU- oder MIG- beginnt, oder all.</translation>
    </message>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>„%1“ ist kein Beschleuniger.</translation>
    </message>
    <message>
        <source>Choose one of: cuda, rocm, xpu, mps, cpu, auto.</source>
        <translation>Wählen Sie einen von: cuda, rocm, xpu, mps, cpu, auto.</translation>
    </message>
    <message>
        <source>The build of “%1” is made for %2 and cannot compute on %3.</source>
        <translation>Der Build von „%1“ ist für %2 gemacht und kann nicht auf %3 rechnen.</translation>
    </message>
    <message>
        <source>Add an install made for %1 beside it; cpu works with any.</source>
        <translation>Fügen Sie daneben eine für %1 gemachte Installation hinzu; cpu geht mit jeder.</translation>
    </message>
    <message>
        <source>The argument --cpu of “%1” wins over its accelerator %2.</source>
        <translation>Das Argument --cpu von „%1“ hat Vorrang vor dem Beschleuniger %2.</translation>
    </message>
    <message>
        <source>The GPU choice of “%1” has no effect: it computes on %2.</source>
        <translation>Die GPU-Wahl von „%1“ hat keine Wirkung: Gerechnet wird auf %2.</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” wins over its GPU choice.</source>
        <translation>Das Argument %1 von „%2“ hat Vorrang vor der GPU-Wahl.</translation>
    </message>
    <message>
        <source>The variable %1 that was set for “%2” wins over its GPU choice.</source>
        <translation>Die für „%2“ gesetzte Variable %1 hat Vorrang vor der GPU-Wahl.</translation>
    </message>
</context>
<context>
    <name>portico::HardwareProbe</name>
    <message>
        <source>There is no %1 on this computer.</source>
        <translation>Auf diesem Computer gibt es kein %1.</translation>
    </message>
</context>
<context>
    <name>portico::HardwareSources</name>
    <message>
        <source>The tool %1, which knows the GPUs, failed: %2</source>
        <translation>Das Werkzeug %1, das die GPUs kennt, ist gescheitert: %2</translation>
    </message>
    <message>
        <source>What it says can be chosen by hand; installing the GPU&apos;s driver again, and a restart, often helps.</source>
        <translation>Was es sagen würde, lässt sich von Hand wählen; den GPU-Treiber neu zu installieren und den Computer neu zu starten hilft oft.</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message numerus="yes">
        <source>The tool %1, which knows the GPUs, gave no answer within %n second(s) and was ended.</source>
        <translation>
            <numerusform>Das Werkzeug %1, das die GPUs kennt, hat eine Sekunde lang nicht geantwortet und wurde beendet.</numerusform>
            <numerusform>Das Werkzeug %1, das die GPUs kennt, hat %n Sekunden lang nicht geantwortet und wurde beendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>A restart of the computer often helps when a graphics driver no longer answers.</source>
        <translation>Ein Neustart des Computers hilft oft, wenn ein Grafiktreiber nicht mehr antwortet.</translation>
    </message>
    <message>
        <source>What the tool %1 says about the GPUs cannot be understood.</source>
        <translation>Was das Werkzeug %1 über die GPUs sagt, ist nicht zu verstehen.</translation>
    </message>
</context>
<context>
    <name>portico::HelperLines</name>
    <message>
        <source>Portico&apos;s helper program said something that cannot be understood.</source>
        <translation>Das Hilfsprogramm von Portico hat etwas gesagt, das nicht zu verstehen ist.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installieren Sie Portico neu.</translation>
    </message>
</context>
<context>
    <name>portico::HelperProgram</name>
    <message>
        <source>Portico&apos;s helper program is missing from %1.</source>
        <translation>Das Hilfsprogramm von Portico fehlt in %1.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installieren Sie Portico neu.</translation>
    </message>
</context>
<context>
    <name>portico::HttpClient</name>
    <message>
        <source>%1 sent more than the %2 bytes that such a document may have.</source>
        <translation>%1 hat mehr gesendet als die %2 Bytes, die ein solches Dokument haben darf.</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>Prüfen Sie die Adresse: Vielleicht führt sie nicht dorthin, wo Sie meinen.</translation>
    </message>
    <message>
        <source>%1 has nothing at this address: %2.</source>
        <translation>%1 hat unter dieser Adresse nichts: %2.</translation>
    </message>
    <message>
        <source>Check the address, or look for a newer one.</source>
        <translation>Prüfen Sie die Adresse, oder suchen Sie nach einer neueren.</translation>
    </message>
    <message>
        <source>%1 does not allow this download (status %2).</source>
        <translation>%1 erlaubt diesen Download nicht (Status %2).</translation>
    </message>
    <message>
        <source>It may need an account or a token, or it counts too many requests: try again later.</source>
        <translation>Vielleicht ist ein Konto oder ein Token nötig, oder es gab zu viele Anfragen: Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>%1 says that there were too many requests.</source>
        <translation>%1 sagt, es habe zu viele Anfragen gegeben.</translation>
    </message>
    <message>
        <source>Wait some minutes, then try again.</source>
        <translation>Warten Sie einige Minuten, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 hat selbst ein Problem (Status %2).</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>%1 answered with status %2 instead of the file.</source>
        <translation>%1 hat mit Status %2 statt mit der Datei geantwortet.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Prüfen Sie die Adresse.</translation>
    </message>
</context>
<context>
    <name>portico::ImportVendored</name>
    <message>
        <source>%1 is not an exported install: %2.</source>
        <translation>%1 ist keine exportierte Installation: %2.</translation>
    </message>
    <message>
        <source>Export it again where it is kept: “porticoctl vendor export INSTALL FILE”.</source>
        <translation>Exportieren Sie sie noch einmal dort, wo sie aufbewahrt wird: „porticoctl vendor export INSTALL FILE“.</translation>
    </message>
    <message>
        <source>“%1” in it is not what was kept (%2).</source>
        <translation>„%1“ darin ist nicht, was aufbewahrt wurde (%2).</translation>
    </message>
    <message>
        <source>Copy the exported file again; nothing of it was taken in.</source>
        <translation>Kopieren Sie die exportierte Datei noch einmal; nichts davon wurde aufgenommen.</translation>
    </message>
    <message>
        <source>it has no record, or several</source>
        <translation>sie hat keinen Eintrag oder mehrere</translation>
    </message>
    <message>
        <source>its record cannot be read</source>
        <translation>ihr Eintrag ist nicht lesbar</translation>
    </message>
    <message>
        <source>its record was changed</source>
        <translation>ihr Eintrag wurde geändert</translation>
    </message>
    <message>
        <source>importing %1</source>
        <translation>Importieren von %1</translation>
    </message>
</context>
<context>
    <name>portico::Install</name>
    <message>
        <source>it is no SHA-256</source>
        <translation>es ist kein SHA-256</translation>
    </message>
    <message>
        <source>it is no known layout</source>
        <translation>das ist keine bekannte Anordnung</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>das ist keine Schicht</translation>
    </message>
    <message>
        <source>a layer and its view come together</source>
        <translation>eine Schicht und ihre Ansicht gehören zusammen</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>es fehlt</translation>
    </message>
    <message>
        <source>it leads out of the generation</source>
        <translation>es führt aus der Generation hinaus</translation>
    </message>
    <message>
        <source>it is neither start nor start-and-open</source>
        <translation>das ist weder start noch start-and-open</translation>
    </message>
    <message>
        <source>it is no accelerator</source>
        <translation>das ist kein Beschleuniger</translation>
    </message>
    <message>
        <source>it names no GPUs</source>
        <translation>das nennt keine GPUs</translation>
    </message>
    <message>
        <source>it is neither base nor torch</source>
        <translation>das ist weder base noch torch</translation>
    </message>
    <message>
        <source>it is neither separate nor classic</source>
        <translation>das ist weder separate noch classic</translation>
    </message>
    <message>
        <source>it is neither stable nor latest</source>
        <translation>das ist weder stable noch latest</translation>
    </message>
    <message>
        <source>it is no absolute path</source>
        <translation>das ist kein absoluter Pfad</translation>
    </message>
    <message>
        <source>no such generation is listed</source>
        <translation>keine solche Generation ist aufgeführt</translation>
    </message>
</context>
<context>
    <name>portico::InstallEntry</name>
    <message>
        <source>“%1” is not at its address any more. %2</source>
        <translation>„%1“ ist nicht mehr unter seiner Adresse. %2</translation>
    </message>
    <message>
        <source>Refresh the catalogue and choose again.</source>
        <translation>Aktualisieren Sie den Katalog, und wählen Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::InstallFile</name>
    <message>
        <source>There is no install yet.</source>
        <translation>Es gibt noch keine Installation.</translation>
    </message>
    <message>
        <source>The installs are: %1.</source>
        <translation>Die Installationen sind: %1.</translation>
    </message>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>In %2 gibt es keine Installation „%1“.</translation>
    </message>
    <message>
        <source>changing an install</source>
        <translation>Ändern einer Installation</translation>
    </message>
    <message>
        <source>The file %1 of the install “%2” cannot be used.</source>
        <translation>Die Datei %1 der Installation „%2“ ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>The settings of “%1” were written by a newer Portico and are not changed by this one.</source>
        <translation>Die Einstellungen von „%1“ wurden von einem neueren Portico geschrieben und werden von diesem nicht geändert.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Aktualisieren Sie Portico, und versuchen Sie es dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScript</name>
    <message>
        <source>The install.py of “%1” is no file of its own, so it is not run.</source>
        <translation>Das install.py von „%1“ ist keine eigene Datei und wird daher nicht ausgeführt.</translation>
    </message>
    <message>
        <source>The install.py of “%1” is too long to be shown, so it is not run.</source>
        <translation>Das install.py von „%1“ ist zu lang, um gezeigt zu werden, und wird daher nicht ausgeführt.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptClone</name>
    <message>
        <source>a look</source>
        <translation>ein Blick</translation>
    </message>
    <message>
        <source>A throwaway copy of “%1” needs %2 on the disk, and %3 are free.</source>
        <translation>Eine Wegwerfkopie von „%1“ braucht %2 auf dem Datenträger, und %3 sind frei.</translation>
    </message>
    <message>
        <source>Free some space, or install the node pack without running its install.py.</source>
        <translation>Schaffen Sie Platz, oder installieren Sie das Node-Pack, ohne sein install.py auszuführen.</translation>
    </message>
    <message>
        <source>The Python of “%1” cannot be copied: the copy would change packages elsewhere.</source>
        <translation>Das Python von „%1“ lässt sich nicht kopieren: Die Kopie würde anderswo Pakete ändern.</translation>
    </message>
    <message>
        <source>Install the node pack without running its install.py.</source>
        <translation>Installieren Sie das Node-Pack, ohne sein install.py auszuführen.</translation>
    </message>
    <message>
        <source>Copy Python and packages for install.py</source>
        <translation>Python und Pakete für install.py kopieren</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptLeavings</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und ein weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The install.py of “%1” also brought %2, which is not taken over.</source>
        <translation>Das install.py von „%1“ hat auch %2 mitgebracht; das wird nicht übernommen.</translation>
    </message>
    <message>
        <source>The install.py of “%1” took %2 away, which stays here.</source>
        <translation>Das install.py von „%1“ hat %2 weggenommen; das bleibt hier erhalten.</translation>
    </message>
    <message>
        <source>The install.py of “%1” took the node pack&apos;s own folder away.</source>
        <translation>Das install.py von „%1“ hat den eigenen Ordner des Node-Packs weggenommen.</translation>
    </message>
    <message>
        <source>Install the node pack without running its script.</source>
        <translation>Installieren Sie das Node-Pack, ohne sein Skript auszuführen.</translation>
    </message>
    <message>
        <source>What the install.py of “%1” wrote outside of the node pack was thrown away: %2.</source>
        <translation>Was das install.py von „%1“ außerhalb des Node-Packs geschrieben hat, wurde verworfen: %2.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptRun</name>
    <message>
        <source>it said nothing</source>
        <translation>es hat nichts gemeldet</translation>
    </message>
    <message>
        <source>The install.py of “%1” crashed: %2</source>
        <translation>Das install.py von „%1“ ist abgestürzt: %2</translation>
    </message>
    <message>
        <source>The install.py of “%1” failed with exit code %2: %3</source>
        <translation>Das install.py von „%1“ ist mit Exit-Code %2 gescheitert: %3</translation>
    </message>
    <message>
        <source>Nothing was changed. The node pack can also be installed without running its script.</source>
        <translation>Nichts wurde geändert. Das Node-Pack lässt sich auch installieren, ohne sein Skript auszuführen.</translation>
    </message>
    <message>
        <source>Run the install.py of %1</source>
        <translation>install.py von %1 ausführen</translation>
    </message>
</context>
<context>
    <name>portico::InstallScripts</name>
    <message>
        <source>“%1” brings no install.py that could run now.</source>
        <translation>„%1“ bringt kein install.py mit, das jetzt laufen könnte.</translation>
    </message>
    <message>
        <source>Go on without running one.</source>
        <translation>Fahren Sie fort, ohne eines auszuführen.</translation>
    </message>
    <message>
        <source>Choose among: %1.</source>
        <translation>Zur Auswahl stehen: %1.</translation>
    </message>
    <message>
        <source>running install.py</source>
        <translation>Ausführen von install.py</translation>
    </message>
    <message>
        <source>%1 could not be put back.</source>
        <translation>%1 konnte nicht wiederhergestellt werden.</translation>
    </message>
</context>
<context>
    <name>portico::InterpreterCheck</name>
    <message>
        <source>The Python %1 does not run on this computer.</source>
        <translation>Das Python %1 läuft auf diesem Computer nicht.</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds it, whether programs may run from this drive, and whether the bundle is for this system.</source>
        <translation>Sehen Sie nach, ob ein Virenscanner es festhält, ob Programme von diesem Laufwerk laufen dürfen und ob das Bündel für dieses System ist.</translation>
    </message>
</context>
<context>
    <name>portico::Isolable</name>
    <message>
        <source>The node pack “%1” is a single file, which cannot be isolated.</source>
        <translation>Das Node-Pack „%1“ ist eine einzelne Datei und lässt sich nicht isolieren.</translation>
    </message>
    <message>
        <source>Leave it as it is.</source>
        <translation>Lassen Sie es, wie es ist.</translation>
    </message>
    <message>
        <source>“%1” manages the ComfyUI that it runs in, and cannot be isolated from it.</source>
        <translation>„%1“ verwaltet das ComfyUI, in dem es läuft, und lässt sich nicht davon isolieren.</translation>
    </message>
    <message>
        <source>The node pack “%1” has a comfy-env.toml of its own: what is to be isolated, it isolates itself.</source>
        <translation>Das Node-Pack „%1“ hat ein eigenes comfy-env.toml: Was isoliert werden soll, isoliert es selbst.</translation>
    </message>
    <message>
        <source>Build its environments.</source>
        <translation>Bauen Sie seine Umgebungen.</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>Das Node-Pack „%1“ ist eine Verknüpfung zu einem Ordner anderswo, der nicht geändert wird.</translation>
    </message>
    <message>
        <source>Install it from there, then isolate it.</source>
        <translation>Installieren Sie es von dort, und isolieren Sie es dann.</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>Das Node-Pack „%1“ ist deaktiviert.</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>Aktivieren Sie es zuerst.</translation>
    </message>
</context>
<context>
    <name>portico::Json</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>%1 ist nicht zu verstehen: %2.</translation>
    </message>
    <message>
        <source>Repair it in a text editor, or put a good copy in its place.</source>
        <translation>Berichtigen Sie es in einem Texteditor, oder legen Sie eine gute Kopie an seine Stelle.</translation>
    </message>
    <message>
        <source>%1 cannot be understood: %2 (line %3).</source>
        <translation>%1 ist nicht zu verstehen: %2 (Zeile %3).</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>es ist leer</translation>
    </message>
    <message>
        <source>it holds nothing but zeros</source>
        <translation>es enthält nur Nullen</translation>
    </message>
    <message>
        <source>it is UTF-16 and not UTF-8</source>
        <translation>es ist UTF-16 und nicht UTF-8</translation>
    </message>
    <message>
        <source>it begins with a byte-order mark</source>
        <translation>es beginnt mit einer Byte-Reihenfolge-Marke</translation>
    </message>
    <message>
        <source>it holds a zero byte</source>
        <translation>es enthält ein Null-Byte</translation>
    </message>
    <message>
        <source>it has more than %1</source>
        <translation>es hat mehr als %1</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>es ist kein gültiges JSON</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>es ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>The document</source>
        <translation>Das Dokument</translation>
    </message>
    <message>
        <source>it is not a JSON list</source>
        <translation>es ist keine JSON-Liste</translation>
    </message>
    <message>
        <source>something follows its end</source>
        <translation>nach dem Ende folgt noch etwas</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>es endet zu früh</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>the key “%1” comes twice</source>
        <translation>der Schlüssel &quot;%1&quot; kommt zweimal vor</translation>
    </message>
    <message>
        <source>a number in it is out of range</source>
        <translation>eine Zahl darin liegt außerhalb des Bereichs</translation>
    </message>
</context>
<context>
    <name>portico::JsonReader</name>
    <message>
        <source>The entry “%1” cannot be used: %2.</source>
        <translation>Der Eintrag &quot;%1&quot; ist nicht verwendbar: %2.</translation>
    </message>
    <message>
        <source>it is no text</source>
        <translation>er ist kein Text</translation>
    </message>
    <message>
        <source>it is no whole number</source>
        <translation>er ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>it is not between %1 and %2</source>
        <translation>er liegt nicht zwischen %1 und %2</translation>
    </message>
    <message>
        <source>it is neither true nor false</source>
        <translation>er ist weder true noch false</translation>
    </message>
    <message>
        <source>it is no list of texts</source>
        <translation>er ist keine Liste von Texten</translation>
    </message>
    <message>
        <source>“%1” is no text</source>
        <translation>&quot;%1&quot; ist kein Text</translation>
    </message>
    <message>
        <source>it is no time</source>
        <translation>er ist keine Zeitangabe</translation>
    </message>
    <message>
        <source>it is no object</source>
        <translation>er ist kein Objekt</translation>
    </message>
    <message>
        <source>it is no list</source>
        <translation>er ist keine Liste</translation>
    </message>
</context>
<context>
    <name>portico::JudgeFiles</name>
    <message numerus="yes">
        <source>%n library(s) of another torch are left among those of this one.</source>
        <translation>
            <numerusform>Eine Programmbibliothek eines anderen torch liegt noch zwischen denen von diesem.</numerusform>
            <numerusform>%n Programmbibliotheken eines anderen torch liegen noch zwischen denen von diesem.</numerusform>
        </translation>
    </message>
    <message>
        <source>Libraries of two builds are loaded together, which ends in errors such as “DLL load failed” or “undefined symbol”.</source>
        <translation>Programmbibliotheken zweier Builds werden zusammen geladen, was mit Fehlern wie „DLL load failed“ oder „undefined symbol“ endet.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in torch&apos;s folders belong to no package.</source>
        <translation>
            <numerusform>Eine Datei in den Ordnern von torch gehört zu keinem Paket.</numerusform>
            <numerusform>%n Dateien in den Ordnern von torch gehören zu keinem Paket.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not libraries, so they rarely harm.</source>
        <translation>Es sind keine Programmbibliotheken, sie schaden also selten.</translation>
    </message>
    <message>
        <source>%1 is half removed: its metadata is gone.</source>
        <translation>%1 ist halb entfernt: Die Metadaten sind verschwunden.</translation>
    </message>
    <message>
        <source>Packages that ask for its version fail, and pip cannot put it right.</source>
        <translation>Pakete, die nach seiner Version fragen, scheitern, und pip kann es nicht berichtigen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 is half removed: %n of its files are missing.</source>
        <translation>
            <numerusform>%1 ist halb entfernt: Eine Datei davon fehlt.</numerusform>
            <numerusform>%1 ist halb entfernt: %n Dateien davon fehlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing it fails, or fails later in the middle of the work.</source>
        <translation>Der Import scheitert, sofort oder später mitten in der Arbeit.</translation>
    </message>
    <message numerus="yes">
        <source>%n data file(s) of %1 are missing.</source>
        <translation>
            <numerusform>Eine Datendatei von %1 fehlt.</numerusform>
            <numerusform>%n Datendateien von %1 fehlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>All of its code is there, so it most likely works.</source>
        <translation>Der ganze Code ist da, es funktioniert also höchstwahrscheinlich.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of %1 are not those that were installed.</source>
        <translation>
            <numerusform>Eine Datei von %1 ist nicht die, die installiert wurde.</numerusform>
            <numerusform>%n Dateien von %1 sind nicht die, die installiert wurden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another build was written over it, and nobody knows what works together.</source>
        <translation>Ein anderer Build wurde darübergeschrieben, und niemand weiß, was zusammen funktioniert.</translation>
    </message>
    <message>
        <source>%1 says to be installed twice: %2.</source>
        <translation>%1 sagt, es sei zweimal installiert: %2.</translation>
    </message>
    <message>
        <source>An installation was interrupted: the files may be of either version or of both.</source>
        <translation>Eine Installation wurde unterbrochen: Die Dateien können von der einen Version, der anderen oder von beiden sein.</translation>
    </message>
    <message>
        <source>Python uses the first of them and never sees the other.</source>
        <translation>Python verwendet die erste davon und sieht die andere nie.</translation>
    </message>
    <message>
        <source>pip was interrupted while it replaced a package.</source>
        <translation>pip wurde unterbrochen, während es ein Paket ersetzte.</translation>
    </message>
    <message>
        <source>pip left old files behind.</source>
        <translation>pip hat alte Dateien zurückgelassen.</translation>
    </message>
    <message>
        <source>The old package is set aside under another name, and the new one is not there.</source>
        <translation>Das alte Paket liegt unter einem anderen Namen beiseite, und das neue ist nicht da.</translation>
    </message>
    <message>
        <source>They only take space, since the package itself is whole.</source>
        <translation>Sie belegen nur Platz, denn das Paket selbst ist vollständig.</translation>
    </message>
    <message>
        <source>Repair the install: it removes what was left and puts back what is missing.</source>
        <translation>Reparieren Sie die Installation: Das entfernt, was zurückblieb, und ergänzt, was fehlt.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeModules</name>
    <message>
        <source>Python imports it in place of the package, which ends in errors such as “module has no attribute”.</source>
        <translation>Python importiert es anstelle des Pakets, was mit Fehlern wie „module has no attribute“ endet.</translation>
    </message>
    <message>
        <source>Repair the install: it moves the folder aside and puts back the package.</source>
        <translation>Reparieren Sie die Installation: Das legt den Ordner beiseite und stellt das Paket wieder her.</translation>
    </message>
    <message>
        <source>There is a folder %1 that no package has installed.</source>
        <translation>Es gibt einen Ordner %1, den kein Paket installiert hat.</translation>
    </message>
    <message>
        <source>%1 in the folder of ComfyUI hides the package.</source>
        <translation>%1 im Ordner von ComfyUI verdeckt das Paket.</translation>
    </message>
    <message>
        <source>A folder %1 that no package has installed hides %2.</source>
        <translation>Ein Ordner %1, den kein Paket installiert hat, verdeckt %2.</translation>
    </message>
    <message>
        <source>A file hides the libraries of NVIDIA in another folder.</source>
        <translation>Eine Datei verdeckt die Programmbibliotheken von NVIDIA in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>%1 install the same module.</source>
        <translation>%1 installieren dasselbe Modul.</translation>
    </message>
    <message>
        <source>The one that came last is used, and removing any of them breaks the others.</source>
        <translation>Verwendet wird das zuletzt gekommene, und eines davon zu entfernen macht die anderen kaputt.</translation>
    </message>
    <message>
        <source>Keep one of them; which one, the plan of the node packs says.</source>
        <translation>Behalten Sie eines davon; welches, sagt der Plan der Node-Packs.</translation>
    </message>
    <message>
        <source>%1 is built for another Python or another system.</source>
        <translation>%1 ist für ein anderes Python oder ein anderes System gebaut.</translation>
    </message>
    <message>
        <source>That is what it says of itself; its files name no Python, so that %1 may well load them.</source>
        <translation>So sagt es selbst; seine Dateien nennen kein Python, %1 kann sie also durchaus laden.</translation>
    </message>
    <message>
        <source>%1 cannot load its compiled files.</source>
        <translation>%1 kann seine übersetzten Dateien nicht laden.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeNeeds</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und ein weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is missing; it is needed by %2.</source>
        <translation>%1 fehlt; es wird gebraucht von %2.</translation>
    </message>
    <message>
        <source>What needs it fails as soon as it is imported.</source>
        <translation>Was es braucht, scheitert schon beim Import.</translation>
    </message>
    <message>
        <source>Repair the install: it adds %1.</source>
        <translation>Reparieren Sie die Installation: Das ergänzt %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) that %1 needs are missing.</source>
        <translation>
            <numerusform>Ein Paket, das %1 braucht, fehlt.</numerusform>
            <numerusform>%n Pakete, die %1 braucht, fehlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI stops at its start, or some of its nodes are missing.</source>
        <translation>ComfyUI bricht beim Start ab, oder einige seiner Nodes fehlen.</translation>
    </message>
    <message>
        <source>Repair the install: it adds them.</source>
        <translation>Reparieren Sie die Installation: Das ergänzt sie.</translation>
    </message>
    <message>
        <source>%1 %2 does not suit %3 (wanted: %4).</source>
        <translation>%1 %2 passt nicht zu %3 (gewünscht: %4).</translation>
    </message>
    <message>
        <source>A later installation changed the version, and what counts on the other one may fail.</source>
        <translation>Eine spätere Installation hat die Version geändert, und was sich auf die andere verlässt, kann scheitern.</translation>
    </message>
    <message>
        <source>torch stays as the install has it; this package may miss something newer.</source>
        <translation>torch bleibt, wie die Installation es hat; diesem Paket fehlt vielleicht etwas Neueres.</translation>
    </message>
    <message>
        <source>Nothing to do as long as it works.</source>
        <translation>Nichts zu tun, solange es funktioniert.</translation>
    </message>
    <message>
        <source>Repair the install: it chooses versions that go together.</source>
        <translation>Reparieren Sie die Installation: Das wählt Versionen, die zusammenpassen.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeTorch</name>
    <message>
        <source>torch was replaced by a CPU build.</source>
        <translation>torch wurde durch einen CPU-Build ersetzt.</translation>
    </message>
    <message>
        <source>This install is made for %1; with a CPU build ComfyUI stops with “Torch not compiled with CUDA enabled”, or works many times slower.</source>
        <translation>Diese Installation ist für %1 gemacht; mit einem CPU-Build bricht ComfyUI mit „Torch not compiled with CUDA enabled“ ab oder arbeitet um ein Vielfaches langsamer.</translation>
    </message>
    <message>
        <source>torch is a CPU build, and this computer has a GPU.</source>
        <translation>torch ist ein CPU-Build, und dieser Computer hat eine GPU.</translation>
    </message>
    <message>
        <source>ComfyUI does not use %1; a build for %2 would.</source>
        <translation>ComfyUI verwendet %1 nicht; ein Build für %2 würde es tun.</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>die GPU</translation>
    </message>
    <message>
        <source>torch is built for %1, the install for %2.</source>
        <translation>torch ist für %1 gebaut, die Installation für %2.</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; it may work.</source>
        <translation>Jemand hat torch seit der Installation geändert; vielleicht funktioniert es.</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; this build cannot use the GPU.</source>
        <translation>Jemand hat torch seit der Installation geändert; dieser Build kann die GPU nicht verwenden.</translation>
    </message>
    <message>
        <source>torch was replaced: it is %1, the install was made with %2.</source>
        <translation>torch wurde ersetzt: Es ist %1, die Installation entstand mit %2.</translation>
    </message>
    <message>
        <source>ComfyUI and its packages were chosen for %1; what is compiled for it crashes or fails with another.</source>
        <translation>ComfyUI und seine Pakete wurden für %1 ausgewählt; was dafür übersetzt ist, stürzt mit einem anderen ab oder scheitert.</translation>
    </message>
    <message>
        <source>%1 and torch are of different builds.</source>
        <translation>%1 und torch stammen aus verschiedenen Builds.</translation>
    </message>
    <message>
        <source>They load each other&apos;s libraries, which ends in errors such as “operator torchvision::nms does not exist”.</source>
        <translation>Sie laden gegenseitig ihre Programmbibliotheken, was mit Fehlern wie „operator torchvision::nms does not exist“ endet.</translation>
    </message>
    <message>
        <source>The files of %1 are of another build than its metadata says.</source>
        <translation>Die Dateien von %1 sind von einem anderen Build, als die Metadaten sagen.</translation>
    </message>
    <message>
        <source>An installation was interrupted or done by hand, so that every tool counts on a version that is not there.</source>
        <translation>Eine Installation wurde unterbrochen oder von Hand gemacht, sodass jedes Werkzeug mit einer Version rechnet, die nicht da ist.</translation>
    </message>
    <message>
        <source>torch is missing.</source>
        <translation>torch fehlt.</translation>
    </message>
    <message>
        <source>ComfyUI cannot start without it.</source>
        <translation>ComfyUI kann ohne torch nicht starten.</translation>
    </message>
</context>
<context>
    <name>portico::KeepEnvironments</name>
    <message>
        <source>The isolated environment “%1” %2.</source>
        <translation>Die isolierte Umgebung „%1“ %2.</translation>
    </message>
    <message>
        <source>After a rebuild it is made again, with a network: porticoctl env build.</source>
        <translation>Nach einem Neubau wird sie mit Netzwerk neu gemacht: porticoctl env build.</translation>
    </message>
    <message>
        <source>The isolated environment “%1” cannot be kept: %2.</source>
        <translation>Die isolierte Umgebung „%1“ kann nicht aufbewahrt werden: %2.</translation>
    </message>
    <message>
        <source>Build it again, then keep it: porticoctl env build.</source>
        <translation>Bauen Sie sie noch einmal, und bewahren Sie sie dann auf: porticoctl env build.</translation>
    </message>
    <message>
        <source>has packages that name the folder it was made in</source>
        <translation>hat Pakete, die den Ordner nennen, in dem sie entstand</translation>
    </message>
    <message>
        <source>was built by comfy-env itself</source>
        <translation>wurde von comfy-env selbst gebaut</translation>
    </message>
    <message>
        <source>leans on a Python outside of it</source>
        <translation>stützt sich auf ein Python außerhalb von ihr</translation>
    </message>
    <message>
        <source>has no list of what is in it</source>
        <translation>hat keine Liste ihres Inhalts</translation>
    </message>
    <message>
        <source>is not there any more</source>
        <translation>ist nicht mehr da</translation>
    </message>
</context>
<context>
    <name>portico::KeepOffline</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not kept for offline.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen, den Portico nur startet: Er wird nicht für offline aufbewahrt.</translation>
    </message>
    <message>
        <source>Copy the folder yourself.</source>
        <translation>Kopieren Sie den Ordner selbst.</translation>
    </message>
    <message>
        <source>%1 is not in this install any more.</source>
        <translation>%1 ist nicht mehr in dieser Installation.</translation>
    </message>
    <message>
        <source>Keep a snapshot of a generation that is still there.</source>
        <translation>Bewahren Sie einen Schnappschuss einer Generation auf, die noch da ist.</translation>
    </message>
    <message>
        <source>It holds a link, %1, to a place outside of it: %2.</source>
        <translation>Es enthält eine Verknüpfung, %1, zu einem Ort außerhalb: %2.</translation>
    </message>
    <message>
        <source>Put the files there in place of the link, then keep it again.</source>
        <translation>Legen Sie die Dateien an die Stelle der Verknüpfung, und bewahren Sie es dann noch einmal auf.</translation>
    </message>
    <message>
        <source>keeping “%1” for offline</source>
        <translation>Aufbewahren von „%1“ für offline</translation>
    </message>
</context>
<context>
    <name>portico::KeepPacks</name>
    <message>
        <source>“%1” is not what the snapshot says.</source>
        <translation>„%1“ ist nicht, was der Schnappschuss sagt.</translation>
    </message>
    <message>
        <source>Try again when nobody changes it.</source>
        <translation>Versuchen Sie es noch einmal, wenn niemand es ändert.</translation>
    </message>
    <message>
        <source>The repository of “%1” takes objects of another folder.</source>
        <translation>Das Repository von „%1“ nimmt Objekte aus einem anderen Ordner.</translation>
    </message>
    <message>
        <source>Install it again from its address, then keep it.</source>
        <translation>Installieren Sie es neu von seiner Adresse, und bewahren Sie es dann auf.</translation>
    </message>
</context>
<context>
    <name>portico::KeepRuntime</name>
    <message>
        <source>ComfyUI or its Python is not as it was installed: %1.</source>
        <translation>ComfyUI oder sein Python ist nicht mehr wie installiert: %1.</translation>
    </message>
    <message>
        <source>Put it back, then keep it again: porticoctl repair %1.</source>
        <translation>Stellen Sie es wieder her, und bewahren Sie es dann noch einmal auf: porticoctl repair %1.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository is not at the commit %1 any more.</source>
        <translation>Das Repository von ComfyUI ist nicht mehr beim Commit %1.</translation>
    </message>
    <message>
        <source>Check that commit out again, then keep it for offline.</source>
        <translation>Checken Sie diesen Commit wieder aus, und bewahren Sie es dann für offline auf.</translation>
    </message>
    <message>
        <source>ComfyUI leans on a Python of this computer, %1, which is not part of it and cannot be kept.</source>
        <translation>ComfyUI stützt sich auf ein Python dieses Computers, %1, das nicht dazugehört und nicht aufbewahrt werden kann.</translation>
    </message>
    <message>
        <source>To rebuild it elsewhere, install it with a Python of its own and keep that one.</source>
        <translation>Um es anderswo neu zu bauen, installieren Sie es mit einem eigenen Python und bewahren Sie dieses auf.</translation>
    </message>
</context>
<context>
    <name>portico::KeptGenerations</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>„%1“ hat keine Generation %2.</translation>
    </message>
    <message>
        <source>Look at those that are there.</source>
        <translation>Sehen Sie nach, welche da sind.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is in use or pinned, and stays.</source>
        <translation>Generation %1 von „%2“ wird verwendet oder ist angeheftet und bleibt.</translation>
    </message>
    <message>
        <source>Go to another one, or take its pin away.</source>
        <translation>Wechseln Sie zu einer anderen, oder heben Sie die Anheftung auf.</translation>
    </message>
    <message>
        <source>removing an old generation</source>
        <translation>Entfernen einer alten Generation</translation>
    </message>
</context>
<context>
    <name>portico::KeptPacks</name>
    <message>
        <source>clearing away old node packs</source>
        <translation>Wegräumen alter Node-Packs</translation>
    </message>
</context>
<context>
    <name>portico::KnownBundles</name>
    <message>
        <source>remembering a bundle</source>
        <translation>Merken eines Bündels</translation>
    </message>
    <message>
        <source>%1 is not the file that Portico got from there on %2: its SHA-256 is now %3 and was %4. Its publisher published none to compare with.</source>
        <translation>%1 ist nicht die Datei, die Portico am %2 von dort bekam: Ihr SHA-256 ist jetzt %3 und war %4. Der Herausgeber hat keinen zum Vergleichen veröffentlicht.</translation>
    </message>
    <message>
        <source>Ask its publisher whether the change is meant. If it is, add it with the new SHA-256 given by hand.</source>
        <translation>Fragen Sie den Herausgeber, ob die Änderung beabsichtigt ist. Falls ja, fügen Sie es mit dem neuen SHA-256 von Hand hinzu.</translation>
    </message>
</context>
<context>
    <name>portico::KnownFailures</name>
    <message>
        <source>An argument that this ComfyUI does not know</source>
        <translation>Ein Argument, das dieses ComfyUI nicht kennt</translation>
    </message>
    <message>
        <source>ComfyUI does not know the argument %1.</source>
        <translation>ComfyUI kennt das Argument %1 nicht.</translation>
    </message>
    <message>
        <source>Remove the argument %1, then start again.</source>
        <translation>Entfernen Sie das Argument %1, und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>An argument that ComfyUI does not accept</source>
        <translation>Ein Argument, das ComfyUI nicht annimmt</translation>
    </message>
    <message>
        <source>ComfyUI does not accept the argument %1: %2</source>
        <translation>ComfyUI nimmt das Argument %1 nicht an: %2</translation>
    </message>
    <message>
        <source>ComfyUI does not accept its arguments: %1.</source>
        <translation>ComfyUI nimmt seine Argumente nicht an: %1.</translation>
    </message>
    <message>
        <source>Correct the arguments in the settings of this install.</source>
        <translation>Berichtigen Sie die Argumente in den Einstellungen dieser Installation.</translation>
    </message>
    <message>
        <source>The port is taken</source>
        <translation>Der Port ist belegt</translation>
    </message>
    <message>
        <source>Another program uses port %1 on %2.</source>
        <translation>Ein anderes Programm verwendet Port %1 auf %2.</translation>
    </message>
    <message>
        <source>Use the next free port, or end the other program.</source>
        <translation>Verwenden Sie den nächsten freien Port, oder beenden Sie das andere Programm.</translation>
    </message>
    <message>
        <source>Another program uses port %2 on %1.</source>
        <translation>Ein anderes Programm verwendet Port %2 auf %1.</translation>
    </message>
    <message>
        <source>The system does not give this port away</source>
        <translation>Das System gibt diesen Port nicht her</translation>
    </message>
    <message>
        <source>The system does not let ComfyUI use port %2: it is reserved, or a security program blocks it.</source>
        <translation>Das System lässt ComfyUI Port %2 nicht verwenden: Er ist reserviert, oder ein Sicherheitsprogramm blockiert ihn.</translation>
    </message>
    <message>
        <source>Use the next free port.</source>
        <translation>Verwenden Sie den nächsten freien Port.</translation>
    </message>
    <message>
        <source>An address that this computer does not have</source>
        <translation>Eine Adresse, die dieser Computer nicht hat</translation>
    </message>
    <message>
        <source>ComfyUI cannot listen on %1: this computer does not have that address.</source>
        <translation>ComfyUI kann nicht auf %1 lauschen: Dieser Computer hat diese Adresse nicht.</translation>
    </message>
    <message>
        <source>Remove the argument --listen, then start again.</source>
        <translation>Entfernen Sie das Argument --listen, und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>A port that does not exist</source>
        <translation>Ein Port, den es nicht gibt</translation>
    </message>
    <message>
        <source>There is no such port: ports go from 1 to 65535.</source>
        <translation>Einen solchen Port gibt es nicht: Ports gehen von 1 bis 65535.</translation>
    </message>
    <message>
        <source>Another ComfyUI uses the same database</source>
        <translation>Ein anderes ComfyUI verwendet dieselbe Datenbank</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database of this install.</source>
        <translation>Ein anderes ComfyUI, das noch läuft, hält die Datenbank dieser Installation.</translation>
    </message>
    <message>
        <source>End what an earlier session left behind, or stop the other ComfyUI.</source>
        <translation>Beenden Sie, was eine frühere Sitzung zurückließ, oder halten Sie das andere ComfyUI an.</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database %1.</source>
        <translation>Ein anderes ComfyUI, das noch läuft, hält die Datenbank %1.</translation>
    </message>
    <message>
        <source>Packages for the database are missing</source>
        <translation>Pakete für die Datenbank fehlen</translation>
    </message>
    <message>
        <source>ComfyUI cannot open its database, because Python packages are missing.</source>
        <translation>ComfyUI kann seine Datenbank nicht öffnen, weil Python-Pakete fehlen.</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>Reparieren Sie die Umgebung.</translation>
    </message>
    <message>
        <source>The database cannot be used</source>
        <translation>Die Datenbank ist nicht verwendbar</translation>
    </message>
    <message>
        <source>ComfyUI cannot use its database (%1).</source>
        <translation>ComfyUI kann seine Datenbank nicht verwenden (%1).</translation>
    </message>
    <message>
        <source>Start without the list of assets; pictures and workflows are not touched.</source>
        <translation>Starten Sie ohne die Liste der Assets; Bilder und Workflows bleiben unberührt.</translation>
    </message>
    <message>
        <source>A folder of node packs is missing</source>
        <translation>Ein Ordner für Node-Packs fehlt</translation>
    </message>
    <message>
        <source>ComfyUI looks for node packs in %1, and there is no such folder.</source>
        <translation>ComfyUI sucht Node-Packs in %1, und einen solchen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>Create the folder, or correct the extra model folders.</source>
        <translation>Legen Sie den Ordner an, oder berichtigen Sie die zusätzlichen Modellordner.</translation>
    </message>
    <message>
        <source>The list of extra model folders cannot be read</source>
        <translation>Die Liste zusätzlicher Modellordner ist nicht lesbar</translation>
    </message>
    <message>
        <source>ComfyUI cannot read a file that lists extra model folders: it is missing, empty or no YAML.</source>
        <translation>ComfyUI kann eine Datei nicht lesen, die zusätzliche Modellordner auflistet: Sie fehlt, ist leer oder kein YAML.</translation>
    </message>
    <message>
        <source>Correct extra_model_paths.yaml, or remove the file.</source>
        <translation>Berichtigen Sie extra_model_paths.yaml, oder entfernen Sie die Datei.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>ComfyUI could not write a file, because the disk is full.</source>
        <translation>ComfyUI konnte eine Datei nicht schreiben, weil der Datenträger voll ist.</translation>
    </message>
    <message>
        <source>Free some space, then start again.</source>
        <translation>Schaffen Sie Platz, und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>torch is a build without a graphics card</source>
        <translation>torch ist ein Build ohne Grafikkarte</translation>
    </message>
    <message>
        <source>The installed torch cannot use the graphics card: it was replaced by a CPU build, or is one for another maker&apos;s card.</source>
        <translation>Das installierte torch kann die Grafikkarte nicht verwenden: Es wurde durch einen CPU-Build ersetzt oder ist für die Karte eines anderen Herstellers.</translation>
    </message>
    <message>
        <source>Repair torch: the right build comes back, offline where it is kept.</source>
        <translation>Reparieren Sie torch: Der richtige Build kommt zurück, auch ohne Netz, wo er aufbewahrt ist.</translation>
    </message>
    <message>
        <source>No NVIDIA driver</source>
        <translation>Kein NVIDIA-Treiber</translation>
    </message>
    <message>
        <source>This build is made for NVIDIA graphics cards, and no NVIDIA driver was found.</source>
        <translation>Dieser Build ist für NVIDIA-Grafikkarten gemacht, und es wurde kein NVIDIA-Treiber gefunden.</translation>
    </message>
    <message>
        <source>Install the driver of your graphics card, or choose another build.</source>
        <translation>Installieren Sie den Treiber Ihrer Grafikkarte, oder wählen Sie einen anderen Build.</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old</source>
        <translation>Der NVIDIA-Treiber ist zu alt</translation>
    </message>
    <message>
        <source>The NVIDIA driver (CUDA version %1) is older than this build of torch needs.</source>
        <translation>Der NVIDIA-Treiber (CUDA-Version %1) ist älter, als dieser Build von torch braucht.</translation>
    </message>
    <message>
        <source>Install the newest driver, or choose a build for older drivers.</source>
        <translation>Installieren Sie den neuesten Treiber, oder wählen Sie einen Build für ältere Treiber.</translation>
    </message>
    <message>
        <source>torch does not know this graphics card</source>
        <translation>torch kennt diese Grafikkarte nicht</translation>
    </message>
    <message>
        <source>This build of torch has no code for %1 (%2).</source>
        <translation>Dieser Build von torch hat keinen Code für %1 (%2).</translation>
    </message>
    <message>
        <source>Choose a build for your graphics card.</source>
        <translation>Wählen Sie einen Build für Ihre Grafikkarte.</translation>
    </message>
    <message>
        <source>This build of torch has no code for your graphics card.</source>
        <translation>Dieser Build von torch hat keinen Code für Ihre Grafikkarte.</translation>
    </message>
    <message>
        <source>torch does not know this AMD graphics card</source>
        <translation>torch kennt diese AMD-Grafikkarte nicht</translation>
    </message>
    <message>
        <source>This ROCm build of torch has no code for your AMD graphics card.</source>
        <translation>Dieser ROCm-Build von torch hat keinen Code für Ihre AMD-Grafikkarte.</translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory is full</source>
        <translation>Der Grafikspeicher ist voll</translation>
    </message>
    <message>
        <source>A prompt needed more memory than the graphics card has.</source>
        <translation>Ein Prompt hat mehr Speicher gebraucht, als die Grafikkarte hat.</translation>
    </message>
    <message>
        <source>Keep models in the computer&apos;s memory (--novram), or make smaller pictures.</source>
        <translation>Halten Sie Modelle im Arbeitsspeicher des Computers (--novram), oder machen Sie kleinere Bilder.</translation>
    </message>
    <message>
        <source>Memory was short for a moment</source>
        <translation>Der Speicher war kurz knapp</translation>
    </message>
    <message>
        <source>ComfyUI ran short of graphics memory and helped itself.</source>
        <translation>ComfyUI hatte zu wenig Grafikspeicher und hat sich selbst geholfen.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Sie müssen nichts tun.</translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full</source>
        <translation>Der Arbeitsspeicher ist voll</translation>
    </message>
    <message>
        <source>Windows had no memory left: its paging file is too small.</source>
        <translation>Windows hatte keinen Speicher mehr: Die Auslagerungsdatei ist zu klein.</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or make the paging file larger.</source>
        <translation>Behalten Sie zwischen Prompts nichts im Speicher (--cache-none), oder vergrößern Sie die Auslagerungsdatei.</translation>
    </message>
    <message>
        <source>Windows cannot load torch</source>
        <translation>Windows kann torch nicht laden</translation>
    </message>
    <message>
        <source>Windows cannot load %1, the part of torch for AMD graphics cards.</source>
        <translation>Windows kann %1 nicht laden, den Teil von torch für AMD-Grafikkarten.</translation>
    </message>
    <message>
        <source>Install the newest driver of your AMD graphics card.</source>
        <translation>Installieren Sie den neuesten Treiber Ihrer AMD-Grafikkarte.</translation>
    </message>
    <message>
        <source>Windows cannot load %1, a part of torch.</source>
        <translation>Windows kann %1 nicht laden, einen Teil von torch.</translation>
    </message>
    <message>
        <source>Install the Microsoft Visual C++ Redistributable; if it is there already, repair torch.</source>
        <translation>Installieren Sie das Microsoft Visual C++ Redistributable; ist es schon da, reparieren Sie torch.</translation>
    </message>
    <message>
        <source>torch and torchvision do not fit together</source>
        <translation>torch und torchvision passen nicht zusammen</translation>
    </message>
    <message>
        <source>torchvision is a build for another torch: something replaced one of the two.</source>
        <translation>torchvision ist ein Build für ein anderes torch: Etwas hat eines der beiden ersetzt.</translation>
    </message>
    <message>
        <source>Repair torch: both come back as one pair.</source>
        <translation>Reparieren Sie torch: Beide kommen als Paar zurück.</translation>
    </message>
    <message>
        <source>A part of torch is missing</source>
        <translation>Ein Teil von torch fehlt</translation>
    </message>
    <message>
        <source>%1, a part of torch, cannot be found.</source>
        <translation>%1, ein Teil von torch, ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>Reparieren Sie torch.</translation>
    </message>
    <message>
        <source>A newer build would be faster</source>
        <translation>Ein neuerer Build wäre schneller</translation>
    </message>
    <message>
        <source>ComfyUI has faster code for NVIDIA cards of the 20 series and newer, which needs torch for CUDA 13.</source>
        <translation>ComfyUI hat schnelleren Code für NVIDIA-Karten ab der 20er-Serie, der torch für CUDA 13 braucht.</translation>
    </message>
    <message>
        <source>Choose a build for CUDA 13, if your card and driver allow it.</source>
        <translation>Wählen Sie einen Build für CUDA 13, wenn Karte und Treiber es erlauben.</translation>
    </message>
    <message>
        <source>Several graphics cards are in sight</source>
        <translation>Mehrere Grafikkarten sind sichtbar</translation>
    </message>
    <message>
        <source>ComfyUI sees several NVIDIA graphics cards, which fails on Windows at times.</source>
        <translation>ComfyUI sieht mehrere NVIDIA-Grafikkarten, was unter Windows manchmal scheitert.</translation>
    </message>
    <message>
        <source>Show it the first one only; another can be chosen in the settings.</source>
        <translation>Zeigen Sie ihm nur die erste; eine andere lässt sich in den Einstellungen wählen.</translation>
    </message>
    <message>
        <source>An isolated environment is not built</source>
        <translation>Eine isolierte Umgebung ist nicht gebaut</translation>
    </message>
    <message>
        <source>comfy-env did not find the environment “%1”, so its nodes ran in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>comfy-env hat die Umgebung „%1“ nicht gefunden, ihre Nodes liefen daher in ComfyUIs eigenem Python oder gar nicht.</translation>
    </message>
    <message>
        <source>Build it in the install&apos;s environments, then start again.</source>
        <translation>Bauen Sie sie in den Umgebungen der Installation, und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>An isolated environment is not found</source>
        <translation>Eine isolierte Umgebung wird nicht gefunden</translation>
    </message>
    <message>
        <source>comfy-env did not look for an environment (%1), so the nodes ran in ComfyUI&apos;s own Python.</source>
        <translation>comfy-env hat nicht nach einer Umgebung gesucht (%1), die Nodes liefen daher in ComfyUIs eigenem Python.</translation>
    </message>
    <message>
        <source>Put the node pack itself, not a link to it, into custom_nodes.</source>
        <translation>Legen Sie das Node-Pack selbst, keine Verknüpfung dazu, in custom_nodes.</translation>
    </message>
    <message>
        <source>An isolated environment is for something else</source>
        <translation>Eine isolierte Umgebung ist für etwas anderes</translation>
    </message>
    <message>
        <source>The environment “%1” was made for another Python or torch, and comfy-env refused it: %2.</source>
        <translation>Die Umgebung „%1“ wurde für ein anderes Python oder torch gemacht, und comfy-env hat sie abgelehnt: %2.</translation>
    </message>
    <message>
        <source>Build it anew in the install&apos;s environments, then start again.</source>
        <translation>Bauen Sie sie in den Umgebungen der Installation neu, und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>Isolated nodes could not be read</source>
        <translation>Isolierte Nodes waren nicht lesbar</translation>
    </message>
    <message>
        <source>The nodes of %1 could not be read in their environment, so the pack has none of them: %2</source>
        <translation>Die Nodes von %1 waren in ihrer Umgebung nicht lesbar, das Node-Pack hat daher keine davon: %2</translation>
    </message>
    <message>
        <source>Repair the environment in the install&apos;s environments.</source>
        <translation>Reparieren Sie die Umgebung in den Umgebungen der Installation.</translation>
    </message>
    <message>
        <source>Two packs share one environment&apos;s name</source>
        <translation>Zwei Node-Packs teilen sich den Namen einer Umgebung</translation>
    </message>
    <message>
        <source>%2 and %3 both give the name “%1” to their environment, and comfy-env then builds none at all.</source>
        <translation>%2 und %3 geben ihrer Umgebung beide den Namen „%1“, und comfy-env baut dann gar keine.</translation>
    </message>
    <message>
        <source>Remove or rename the pack that is a copy of the other.</source>
        <translation>Entfernen Sie das Node-Pack, das eine Kopie des anderen ist, oder benennen Sie es um.</translation>
    </message>
    <message>
        <source>CUDA packages are not offered</source>
        <translation>CUDA-Pakete werden nicht angeboten</translation>
    </message>
    <message>
        <source>Nobody offers all CUDA packages of the isolated environments for one CUDA and torch.</source>
        <translation>Niemand bietet alle CUDA-Pakete der isolierten Umgebungen für ein und dasselbe CUDA und torch an.</translation>
    </message>
    <message>
        <source>Build them in the install&apos;s environments, where it is said which one is missing.</source>
        <translation>Bauen Sie sie in den Umgebungen der Installation; dort steht, welches fehlt.</translation>
    </message>
    <message>
        <source>A CUDA package is not offered</source>
        <translation>Ein CUDA-Paket wird nicht angeboten</translation>
    </message>
    <message>
        <source>Nobody offers the CUDA package %1 for this CUDA, torch and Python.</source>
        <translation>Niemand bietet das CUDA-Paket %1 für dieses CUDA, torch und Python an.</translation>
    </message>
    <message>
        <source>Choose another CUDA for the install, or ask the author of the pack.</source>
        <translation>Wählen Sie ein anderes CUDA für die Installation, oder fragen Sie, wer das Node-Pack entwickelt.</translation>
    </message>
    <message>
        <source>pixi came damaged</source>
        <translation>pixi kam beschädigt an</translation>
    </message>
    <message>
        <source>comfy-env fetched %1, and it is not what its makers published.</source>
        <translation>comfy-env hat %1 geholt, und es ist nicht, was der Hersteller veröffentlicht hat.</translation>
    </message>
    <message>
        <source>Check the network settings, then build in the install&apos;s environments.</source>
        <translation>Prüfen Sie die Netzwerkeinstellungen, und bauen Sie dann in den Umgebungen der Installation.</translation>
    </message>
    <message>
        <source>There is no pixi for this computer</source>
        <translation>Für diesen Computer gibt es kein pixi</translation>
    </message>
    <message>
        <source>comfy-env runs its environments with pixi, which is not made for %1.</source>
        <translation>comfy-env führt seine Umgebungen mit pixi aus, das es für %1 nicht gibt.</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>Isolierte Umgebungen brauchen einen anderen Computer.</translation>
    </message>
    <message>
        <source>comfy-env began a build again</source>
        <translation>comfy-env hat einen Bau neu begonnen</translation>
    </message>
    <message>
        <source>comfy-env waited ten minutes for another build of an environment, then removed it and began again.</source>
        <translation>comfy-env hat zehn Minuten auf einen anderen Bau einer Umgebung gewartet, ihn dann entfernt und neu begonnen.</translation>
    </message>
    <message>
        <source>Build in the install&apos;s environments, which never ends a build that is alive.</source>
        <translation>Bauen Sie in den Umgebungen der Installation; dort wird nie ein laufender Bau beendet.</translation>
    </message>
    <message>
        <source>A variable ends comfy-env</source>
        <translation>Eine Variable beendet comfy-env</translation>
    </message>
    <message>
        <source>This version of comfy-env refuses to start with the variable %1.</source>
        <translation>Diese Version von comfy-env weigert sich, mit der Variable %1 zu starten.</translation>
    </message>
    <message>
        <source>Remove %1 from the variables of this install.</source>
        <translation>Entfernen Sie %1 aus den Variablen dieser Installation.</translation>
    </message>
    <message>
        <source>A node pack looks in ComfyUI&apos;s own folder</source>
        <translation>Ein Node-Pack sucht in ComfyUIs eigenem Ordner</translation>
    </message>
    <message>
        <source>A node pack looks for %1 beside ComfyUI&apos;s main.py, and it is in the data folder of this install.</source>
        <translation>Ein Node-Pack sucht %1 neben dem main.py von ComfyUI, und es liegt im Datenordner dieser Installation.</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>Verwenden Sie für diese Installation die klassische Anordnung: Verknüpfungen führen von dort zum Datenordner.</translation>
    </message>
    <message>
        <source>A workflow needs a node that is not here</source>
        <translation>Ein Workflow braucht einen Node, der nicht hier ist</translation>
    </message>
    <message>
        <source>The workflow uses the node “%1”, which no installed pack has.</source>
        <translation>Der Workflow verwendet den Node „%1“, den kein installiertes Node-Pack hat.</translation>
    </message>
    <message>
        <source>Find and install the node pack that has it.</source>
        <translation>Suchen und installieren Sie das Node-Pack, das ihn hat.</translation>
    </message>
    <message>
        <source>A workflow needs a model that is not here</source>
        <translation>Ein Workflow braucht ein Modell, das nicht hier ist</translation>
    </message>
    <message>
        <source>The workflow uses %1, which is in none of the model folders.</source>
        <translation>Der Workflow verwendet %1, und das liegt in keinem der Modellordner.</translation>
    </message>
    <message>
        <source>Put the file into the right model folder.</source>
        <translation>Legen Sie die Datei in den richtigen Modellordner.</translation>
    </message>
    <message>
        <source>A web page was refused</source>
        <translation>Eine Webseite wurde abgewiesen</translation>
    </message>
    <message>
        <source>A page of %2 asked ComfyUI at %1 for something, and ComfyUI refused it.</source>
        <translation>Eine Seite von %2 hat etwas von ComfyUI an %1 verlangt, und ComfyUI hat es abgelehnt.</translation>
    </message>
    <message>
        <source>Open ComfyUI under its own address.</source>
        <translation>Öffnen Sie ComfyUI unter seiner eigenen Adresse.</translation>
    </message>
    <message>
        <source>A character could not be logged</source>
        <translation>Ein Zeichen konnte nicht protokolliert werden</translation>
    </message>
    <message>
        <source>A line of the log could not be written, because Python did not use UTF-8. Only that line is lost.</source>
        <translation>Eine Zeile des Protokolls konnte nicht geschrieben werden, weil Python nicht UTF-8 verwendet hat. Nur diese Zeile ist verloren.</translation>
    </message>
    <message>
        <source>Remove PYTHONUTF8 and PYTHONIOENCODING from the variables of this install, if they are there.</source>
        <translation>Entfernen Sie PYTHONUTF8 und PYTHONIOENCODING aus den Variablen dieser Installation, falls sie dort stehen.</translation>
    </message>
    <message>
        <source>A line could not be logged</source>
        <translation>Eine Zeile konnte nicht protokolliert werden</translation>
    </message>
    <message>
        <source>A line of the log could not be written. Only that line is lost.</source>
        <translation>Eine Zeile des Protokolls konnte nicht geschrieben werden. Nur diese Zeile ist verloren.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager changed packages before the start</source>
        <translation>ComfyUI-Manager hat vor dem Start Pakete geändert</translation>
    </message>
    <message>
        <source>ComfyUI-Manager had work left over and did it at this start, which then failed.</source>
        <translation>ComfyUI-Manager hatte noch etwas zu tun und tat es bei diesem Start, der dann scheiterte.</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager still wants to do, then repair the environment.</source>
        <translation>Leeren Sie, was ComfyUI-Manager noch tun will, und reparieren Sie dann die Umgebung.</translation>
    </message>
    <message>
        <source>The start was interrupted</source>
        <translation>Der Start wurde unterbrochen</translation>
    </message>
    <message>
        <source>Somebody or something interrupted ComfyUI while it started.</source>
        <translation>Jemand oder etwas hat ComfyUI beim Starten unterbrochen.</translation>
    </message>
    <message>
        <source>Start again.</source>
        <translation>Starten Sie neu.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s web page is missing</source>
        <translation>ComfyUIs Webseite fehlt</translation>
    </message>
    <message>
        <source>The package comfyui-frontend-package is not installed.</source>
        <translation>Das Paket comfyui-frontend-package ist nicht installiert.</translation>
    </message>
    <message>
        <source>An attention package is missing</source>
        <translation>Ein Attention-Paket fehlt</translation>
    </message>
    <message>
        <source>The argument %1 needs the package %2, which is not installed.</source>
        <translation>Das Argument %1 braucht das Paket %2, das nicht installiert ist.</translation>
    </message>
    <message>
        <source>An attention kernel is missing</source>
        <translation>Ein Attention-Kernel fehlt</translation>
    </message>
    <message>
        <source>Comfy Kitchen&apos;s attention does not work with this build.</source>
        <translation>Die Attention von Comfy Kitchen funktioniert mit diesem Build nicht.</translation>
    </message>
    <message>
        <source>Remove the argument --use-ck-attention, then start again.</source>
        <translation>Entfernen Sie das Argument --use-ck-attention, und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>The workflow templates are missing</source>
        <translation>Die Workflow-Vorlagen fehlen</translation>
    </message>
    <message>
        <source>The package comfyui-workflow-templates is not installed; ComfyUI runs without its templates.</source>
        <translation>Das Paket comfyui-workflow-templates ist nicht installiert; ComfyUI läuft ohne seine Vorlagen.</translation>
    </message>
    <message>
        <source>A package is too old</source>
        <translation>Ein Paket ist zu alt</translation>
    </message>
    <message>
        <source>%1 is of version %2, and this ComfyUI is made for %3.</source>
        <translation>%1 hat Version %2, und dieses ComfyUI ist für %3 gemacht.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager is not installed</source>
        <translation>ComfyUI-Manager ist nicht installiert</translation>
    </message>
    <message>
        <source>The argument --enable-manager needs the package comfyui-manager, which is not installed; ComfyUI runs without it.</source>
        <translation>Das Argument --enable-manager braucht das Paket comfyui-manager, das nicht installiert ist; ComfyUI läuft ohne es.</translation>
    </message>
    <message>
        <source>Remove the argument, or install the package.</source>
        <translation>Entfernen Sie das Argument, oder installieren Sie das Paket.</translation>
    </message>
    <message>
        <source>Memory is managed the older, slower way</source>
        <translation>Der Speicher wird auf die ältere, langsamere Art verwaltet</translation>
    </message>
    <message>
        <source>This torch is too old for ComfyUI&apos;s dynamic graphics memory.</source>
        <translation>Dieses torch ist zu alt für ComfyUIs dynamischen Grafikspeicher.</translation>
    </message>
    <message>
        <source>Choose a newer build.</source>
        <translation>Wählen Sie einen neueren Build.</translation>
    </message>
    <message>
        <source>The package comfy-aimdo does not work, so ComfyUI does without dynamic graphics memory.</source>
        <translation>Das Paket comfy-aimdo funktioniert nicht, ComfyUI verzichtet daher auf dynamischen Grafikspeicher.</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s own nodes are missing</source>
        <translation>Einige von ComfyUIs eigenen Nodes fehlen</translation>
    </message>
    <message>
        <source>Some nodes of comfy_%1 could not be imported: packages are missing or old.</source>
        <translation>Einige Nodes von comfy_%1 konnten nicht importiert werden: Pakete fehlen oder sind alt.</translation>
    </message>
    <message>
        <source>Packages for two versions of NumPy</source>
        <translation>Pakete für zwei Versionen von NumPy</translation>
    </message>
    <message>
        <source>A package was built for NumPy 1 and NumPy 2 is installed.</source>
        <translation>Ein Paket wurde für NumPy 1 gebaut, und installiert ist NumPy 2.</translation>
    </message>
    <message>
        <source>Another version of the web page could not be had</source>
        <translation>Eine andere Version der Webseite war nicht zu bekommen</translation>
    </message>
    <message>
        <source>The web page that --front-end-version names could not be downloaded; the installed one is shown.</source>
        <translation>Die Webseite, die --front-end-version nennt, konnte nicht heruntergeladen werden; gezeigt wird die installierte.</translation>
    </message>
    <message>
        <source>Remove the argument --front-end-version, or check the network.</source>
        <translation>Entfernen Sie das Argument --front-end-version, oder prüfen Sie das Netzwerk.</translation>
    </message>
</context>
<context>
    <name>portico::LastWords</name>
    <message>
        <source>Disable the node pack, or update it.</source>
        <translation>Deaktivieren Sie das Node-Pack, oder aktualisieren Sie es.</translation>
    </message>
    <message>
        <source>Let Portico find out whether a node pack is the cause.</source>
        <translation>Lassen Sie Portico herausfinden, ob ein Node-Pack die Ursache ist.</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>Reparieren Sie die Umgebung.</translation>
    </message>
    <message>
        <source>A Python package is missing</source>
        <translation>Ein Python-Paket fehlt</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: the Python module %2 is not installed.</source>
        <translation>Das Node-Pack %1 hat ComfyUI beendet: Das Python-Modul %2 ist nicht installiert.</translation>
    </message>
    <message>
        <source>ComfyUI cannot start: the Python module %1 is not installed.</source>
        <translation>ComfyUI kann nicht starten: Das Python-Modul %1 ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>Installieren Sie, was das Node-Pack braucht.</translation>
    </message>
    <message>
        <source>ComfyUI crashed</source>
        <translation>ComfyUI ist abgestürzt</translation>
    </message>
    <message>
        <source>A part of ComfyUI that is not written in Python crashed: the driver, torch or a package (%1).</source>
        <translation>Ein Teil von ComfyUI, der nicht in Python geschrieben ist, ist abgestürzt: der Treiber, torch oder ein Paket (%1).</translation>
    </message>
    <message>
        <source>ComfyUI crashed in the code of the node pack %1 (%2).</source>
        <translation>ComfyUI ist im Code des Node-Packs %1 abgestürzt (%2).</translation>
    </message>
    <message>
        <source>The system ended ComfyUI</source>
        <translation>Das System hat ComfyUI beendet</translation>
    </message>
    <message>
        <source>Something killed ComfyUI without a word. The system does this when the computer&apos;s memory runs out.</source>
        <translation>Etwas hat ComfyUI wortlos beendet. Das System tut das, wenn der Arbeitsspeicher des Computers zu Ende geht.</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or close other programs.</source>
        <translation>Behalten Sie zwischen Prompts nichts im Speicher (--cache-none), oder schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error</source>
        <translation>ComfyUI endete mit einem Fehler</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error: %1</source>
        <translation>ComfyUI endete mit einem Fehler: %1</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: %2</source>
        <translation>Das Node-Pack %1 hat ComfyUI beendet: %2</translation>
    </message>
    <message>
        <source>ComfyUI never became ready</source>
        <translation>ComfyUI wurde nie bereit</translation>
    </message>
    <message>
        <source>ComfyUI started and then said nothing more.</source>
        <translation>ComfyUI ist gestartet und hat dann nichts mehr gemeldet.</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself</source>
        <translation>ComfyUI endete von selbst</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI endete von selbst: %1.</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI endete, bevor es bereit war: %1.</translation>
    </message>
</context>
<context>
    <name>portico::LaunchCommand</name>
    <message>
        <source>The install “%1” has no runtime.</source>
        <translation>Die Installation „%1“ hat keine Laufzeitumgebung.</translation>
    </message>
    <message>
        <source>Remove it and add its bundle again.</source>
        <translation>Entfernen Sie sie, und fügen Sie ihr Bündel noch einmal hinzu.</translation>
    </message>
</context>
<context>
    <name>portico::Layer</name>
    <message>
        <source>The layer in %1 is damaged.</source>
        <translation>Die Schicht in %1 ist beschädigt.</translation>
    </message>
    <message>
        <source>Repair the install: the layer is built again.</source>
        <translation>Reparieren Sie die Installation: Die Schicht wird neu gebaut.</translation>
    </message>
    <message>
        <source>There is no layer in %1.</source>
        <translation>In %1 gibt es keine Schicht.</translation>
    </message>
</context>
<context>
    <name>portico::LayerFiles</name>
    <message>
        <source>A package of the layer brings %1, which would lead Python out of its layer.</source>
        <translation>Ein Paket der Schicht bringt %1 mit; das würde Python aus seiner Schicht hinausführen.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>Lassen Sie das Node-Pack weg, das es braucht.</translation>
    </message>
    <message>
        <source>%1 could not be replaced.</source>
        <translation>%1 konnte nicht ersetzt werden.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>A package of the layer runs code at each start of Python: %1.</source>
        <translation>Ein Paket der Schicht führt bei jedem Start von Python Code aus: %1.</translation>
    </message>
    <message>
        <source>%1 could not be made read-only.</source>
        <translation>%1 konnte nicht schreibgeschützt werden.</translation>
    </message>
</context>
<context>
    <name>portico::LayerOver</name>
    <message>
        <source>“%1” asks for %2, and this ComfyUI comes with %3 %4.</source>
        <translation>„%1“ verlangt %2, und dieses ComfyUI kommt mit %3 %4.</translation>
    </message>
</context>
<context>
    <name>portico::LayerPath</name>
    <message>
        <source>The Python %1 reads no path files, so it can have no layer of packages.</source>
        <translation>Das Python %1 liest keine Pfaddateien und kann daher keine Schicht mit Paketen haben.</translation>
    </message>
    <message>
        <source>Take the # away before “import site” in the ._pth file beside it.</source>
        <translation>Nehmen Sie in der ._pth-Datei daneben das # vor „import site“ weg.</translation>
    </message>
</context>
<context>
    <name>portico::LayerStore</name>
    <message>
        <source>removing the layer %1</source>
        <translation>Entfernen der Schicht %1</translation>
    </message>
    <message>
        <source>removing unused layers</source>
        <translation>Entfernen ungenutzter Schichten</translation>
    </message>
</context>
<context>
    <name>portico::LayerView</name>
    <message>
        <source>Putting the packages in</source>
        <translation>Einsetzen der Pakete</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its packages are not kept in layers.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen: Die Pakete darin liegen nicht in Schichten.</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and move your node packs there.</source>
        <translation>Installieren Sie ComfyUI mit Portico, und bringen Sie Ihre Node-Packs dorthin.</translation>
    </message>
    <message>
        <source>putting in the layer %1</source>
        <translation>Einsetzen der Schicht %1</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>Ändern der Schicht von „%1“</translation>
    </message>
    <message>
        <source>The packages of the node packs are put in again.</source>
        <translation>Die Pakete der Node-Packs werden wieder eingesetzt.</translation>
    </message>
    <message>
        <source>removing old views</source>
        <translation>Entfernen alter Ansichten</translation>
    </message>
</context>
<context>
    <name>portico::LinkEnv</name>
    <message>
        <source>The link %1 could not be made.</source>
        <translation>Die Verknüpfung %1 konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Both folders must lie on a local NTFS disk.</source>
        <translation>Beide Ordner müssen auf einem lokalen NTFS-Datenträger liegen.</translation>
    </message>
</context>
<context>
    <name>portico::ListArchive</name>
    <message>
        <source>Looking into %1 ended without a result.</source>
        <translation>Das Hineinsehen in %1 endete ohne Ergebnis.</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, get the file again.</source>
        <translation>Prüfen Sie, ob genug Arbeitsspeicher frei ist, und versuchen Sie es noch einmal; geschieht es wieder, holen Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>The list of an archive&apos;s files cannot be read.</source>
        <translation>Die Liste der Dateien eines Archivs ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installieren Sie Portico neu.</translation>
    </message>
    <message>
        <source>The request to list an archive is incomplete.</source>
        <translation>Die Anfrage, ein Archiv aufzulisten, ist unvollständig.</translation>
    </message>
    <message>
        <source>it is larger than such a file can be</source>
        <translation>sie ist größer, als eine solche Datei sein kann</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>Hineinsehen</translation>
    </message>
</context>
<context>
    <name>portico::ListRemote</name>
    <message>
        <source>%1 told nothing about its branches.</source>
        <translation>%1 hat nichts über seine Branches mitgeteilt.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>Versuchen Sie es später noch einmal; prüfen Sie die Adresse und die Netzwerkeinstellungen.</translation>
    </message>
</context>
<context>
    <name>portico::Lock</name>
    <message>
        <source>The lock cannot be used: %1.</source>
        <translation>Die Festschreibung ist nicht verwendbar: %1.</translation>
    </message>
    <message>
        <source>Resolve the packages again.</source>
        <translation>Lösen Sie die Pakete noch einmal auf.</translation>
    </message>
    <message>
        <source>a package has no exact version</source>
        <translation>ein Paket hat keine genaue Version</translation>
    </message>
    <message>
        <source>a hash is no SHA-256</source>
        <translation>ein Hash ist kein SHA-256</translation>
    </message>
    <message>
        <source>“%1” has no hash</source>
        <translation>„%1“ hat keinen Hash</translation>
    </message>
</context>
<context>
    <name>portico::LockInstall</name>
    <message>
        <source>The package index does not give what the lock names any more: %1.</source>
        <translation>Der Paketindex gibt nicht mehr her, was die Festschreibung nennt: %1.</translation>
    </message>
    <message>
        <source>Build without the lock (--update), or from an index that keeps these files.</source>
        <translation>Bauen Sie ohne die Festschreibung (--update) oder aus einem Index, der diese Dateien behält.</translation>
    </message>
</context>
<context>
    <name>portico::LogFiles</name>
    <message>
        <source>The log cannot be written to %1: %2. It is only shown.</source>
        <translation>Das Protokoll kann nicht nach %1 geschrieben werden: %2. Es wird nur angezeigt.</translation>
    </message>
</context>
<context>
    <name>portico::LogSource</name>
    <message>
        <source>The log %1 cannot be read: %2.</source>
        <translation>Das Protokoll %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>Name a log file that is there and may be read.</source>
        <translation>Nennen Sie eine Protokolldatei, die da und lesbar ist.</translation>
    </message>
</context>
<context>
    <name>portico::MatchLayer</name>
    <message>
        <source>This ComfyUI has another Python or other packages than that of the snapshot, and these packages of node packs come out differently: %1.</source>
        <translation>Dieses ComfyUI hat ein anderes Python oder andere Pakete als das des Schnappschusses, und diese Pakete von Node-Packs fallen anders aus: %1.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which takes them so.</source>
        <translation>Gehen Sie so weit wie möglich zurück; dann werden sie so genommen.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not there any more.</source>
        <translation>Generation %1 von „%2“ ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which stays with this one.</source>
        <translation>Gehen Sie so weit wie möglich zurück; dann bleibt es bei dieser.</translation>
    </message>
</context>
<context>
    <name>portico::MigrateFiles</name>
    <message>
        <source>The model folder %1 could not be linked: node packs do not find what is in it.</source>
        <translation>Der Modellordner %1 konnte nicht verknüpft werden: Node-Packs finden nicht, was darin liegt.</translation>
    </message>
</context>
<context>
    <name>portico::MigrateInstall</name>
    <message>
        <source>“%1” is running or being changed and cannot be migrated now.</source>
        <translation>„%1“ läuft oder wird gerade geändert und kann jetzt nicht migriert werden.</translation>
    </message>
    <message>
        <source>Stop it, then migrate it.</source>
        <translation>Halten Sie die Installation an, und migrieren Sie sie dann.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>migrating “%1”</source>
        <translation>Migrieren von „%1“</translation>
    </message>
    <message>
        <source>%1 in the library</source>
        <comment>name of a migrated install</comment>
        <translation>%1 in der Bibliothek</translation>
    </message>
</context>
<context>
    <name>portico::MigratePython</name>
    <message>
        <source>The Python in %1 only works there: a copy of it still uses %2.</source>
        <translation>Das Python in %1 funktioniert nur dort: Eine Kopie davon verwendet weiter %2.</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>Stellen Sie mit „porticoctl install“ ein ComfyUI zusammen, und geben Sie ihm den Modellordner von diesem.</translation>
    </message>
    <message>
        <source>The new Python has no folder for packages.</source>
        <translation>Das neue Python hat keinen Ordner für Pakete.</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Bitte melden Sie das.</translation>
    </message>
</context>
<context>
    <name>portico::Miniforge</name>
    <message>
        <source>See the log for its whole words. Python through uv needs neither conda nor its channels.</source>
        <translation>Den ganzen Wortlaut zeigt das Protokoll. Python über uv braucht weder conda noch dessen Kanäle.</translation>
    </message>
    <message>
        <source>conda could not make Python %1.</source>
        <translation>conda konnte Python %1 nicht anlegen.</translation>
    </message>
    <message>
        <source>Miniforge cannot work under %1, which holds a space.</source>
        <translation>Miniforge kann unter %1 nicht arbeiten: Der Pfad enthält ein Leerzeichen.</translation>
    </message>
    <message>
        <source>Move Portico&apos;s library, or take Python through uv.</source>
        <translation>Verschieben Sie Porticos Bibliothek, oder nehmen Sie Python über uv.</translation>
    </message>
    <message>
        <source>Miniforge: %1</source>
        <translation>Miniforge: %1</translation>
    </message>
    <message>
        <source>Miniforge&apos;s installer %1 failed.</source>
        <translation>Das Installationsprogramm %1 von Miniforge ist gescheitert.</translation>
    </message>
</context>
<context>
    <name>portico::MoveLibrary</name>
    <message>
        <source>There is no library folder %1 that could be moved.</source>
        <translation>Es gibt keinen Bibliotheksordner %1, der verschoben werden könnte.</translation>
    </message>
    <message>
        <source>Name the folder itself with “--library”.</source>
        <translation>Nennen Sie den Ordner selbst mit „--library“.</translation>
    </message>
    <message>
        <source>%1 and %2 lie in one another.</source>
        <translation>%1 und %2 liegen ineinander.</translation>
    </message>
    <message>
        <source>Choose a folder beside the library, or on another disk.</source>
        <translation>Wählen Sie einen Ordner neben der Bibliothek oder auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>%1 cannot be replaced by the library.</source>
        <translation>%1 kann nicht durch die Bibliothek ersetzt werden.</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, such as one in it.</source>
        <translation>Wählen Sie einen Ordner, den es noch nicht gibt, etwa einen darin.</translation>
    </message>
    <message>
        <source>There is something at %1.</source>
        <translation>Bei %1 ist schon etwas.</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, or an empty one.</source>
        <translation>Wählen Sie einen Ordner, den es noch nicht gibt, oder einen leeren.</translation>
    </message>
    <message>
        <source>Another disk is mounted at %1: the library is not moved.</source>
        <translation>Bei %1 ist ein anderer Datenträger eingehängt: Die Bibliothek wird nicht verschoben.</translation>
    </message>
    <message>
        <source>Unmount it, or put a link to it in its place, then try again.</source>
        <translation>Hängen Sie ihn aus, oder setzen Sie eine Verknüpfung dazu an seine Stelle, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>moving the library</source>
        <translation>Verschieben der Bibliothek</translation>
    </message>
    <message>
        <source>“%1” is running or being changed, so the library cannot be moved now.</source>
        <translation>„%1“ läuft oder wird gerade geändert, die Bibliothek kann daher jetzt nicht verschoben werden.</translation>
    </message>
    <message>
        <source>Stop it, then move the library.</source>
        <translation>Halten Sie die Installation an, und verschieben Sie dann die Bibliothek.</translation>
    </message>
    <message>
        <source>Another Portico is at work in %1.</source>
        <translation>In %1 arbeitet gerade ein anderes Portico.</translation>
    </message>
    <message>
        <source>Wait until it is done, then move the library.</source>
        <translation>Warten Sie, bis es fertig ist, und verschieben Sie dann die Bibliothek.</translation>
    </message>
    <message>
        <source>The library needs %1 more at %2, and %3 are free there.</source>
        <translation>Die Bibliothek braucht bei %2 noch %1, und frei sind dort %3.</translation>
    </message>
    <message>
        <source>Free some space there, or choose another disk. “porticoctl clean” makes the library smaller.</source>
        <translation>Schaffen Sie dort Platz, oder wählen Sie einen anderen Datenträger. „porticoctl clean“ macht die Bibliothek kleiner.</translation>
    </message>
    <message>
        <source>There is something at %1, where the old library would go first.</source>
        <translation>Bei %1 ist schon etwas, wohin die alte Bibliothek zuerst käme.</translation>
    </message>
    <message>
        <source>Move it elsewhere, then try again: what was copied stays.</source>
        <translation>Verschieben Sie es woandershin, und versuchen Sie es dann noch einmal: Was kopiert wurde, bleibt.</translation>
    </message>
    <message>
        <source>The isolated environments of “%1” know their old place: “porticoctl env build” makes them again.</source>
        <translation>Die isolierten Umgebungen von „%1“ kennen ihren alten Ort: „porticoctl env build“ macht sie neu.</translation>
    </message>
    <message>
        <source>The library is at its new place. Of the old one something is left in %1: %2 “porticoctl clean” tries again.</source>
        <translation>Die Bibliothek ist an ihrem neuen Ort. Von der alten ist in %1 etwas übrig: %2 „porticoctl clean“ versucht es noch einmal.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Remove the old files</source>
        <translation>Alte Dateien entfernen</translation>
    </message>
</context>
<context>
    <name>portico::NeedChoices</name>
    <message>
        <source>“%1” is not left out of “%2”.</source>
        <translation>„%1“ ist bei „%2“ nicht weggelassen.</translation>
    </message>
    <message>
        <source>Nothing is left out of it by choice.</source>
        <translation>Dort ist bewusst nichts weggelassen.</translation>
    </message>
    <message>
        <source>Left out are: %1.</source>
        <translation>Weggelassen sind: %1.</translation>
    </message>
</context>
<context>
    <name>portico::Network</name>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found.</source>
        <translation>Die Adresse von %1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Check the connection to the internet and the address.</source>
        <translation>Prüfen Sie die Internetverbindung und die Adresse.</translation>
    </message>
    <message>
        <source>%1 does not accept connections.</source>
        <translation>%1 nimmt keine Verbindungen an.</translation>
    </message>
    <message>
        <source>Try again later; a firewall or proxy may also be in the way.</source>
        <translation>Versuchen Sie es später noch einmal; vielleicht ist auch eine Firewall oder ein Proxy im Weg.</translation>
    </message>
    <message>
        <source>No safe connection to %1 can be made.</source>
        <translation>Zu %1 kommt keine sichere Verbindung zustande.</translation>
    </message>
    <message>
        <source>A proxy, a virus scanner or this computer&apos;s clock may be the cause.</source>
        <translation>Die Ursache kann ein Proxy, ein Virenscanner oder die Uhr dieses Computers sein.</translation>
    </message>
    <message>
        <source>The proxy between here and %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>Der Proxy zwischen hier und %1 verlangt Benutzernamen und Passwort oder lehnt die angegebenen ab.</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>Geben Sie sie auf der Seite „Netzwerk“ ein.</translation>
    </message>
    <message>
        <source>The proxy between here and %1 cannot be reached.</source>
        <translation>Der Proxy zwischen hier und %1 ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>Prüfen Sie den Proxy auf der Seite „Netzwerk“.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Check the connection to the internet, then try again.</source>
        <translation>Prüfen Sie die Internetverbindung, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>Die Verbindung zu %1 ist abgerissen.</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted.</source>
        <translation>Dem Zertifikat von %1 kann nicht vertraut werden.</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted: it was issued by %2 and is valid from %3 to %4.</source>
        <translation>Dem Zertifikat von %1 kann nicht vertraut werden: Es wurde von %2 ausgestellt und gilt von %3 bis %4.</translation>
    </message>
    <message>
        <source>If your network or virus scanner looks into connections, add its certificate authority on the page Network; nothing was downloaded.</source>
        <translation>Wenn Ihr Netzwerk oder Virenscanner in Verbindungen hineinsieht, fügen Sie die Zertifizierungsstelle auf der Seite „Netzwerk“ hinzu; heruntergeladen wurde nichts.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, and whether a proxy or virus scanner looks into connections; nothing was downloaded.</source>
        <translation>Prüfen Sie das Datum dieses Computers und ob ein Proxy oder Virenscanner in Verbindungen hineinsieht; heruntergeladen wurde nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%1 sent nothing for %n second(s).</source>
        <translation>
            <numerusform>%1 hat eine Sekunde lang nichts gesendet.</numerusform>
            <numerusform>%1 hat %n Sekunden lang nichts gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection to %1 ended before everything had come.</source>
        <translation>Die Verbindung zu %1 endete, bevor alles angekommen war.</translation>
    </message>
    <message>
        <source>Try again: what has come is kept.</source>
        <translation>Versuchen Sie es noch einmal: Was angekommen ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>%1 sent an answer that contradicts itself.</source>
        <translation>%1 hat eine in sich widersprüchliche Antwort gesendet.</translation>
    </message>
    <message>
        <source>A proxy may be broken; try another connection.</source>
        <translation>Vielleicht ist ein Proxy defekt; versuchen Sie eine andere Verbindung.</translation>
    </message>
</context>
<context>
    <name>portico::NetworkTest</name>
    <message>
        <source>%1 answers and has ComfyUI&apos;s repository.</source>
        <translation>%1 antwortet und hat das Repository von ComfyUI.</translation>
    </message>
    <message>
        <source>%1 answers and is a package index.</source>
        <translation>%1 antwortet und ist ein Paketindex.</translation>
    </message>
    <message>
        <source>%1 answers and has torch.</source>
        <translation>%1 antwortet und hat torch.</translation>
    </message>
    <message>
        <source>%1 answers and has releases of Python.</source>
        <translation>%1 antwortet und hat Releases von Python.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>%1 answers, but not as GitHub would.</source>
        <translation>%1 antwortet, aber nicht, wie GitHub es täte.</translation>
    </message>
    <message>
        <source>Write the address that stands in for https://github.com: what follows there must follow here.</source>
        <translation>Schreiben Sie die Adresse, die für https://github.com steht: Was dort folgt, muss hier folgen.</translation>
    </message>
    <message>
        <source>%1 answers, but is no package index.</source>
        <translation>%1 antwortet, ist aber kein Paketindex.</translation>
    </message>
    <message>
        <source>The address of an index mostly ends in /simple.</source>
        <translation>Die Adresse eines Index endet meist auf /simple.</translation>
    </message>
    <message>
        <source>%1 answers, but has no torch there.</source>
        <translation>%1 antwortet, hat dort aber kein torch.</translation>
    </message>
    <message>
        <source>Write the address above the folders cpu, cu128 and so on; it mostly ends in /whl.</source>
        <translation>Schreiben Sie die Adresse oberhalb der Ordner cpu, cu128 und so weiter; sie endet meist auf /whl.</translation>
    </message>
    <message>
        <source>%1 answers, but has no release of Python there.</source>
        <translation>%1 antwortet, hat dort aber kein Release von Python.</translation>
    </message>
    <message>
        <source>Write the address above the folders of the releases, such as %1.</source>
        <translation>Schreiben Sie die Adresse oberhalb der Release-Ordner, etwa %1.</translation>
    </message>
    <message>
        <source>%1 answers too slowly.</source>
        <translation>%1 antwortet zu langsam.</translation>
    </message>
    <message>
        <source>Try again later, or choose another mirror.</source>
        <translation>Versuchen Sie es später noch einmal, oder wählen Sie einen anderen Spiegel.</translation>
    </message>
    <message>
        <source>directly</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>through the proxy %1:%2</source>
        <translation>über den Proxy %1:%2</translation>
    </message>
    <message>
        <source>through the SOCKS proxy %1:%2</source>
        <translation>über den SOCKS-Proxy %1:%2</translation>
    </message>
</context>
<context>
    <name>portico::NetworkValues</name>
    <message>
        <source>That is no user name.</source>
        <translation>Das ist kein Benutzername.</translation>
    </message>
    <message>
        <source>Write the name alone; the password is asked for.</source>
        <translation>Schreiben Sie nur den Namen; nach dem Passwort wird gefragt.</translation>
    </message>
    <message>
        <source>“%1” is no name of a host.</source>
        <translation>„%1“ ist kein Name eines Hosts.</translation>
    </message>
    <message>
        <source>Write the hosts&apos; exact names separated by commas, such as files.lan, pypi.lan.</source>
        <translation>Schreiben Sie die genauen Namen der Hosts, durch Kommas getrennt, etwa files.lan, pypi.lan.</translation>
    </message>
    <message>
        <source>The address at %1 holds a password, which settings must not.</source>
        <translation>Die Adresse bei %1 enthält ein Passwort, was Einstellungen nicht dürfen.</translation>
    </message>
    <message>
        <source>Write the login into the file .netrc of your home folder, which uv and pip read, and the address without it.</source>
        <translation>Schreiben Sie die Anmeldedaten in die Datei .netrc Ihres Persönlichen Ordners, die uv und pip lesen, und die Adresse ohne sie.</translation>
    </message>
    <message>
        <source>The address at %1 has a “?” or “#” part, so nothing can be added to it.</source>
        <translation>Die Adresse bei %1 hat einen Teil mit „?“ oder „#“, es lässt sich daher nichts daran anhängen.</translation>
    </message>
    <message>
        <source>Write the address of the folder only.</source>
        <translation>Schreiben Sie nur die Adresse des Ordners.</translation>
    </message>
</context>
<context>
    <name>portico::NodePacks</name>
    <message>
        <source>There is no node pack “%1”.</source>
        <translation>Es gibt kein Node-Pack „%1“.</translation>
    </message>
    <message>
        <source>This install has no node packs.</source>
        <translation>Diese Installation hat keine Node-Packs.</translation>
    </message>
    <message>
        <source>The node packs are: %1.</source>
        <translation>Die Node-Packs sind: %1.</translation>
    </message>
</context>
<context>
    <name>portico::NodesPlan</name>
    <message>
        <source>“%1” does not ask for “%2”.</source>
        <translation>„%1“ verlangt „%2“ nicht.</translation>
    </message>
    <message>
        <source>It asks for nothing.</source>
        <translation>Es verlangt nichts.</translation>
    </message>
    <message>
        <source>It asks for: %1.</source>
        <translation>Es verlangt: %1.</translation>
    </message>
    <message>
        <source>“%1” has no enabled node pack “%2”.</source>
        <translation>„%1“ hat kein aktiviertes Node-Pack „%2“.</translation>
    </message>
    <message>
        <source>Look at its node packs: porticoctl nodes list %1.</source>
        <translation>Sehen Sie sich die Node-Packs an: porticoctl nodes list %1.</translation>
    </message>
    <message>
        <source>Not obeyed in “%1”: %2.</source>
        <translation>In „%1“ nicht befolgt: %2.</translation>
    </message>
    <message>
        <source>“%1” is someone&apos;s own folder: its packages stay in its own Python, and there is no layer.</source>
        <translation>„%1“ ist jemandes eigener Ordner: Die Pakete bleiben in dessen eigenem Python, und es gibt keine Schicht.</translation>
    </message>
    <message>
        <source>Install node packs there as before, or use an install of Portico&apos;s own.</source>
        <translation>Installieren Sie Node-Packs dort wie bisher, oder verwenden Sie eine Installation von Portico selbst.</translation>
    </message>
    <message>
        <source>a plan</source>
        <translation>ein Plan</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>Pakete planen</translation>
    </message>
</context>
<context>
    <name>portico::Nvml</name>
    <message>
        <source>The NVIDIA driver was updated while it was running: its parts do not fit together until the computer is restarted.</source>
        <translation>Der NVIDIA-Treiber wurde im laufenden Betrieb aktualisiert: Seine Teile passen erst nach einem Neustart des Computers wieder zusammen.</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>Starten Sie den Computer neu.</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s tools are here, but the NVIDIA driver does not run.</source>
        <translation>NVIDIAs Werkzeuge sind hier, aber der NVIDIA-Treiber läuft nicht.</translation>
    </message>
    <message>
        <source>Install the NVIDIA driver again and restart the computer.</source>
        <translation>Installieren Sie den NVIDIA-Treiber neu, und starten Sie den Computer neu.</translation>
    </message>
</context>
<context>
    <name>portico::ObtainPack</name>
    <message>
        <source>%1 cannot be unpacked.</source>
        <translation>%1 kann nicht entpackt werden.</translation>
    </message>
    <message>
        <source>Choose another version: porticoctl nodes info %1.</source>
        <translation>Wählen Sie eine andere Version: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>The Comfy Registry has withdrawn version %1 of “%2”.</source>
        <translation>Die Comfy Registry hat Version %1 von „%2“ zurückgezogen.</translation>
    </message>
    <message>
        <source>The Comfy Registry names no archive for version %1 of “%2”.</source>
        <translation>Die Comfy Registry nennt kein Archiv für Version %1 von „%2“.</translation>
    </message>
    <message>
        <source>The Comfy Registry has marked version %1 of “%2” as suspicious.</source>
        <translation>Die Comfy Registry hat Version %1 von „%2“ als verdächtig gekennzeichnet.</translation>
    </message>
    <message>
        <source>Version %1 of “%2” is deprecated.</source>
        <translation>Version %1 von „%2“ gilt als überholt.</translation>
    </message>
    <message>
        <source>%1 holds no node pack: it has no __init__.py.</source>
        <translation>%1 enthält kein Node-Pack: Es hat kein __init__.py.</translation>
    </message>
    <message>
        <source>Give the folder, repository or archive whose top holds __init__.py.</source>
        <translation>Geben Sie den Ordner, das Repository oder das Archiv an, in dem ganz oben __init__.py liegt.</translation>
    </message>
    <message>
        <source>Fetch node packs</source>
        <translation>Node-Packs holen</translation>
    </message>
    <message>
        <source>“%1” names further repositories (submodules), which are not fetched.</source>
        <translation>„%1“ nennt weitere Repositorys (Submodule), die nicht geholt werden.</translation>
    </message>
    <message>
        <source>%1 is no node pack: Portico&apos;s own library lies in it.</source>
        <translation>%1 ist kein Node-Pack: Porticos eigene Bibliothek liegt darin.</translation>
    </message>
    <message>
        <source>Give the node pack&apos;s own folder.</source>
        <translation>Geben Sie den eigenen Ordner des Node-Packs an.</translation>
    </message>
    <message>
        <source>Node pack: %1</source>
        <translation>Node-Pack: %1</translation>
    </message>
</context>
<context>
    <name>portico::OfficialSource</name>
    <message>
        <source>Official portable</source>
        <translation>Offizielles portables</translation>
    </message>
    <message>
        <source>ComfyUI %1, official portable for %2</source>
        <translation>ComfyUI %1, offizielles portables für %2</translation>
    </message>
</context>
<context>
    <name>portico::OpenTerminal</name>
    <message>
        <source>%1 cannot be made a program: %2.</source>
        <translation>%1 kann nicht ausführbar gemacht werden: %2.</translation>
    </message>
    <message>
        <source>Look at the disk that holds it.</source>
        <translation>Prüfen Sie den Datenträger, auf dem es liegt.</translation>
    </message>
    <message>
        <source>This desktop has no terminal that Portico knows.</source>
        <translation>Dieser Desktop hat kein Terminal, das Portico kennt.</translation>
    </message>
    <message>
        <source>Install one, for example xterm, then try again.</source>
        <translation>Installieren Sie eines, zum Beispiel xterm, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The terminal could not be started: %1.</source>
        <translation>Das Terminal konnte nicht gestartet werden: %1.</translation>
    </message>
    <message>
        <source>Open one yourself.</source>
        <translation>Öffnen Sie selbst eines.</translation>
    </message>
</context>
<context>
    <name>portico::OwnArguments</name>
    <message>
        <source>Remove it and set the port of this install.</source>
        <translation>Entfernen Sie es, und stellen Sie den Port dieser Installation ein.</translation>
    </message>
    <message>
        <source>Remove it: Portico starts ComfyUI for this computer only.</source>
        <translation>Entfernen Sie es: Portico startet ComfyUI nur für diesen Computer.</translation>
    </message>
    <message>
        <source>Remove it: each install has a data folder of its own.</source>
        <translation>Entfernen Sie es: Jede Installation hat einen eigenen Datenordner.</translation>
    </message>
    <message>
        <source>Remove it and choose the folder in the settings of this install.</source>
        <translation>Entfernen Sie es, und wählen Sie den Ordner in den Einstellungen dieser Installation.</translation>
    </message>
    <message>
        <source>Remove it: whether Start opens the browser is a setting of this install.</source>
        <translation>Entfernen Sie es: Ob „Starten“ den Browser öffnet, ist eine Einstellung dieser Installation.</translation>
    </message>
    <message>
        <source>An argument of “%1” holds a line break, which no argument can.</source>
        <translation>Ein Argument von „%1“ enthält einen Zeilenumbruch, den kein Argument haben kann.</translation>
    </message>
    <message>
        <source>Write the arguments on one line.</source>
        <translation>Schreiben Sie die Argumente in eine Zeile.</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” clashes with %3, which Portico sets itself.</source>
        <translation>Das Argument %1 von „%2“ verträgt sich nicht mit %3, das Portico selbst setzt.</translation>
    </message>
</context>
<context>
    <name>portico::PacRunner</name>
    <message>
        <source>The network&apos;s proxy script ended its engine.</source>
        <translation>Das Proxy-Skript des Netzwerks hat sein ausführendes Programm beendet.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script found no answer within 10 seconds.</source>
        <translation>Das Proxy-Skript des Netzwerks fand innerhalb von 10 Sekunden keine Antwort.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script has a fault: %1.</source>
        <translation>Das Proxy-Skript des Netzwerks hat einen Fehler: %1.</translation>
    </message>
    <message>
        <source>This Portico was built without an engine for proxy scripts.</source>
        <translation>Dieses Portico wurde ohne die Ausführung von Proxy-Skripten gebaut.</translation>
    </message>
    <message>
        <source>Check the address of the proxy script in the settings, under Network, or name the proxy itself there.</source>
        <translation>Prüfen Sie die Adresse des Proxy-Skripts auf der Seite „Netzwerk“, oder nennen Sie dort den Proxy selbst.</translation>
    </message>
</context>
<context>
    <name>portico::PackCauses</name>
    <message>
        <source>%1 looks in ComfyUI&apos;s own folder</source>
        <translation>%1 sucht in ComfyUIs eigenem Ordner</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it looks for its files beside ComfyUI&apos;s main.py (%2), and they are in the data folder.</source>
        <translation>Das Node-Pack %1 wurde nicht geladen: Es sucht seine Dateien neben dem main.py von ComfyUI (%2), und sie liegen im Datenordner.</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>Verwenden Sie für diese Installation die klassische Anordnung: Verknüpfungen führen von dort zum Datenordner.</translation>
    </message>
    <message>
        <source>%1 finds no fitting torch</source>
        <translation>%1 findet kein passendes torch</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded, because torch does not fit: %2.</source>
        <translation>Das Node-Pack %1 wurde nicht geladen, weil torch nicht passt: %2.</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>Reparieren Sie torch.</translation>
    </message>
    <message>
        <source>%1 misses a part of something</source>
        <translation>%1 vermisst einen Teil von etwas</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: %2 is not there, although what it belongs to is. Either a part of the pack was never fetched, or it is made for another version.</source>
        <translation>Das Node-Pack %1 wurde nicht geladen: %2 ist nicht da, obwohl das da ist, wozu es gehört. Entweder wurde ein Teil des Node-Packs nie geholt, oder es ist für eine andere Version gemacht.</translation>
    </message>
    <message>
        <source>Update the pack.</source>
        <translation>Aktualisieren Sie das Node-Pack.</translation>
    </message>
    <message>
        <source>%1 needs a package</source>
        <translation>%1 braucht ein Paket</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the Python module %2 is not installed.</source>
        <translation>Das Node-Pack %1 wurde nicht geladen: Das Python-Modul %2 ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>Installieren Sie, was das Node-Pack braucht.</translation>
    </message>
    <message>
        <source>%1 needs another NumPy</source>
        <translation>%1 braucht ein anderes NumPy</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it or a package of it needs another NumPy (%2).</source>
        <translation>Das Node-Pack %1 wurde nicht geladen: Es oder ein Paket davon braucht ein anderes NumPy (%2).</translation>
    </message>
    <message>
        <source>Install what the pack needs again: packages that fit this NumPy are chosen.</source>
        <translation>Installieren Sie noch einmal, was das Node-Pack braucht: Es werden Pakete gewählt, die zu diesem NumPy passen.</translation>
    </message>
    <message>
        <source>%1 cannot load a library</source>
        <translation>%1 kann eine Programmbibliothek nicht laden</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the system cannot load a library of it (%2).</source>
        <translation>Das Node-Pack %1 wurde nicht geladen: Das System kann eine Programmbibliothek davon nicht laden (%2).</translation>
    </message>
    <message>
        <source>Install what the pack needs again; if that does not help, disable it.</source>
        <translation>Installieren Sie noch einmal, was das Node-Pack braucht; hilft das nicht, deaktivieren Sie es.</translation>
    </message>
    <message>
        <source>%1 does not fit the versions here</source>
        <translation>%1 passt nicht zu den Versionen hier</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it is made for other versions (%2).</source>
        <translation>Das Node-Pack %1 wurde nicht geladen: Es ist für andere Versionen gemacht (%2).</translation>
    </message>
    <message>
        <source>%1 is not valid Python</source>
        <translation>%1 ist kein gültiges Python</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: one of its files is damaged, or made for another version of Python (%2).</source>
        <translation>Das Node-Pack %1 wurde nicht geladen: Eine seiner Dateien ist beschädigt oder für eine andere Python-Version gemacht (%2).</translation>
    </message>
    <message>
        <source>Disable the pack, or update it.</source>
        <translation>Deaktivieren Sie das Node-Pack, oder aktualisieren Sie es.</translation>
    </message>
    <message>
        <source>%1 is no node pack</source>
        <translation>%1 ist kein Node-Pack</translation>
    </message>
    <message>
        <source>ComfyUI passed over %1: nothing in it is a node.</source>
        <translation>ComfyUI hat %1 übergangen: Nichts darin ist ein Node.</translation>
    </message>
    <message>
        <source>the log does not say why</source>
        <translation>das Protokoll sagt nicht, warum</translation>
    </message>
    <message>
        <source>The start script of %1 failed</source>
        <translation>Das Startskript von %1 ist gescheitert</translation>
    </message>
    <message>
        <source>The start script of the node pack %1 failed: %2.</source>
        <translation>Das Startskript des Node-Packs %1 ist gescheitert: %2.</translation>
    </message>
    <message>
        <source>%1 was not loaded</source>
        <translation>%1 wurde nicht geladen</translation>
    </message>
    <message>
        <source>The node pack %1 could not be imported: %2.</source>
        <translation>Das Node-Pack %1 konnte nicht importiert werden: %2.</translation>
    </message>
    <message>
        <source>it does not find %1</source>
        <translation>es findet %1 nicht</translation>
    </message>
    <message>
        <source>Update the pack, or run its install.py: some packs fetch parts of themselves by it. It is shown first, and runs in a throwaway copy.</source>
        <translation>Aktualisieren Sie das Node-Pack, oder führen Sie sein install.py aus: Manche Node-Packs holen damit Teile von sich. Es wird zuerst gezeigt und läuft in einer Wegwerfkopie.</translation>
    </message>
</context>
<context>
    <name>portico::PackLayer</name>
    <message>
        <source>%1 would be built from source or from an address, which runs their own code, and nobody has agreed to that.</source>
        <translation>%1 würde aus Quelltext oder von einer Adresse gebaut, was eigenen Code ausführt, und dem hat niemand zugestimmt.</translation>
    </message>
    <message>
        <source>Agree to it (--allow-builds), or leave the pack out that needs them.</source>
        <translation>Stimmen Sie zu (--allow-builds), oder lassen Sie das Node-Pack weg, das es braucht.</translation>
    </message>
    <message>
        <source>Leave that pack out, or install another version of it.</source>
        <translation>Lassen Sie dieses Node-Pack weg, oder installieren Sie eine andere Version davon.</translation>
    </message>
    <message>
        <source>The packages stay as they are for now; those that nobody needs any more go with the next change.</source>
        <translation>Die Pakete bleiben vorerst, wie sie sind; die, die niemand mehr braucht, gehen mit der nächsten Änderung.</translation>
    </message>
</context>
<context>
    <name>portico::PackNeeds</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>%1 ist nicht zu verstehen: %2.</translation>
    </message>
    <message>
        <source>Update the node pack, or leave it out.</source>
        <translation>Aktualisieren Sie das Node-Pack, oder lassen Sie es weg.</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>„%1“ ist keine Anforderung</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>das ist zu lang</translation>
    </message>
    <message>
        <source>it includes too many files</source>
        <translation>sie bindet zu viele Dateien ein</translation>
    </message>
    <message>
        <source>The requirements of “%1” cannot be read:</source>
        <translation>Die Anforderungen von „%1“ sind nicht lesbar:</translation>
    </message>
</context>
<context>
    <name>portico::PackOutput</name>
    <message>
        <source>In volumes of %1 the archive would have more than %2.</source>
        <translation>In Teilen zu %1 hätte das Archiv mehr als %2.</translation>
    </message>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>Wählen Sie eine größere Teilgröße.</translation>
    </message>
</context>
<context>
    <name>portico::PackSource</name>
    <message>
        <source>Give an id of the Comfy Registry, the https address of a git repository, or the path of a folder, an archive or a .py file.</source>
        <translation>Geben Sie eine Kennung der Comfy Registry, die https-Adresse eines git-Repositorys oder den Pfad eines Ordners, eines Archivs oder einer .py-Datei an.</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit.</source>
        <translation>„%1“ ist weder Tag noch Branch noch Commit.</translation>
    </message>
    <message>
        <source>Write the address as https://…/name@v1.2.</source>
        <translation>Schreiben Sie die Adresse als https://…/name@v1.2.</translation>
    </message>
    <message>
        <source>%1 is no list of node packs.</source>
        <translation>%1 ist keine Liste von Node-Packs.</translation>
    </message>
    <message numerus="yes">
        <source>It names %n repositories.</source>
        <translation>
            <numerusform>Es nennt ein Repository.</numerusform>
            <numerusform>Es nennt %n Repositorys.</numerusform>
        </translation>
    </message>
    <message>
        <source>Give a list with one entry or more, such as [{&quot;url&quot;: &quot;https://…&quot;}].</source>
        <translation>Geben Sie eine Liste mit mindestens einem Eintrag an, etwa [{&quot;url&quot;: &quot;https://…&quot;}].</translation>
    </message>
    <message>
        <source>%1 is no git repository and has no “%2”.</source>
        <translation>%1 ist kein git-Repository und hat kein „%2“.</translation>
    </message>
    <message>
        <source>Give the folder alone.</source>
        <translation>Geben Sie nur den Ordner an.</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>Es gibt kein %1.</translation>
    </message>
    <message>
        <source>This names no node pack.</source>
        <translation>Das nennt kein Node-Pack.</translation>
    </message>
    <message>
        <source>“%1” is no id of the Comfy Registry.</source>
        <translation>„%1“ ist keine Kennung der Comfy Registry.</translation>
    </message>
    <message>
        <source>A node pack cannot be called “%1”.</source>
        <translation>Ein Node-Pack kann nicht „%1“ heißen.</translation>
    </message>
    <message>
        <source>Rename what it is installed from, or give another address of it.</source>
        <translation>Benennen Sie um, woraus es installiert wird, oder geben Sie eine andere Adresse davon an.</translation>
    </message>
</context>
<context>
    <name>portico::PackTransaction</name>
    <message>
        <source>removing an unfinished node pack</source>
        <translation>Entfernen eines unfertigen Node-Packs</translation>
    </message>
</context>
<context>
    <name>portico::PackUpdate</name>
    <message>
        <source>Keep what the node packs have stored</source>
        <translation>Behalten, was die Node-Packs gespeichert haben</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” was got from.</source>
        <translation>Niemand weiß, woher „%1“ geholt wurde.</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>Entfernen Sie es, und installieren Sie es wieder von dort, wo es angeboten wird.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>„%1“ ist keine Version.</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>Sehen Sie nach, welche es gibt: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>“%1” came from %2, which has no versions.</source>
        <translation>„%1“ kam von %2, wo es keine Versionen gibt.</translation>
    </message>
    <message>
        <source>Update it without naming a version.</source>
        <translation>Aktualisieren Sie es, ohne eine Version zu nennen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und ein weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was changed by hand: %2.</source>
        <translation>„%1“ wurde von Hand geändert: %2.</translation>
    </message>
    <message>
        <source>Update it with --stash: your changes are then kept aside, with a patch of them where it is a git repository.</source>
        <translation>Aktualisieren Sie es mit --stash: Ihre Änderungen werden dann beiseitegelegt, mit einem Patch davon, wo es ein git-Repository ist.</translation>
    </message>
</context>
<context>
    <name>portico::PackWishes</name>
    <message>
        <source>[types] has sockets of its own, and there is no serialization.py that carries them: comfy-env will refuse the pack. Add it.</source>
        <translation>[types] hat eigene Sockets, und es gibt kein serialization.py, das sie überträgt: comfy-env wird das Node-Pack ablehnen. Fügen Sie es hinzu.</translation>
    </message>
</context>
<context>
    <name>portico::PackWrapper</name>
    <message>
        <source>The node packs of this install use comfy-env %1, which is too old for node packs to be isolated with it.</source>
        <translation>Die Node-Packs dieser Installation verwenden comfy-env %1, das zu alt ist, um Node-Packs damit zu isolieren.</translation>
    </message>
    <message>
        <source>Update the node packs that ask for it: %1.</source>
        <translation>Aktualisieren Sie die Node-Packs, die es verlangen: %1.</translation>
    </message>
    <message>
        <source>Its prestartup_script.py does not run while it is isolated.</source>
        <translation>Sein prestartup_script.py läuft nicht, solange es isoliert ist.</translation>
    </message>
    <message>
        <source>Its install.py does not run while it is isolated.</source>
        <translation>Sein install.py läuft nicht, solange es isoliert ist.</translation>
    </message>
    <message>
        <source>ComfyUI does not see its folder “%1” while it is isolated.</source>
        <translation>ComfyUI sieht seinen Ordner „%1“ nicht, solange es isoliert ist.</translation>
    </message>
    <message>
        <source>Not obeyed: %1.</source>
        <translation>Nicht befolgt: %1.</translation>
    </message>
</context>
<context>
    <name>portico::PassWorkflows</name>
    <message>
        <source>The new generation did not start for its test workflows: %1</source>
        <translation>Die neue Generation ist für ihre Test-Workflows nicht gestartet: %1</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>„%1“ bleibt, wie es ist. Versuchen Sie eine andere ComfyUI-Version.</translation>
    </message>
    <message>
        <source>The test workflow “%1” does not work with the new generation. %2</source>
        <translation>Der Test-Workflow „%1“ funktioniert mit der neuen Generation nicht. %2</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version, or remove that test: porticoctl test-workflow remove %2 &quot;%3&quot;.</source>
        <translation>„%1“ bleibt, wie es ist. Versuchen Sie eine andere Version, oder entfernen Sie diesen Test: porticoctl test-workflow remove %2 &quot;%3&quot;.</translation>
    </message>
</context>
<context>
    <name>portico::PixiEngine</name>
    <message>
        <source>pixi could not build the environment (exit code %1).</source>
        <translation>pixi konnte die Umgebung nicht bauen (Exit-Code %1).</translation>
    </message>
    <message>
        <source>Its log tells more; try again, or ask the author of the pack.</source>
        <translation>Das Protokoll davon sagt mehr; versuchen Sie es noch einmal, oder fragen Sie, wer das Node-Pack entwickelt.</translation>
    </message>
    <message>
        <source>The disk is full: pixi could not build the environment.</source>
        <translation>Der Datenträger ist voll: pixi konnte die Umgebung nicht bauen.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Schaffen Sie Platz, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>pixi could not reach the packages of the environment.</source>
        <translation>pixi hat die Pakete der Umgebung nicht erreicht.</translation>
    </message>
    <message>
        <source>Check the network settings, then try again.</source>
        <translation>Prüfen Sie die Netzwerkeinstellungen, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The packages of the environment do not go together here.</source>
        <translation>Die Pakete der Umgebung passen hier nicht zusammen.</translation>
    </message>
    <message>
        <source>Ask the author of the pack; its log tells which clash.</source>
        <translation>Fragen Sie, wer das Node-Pack entwickelt; das Protokoll sagt, welche sich widersprechen.</translation>
    </message>
    <message>
        <source>The environment asks for more than this computer has.</source>
        <translation>Die Umgebung verlangt mehr, als dieser Computer hat.</translation>
    </message>
    <message>
        <source>Its log tells what: another system, C library or CUDA.</source>
        <translation>Das Protokoll sagt, was: ein anderes System, eine andere C-Bibliothek oder CUDA.</translation>
    </message>
    <message>
        <source>pixi does not understand what comfy-env.toml asks for.</source>
        <translation>pixi versteht nicht, was comfy-env.toml verlangt.</translation>
    </message>
    <message>
        <source>Correct the file; the log tells the key.</source>
        <translation>Berichtigen Sie die Datei; das Protokoll nennt den Schlüssel.</translation>
    </message>
</context>
<context>
    <name>portico::PixiManifest</name>
    <message>
        <source>[%1] asks for %2%3, but ComfyUI has %4, and both must have the same.</source>
        <translation>[%1] verlangt %2%3, aber ComfyUI hat %4, und beide müssen dasselbe haben.</translation>
    </message>
    <message>
        <source>Remove that line of comfy-env.toml.</source>
        <translation>Entfernen Sie diese Zeile von comfy-env.toml.</translation>
    </message>
</context>
<context>
    <name>portico::PixiPins</name>
    <message>
        <source>pixi cannot be put into %1.</source>
        <translation>pixi kann nicht in %1 abgelegt werden.</translation>
    </message>
    <message>
        <source>Check the space and the rights of that folder.</source>
        <translation>Prüfen Sie Platz und Rechte dieses Ordners.</translation>
    </message>
    <message>
        <source>fetching pixi</source>
        <translation>Holen von pixi</translation>
    </message>
    <message>
        <source>There is no pixi for this computer, and comfy-env runs its environments with it.</source>
        <translation>Für diesen Computer gibt es kein pixi, und comfy-env führt seine Umgebungen damit aus.</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>Isolierte Umgebungen brauchen einen anderen Computer.</translation>
    </message>
    <message>
        <source>Fetching pixi %1: comfy-env starts the nodes with it.</source>
        <translation>Holen von pixi %1: comfy-env startet die Nodes damit.</translation>
    </message>
</context>
<context>
    <name>portico::PlaceArchive</name>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon vorhanden.</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>Wählen Sie eine andere Version oder einen anderen Ordner, oder ersetzen Sie es.</translation>
    </message>
</context>
<context>
    <name>portico::PlaceBundle</name>
    <message>
        <source>Bring the parts together</source>
        <translation>Teile zusammenbringen</translation>
    </message>
</context>
<context>
    <name>portico::PlanBundle</name>
    <message>
        <source>The name</source>
        <translation>Der Name</translation>
    </message>
    <message>
        <source>The version</source>
        <translation>Die Version</translation>
    </message>
    <message>
        <source>Volumes of %1 bytes are too small.</source>
        <translation>Teile von %1 Bytes sind zu klein.</translation>
    </message>
    <message>
        <source>Choose 64 KiB or more.</source>
        <translation>Wählen Sie 64 KiB oder mehr.</translation>
    </message>
    <message>
        <source>The argument “%1” holds a character that launch scripts cannot carry on every system.</source>
        <translation>Das Argument „%1“ enthält ein Zeichen, das Startskripte nicht auf jedem System weitergeben können.</translation>
    </message>
    <message>
        <source>Leave it out, and give it when ComfyUI is started.</source>
        <translation>Lassen Sie es weg, und geben Sie es beim Starten von ComfyUI an.</translation>
    </message>
    <message>
        <source>%1 was changed by hand; the bundle holds it as it is now.</source>
        <translation>%1 wurde von Hand geändert; das Bündel enthält es so, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>%1 runs in an environment of its own, which cannot move: it is built anew on the other computer.</source>
        <translation>%1 läuft in einer eigenen Umgebung, die sich nicht verschieben lässt: Sie wird auf dem anderen Computer neu gebaut.</translation>
    </message>
    <message>
        <source>The arguments that you set for “%1” stay with it; the launch script has: %2.</source>
        <translation>Die Argumente, die Sie für „%1“ gesetzt haben, bleiben dort; das Startskript hat: %2.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon vorhanden.</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>Wählen Sie eine andere Version oder einen anderen Ordner, oder ersetzen Sie es.</translation>
    </message>
    <message>
        <source>Nobody published a SHA-256 of the folder %1.</source>
        <translation>Für den Ordner %1 hat niemand einen SHA-256 veröffentlicht.</translation>
    </message>
    <message>
        <source>Give the bundle as a file.</source>
        <translation>Geben Sie das Bündel als Datei an.</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>Der SHA-256 ist der veröffentlichte: %1.</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>Nicht überprüft: Es ist kein veröffentlichter SHA-256 bekannt. Dieses Bündel hat %1.</translation>
    </message>
</context>
<context>
    <name>portico::PlanLayer</name>
    <message>
        <source>%1 is there already and stays: %2 is not taken.</source>
        <translation>%1 ist schon da und bleibt: %2 wird nicht genommen.</translation>
    </message>
    <message>
        <source>The package index tells no dates: packages of the last days are not held back.</source>
        <translation>Der Paketindex nennt keine Daten: Pakete der letzten Tage werden nicht zurückgehalten.</translation>
    </message>
    <message>
        <source>What comes from an address or repository, or must be built, may need further packages: that is known once it was fetched, which needs your consent.</source>
        <translation>Was von einer Adresse oder aus einem Repository kommt oder gebaut werden muss, braucht vielleicht weitere Pakete: Das weiß man, sobald es geholt ist, und dafür ist Ihre Zustimmung nötig.</translation>
    </message>
    <message>
        <source>The package index does not have this install&apos;s own versions of %1: they count as they are.</source>
        <translation>Der Paketindex hat die Versionen dieser Installation von %1 nicht: Sie gelten, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>portico::PlanMigration</name>
    <message>
        <source>“%1” lies in the library already: only a folder of your own that was added where it lies is migrated.</source>
        <translation>„%1“ liegt schon in der Bibliothek: Migriert wird nur ein eigener Ordner, der dort hinzugefügt wurde, wo er liegt.</translation>
    </message>
    <message>
        <source>For a second one like it, duplicate it.</source>
        <translation>Für eine zweite Installation wie diese duplizieren Sie sie.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: this one does not migrate it.</source>
        <translation>„%1“ wurde von einem neueren Portico geschrieben: Dieses Portico migriert es nicht.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Aktualisieren Sie Portico.</translation>
    </message>
    <message>
        <source>There is no ComfyUI in %1 any more.</source>
        <translation>In %1 ist kein ComfyUI mehr.</translation>
    </message>
    <message>
        <source>Put the folder back in its place.</source>
        <translation>Legen Sie den Ordner zurück an seinen Platz.</translation>
    </message>
    <message>
        <source>The environment in %1 borrows packages of the Python of this computer: it is not whole without them.</source>
        <translation>Die Umgebung in %1 leiht sich Pakete vom Python dieses Computers: Ohne sie ist sie nicht vollständig.</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>Stellen Sie mit „porticoctl install“ ein ComfyUI zusammen, und geben Sie ihm den Modellordner von diesem.</translation>
    </message>
    <message>
        <source>A package is only a way to the folder %1, which must stay.</source>
        <translation>Ein Paket ist nur ein Verweis auf den Ordner %1, der bleiben muss.</translation>
    </message>
    <message>
        <source>Programs in the environment&apos;s Scripts folder stay behind: they only work where they were made.</source>
        <translation>Programme im Ordner „Scripts“ der Umgebung bleiben zurück: Sie funktionieren nur, wo sie entstanden sind.</translation>
    </message>
    <message>
        <source>“%1” becomes an install of its own in the library, with versions to go back to. %2 stays as it is and can still be started; removing the new install undoes it.</source>
        <translation>„%1“ wird eine eigene Installation in der Bibliothek, mit Versionen zum Zurückgehen. %2 bleibt, wie es ist, und lässt sich weiterhin starten; das Entfernen der neuen Installation macht es rückgängig.</translation>
    </message>
    <message numerus="yes">
        <source>Copied or shared: Python&apos;s packages, ComfyUI, node packs, inputs and user files, %n file(s) with %1.</source>
        <translation>
            <numerusform>Kopiert oder geteilt: die Pakete von Python, ComfyUI, Node-Packs, Eingaben und Benutzerdateien, eine Datei mit %1.</numerusform>
            <numerusform>Kopiert oder geteilt: die Pakete von Python, ComfyUI, Node-Packs, Eingaben und Benutzerdateien, %n Dateien mit %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Python %1 is taken over with its packages.</source>
        <translation>Python %1 wird mit seinen Paketen übernommen.</translation>
    </message>
    <message>
        <source>Its packages are taken over; the virtual environment itself works only where it is. The new install gets a Python %1 of its own: a copy of the one in %2, or where that cannot be copied, one as for a ComfyUI that is put together.</source>
        <translation>Die Pakete werden übernommen; die virtuelle Umgebung selbst funktioniert nur, wo sie ist. Die neue Installation bekommt ein eigenes Python %1: eine Kopie von dem in %2 oder, wo sich das nicht kopieren lässt, eines wie für ein ComfyUI, das zusammengestellt wird.</translation>
    </message>
    <message>
        <source>Models stay in %1 and are used from there: keep that folder.</source>
        <translation>Die Modelle bleiben in %1 und werden von dort verwendet: Behalten Sie diesen Ordner.</translation>
    </message>
    <message>
        <source>Model folders of node packs are linked: %1.</source>
        <translation>Modellordner von Node-Packs werden verknüpft: %1.</translation>
    </message>
    <message>
        <source>The folders that %1 names are used as before.</source>
        <translation>Die Ordner, die %1 nennt, werden verwendet wie bisher.</translation>
    </message>
    <message>
        <source>Pictures that were made stay in the old folder. Close it in other programs before.</source>
        <translation>Erzeugte Bilder bleiben im alten Ordner. Schließen Sie ihn vorher in anderen Programmen.</translation>
    </message>
</context>
<context>
    <name>portico::PlanRecipe</name>
    <message>
        <source>This recipe is for %1, and this computer is %2.</source>
        <translation>Dieses Rezept ist für %1, und dieser Computer ist %2.</translation>
    </message>
    <message>
        <source>Make it on a computer of that kind: a bundle is started before it gets its name.</source>
        <translation>Machen Sie es auf einem solchen Computer: Ein Bündel wird gestartet, bevor es seinen Namen bekommt.</translation>
    </message>
    <message>
        <source>The lock %1 is of another recipe, or of another kind of computer.</source>
        <translation>Die Festschreibung %1 gehört zu einem anderen Rezept oder zu einer anderen Art von Computer.</translation>
    </message>
    <message>
        <source>Take the lock that came with a bundle of this very recipe, or build without one.</source>
        <translation>Nehmen Sie die Festschreibung, die mit einem Bündel genau dieses Rezepts kam, oder bauen Sie ohne.</translation>
    </message>
    <message>
        <source>The recipe is another than that of the lock that is there: a new one is made.</source>
        <translation>Das Rezept ist ein anderes als das der vorhandenen Festschreibung: Es wird eine neue gemacht.</translation>
    </message>
    <message>
        <source>The lock that is there cannot be used: %1</source>
        <translation>Die vorhandene Festschreibung ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; --update takes newer ones.</source>
        <translation>Die Versionen seiner Festschreibung werden genommen; --update nimmt neuere.</translation>
    </message>
    <message>
        <source>“%1” of the recipe cannot be had.</source>
        <translation>„%1“ aus dem Rezept ist nicht zu bekommen.</translation>
    </message>
    <message>
        <source>Without headers and static libraries nothing can be compiled in the bundle: torch.compile and some node packs do that.</source>
        <translation>Ohne Header und statische Programmbibliotheken kann im Bündel nichts übersetzt werden: torch.compile und manche Node-Packs tun das.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon vorhanden.</translation>
    </message>
    <message>
        <source>Give the recipe another version, choose another folder, or replace it.</source>
        <translation>Geben Sie dem Rezept eine andere Version, wählen Sie einen anderen Ordner, oder ersetzen Sie es.</translation>
    </message>
</context>
<context>
    <name>portico::PlanRows</name>
    <message>
        <source>Its makers took this version back, but it is what is asked for.</source>
        <translation>Die Hersteller haben diese Version zurückgenommen, aber sie wird verlangt.</translation>
    </message>
    <message>
        <source>There is no wheel of it for this computer: building it runs its own code.</source>
        <translation>Davon gibt es kein Wheel für diesen Computer: Es zu bauen führt eigenen Code aus.</translation>
    </message>
</context>
<context>
    <name>portico::PlanUpdate</name>
    <message>
        <source>“%1” was written by a newer Portico, or names a generation that it does not have: it is not updated by this one.</source>
        <translation>„%1“ wurde von einem neueren Portico geschrieben oder nennt eine Generation, die es dort nicht gibt: Dieses Portico aktualisiert es nicht.</translation>
    </message>
    <message>
        <source>Update Portico, or repair the install.</source>
        <translation>Aktualisieren Sie Portico, oder reparieren Sie die Installation.</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>„%1“ kann weder Tag noch Branch noch Commit sein.</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>Geben Sie einen Tag wie v0.33.0, einen Branch oder einen Commit an.</translation>
    </message>
    <message>
        <source>Nobody knows which ComfyUI “%1” has.</source>
        <translation>Niemand weiß, welches ComfyUI „%1“ hat.</translation>
    </message>
    <message>
        <source>Name the version to go to: --to 0.34.0.</source>
        <translation>Nennen Sie die Version, zu der es gehen soll: --to 0.34.0.</translation>
    </message>
    <message>
        <source>updating “%1”</source>
        <translation>Aktualisieren von „%1“</translation>
    </message>
    <message>
        <source>“%1” is no version of torch.</source>
        <translation>„%1“ ist keine Version von torch.</translation>
    </message>
    <message>
        <source>Give one such as 2.9.1: its build for the accelerator is found by itself.</source>
        <translation>Geben Sie eine wie 2.9.1 an: Der Build für den Beschleuniger wird von selbst gefunden.</translation>
    </message>
</context>
<context>
    <name>portico::PointerReader</name>
    <message>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>ist kein Text</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>hat mehr als %1 Zeichen</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is no list of lines</source>
        <translation>ist keine Liste von Zeilen</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>hat mehr als %1 Einträge</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>is not between %1 and %2</source>
        <translation>liegt nicht zwischen %1 und %2</translation>
    </message>
    <message>
        <source>is no date such as 2026-11-21 or 2026-11-21T09:00:00Z</source>
        <translation>ist kein Datum wie 2026-11-21 oder 2026-11-21T09:00:00Z</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>ist keine Liste</translation>
    </message>
    <message>
        <source>is no object</source>
        <translation>ist kein Objekt</translation>
    </message>
</context>
<context>
    <name>portico::PortCheck</name>
    <message>
        <source>All %1 ports after %2 are taken.</source>
        <translation>Alle %1 Ports nach %2 sind belegt.</translation>
    </message>
    <message>
        <source>Choose another port in the install&apos;s settings.</source>
        <translation>Wählen Sie in den Einstellungen der Installation einen anderen Port.</translation>
    </message>
    <message>
        <source>Port %1 is used by another program.</source>
        <translation>Port %1 wird von einem anderen Programm verwendet.</translation>
    </message>
    <message>
        <source>Choose another port, or end the program that uses it.</source>
        <translation>Wählen Sie einen anderen Port, oder beenden Sie das Programm, das ihn verwendet.</translation>
    </message>
    <message>
        <source>Port %1 is used by %2 (process %3).</source>
        <translation>Port %1 wird von %2 verwendet (Prozess %3).</translation>
    </message>
    <message>
        <source>Choose another port, or end %1.</source>
        <translation>Wählen Sie einen anderen Port, oder beenden Sie %1.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareChange</name>
    <message>
        <source>The node pack “%1” is isolated and disabled: its new version could not be tried.</source>
        <translation>Das Node-Pack „%1“ ist isoliert und deaktiviert: Seine neue Version ließ sich nicht ausprobieren.</translation>
    </message>
    <message>
        <source>Enable it first, then update it.</source>
        <translation>Aktivieren Sie es zuerst, und aktualisieren Sie es dann.</translation>
    </message>
    <message>
        <source>fetching node packs</source>
        <translation>Holen von Node-Packs</translation>
    </message>
    <message>
        <source>Two of these node packs would be called “%1”.</source>
        <translation>Zwei dieser Node-Packs würden „%1“ heißen.</translation>
    </message>
    <message>
        <source>Install one of them alone.</source>
        <translation>Installieren Sie eines davon allein.</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already.</source>
        <translation>Es gibt schon ein Node-Pack „%1“.</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already; it is disabled.</source>
        <translation>Es gibt schon ein Node-Pack „%1“; es ist deaktiviert.</translation>
    </message>
    <message>
        <source>Update it instead, or remove it first.</source>
        <translation>Aktualisieren Sie es stattdessen, oder entfernen Sie es zuerst.</translation>
    </message>
    <message>
        <source>Enable or update it instead, or remove it first.</source>
        <translation>Aktivieren oder aktualisieren Sie es stattdessen, oder entfernen Sie es zuerst.</translation>
    </message>
    <message>
        <source>“%1” and “%2” both say to be the node pack %3: one of them should be disabled.</source>
        <translation>„%1“ und „%2“ nennen sich beide Node-Pack %3: Eines davon sollte deaktiviert werden.</translation>
    </message>
    <message>
        <source>“%1” is up to date.</source>
        <translation>„%1“ ist aktuell.</translation>
    </message>
    <message>
        <source>What “%1” needs does not go together with what the other node packs need, and is left out.</source>
        <translation>Was „%1“ braucht, passt nicht zu dem, was die anderen Node-Packs brauchen, und wird weggelassen.</translation>
    </message>
    <message>
        <source>The node pack “%1” has no install.py.</source>
        <translation>Das Node-Pack „%1“ hat kein install.py.</translation>
    </message>
    <message>
        <source>There is nothing to run.</source>
        <translation>Es gibt nichts auszuführen.</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>Das Node-Pack „%1“ ist eine Verknüpfung zu einem Ordner anderswo, der nicht geändert wird.</translation>
    </message>
    <message>
        <source>Run its install.py there yourself.</source>
        <translation>Führen Sie sein install.py dort selbst aus.</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>Das Node-Pack „%1“ ist deaktiviert.</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>Aktivieren Sie es zuerst.</translation>
    </message>
    <message>
        <source>Nothing is kept of a node pack “%1”.</source>
        <translation>Von einem Node-Pack „%1“ ist nichts aufbewahrt.</translation>
    </message>
    <message>
        <source>Old versions are kept until ComfyUI has started well with the new ones.</source>
        <translation>Alte Versionen bleiben aufbewahrt, bis ComfyUI mit den neuen gut gestartet ist.</translation>
    </message>
    <message>
        <source>Kept are: %1.</source>
        <translation>Aufbewahrt sind: %1.</translation>
    </message>
    <message>
        <source>“%1” is enabled already.</source>
        <translation>„%1“ ist schon aktiviert.</translation>
    </message>
    <message>
        <source>“%1” is disabled already.</source>
        <translation>„%1“ ist schon deaktiviert.</translation>
    </message>
    <message>
        <source>Another node pack “%1” is enabled.</source>
        <translation>Ein anderes Node-Pack „%1“ ist aktiviert.</translation>
    </message>
    <message>
        <source>Disable or remove that one first.</source>
        <translation>Deaktivieren oder entfernen Sie zuerst jenes.</translation>
    </message>
    <message>
        <source>The node pack “%1” is isolated, and its install.py is not run there.</source>
        <translation>Das Node-Pack „%1“ ist isoliert, und sein install.py wird dort nicht ausgeführt.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareIsolation</name>
    <message>
        <source>“%1” is isolated already.</source>
        <translation>„%1“ ist schon isoliert.</translation>
    </message>
    <message>
        <source>The new version of the node pack “%1” has a comfy-env.toml of its own, and isolates itself.</source>
        <translation>Die neue Version des Node-Packs „%1“ hat ein eigenes comfy-env.toml und isoliert sich selbst.</translation>
    </message>
    <message>
        <source>Node packs cannot be isolated here.</source>
        <translation>Node-Packs lassen sich hier nicht isolieren.</translation>
    </message>
    <message>
        <source>Leave one of the node packs out.</source>
        <translation>Lassen Sie eines der Node-Packs weg.</translation>
    </message>
    <message>
        <source>“%1” is not isolated.</source>
        <translation>„%1“ ist nicht isoliert.</translation>
    </message>
    <message>
        <source>The files of the node pack “%1” are not where it was isolated.</source>
        <translation>Die Dateien des Node-Packs „%1“ sind nicht dort, wo es isoliert wurde.</translation>
    </message>
    <message>
        <source>Remove it and install it again.</source>
        <translation>Entfernen Sie es, und installieren Sie es neu.</translation>
    </message>
    <message>
        <source>Undo the isolation (porticoctl env rejoin), then try again, and isolate it once more if it still has to be.</source>
        <translation>Heben Sie die Isolierung auf (porticoctl env rejoin), versuchen Sie es dann noch einmal, und isolieren Sie es wieder, falls es noch nötig ist.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareLaunch</name>
    <message>
        <source>%1 is not there: %2.</source>
        <translation>%1 ist nicht da: %2.</translation>
    </message>
    <message>
        <source>Put the folder back in its place, or remove this install.</source>
        <translation>Bringen Sie den Ordner an seinen Platz zurück, oder entfernen Sie diese Installation.</translation>
    </message>
    <message>
        <source>Remove this install and add its bundle again; the data folder can be kept.</source>
        <translation>Entfernen Sie diese Installation, und fügen Sie ihr Bündel noch einmal hinzu; der Datenordner kann bleiben.</translation>
    </message>
    <message>
        <source>The runtime of “%1”</source>
        <translation>Die Laufzeitumgebung von „%1“</translation>
    </message>
    <message>
        <source>The Python of “%1”</source>
        <translation>Das Python von „%1“</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1”</source>
        <translation>Das ComfyUI von „%1“</translation>
    </message>
    <message>
        <source>A folder chosen for “%1”</source>
        <translation>Ein für „%1“ gewählter Ordner</translation>
    </message>
    <message>
        <source>Connect its drive, or choose another folder in the settings.</source>
        <translation>Schließen Sie das Laufwerk an, oder wählen Sie in den Einstellungen einen anderen Ordner.</translation>
    </message>
    <message>
        <source>ComfyUI did not say which arguments it knows; all are passed.</source>
        <translation>ComfyUI hat nicht gesagt, welche Argumente es kennt; alle werden übergeben.</translation>
    </message>
    <message>
        <source>The model folder %1 is not there and is left out.</source>
        <translation>Der Modellordner %1 ist nicht da und wird weggelassen.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareMatch</name>
    <message>
        <source>“%1” was changed by hand then, and these changes are not kept any more.</source>
        <translation>„%1“ war damals von Hand geändert, und diese Änderungen sind nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which brings it without them.</source>
        <translation>Gehen Sie so weit wie möglich zurück; dann kommt es ohne sie.</translation>
    </message>
    <message>
        <source>What “%1” can be got from now is not what it was then.</source>
        <translation>Was für „%1“ jetzt zu bekommen ist, ist nicht, was es damals war.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it as it is now.</source>
        <translation>Gehen Sie so weit wie möglich zurück; dann bleibt es, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>“%1” is not here any more, and nobody knows where it was got from.</source>
        <translation>„%1“ ist nicht mehr hier, und niemand weiß, woher es geholt wurde.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it out.</source>
        <translation>Gehen Sie so weit wie möglich zurück; dann bleibt es weg.</translation>
    </message>
    <message>
        <source>“%1” lies in a folder of your own, where Portico enables and disables node packs only.</source>
        <translation>„%1“ liegt in einem eigenen Ordner von Ihnen, wo Portico Node-Packs nur ein- und ausschaltet.</translation>
    </message>
    <message>
        <source>Go back as far as possible, and change this one yourself.</source>
        <translation>Gehen Sie so weit wie möglich zurück, und ändern Sie dieses selbst.</translation>
    </message>
    <message>
        <source>a copy of this computer</source>
        <translation>eine Kopie dieses Computers</translation>
    </message>
    <message>
        <source>The install.py of “%1” had run then, and does not run by itself: porticoctl nodes run-script.</source>
        <translation>Das install.py von „%1“ war damals ausgeführt worden und läuft nicht von selbst: porticoctl nodes run-script.</translation>
    </message>
</context>
<context>
    <name>portico::PromoteBundle</name>
    <message>
        <source>no track</source>
        <translation>keine Linie</translation>
    </message>
    <message>
        <source>There is no catalogue %1.</source>
        <translation>Es gibt keinen Katalog %1.</translation>
    </message>
    <message>
        <source>Check the path; “porticoctl bundle publish” makes one.</source>
        <translation>Prüfen Sie den Pfad; „porticoctl bundle publish“ legt einen an.</translation>
    </message>
    <message>
        <source>“%1” has no bundle “%2”.</source>
        <translation>„%1“ hat kein Bündel „%2“.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Vorhanden: %1.</translation>
    </message>
    <message>
        <source>“%1” is on “%2” and cannot go to “%3”: bundles only go forward.</source>
        <translation>„%1“ ist auf „%2“ und kann nicht zu „%3“: Bündel gehen nur vorwärts.</translation>
    </message>
    <message>
        <source>Promote another bundle to that track, which takes this one off where it is made for the same computers.</source>
        <translation>Stufen Sie ein anderes Bündel auf diese Linie hoch; dann verschwindet dieses dort, wenn es für dieselben Computer gemacht ist.</translation>
    </message>
    <message>
        <source>promoting a bundle</source>
        <translation>Hochstufen eines Bündels</translation>
    </message>
</context>
<context>
    <name>portico::Provider</name>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for, and the contributed modules that were asked for</source>
        <translation>es hat, was die anderen haben, nur keine Fenster, die ComfyUI nicht braucht, und die verlangten Zusatzmodule</translation>
    </message>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for</source>
        <translation>es hat, was die anderen haben, nur keine Fenster, die ComfyUI nicht braucht</translation>
    </message>
    <message>
        <source>this install computes with CUDA</source>
        <translation>diese Installation rechnet mit CUDA</translation>
    </message>
    <message>
        <source>it is asked for, and there is no CUDA here</source>
        <translation>es wird verlangt, und hier gibt es kein CUDA</translation>
    </message>
    <message>
        <source>there is no CUDA here</source>
        <translation>hier gibt es kein CUDA</translation>
    </message>
    <message>
        <source>it is part of this install, which does not change</source>
        <translation>es ist Teil dieser Installation, die sich nicht ändert</translation>
    </message>
    <message>
        <source>ComfyUI is made for it</source>
        <translation>ComfyUI ist dafür gemacht</translation>
    </message>
    <message>
        <source>%1 is taken: %2.</source>
        <translation>%1 wird genommen: %2.</translation>
    </message>
    <message>
        <source>%1 is taken instead of %2: %3.</source>
        <translation>%1 wird statt %2 genommen: %3.</translation>
    </message>
</context>
<context>
    <name>portico::ProxyAddress</name>
    <message>
        <source>Write “system”, “none”, http://host:port, socks5://host:port, a user as http://user@host:port, or pac+https://host/proxy.pac for a script.</source>
        <translation>Schreiben Sie „system“, „none“, http://host:port, socks5://host:port, einen Benutzer als http://user@host:port oder für ein Skript pac+https://host/proxy.pac.</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy script.</source>
        <translation>„%1“ ist keine Adresse eines Proxy-Skripts.</translation>
    </message>
    <message>
        <source>The address of a proxy script holds no user and no password.</source>
        <translation>Die Adresse eines Proxy-Skripts enthält weder Benutzer noch Passwort.</translation>
    </message>
    <message>
        <source>Portico speaks to proxies by http and SOCKS 5 only; what goes through them is protected all the same.</source>
        <translation>Portico spricht mit Proxys nur über http und SOCKS 5; was durch sie geht, ist dennoch geschützt.</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy with its port.</source>
        <translation>„%1“ ist keine Adresse eines Proxys mit seinem Port.</translation>
    </message>
    <message>
        <source>The proxy&apos;s password does not belong into its address: settings and command lines can be read by others.</source>
        <translation>Das Passwort des Proxys gehört nicht in die Adresse: Einstellungen und Befehlszeilen sind für andere lesbar.</translation>
    </message>
    <message>
        <source>Give the address without it; the password is asked for and kept in this computer&apos;s keychain.</source>
        <translation>Geben Sie die Adresse ohne an; nach dem Passwort wird gefragt, und es kommt in den Schlüsselbund dieses Computers.</translation>
    </message>
</context>
<context>
    <name>portico::ProxyBypass</name>
    <message>
        <source>“%1” is no host, domain or network.</source>
        <translation>„%1“ ist weder Host noch Domain noch Netzwerk.</translation>
    </message>
    <message>
        <source>Write hosts and networks separated by commas, such as intranet.example, .corp.example, 10.0.0.0/8.</source>
        <translation>Schreiben Sie Hosts und Netzwerke, durch Kommas getrennt, etwa intranet.example, .corp.example, 10.0.0.0/8.</translation>
    </message>
</context>
<context>
    <name>portico::PublishBundle</name>
    <message>
        <source>Look into the bundle</source>
        <translation>In das Bündel hineinsehen</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>Hineinsehen in ein Bündel</translation>
    </message>
    <message>
        <source>%1 has no %2: it was not made by Portico.</source>
        <translation>%1 hat kein %2: Portico hat es nicht gemacht.</translation>
    </message>
    <message>
        <source>Add it as an install and build a bundle of that, or write it into the catalogue by hand (docs/catalogue.md).</source>
        <translation>Fügen Sie es als Installation hinzu und bauen Sie daraus ein Bündel, oder schreiben Sie es von Hand in den Katalog (docs/catalogue.md).</translation>
    </message>
    <message>
        <source>The bundle does not tell what its torch runs on.</source>
        <translation>Das Bündel sagt nicht, worauf sein torch läuft.</translation>
    </message>
    <message>
        <source>The bundle does not tell the version of its ComfyUI.</source>
        <translation>Das Bündel sagt nicht, welche Version sein ComfyUI hat.</translation>
    </message>
    <message>
        <source>Say it: --accelerator cpu, or “cuda 13.0”.</source>
        <translation>Geben Sie es an: --accelerator cpu oder „cuda 13.0“.</translation>
    </message>
    <message>
        <source>Build it again of an install that does.</source>
        <translation>Bauen Sie es neu aus einer Installation, die das sagt.</translation>
    </message>
    <message>
        <source>%1 %2: ComfyUI %3 for %4 %5, %6</source>
        <translation>%1 %2: ComfyUI %3 für %4 %5, %6</translation>
    </message>
    <message>
        <source>Bundles of %1</source>
        <translation>Bündel von %1</translation>
    </message>
    <message>
        <source>The catalogue has another bundle %1.</source>
        <translation>Der Katalog hat ein anderes Bündel %1.</translation>
    </message>
    <message>
        <source>Give the new one another version, or replace it with --replace.</source>
        <translation>Geben Sie dem neuen eine andere Version, oder ersetzen Sie es mit --replace.</translation>
    </message>
    <message>
        <source>publishing a bundle</source>
        <translation>Veröffentlichen eines Bündels</translation>
    </message>
    <message>
        <source>%1 is not what the .sha256 beside it says.</source>
        <translation>%1 ist nicht, was die .sha256 daneben sagt.</translation>
    </message>
    <message>
        <source>Build the bundle again, or get it again.</source>
        <translation>Bauen Sie das Bündel noch einmal, oder holen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Another file %1 is there.</source>
        <translation>Dort liegt eine andere Datei %1.</translation>
    </message>
    <message>
        <source>Give the bundle another version, or replace it with --replace.</source>
        <translation>Geben Sie dem Bündel eine andere Version, oder ersetzen Sie es mit --replace.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>There is no bundle %1.</source>
        <translation>Es gibt kein Bündel %1.</translation>
    </message>
    <message>
        <source>Build one: porticoctl bundle build.</source>
        <translation>Bauen Sie eines: porticoctl bundle build.</translation>
    </message>
</context>
<context>
    <name>portico::PublishRelease</name>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>Name the bundle that was built.</source>
        <translation>Nennen Sie das gebaute Bündel.</translation>
    </message>
    <message>
        <source>GitHub would give the file “%1” another name.</source>
        <translation>GitHub würde der Datei „%1“ einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>Name it with letters, digits and . _ + - only.</source>
        <translation>Benennen Sie sie nur mit Buchstaben, Ziffern und . _ + -.</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; a file of a release may have 1 to %3.</source>
        <translation>%1 hat %2 Bytes; eine Datei eines Releases darf 1 bis %3 haben.</translation>
    </message>
    <message>
        <source>Build the bundle in volumes, so that each is smaller.</source>
        <translation>Bauen Sie das Bündel in Teilen, damit jeder kleiner ist.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>%1 would be more than %2 volumes.</source>
        <translation>%1 wäre mehr als %2 Teile.</translation>
    </message>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>Wählen Sie eine größere Teilgröße.</translation>
    </message>
    <message>
        <source>Two files are called %1.</source>
        <translation>Zwei Dateien heißen %1.</translation>
    </message>
    <message>
        <source>Name each only once.</source>
        <translation>Nennen Sie jede nur einmal.</translation>
    </message>
    <message>
        <source>listing the releases of %1</source>
        <translation>Auflisten der Releases von %1</translation>
    </message>
    <message>
        <source>%1 has a release %2 already.</source>
        <translation>%1 hat schon ein Release %2.</translation>
    </message>
    <message>
        <source>Choose another version; what was published stays as it is.</source>
        <translation>Wählen Sie eine andere Version; was veröffentlicht ist, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>making the release %1 of %2</source>
        <translation>Anlegen des Releases %1 von %2</translation>
    </message>
    <message>
        <source>publishing the release of %1</source>
        <translation>Veröffentlichen des Releases von %1</translation>
    </message>
    <message>
        <source>“%1” is no tag for a release.</source>
        <translation>„%1“ ist kein Tag für ein Release.</translation>
    </message>
    <message>
        <source>Write it as v1.2.0.</source>
        <translation>Schreiben Sie ihn als v1.2.0.</translation>
    </message>
    <message>
        <source>The draft of the release stays: the next try goes on with it.</source>
        <translation>Der Entwurf des Releases bleibt: Der nächste Versuch setzt ihn fort.</translation>
    </message>
</context>
<context>
    <name>portico::PushFiles</name>
    <message>
        <source>%1 is not pushed: %2.</source>
        <translation>%1 wird nicht gepusht: %2.</translation>
    </message>
    <message>
        <source>Push the recipe and what it names, not bundles or models; those are published as a release.</source>
        <translation>Pushen Sie das Rezept und was es nennt, keine Bündel oder Modelle; diese werden als Release veröffentlicht.</translation>
    </message>
    <message>
        <source>it is a link</source>
        <translation>es ist eine Verknüpfung</translation>
    </message>
    <message>
        <source>it has more than 5 MiB</source>
        <translation>es hat mehr als 5 MiB</translation>
    </message>
    <message>
        <source>There is no %1 to push.</source>
        <translation>Es gibt kein %1 zum Pushen.</translation>
    </message>
    <message>
        <source>Name a recipe, or a folder with one.</source>
        <translation>Nennen Sie ein Rezept oder einen Ordner mit einem Rezept.</translation>
    </message>
    <message>
        <source>it has more than %1 files</source>
        <translation>es hat mehr als %1 Dateien</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>es ist leer</translation>
    </message>
    <message>
        <source>pushing to %1</source>
        <translation>Pushen zu %1</translation>
    </message>
    <message>
        <source>Send files</source>
        <translation>Dateien senden</translation>
    </message>
    <message>
        <source>Others push to the branch %1 of %2 all the time.</source>
        <translation>Andere pushen ständig in den Branch %1 von %2.</translation>
    </message>
    <message>
        <source>Try again, or push to a branch of your own.</source>
        <translation>Versuchen Sie es noch einmal, oder pushen Sie in einen eigenen Branch.</translation>
    </message>
</context>
<context>
    <name>portico::PutBack</name>
    <message>
        <source>putting back “%1”</source>
        <translation>Wiederherstellen von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::PythonFacts</name>
    <message>
        <source>The Python %1 does not run.</source>
        <translation>Das Python %1 läuft nicht.</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>Wählen Sie ein anderes Python.</translation>
    </message>
    <message>
        <source>There is no Python %1.</source>
        <translation>Es gibt kein Python %1.</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>Geben Sie den Pfad eines Python 3.10 oder neuer an.</translation>
    </message>
</context>
<context>
    <name>portico::PythonProvider</name>
    <message>
        <source>uv did not put Python where it was told to.</source>
        <translation>uv hat Python nicht dorthin gelegt, wohin es sollte.</translation>
    </message>
    <message>
        <source>Try again, or choose a Python of this computer.</source>
        <translation>Versuchen Sie es noch einmal, oder wählen Sie ein Python dieses Computers.</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>Auf diesem Computer gibt es kein Python 3.10 oder neuer.</translation>
    </message>
    <message>
        <source>There is no Python %1 on this computer.</source>
        <translation>Auf diesem Computer gibt es kein Python %1.</translation>
    </message>
    <message>
        <source>Install one, or choose another version.</source>
        <translation>Installieren Sie eines, oder wählen Sie eine andere Version.</translation>
    </message>
    <message>
        <source>This install needs the Python of this computer in %1: keep it.</source>
        <translation>Diese Installation braucht das Python dieses Computers in %1: Behalten Sie es.</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 ist Python %2, und das ist zu alt.</translation>
    </message>
    <message>
        <source>Choose a Python 3.10 or newer.</source>
        <translation>Wählen Sie ein Python 3.10 oder neuer.</translation>
    </message>
    <message>
        <source>Python %1 of this computer: %2</source>
        <translation>Python %1 dieses Computers: %2</translation>
    </message>
    <message>
        <source>A Python of its own could not be fetched: %1 Looking on this computer.</source>
        <translation>Ein eigenes Python konnte nicht geholt werden: %1 Gesucht wird auf diesem Computer.</translation>
    </message>
    <message>
        <source>Python could not be fetched, and this computer has none that fits. %1</source>
        <translation>Python konnte nicht geholt werden, und dieser Computer hat keines, das passt. %1</translation>
    </message>
</context>
<context>
    <name>portico::RateLimit</name>
    <message>
        <source>%1 was asked too often from this address and answers again at %2.</source>
        <translation>%1 wurde von dieser Adresse aus zu oft gefragt und antwortet wieder um %2.</translation>
    </message>
    <message>
        <source>Try again then.</source>
        <translation>Versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Try again then, or give Portico a GitHub token: with one it may ask 5,000 times an hour instead of 60.</source>
        <translation>Versuchen Sie es dann noch einmal, oder geben Sie Portico ein GitHub-Token: Damit sind 5.000 statt 60 Anfragen pro Stunde erlaubt.</translation>
    </message>
</context>
<context>
    <name>portico::ReadSite</name>
    <message>
        <source>cannot be used: %1</source>
        <translation>ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>is no commit: 40 of the digits 0 to 9 and a to f</source>
        <translation>ist kein Commit: 40 der Ziffern 0 bis 9 und a bis f</translation>
    </message>
    <message>
        <source>is no id of the Comfy Registry</source>
        <translation>ist keine Kennung der Comfy Registry</translation>
    </message>
    <message>
        <source>is no version such as 1.2.0</source>
        <translation>ist keine Version wie 1.2.0</translation>
    </message>
    <message>
        <source>is one too many: a node pack comes from one place</source>
        <translation>ist zu viel: Ein Node-Pack kommt von einem Ort</translation>
    </message>
    <message>
        <source>belongs to “%1”</source>
        <translation>gehört zu &quot;%1&quot;</translation>
    </message>
    <message>
        <source>is missing, and so are git, folder, archive and file</source>
        <translation>fehlt, ebenso wie git, folder, archive und file</translation>
    </message>
    <message>
        <source>is neither an https address nor a path</source>
        <translation>ist weder https-Adresse noch Pfad</translation>
    </message>
    <message>
        <source>holds a password, which everybody could read here</source>
        <translation>enthält ein Passwort, das hier alle lesen könnten</translation>
    </message>
    <message>
        <source>is missing: %1</source>
        <translation>fehlt: %1</translation>
    </message>
    <message>
        <source>is needed: another one has the folder “%1”</source>
        <translation>ist nötig: Ein anderes hat den Ordner „%1“</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>ist kein SHA-256</translation>
    </message>
    <message>
        <source>has no meaning beside a commit</source>
        <translation>hat neben einem Commit keine Bedeutung</translation>
    </message>
    <message>
        <source>is no port from 1 to 65535</source>
        <translation>ist kein Port von 1 bis 65535</translation>
    </message>
    <message>
        <source>is that of another install of this file, too</source>
        <translation>gehört auch zu einer anderen Installation dieser Datei</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>ist kein Objekt {…}</translation>
    </message>
    <message>
        <source>holds “%1”, which is no variable with a text</source>
        <translation>enthält „%1“, das keine Variable mit einem Text ist</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, rocm7.2, xpu, mps, cpu or auto</source>
        <translation>ist keiner; schreiben Sie cu130, cu128, rocm7.2, xpu, mps, cpu oder auto</translation>
    </message>
    <message>
        <source>is one too many: one of bundle, catalogue and kept counts</source>
        <translation>ist zu viel: Nur eines von bundle, catalogue und kept gilt</translation>
    </message>
    <message>
        <source>names none of bundle, catalogue and kept</source>
        <translation>nennt keines von bundle, catalogue und kept</translation>
    </message>
    <message>
        <source>has no meaning here: every kept file has its own</source>
        <translation>hat hier keine Bedeutung: Jede aufbewahrte Datei hat ihren eigenen</translation>
    </message>
    <message>
        <source>belongs to &quot;kept&quot;</source>
        <translation>gehört zu &quot;kept&quot;</translation>
    </message>
    <message>
        <source>is no name of a kept state</source>
        <translation>ist kein Name eines aufbewahrten Zustands</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>is no lock: %1</source>
        <translation>ist keine Festschreibung: %1</translation>
    </message>
    <message>
        <source>is no version such as 0.33.0</source>
        <translation>ist keine Version wie 0.33.0</translation>
    </message>
    <message>
        <source>has several spaces in a row</source>
        <translation>hat mehrere Leerzeichen hintereinander</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>ist nicht 1, die Form, die dieses Portico kennt</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>hat mehr als %1 Einträge</translation>
    </message>
</context>
<context>
    <name>portico::RebuildEnvironments</name>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>Kein Node-Pack verlangt noch die Umgebung „%1“.</translation>
    </message>
    <message>
        <source>Nothing has to be done.</source>
        <translation>Sie müssen nichts tun.</translation>
    </message>
    <message>
        <source>The environment “%1” was unpacked, and does not serve here: %2.</source>
        <translation>Die Umgebung „%1“ wurde entpackt und ist hier nicht brauchbar: %2.</translation>
    </message>
    <message>
        <source>Build it again: porticoctl env build.</source>
        <translation>Bauen Sie sie noch einmal: porticoctl env build.</translation>
    </message>
    <message>
        <source>rebuilding %1</source>
        <translation>Neubauen von %1</translation>
    </message>
</context>
<context>
    <name>portico::RebuildVendored</name>
    <message>
        <source>%1 rebuilt</source>
        <comment>name of an install</comment>
        <translation>%1 (neu gebaut)</translation>
    </message>
    <message>
        <source>rebuilding</source>
        <translation>Neubauen</translation>
    </message>
    <message>
        <source>rebuilding “%1”</source>
        <translation>Neubauen von „%1“</translation>
    </message>
    <message>
        <source>What was rebuilt is not the same as at first: %1.</source>
        <translation>Was neu gebaut wurde, ist nicht dasselbe wie zuerst: %1.</translation>
    </message>
    <message>
        <source>Nothing was kept of it; please report this as a bug.</source>
        <translation>Nichts davon wurde behalten; bitte melden Sie das als Fehler.</translation>
    </message>
</context>
<context>
    <name>portico::Recipe</name>
    <message>
        <source>can be no tag, branch or commit</source>
        <translation>kann weder Tag noch Branch noch Commit sein</translation>
    </message>
    <message>
        <source>is missing, and there is no VERSION.txt beside the recipe</source>
        <translation>fehlt, und neben dem Rezept gibt es kein VERSION.txt</translation>
    </message>
    <message>
        <source>is missing, and VERSION.txt is empty</source>
        <translation>fehlt, und VERSION.txt ist leer</translation>
    </message>
    <message>
        <source>is one too many: one of ref, commit, tag and branch counts</source>
        <translation>ist zu viel: Nur eines von ref, commit, tag und branch gilt</translation>
    </message>
    <message>
        <source>cannot be used: %1</source>
        <translation>ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>would get the folder “%1”, which another one has; give it a &quot;name&quot;</source>
        <translation>bekäme den Ordner „%1“, den ein anderes hat; geben Sie ihm einen &quot;name&quot;</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>hat mehr als %1 Einträge</translation>
    </message>
    <message>
        <source>holds what is no requirement on a package: %1</source>
        <translation>enthält etwas, das keine Anforderung an ein Paket ist: %1</translation>
    </message>
    <message>
        <source>is no version such as 3.12 or 3.12.8</source>
        <translation>ist keine Version wie 3.12 oder 3.12.8</translation>
    </message>
    <message>
        <source>is no folder: %1</source>
        <translation>ist kein Ordner: %1</translation>
    </message>
    <message>
        <source>has no meaning beside a prefix</source>
        <translation>hat neben einem Präfix keine Bedeutung</translation>
    </message>
    <message>
        <source>is neither a file nor an https address</source>
        <translation>ist weder Datei noch https-Adresse</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>ist kein SHA-256</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, cu126, rocm7.2, xpu, mps or cpu</source>
        <translation>ist keiner; schreiben Sie cu130, cu128, cu126, rocm7.2, xpu, mps oder cpu</translation>
    </message>
    <message>
        <source>is none; write one such as linux-x64, linux-arm64, windows-x64 or macos-arm64</source>
        <translation>ist keine; schreiben Sie eine wie linux-x64, linux-arm64, windows-x64 oder macos-arm64</translation>
    </message>
    <message>
        <source>It</source>
        <translation>Es</translation>
    </message>
    <message>
        <source>names “%1”; it can name tests, headers, static-libraries and caches</source>
        <translation>nennt „%1“; möglich sind tests, headers, static-libraries und caches</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>ist nicht 1, die Form, die dieses Portico kennt</translation>
    </message>
</context>
<context>
    <name>portico::RecipeLock</name>
    <message>
        <source>is no SHA-256</source>
        <translation>ist kein SHA-256</translation>
    </message>
    <message>
        <source>is no commit of 40 hexadecimal digits</source>
        <translation>ist kein Commit aus 40 hexadezimalen Ziffern</translation>
    </message>
    <message>
        <source>holds what is no SHA-256</source>
        <translation>enthält etwas, das kein SHA-256 ist</translation>
    </message>
    <message>
        <source>names no hash</source>
        <translation>nennt keinen Hash</translation>
    </message>
    <message>
        <source>is no package&apos;s</source>
        <translation>gehört zu keinem Paket</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>ist nicht 1, die Form, die dieses Portico kennt</translation>
    </message>
    <message>
        <source>No bundle came of the lock %1.</source>
        <translation>Aus der Festschreibung %1 ging kein Bündel hervor.</translation>
    </message>
    <message>
        <source>Build one with it, and compare that.</source>
        <translation>Bauen Sie eines damit, und vergleichen Sie dieses.</translation>
    </message>
</context>
<context>
    <name>portico::Recommend</name>
    <message>
        <source>It is made for what this computer has.</source>
        <translation>Es ist für das gemacht, was dieser Computer hat.</translation>
    </message>
    <message>
        <source>Which CUDA it has is not known.</source>
        <translation>Welches CUDA es hat, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>It has CUDA %1; this computer can use CUDA %2 at most.</source>
        <translation>Es hat CUDA %1; dieser Computer kann höchstens CUDA %2 verwenden.</translation>
    </message>
    <message>
        <source>It has CUDA %1; this GPU needs CUDA 12.8 or newer.</source>
        <translation>Es hat CUDA %1; diese GPU braucht CUDA 12.8 oder neuer.</translation>
    </message>
    <message>
        <source>It has CUDA %1; CUDA %2 suits this computer better.</source>
        <translation>Es hat CUDA %1; CUDA %2 passt besser zu diesem Computer.</translation>
    </message>
    <message>
        <source>Its publisher does not tell what its torch runs on.</source>
        <translation>Der Herausgeber sagt nicht, worauf torch darin läuft.</translation>
    </message>
    <message>
        <source>It computes on the processor and leaves the GPU unused.</source>
        <translation>Es rechnet auf dem Prozessor und lässt die GPU ungenutzt.</translation>
    </message>
    <message>
        <source>It is made for NVIDIA GPUs and computes on the processor here.</source>
        <translation>Es ist für NVIDIA-GPUs gemacht und rechnet hier auf dem Prozessor.</translation>
    </message>
    <message>
        <source>It is made for %1, and this computer needs %2.</source>
        <translation>Es ist für %1 gemacht, und dieser Computer braucht %2.</translation>
    </message>
    <message>
        <source>Its publisher does not recommend it for this GPU.</source>
        <translation>Der Herausgeber empfiehlt es nicht für diese GPU.</translation>
    </message>
    <message>
        <source>The GPU of this computer is none of those it is made for.</source>
        <translation>Die GPU dieses Computers ist keine von denen, für die es gemacht ist.</translation>
    </message>
    <message>
        <source>%1 on %2 with %3</source>
        <comment>system, processor, accelerator</comment>
        <translation>%1 auf %2 mit %3</translation>
    </message>
    <message>
        <source>“%1” is made for %2.</source>
        <translation>„%1“ ist für %2 gemacht.</translation>
    </message>
    <message>
        <source>“%1” runs here. %2</source>
        <translation>„%1“ läuft hier. %2</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>Das Team nennt es stabil.</translation>
    </message>
    <message>
        <source>It has ComfyUI %1, the version of the chosen track.</source>
        <translation>Es hat ComfyUI %1, die Version der gewählten Linie.</translation>
    </message>
    <message>
        <source>It has ComfyUI %1; of %2, the version of the chosen track, there is no bundle for this computer.</source>
        <translation>Es hat ComfyUI %1; von %2, der Version der gewählten Linie, gibt es kein Bündel für diesen Computer.</translation>
    </message>
    <message>
        <source>Its publisher published its SHA-256, so it is checked before it is unpacked.</source>
        <translation>Der Herausgeber hat den SHA-256 veröffentlicht, es wird daher vor dem Entpacken überprüft.</translation>
    </message>
    <message>
        <source>It is not verified by its publisher: no SHA-256 of it was published.</source>
        <translation>Es ist vom Herausgeber nicht bestätigt: Ein SHA-256 davon wurde nicht veröffentlicht.</translation>
    </message>
    <message>
        <source>No list of bundles is at hand, so ComfyUI is composed from its parts.</source>
        <translation>Es liegt keine Liste von Bündeln vor, ComfyUI wird daher aus seinen Teilen zusammengestellt.</translation>
    </message>
    <message>
        <source>No ready bundle is made for %1, so ComfyUI is composed from its parts.</source>
        <translation>Für %1 gibt es kein fertiges Bündel, ComfyUI wird daher aus seinen Teilen zusammengestellt.</translation>
    </message>
    <message>
        <source>It is made for %1.</source>
        <translation>Es ist für %1 gemacht.</translation>
    </message>
    <message>
        <source>It is made for %1 processors.</source>
        <translation>Es ist für %1-Prozessoren gemacht.</translation>
    </message>
</context>
<context>
    <name>portico::RecoverPacks</name>
    <message>
        <source>The change of the node packs %1 was finished.</source>
        <translation>Die Änderung der Node-Packs %1 wurde abgeschlossen.</translation>
    </message>
    <message>
        <source>An interrupted change of the node packs %1 was taken back.</source>
        <translation>Eine unterbrochene Änderung der Node-Packs %1 wurde zurückgenommen.</translation>
    </message>
</context>
<context>
    <name>portico::Recovery</name>
    <message>
        <source>The removal of “%1” had not begun.</source>
        <translation>Das Entfernen von „%1“ hatte noch nicht begonnen.</translation>
    </message>
    <message>
        <source>The removal of “%1” was finished.</source>
        <translation>Das Entfernen von „%1“ wurde abgeschlossen.</translation>
    </message>
    <message>
        <source>An interrupted change of the generation was taken back.</source>
        <translation>Eine unterbrochene Änderung der Generation wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>A generation that nothing names was removed.</source>
        <translation>Eine Generation, die nichts nennt, wurde entfernt.</translation>
    </message>
    <message>
        <source>An interrupted addition of %1 was cleaned up.</source>
        <translation>Ein unterbrochenes Hinzufügen von %1 wurde aufgeräumt.</translation>
    </message>
    <message>
        <source>cleaning up</source>
        <translation>Aufräumen</translation>
    </message>
</context>
<context>
    <name>portico::RegistryClient</name>
    <message>
        <source>%1 did not answer as the Comfy Registry does.</source>
        <translation>%1 hat nicht geantwortet, wie die Comfy Registry es tut.</translation>
    </message>
    <message>
        <source>Check the address of the registry in the settings, or try again later.</source>
        <translation>Prüfen Sie die Adresse der Registry in den Einstellungen, oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The Comfy Registry has no node pack “%1”.</source>
        <translation>Die Comfy Registry hat kein Node-Pack „%1“.</translation>
    </message>
    <message>
        <source>The Comfy Registry has no version %2 of “%1”.</source>
        <translation>Die Comfy Registry hat keine Version %2 von „%1“.</translation>
    </message>
    <message>
        <source>Search it: porticoctl nodes search WORDS.</source>
        <translation>Durchsuchen Sie sie: porticoctl nodes search WORDS.</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>Sehen Sie nach, welche es gibt: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>“%1” is no id or version of the Comfy Registry.</source>
        <translation>„%1“ ist weder Kennung noch Version der Comfy Registry.</translation>
    </message>
    <message>
        <source>An id has letters, digits, “-”, “_” and “.”, such as comfyui-impact-pack.</source>
        <translation>Eine Kennung hat Buchstaben, Ziffern, „-“, „_“ und „.“, etwa comfyui-impact-pack.</translation>
    </message>
    <message>
        <source>Fetch the list of node packs</source>
        <translation>Liste der Node-Packs holen</translation>
    </message>
</context>
<context>
    <name>portico::ReleaseUpload</name>
    <message>
        <source>Upload</source>
        <translation>Hochladen</translation>
    </message>
    <message>
        <source>The release wants its files at %1, which is not %2.</source>
        <translation>Das Release möchte seine Dateien bei %1, und das ist nicht %2.</translation>
    </message>
    <message>
        <source>Nothing was sent there. Check the server&apos;s address.</source>
        <translation>Dorthin wurde nichts gesendet. Prüfen Sie die Adresse des Servers.</translation>
    </message>
    <message>
        <source>listing the files of a release</source>
        <translation>Auflisten der Dateien eines Releases</translation>
    </message>
    <message>
        <source>removing half a file of a release</source>
        <translation>Entfernen einer halben Datei eines Releases</translation>
    </message>
    <message>
        <source>GitHub did not get %1 as it is here.</source>
        <translation>GitHub hat %1 nicht so bekommen, wie es hier ist.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the file changes while it is sent, or a proxy changes it.</source>
        <translation>Versuchen Sie es noch einmal. Geschieht es wieder, ändert sich die Datei beim Senden, oder ein Proxy ändert sie.</translation>
    </message>
    <message>
        <source>uploading %1</source>
        <translation>Hochladen von %1</translation>
    </message>
    <message>
        <source>%1 Sending it again.</source>
        <translation>%1 Es wird noch einmal gesendet.</translation>
    </message>
</context>
<context>
    <name>portico::RemovablePath</name>
    <message>
        <source>Portico was about to remove “%1” and did not.</source>
        <translation>Portico war dabei, „%1“ zu entfernen, und hat es nicht getan.</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Bitte melden Sie das.</translation>
    </message>
</context>
<context>
    <name>portico::Removal</name>
    <message>
        <source>“%1” cannot be moved to the recycle bin: there is none for %2. It is still in its place.</source>
        <translation>„%1“ kann nicht in den Papierkorb verschoben werden: Für %2 gibt es keinen. Es ist noch an seinem Platz.</translation>
    </message>
    <message>
        <source>Remove it for good instead.</source>
        <translation>Entfernen Sie es stattdessen endgültig.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>portico::RemovalPlan</name>
    <message>
        <source>Another disk is mounted at %1: “%2” is not removed.</source>
        <translation>Bei %1 ist ein anderer Datenträger eingehängt: „%2“ wird nicht entfernt.</translation>
    </message>
    <message>
        <source>Unmount it, then remove the install.</source>
        <translation>Hängen Sie ihn aus, und entfernen Sie dann die Installation.</translation>
    </message>
    <message>
        <source>The install “%1” lies in the folder of “%2”, which is therefore not removed.</source>
        <translation>Die Installation „%1“ liegt im Ordner von „%2“, die daher nicht entfernt wird.</translation>
    </message>
    <message>
        <source>Move that folder elsewhere and add it from there.</source>
        <translation>Verschieben Sie diesen Ordner woandershin, und fügen Sie ihn von dort hinzu.</translation>
    </message>
    <message>
        <source>“%1” finds models in %2, which would go.</source>
        <translation>„%1“ findet Modelle in %2, was verschwinden würde.</translation>
    </message>
</context>
<context>
    <name>portico::RemoveEnvs</name>
    <message>
        <source>removing an environment</source>
        <translation>Entfernen einer Umgebung</translation>
    </message>
    <message>
        <source>comfy-env itself is building %1.</source>
        <translation>comfy-env selbst baut gerade %1.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Warten Sie, bis es fertig ist, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>%1 was left: %2 To remove it, name its folder.</source>
        <translation>%1 blieb stehen: %2 Um sie zu entfernen, nennen Sie ihren Ordner.</translation>
    </message>
    <message>
        <source>%1 was left: another pack uses it through %2.</source>
        <translation>%1 blieb stehen: Ein anderes Node-Pack verwendet sie über %2.</translation>
    </message>
</context>
<context>
    <name>portico::RemoveInstall</name>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>In %2 gibt es keine Installation „%1“.</translation>
    </message>
    <message>
        <source>“%1” is running and cannot be removed now.</source>
        <translation>„%1“ läuft und kann jetzt nicht entfernt werden.</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>Halten Sie die Installation an, und entfernen Sie sie dann.</translation>
    </message>
    <message>
        <source>“%1” is being changed and cannot be removed now.</source>
        <translation>„%1“ wird gerade geändert und kann jetzt nicht entfernt werden.</translation>
    </message>
    <message>
        <source>Wait until that is done, then remove it.</source>
        <translation>Warten Sie, bis das fertig ist, und entfernen Sie sie dann.</translation>
    </message>
    <message>
        <source>removing</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>portico::RepairAdopted</name>
    <message>
        <source>“%1” runs with a Python that lies outside of its folder: %2.</source>
        <translation>„%1“ läuft mit einem Python, das außerhalb des eigenen Ordners liegt: %2.</translation>
    </message>
    <message>
        <source>Others may use it, too, so Portico does not change it. Repair it with its own tools, or install ComfyUI anew beside it.</source>
        <translation>Vielleicht verwenden es auch andere, daher ändert Portico es nicht. Reparieren Sie es mit seinen eigenen Werkzeugen, oder installieren Sie ComfyUI daneben neu.</translation>
    </message>
    <message>
        <source>Put back torch for its accelerator</source>
        <translation>torch für seinen Beschleuniger wiederherstellen</translation>
    </message>
    <message>
        <source>torch&apos;s own package index</source>
        <translation>der eigene Paketindex von torch</translation>
    </message>
    <message numerus="yes">
        <source>Put right %n packages: %1</source>
        <translation>
            <numerusform>Ein Paket berichtigen: %1</numerusform>
            <numerusform>%n Pakete berichtigen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>der Paketindex</translation>
    </message>
    <message>
        <source>Move away what an interrupted pip left: %1</source>
        <translation>Wegräumen, was ein unterbrochenes pip zurückließ: %1</translation>
    </message>
    <message>
        <source>pip sets packages aside under such names while it replaces them.</source>
        <translation>pip legt Pakete unter solchen Namen beiseite, während es sie ersetzt.</translation>
    </message>
    <message>
        <source>the backup gets them</source>
        <translation>sie kommen in die Sicherung</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>Reparieren von „%1“</translation>
    </message>
    <message>
        <source>Keep %1, and move away %2</source>
        <translation>%1 behalten und %2 wegräumen</translation>
    </message>
    <message>
        <source>the package index: the others have written over it</source>
        <translation>der Paketindex: die anderen haben es überschrieben</translation>
    </message>
    <message>
        <source>the backup gets the others</source>
        <translation>die anderen kommen in die Sicherung</translation>
    </message>
    <message>
        <source>%1 could not be had again.</source>
        <translation>%1 war nicht wieder zu bekommen.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::RepairEnvironments</name>
    <message>
        <source>The environment “%1” is left alone: %2 %3</source>
        <translation>Die Umgebung „%1“ bleibt unberührt: %2 %3</translation>
    </message>
    <message>
        <source>The link is made anew.</source>
        <translation>Die Verknüpfung wird neu angelegt.</translation>
    </message>
    <message>
        <source>It is built by uv, with Python %1.</source>
        <translation>uv baut sie, mit Python %1.</translation>
    </message>
    <message>
        <source>It is built by pixi, with Python %1.</source>
        <translation>pixi baut sie, mit Python %1.</translation>
    </message>
    <message>
        <source>Its size is known afterwards only.</source>
        <translation>Ihre Größe ist erst danach bekannt.</translation>
    </message>
    <message>
        <source>Look at the isolated environments, and repair them</source>
        <translation>Isolierte Umgebungen ansehen und reparieren</translation>
    </message>
    <message>
        <source>How they are can be told only when ComfyUI&apos;s own Python is whole.</source>
        <translation>Ihr Zustand lässt sich erst sagen, wenn ComfyUIs eigenes Python vollständig ist.</translation>
    </message>
    <message numerus="yes">
        <source>Repair %n isolated environments: %1</source>
        <translation>
            <numerusform>Eine isolierte Umgebung reparieren: %1</numerusform>
            <numerusform>%n isolierte Umgebungen reparieren: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes of %1 run in a Python of their own.</source>
        <translation>Nodes von %1 laufen in einem eigenen Python.</translation>
    </message>
    <message>
        <source>what was fetched before, and the package index for the rest</source>
        <translation>was früher geholt wurde, und für den Rest der Paketindex</translation>
    </message>
    <message>
        <source>the environments, which are there</source>
        <translation>die vorhandenen Umgebungen</translation>
    </message>
    <message>
        <source>They are looked at again when the rest is repaired.</source>
        <translation>Sie werden noch einmal angesehen, wenn der Rest repariert ist.</translation>
    </message>
    <message>
        <source>The environment “%1” was not built: %2 %3</source>
        <translation>Die Umgebung „%1“ wurde nicht gebaut: %2 %3</translation>
    </message>
</context>
<context>
    <name>portico::RepairOutcome</name>
    <message>
        <source>Not everything could be repaired: %1</source>
        <translation>Nicht alles konnte repariert werden: %1</translation>
    </message>
    <message>
        <source>ComfyUI still does not start: %1</source>
        <translation>ComfyUI startet immer noch nicht: %1</translation>
    </message>
    <message>
        <source>Something is still wrong: %1</source>
        <translation>Etwas stimmt noch nicht: %1</translation>
    </message>
    <message>
        <source>Nothing needed repair, and ComfyUI starts.</source>
        <translation>Nichts musste repariert werden, und ComfyUI startet.</translation>
    </message>
    <message>
        <source>Nothing needed repair.</source>
        <translation>Nichts musste repariert werden.</translation>
    </message>
    <message>
        <source>Repaired, and ComfyUI starts.</source>
        <translation>Repariert, und ComfyUI startet.</translation>
    </message>
    <message>
        <source>Repaired.</source>
        <translation>Repariert.</translation>
    </message>
</context>
<context>
    <name>portico::RepairPacks</name>
    <message>
        <source>it would need a build from source</source>
        <translation>es müsste aus Quelltext gebaut werden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 (%3 is there)</source>
        <translation>%1: %2 (%3 ist da)</translation>
    </message>
    <message>
        <source>%1 could not be taken over.</source>
        <translation>%1 konnte nicht übernommen werden.</translation>
    </message>
    <message>
        <source>The layer was not made: %1.</source>
        <translation>Die Schicht wurde nicht gemacht: %1.</translation>
    </message>
    <message>
        <source>Look at the plan of the node packs.</source>
        <translation>Sehen Sie sich den Plan der Node-Packs an.</translation>
    </message>
    <message>
        <source>taken over: %1</source>
        <comment>a package</comment>
        <translation>übernommen: %1</translation>
    </message>
    <message>
        <source>Install what was taken over: %1</source>
        <translation>Installieren, was übernommen wurde: %1</translation>
    </message>
    <message>
        <source>It was to come into the layer of “%1”, and is not there yet.</source>
        <translation>Es sollte in die Schicht von „%1“ kommen und ist noch nicht da.</translation>
    </message>
    <message>
        <source>Install what node packs lack: %1</source>
        <translation>Installieren, was Node-Packs fehlt: %1</translation>
    </message>
    <message>
        <source>They may not load in “%1” without it.</source>
        <translation>Ohne das laden sie in „%1“ vielleicht nicht.</translation>
    </message>
    <message>
        <source>the package index, into a layer of their own</source>
        <translation>der Paketindex, in eine eigene Schicht</translation>
    </message>
    <message>
        <source>its own repository</source>
        <translation>das eigene Repository</translation>
    </message>
    <message>
        <source>the archive that was kept of it</source>
        <translation>das davon aufbewahrte Archiv</translation>
    </message>
    <message>
        <source>keeping “%1”</source>
        <translation>Aufbewahren von „%1“</translation>
    </message>
    <message>
        <source>Nobody knows any more where “%1” came from.</source>
        <translation>Niemand weiß mehr, woher „%1“ kam.</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>Entfernen Sie es, und installieren Sie es wieder von dort, wo es angeboten wird.</translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files of the node pack “%1”</source>
        <translation>
            <numerusform>Eine Datei des Node-Packs „%1“ wiederherstellen</numerusform>
            <numerusform>%n Dateien des Node-Packs „%1“ wiederherstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>They are gone or damaged, so it may not load.</source>
        <translation>Sie sind verschwunden oder beschädigt, es lädt daher vielleicht nicht.</translation>
    </message>
    <message>
        <source>Undo what was changed by hand in the node pack “%1”</source>
        <translation>Rückgängig machen, was im Node-Pack „%1“ von Hand geändert wurde</translation>
    </message>
    <message>
        <source>It is left as it is unless you agree. The pack as it is now is kept, and can be taken back.</source>
        <translation>Es bleibt, wie es ist, wenn Sie nicht zustimmen. Das Node-Pack in seiner jetzigen Form wird aufbewahrt und lässt sich zurückholen.</translation>
    </message>
    <message>
        <source>The folder of the node pack “%1”, which Portico installed, is gone. Install it again if it is missed.</source>
        <translation>Der Ordner des Node-Packs „%1“, das Portico installiert hat, ist verschwunden. Installieren Sie es neu, wenn es fehlt.</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>Reparieren von „%1“</translation>
    </message>
    <message>
        <source>repairing node packs</source>
        <translation>Reparieren von Node-Packs</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the node pack “%1” could not be had: %2.</source>
        <translation>
            <numerusform>Eine Datei des Node-Packs „%1“ war nicht zu bekommen: %2.</numerusform>
            <numerusform>%n Dateien des Node-Packs „%1“ waren nicht zu bekommen: %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairPlan</name>
    <message>
        <source>%1 It was installed like this; repair gives back what was installed, and no more.</source>
        <translation>%1 So wurde es installiert; Reparieren stellt wieder her, was installiert war, und nicht mehr.</translation>
    </message>
    <message>
        <source>Nothing needs repair.</source>
        <translation>Nichts muss repariert werden.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is broken; %n steps are done only if you agree.</source>
        <translation>
            <numerusform>Nichts ist defekt; ein Schritt wird nur gemacht, wenn Sie zustimmen.</numerusform>
            <numerusform>Nichts ist defekt; %n Schritte werden nur gemacht, wenn Sie zustimmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An interrupted repair goes on: %n steps.</source>
        <translation>
            <numerusform>Eine unterbrochene Reparatur geht weiter: ein Schritt.</numerusform>
            <numerusform>Eine unterbrochene Reparatur geht weiter: %n Schritte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps would repair it.</source>
        <translation>
            <numerusform>Ein Schritt würde es reparieren.</numerusform>
            <numerusform>%n Schritte würden es reparieren.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairRun</name>
    <message>
        <source>Compute on the device</source>
        <translation>Auf dem Gerät rechnen</translation>
    </message>
    <message>
        <source>Start ComfyUI</source>
        <translation>ComfyUI starten</translation>
    </message>
    <message>
        <source>Check the packages</source>
        <translation>Pakete prüfen</translation>
    </message>
    <message>
        <source>“%1” was made by a newer version of Portico and cannot be changed here.</source>
        <translation>„%1“ wurde von einer neueren Version von Portico gemacht und lässt sich hier nicht ändern.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Aktualisieren Sie Portico.</translation>
    </message>
    <message>
        <source>repairing it</source>
        <translation>Reparatur</translation>
    </message>
</context>
<context>
    <name>portico::RepairSteps</name>
    <message numerus="yes">
        <source>Move away %n files that were added: %1</source>
        <translation>
            <numerusform>Eine hinzugefügte Datei wegräumen: %1</numerusform>
            <numerusform>%n hinzugefügte Dateien wegräumen: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files: %1</source>
        <translation>
            <numerusform>Eine Datei wiederherstellen: %1</numerusform>
            <numerusform>%n Dateien wiederherstellen: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are nowhere to be had, such as %1.</source>
        <translation>
            <numerusform>Eine Datei ist nirgends zu bekommen: %1.</numerusform>
            <numerusform>%n Dateien sind nirgends zu bekommen, etwa %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Install it anew beside this one; both use the same models.</source>
        <translation>Installieren Sie es daneben neu; beide verwenden dieselben Modelle.</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the base could not be had: %1.</source>
        <translation>
            <numerusform>Eine Datei der Basis war nicht zu bekommen: %1.</numerusform>
            <numerusform>%n Dateien der Basis waren nicht zu bekommen: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Build the layer again</source>
        <translation>Die Schicht neu bauen</translation>
    </message>
    <message>
        <source>Packages of node packs in the store are damaged or gone.</source>
        <translation>Pakete von Node-Packs im Lager sind beschädigt oder verschwunden.</translation>
    </message>
    <message>
        <source>The list of the layer&apos;s packages is gone, too.</source>
        <translation>Auch die Liste der Pakete dieser Schicht ist verschwunden.</translation>
    </message>
    <message>
        <source>Plan the node packs anew: “porticoctl nodes plan”.</source>
        <translation>Planen Sie die Node-Packs neu: „porticoctl nodes plan“.</translation>
    </message>
    <message>
        <source>the store&apos;s wheels and the package index, each by its hash</source>
        <translation>die Wheels des Lagers und der Paketindex, jedes nach seinem Hash</translation>
    </message>
    <message>
        <source>the store&apos;s wheels, each by its hash</source>
        <translation>die Wheels des Lagers, jedes nach seinem Hash</translation>
    </message>
    <message>
        <source>Renew what ComfyUI sees of its layer</source>
        <translation>Erneuern, was ComfyUI von seiner Schicht sieht</translation>
    </message>
    <message>
        <source>Something changed the packages of node packs that this install uses.</source>
        <translation>Etwas hat die Pakete von Node-Packs geändert, die diese Installation verwendet.</translation>
    </message>
    <message>
        <source>the store&apos;s layer</source>
        <translation>die Schicht im Lager</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager would do at the next start</source>
        <translation>Leeren, was ComfyUI-Manager beim nächsten Start tun würde</translation>
    </message>
    <message>
        <source>It would install, change or remove packages and node packs again as soon as ComfyUI starts, and may undo this repair. It is left as it is unless you agree.</source>
        <translation>Es würde wieder Pakete und Node-Packs installieren, ändern oder entfernen, sobald ComfyUI startet, und könnte diese Reparatur aufheben. Es bleibt, wie es ist, wenn Sie nicht zustimmen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und ein weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Requirements</name>
    <message>
        <source>%1, line %2: %3.</source>
        <translation>%1, Zeile %2: %3.</translation>
    </message>
    <message>
        <source>Choose another version or another repository.</source>
        <translation>Wählen Sie eine andere Version oder ein anderes Repository.</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>das ist zu lang</translation>
    </message>
    <message>
        <source>it has characters that no requirement has</source>
        <translation>darin sind Zeichen, die keine Anforderung hat</translation>
    </message>
    <message>
        <source>“%1” is no package of an index</source>
        <translation>„%1“ ist kein Paket eines Index</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>das ist zu tief verschachtelt</translation>
    </message>
</context>
<context>
    <name>portico::Resolution</name>
    <message>
        <source>uv&apos;s answer cannot be read: “%1” is not complete.</source>
        <translation>Die Antwort von uv ist nicht lesbar: „%1“ ist nicht vollständig.</translation>
    </message>
    <message>
        <source>Update uv, or let Portico fetch the one it knows.</source>
        <translation>Aktualisieren Sie uv, oder lassen Sie Portico das holen, das es kennt.</translation>
    </message>
</context>
<context>
    <name>portico::ResolveRef</name>
    <message>
        <source>The repository has no tag, branch or commit “%1”.</source>
        <translation>Das Repository hat weder Tag noch Branch noch Commit „%1“.</translation>
    </message>
    <message>
        <source>The repository has no tag, branch or commit “%1”. Among others it has %2.</source>
        <translation>Das Repository hat weder Tag noch Branch noch Commit „%1“. Unter anderem hat es %2.</translation>
    </message>
    <message>
        <source>Choose one that is there.</source>
        <translation>Wählen Sie einen, den es gibt.</translation>
    </message>
</context>
<context>
    <name>portico::RestoreSnapshot</name>
    <message>
        <source>The snapshot is of %1, and this install has %2.</source>
        <translation>Der Schnappschuss ist von %1, und diese Installation hat %2.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves ComfyUI, Python and torch as they are, or only some parts.</source>
        <translation>Gehen Sie so weit wie möglich zurück; dann bleiben ComfyUI, Python und torch, wie sie sind. Oder stellen Sie nur einige Teile wieder her.</translation>
    </message>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>Kein Node-Pack verlangt noch die Umgebung „%1“.</translation>
    </message>
    <message>
        <source>The environment “%1” was built again of other versions than it had then.</source>
        <translation>Die Umgebung „%1“ wurde aus anderen Versionen gebaut, als sie damals hatte.</translation>
    </message>
    <message>
        <source>Nothing was restored, because the way back could not be kept.</source>
        <translation>Nichts wurde wiederhergestellt, weil der Weg zurück nicht aufbewahrt werden konnte.</translation>
    </message>
</context>
<context>
    <name>portico::RootConfig</name>
    <message>
        <source>[%1] is not known to comfy-env %2 in this file; known is %3.</source>
        <translation>[%1] ist comfy-env %2 in dieser Datei nicht bekannt; bekannt ist %3.</translation>
    </message>
    <message>
        <source>Remove it; what describes an environment belongs into %1 in the folder of the nodes.</source>
        <translation>Entfernen Sie es; was eine Umgebung beschreibt, gehört nach %1 im Ordner der Nodes.</translation>
    </message>
    <message>
        <source>“%1” names no source.</source>
        <translation>„%1“ nennt keine Quelle.</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;owner/repository&quot;.</source>
        <translation>Schreiben Sie es als %1 = &quot;owner/repository&quot;.</translation>
    </message>
    <message>
        <source>“%1” has no effect for a pack. Correct its spelling.</source>
        <translation>„%1“ hat für ein Node-Pack keine Wirkung. Berichtigen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>“%1” names neither a registry id nor a repository, and is passed over. Add one of them.</source>
        <translation>„%1“ nennt weder Registry-Kennung noch Repository und wird übergangen. Fügen Sie eines davon hinzu.</translation>
    </message>
    <message>
        <source>“%1” is no way to carry the socket %2.</source>
        <translation>„%1“ ist kein Weg, den Socket %2 zu übertragen.</translation>
    </message>
    <message>
        <source>Write &quot;builtin&quot;, or &quot;custom&quot; with a serialization.py.</source>
        <translation>Schreiben Sie &quot;builtin&quot;, oder &quot;custom&quot; mit einem serialization.py.</translation>
    </message>
</context>
<context>
    <name>portico::RouteBook</name>
    <message>
        <source>The network&apos;s proxy script sends %1 to a kind of proxy that Portico does not speak to.</source>
        <translation>Das Proxy-Skript des Netzwerks schickt %1 zu einer Art von Proxy, mit der Portico nicht spricht.</translation>
    </message>
    <message>
        <source>Ask the administrator of your network for an http or SOCKS 5 proxy, and name it on the page Network.</source>
        <translation>Bitten Sie die Verwaltung Ihres Netzwerks um einen http- oder SOCKS-5-Proxy, und nennen Sie ihn auf der Seite „Netzwerk“.</translation>
    </message>
    <message>
        <source>No proxy script can be run here.</source>
        <translation>Hier kann kein Proxy-Skript ausgeführt werden.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script could not be read.</source>
        <translation>Das Proxy-Skript des Netzwerks war nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>portico::RunFailure</name>
    <message>
        <source>Run %1 of %2: %3.</source>
        <translation>Lauf %1 von %2: %3.</translation>
    </message>
    <message>
        <source>See %1.</source>
        <translation>Siehe %1.</translation>
    </message>
    <message>
        <source>Run %1 of %2: the step “%3” of “%4” %5.</source>
        <translation>Lauf %1 von %2: Schritt „%3“ von „%4“: %5.</translation>
    </message>
</context>
<context>
    <name>portico::RunWorkflow</name>
    <message>
        <source>node %1 (%2) says: %3</source>
        <translation>Node %1 (%2) meldet: %3</translation>
    </message>
    <message>
        <source>ComfyUI could not finish it.</source>
        <translation>ComfyUI konnte ihn nicht abschließen.</translation>
    </message>
    <message>
        <source>It failed: %1.</source>
        <translation>Er ist gescheitert: %1.</translation>
    </message>
    <message>
        <source>Run it in ComfyUI and look at that node.</source>
        <translation>Führen Sie ihn in ComfyUI aus, und sehen Sie sich diesen Node an.</translation>
    </message>
    <message>
        <source>it was interrupted</source>
        <translation>er wurde unterbrochen</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI did not finish it within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI hat ihn nicht innerhalb einer Minute abgeschlossen.</numerusform>
            <numerusform>ComfyUI hat ihn nicht innerhalb von %n Minuten abgeschlossen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a smaller workflow as a test: fewer steps, a smaller picture.</source>
        <translation>Speichern Sie einen kleineren Workflow als Test: weniger Schritte, ein kleineres Bild.</translation>
    </message>
</context>
<context>
    <name>portico::RuntimeFolder</name>
    <message>
        <source>%1 is not used: others can enter it, or it is not yours.</source>
        <translation>%1 wird nicht verwendet: Andere haben Zugang, oder der Ordner gehört nicht Ihnen.</translation>
    </message>
    <message>
        <source>Remove this folder, and try again.</source>
        <translation>Entfernen Sie diesen Ordner, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::SecretStore</name>
    <message>
        <source>Saved in this computer&apos;s keychain.</source>
        <translation>Im Schlüsselbund dieses Computers gespeichert.</translation>
    </message>
    <message>
        <source>Kept until Portico is closed: this computer has no keychain.</source>
        <translation>Behalten, bis Portico geschlossen wird: Dieser Computer hat keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keychain does not answer. Unlock it, and try again.</source>
        <translation>Der Schlüsselbund antwortet nicht. Entsperren Sie ihn, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The keychain refused. Allow Portico to use it, and try again.</source>
        <translation>Der Schlüsselbund hat abgelehnt. Erlauben Sie Portico, ihn zu verwenden, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>It was saved once, but the keychain does not have it any more. Enter it again.</source>
        <translation>Es war einmal gespeichert, aber der Schlüsselbund hat es nicht mehr. Geben Sie es noch einmal ein.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>Nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheck</name>
    <message>
        <source>Find a Python</source>
        <translation>Python suchen</translation>
    </message>
    <message>
        <source>Make a demo bundle</source>
        <translation>Demo-Bündel erstellen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Überprüfen</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>Entpacken</translation>
    </message>
    <message>
        <source>Check the bundle</source>
        <translation>Bündel prüfen</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Make a picture</source>
        <translation>Bild machen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>No process left</source>
        <translation>Kein Prozess übrig</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The demo install “%1” could not be removed: remove it by hand.</source>
        <translation>Die Demo-Installation „%1“ konnte nicht entfernt werden: Entfernen Sie sie von Hand.</translation>
    </message>
    <message>
        <source>The demo bundle is made of one: install Python from python.org or your system&apos;s packages. Real bundles bring their own and need none.</source>
        <translation>Das Demo-Bündel wird daraus gemacht: Installieren Sie Python von python.org oder aus den Paketen Ihres Systems. Echte Bündel bringen ihr eigenes mit und brauchen keines.</translation>
    </message>
    <message>
        <source>a self-check</source>
        <translation>ein Selbsttest</translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>eine Datei, %1</numerusform>
            <numerusform>%n Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Portico self-check</source>
        <translation>Portico-Selbsttest</translation>
    </message>
    <message>
        <source>ComfyUI %1 at %2</source>
        <translation>ComfyUI %1 an %2</translation>
    </message>
    <message>
        <source>The process %1 of the demo is still running.</source>
        <translation>Der Prozess %1 der Demo läuft noch.</translation>
    </message>
    <message>
        <source>End it in the list of processes.</source>
        <translation>Beenden Sie ihn in der Prozessliste.</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheckAdvice</name>
    <message>
        <source>Choose a library folder in your own user folder, or allow Portico in Windows Security under Controlled folder access.</source>
        <translation>Wählen Sie einen Bibliotheksordner in Ihrem Benutzerordner, oder erlauben Sie Portico in der Windows-Sicherheit unter „Überwachter Ordnerzugriff“.</translation>
    </message>
    <message>
        <source>Choose a library folder in your home folder, or allow Portico in System Settings under Privacy, Files and Folders.</source>
        <translation>Wählen Sie einen Bibliotheksordner in Ihrem Persönlichen Ordner, oder erlauben Sie Portico in den Systemeinstellungen unter „Datenschutz“, „Dateien und Ordner“.</translation>
    </message>
    <message>
        <source>Choose a library folder that you may write, such as one in your home folder.</source>
        <translation>Wählen Sie einen Bibliotheksordner, in den Sie schreiben dürfen, etwa einen in Ihrem Persönlichen Ordner.</translation>
    </message>
    <message>
        <source>See whether the library lies on a drive from which programs may not run (mounted noexec), and choose another one if so.</source>
        <translation>Sehen Sie nach, ob die Bibliothek auf einem Laufwerk liegt, von dem keine Programme laufen dürfen (mit noexec eingehängt), und wählen Sie dann ein anderes.</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds or removed the files, and exempt the library folder from its checks.</source>
        <translation>Sehen Sie nach, ob ein Virenscanner die Dateien festhält oder entfernt hat, und nehmen Sie den Bibliotheksordner von seiner Prüfung aus.</translation>
    </message>
    <message>
        <source>See whether a security program or a proxy stands in the way of connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>Sehen Sie nach, ob ein Sicherheitsprogramm oder ein Proxy Verbindungen zur eigenen Adresse dieses Computers, 127.0.0.1, im Weg steht.</translation>
    </message>
    <message>
        <source>See whether a firewall forbids connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>Sehen Sie nach, ob eine Firewall Verbindungen zur eigenen Adresse dieses Computers, 127.0.0.1, verbietet.</translation>
    </message>
    <message>
        <source>The path of the library folder %1 is too long for some programs: choose one near the top of a drive.</source>
        <translation>Der Pfad des Bibliotheksordners %1 ist für manche Programme zu lang: Wählen Sie einen weit oben auf einem Laufwerk.</translation>
    </message>
</context>
<context>
    <name>portico::SensibleAccelerators</name>
    <message>
        <source>The processor runs everything, slowly.</source>
        <translation>Auf dem Prozessor läuft alles, nur langsam.</translation>
    </message>
</context>
<context>
    <name>portico::Session</name>
    <message>
        <source>Preparing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Starting: %1</source>
        <translation>Startet: %1</translation>
    </message>
    <message>
        <source>Starting Python</source>
        <translation>Python startet</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI ist bereit an %1</translation>
    </message>
    <message>
        <source>Asking ComfyUI to finish</source>
        <translation>ComfyUI wird gebeten, zu enden</translation>
    </message>
    <message>
        <source>Asking again, more firmly</source>
        <translation>ComfyUI wird nachdrücklicher gebeten</translation>
    </message>
    <message>
        <source>Ending it by force</source>
        <translation>ComfyUI wird zwangsweise beendet</translation>
    </message>
    <message>
        <source>ComfyUI has ended: %1</source>
        <translation>ComfyUI ist beendet: %1</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart.</source>
        <translation>ComfyUI-Manager hat einen Neustart verlangt.</translation>
    </message>
</context>
<context>
    <name>portico::SessionErrors</name>
    <message>
        <source>This ComfyUI already runs (process %1, port %2).</source>
        <translation>Dieses ComfyUI läuft schon (Prozess %1, Port %2).</translation>
    </message>
    <message>
        <source>Stop it first, or open it in the browser.</source>
        <translation>Halten Sie es zuerst an, oder öffnen Sie es im Browser.</translation>
    </message>
    <message>
        <source>ComfyUI crashed %1 times within a minute, so it is not started again.</source>
        <translation>ComfyUI ist innerhalb einer Minute %1 Mal abgestürzt, es wird daher nicht noch einmal gestartet.</translation>
    </message>
    <message>
        <source>Start without node packs, or wait a minute.</source>
        <translation>Starten Sie ohne Node-Packs, oder warten Sie eine Minute.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart %1 times within a minute.</source>
        <translation>ComfyUI-Manager hat innerhalb einer Minute %1 Mal einen Neustart verlangt.</translation>
    </message>
    <message>
        <source>Start without node packs to see which one asks for it.</source>
        <translation>Starten Sie ohne Node-Packs, um zu sehen, welches ihn verlangt.</translation>
    </message>
    <message>
        <source>ComfyUI could not be started: %1.</source>
        <translation>ComfyUI konnte nicht gestartet werden: %1.</translation>
    </message>
    <message>
        <source>Check that the install&apos;s Python is there and may be run.</source>
        <translation>Prüfen Sie, ob das Python der Installation da ist und ausgeführt werden darf.</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready and said nothing for %1 seconds.</source>
        <translation>ComfyUI wurde nicht bereit und hat %1 Sekunden lang nichts gemeldet.</translation>
    </message>
    <message>
        <source>Look at the end of the log, or start without node packs.</source>
        <translation>Sehen Sie sich das Ende des Protokolls an, oder starten Sie ohne Node-Packs.</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI endete von selbst: %1.</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI endete, bevor es bereit war: %1.</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s processes cannot be ended: %1.</source>
        <translation>Einige Prozesse von ComfyUI lassen sich nicht beenden: %1.</translation>
    </message>
    <message>
        <source>Restart the computer if they do not go away.</source>
        <translation>Starten Sie den Computer neu, wenn sie nicht verschwinden.</translation>
    </message>
    <message>
        <source>The session server was ended from outside, and ComfyUI with it.</source>
        <translation>Der Sitzungsserver wurde von außen beendet und ComfyUI mit ihm.</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>Starten Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The session server did not answer in time.</source>
        <translation>Der Sitzungsserver hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Look at %1, then try again.</source>
        <translation>Sehen Sie in %1 nach, und versuchen Sie es dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::SessionLauncher</name>
    <message>
        <source>Portico&apos;s session server could not be started: %1.</source>
        <translation>Porticos Sitzungsserver konnte nicht gestartet werden: %1.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installieren Sie Portico neu.</translation>
    </message>
    <message>
        <source>Portico&apos;s session server ended at once.</source>
        <translation>Porticos Sitzungsserver endete sofort.</translation>
    </message>
    <message>
        <source>Look at %1.</source>
        <translation>Sehen Sie in %1 nach.</translation>
    </message>
</context>
<context>
    <name>portico::SessionLog</name>
    <message numerus="yes">
        <source>%n line(s) came too quickly and were left out.</source>
        <translation>
            <numerusform>Eine Zeile kam zu schnell und wurde weggelassen.</numerusform>
            <numerusform>%n Zeilen kamen zu schnell und wurden weggelassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SessionMain</name>
    <message>
        <source>The session server was called wrongly.</source>
        <translation>Der Sitzungsserver wurde falsch aufgerufen.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installieren Sie Portico neu.</translation>
    </message>
    <message>
        <source>running ComfyUI</source>
        <translation>Ausführen von ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::SessionServer</name>
    <message>
        <source>The session&apos;s socket could not be opened in %1: %2.</source>
        <translation>Der Socket der Sitzung konnte in %1 nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>Prüfen Sie, ob in diesen Ordner geschrieben werden kann.</translation>
    </message>
</context>
<context>
    <name>portico::SevenZipCheck</name>
    <message>
        <source>it uses the coder Deflate64</source>
        <translation>es verwendet das Verfahren Deflate64</translation>
    </message>
    <message>
        <source>it uses the filter for ARM64 programs</source>
        <translation>es verwendet den Filter für ARM64-Programme</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>es enthält mehr als %L1 Einträge</translation>
    </message>
    <message>
        <source>there is something behind its end</source>
        <translation>hinter dem Ende folgt noch etwas</translation>
    </message>
    <message>
        <source>its list is packed in an unusual way</source>
        <translation>seine Liste ist auf ungewöhnliche Weise gepackt</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings.</source>
        <translation>Packen Sie es noch einmal mit den üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>Pack it again without that, or unpack it with 7-Zip and add the folder instead.</source>
        <translation>Packen Sie es noch einmal ohne das, oder entpacken Sie es mit 7-Zip und fügen Sie stattdessen den Ordner hinzu.</translation>
    </message>
    <message>
        <source>unpacking it would take %1 of memory</source>
        <translation>das Entpacken würde %1 Arbeitsspeicher brauchen</translation>
    </message>
    <message>
        <source>The split archive is incomplete: its part %1 is missing or the parts are too short.</source>
        <translation>Das geteilte Archiv ist unvollständig: Der Teil %1 fehlt, oder die Teile sind zu kurz.</translation>
    </message>
    <message>
        <source>Put all parts into one folder and try again.</source>
        <translation>Legen Sie alle Teile in einen Ordner, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::SiteParts</name>
    <message>
        <source>%1 is a git repository, whose state today says nothing about tomorrow&apos;s.</source>
        <translation>%1 ist ein git-Repository, dessen Zustand heute nichts über den von morgen sagt.</translation>
    </message>
    <message>
        <source>Name it with &quot;git&quot; and &quot;commit&quot; in place of &quot;folder&quot;.</source>
        <translation>Nennen Sie es mit &quot;git&quot; und &quot;commit&quot; statt mit &quot;folder&quot;.</translation>
    </message>
    <message>
        <source>“%1” has a Python of its own, and would become another.</source>
        <translation>„%1“ hat ein eigenes Python und würde zu etwas anderem.</translation>
    </message>
    <message>
        <source>Undo that first: porticoctl env rejoin.</source>
        <translation>Heben Sie das zuerst auf: porticoctl env rejoin.</translation>
    </message>
    <message>
        <source>Two installs are called “%1”.</source>
        <translation>Zwei Installationen heißen „%1“.</translation>
    </message>
    <message>
        <source>Rename one of them: porticoctl rename.</source>
        <translation>Benennen Sie eine davon um: porticoctl rename.</translation>
    </message>
</context>
<context>
    <name>portico::SmokeImport</name>
    <message>
        <source>“%1” cannot be imported with this ComfyUI: %2</source>
        <translation>„%1“ lässt sich mit diesem ComfyUI nicht importieren: %2</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or wait for another version of it.</source>
        <translation>Lassen Sie das Node-Pack weg, das es braucht, oder warten Sie auf eine andere Version davon.</translation>
    </message>
    <message>
        <source>“%1” does not load its module %2 on this computer: %3</source>
        <translation>„%1“ lädt auf diesem Computer sein Modul %2 nicht: %3</translation>
    </message>
    <message>
        <source>Python crashes when it imports “%1”.</source>
        <translation>Python stürzt ab, wenn es „%1“ importiert.</translation>
    </message>
    <message>
        <source>The new packages could not be tried: Python ended too early.</source>
        <translation>Die neuen Pakete ließen sich nicht ausprobieren: Python endete zu früh.</translation>
    </message>
    <message>
        <source>Verify the install, then try again.</source>
        <translation>Überprüfen Sie die Installation, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was not tried to its end: importing its module %2 takes longer than %n second(s).</source>
        <translation>
            <numerusform>„%1“ wurde nicht bis zum Ende ausprobiert: Der Import des Moduls %2 dauert länger als eine Sekunde.</numerusform>
            <numerusform>„%1“ wurde nicht bis zum Ende ausprobiert: Der Import des Moduls %2 dauert länger als %n Sekunden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Snapshot</name>
    <message>
        <source>it is no known layout</source>
        <translation>das ist keine bekannte Anordnung</translation>
    </message>
    <message>
        <source>one of them is no node pack</source>
        <translation>eines davon ist kein Node-Pack</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>das ist keine Schicht</translation>
    </message>
    <message>
        <source>The snapshot cannot be used: %1</source>
        <translation>Der Schnappschuss ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>Use another one.</source>
        <translation>Verwenden Sie einen anderen.</translation>
    </message>
    <message>
        <source>The snapshot was taken by a newer Portico.</source>
        <translation>Der Schnappschuss wurde von einem neueren Portico aufgenommen.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Aktualisieren Sie Portico, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>%1 is none.</source>
        <translation>%1 ist keiner.</translation>
    </message>
    <message>
        <source>%1 was changed since it was taken.</source>
        <translation>%1 wurde seit der Aufnahme geändert.</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotRoots</name>
    <message>
        <source>snapshots of %1</source>
        <translation>Schnappschüsse von %1</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotStore</name>
    <message>
        <source>%1 is another snapshot.</source>
        <translation>%1 ist ein anderer Schnappschuss.</translation>
    </message>
    <message>
        <source>Use another one.</source>
        <translation>Verwenden Sie einen anderen.</translation>
    </message>
    <message>
        <source>taking a snapshot</source>
        <translation>Aufnehmen eines Schnappschusses</translation>
    </message>
    <message>
        <source>There is no snapshot “%1”.</source>
        <translation>Es gibt keinen Schnappschuss „%1“.</translation>
    </message>
    <message>
        <source>There is none of this install yet.</source>
        <translation>Von dieser Installation gibt es noch keinen.</translation>
    </message>
    <message>
        <source>The newest are: %1.</source>
        <translation>Die neuesten sind: %1.</translation>
    </message>
    <message>
        <source>Several snapshots begin with “%1”.</source>
        <translation>Mehrere Schnappschüsse beginnen mit „%1“.</translation>
    </message>
    <message>
        <source>Type more of its id.</source>
        <translation>Schreiben Sie mehr von der Kennung.</translation>
    </message>
    <message>
        <source>The install “%1” was removed in the meantime: there is nothing to take a snapshot of.</source>
        <translation>Die Installation „%1“ wurde inzwischen entfernt: Es gibt nichts, wovon ein Schnappschuss aufgenommen werden könnte.</translation>
    </message>
    <message>
        <source>“porticoctl list” shows what there is.</source>
        <translation>„porticoctl list“ zeigt, was es gibt.</translation>
    </message>
</context>
<context>
    <name>portico::SocksBridge</name>
    <message>
        <source>This computer gave no port on which git could be led to the SOCKS proxy.</source>
        <translation>Dieser Computer gab keinen Port her, über den git zum SOCKS-Proxy geleitet werden könnte.</translation>
    </message>
    <message>
        <source>Set an http proxy, or except the address from the proxy.</source>
        <translation>Stellen Sie einen http-Proxy ein, oder nehmen Sie die Adresse vom Proxy aus.</translation>
    </message>
</context>
<context>
    <name>portico::SocksHandshake</name>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>Prüfen Sie den Proxy auf der Seite „Netzwerk“.</translation>
    </message>
    <message>
        <source>What answers at %1 is no SOCKS5 proxy.</source>
        <translation>Was bei %1 antwortet, ist kein SOCKS5-Proxy.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>Der SOCKS-Proxy %1 verlangt Benutzernamen und Passwort oder lehnt die angegebenen ab.</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>Geben Sie sie auf der Seite „Netzwerk“ ein.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 does not allow the way to %2.</source>
        <translation>Der SOCKS-Proxy %1 erlaubt den Weg zu %2 nicht.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the proxy, or use a mirror that it allows.</source>
        <translation>Fragen Sie, wer sich um den Proxy kümmert, oder verwenden Sie einen Spiegel, den er erlaubt.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot find %2.</source>
        <translation>Der SOCKS-Proxy %1 kann %2 nicht finden.</translation>
    </message>
    <message>
        <source>Check the address, and the proxy&apos;s own connection to the internet.</source>
        <translation>Prüfen Sie die Adresse und die Internetverbindung des Proxys selbst.</translation>
    </message>
    <message>
        <source>%2 does not accept connections from the SOCKS proxy %1.</source>
        <translation>%2 nimmt keine Verbindungen vom SOCKS-Proxy %1 an.</translation>
    </message>
    <message>
        <source>Try again later; a firewall may also be in the way.</source>
        <translation>Versuchen Sie es später noch einmal; vielleicht ist auch eine Firewall im Weg.</translation>
    </message>
    <message>
        <source>%2 did not answer the SOCKS proxy %1 in time.</source>
        <translation>%2 hat dem SOCKS-Proxy %1 nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 made no connection to %2.</source>
        <translation>Der SOCKS-Proxy %1 hat keine Verbindung zu %2 hergestellt.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the proxy.</source>
        <translation>Versuchen Sie es später noch einmal; prüfen Sie Adresse und Proxy.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot be reached.</source>
        <translation>Der SOCKS-Proxy %1 ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 did not answer in time.</source>
        <translation>Der SOCKS-Proxy %1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
</context>
<context>
    <name>portico::SortNeeds</name>
    <message>
        <source>“%1” asks for “%2”, which cannot be understood.</source>
        <translation>„%1“ verlangt „%2“, was nicht zu verstehen ist.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>diese Installation</translation>
    </message>
    <message>
        <source>“%1” asks for %2, but this install has %3 %4, which does not change.</source>
        <translation>„%1“ verlangt %2, aber diese Installation hat %3 %4, und das ändert sich nicht.</translation>
    </message>
    <message>
        <source>Node packs pin comfy-env %1: the highest counts for all.</source>
        <translation>Node-Packs legen comfy-env %1 fest: Die höchste Version gilt für alle.</translation>
    </message>
</context>
<context>
    <name>portico::StandaloneJson</name>
    <message>
        <source>The list of standalone environments is not in a form that Portico knows, or only a part of it came.</source>
        <translation>Die Liste der eigenständigen Umgebungen hat keine Form, die Portico kennt, oder es kam nur ein Teil davon.</translation>
    </message>
    <message>
        <source>Try again later; if it stays so, look for a newer Portico.</source>
        <translation>Versuchen Sie es später noch einmal; bleibt es so, suchen Sie nach einem neueren Portico.</translation>
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
        <translation>Eigenständige Umgebungen von Comfy-Org</translation>
    </message>
    <message>
        <source>ComfyUI %1, standalone environment %2</source>
        <translation>ComfyUI %1, eigenständige Umgebung %2</translation>
    </message>
    <message>
        <source>The published hashes of the standalone environments could not be had.</source>
        <translation>Die veröffentlichten Hashes der eigenständigen Umgebungen waren nicht zu bekommen.</translation>
    </message>
</context>
<context>
    <name>portico::StartActivity</name>
    <message>
        <source>Importing torch</source>
        <translation>torch wird importiert</translation>
    </message>
    <message>
        <source>Running the start scripts of node packs</source>
        <translation>Startskripte der Node-Packs laufen</translation>
    </message>
    <message>
        <source>Preparing the graphics card</source>
        <translation>Die Grafikkarte wird vorbereitet</translation>
    </message>
    <message>
        <source>Loading nodes</source>
        <translation>Nodes werden geladen</translation>
    </message>
    <message>
        <source>Loading node packs</source>
        <translation>Node-Packs werden geladen</translation>
    </message>
    <message>
        <source>Opening the server</source>
        <translation>Der Server wird geöffnet</translation>
    </message>
</context>
<context>
    <name>portico::StartPlan</name>
    <message>
        <source>The ComfyUI of “%1” is too old for a safe start: it cannot leave out its node packs.</source>
        <translation>Das ComfyUI von „%1“ ist zu alt für einen abgesicherten Start: Es kann seine Node-Packs nicht weglassen.</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>Deaktivieren Sie die Node-Packs einzeln, oder verwenden Sie eine neuere ComfyUI-Version.</translation>
    </message>
</context>
<context>
    <name>portico::StartTest</name>
    <message>
        <source>What was put together does not start.</source>
        <translation>Was zusammengestellt wurde, startet nicht.</translation>
    </message>
    <message>
        <source>What was put together does not start: %1.</source>
        <translation>Was zusammengestellt wurde, startet nicht: %1.</translation>
    </message>
    <message>
        <source>Try the packages as of the date of this version of ComfyUI, or another version.</source>
        <translation>Versuchen Sie die Pakete vom Datum dieser ComfyUI-Version oder eine andere Version.</translation>
    </message>
</context>
<context>
    <name>portico::StateKeeper</name>
    <message>
        <source>taken by hand</source>
        <translation>von Hand aufgenommen</translation>
    </message>
    <message>
        <source>before a change of node packs</source>
        <translation>vor einer Änderung von Node-Packs</translation>
    </message>
    <message>
        <source>before a change of isolated environments</source>
        <translation>vor einer Änderung isolierter Umgebungen</translation>
    </message>
    <message>
        <source>before a change of settings</source>
        <translation>vor einer Änderung von Einstellungen</translation>
    </message>
    <message>
        <source>before a repair</source>
        <translation>vor einer Reparatur</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>vor einem Update</translation>
    </message>
    <message>
        <source>before a snapshot was restored</source>
        <translation>bevor ein Schnappschuss wiederhergestellt wurde</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>started well</source>
        <translation>gut gestartet</translation>
    </message>
    <message>
        <source>No snapshot could be taken. %1</source>
        <translation>Es konnte kein Schnappschuss aufgenommen werden. %1</translation>
    </message>
    <message>
        <source>before it was made what a site declares</source>
        <translation>bevor es wurde, was eine Site angibt</translation>
    </message>
</context>
<context>
    <name>portico::StrictJson</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>%1 ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>is no object such as {&quot;url&quot;: &quot;https://…&quot;}</source>
        <translation>ist kein Objekt wie {&quot;url&quot;: &quot;https://…&quot;}</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” %4.</source>
        <translation>%1, Zeile %2: „%3“ %4.</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>Berichtigen Sie diese Zeile.</translation>
    </message>
    <message>
        <source>is no field that Portico knows</source>
        <translation>ist kein Feld, das Portico kennt</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>ist kein Text</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>hat mehr als %1 Zeichen</translation>
    </message>
    <message>
        <source>has more than one line</source>
        <translation>hat mehr als eine Zeile</translation>
    </message>
    <message>
        <source>is “%1”; it can be %2</source>
        <translation>ist „%1“; möglich ist %2</translation>
    </message>
    <message>
        <source>is neither true nor false</source>
        <translation>ist weder true noch false</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>ist keine Liste</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>ist kein Objekt {…}</translation>
    </message>
</context>
<context>
    <name>portico::SweepEnvs</name>
    <message>
        <source>clearing up</source>
        <translation>Aufräumen</translation>
    </message>
</context>
<context>
    <name>portico::SwitchGeneration</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>„%1“ hat keine Generation %2.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Vorhanden: %1.</translation>
    </message>
    <message>
        <source>“%1” is running, so its generation is not changed now.</source>
        <translation>„%1“ läuft, die Generation wird daher jetzt nicht gewechselt.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Halten Sie die Installation an, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not whole any more: %3 has no Python or no ComfyUI.</source>
        <translation>Generation %1 von „%2“ ist nicht mehr vollständig: %3 hat kein Python oder kein ComfyUI.</translation>
    </message>
    <message>
        <source>Choose another generation, or update to that version anew.</source>
        <translation>Wählen Sie eine andere Generation, oder aktualisieren Sie neu auf diese Version.</translation>
    </message>
    <message>
        <source>Its packages for node packs are those that it had when it was left. If node packs were changed since: porticoctl nodes apply %1.</source>
        <translation>Ihre Pakete für Node-Packs sind die, die sie hatte, als sie verlassen wurde. Wurden seither Node-Packs geändert: porticoctl nodes apply %1.</translation>
    </message>
    <message>
        <source>“%1” has no older generation than %2.</source>
        <translation>„%1“ hat keine ältere Generation als %2.</translation>
    </message>
    <message>
        <source>changing the generation</source>
        <translation>Wechseln der Generation</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: it is not kept in generations.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen: Davon werden keine Generationen aufbewahrt.</translation>
    </message>
    <message>
        <source>Update it the way you installed it, or install ComfyUI with Portico.</source>
        <translation>Aktualisieren Sie auf dem Weg, auf dem Sie installiert haben, oder installieren Sie ComfyUI mit Portico.</translation>
    </message>
</context>
<context>
    <name>portico::SwitchLayer</name>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>Ändern der Schicht von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::SystemPackages</name>
    <message>
        <source>Packages of the system are asked for, and there is no %1 here: %2.</source>
        <translation>Es werden Pakete des Systems verlangt, und hier gibt es kein %1: %2.</translation>
    </message>
    <message>
        <source>Install what they are called on this system by its own means.</source>
        <translation>Installieren Sie mit den Mitteln dieses Systems, wie sie hier heißen.</translation>
    </message>
    <message>
        <source>“%1” is no name that a package of the system can have.</source>
        <translation>„%1“ ist kein Name, den ein Paket des Systems haben kann.</translation>
    </message>
    <message>
        <source>Ask the author of the pack.</source>
        <translation>Fragen Sie, wer das Node-Pack entwickelt.</translation>
    </message>
    <message>
        <source>Packages of the system are asked for, and neither sudo nor pkexec is here to put them in: %1.</source>
        <translation>Es werden Pakete des Systems verlangt, und weder sudo noch pkexec ist hier, um sie zu installieren: %1.</translation>
    </message>
    <message>
        <source>As root, run: %1</source>
        <translation>Führen Sie als root aus: %1</translation>
    </message>
</context>
<context>
    <name>portico::SystemProcessRunner</name>
    <message>
        <source>%1 said nothing for %2 seconds and was ended.</source>
        <translation>%1 hat %2 Sekunden lang nichts gemeldet und wurde beendet.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, look at the job&apos;s log.</source>
        <translation>Versuchen Sie es noch einmal; geschieht es wieder, sehen Sie sich das Protokoll des Auftrags an.</translation>
    </message>
    <message>
        <source>%1 took longer than %2 seconds and was ended.</source>
        <translation>%1 hat länger als %2 Sekunden gebraucht und wurde beendet.</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>%1 konnte nicht gestartet werden: %2.</translation>
    </message>
    <message>
        <source>Check that the file is there and may be run.</source>
        <translation>Prüfen Sie, ob die Datei da ist und ausgeführt werden darf.</translation>
    </message>
</context>
<context>
    <name>portico::TarCheck</name>
    <message>
        <source>a name or note in it is longer than 1 MiB</source>
        <translation>ein Name oder eine Notiz darin ist länger als 1 MiB</translation>
    </message>
    <message>
        <source>the size of an entry makes no sense</source>
        <translation>die Größe eines Eintrags ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>zwei Programme könnten es auf zwei Arten lesen, wie bei einem Angriff</translation>
    </message>
    <message>
        <source>it claims a file larger than any disk</source>
        <translation>es behauptet, eine Datei zu enthalten, die größer als jeder Datenträger ist</translation>
    </message>
    <message>
        <source>an entry that is no file has content</source>
        <translation>ein Eintrag, der keine Datei ist, hat Inhalt</translation>
    </message>
    <message>
        <source>it holds a sparse file, whose size is only a claim</source>
        <translation>es enthält eine Sparse-Datei, deren Größe nur behauptet ist</translation>
    </message>
    <message>
        <source>it holds an entry of an unknown kind</source>
        <translation>es enthält einen Eintrag unbekannter Art</translation>
    </message>
    <message>
        <source>a name in it holds a NUL byte</source>
        <translation>ein Name darin enthält ein NUL-Byte</translation>
    </message>
</context>
<context>
    <name>portico::TeamCatalogue</name>
    <message>
        <source>The catalogue %1 cannot be used: %2 %3.</source>
        <translation>Der Katalog %1 ist nicht verwendbar: %2 %3.</translation>
    </message>
    <message>
        <source>Tell whoever keeps it; docs/catalogue.md says what belongs there.</source>
        <translation>Sagen Sie denen Bescheid, die ihn führen; docs/catalogue.md sagt, was hineingehört.</translation>
    </message>
    <message>
        <source>may have letters, digits and . _ + - only</source>
        <translation>darf nur Buchstaben, Ziffern und . _ + - haben</translation>
    </message>
    <message>
        <source>cannot be fetched from: %1</source>
        <translation>kann nicht geholt werden von: %1</translation>
    </message>
    <message>
        <source>names no archive</source>
        <translation>nennt kein Archiv</translation>
    </message>
    <message>
        <source>is no SHA-256 of 64 hexadecimal digits</source>
        <translation>ist kein SHA-256 aus 64 hexadezimalen Ziffern</translation>
    </message>
    <message>
        <source>are not the volumes .001, .002 and so on of one archive, in their order</source>
        <translation>sind nicht die Teile .001, .002 und so weiter eines Archivs in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>is none of linux, windows, macos</source>
        <translation>ist weder linux noch windows noch macos</translation>
    </message>
    <message>
        <source>is none of x64, arm64</source>
        <translation>ist weder x64 noch arm64</translation>
    </message>
    <message>
        <source>is none of cuda 13.0, rocm 7.2, xpu, mps, cpu and the like</source>
        <translation>ist weder cuda 13.0, rocm 7.2, xpu, mps, cpu noch Ähnliches</translation>
    </message>
    <message>
        <source>is none of testing, staging, latest, stable</source>
        <translation>ist weder testing noch staging noch latest noch stable</translation>
    </message>
    <message>
        <source>is no version such as 0.38.0</source>
        <translation>ist keine Version wie 0.38.0</translation>
    </message>
    <message>
        <source>is no web address</source>
        <translation>ist keine Webadresse</translation>
    </message>
    <message>
        <source>The catalogue %1 is written in form %2, and this Portico reads form %3.</source>
        <translation>Der Katalog %1 ist in Form %2 geschrieben, und dieses Portico liest Form %3.</translation>
    </message>
    <message>
        <source>Get a newer Portico.</source>
        <translation>Holen Sie ein neueres Portico.</translation>
    </message>
    <message>
        <source>comes twice</source>
        <translation>kommt zweimal vor</translation>
    </message>
</context>
<context>
    <name>portico::TeamSource</name>
    <message>
        <source>Team catalogue %1</source>
        <translation>Team-Katalog %1</translation>
    </message>
</context>
<context>
    <name>portico::TestWorkflows</name>
    <message>
        <source>This workflow is in the form that ComfyUI&apos;s window keeps, which its server does not run.</source>
        <translation>Dieser Workflow hat die Form, die ComfyUIs Fenster speichert; der Server führt sie nicht aus.</translation>
    </message>
    <message>
        <source>This is no workflow of ComfyUI.</source>
        <translation>Das ist kein Workflow von ComfyUI.</translation>
    </message>
    <message>
        <source>In ComfyUI, open it and choose File, Export (API).</source>
        <translation>Öffnen Sie ihn in ComfyUI, und wählen Sie „File“, „Export (API)“.</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a test workflow.</source>
        <translation>„%1“ kann nicht der Name eines Test-Workflows sein.</translation>
    </message>
    <message>
        <source>Choose a short one without / \ : * ? and the like.</source>
        <translation>Wählen Sie einen kurzen ohne / \ : * ? und dergleichen.</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>%1 ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>“%1” has no test workflow “%2”.</source>
        <translation>„%1“ hat keinen Test-Workflow „%2“.</translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation>Es gibt dort keine.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Vorhanden: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>%1 kann nicht entfernt werden: %2.</translation>
    </message>
    <message>
        <source>Check that you may write in the library.</source>
        <translation>Prüfen Sie, ob Sie in die Bibliothek schreiben dürfen.</translation>
    </message>
</context>
<context>
    <name>portico::Toml</name>
    <message>
        <source>%1 is longer than %2.</source>
        <translation>%1 ist länger als %2.</translation>
    </message>
    <message>
        <source>Check whether it is the right file.</source>
        <translation>Prüfen Sie, ob es die richtige Datei ist.</translation>
    </message>
    <message>
        <source>%1 cannot be understood: it is no TOML (line %2).</source>
        <translation>%1 ist nicht zu verstehen: Es ist kein TOML (Zeile %2).</translation>
    </message>
    <message>
        <source>Correct that line, or put a good copy in its place.</source>
        <translation>Berichtigen Sie diese Zeile, oder legen Sie eine gute Kopie an ihre Stelle.</translation>
    </message>
</context>
<context>
    <name>portico::ToolEnvironment</name>
    <message>
        <source>A program&apos;s environment holds one proxy only, so these hosts are asked through another way than the network&apos;s rules say: %1.</source>
        <translation>Die Umgebung eines Programms enthält nur einen Proxy, diese Hosts werden daher auf anderem Weg gefragt, als die Regeln des Netzwerks sagen: %1.</translation>
    </message>
    <message>
        <source>Python&apos;s programs know SOCKS proxies only with a package of their own (PySocks), so when Portico starts them it leads them there by a small http proxy on this computer.</source>
        <translation>Python-Programme kennen SOCKS-Proxys nur mit einem eigenen Paket (PySocks); wenn Portico sie startet, leitet es sie daher über einen kleinen http-Proxy auf diesem Computer dorthin.</translation>
    </message>
    <message>
        <source>Python&apos;s programs send letters beyond ASCII in a proxy&apos;s password otherwise than all others; if it is refused, choose one without.</source>
        <translation>Python-Programme senden Zeichen jenseits von ASCII im Passwort eines Proxys anders als alle anderen; wird es abgelehnt, wählen Sie eines ohne solche Zeichen.</translation>
    </message>
</context>
<context>
    <name>portico::ToolTest</name>
    <message>
        <source>There is no %1 on this computer to try out.</source>
        <translation>Auf diesem Computer gibt es kein %1 zum Ausprobieren.</translation>
    </message>
    <message>
        <source>It is fetched when it is needed; test then.</source>
        <translation>Es wird geholt, wenn es gebraucht wird; testen Sie dann.</translation>
    </message>
    <message numerus="yes">
        <source>git reaches %1 and finds %n branch(es) and tag(s) of ComfyUI.</source>
        <translation>
            <numerusform>git erreicht %1 und findet einen Branch oder Tag von ComfyUI.</numerusform>
            <numerusform>git erreicht %1 und findet %n Branches und Tags von ComfyUI.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder for temporary files cannot be written.</source>
        <translation>In den Ordner für temporäre Dateien kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 reaches %2.</source>
        <translation>%1 erreicht %2.</translation>
    </message>
    <message>
        <source>It goes %1.</source>
        <comment>through a proxy</comment>
        <translation>Der Weg: %1.</translation>
    </message>
    <message>
        <source>Check the page Network, and test again.</source>
        <translation>Prüfen Sie die Seite „Netzwerk“, und testen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The proxy refused pip&apos;s login on the way to %1.</source>
        <translation>Der Proxy hat die Anmeldung von pip auf dem Weg zu %1 abgelehnt.</translation>
    </message>
    <message>
        <source>Enter its user name and password on the page Network.</source>
        <translation>Geben Sie Benutzernamen und Passwort dafür auf der Seite „Netzwerk“ ein.</translation>
    </message>
    <message>
        <source>pip does not trust the certificate of %1.</source>
        <translation>pip vertraut dem Zertifikat von %1 nicht.</translation>
    </message>
    <message>
        <source>If your network looks into connections, add its certificate authority on the page Network.</source>
        <translation>Wenn Ihr Netzwerk in Verbindungen hineinsieht, fügen Sie die Zertifizierungsstelle auf der Seite „Netzwerk“ hinzu.</translation>
    </message>
    <message>
        <source>pip reaches a SOCKS proxy only where the package PySocks is installed beside it.</source>
        <translation>pip erreicht einen SOCKS-Proxy nur, wo daneben das Paket PySocks installiert ist.</translation>
    </message>
    <message>
        <source>Set an http proxy, or leave it to uv, which does without.</source>
        <translation>Stellen Sie einen http-Proxy ein, oder überlassen Sie es uv, das ohne auskommt.</translation>
    </message>
    <message>
        <source>pip cannot reach the proxy on the way to %1.</source>
        <translation>pip erreicht den Proxy auf dem Weg zu %1 nicht.</translation>
    </message>
    <message>
        <source>pip cannot find %1.</source>
        <translation>pip kann %1 nicht finden.</translation>
    </message>
    <message>
        <source>%1 did not answer pip in time.</source>
        <translation>%1 hat pip nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>%1 has no small package that pip can see.</source>
        <translation>%1 hat kein kleines Paket, das pip sehen kann.</translation>
    </message>
    <message>
        <source>pip failed and gave a reason of its own.</source>
        <translation>pip ist gescheitert und hat einen eigenen Grund genannt.</translation>
    </message>
</context>
<context>
    <name>portico::TorchProbe</name>
    <message>
        <source>Repair the install.</source>
        <translation>Reparieren Sie die Installation.</translation>
    </message>
    <message>
        <source>torch cannot be imported: %1.</source>
        <translation>torch kann nicht importiert werden: %1.</translation>
    </message>
    <message>
        <source>torchvision does not work with this torch: %1.</source>
        <translation>torchvision funktioniert nicht mit diesem torch: %1.</translation>
    </message>
    <message>
        <source>torch cannot compute on %1: %2.</source>
        <translation>torch kann nicht auf %1 rechnen: %2.</translation>
    </message>
    <message>
        <source>any device</source>
        <translation>irgendein Gerät</translation>
    </message>
    <message>
        <source>Restart the computer, and update the graphics driver if it stays so; This computer says which version is needed.</source>
        <translation>Starten Sie den Computer neu, und aktualisieren Sie den Grafiktreiber, wenn es so bleibt; „Dieser Computer“ sagt, welche Version nötig ist.</translation>
    </message>
    <message>
        <source>torch %1 computes on %2, although this install is for %3.</source>
        <translation>torch %1 rechnet auf %2, obwohl diese Installation für %3 ist.</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>der Prozessor</translation>
    </message>
    <message>
        <source>Look under This computer whether the graphics driver is there and new enough.</source>
        <translation>Sehen Sie unter „Dieser Computer“ nach, ob der Grafiktreiber da und neu genug ist.</translation>
    </message>
    <message numerus="yes">
        <source>torch gave no answer within %n seconds.</source>
        <translation>
            <numerusform>torch hat eine Sekunde lang nicht geantwortet.</numerusform>
            <numerusform>torch hat %n Sekunden lang nicht geantwortet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again, and restart the computer if it stays so.</source>
        <translation>Versuchen Sie es noch einmal, und starten Sie den Computer neu, wenn es so bleibt.</translation>
    </message>
    <message>
        <source>Python ended while torch was tried (%1).</source>
        <translation>Python endete, während torch ausprobiert wurde (%1).</translation>
    </message>
    <message>
        <source>torch %1 computes on %2 (%3 ms).</source>
        <translation>torch %1 rechnet auf %2 (%3 ms).</translation>
    </message>
</context>
<context>
    <name>portico::Trash</name>
    <message>
        <source>%1 cannot go to the recycle bin: its disk has none.</source>
        <translation>%1 kann nicht in den Papierkorb: Der Datenträger hat keinen.</translation>
    </message>
    <message>
        <source>Remove it for good instead, if you are sure.</source>
        <translation>Entfernen Sie es stattdessen endgültig, wenn Sie sicher sind.</translation>
    </message>
</context>
<context>
    <name>portico::TreeClone</name>
    <message>
        <source>%1 is neither a file nor a folder, so it is not copied.</source>
        <translation>%1 ist weder Datei noch Ordner und wird daher nicht kopiert.</translation>
    </message>
    <message>
        <source>Remove it, and try again.</source>
        <translation>Entfernen Sie es, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::TreeManifest</name>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>es ist weder Datei noch Ordner noch Verknüpfung</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>Dateien prüfen</translation>
    </message>
    <message>
        <source>The list of an install&apos;s files is damaged in line %1.</source>
        <translation>Die Liste der Dateien einer Installation ist in Zeile %1 beschädigt.</translation>
    </message>
    <message>
        <source>Check the install&apos;s files to make a new list.</source>
        <translation>Prüfen Sie die Dateien der Installation, um eine neue Liste zu machen.</translation>
    </message>
</context>
<context>
    <name>portico::TreeRemoval</name>
    <message>
        <source>%1 was not removed: another disk is mounted there.</source>
        <translation>%1 wurde nicht entfernt: Dort ist ein anderer Datenträger eingehängt.</translation>
    </message>
    <message>
        <source>Unmount it first, then remove the folder again.</source>
        <translation>Hängen Sie ihn zuerst aus, und entfernen Sie dann den Ordner noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::TrialInstall</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be started with chosen node packs, so the search cannot be made without moving them.</source>
        <translation>Das ComfyUI von „%1“ ist zu alt, um mit ausgewählten Node-Packs gestartet zu werden; die Suche ginge nur, wenn diese verschoben würden.</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>Deaktivieren Sie die Node-Packs einzeln, oder verwenden Sie eine neuere ComfyUI-Version.</translation>
    </message>
    <message>
        <source>“%1” has no node packs, so none can be guilty.</source>
        <translation>„%1“ hat keine Node-Packs, also kann keines der Verursacher sein.</translation>
    </message>
    <message>
        <source>Look at what the log of the last start tells.</source>
        <translation>Sehen Sie nach, was das Protokoll des letzten Starts sagt.</translation>
    </message>
    <message>
        <source>looking for the guilty node pack</source>
        <translation>Suchen des Verursachers</translation>
    </message>
</context>
<context>
    <name>portico::TriggerWorkflow</name>
    <message>
        <source>starting the workflow %1 of %2</source>
        <translation>Starten des Workflows %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>The workflow was started, but %n run(s) of it began at the same time, and nobody can tell which one is yours.</source>
        <translation>
            <numerusform>Der Workflow wurde gestartet, aber zur selben Zeit begann ein Lauf davon, und niemand kann sagen, ob es Ihrer ist.</numerusform>
            <numerusform>Der Workflow wurde gestartet, aber zur selben Zeit begannen %n Läufe davon, und niemand kann sagen, welcher Ihrer ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose it from “porticoctl github runs”. A workflow with the input “%1” in its run-name can be told apart.</source>
        <translation>Wählen Sie ihn aus „porticoctl github runs“. Ein Workflow mit der Eingabe „%1“ in seinem run-name lässt sich unterscheiden.</translation>
    </message>
    <message>
        <source>GitHub took the request, but no run of %1 appeared.</source>
        <translation>GitHub hat die Anfrage angenommen, aber es erschien kein Lauf von %1.</translation>
    </message>
    <message>
        <source>The connection broke while the workflow %1 was being started, and no run of it appeared.</source>
        <translation>Die Verbindung riss ab, während der Workflow %1 gestartet wurde, und es erschien kein Lauf davon.</translation>
    </message>
    <message>
        <source>Look at “porticoctl github runs” before you start it again.</source>
        <translation>Sehen Sie in „porticoctl github runs“ nach, bevor Sie ihn noch einmal starten.</translation>
    </message>
</context>
<context>
    <name>portico::TryIsolated</name>
    <message>
        <source>Try the node pack as it is</source>
        <translation>Das Node-Pack ausprobieren, wie es ist</translation>
    </message>
    <message>
        <source>Try the isolated node pack</source>
        <translation>Das isolierte Node-Pack ausprobieren</translation>
    </message>
    <message>
        <source>Another node pack, “%1”, has an environment “%2” already.</source>
        <translation>Ein anderes Node-Pack, „%1“, hat schon eine Umgebung „%2“.</translation>
    </message>
    <message>
        <source>Rename the folder of one of the two.</source>
        <translation>Benennen Sie den Ordner von einem der beiden um.</translation>
    </message>
    <message>
        <source>trying an isolated node pack</source>
        <translation>Ausprobieren eines isolierten Node-Packs</translation>
    </message>
</context>
<context>
    <name>portico::TryStart</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be tried out beside the install.</source>
        <translation>Das ComfyUI von „%1“ ist zu alt, um neben der Installation ausprobiert zu werden.</translation>
    </message>
    <message>
        <source>Update ComfyUI, then try again.</source>
        <translation>Aktualisieren Sie ComfyUI, und versuchen Sie es dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::TryWorkflows</name>
    <message numerus="yes">
        <source>ComfyUI was not ready within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI wurde nicht innerhalb einer Minute bereit.</numerusform>
            <numerusform>ComfyUI wurde nicht innerhalb von %n Minuten bereit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again when the computer has less to do.</source>
        <translation>Versuchen Sie es noch einmal, wenn der Computer weniger zu tun hat.</translation>
    </message>
    <message>
        <source>Test workflow “%1”</source>
        <translation>Test-Workflow „%1“</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>Test-Workflows</translation>
    </message>
</context>
<context>
    <name>portico::UndoRepair</name>
    <message>
        <source>undoing its repair</source>
        <translation>Rückgängigmachen der Reparatur</translation>
    </message>
    <message>
        <source>There is no repair of “%1” that could be undone.</source>
        <translation>Von „%1“ gibt es keine Reparatur, die rückgängig gemacht werden könnte.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>Files that a repair replaced are kept in the folder kept-files of the install.</source>
        <translation>Dateien, die eine Reparatur ersetzt hat, liegen im Ordner kept-files der Installation.</translation>
    </message>
</context>
<context>
    <name>portico::UnmetNeed</name>
    <message>
        <source>“%1” needs “%2”, which the package index does not have.</source>
        <translation>„%1“ braucht „%2“, was der Paketindex nicht hat.</translation>
    </message>
    <message>
        <source>“%1” needs another %2 than the %3 of this install, which does not change.</source>
        <translation>„%1“ braucht ein anderes %2 als %3 in dieser Installation, und das ändert sich nicht.</translation>
    </message>
    <message>
        <source>“%1” needs a package that is not made for this Python or this computer. %2</source>
        <translation>„%1“ braucht ein Paket, das es für dieses Python oder diesen Computer nicht gibt. %2</translation>
    </message>
    <message>
        <source>“%1” needs what cannot be had together. %2</source>
        <translation>„%1“ braucht, was nicht zusammen zu haben ist. %2</translation>
    </message>
    <message>
        <source>“%1” and “%2” do not go together. %3</source>
        <translation>„%1“ und „%2“ passen nicht zusammen. %3</translation>
    </message>
    <message>
        <source>“%1” and “%2” need different versions of %3.</source>
        <translation>„%1“ und „%2“ brauchen verschiedene Versionen von %3.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>diese Installation</translation>
    </message>
</context>
<context>
    <name>portico::Unpack</name>
    <message>
        <source>Unpack</source>
        <translation>Entpacken</translation>
    </message>
    <message>
        <source>Unpacking %1 ended without a result: the unpacking program was stopped or failed. Nothing was installed.</source>
        <translation>Das Entpacken von %1 endete ohne Ergebnis: Das Entpackprogramm wurde beendet oder ist gescheitert. Nichts wurde installiert.</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, download the file again.</source>
        <translation>Prüfen Sie, ob genug Arbeitsspeicher frei ist, und versuchen Sie es noch einmal; geschieht es wieder, laden Sie die Datei noch einmal herunter.</translation>
    </message>
    <message>
        <source>%1 is not an empty folder.</source>
        <translation>%1 ist kein leerer Ordner.</translation>
    </message>
    <message>
        <source>Choose an empty folder to unpack into.</source>
        <translation>Wählen Sie zum Entpacken einen leeren Ordner.</translation>
    </message>
</context>
<context>
    <name>portico::UnpackProtocol</name>
    <message>
        <source>The request to unpack is incomplete.</source>
        <translation>Die Anfrage zum Entpacken ist unvollständig.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Installieren Sie Portico neu.</translation>
    </message>
</context>
<context>
    <name>portico::UnusedEnvs</name>
    <message>
        <source>No install of this library asks for it. Other ComfyUIs may keep theirs in this folder, too.</source>
        <translation>Keine Installation dieser Bibliothek verlangt sie. Auch andere ComfyUIs haben ihre vielleicht in diesem Ordner.</translation>
    </message>
    <message>
        <source>comfy-env built it. No pack of this library links to it; which other ComfyUI does, nobody notes.</source>
        <translation>comfy-env hat sie gebaut. Kein Node-Pack dieser Bibliothek ist damit verknüpft; welches andere ComfyUI sie nutzt, vermerkt niemand.</translation>
    </message>
    <message>
        <source>Portico built it for %1. Not every install of this library could be asked whether it uses it.</source>
        <translation>Portico hat sie für %1 gebaut. Nicht jede Installation dieser Bibliothek ließ sich fragen, ob sie sie verwendet.</translation>
    </message>
    <message>
        <source>Portico built it for %1, and no pack that it was linked into leads there any more.</source>
        <translation>Portico hat sie für %1 gebaut, und kein Node-Pack, mit dem sie verknüpft wurde, führt noch dorthin.</translation>
    </message>
</context>
<context>
    <name>portico::UpdatePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>In requirements.txt nicht befolgt: %1</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>Der Paketindex nennt keine Daten: Es werden die neuesten Pakete genommen.</translation>
    </message>
    <message>
        <source>There is no torch of that version for it: its newest is taken.</source>
        <translation>Dafür gibt es kein torch dieser Version: Das neueste wird genommen.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
    <message>
        <source>There is no torch %1 that goes with this ComfyUI, its Python and its accelerator.</source>
        <translation>Es gibt kein torch %1, das zu diesem ComfyUI, seinem Python und seinem Beschleuniger passt.</translation>
    </message>
    <message>
        <source>Choose another version of torch.</source>
        <translation>Wählen Sie eine andere Version von torch.</translation>
    </message>
</context>
<context>
    <name>portico::UrlRules</name>
    <message>
        <source>Check the address; take it from the page of the people who publish the file.</source>
        <translation>Prüfen Sie die Adresse; nehmen Sie sie von der Seite derer, die die Datei veröffentlichen.</translation>
    </message>
    <message>
        <source>This is not an address of the internet.</source>
        <translation>Das ist keine Internetadresse.</translation>
    </message>
    <message>
        <source>An address begins with https:// and the name of a host.</source>
        <translation>Eine Adresse beginnt mit https:// und dem Namen eines Hosts.</translation>
    </message>
    <message>
        <source>The address at %1 is longer than 2048 characters.</source>
        <translation>Die Adresse bei %1 ist länger als 2048 Zeichen.</translation>
    </message>
    <message>
        <source>The address holds a user name or password; its real host is %1.</source>
        <translation>Die Adresse enthält Benutzernamen oder Passwort; ihr wirklicher Host ist %1.</translation>
    </message>
    <message>
        <source>The address at %1 holds characters that do not belong there.</source>
        <translation>Die Adresse bei %1 enthält Zeichen, die dort nicht hingehören.</translation>
    </message>
    <message>
        <source>Port %1 of %2 is not one that web servers use.</source>
        <translation>Port %1 von %2 ist keiner, den Webserver verwenden.</translation>
    </message>
    <message>
        <source>Portico does not fetch from addresses that begin with %1:</source>
        <translation>Portico holt nichts von Adressen, die so beginnen: %1:</translation>
    </message>
    <message>
        <source>The address at %1 uses http, which anybody on the way can change.</source>
        <translation>Die Adresse bei %1 verwendet http, und das kann jeder unterwegs ändern.</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the settings.</source>
        <translation>Verwenden Sie die https-Adresse, oder erlauben Sie in den Einstellungen http von diesem Host.</translation>
    </message>
    <message>
        <source>%1 sends from one address to the next without an end.</source>
        <translation>%1 schickt endlos von einer Adresse zur nächsten.</translation>
    </message>
    <message>
        <source>%1 sends to an address that cannot be read.</source>
        <translation>%1 schickt zu einer Adresse, die nicht lesbar ist.</translation>
    </message>
    <message>
        <source>%1 sends from https to plain http, which anybody on the way can change.</source>
        <translation>%1 schickt von https zu einfachem http, und das kann jeder unterwegs ändern.</translation>
    </message>
    <message>
        <source>%1 sends to another address.</source>
        <translation>%1 schickt zu einer anderen Adresse.</translation>
    </message>
    <message>
        <source>%1 sends to %2, which lies on this computer or in a local network.</source>
        <translation>%1 schickt zu %2, und das liegt auf diesem Computer oder in einem lokalen Netzwerk.</translation>
    </message>
</context>
<context>
    <name>portico::UvEngine</name>
    <message>
        <source>There is no other Python %1, so that the environment leans on ComfyUI&apos;s: %2</source>
        <translation>Es gibt kein anderes Python %1, die Umgebung stützt sich daher auf das von ComfyUI: %2</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>CUDA packages</source>
        <translation>CUDA-Pakete</translation>
    </message>
</context>
<context>
    <name>portico::UvFailure</name>
    <message>
        <source>the package index</source>
        <translation>der Paketindex</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut.</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>Wenn Ihr Netzwerk Verbindungen untersucht, nennen Sie seine Zertifizierungsstelle in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 lässt Sie nicht hinein.</translation>
    </message>
    <message>
        <source>Check the address of the index and its login in the network settings.</source>
        <translation>Prüfen Sie die Adresse des Index und seine Anmeldedaten in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>Der Proxy hat den Weg zu %1 verweigert.</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>Prüfen Sie den Proxy und seine Anmeldedaten in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 hat mit Status %2 geantwortet.</translation>
    </message>
    <message>
        <source>Try again later, or set another index in the network settings.</source>
        <translation>Versuchen Sie es später noch einmal, oder stellen Sie in den Netzwerkeinstellungen einen anderen Index ein.</translation>
    </message>
    <message>
        <source>%1 cannot be found: there is no such host, or no network.</source>
        <translation>%1 ist nicht zu finden: Es gibt keinen solchen Host oder kein Netzwerk.</translation>
    </message>
    <message>
        <source>Check your connection, and the index in the network settings.</source>
        <translation>Prüfen Sie Ihre Verbindung und den Index in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Die Verbindung zu %1 ist gescheitert.</translation>
    </message>
    <message>
        <source>Check your connection and try again: what has been fetched is kept.</source>
        <translation>Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal: Was geholt wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The package index does not tell when packages were uploaded, so those of a date cannot be chosen.</source>
        <translation>Der Paketindex sagt nicht, wann Pakete hochgeladen wurden, die eines Datums lassen sich daher nicht wählen.</translation>
    </message>
    <message>
        <source>Use the newest packages, or an index that tells.</source>
        <translation>Verwenden Sie die neuesten Pakete oder einen Index, der es sagt.</translation>
    </message>
    <message>
        <source>The package index has no package “%1”.</source>
        <translation>Der Paketindex hat kein Paket „%1“.</translation>
    </message>
    <message>
        <source>Check the index in the network settings, or choose another version.</source>
        <translation>Prüfen Sie den Index in den Netzwerkeinstellungen, oder wählen Sie eine andere Version.</translation>
    </message>
    <message>
        <source>A package has no build for this Python or this computer. %1</source>
        <translation>Ein Paket hat keinen Build für dieses Python oder diesen Computer. %1</translation>
    </message>
    <message>
        <source>Choose another Python version, or allow building from source.</source>
        <translation>Wählen Sie eine andere Python-Version, oder erlauben Sie das Bauen aus Quelltext.</translation>
    </message>
    <message>
        <source>No versions of the packages go together. %1</source>
        <translation>Keine Versionen der Pakete passen zusammen. %1</translation>
    </message>
    <message>
        <source>Choose another version of ComfyUI or of Python, or packages of another date.</source>
        <translation>Wählen Sie eine andere Version von ComfyUI oder Python oder Pakete eines anderen Datums.</translation>
    </message>
    <message>
        <source>The disk became full while packages were put in.</source>
        <translation>Der Datenträger wurde voll, während Pakete eingesetzt wurden.</translation>
    </message>
    <message>
        <source>Free some space and try again: what has been fetched is kept.</source>
        <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal: Was geholt wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>%1 is not the file that was promised: its SHA-256 differs.</source>
        <translation>%1 ist nicht die versprochene Datei: Ihr SHA-256 ist ein anderer.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, do not trust this index, and use another.</source>
        <translation>Versuchen Sie es noch einmal; bleibt es so, vertrauen Sie diesem Index nicht und verwenden Sie einen anderen.</translation>
    </message>
    <message>
        <source>There is no such Python to be had.</source>
        <translation>Ein solches Python ist nicht zu bekommen.</translation>
    </message>
    <message>
        <source>Choose another Python version, such as 3.12.</source>
        <translation>Wählen Sie eine andere Python-Version, etwa 3.12.</translation>
    </message>
    <message>
        <source>uv failed and gave a reason of its own.</source>
        <translation>uv ist gescheitert und hat einen eigenen Grund genannt.</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for uv&apos;s words.</source>
        <translation>Sehen Sie im Protokoll des Auftrags nach, was uv meldet.</translation>
    </message>
</context>
<context>
    <name>portico::UvProgram</name>
    <message>
        <source>%1 is no uv that runs here.</source>
        <translation>%1 ist kein uv, das hier läuft.</translation>
    </message>
    <message>
        <source>%1 is uv %2, and %3 or newer is needed.</source>
        <translation>%1 ist uv %2, und nötig ist %3 oder neuer.</translation>
    </message>
    <message>
        <source>Choose another uv in the settings, or leave the choice to Portico.</source>
        <translation>Wählen Sie in den Einstellungen ein anderes uv, oder überlassen Sie Portico die Wahl.</translation>
    </message>
    <message>
        <source>uv %1: %2</source>
        <translation>uv %1: %2</translation>
    </message>
    <message>
        <source>There is no program %1, which the settings name as uv.</source>
        <translation>Es gibt kein Programm %1, das die Einstellungen als uv nennen.</translation>
    </message>
    <message>
        <source>Correct the setting, or clear it.</source>
        <translation>Berichtigen Sie die Einstellung, oder leeren Sie sie.</translation>
    </message>
    <message>
        <source>uv, which puts the packages together, is not here and could not be fetched. %1</source>
        <translation>uv, das die Pakete zusammenstellt, ist nicht hier und konnte nicht geholt werden. %1</translation>
    </message>
    <message>
        <source>Check the connection, or install uv %1 or newer and try again.</source>
        <translation>Prüfen Sie die Verbindung, oder installieren Sie uv %1 oder neuer, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::VendorWheels</name>
    <message>
        <source>Not all packages of the layer are in the store: %1.</source>
        <translation>Nicht alle Pakete der Schicht sind im Lager: %1.</translation>
    </message>
    <message>
        <source>Connect to the internet, then try again.</source>
        <translation>Verbinden Sie sich mit dem Internet, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The file of “%1” is not the one that the lock promises.</source>
        <translation>Die Datei von „%1“ ist nicht die, die die Festschreibung verspricht.</translation>
    </message>
    <message>
        <source>Plan again; if it stays so, do not use this package index.</source>
        <translation>Planen Sie noch einmal; bleibt es so, verwenden Sie diesen Paketindex nicht.</translation>
    </message>
    <message>
        <source>A damaged wheel is fetched again: %1.</source>
        <translation>Ein beschädigtes Wheel wird noch einmal geholt: %1.</translation>
    </message>
</context>
<context>
    <name>portico::Vendored</name>
    <message>
        <source>The record of “%1”, kept for offline, cannot be used: %2.</source>
        <translation>Der Eintrag von „%1“, für offline aufbewahrt, ist nicht verwendbar: %2.</translation>
    </message>
    <message>
        <source>Keep the install for offline again: porticoctl vendor.</source>
        <translation>Bewahren Sie die Installation noch einmal für offline auf: porticoctl vendor.</translation>
    </message>
    <message>
        <source>ComfyUI and its Python</source>
        <translation>ComfyUI und sein Python</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Node-Pack</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Isolated environment</source>
        <translation>Isolierte Umgebung</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>a newer Portico wrote it</source>
        <translation>ein neueres Portico hat ihn geschrieben</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>er ist beschädigt</translation>
    </message>
    <message>
        <source>its parts were changed</source>
        <translation>seine Teile wurden geändert</translation>
    </message>
</context>
<context>
    <name>portico::VendoredStore</name>
    <message>
        <source>Nothing called “%1” is kept for offline.</source>
        <translation>Nichts namens „%1“ ist für offline aufbewahrt.</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>Bewahren Sie eine Installation für offline auf: porticoctl vendor INSTALL --yes.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Vorhanden: %1.</translation>
    </message>
    <message>
        <source>what is kept for offline of %1</source>
        <translation>was von %1 für offline aufbewahrt ist</translation>
    </message>
    <message>
        <source>letting go of “%1”</source>
        <translation>Freigeben von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::Verdict</name>
    <message>
        <source>Repair the install: it puts back torch with all that belongs to it.</source>
        <translation>Reparieren Sie die Installation: Das stellt torch mit allem, was dazugehört, wieder her.</translation>
    </message>
    <message>
        <source>Repair the install: it puts back %1.</source>
        <translation>Reparieren Sie die Installation: Das stellt %1 wieder her.</translation>
    </message>
    <message numerus="yes">
        <source>%1 And %n more problem(s).</source>
        <translation>
            <numerusform>%1 Und ein weiteres Problem.</numerusform>
            <numerusform>%1 Und %n weitere Probleme.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: %n package(s).</source>
        <translation>
            <numerusform>Sauber: ein Paket.</numerusform>
            <numerusform>Sauber: %n Pakete.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: torch %1 for %2, %n package(s).</source>
        <translation>
            <numerusform>Sauber: torch %1 für %2, ein Paket.</numerusform>
            <numerusform>Sauber: torch %1 für %2, %n Pakete.</numerusform>
        </translation>
    </message>
    <message>
        <source>any computer</source>
        <translation>jeder Computer</translation>
    </message>
</context>
<context>
    <name>portico::VerifyInstall</name>
    <message>
        <source>“%1” has no Python that could be looked at.</source>
        <translation>„%1“ hat kein Python, das man ansehen könnte.</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Reparieren Sie die Installation, oder installieren Sie sie neu.</translation>
    </message>
</context>
<context>
    <name>portico::VerifyVendored</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>See all of it: porticoctl vendor verify %1; with --repair it is put right, as far as that can be.</source>
        <translation>Alles ansehen: porticoctl vendor verify %1; mit --repair wird es berichtigt, soweit das geht.</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is missing.</source>
        <translation>Was von „%1“ für offline aufbewahrt ist, ist nicht vollständig: %2 fehlt.</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is damaged.</source>
        <translation>Was von „%1“ für offline aufbewahrt ist, ist nicht vollständig: %2 ist beschädigt.</translation>
    </message>
    <message>
        <source>Not all of “%1” is kept for offline. %2</source>
        <translation>Nicht alles von „%1“ ist für offline aufbewahrt. %2</translation>
    </message>
    <message>
        <source>Keep it again: porticoctl vendor %1 --yes.</source>
        <translation>Bewahren Sie es noch einmal auf: porticoctl vendor %1 --yes.</translation>
    </message>
</context>
<context>
    <name>portico::Versions</name>
    <message>
        <source>No bundle of ComfyUI %1 suits this computer, so it is composed from its parts: Python, ComfyUI and torch are downloaded.</source>
        <translation>Kein Bündel mit ComfyUI %1 passt zu diesem Computer, es wird daher aus seinen Teilen zusammengestellt: Python, ComfyUI und torch werden heruntergeladen.</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1”; the present one is kept for the way back.</source>
        <translation>Eine neue Generation wird aus „%1“ entpackt; die jetzige bleibt für den Weg zurück aufbewahrt.</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1” (%2 to download); the present one is kept for the way back.</source>
        <translation>Eine neue Generation wird aus „%1“ entpackt (%2 herunterzuladen); die jetzige bleibt für den Weg zurück aufbewahrt.</translation>
    </message>
    <message>
        <source>This install has ComfyUI %1 already.</source>
        <translation>Diese Installation hat schon ComfyUI %1.</translation>
    </message>
    <message>
        <source>What the node packs need beyond ComfyUI is resolved anew for it and shown before anything is installed.</source>
        <translation>Was die Node-Packs über ComfyUI hinaus brauchen, wird dafür neu aufgelöst und gezeigt, bevor etwas installiert wird.</translation>
    </message>
    <message>
        <source>Workflows that were saved with ComfyUI %1 may need nodes that %2 does not have yet.</source>
        <translation>Mit ComfyUI %1 gespeicherte Workflows brauchen vielleicht Nodes, die %2 noch nicht hat.</translation>
    </message>
    <message>
        <source>Models, inputs, outputs and settings stay as they are.</source>
        <translation>Modelle, Eingaben, Ausgaben und Einstellungen bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>portico::VolumeFile</name>
    <message>
        <source>%1 is a later part of a split archive.</source>
        <translation>%1 ist ein späterer Teil eines geteilten Archivs.</translation>
    </message>
    <message>
        <source>Choose its first part, %1.</source>
        <translation>Wählen Sie den ersten Teil davon, %1.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>Choose an archive.</source>
        <translation>Wählen Sie ein Archiv.</translation>
    </message>
</context>
<context>
    <name>portico::WatchRun</name>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 Trying again; the run goes on.</source>
        <translation>%1 Neuer Versuch; der Lauf geht weiter.</translation>
    </message>
    <message>
        <source>The run on GitHub goes on; “porticoctl github cancel %1” ends it.</source>
        <translation>Der Lauf auf GitHub geht weiter; „porticoctl github cancel %1“ beendet ihn.</translation>
    </message>
</context>
<context>
    <name>portico::WheelAddresses</name>
    <message>
        <source>The package index tells no address for “%1”.</source>
        <translation>Der Paketindex nennt keine Adresse für „%1“.</translation>
    </message>
    <message>
        <source>Plan again, or choose another package index in the settings.</source>
        <translation>Planen Sie noch einmal, oder wählen Sie in den Einstellungen einen anderen Paketindex.</translation>
    </message>
</context>
<context>
    <name>portico::WheelInstall</name>
    <message>
        <source>Nobody published a hash of %1: it is taken as it came, with SHA-256 %2.</source>
        <translation>Niemand hat einen Hash von %1 veröffentlicht: Es wird genommen, wie es kam, mit SHA-256 %2.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>Die Datei %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Check the space on that disk, then try again.</source>
        <translation>Prüfen Sie den Platz auf diesem Datenträger, und versuchen Sie es dann noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::WindowDoor</name>
    <message>
        <source>The window’s socket could not be opened in %1: %2.</source>
        <translation>Der Socket des Fensters konnte in %1 nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>Prüfen Sie, ob in diesen Ordner geschrieben werden kann.</translation>
    </message>
    <message>
        <source>Portico is open already, but does not answer.</source>
        <translation>Portico ist schon offen, antwortet aber nicht.</translation>
    </message>
    <message>
        <source>Close it, or end it if it hangs, and try again.</source>
        <translation>Schließen Sie es, oder beenden Sie es, falls es hängt, und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::WishedPacks</name>
    <message>
        <source>“%1” wants “%2”, but %3.</source>
        <translation>„%1“ möchte „%2“, aber %3.</translation>
    </message>
    <message>
        <source>Install it by hand with “porticoctl nodes install”, or ask the author of “%1”.</source>
        <translation>Installieren Sie es von Hand mit „porticoctl nodes install“, oder fragen Sie, wer „%1“ entwickelt.</translation>
    </message>
    <message>
        <source>“%1” is nothing that the registry has</source>
        <translation>„%1“ ist nichts, was die Registry hat</translation>
    </message>
    <message>
        <source>it does not say where that is</source>
        <translation>es sagt nicht, wo das ist</translation>
    </message>
    <message>
        <source>“%1” is no address of a repository</source>
        <translation>„%1“ ist keine Adresse eines Repositorys</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit</source>
        <translation>„%1“ ist weder Tag noch Branch noch Commit</translation>
    </message>
    <message>
        <source>No pack wants “%1”, or it is there.</source>
        <translation>Kein Node-Pack möchte „%1“, oder es ist schon da.</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” shows what is wanted.</source>
        <translation>„porticoctl env wishes“ zeigt, was gewünscht wird.</translation>
    </message>
    <message>
        <source>What was fetched wants other packs, too; the plan is made with them.</source>
        <translation>Was geholt wurde, möchte noch andere Node-Packs; der Plan wird mit ihnen gemacht.</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowPlace</name>
    <message>
        <source>This ComfyUI is too old to be started beside the other, so the test workflows of “%1” cannot be tried with it.</source>
        <translation>Dieses ComfyUI ist zu alt, um neben dem anderen gestartet zu werden, die Test-Workflows von „%1“ lassen sich daher nicht damit ausprobieren.</translation>
    </message>
    <message>
        <source>Choose a newer version, or remove the test workflows.</source>
        <translation>Wählen Sie eine neuere Version, oder entfernen Sie die Test-Workflows.</translation>
    </message>
    <message>
        <source>copying its database</source>
        <translation>Kopieren der Datenbank</translation>
    </message>
    <message>
        <source>trying the test workflows of “%1”</source>
        <translation>Ausprobieren der Test-Workflows von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowResults</name>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>„%1“ hat keinen Test-Workflow.</translation>
    </message>
    <message>
        <source>Save one: porticoctl test-workflow add %1 FILE.</source>
        <translation>Speichern Sie einen: porticoctl test-workflow add %1 FILE.</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowRun</name>
    <message>
        <source>succeeded</source>
        <translation>erfolgreich</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>ran out of time</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>could not be started</source>
        <translation>nicht startbar</translation>
    </message>
    <message>
        <source>listing the runs of %1</source>
        <translation>Auflisten der Läufe von %1</translation>
    </message>
    <message>
        <source>looking at run %1 of %2</source>
        <translation>Ansehen des Laufs %1 von %2</translation>
    </message>
    <message>
        <source>listing the jobs of run %1</source>
        <translation>Auflisten der Aufträge des Laufs %1</translation>
    </message>
    <message>
        <source>cancelling run %1 of %2</source>
        <translation>Abbrechen des Laufs %1 von %2</translation>
    </message>
    <message>
        <source>Run %1 is over: there is nothing to cancel.</source>
        <translation>Der Lauf %1 ist vorbei: Es gibt nichts abzubrechen.</translation>
    </message>
    <message>
        <source>See how it ended: porticoctl github runs.</source>
        <translation>Sehen Sie nach, wie er endete: porticoctl github runs.</translation>
    </message>
</context>
<context>
    <name>portico::WrapConfig</name>
    <message>
        <source>It asks for “%1”, and gets ComfyUI&apos;s own: %2 %3.</source>
        <translation>Es verlangt „%1“ und bekommt das von ComfyUI: %2 %3.</translation>
    </message>
    <message>
        <source>“%1” does not tell the name of a package, and is left out.</source>
        <translation>„%1“ nennt keinen Paketnamen und wird weggelassen.</translation>
    </message>
</context>
<context>
    <name>portico::WrapVerdict</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und ein weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed. Leave the node pack as it is, or leave out one of those that do not go together.</source>
        <translation>Nichts wurde geändert. Lassen Sie das Node-Pack, wie es ist, oder lassen Sie eines von denen weg, die nicht zusammenpassen.</translation>
    </message>
    <message>
        <source>Its own addresses in ComfyUI do not answer while it is isolated, and what asks there, like its pages, does not work: %1.</source>
        <translation>Seine eigenen Adressen in ComfyUI antworten nicht, solange es isoliert ist, und was dort fragt, etwa seine Seiten, funktioniert nicht: %1.</translation>
    </message>
    <message>
        <source>Its additions to ComfyUI&apos;s pages (%1) are not shown while it is isolated.</source>
        <translation>Was es zu ComfyUIs Seiten hinzufügt (%1), wird nicht gezeigt, solange es isoliert ist.</translation>
    </message>
    <message>
        <source>“%1” registers no nodes when it is isolated.</source>
        <translation>„%1“ meldet keine Nodes an, wenn es isoliert ist.</translation>
    </message>
    <message>
        <source>“%1” cannot be imported when it is isolated: %2.</source>
        <translation>„%1“ kann nicht importiert werden, wenn es isoliert ist: %2.</translation>
    </message>
    <message>
        <source>“%1” would lose nodes by being isolated: %2.</source>
        <translation>„%1“ würde durch das Isolieren Nodes verlieren: %2.</translation>
    </message>
    <message>
        <source>Nodes of “%1” could not be run where it is isolated: %2.</source>
        <translation>Nodes von „%1“ konnten dort, wo es isoliert ist, nicht laufen: %2.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was tried: all its %n node(s) are there.</source>
        <translation>
            <numerusform>„%1“ wurde ausprobiert: Der eine Node darin ist da.</numerusform>
            <numerusform>„%1“ wurde ausprobiert: Alle %n Nodes darin sind da.</numerusform>
        </translation>
    </message>
    <message>
        <source>As it is it registers none, so that nobody could compare.</source>
        <translation>Wie es ist, meldet es keine an, sodass niemand vergleichen konnte.</translation>
    </message>
</context>
<context>
    <name>portico::WriteSite</name>
    <message>
        <source>“%1” comes from %2, which this library keeps: for other computers, say with &quot;library&quot; where a copy of its store lies.</source>
        <translation>„%1“ kommt von %2, was diese Bibliothek aufbewahrt: Für andere Computer sagen Sie mit &quot;library&quot;, wo eine Kopie ihres Lagers liegt.</translation>
    </message>
    <message>
        <source>Nobody knows a bundle that “%1” could be made of elsewhere: keep it for offline (porticoctl vendor), then write the file again.</source>
        <translation>Niemand kennt ein Bündel, aus dem „%1“ anderswo entstehen könnte: Bewahren Sie die Installation für offline auf (porticoctl vendor), und schreiben Sie die Datei dann noch einmal.</translation>
    </message>
    <message>
        <source>“%1” of “%2” was changed by hand, and is left out.</source>
        <translation>„%1“ von „%2“ wurde von Hand geändert und wird weggelassen.</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” of “%2” was got from; it is left out.</source>
        <translation>Niemand weiß, woher „%1“ von „%2“ geholt wurde; es wird weggelassen.</translation>
    </message>
    <message>
        <source>The variable %1 of “%2” may be a secret, and is left out.</source>
        <translation>Die Variable %1 von „%2“ ist vielleicht ein Geheimnis und wird weggelassen.</translation>
    </message>
    <message>
        <source>An argument of “%1” may be a secret: its arguments are left out.</source>
        <translation>Ein Argument von „%1“ ist vielleicht ein Geheimnis: Die Argumente werden weggelassen.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own, and is left out.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen und wird weggelassen.</translation>
    </message>
</context>
<context>
    <name>portico::ZipCheck</name>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>zwei Programme könnten es auf zwei Arten lesen, wie bei einem Angriff</translation>
    </message>
    <message>
        <source>it is one part of a split zip</source>
        <translation>es ist ein Teil eines geteilten zip</translation>
    </message>
    <message>
        <source>Join its parts first.</source>
        <translation>Fügen Sie zuerst die Teile zusammen.</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>es enthält mehr als %L1 Einträge</translation>
    </message>
    <message>
        <source>it shares its bytes with another entry, as in a trap</source>
        <translation>er teilt seine Bytes mit einem anderen Eintrag, wie bei einer Falle</translation>
    </message>
</context>
<context>
    <name>portico::ZipEntry</name>
    <message>
        <source>the archive describes it in two different ways</source>
        <translation>das Archiv beschreibt ihn auf zwei verschiedene Arten</translation>
    </message>
</context>
<context>
    <name>portico::app::ActivityPane</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige ausblenden</translation>
    </message>
    <message>
        <source>Take the finished jobs off this list</source>
        <translation>Die fertigen Aufträge aus dieser Liste nehmen</translation>
    </message>
    <message>
        <source>Show all activity</source>
        <translation>Alle Aktivität zeigen</translation>
    </message>
    <message>
        <source>Fold the activity to one line</source>
        <translation>Die Aktivität auf eine Zeile falten</translation>
    </message>
</context>
<context>
    <name>portico::app::AddDialog</name>
    <message>
        <source>Add ComfyUI</source>
        <translation>ComfyUI hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>Was nicht stimmt oder zu wissen ist</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Woher es kommt</translation>
    </message>
    <message>
        <source>&amp;Builds</source>
        <translation>&amp;Builds</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>&amp;Zusammenstellen</translation>
    </message>
    <message>
        <source>A &amp;file</source>
        <translation>Eine &amp;Datei</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>Eine &amp;Adresse</translation>
    </message>
    <message>
        <source>A folder &amp;I have</source>
        <translation>Ein eigener &amp;Ordner</translation>
    </message>
</context>
<context>
    <name>portico::app::Advice</name>
    <message>
        <source>Look at this computer</source>
        <translation>Diesen Computer ansehen</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>Katalog lesen</translation>
    </message>
    <message>
        <source>Ask the sources</source>
        <translation>Quellen fragen</translation>
    </message>
</context>
<context>
    <name>portico::app::BaseChange</name>
    <message>
        <source>Something else than its version</source>
        <translation>Etwas anderes als die Version</translation>
    </message>
    <message>
        <source>Change what it &amp;runs on…</source>
        <translation>Ändern, worauf es &amp;läuft…</translation>
    </message>
    <message>
        <source>Change &amp;Python…</source>
        <translation>&amp;Python ändern…</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Take ComfyUI and Python of a &amp;bundle…</source>
        <translation>ComfyUI und Python eines &amp;Bündels nehmen…</translation>
    </message>
    <message>
        <source>Take %1 to %2</source>
        <comment>an install; an accelerator</comment>
        <translation>%1 auf %2 umstellen</translation>
    </message>
    <message>
        <source>Take %1 to Python %2</source>
        <comment>an install; a version</comment>
        <translation>%1 auf Python %2 umstellen</translation>
    </message>
    <message>
        <source>%1, as now</source>
        <translation>%1, wie jetzt</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Dieser Computer wird angesehen…</translation>
    </message>
    <message>
        <source>What it runs on, Python, or all of it by a bundle</source>
        <translation>Worauf es läuft, Python oder alles durch ein Bündel</translation>
    </message>
    <message>
        <source>%1 would suit this computer better than %2.</source>
        <translation>%1 würde besser zu diesem Computer passen als %2.</translation>
    </message>
    <message>
        <source>Choose a bundle</source>
        <translation>Bündel wählen</translation>
    </message>
    <message>
        <source>Bundles (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;All files (*)</source>
        <translation>Bündel (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Take %1 to the bundle %2</source>
        <comment>an install; a file</comment>
        <translation>%1 auf das Bündel %2 umstellen</translation>
    </message>
</context>
<context>
    <name>portico::app::BuildsPanel</name>
    <message>
        <source>Only what &amp;fits</source>
        <translation>Nur &amp;Passendes</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Akt&amp;ualisieren</translation>
    </message>
    <message>
        <source>Filter: version, accelerator, name</source>
        <translation>Filter: Version, Beschleuniger, Name</translation>
    </message>
    <message>
        <source>Filter the builds</source>
        <translation>Builds filtern</translation>
    </message>
    <message>
        <source>Ask every source for what is new</source>
        <translation>Jede Quelle nach Neuem fragen</translation>
    </message>
    <message>
        <source>About the chosen build</source>
        <translation>Über den gewählten Build</translation>
    </message>
    <message>
        <source>Builds</source>
        <translation>Builds</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1 %2</source>
        <translation>Die Liste der Builds konnte nicht geholt werden. %1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n build(s). What does not fit this computer is grey.</source>
        <translation>
            <numerusform>Ein Build. Was nicht zu diesem Computer passt, ist grau.</numerusform>
            <numerusform>%n Builds. Was nicht zu diesem Computer passt, ist grau.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its team is still trying it (%1).</source>
        <translation>Das Team erprobt es noch (%1).</translation>
    </message>
    <message>
        <source>Its team calls it the latest.</source>
        <translation>Das Team nennt es das neueste.</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>Das Team nennt es stabil.</translation>
    </message>
    <message>
        <source>Its team has replaced it (%1).</source>
        <translation>Das Team hat es ersetzt (%1).</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published. The one it has is computed, shown and remembered.</source>
        <translation>Vom Herausgeber nicht bestätigt: Ein SHA-256 davon wurde nicht veröffentlicht. Der tatsächliche wird berechnet, gezeigt und gemerkt.</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>Weiterlesen</translation>
    </message>
    <message>
        <source>It does not suit this computer, as far as Portico can see.</source>
        <translation>Es passt nicht zu diesem Computer, soweit Portico sehen kann.</translation>
    </message>
    <message>
        <source>It cannot run on this computer.</source>
        <translation>Es kann auf diesem Computer nicht laufen.</translation>
    </message>
    <message>
        <source>The build’s own name</source>
        <translation>Der eigene Name des Builds</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleDialog</name>
    <message>
        <source>What would happen</source>
        <translation>Was geschehen würde</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Plan zeigen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Make it</source>
        <translation>&amp;Erstellen</translation>
    </message>
    <message>
        <source>Working out what would be made. Nothing is made yet.</source>
        <translation>Es wird ermittelt, was entstehen würde. Noch wird nichts erstellt.</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>ein Node-Pack</numerusform>
            <numerusform>%n Node-Packs</numerusform>
        </translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Node-Packs</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>Zu wissen</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlePlanLook</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(von Hand geändert)</translation>
    </message>
    <message>
        <source>%1 are packed, unpacked elsewhere, compared file by file and started once. Models, pictures and settings stay here.</source>
        <translation>%1 werden gepackt, anderswo entpackt, Datei für Datei verglichen und einmal gestartet. Modelle, Bilder und Einstellungen bleiben hier.</translation>
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
        <translation>keins</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>For node packs</source>
        <translation>Für Node-Packs</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>ein Paket</numerusform>
            <numerusform>%n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>It is there already, and as the recipe wants it: nothing has to be done.</source>
        <translation>Es ist schon da und so, wie das Rezept es möchte: Es muss nichts getan werden.</translation>
    </message>
    <message>
        <source>Python, ComfyUI, its packages and the node packs are fetched and put together, packed, and tried elsewhere.</source>
        <translation>Python, ComfyUI, seine Pakete und die Node-Packs werden geholt und zusammengestellt, gepackt und anderswo ausprobiert.</translation>
    </message>
    <message>
        <source>the one that suits</source>
        <translation>passend gewählt</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message numerus="yes">
        <source>%n, as its lock names them</source>
        <translation>
            <numerusform>eines, wie seine Festschreibung es nennt</numerusform>
            <numerusform>%n, wie seine Festschreibung sie nennt</numerusform>
        </translation>
    </message>
    <message>
        <source>chosen when it is made</source>
        <translation>beim Erstellen gewählt</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; “Back” leads to the newest.</source>
        <translation>Die Versionen seiner Festschreibung werden genommen; „Zurück“ führt zu den neuesten.</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleShelf</name>
    <message>
        <source>Look at bundles and recipes</source>
        <translation>Bündel und Rezepte ansehen</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleWork</name>
    <message>
        <source>Make a bundle of %1</source>
        <translation>Bündel von %1 erstellen</translation>
    </message>
    <message numerus="yes">
        <source>Made and tried: %n file(s); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>Erstellt und ausprobiert: eine Datei; anderswo entpackt, startet es.</numerusform>
            <numerusform>Erstellt und ausprobiert: %n Dateien; anderswo entpackt, startet es.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a bundle of the recipe %1</source>
        <translation>Bündel des Rezepts %1 erstellen</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>Nichts zu tun: %1 ist schon da und so, wie das Rezept es möchte.</translation>
    </message>
    <message>
        <source>Made %1.</source>
        <translation>%1 erstellt.</translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation>%1 prüfen</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>Vollständig: Eine Datei ist, was seine Liste sagt, und es startet.</numerusform>
            <numerusform>Vollständig: %n Dateien sind, was seine Liste sagt, und es startet.</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>Es startet.</translation>
    </message>
    <message>
        <source>Publish %1</source>
        <translation>%1 veröffentlichen</translation>
    </message>
    <message>
        <source>The same bundle was there already; %1 names it.</source>
        <translation>Dasselbe Bündel war schon da; %1 nennt es.</translation>
    </message>
    <message>
        <source>Published. Others add this list once, in Settings: %1</source>
        <translation>Veröffentlicht. Andere fügen diese Liste einmal in den Einstellungen hinzu: %1</translation>
    </message>
    <message>
        <source>Publish %1 on GitHub</source>
        <translation>%1 auf GitHub veröffentlichen</translation>
    </message>
    <message>
        <source>Released as %1: %2</source>
        <translation>Veröffentlicht als %1: %2</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlesPage</name>
    <message>
        <source>Bundles</source>
        <translation>Bündel</translation>
    </message>
    <message>
        <source>A bundle is one file with Python, ComfyUI, node packs and all their packages: a computer of the same kind unpacks it and starts it.</source>
        <translation>Ein Bündel ist eine Datei mit Python, ComfyUI, Node-Packs und allen ihren Paketen: Ein Computer derselben Art entpackt und startet sie.</translation>
    </message>
    <message>
        <source>Make a bundle of an insta&amp;ll…</source>
        <translation>Bündel einer Insta&amp;llation erstellen…</translation>
    </message>
    <message>
        <source>Open a &amp;recipe…</source>
        <translation>&amp;Rezept öffnen…</translation>
    </message>
    <message>
        <source>Add a bundle &amp;file…</source>
        <translation>Bündeldate&amp;i hinzufügen…</translation>
    </message>
    <message>
        <source>One that was made elsewhere, to be checked or published</source>
        <translation>Eines, das anderswo entstand, zum Prüfen oder Veröffentlichen</translation>
    </message>
    <message>
        <source>Bundles made here</source>
        <translation>Hier erstellte Bündel</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>Rezepte</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Being looked at…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>None yet. What is made here or fetched from GitHub stands in this list with its SHA-256.</source>
        <translation>Noch keine. Was hier erstellt oder von GitHub geholt wird, steht mit seinem SHA-256 in dieser Liste.</translation>
    </message>
    <message>
        <source>None is open. A recipe is a file that says what a bundle is made from; drop one here.</source>
        <translation>Keines ist geöffnet. Ein Rezept ist eine Datei, die sagt, woraus ein Bündel gemacht wird; legen Sie hier eines ab.</translation>
    </message>
    <message>
        <source>There is no install yet: add one first</source>
        <translation>Es gibt noch keine Installation: Fügen Sie zuerst eine hinzu</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Rezepte (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add a bundle&apos;s file</source>
        <translation>Bündeldatei hinzufügen</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>Bündel (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>The install %1, as it is now</source>
        <translation>Die Installation %1, wie sie jetzt ist</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>Zwei Bündel vergleichen</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueGroups</name>
    <message>
        <source>%1 · being asked…</source>
        <translation>%1 · wird gefragt…</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s)</source>
        <translation>
            <numerusform>%1 · ein Build</numerusform>
            <numerusform>%1 · %n Builds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s) · as it was: %2</source>
        <comment>%2 is a moment</comment>
        <translation>
            <numerusform>%1 · ein Build · Stand: %2</numerusform>
            <numerusform>%1 · %n Builds · Stand: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · nothing to show: %2</source>
        <comment>%2 is the reason</comment>
        <translation>%1 · nichts zu zeigen: %2</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>Für diesen Computer empfohlen</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueModel</name>
    <message>
        <source>not told</source>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>überprüft</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>vom Herausgeber nicht bestätigt</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Build</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Herausgeber</translation>
    </message>
    <message>
        <source>For this computer</source>
        <translation>Für diesen Computer</translation>
    </message>
</context>
<context>
    <name>portico::app::ChangeDialog</name>
    <message>
        <source>What would happen</source>
        <translation>Was geschehen würde</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>Über die gewählte Zeile</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>Es wird ermittelt, was sich ändern würde. Noch wird nichts geändert.</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… Noch wird nichts geändert.</translation>
    </message>
</context>
<context>
    <name>portico::app::CheckList</name>
    <message>
        <source>Steps of the self-check</source>
        <translation>Schritte des Selbsttests</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>step and its state</comment>
        <translation>%1: %2</translation>
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
        <translation>Der richtige Build</translation>
    </message>
    <message>
        <source>What would change it</source>
        <translation>Was es ändern würde</translation>
    </message>
</context>
<context>
    <name>portico::app::CleanRow</name>
    <message>
        <source>Clean up…</source>
        <translation>Aufräumen…</translation>
    </message>
    <message>
        <source>Clean up: %1</source>
        <translation>Aufräumen: %1</translation>
    </message>
    <message>
        <source>Nobody can go back to them afterwards. The last three, pinned ones and those of snapshots are never among them.</source>
        <translation>Danach kann niemand mehr zu ihnen zurückgehen. Die letzten drei, angeheftete und die von Schnappschüssen sind nie darunter.</translation>
    </message>
    <message>
        <source>Made for node packs that are no longer there. They come back by themselves when something needs them.</source>
        <translation>Gemacht für Node-Packs, die nicht mehr da sind. Sie kommen von selbst zurück, wenn etwas sie braucht.</translation>
    </message>
    <message>
        <source>They can be built again when a node pack asks for one.</source>
        <translation>Sie lassen sich wieder bauen, wenn ein Node-Pack nach einer verlangt.</translation>
    </message>
    <message>
        <source>What is installed does not need them; the next build fetches again what it needs.</source>
        <translation>Was installiert ist, braucht sie nicht; der nächste Bau holt noch einmal, was er braucht.</translation>
    </message>
    <message>
        <source>Nobody goes on with it.</source>
        <translation>Niemand setzt sie fort.</translation>
    </message>
    <message>
        <source>Without them a change of node packs cannot be taken back. They go to the recycle bin where there is one.</source>
        <translation>Ohne sie lässt sich eine Änderung von Node-Packs nicht zurücknehmen. Sie kommen in den Papierkorb, wo es einen gibt.</translation>
    </message>
    <message>
        <source>Unfinished ones begin anew next time; archives can be fetched again.</source>
        <translation>Unfertige beginnen beim nächsten Mal neu; Archive können noch einmal geholt werden.</translation>
    </message>
</context>
<context>
    <name>portico::app::CloseDialog</name>
    <message>
        <source>Do the same &amp;every time</source>
        <translation>&amp;Jedes Mal so</translation>
    </message>
    <message>
        <source>Close Portico while it works?</source>
        <translation>Portico schließen, während es arbeitet?</translation>
    </message>
    <message numerus="yes">
        <source>%1 runs</source>
        <translation>
            <numerusform>%1 läuft</numerusform>
            <numerusform>%1 laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI can keep running without this window. Portico finds it again at its next start, and “porticoctl stop” ends it.</source>
        <translation>ComfyUI kann ohne dieses Fenster weiterlaufen. Portico findet es beim nächsten Start wieder, und „porticoctl stop“ beendet es.</translation>
    </message>
    <message>
        <source>Unfinished: %1. Closing cancels it. What was downloaded is kept, and the next try goes on from there.</source>
        <translation>Unfertig: %1. Schließen bricht es ab. Was heruntergeladen wurde, bleibt erhalten, und der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>&amp;Anhalten und schließen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Offen lassen</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Portico can stay in the system tray and go on there; its icon brings the window back.</source>
        <translation>Portico kann im Infobereich bleiben und dort weiterarbeiten; das Symbol holt das Fenster zurück.</translation>
    </message>
    <message>
        <source>&amp;Keep in the tray</source>
        <translation>Im &amp;Infobereich lassen</translation>
    </message>
</context>
<context>
    <name>portico::app::CompareDialog</name>
    <message>
        <source>Compare %1</source>
        <translation>%1 vergleichen</translation>
    </message>
    <message>
        <source>Another &amp;file…</source>
        <translation>Andere &amp;Datei…</translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation>&amp;Mit</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>Compare with a bundle&apos;s file</source>
        <translation>Mit der Datei eines Bündels vergleichen</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>Bündel (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Node-Packs</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files that differ</source>
        <translation>Dateien, die sich unterscheiden</translation>
    </message>
    <message>
        <source>What it is compared with</source>
        <translation>Womit verglichen wird</translation>
    </message>
</context>
<context>
    <name>portico::app::ComposePanel</name>
    <message>
        <source>Python, ComfyUI and torch are fetched one by one, locked with their hashes and put together. It takes longer than a ready build and works where none fits.</source>
        <translation>Python, ComfyUI und torch werden einzeln geholt, mit ihren Hashes festgeschrieben und zusammengestellt. Das dauert länger als ein fertiger Build und geht auch, wo keiner passt.</translation>
    </message>
    <message>
        <source>&amp;Version, branch or commit</source>
        <translation>&amp;Version, Branch oder Commit</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>Version, Branch oder Commit</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>&amp;Läuft auf</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>&amp;Python</source>
        <translation>P&amp;ython</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>&amp;Git address</source>
        <translation>&amp;git-Adresse</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>git-Adresse</translation>
    </message>
    <message>
        <source>https:// address or a folder of this computer</source>
        <translation>https://-Adresse oder ein Ordner dieses Computers</translation>
    </message>
    <message>
        <source>The one that suits</source>
        <translation>Passend gewählt</translation>
    </message>
    <message>
        <source>The default branch</source>
        <translation>Der Standard-Branch</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Dieser Computer wird angesehen…</translation>
    </message>
    <message>
        <source>%1, which suits this computer</source>
        <translation>%1, passend zu diesem Computer</translation>
    </message>
    <message>
        <source>About %1 to download and %2 of disk at most; %3 with a connection of %4 Mbit/s.</source>
        <translation>Etwa %1 herunterzuladen und höchstens %2 auf dem Datenträger; %3 mit einer Verbindung von %4 Mbit/s.</translation>
    </message>
    <message>
        <source>Made from its version</source>
        <translation>Wird aus der Version gebildet</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerPage</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>Was dieser Computer ist</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>Als Te&amp;xt kopieren</translation>
    </message>
    <message>
        <source>The right build</source>
        <translation>Der richtige Build</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Dieser Computer wird angesehen…</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Grafik</translation>
    </message>
    <message>
        <source>What else is here</source>
        <translation>Was sonst hier ist</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Makes a small demo bundle and takes it the whole way here: download, verify, unpack, start, a picture, stop, remove. It takes less than a minute and leaves nothing behind.</source>
        <translation>Erstellt ein kleines Demo-Bündel und nimmt es hier durch den ganzen Weg: Herunterladen, Überprüfen, Entpacken, Starten, ein Bild, Anhalten, Entfernen. Das dauert weniger als eine Minute und hinterlässt nichts.</translation>
    </message>
    <message>
        <source>&amp;Run the self-check</source>
        <translation>&amp;Selbsttest starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the self-check</source>
        <translation>Selbsttest abbrechen</translation>
    </message>
    <message>
        <source>&amp;Run the self-check again</source>
        <translation>&amp;Selbsttest wiederholen</translation>
    </message>
    <message>
        <source>The self-check was cancelled.</source>
        <translation>Der Selbsttest wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Everything works on this computer. It took %1.</source>
        <translation>Auf diesem Computer funktioniert alles. Es hat %1 gedauert.</translation>
    </message>
    <message>
        <source>Something does not work here yet. The failed step says what and what to do.</source>
        <translation>Etwas funktioniert hier noch nicht. Der gescheiterte Schritt sagt, was, und was zu tun ist.</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerText</name>
    <message>
        <source>shared with the computer</source>
        <translation>mit dem Computer geteilt</translation>
    </message>
    <message>
        <source>%1, %2 free now</source>
        <translation>%1, jetzt %2 frei</translation>
    </message>
    <message>
        <source>%1 set aside, shared with the computer</source>
        <translation>%1 reserviert, mit dem Computer geteilt</translation>
    </message>
    <message>
        <source>compute capability %1</source>
        <translation>Compute Capability %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>Teil des Prozessors</translation>
    </message>
    <message>
        <source>inside Windows (WSL)</source>
        <translation>innerhalb von Windows (WSL)</translation>
    </message>
    <message>
        <source>in a container</source>
        <translation>in einem Container</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s)</source>
        <translation>
            <numerusform>%1, ein Kern</numerusform>
            <numerusform>%1, %n Kerne</numerusform>
        </translation>
    </message>
    <message>
        <source>this Portico runs under Rosetta</source>
        <translation>dieses Portico läuft unter Rosetta</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Generation</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Platine</translation>
    </message>
    <message>
        <source>Disk of the library</source>
        <translation>Datenträger der Bibliothek</translation>
    </message>
    <message>
        <source>%1 free of %2 (%3)</source>
        <comment>disk space and kind of file system</comment>
        <translation>%1 frei von %2 (%3)</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>Richtiger Build: %1</translation>
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
        <translation>S&amp;ymbol im Infobereich anzeigen</translation>
    </message>
    <message>
        <source>It shows what runs, starts and stops it, and keeps Portico there when the window is closed meanwhile.</source>
        <translation>Es zeigt, was läuft, startet es und hält es an, und es hält Portico dort, während das Fenster geschlossen ist.</translation>
    </message>
    <message>
        <source>This desktop has no system tray, so no icon is shown. Some desktops have one as an extension.</source>
        <translation>Diese Arbeitsumgebung hat keinen Infobereich, daher wird kein Symbol angezeigt. Bei manchen gibt es ihn als Erweiterung.</translation>
    </message>
    <message>
        <source>Tell me when something that takes &amp;long has ended</source>
        <translation>Me&amp;lden, wenn etwas beendet ist, das lange dauert</translation>
    </message>
    <message>
        <source>As a notification, and only while you work in another program.</source>
        <translation>Als Benachrichtigung, und nur, während Sie in einem anderen Programm arbeiten.</translation>
    </message>
    <message>
        <source>Start &amp;Portico when I sign in</source>
        <translation>&amp;Portico starten, wenn ich mich anmelde</translation>
    </message>
    <message>
        <source>Without its window, where it has an icon in the system tray. No install is started by that.</source>
        <translation>Ohne Fenster, sofern es ein Symbol im Infobereich hat. Dadurch wird keine Installation gestartet.</translation>
    </message>
    <message>
        <source>This package of Portico runs in a sandbox, which cannot be started so. Your desktop’s own settings can do it.</source>
        <translation>Dieses Paket von Portico läuft in einer Sandbox und kann so nicht gestartet werden. In den Einstellungen Ihrer Arbeitsumgebung selbst lässt es sich einrichten.</translation>
    </message>
</context>
<context>
    <name>portico::app::Diagnoses</name>
    <message>
        <source>Read the log of the last start</source>
        <translation>Protokoll des letzten Starts lesen</translation>
    </message>
</context>
<context>
    <name>portico::app::DiagnosisCards</name>
    <message>
        <source>What the log says: %1</source>
        <translation>Was das Protokoll sagt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s): “porticoctl diagnose” and the overview list them.</source>
        <translation>
            <numerusform>Ein weiterer Befund: „porticoctl diagnose“ und die Übersicht führen ihn auf.</numerusform>
            <numerusform>%n weitere Befunde: „porticoctl diagnose“ und die Übersicht führen sie auf.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::Dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>portico::app::DiskPage</name>
    <message>
        <source>Disk</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>How much space Portico takes</source>
        <translation>Wie viel Platz Portico belegt</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>&amp;Neu messen</translation>
    </message>
    <message>
        <source>Installs</source>
        <translation>Installationen</translation>
    </message>
    <message>
        <source>Shared by all installs</source>
        <translation>Von allen Installationen gemeinsam genutzt</translation>
    </message>
    <message>
        <source>Kept for offline</source>
        <translation>Für offline aufbewahrt</translation>
    </message>
    <message>
        <source>What nobody needs</source>
        <translation>Was niemand braucht</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>Bibliothek messen</translation>
    </message>
    <message>
        <source>Portico measures its library…</source>
        <translation>Portico misst seine Bibliothek…</translation>
    </message>
    <message>
        <source>Portico&apos;s library takes %1.</source>
        <translation>Porticos Bibliothek belegt %1.</translation>
    </message>
    <message>
        <source>%1 are free on its disk.</source>
        <translation>%1 sind auf ihrem Datenträger frei.</translation>
    </message>
    <message>
        <source>%1 are used in several places and take their space once.</source>
        <translation>%1 werden an mehreren Stellen verwendet und belegen ihren Platz nur einmal.</translation>
    </message>
    <message>
        <source>Copies on this disk may share space, so it can be less.</source>
        <translation>Kopien auf diesem Datenträger teilen sich vielleicht Platz, es kann also weniger sein.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>part of an install, its size</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>There is no install yet.</source>
        <translation>Es gibt noch keine Installation.</translation>
    </message>
    <message>
        <source>Nothing is shared yet.</source>
        <translation>Noch wird nichts gemeinsam genutzt.</translation>
    </message>
    <message>
        <source>Look for what nobody needs</source>
        <translation>Suchen, was niemand braucht</translation>
    </message>
    <message>
        <source>Portico looks for what could go…</source>
        <translation>Portico sucht, was verschwinden könnte…</translation>
    </message>
    <message>
        <source>Nothing lies here that nobody needs.</source>
        <translation>Hier liegt nichts, was niemand braucht.</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>Bibliothek aufräumen</translation>
    </message>
</context>
<context>
    <name>portico::app::DriftCards</name>
    <message>
        <source>Every file is whole at any time: this may be stopped.</source>
        <translation>Jede Datei ist jederzeit vollständig: Das darf angehalten werden.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>Was geändert wurde</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLogDialog</name>
    <message>
        <source>How “%1” was built</source>
        <translation>Wie „%1“ gebaut wurde</translation>
    </message>
    <message>
        <source>Nothing was said yet. The log fills while it is built.</source>
        <translation>Noch wurde nichts gemeldet. Das Protokoll füllt sich beim Bauen.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLook</name>
    <message>
        <source>Built by comfy-env itself.</source>
        <translation>Von comfy-env selbst gebaut.</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>ein Paket</numerusform>
            <numerusform>%n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>being measured…</source>
        <translation>wird gemessen…</translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>Der letzte Bau ist gescheitert: %1</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Verlangt von</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>Gebaut</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Gemacht für</translation>
    </message>
    <message>
        <source>comfy-env %1, %2</source>
        <comment>a version, a tag of Python and torch</comment>
        <translation>comfy-env %1, %2</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Line %1</source>
        <comment>of a file</comment>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Bauen</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>&amp;Reparieren</translation>
    </message>
    <message>
        <source>Build a&amp;gain</source>
        <translation>&amp;Neu bauen</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>Made as comfy-env %1 of this install makes them, for %2.</source>
        <comment>a version; a tag of Python and torch</comment>
        <translation>Gemacht, wie comfy-env %1 dieser Installation sie macht, für %2.</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>comfy-env ist hier nicht installiert; die Node-Packs verlangen %1.</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>„%1“ verlangt comfy-env %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s)</source>
        <translation>
            <numerusform>eine Umgebung</numerusform>
            <numerusform>%n Umgebungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · eine braucht Aufmerksamkeit</numerusform>
            <numerusform>%1 · %n brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · in work</source>
        <comment>environments</comment>
        <translation>%1 · in Arbeit</translation>
    </message>
    <message>
        <source>%1 · all well</source>
        <comment>environments</comment>
        <translation>%1 · alles in Ordnung</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentRow</name>
    <message>
        <source>Show &amp;log</source>
        <translation>Proto&amp;koll zeigen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an environment; its state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what a button does; the environment</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>More about this environment</source>
        <translation>Mehr über diese Umgebung</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Was sich noch tun lässt</translation>
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
            <numerusform>ein Paket</numerusform>
            <numerusform>%n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>a version of torch; an accelerator</comment>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>None: your own folder keeps its own packages</source>
        <translation>Keine: Ihr eigener Ordner enthält seine eigenen Pakete</translation>
    </message>
    <message>
        <source>None: the node packs need nothing beyond the base</source>
        <translation>Keine: Die Node-Packs brauchen nichts über die Basis hinaus</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), %1 · %2</source>
        <comment>%1 is a size, %2 the id of a layer</comment>
        <translation>
            <numerusform>ein Paket, %1 · %2</numerusform>
            <numerusform>%n Pakete, %1 · %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder of the layer and its lock</source>
        <translation>Den Ordner der Schicht und ihrer Festschreibung öffnen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Festschreibung</translation>
    </message>
</context>
<context>
    <name>portico::app::Environments</name>
    <message>
        <source>Read the environments</source>
        <translation>Umgebungen lesen</translation>
    </message>
    <message>
        <source>Measure the environments</source>
        <translation>Umgebungen messen</translation>
    </message>
    <message>
        <source>“%1” was not built.</source>
        <translation>„%1“ wurde nicht gebaut.</translation>
    </message>
    <message>
        <source>Build the environment %1</source>
        <translation>Umgebung %1 bauen</translation>
    </message>
    <message>
        <source>Build the environment %1 again</source>
        <translation>Umgebung %1 neu bauen</translation>
    </message>
    <message>
        <source>Repair all environments</source>
        <translation>Alle Umgebungen reparieren</translation>
    </message>
    <message>
        <source>Repair the environment %1</source>
        <translation>Umgebung %1 reparieren</translation>
    </message>
    <message>
        <source>Remove unused environments</source>
        <translation>Unbenutzte Umgebungen entfernen</translation>
    </message>
    <message>
        <source>Remove the environment %1</source>
        <translation>Umgebung %1 entfernen</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentsTab</name>
    <message>
        <source>Isolated environments</source>
        <translation>Isolierte Umgebungen</translation>
    </message>
    <message>
        <source>How the isolated environments are</source>
        <translation>Wie es den isolierten Umgebungen geht</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>Alle r&amp;eparieren</translation>
    </message>
    <message>
        <source>The environments are being read…</source>
        <translation>Die Umgebungen werden gelesen…</translation>
    </message>
    <message>
        <source>No isolated environments</source>
        <translation>Keine isolierten Umgebungen</translation>
    </message>
    <message>
        <source>Some node packs need libraries that do not get along with those of others. Such a pack brings a comfy-env.toml, and gets a Python of its own here, so that nothing else in this install has to change. No pack of this install asks for that.</source>
        <translation>Manche Node-Packs brauchen Programmbibliotheken, die sich mit denen anderer nicht vertragen. Ein solches Node-Pack bringt ein comfy-env.toml mit und bekommt hier ein eigenes Python, damit sich sonst nichts in dieser Installation ändern muss. Kein Node-Pack dieser Installation verlangt das.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Unbenutzt</translation>
    </message>
    <message>
        <source>Remove &amp;unused…</source>
        <translation>Unbenutzte ent&amp;fernen…</translation>
    </message>
    <message>
        <source>Environments that are not used</source>
        <translation>Umgebungen, die nicht verwendet werden</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Ein neueres Portico hat diese Installation gemacht, dieses ändert sie daher nicht.</translation>
    </message>
    <message>
        <source>“%1” is running, and its nodes use the environments. Stop it first.</source>
        <translation>„%1“ läuft, und die Nodes darin verwenden die Umgebungen. Halten Sie die Installation zuerst an.</translation>
    </message>
    <message>
        <source>All environments are as they should be</source>
        <translation>Alle Umgebungen sind, wie sie sein sollten</translation>
    </message>
    <message>
        <source>Remove the environment “%1”?</source>
        <translation>Umgebung „%1“ entfernen?</translation>
    </message>
    <message>
        <source>The nodes of “%1” that run in it will not work until it is built again. Its node pack stays.</source>
        <translation>Die Nodes von „%1“, die darin laufen, funktionieren nicht, bis sie wieder gebaut ist. Das Node-Pack dazu bleibt.</translation>
    </message>
    <message>
        <source>Remove “%1” all the same?</source>
        <translation>„%1“ trotzdem entfernen?</translation>
    </message>
    <message>
        <source>Whoever uses it needs to build it again before its nodes work.</source>
        <translation>Wer sie verwendet, muss sie wieder bauen, bevor die Nodes funktionieren.</translation>
    </message>
    <message>
        <source>Remove unused environments?</source>
        <translation>Unbenutzte Umgebungen entfernen?</translation>
    </message>
    <message>
        <source>No node pack asks for them. They are deleted for good, and can be built again if a pack should need one.</source>
        <translation>Kein Node-Pack verlangt nach ihnen. Sie werden endgültig gelöscht und lassen sich wieder bauen, falls ein Node-Pack eine braucht.</translation>
    </message>
    <message>
        <source>“python” and “pip” are those of the environment “%1”.</source>
        <translation>„python“ und „pip“ sind die der Umgebung „%1“.</translation>
    </message>
    <message>
        <source>Open a terminal</source>
        <translation>Terminal öffnen</translation>
    </message>
    <message>
        <source>Install what “%1” wants</source>
        <translation>Installieren, was „%1“ möchte</translation>
    </message>
    <message>
        <source>Portico is about to run this command. Press Enter to run it, or close this window.</source>
        <translation>Portico ist dabei, diesen Befehl auszuführen. Drücken Sie die Eingabetaste, um ihn auszuführen, oder schließen Sie dieses Fenster.</translation>
    </message>
    <message>
        <source>It has ended. Press Enter to close this window.</source>
        <translation>Er ist beendet. Drücken Sie die Eingabetaste, um dieses Fenster zu schließen.</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Entfe&amp;rnen…</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>Proto&amp;koll zeigen</translation>
    </message>
    <message>
        <source>Open &amp;terminal here</source>
        <translation>&amp;Terminal hier öffnen</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>portico::app::ExtrasPanel</name>
    <message>
        <source>A set of &amp;your own</source>
        <translation>Eine &amp;eigene Auswahl</translation>
    </message>
    <message>
        <source>&amp;None any more</source>
        <translation>&amp;Keine mehr</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>&amp;Build what has no ready build; that runs its authors’ own code</source>
        <translation>&amp;Bauen, wofür es keinen fertigen Build gibt; das führt Code der jeweiligen Entwickler aus</translation>
    </message>
    <message>
        <source>Packages that many node packs use without asking for them, on this install’s own torch. What cannot be had for this computer is left out, and the plan says why.</source>
        <translation>Pakete, die viele Node-Packs verwenden, ohne sie zu verlangen, auf dem eigenen torch dieser Installation. Was für diesen Computer nicht zu bekommen ist, wird weggelassen, und der Plan sagt, warum.</translation>
    </message>
    <message numerus="yes">
        <source>The &amp;ready set of %n package(s)</source>
        <translation>
            <numerusform>Die &amp;fertige Auswahl mit einem Paket</numerusform>
            <numerusform>Die &amp;fertige Auswahl mit %n Paketen</numerusform>
        </translation>
    </message>
    <message>
        <source>A JSON file with packages, strip, files</source>
        <translation>Eine JSON-Datei mit packages, strip, files</translation>
    </message>
    <message>
        <source>File of your own set</source>
        <translation>Datei Ihrer eigenen Auswahl</translation>
    </message>
    <message>
        <source>A set is a file that ends in .json.</source>
        <translation>Eine Auswahl ist eine Datei, die auf .json endet.</translation>
    </message>
    <message>
        <source>Sets of packages (*.json)</source>
        <translation>Paketauswahlen (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::FileLog</name>
    <message>
        <source>Follow a log</source>
        <translation>Einem Protokoll folgen</translation>
    </message>
</context>
<context>
    <name>portico::app::FindingRow</name>
    <message>
        <source>Put torch right</source>
        <translation>torch berichtigen</translation>
    </message>
    <message>
        <source>Reinstall it</source>
        <translation>Neu installieren</translation>
    </message>
    <message>
        <source>Clear it away</source>
        <translation>Wegräumen</translation>
    </message>
    <message>
        <source>Install it</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Keep one of them</source>
        <translation>Eines davon behalten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what repairs a finding; the finding</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>portico::app::FirstStartPage</name>
    <message>
        <source>This is the list as it was: %1. %2</source>
        <translation>Das ist die Liste, wie sie war: %1. %2</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Compose &amp;without a bundle</source>
        <translation>Ohne Bündel &amp;zusammenstellen</translation>
    </message>
    <message>
        <source>Bring ComfyUI home</source>
        <translation>ComfyUI nach Hause holen</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>Was dieser Computer ist</translation>
    </message>
    <message>
        <source>&amp;Other builds…</source>
        <translation>&amp;Andere Builds…</translation>
    </message>
    <message>
        <source>I already have &amp;ComfyUI…</source>
        <translation>Ich habe &amp;ComfyUI schon…</translation>
    </message>
    <message>
        <source>A &amp;file or address…</source>
        <translation>&amp;Datei oder Adresse…</translation>
    </message>
    <message>
        <source>Check that everything works on this computer</source>
        <translation>Prüfen, ob auf diesem Computer alles funktioniert</translation>
    </message>
    <message>
        <source>It was begun before and is not done yet: what was downloaded is kept.</source>
        <translation>Es wurde schon begonnen und ist noch nicht fertig: Was heruntergeladen wurde, ist erhalten.</translation>
    </message>
    <message>
        <source>It is being set up; how far it is stands below.</source>
        <translation>Es wird eingerichtet; wie weit es ist, steht unten.</translation>
    </message>
    <message>
        <source>It is not done yet: what was downloaded is kept.</source>
        <translation>Es ist noch nicht fertig: Was heruntergeladen wurde, ist erhalten.</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>Dieser Computer wird angesehen…</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1</source>
        <translation>Die Liste der Builds konnte nicht geholt werden. %1</translation>
    </message>
</context>
<context>
    <name>portico::app::FixActs</name>
    <message>
        <source>Disable %1</source>
        <translation>%1 deaktivieren</translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>install.py von %1 ausführen</translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>%1 aktualisieren</translation>
    </message>
    <message>
        <source>Look what %1 needs</source>
        <translation>Nachsehen, was %1 braucht</translation>
    </message>
    <message>
        <source>Install what %1 needs</source>
        <translation>Installieren, was %1 braucht</translation>
    </message>
    <message>
        <source>%1 could not be opened.</source>
        <translation>%1 konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Open it yourself.</source>
        <translation>Öffnen Sie es selbst.</translation>
    </message>
</context>
<context>
    <name>portico::app::FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRows</name>
    <message>
        <source>Newest runs</source>
        <translation>Neueste Läufe</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>Build t&amp;here…</source>
        <translation>Dort &amp;bauen…</translation>
    </message>
    <message>
        <source>Build there</source>
        <translation>Dort bauen</translation>
    </message>
    <message>
        <source>Show its r&amp;uns</source>
        <translation>Lä&amp;ufe zeigen</translation>
    </message>
    <message>
        <source>Re&amp;pository</source>
        <translation>Re&amp;pository</translation>
    </message>
    <message>
        <source>Wor&amp;kflow</source>
        <translation>Wor&amp;kflow</translation>
    </message>
    <message>
        <source>Nobody is signed in. Bundles can be built on GitHub&apos;s computers for Linux, Windows and macOS, and released there.</source>
        <translation>Niemand ist angemeldet. Bündel können auf GitHubs Computern für Linux, Windows und macOS gebaut und dort veröffentlicht werden.</translation>
    </message>
    <message>
        <source>Asking GitHub whose the token is…</source>
        <translation>GitHub wird gefragt, wem das Token gehört…</translation>
    </message>
    <message>
        <source>Signed in as %1 on %2.</source>
        <translation>Angemeldet als %1 bei %2.</translation>
    </message>
    <message>
        <source>There is a token for %1.</source>
        <translation>Für %1 gibt es ein Token.</translation>
    </message>
    <message>
        <source>Tok&amp;en…</source>
        <translation>Tok&amp;en…</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>&amp;Anmelden…</translation>
    </message>
    <message>
        <source>Token of GitHub</source>
        <translation>Token von GitHub</translation>
    </message>
    <message>
        <source>Sign in to GitHub</source>
        <translation>Bei GitHub anmelden</translation>
    </message>
    <message>
        <source>No runs yet.</source>
        <translation>Noch keine Läufe.</translation>
    </message>
    <message>
        <source>Run %1 · %2 · %3 · %4</source>
        <comment>number, state, branch, moment</comment>
        <translation>Lauf %1 · %2 · %3 · %4</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>%1: run %2</source>
        <comment>what a button does; number of the run</comment>
        <translation>%1: Lauf %2</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRunDialog</name>
    <message>
        <source>Update the portable bundle&apos;s recipe</source>
        <translation>Rezept des portablen Bündels aktualisieren</translation>
    </message>
    <message>
        <source>Put Portico&apos;s own workflow there, too</source>
        <translation>Auch Porticos eigenen Workflow dort ablegen</translation>
    </message>
    <message>
        <source>Build on GitHub</source>
        <translation>Auf GitHub bauen</translation>
    </message>
    <message>
        <source>The recipe goes onto the branch as one commit, the workflow is started, and its jobs are watched here. What it makes can be downloaded afterwards.</source>
        <translation>Das Rezept kommt als ein Commit in den Branch, der Workflow wird gestartet, und seine Aufträge werden hier beobachtet. Was dabei entsteht, kann danach heruntergeladen werden.</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>The repository&apos;s own</source>
        <translation>Der eigene des Repositorys</translation>
    </message>
    <message>
        <source>None; or a tag such as v1.2.0</source>
        <translation>Keines; oder ein Tag wie v1.2.0</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>%1, as recipe.json</source>
        <translation>%1, als recipe.json</translation>
    </message>
    <message>
        <source>It builds for Linux, Windows and macOS, and needs the variable PORTICO_DOWNLOADS</source>
        <translation>Er baut für Linux, Windows und macOS und braucht die Variable PORTICO_DOWNLOADS</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>&amp;Repository</translation>
    </message>
    <message>
        <source>&amp;Branch</source>
        <translation>&amp;Branch</translation>
    </message>
    <message>
        <source>&amp;Push first</source>
        <translation>Zuerst &amp;pushen</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>&amp;Workflow</source>
        <translation>&amp;Workflow</translation>
    </message>
    <message>
        <source>Make a re&amp;lease</source>
        <translation>Re&amp;lease anlegen</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Was fehlt</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>Ein Repository heißt owner/name.</translation>
    </message>
    <message>
        <source>Name the workflow&apos;s file, such as build.yml.</source>
        <translation>Nennen Sie die Datei des Workflows, etwa build.yml.</translation>
    </message>
    <message>
        <source>Say what the commit is about.</source>
        <translation>Sagen Sie, worum es in dem Commit geht.</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRuns</name>
    <message>
        <source>Push the recipe</source>
        <translation>Rezept pushen</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1.</source>
        <translation>
            <numerusform>Eine Datei in %1 gepusht.</numerusform>
            <numerusform>%n Dateien in %1 gepusht.</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>Der Branch %1 hat schon alles davon.</translation>
    </message>
    <message>
        <source>Start the workflow</source>
        <translation>Workflow starten</translation>
    </message>
    <message>
        <source>Downloaded to %1 and compared with GitHub&apos;s digest.</source>
        <translation>Nach %1 heruntergeladen und mit GitHubs Prüfsumme verglichen.</translation>
    </message>
    <message>
        <source>Downloaded to %1. GitHub named no digest to compare with.</source>
        <translation>Nach %1 heruntergeladen. GitHub hat keine Prüfsumme zum Vergleichen genannt.</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Lauf %1: %2</translation>
    </message>
    <message>
        <source>Nobody watches any more; the run on GitHub goes on.</source>
        <translation>Niemand beobachtet ihn mehr; der Lauf auf GitHub geht weiter.</translation>
    </message>
    <message>
        <source>Build on GitHub: %1</source>
        <translation>Auf GitHub bauen: %1</translation>
    </message>
    <message>
        <source>Watch run %1 of %2</source>
        <translation>Lauf %1 von %2 beobachten</translation>
    </message>
    <message>
        <source>Cancel run %1 of %2</source>
        <translation>Lauf %1 von %2 abbrechen</translation>
    </message>
    <message>
        <source>GitHub was asked to end it; that takes a while.</source>
        <translation>GitHub wurde gebeten, ihn zu beenden; das dauert eine Weile.</translation>
    </message>
    <message>
        <source>Download what run %1 of %2 made</source>
        <translation>Herunterladen, was Lauf %1 von %2 gemacht hat</translation>
    </message>
    <message>
        <source>List the runs of %1</source>
        <translation>Läufe von %1 auflisten</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubSignIn</name>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>GitHub fragen, wem das Token gehört</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>Ein fein abgestuftes Token: Seine Berechtigungen zeigen sich bei der Verwendung.</translation>
    </message>
    <message>
        <source>It has no rights.</source>
        <translation>Es hat keine Rechte.</translation>
    </message>
    <message>
        <source>Its rights: %1.</source>
        <translation>Seine Rechte: %1.</translation>
    </message>
</context>
<context>
    <name>portico::app::Given</name>
    <message>
        <source>What Portico was asked to open cannot be read.</source>
        <translation>Was Portico öffnen sollte, lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Open a bundle, a folder, an address, or a recipe, snapshot or list of builds.</source>
        <translation>Öffnen Sie ein Bündel, einen Ordner, eine Adresse oder ein Rezept, einen Schnappschuss oder eine Liste von Builds.</translation>
    </message>
    <message>
        <source>There is no file or folder %1.</source>
        <translation>Es gibt weder Datei noch Ordner %1.</translation>
    </message>
    <message>
        <source>Check the path. An address begins with https://.</source>
        <translation>Prüfen Sie den Pfad. Eine Adresse beginnt mit https://.</translation>
    </message>
</context>
<context>
    <name>portico::app::GpuBoxes</name>
    <message>
        <source>None that it could choose from</source>
        <translation>Keine, die zur Wahl stünde</translation>
    </message>
    <message>
        <source>%1, not among the GPUs of this computer</source>
        <comment>a UUID or number</comment>
        <translation>%1, nicht unter den GPUs dieses Computers</translation>
    </message>
    <message>
        <source>All of them, or those that are chosen; one at least stays</source>
        <translation>Alle oder die gewählten; mindestens eine bleibt</translation>
    </message>
</context>
<context>
    <name>portico::app::GpuList</name>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>No GPU was found. ComfyUI can compute on the processor.</source>
        <translation>Es wurde keine GPU gefunden. ComfyUI kann auf dem Prozessor rechnen.</translation>
    </message>
    <message>
        <source>%1 · decides the build</source>
        <translation>%1 · bestimmt den Build</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltyDialog</name>
    <message>
        <source>ComfyUI does not star&amp;t, or a node pack is not loaded</source>
        <translation>ComfyUI &amp;startet nicht, oder ein Node-Pack wird nicht geladen</translation>
    </message>
    <message>
        <source>&amp;Something else: ask me each time</source>
        <translation>Etwas &amp;anderes: jedes Mal fragen</translation>
    </message>
    <message>
        <source>Find the guilty node pack of “%1”</source>
        <translation>Verursacher in „%1“ suchen</translation>
    </message>
    <message>
        <source>Portico starts ComfyUI a few times, each time with half of the node packs that are still under suspicion: at most 8 starts for 50 packs. Nothing of this install is moved or changed.</source>
        <translation>Portico startet ComfyUI einige Male, jedes Mal mit der Hälfte der noch verdächtigen Node-Packs: höchstens 8 Starts bei 50 Node-Packs. Nichts in dieser Installation wird verschoben oder geändert.</translation>
    </message>
    <message>
        <source>What goes wrong?</source>
        <translation>Was läuft schief?</translation>
    </message>
    <message>
        <source>&amp;Find it</source>
        <translation>S&amp;uchen</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltySearches</name>
    <message>
        <source>Find the guilty node pack of %1</source>
        <translation>Verursacher in %1 suchen</translation>
    </message>
</context>
<context>
    <name>portico::app::HardwareChoice</name>
    <message>
        <source>Computes on</source>
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>Computes &amp;on</source>
        <translation>Rechn&amp;et auf</translation>
    </message>
    <message>
        <source>&amp;GPUs</source>
        <translation>GPU&amp;s</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>About this choice</source>
        <translation>Über diese Wahl</translation>
    </message>
    <message>
        <source>What its build is made for</source>
        <translation>Wofür ihr Build gemacht ist</translation>
    </message>
    <message>
        <source>%1, as its build is made</source>
        <translation>%1, wie ihr Build gemacht ist</translation>
    </message>
    <message>
        <source>The processor (CPU), slow</source>
        <translation>Der Prozessor (CPU), langsam</translation>
    </message>
</context>
<context>
    <name>portico::app::Health</name>
    <message>
        <source>Read the node packs</source>
        <translation>Node-Packs lesen</translation>
    </message>
    <message>
        <source>Verify the packages</source>
        <translation>Pakete überprüfen</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryLook</name>
    <message>
        <source>Snapshot</source>
        <translation>Schnappschuss</translation>
    </message>
    <message>
        <source>Node packs changed</source>
        <translation>Node-Packs geändert</translation>
    </message>
    <message>
        <source>Isolated environments changed</source>
        <translation>Isolierte Umgebungen geändert</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>Einstellungen geändert</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>Repariert</translation>
    </message>
    <message>
        <source>ComfyUI updated</source>
        <translation>ComfyUI aktualisiert</translation>
    </message>
    <message>
        <source>Went back to an earlier state</source>
        <translation>Zu einem früheren Stand zurückgegangen</translation>
    </message>
    <message>
        <source>Imported snapshot</source>
        <translation>Importierter Schnappschuss</translation>
    </message>
    <message>
        <source>Started well with all node packs</source>
        <translation>Mit allen Node-Packs gut gestartet</translation>
    </message>
    <message>
        <source>The install is so now.</source>
        <translation>So ist die Installation jetzt.</translation>
    </message>
    <message>
        <source>Nothing of what is remembered became different.</source>
        <translation>Nichts von dem, was gemerkt ist, wurde anders.</translation>
    </message>
    <message>
        <source>Nothing changed until the next step.</source>
        <translation>Bis zum nächsten Schritt hat sich nichts geändert.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ein weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Since then: %1</source>
        <translation>Seither: %1</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python und torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Node-Packs</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>Pakete der Node-Packs</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Isolierte Umgebungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>Model folders</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>%1 came: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>%1 kam hinzu: %2</translation>
    </message>
    <message>
        <source>%1 went: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>%1 fiel weg: %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a pack, package or setting; before; after</comment>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>The install is in this state now.</source>
        <translation>Die Installation ist jetzt in diesem Zustand.</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>Cannot be as it was</source>
        <translation>Kann nicht sein, wie es war</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Wissenswert</translation>
    </message>
    <message>
        <source>Made what a site declares</source>
        <translation>An die Angaben einer Site angepasst</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryRow</name>
    <message>
        <source>&amp;Go back…</source>
        <translation>Zurückg&amp;ehen…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what happened; when</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>what a button does; what happened; when</comment>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurückgehen</translation>
    </message>
    <message>
        <source>Shows what would be as it was before this</source>
        <translation>Zeigt, was wieder so würde, wie es davor war</translation>
    </message>
    <message>
        <source>Shows what would be as it was then</source>
        <translation>Zeigt, was wieder so würde, wie es damals war</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>Alle Änderungen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Was sich noch tun lässt</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryTab</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Before every change Portico remembers what this install is: ComfyUI, node packs and their packages, settings. Any of it can be gone back to. Models, pictures and your other files are never touched.</source>
        <translation>Vor jeder Änderung merkt sich Portico, was diese Installation ist: ComfyUI, Node-Packs und ihre Pakete, Einstellungen. Zu allem davon kann man zurückgehen. Modelle, Bilder und Ihre anderen Dateien bleiben immer unberührt.</translation>
    </message>
    <message>
        <source>&amp;Take a snapshot…</source>
        <translation>&amp;Schnappschuss aufnehmen…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>A snapshot of another Portico, of ComfyUI-Manager or Comfy Desktop</source>
        <translation>Einen Schnappschuss eines anderen Portico, von ComfyUI-Manager oder Comfy Desktop</translation>
    </message>
    <message>
        <source>&amp;Keep for offline…</source>
        <translation>Für offline &amp;aufbewahren…</translation>
    </message>
    <message>
        <source>Keeps all that this install is made of, so that it can be made again without a network</source>
        <translation>Bewahrt alles auf, woraus diese Installation besteht, damit sie ohne Netzwerk neu entstehen kann</translation>
    </message>
    <message>
        <source>The history is being read…</source>
        <translation>Der Verlauf wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing has changed yet</source>
        <translation>Noch hat sich nichts geändert</translation>
    </message>
    <message>
        <source>The first good start and the first change of node packs, packages or settings begin the history of this install.</source>
        <translation>Der erste gute Start und die erste Änderung von Node-Packs, Paketen oder Einstellungen beginnen den Verlauf dieser Installation.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Read the history</source>
        <translation>Verlauf lesen</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Ein neueres Portico hat diese Installation gemacht, dieses ändert sie daher nicht.</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it first.</source>
        <translation>„%1“ läuft. Halten Sie die Installation zuerst an.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Schnappschuss aufnehmen</translation>
    </message>
    <message>
        <source>Portico remembers what “%1” is now. It takes a few kilobytes, and ComfyUI may run meanwhile.</source>
        <translation>Portico merkt sich, was „%1“ jetzt ist. Das belegt einige Kilobyte, und ComfyUI darf dabei laufen.</translation>
    </message>
    <message>
        <source>&amp;Take it</source>
        <translation>Au&amp;fnehmen</translation>
    </message>
    <message>
        <source>Take a snapshot of %1</source>
        <translation>Schnappschuss von %1 aufnehmen</translation>
    </message>
    <message>
        <source>Go back to before “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>Zurückgehen auf vor „%1“, %2</translation>
    </message>
    <message>
        <source>Go back to “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>Zurückgehen zu „%1“, %2</translation>
    </message>
    <message>
        <source>Import a snapshot</source>
        <translation>Schnappschuss importieren</translation>
    </message>
    <message>
        <source>Snapshots (*.json)</source>
        <translation>Schnappschüsse (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Become as in %1</source>
        <comment>a file&apos;s name</comment>
        <translation>So werden wie in %1</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>&amp;Notiz…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Export for ComfyUI-&amp;Manager…</source>
        <translation>Für ComfyUI-&amp;Manager exportieren…</translation>
    </message>
    <message>
        <source>&amp;Copy its id</source>
        <translation>&amp;Kennung kopieren</translation>
    </message>
    <message>
        <source>&amp;Forget it…</source>
        <translation>&amp;Vergessen…</translation>
    </message>
    <message>
        <source>A note on this state</source>
        <translation>Eine Notiz zu diesem Stand</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>Notiz zu einem Schnappschuss</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>Schnappschuss exportieren</translation>
    </message>
    <message>
        <source>Export a snapshot to %1</source>
        <translation>Schnappschuss nach %1 exportieren</translation>
    </message>
    <message>
        <source>Forget this state?</source>
        <translation>Diesen Stand vergessen?</translation>
    </message>
    <message>
        <source>Nothing of the install changes. The state of %1 can then not be gone back to any more, and old packages and node packs that only it needs may go with the next clean-up.</source>
        <translation>An der Installation ändert sich nichts. Zum Stand von %1 kann man dann nicht mehr zurückgehen, und alte Pakete und Node-Packs, die nur er braucht, verschwinden vielleicht beim nächsten Aufräumen.</translation>
    </message>
    <message>
        <source>&amp;Forget it</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>Forget a snapshot</source>
        <translation>Schnappschuss vergessen</translation>
    </message>
</context>
<context>
    <name>portico::app::ImportDialog</name>
    <message>
        <source>Open a snapshot</source>
        <translation>Schnappschuss öffnen</translation>
    </message>
    <message>
        <source>“%1” says what an install was: its node packs, packages and settings. An install of yours can become the same. You see first what would change.</source>
        <translation>„%1“ sagt, was eine Installation war: ihre Node-Packs, Pakete und Einstellungen. Eine Ihrer Installationen kann ebenso werden. Sie sehen zuerst, was sich ändern würde.</translation>
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
        <translation>&amp;Zeigen, was sich ändern würde…</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallBundleForm</name>
    <message>
        <source>Tests that nothing needs</source>
        <translation>Tests, die nichts braucht</translation>
    </message>
    <message>
        <source>Headers of C and C++ (torch.compile needs them)</source>
        <translation>Header von C und C++ (torch.compile braucht sie)</translation>
    </message>
    <message>
        <source>Static libraries (torch.compile needs them)</source>
        <translation>Statische Programmbibliotheken (torch.compile braucht sie)</translation>
    </message>
    <message>
        <source>Caches of tools</source>
        <translation>Caches von Werkzeugen</translation>
    </message>
    <message>
        <source>One file, however large</source>
        <translation>Eine Datei, gleich wie groß</translation>
    </message>
    <message>
        <source>Parts under 2 GiB, as GitHub takes them</source>
        <translation>Teile unter 2 GiB, wie GitHub sie annimmt</translation>
    </message>
    <message>
        <source>Replace a bundle of that name if there is one</source>
        <translation>Ein Bündel dieses Namens ersetzen, falls es eines gibt</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Other web pages may call it (CORS)</source>
        <translation>Andere Webseiten dürfen es aufrufen (CORS)</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Installation</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Name begins with</source>
        <translation>&amp;Name beginnt mit</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>&amp;Version</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>&amp;Archiv</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>In &amp;wie vielen Dateien</translation>
    </message>
    <message>
        <source>zip: every system opens it</source>
        <translation>zip: jedes System öffnet es</translation>
    </message>
    <message>
        <source>tar.zst: smaller and quicker</source>
        <translation>tar.zst: kleiner und schneller</translation>
    </message>
    <message>
        <source>tar.gz</source>
        <translation>tar.gz</translation>
    </message>
    <message>
        <source>tar: not compressed</source>
        <translation>tar: nicht komprimiert</translation>
    </message>
    <message>
        <source>Leave out: %1</source>
        <translation>Weglassen: %1</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s: %1</source>
        <comment>a version</comment>
        <translation>Die von ComfyUI: %1</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallHeader</name>
    <message>
        <source>C&amp;hange…</source>
        <translation>Ä&amp;ndern…</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>Im &amp;Browser öffnen</translation>
    </message>
    <message>
        <source>Change the version of ComfyUI</source>
        <translation>Die Version von ComfyUI ändern</translation>
    </message>
    <message>
        <source>(safe start)</source>
        <translation>(abgesicherter Start)</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>Zustand: %1</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>Für %1 ließ sich kein Browser öffnen.</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>Öffnen Sie diese Adresse selbst in einem Browser.</translation>
    </message>
    <message>
        <source>Update %1 to %2</source>
        <comment>an install; a version</comment>
        <translation>%1 auf %2 aktualisieren</translation>
    </message>
    <message>
        <source>Look at port %1</source>
        <translation>Port %1 ansehen</translation>
    </message>
    <message>
        <source>Use %1 instead of %2</source>
        <translation>%1 statt %2 verwenden</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallPackDialog</name>
    <message>
        <source>Install node packs in “%1”</source>
        <translation>Node-Packs in „%1“ installieren</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>Was nicht stimmt oder zu wissen ist</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Plan zeigen</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>Plan zeigen</translation>
    </message>
    <message>
        <source>Shows what would be added before anything is changed</source>
        <translation>Zeigt, was hinzukäme, bevor etwas geändert wird</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Woher es kommt</translation>
    </message>
    <message>
        <source>&amp;Comfy Registry</source>
        <translation>&amp;Comfy Registry</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>Eine &amp;Adresse</translation>
    </message>
    <message>
        <source>A &amp;folder or file</source>
        <translation>Ein &amp;Ordner oder eine Datei</translation>
    </message>
    <message>
        <source>A &amp;list</source>
        <translation>Eine &amp;Liste</translation>
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
        <translation>Teile dieser Installation</translation>
    </message>
    <message>
        <source>O&amp;verview</source>
        <translation>Übersi&amp;cht</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>N&amp;odes</translation>
    </message>
    <message>
        <source>&amp;Environments</source>
        <translation>&amp;Umgebungen</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>Einste&amp;llungen</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallSettingsTab</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>What the Start button does</source>
        <translation>Was die Schaltfläche „Starten“ tut</translation>
    </message>
    <message>
        <source>Start, and open the browser when ready</source>
        <translation>Starten und den Browser öffnen, wenn bereit</translation>
    </message>
    <message>
        <source>The Start &amp;button does</source>
        <translation>„Starten“ bewir&amp;kt</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>Hardware</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Pictures and other results</source>
        <translation>Bilder und andere Ergebnisse</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Workflows and ComfyUI&apos;s own settings</source>
        <translation>Workflows und die Einstellungen von ComfyUI selbst</translation>
    </message>
    <message>
        <source>Further model folders, one a line</source>
        <translation>Weitere Modellordner, einer pro Zeile</translation>
    </message>
    <message>
        <source>Arguments and environment</source>
        <translation>Argumente und Umgebung</translation>
    </message>
    <message>
        <source>Arguments for ComfyUI, one a line</source>
        <translation>Argumente für ComfyUI, eines pro Zeile</translation>
    </message>
    <message>
        <source>Environment variables, one a line as NAME=value</source>
        <translation>Umgebungsvariablen, eine pro Zeile als NAME=Wert</translation>
    </message>
    <message>
        <source>What is wrong with these settings</source>
        <translation>Was an diesen Einstellungen nicht stimmt</translation>
    </message>
    <message>
        <source>Where ComfyUI finds node packs and models</source>
        <translation>Wo ComfyUI Node-Packs und Modelle findet</translation>
    </message>
    <message>
        <source>In the data folder</source>
        <translation>Im Datenordner</translation>
    </message>
    <message>
        <source>Classic: beside main.py, by links</source>
        <translation>Klassisch: neben main.py, durch Verknüpfungen</translation>
    </message>
    <message>
        <source>ComfyUI finds node packs and &amp;models</source>
        <translation>ComfyUI f&amp;indet Node-Packs und Modelle</translation>
    </message>
    <message>
        <source>Some node packs look for their files beside ComfyUI&apos;s main.py and break otherwise. In the classic layout links lead from there to the same data folder; the next start makes them, and takes them away again.</source>
        <translation>Manche Node-Packs suchen ihre Dateien neben dem main.py von ComfyUI und versagen sonst. In der klassischen Anordnung führen Verknüpfungen von dort zum selben Datenordner; der nächste Start legt sie an und nimmt sie wieder weg.</translation>
    </message>
    <message>
        <source>The exact command</source>
        <translation>Der genaue Befehl</translation>
    </message>
    <message>
        <source>The exact command as it will be run</source>
        <translation>Der genaue Befehl, wie er ausgeführt wird</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>Be&amp;fehl kopieren</translation>
    </message>
    <message>
        <source>Besides %1</source>
        <translation>Zusätzlich zu %1</translation>
    </message>
    <message>
        <source>“%1” is no NAME=value.</source>
        <translation>„%1“ ist kein NAME=Wert.</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>Test-Workflows</translation>
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
        <translation>Fortschritt von %1</translation>
    </message>
</context>
<context>
    <name>portico::app::JobRow</name>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Show what this job has written</source>
        <translation>Zeigen, was dieser Auftrag geschrieben hat</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Protokoll von %1</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>Diesen Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Noch wurde nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>portico::app::KeepFlow</name>
    <message>
        <source>Keep %1 for offline</source>
        <comment>an install</comment>
        <translation>%1 für offline aufbewahren</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Aufbewahren</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptLook</name>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python und torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Node-Packs</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>Pakete der Node-Packs</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Isolierte Umgebungen</translation>
    </message>
    <message>
        <source>What puts them together</source>
        <translation>Was sie zusammenstellt</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>ist hier</translation>
    </message>
    <message>
        <source>kept already</source>
        <translation>schon aufbewahrt</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>muss geholt werden</translation>
    </message>
    <message numerus="yes">
        <source>%n parts are missing. The first is %1.</source>
        <translation>
            <numerusform>Ein Teil fehlt: %1.</numerusform>
            <numerusform>%n Teile fehlen. Der erste ist %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline, but %n parts are missing. The first is %2.</source>
        <translation>
            <numerusform>„%1“ ist für offline aufbewahrt, aber ein Teil fehlt: %2.</numerusform>
            <numerusform>„%1“ ist für offline aufbewahrt, aber %n Teile fehlen. Der erste ist %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <comment>how many; their size</comment>
        <translation>
            <numerusform>eine Datei, %1</numerusform>
            <numerusform>%n Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Keeping it was interrupted. Keep it again: what is here already is not fetched twice.</source>
        <translation>Das Aufbewahren wurde unterbrochen. Bewahren Sie es noch einmal auf: Was schon hier ist, wird nicht zweimal geholt.</translation>
    </message>
    <message numerus="yes">
        <source>%n files are damaged or missing. The first is %1.</source>
        <translation>
            <numerusform>Eine Datei ist beschädigt oder fehlt: %1.</numerusform>
            <numerusform>%n Dateien sind beschädigt oder fehlen. Die erste ist %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n files are as they were kept.</source>
        <translation>
            <numerusform>Die eine Datei ist, wie sie aufbewahrt wurde.</numerusform>
            <numerusform>Alle %n Dateien sind, wie sie aufbewahrt wurden.</numerusform>
        </translation>
    </message>
    <message>
        <source>All of it is kept already. Keeping it again compares every file.</source>
        <translation>Alles davon ist schon aufbewahrt. Erneutes Aufbewahren vergleicht jede Datei.</translation>
    </message>
    <message>
        <source>All that this state is made of comes into the library&apos;s store, %1 before it is packed. With that the install can be made again without any network, whatever becomes of its sources.</source>
        <translation>Alles, woraus dieser Stand besteht, kommt in das Lager der Bibliothek, %1 vor dem Packen. Damit kann die Installation ganz ohne Netzwerk neu entstehen, was immer aus ihren Quellen wird.</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRow</name>
    <message>
        <source>Rebuild…</source>
        <translation>Neu bauen…</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Was sich noch tun lässt</translation>
    </message>
    <message>
        <source>Makes a new install of it, without any network</source>
        <translation>Macht daraus eine neue Installation, ganz ohne Netzwerk</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Fetches what is damaged or missing from where it came from</source>
        <translation>Holt, was beschädigt ist oder fehlt, von dort, woher es kam</translation>
    </message>
    <message>
        <source>Reads every file and compares it with what was kept</source>
        <translation>Liest jede Datei und vergleicht sie mit dem, was aufbewahrt wurde</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>an install; when it was kept</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>what a button does; an install; when</comment>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>Neu bauen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRows</name>
    <message>
        <source>Nothing is kept yet. “Keep for offline…” on an install&apos;s History keeps all that it is made of: ComfyUI, Python, torch, node packs and their packages. It can then be made again without a network.</source>
        <translation>Noch ist nichts aufbewahrt. „Für offline aufbewahren…“ im Verlauf einer Installation bewahrt alles auf, woraus sie besteht: ComfyUI, Python, torch, Node-Packs und ihre Pakete. Sie kann dann ohne Netzwerk neu entstehen.</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Import what was kept elsewhere</source>
        <translation>Importieren, was anderswo aufbewahrt wurde</translation>
    </message>
    <message>
        <source>A file that was exported on another computer</source>
        <translation>Eine Datei, die auf einem anderen Computer exportiert wurde</translation>
    </message>
    <message>
        <source>Look for what is kept for offline</source>
        <translation>Suchen, was für offline aufbewahrt ist</translation>
    </message>
    <message>
        <source>Check what is kept of %1</source>
        <translation>Prüfen, was von %1 aufbewahrt ist</translation>
    </message>
    <message>
        <source>Repair what is kept of %1</source>
        <translation>Reparieren, was von %1 aufbewahrt ist</translation>
    </message>
    <message>
        <source>Rebuild %1?</source>
        <comment>an install</comment>
        <translation>%1 neu bauen?</translation>
    </message>
    <message>
        <source>A new install is made of what was kept (%1), without any network. Every file is compared first. Other installs stay as they are.</source>
        <translation>Aus dem Aufbewahrten (%1) entsteht eine neue Installation, ganz ohne Netzwerk. Zuerst wird jede Datei verglichen. Andere Installationen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>&amp;Rebuild</source>
        <translation>Neu &amp;bauen</translation>
    </message>
    <message>
        <source>Rebuild %1</source>
        <comment>an install</comment>
        <translation>%1 neu bauen</translation>
    </message>
    <message>
        <source>Open the &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Export as one file…</source>
        <translation>Als eine &amp;Datei exportieren…</translation>
    </message>
    <message>
        <source>&amp;Let it go…</source>
        <translation>&amp;Freigeben…</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1?</source>
        <comment>an install</comment>
        <translation>Freigeben, was von %1 aufbewahrt ist?</translation>
    </message>
    <message>
        <source>Installs stay as they are. What was kept (%1) can then not be made again from here. What other kept states need stays.</source>
        <translation>Installationen bleiben, wie sie sind. Was aufbewahrt war (%1), kann dann von hier nicht mehr neu entstehen. Was andere aufbewahrte Stände brauchen, bleibt.</translation>
    </message>
    <message>
        <source>&amp;Let it go</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1</source>
        <translation>Freigeben, was von %1 aufbewahrt ist</translation>
    </message>
    <message>
        <source>Export as one file</source>
        <translation>Als eine Datei exportieren</translation>
    </message>
    <message>
        <source>Exported installs (*.tar)</source>
        <translation>Exportierte Installationen (*.tar)</translation>
    </message>
    <message>
        <source>Export %1 to %2</source>
        <comment>an install; a file</comment>
        <translation>%1 nach %2 exportieren</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import %1</source>
        <comment>a file</comment>
        <translation>%1 importieren</translation>
    </message>
</context>
<context>
    <name>portico::app::LinkDialog</name>
    <message>
        <source>a folder of this computer</source>
        <translation>einem Ordner dieses Computers</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <comment>a list of builds; hosts</comment>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>A link asks to add ComfyUI</source>
        <translation>Ein Link möchte ComfyUI hinzufügen</translation>
    </message>
    <message>
        <source>It comes from outside Portico, such as a web page. Go on only if you expected it: what is added is a program that runs on your computer. Nothing is fetched yet.</source>
        <translation>Er kommt von außerhalb von Portico, etwa von einer Webseite. Fahren Sie nur fort, wenn Sie ihn erwartet haben: Hinzugefügt wird ein Programm, das auf Ihrem Computer läuft. Noch wird nichts geholt.</translation>
    </message>
    <message>
        <source>&amp;Go on…</source>
        <translation>&amp;Weiter…</translation>
    </message>
    <message>
        <source>Not known before it is fetched</source>
        <translation>Nicht bekannt, bevor es geholt ist</translation>
    </message>
    <message>
        <source>Not verified by its publisher, unless you have its SHA-256</source>
        <translation>Vom Herausgeber nicht bestätigt, außer Sie haben seinen SHA-256</translation>
    </message>
    <message>
        <source>Against the SHA-256 that its publisher gives</source>
        <translation>Mit dem SHA-256, den der Herausgeber angibt</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published</source>
        <translation>Vom Herausgeber nicht bestätigt: Ein SHA-256 davon wurde nicht veröffentlicht</translation>
    </message>
    <message>
        <source>Looking for “%1” in the lists of builds…</source>
        <translation>„%1“ wird in den Listen von Builds gesucht…</translation>
    </message>
    <message>
        <source>None of your lists of builds has “%1”. Add the list that has it in the settings, then use the link again.</source>
        <translation>Keine Ihrer Listen von Builds hat „%1“. Fügen Sie die Liste, die es hat, in den Einstellungen hinzu, und verwenden Sie dann den Link noch einmal.</translation>
    </message>
</context>
<context>
    <name>portico::app::LogModel</name>
    <message numerus="yes">
        <source>%n line(s) were left out here, because they came faster than they can be shown.</source>
        <translation>
            <numerusform>Eine Zeile wurde hier weggelassen, weil sie schneller kam, als sie sich zeigen lässt.</numerusform>
            <numerusform>%n Zeilen wurden hier weggelassen, weil sie schneller kamen, als sie sich zeigen lassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::LogPane</name>
    <message>
        <source>There is nothing in the log yet. It fills when this install is started.</source>
        <translation>Im Protokoll steht noch nichts. Es füllt sich, wenn diese Installation gestartet wird.</translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation>Welche Zeilen gezeigt werden</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>Alle Zeilen</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Follow the newest lines</source>
        <translation>Den neuesten Zeilen folgen</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Lange Zeilen umbrechen</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all</source>
        <translation>Die gewählten Zeilen oder alle kopieren</translation>
    </message>
    <message>
        <source>Save the log…</source>
        <translation>Protokoll speichern…</translation>
    </message>
    <message>
        <source>Clear this view; the files stay</source>
        <translation>Diese Ansicht leeren; die Dateien bleiben</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>match of matches</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Matches: %1</source>
        <translation>Treffer: %1</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>%1 log.txt</source>
        <comment>file name</comment>
        <translation>%1 Protokoll.txt</translation>
    </message>
    <message>
        <source>Save the log to %1</source>
        <translation>Protokoll nach %1 speichern</translation>
    </message>
</context>
<context>
    <name>portico::app::LogView</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Fold the traceback</source>
        <translation>Traceback &amp;falten</translation>
    </message>
    <message>
        <source>&amp;Show the whole traceback</source>
        <translation>Ganzen &amp;Traceback zeigen</translation>
    </message>
    <message numerus="yes">
        <source>traceback, %n line(s)</source>
        <translation>
            <numerusform>Traceback, eine Zeile</numerusform>
            <numerusform>Traceback, %n Zeilen</numerusform>
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
        <translation>Bündel wählen</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>Bündel (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Take in %1</source>
        <translation>%1 aufnehmen</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 duplizieren</translation>
    </message>
    <message>
        <source>“%1” is running, so it cannot be removed.</source>
        <translation>„%1“ läuft und kann daher nicht entfernt werden.</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>Halten Sie die Installation an, und entfernen Sie sie dann.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Another link was followed while a question is open.</source>
        <translation>Während eine Frage offen ist, wurde einem weiteren Link gefolgt.</translation>
    </message>
    <message>
        <source>Answer the question, then follow the link again.</source>
        <translation>Beantworten Sie die Frage, und folgen Sie dem Link dann noch einmal.</translation>
    </message>
    <message>
        <source>A link asks to open “%1”, and there is no such install.</source>
        <translation>Ein Link möchte „%1“ öffnen, und diese Installation gibt es nicht.</translation>
    </message>
    <message>
        <source>Check the name among the installs at the left.</source>
        <translation>Prüfen Sie den Namen unter den Installationen links.</translation>
    </message>
    <message>
        <source>Open “%1”?</source>
        <translation>„%1“ öffnen?</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It runs: %1 is opened in your browser.</source>
        <translation>Ein Link von außerhalb von Portico, etwa von einer Webseite, verlangt es. Die Installation läuft: %1 wird in Ihrem Browser geöffnet.</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It is shown; nothing is started.</source>
        <translation>Ein Link von außerhalb von Portico, etwa von einer Webseite, verlangt es. Die Installation wird gezeigt; gestartet wird nichts.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>“%1” is a snapshot, and there is no install yet that could become so.</source>
        <translation>„%1“ ist ein Schnappschuss, und es gibt noch keine Installation, die so werden könnte.</translation>
    </message>
    <message>
        <source>Add ComfyUI first, then open it again.</source>
        <translation>Fügen Sie zuerst ComfyUI hinzu, und öffnen Sie ihn dann noch einmal.</translation>
    </message>
    <message>
        <source>Add this list of builds?</source>
        <translation>Diese Liste von Builds hinzufügen?</translation>
    </message>
    <message>
        <source>%1 is a list of builds, such as a team makes. What it lists is offered beside the others when you add ComfyUI, so add it only if you trust who made it. Portico reads the file again each time: it should stay there.</source>
        <translation>%1 ist eine Liste von Builds, wie ein Team sie erstellt. Was darin steht, wird beim Hinzufügen von ComfyUI neben den anderen angeboten; fügen Sie sie also nur hinzu, wenn Sie vertrauen, wer sie erstellt hat. Portico liest die Datei jedes Mal neu: Sie sollte dort bleiben.</translation>
    </message>
    <message>
        <source>&amp;Add the list</source>
        <translation>&amp;Liste hinzufügen</translation>
    </message>
</context>
<context>
    <name>portico::app::MakeBundle</name>
    <message>
        <source>No folder was named.</source>
        <translation>Es wurde kein Ordner genannt.</translation>
    </message>
    <message>
        <source>Say where the bundle shall go, with the whole path.</source>
        <translation>Sagen Sie mit dem ganzen Pfad, wohin das Bündel soll.</translation>
    </message>
    <message>
        <source>Plan a bundle</source>
        <translation>Bündel planen</translation>
    </message>
    <message>
        <source>Make a bundle of an install</source>
        <translation>Bündel einer Installation erstellen</translation>
    </message>
    <message>
        <source>Make the bundle of %1</source>
        <translation>Das Bündel von %1 erstellen</translation>
    </message>
</context>
<context>
    <name>portico::app::Mark</name>
    <message>
        <source>In order</source>
        <comment>what an icon says</comment>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Warning</source>
        <comment>what an icon says</comment>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>what an icon says</comment>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>what an icon says</comment>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>what an icon says</comment>
        <translation>Wartet</translation>
    </message>
</context>
<context>
    <name>portico::app::MessageCard</name>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>portico::app::MigrateFlow</name>
    <message>
        <source>Migrate %1 into the library</source>
        <translation>%1 in die Bibliothek migrieren</translation>
    </message>
    <message>
        <source>&amp;Migrate</source>
        <translation>&amp;Migrieren</translation>
    </message>
</context>
<context>
    <name>portico::app::NameLabel</name>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
</context>
<context>
    <name>portico::app::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>How Portico, git, uv, pip and ComfyUI reach the internet. What you change here counts at once; ComfyUI takes it up at its next start.</source>
        <translation>Wie Portico, git, uv, pip und ComfyUI das Internet erreichen. Was Sie hier ändern, gilt sofort; ComfyUI übernimmt es beim nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Test everything</source>
        <translation>&amp;Alles testen</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Some networks look into https connections and show certificates of their own. Their administrator has a file with the authority behind them. It is trusted besides the ones this computer trusts; no check is switched off.</source>
        <translation>Manche Netzwerke sehen in https-Verbindungen hinein und zeigen eigene Zertifikate. Ihre Verwaltung hat eine Datei mit der Zertifizierungsstelle dahinter. Ihr wird zusätzlich zu denen vertraut, denen dieser Computer vertraut; keine Prüfung wird abgeschaltet.</translation>
    </message>
    <message>
        <source>None besides this computer&apos;s</source>
        <translation>Keine außer denen dieses Computers</translation>
    </message>
    <message>
        <source>&amp;Additional certificate authority</source>
        <translation>Zusätzliche Ze&amp;rtifizierungsstelle</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s file</source>
        <translation>Datei der Zertifizierungsstelle wählen</translation>
    </message>
    <message>
        <source>Mirrors and indexes</source>
        <translation>Spiegel und Indexe</translation>
    </message>
    <message>
        <source>&amp;GitHub</source>
        <translation>G&amp;itHub</translation>
    </message>
    <message>
        <source>Package &amp;index</source>
        <translation>Pak&amp;etindex</translation>
    </message>
    <message>
        <source>T&amp;orch index</source>
        <translation>t&amp;orch-Index</translation>
    </message>
    <message>
        <source>P&amp;ython releases</source>
        <translation>P&amp;ython-Releases</translation>
    </message>
    <message>
        <source>From GitHub</source>
        <translation>Von GitHub</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Each is given the settings above in its own way. Its test lets the real program fetch something small.</source>
        <translation>Jedes bekommt die Einstellungen oben auf seine Weise. Sein Test lässt das echte Programm etwas Kleines holen.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>Testen: %1</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Wird getestet…</translation>
    </message>
    <message>
        <source>%1 (%2, %3 ms)</source>
        <comment>what a test found; its way; its time</comment>
        <translation>%1 (%2, %3 ms)</translation>
    </message>
    <message>
        <source>The authority&apos;s file</source>
        <translation>Die Datei der Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::NodesTab</name>
    <message>
        <source>About the chosen node pack</source>
        <translation>Über das gewählte Node-Pack</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>ein Node-Pack</numerusform>
            <numerusform>%n Node-Packs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · eines braucht Aufmerksamkeit</numerusform>
            <numerusform>%1 · %n brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>The packages are being read…</source>
        <translation>Die Pakete werden gelesen…</translation>
    </message>
    <message>
        <source>This is a ComfyUI folder of your own: Portico enables and disables its node packs and repairs its packages, but adds and removes packs only in installs that it made.</source>
        <translation>Das ist ein eigener ComfyUI-Ordner von Ihnen: Portico schaltet Node-Packs dort ein und aus und repariert die Pakete, aber fügt Node-Packs nur in Installationen hinzu, die es selbst gemacht hat, und entfernt sie nur dort.</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Ein neueres Portico hat diese Installation gemacht, dieses ändert sie daher nicht.</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it to change its node packs.</source>
        <translation>„%1“ läuft. Halten Sie die Installation an, um ihre Node-Packs zu ändern.</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>&amp;Aktivieren</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>Dea&amp;ktivieren</translation>
    </message>
    <message>
        <source>Node packs add nodes to ComfyUI. What would be added is shown before anything is installed.</source>
        <translation>Node-Packs fügen Nodes zu ComfyUI hinzu. Was hinzukäme, wird gezeigt, bevor etwas installiert wird.</translation>
    </message>
    <message>
        <source>Choose a node pack first</source>
        <translation>Wählen Sie zuerst ein Node-Pack</translation>
    </message>
    <message>
        <source>Installs what node packs lack, by a plan</source>
        <translation>Installiert nach einem Plan, was Node-Packs fehlt</translation>
    </message>
    <message>
        <source>No node pack lacks anything</source>
        <translation>Keinem Node-Pack fehlt etwas</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>Ein Node-Pack ist gewählt.</numerusform>
            <numerusform>%n Node-Packs sind gewählt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)</source>
        <translation>
            <numerusform>Ein Node-Pack aktivieren</numerusform>
            <numerusform>%n Node-Packs aktivieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>%1 aktivieren</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)</source>
        <translation>
            <numerusform>Ein Node-Pack deaktivieren</numerusform>
            <numerusform>%n Node-Packs deaktivieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 deaktivieren</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)</source>
        <translation>
            <numerusform>Ein Node-Pack aktualisieren</numerusform>
            <numerusform>%n Node-Packs aktualisieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>%1 aktualisieren</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)</source>
        <translation>
            <numerusform>Ein Node-Pack entfernen</numerusform>
            <numerusform>%n Node-Packs entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>%1 zurücknehmen</translation>
    </message>
    <message numerus="yes">
        <source>Run install.py of %n node pack(s)</source>
        <translation>
            <numerusform>install.py eines Node-Packs ausführen</numerusform>
            <numerusform>install.py von %n Node-Packs ausführen</numerusform>
        </translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>install.py von %1 ausführen</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)</source>
        <translation>
            <numerusform>Ein Node-Pack isolieren</numerusform>
            <numerusform>%n Node-Packs isolieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate %1</source>
        <translation>%1 isolieren</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)</source>
        <translation>
            <numerusform>Isolierung eines Node-Packs aufheben</numerusform>
            <numerusform>Isolierung von %n Node-Packs aufheben</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of %1</source>
        <translation>Isolierung von %1 aufheben</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>Schnappschuss wiederherstellen</translation>
    </message>
    <message>
        <source>Install what node packs lack</source>
        <translation>Installieren, was Node-Packs fehlt</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>Node-Packs installieren</translation>
    </message>
    <message>
        <source>Take the extras away</source>
        <translation>Extras wegnehmen</translation>
    </message>
    <message>
        <source>Install extras</source>
        <translation>Extras installieren</translation>
    </message>
    <message>
        <source>Install %1</source>
        <translation>%1 installieren</translation>
    </message>
    <message>
        <source>Update &amp;to another version…</source>
        <translation>Auf andere &amp;Version aktualisieren…</translation>
    </message>
    <message>
        <source>Run its &amp;install.py…</source>
        <translation>install.&amp;py ausführen…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Open its &amp;web page</source>
        <translation>&amp;Webseite öffnen</translation>
    </message>
    <message>
        <source>Undo its i&amp;solation</source>
        <translation>Isolierung auf&amp;heben</translation>
    </message>
    <message>
        <source>I&amp;solate this pack…</source>
        <translation>Node-Pack iso&amp;lieren…</translation>
    </message>
    <message>
        <source>Take back “%1” of %2</source>
        <comment>a node pack as it was; a moment</comment>
        <translation>„%1“ zurücknehmen (Stand: %2)</translation>
    </message>
    <message>
        <source>&amp;Install…</source>
        <translation>&amp;Installieren…</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Aktuali&amp;sieren</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>Alle r&amp;eparieren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Was sich noch tun lässt</translation>
    </message>
    <message>
        <source>Find a node pack</source>
        <translation>Node-Pack finden</translation>
    </message>
    <message>
        <source>How many node packs there are</source>
        <translation>Wie viele Node-Packs es gibt</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Node-Packs</translation>
    </message>
    <message>
        <source>The node packs are being read…</source>
        <translation>Die Node-Packs werden gelesen…</translation>
    </message>
    <message>
        <source>No node packs yet</source>
        <translation>Noch keine Node-Packs</translation>
    </message>
    <message>
        <source>Install a node pack…</source>
        <translation>Node-Pack installieren…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Base and layer</source>
        <translation>Basis und Schicht</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Looks at base, torch, layer and packs, and shows what it would do</source>
        <translation>Sieht sich Basis, torch, Schicht und Node-Packs an und zeigt, was es tun würde</translation>
    </message>
</context>
<context>
    <name>portico::app::NoteDialog</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>A note, if you like: “before trying the new sampler”</source>
        <translation>Eine Notiz, wenn Sie mögen: „bevor ich den neuen Sampler ausprobiere“</translation>
    </message>
</context>
<context>
    <name>portico::app::Notices</name>
    <message>
        <source>It failed. %1</source>
        <translation>Nicht gelungen. %1</translation>
    </message>
    <message>
        <source>It is done. It took %1.</source>
        <comment>a duration</comment>
        <translation>Fertig. Es hat %1 gedauert.</translation>
    </message>
    <message>
        <source>ComfyUI is ready.</source>
        <translation>ComfyUI ist bereit.</translation>
    </message>
    <message>
        <source>ComfyUI has ended by itself. Portico says why.</source>
        <translation>ComfyUI hat sich von selbst beendet. Portico sagt, warum.</translation>
    </message>
</context>
<context>
    <name>portico::app::Notifier</name>
    <message>
        <source>Open Portico</source>
        <translation>Portico öffnen</translation>
    </message>
</context>
<context>
    <name>portico::app::Offer</name>
    <message>
        <source>ComfyUI with %1, put together from its parts</source>
        <translation>ComfyUI mit %1, aus seinen Teilen zusammengestellt</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>etwa eine Minute</numerusform>
            <numerusform>etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>etwa eine Stunde</numerusform>
            <numerusform>etwa %n Stunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::OfferCard</name>
    <message>
        <source>Library folder</source>
        <translation>Bibliotheksordner</translation>
    </message>
    <message>
        <source>&amp;Install and start</source>
        <translation>&amp;Installieren und starten</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation>&amp;Ort</translation>
    </message>
    <message>
        <source>Looking for the right build…</source>
        <translation>Der richtige Build wird gesucht…</translation>
    </message>
    <message>
        <source>The right build depends on the GPU and its driver. What is below works meanwhile.</source>
        <translation>Der richtige Build hängt von der GPU und ihrem Treiber ab. Was unten steht, geht inzwischen schon.</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>Für diesen Computer empfohlen</translation>
    </message>
    <message>
        <source>Begun and not done yet</source>
        <translation>Begonnen und noch nicht fertig</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Being set up</source>
        <translation>Wird eingerichtet</translation>
    </message>
    <message>
        <source>Installing…</source>
        <translation>Wird installiert…</translation>
    </message>
    <message>
        <source>You may close this window at any time: nothing is left half done, and the next start continues where it stopped.</source>
        <translation>Sie dürfen dieses Fenster jederzeit schließen: Nichts bleibt halb fertig, und der nächste Start macht dort weiter, wo es aufhörte.</translation>
    </message>
    <message>
        <source>not known before</source>
        <translation>vorher nicht bekannt</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>vom Herausgeber nicht bestätigt</translation>
    </message>
    <message>
        <source>about %1 at most</source>
        <translation>höchstens etwa %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>too little: choose another place</source>
        <translation>zu wenig: Wählen Sie einen anderen Ort</translation>
    </message>
    <message>
        <source>%1 with a connection of %2 Mbit/s</source>
        <comment>about 7 minutes with ...</comment>
        <translation>%1 mit einer Verbindung von %2 Mbit/s</translation>
    </message>
</context>
<context>
    <name>portico::app::OverviewTab</name>
    <message>
        <source>torch does not compute as it should.</source>
        <translation>torch rechnet nicht, wie es sollte.</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) lack packages.</source>
        <translation>
            <numerusform>Einem Node-Pack fehlen Pakete.</numerusform>
            <numerusform>%n Node-Packs fehlen Pakete.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes may be missing after the next start.</source>
        <translation>Nach dem nächsten Start fehlen vielleicht Nodes.</translation>
    </message>
    <message>
        <source>Show the node packs</source>
        <translation>Node-Packs zeigen</translation>
    </message>
    <message>
        <source>ComfyUI ended with %1.</source>
        <translation>ComfyUI endete mit %1.</translation>
    </message>
    <message>
        <source>The log says what happened last. A safe start leaves out the node packs.</source>
        <translation>Das Protokoll sagt, was zuletzt geschah. Ein abgesicherter Start lässt die Node-Packs weg.</translation>
    </message>
    <message>
        <source>The last lines of the log</source>
        <translation>Die letzten Zeilen des Protokolls</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>Abgesicherter Start</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Looking for the guilty node pack</source>
        <translation>Verursacher wird gesucht</translation>
    </message>
    <message>
        <source>ComfyUI is started with some of the packs at a time. The activity below says how far it is, and can cancel it.</source>
        <translation>ComfyUI wird jeweils mit einigen der Node-Packs gestartet. Die Aktivität unten sagt, wie weit es ist, und kann es abbrechen.</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: does it still go wrong?</source>
        <translation>Runde %1 von höchstens %2: Tritt der Fehler noch auf?</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.</source>
        <translation>
            <numerusform>ComfyUI läuft jetzt mit einem der Node-Packs. Probieren Sie, was schiefläuft, und sagen Sie dann, wie es ging.</numerusform>
            <numerusform>ComfyUI läuft jetzt mit %n der Node-Packs. Probieren Sie, was schiefläuft, und sagen Sie dann, wie es ging.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>It still goes wrong</source>
        <translation>Der Fehler tritt noch auf</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Alles ist in Ordnung</translation>
    </message>
    <message numerus="yes">
        <source>Found in %n start(s). Disable it, update it, or tell its author.</source>
        <translation>
            <numerusform>In einem Start gefunden. Deaktivieren oder aktualisieren Sie es, oder sagen Sie denen Bescheid, die es entwickeln.</numerusform>
            <numerusform>In %n Starts gefunden. Deaktivieren oder aktualisieren Sie es, oder sagen Sie denen Bescheid, die es entwickeln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made sure in %n start(s).</source>
        <translation>
            <numerusform>In einem Start bestätigt.</numerusform>
            <numerusform>In %n Starts bestätigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 deaktivieren</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Noch nicht ausprobiert</translation>
    </message>
    <message>
        <source>Nothing: torch cannot be used</source>
        <translation>Nichts: torch ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>Der Prozessor</translation>
    </message>
    <message>
        <source>%1 · tried: %2</source>
        <comment>a device, a moment</comment>
        <translation>%1 · ausprobiert: %2</translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation>Was installiert ist</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
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
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>Kam von</translation>
    </message>
    <message>
        <source>Last start</source>
        <translation>Letzter Start</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo es ist</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python und ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>Ihre Dateien</translation>
    </message>
    <message>
        <source>Shared models</source>
        <translation>Gemeinsame Modelle</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Your own folder; nothing in it was changed</source>
        <translation>Ihr eigener Ordner; darin wurde nichts geändert</translation>
    </message>
    <message>
        <source>%1, verified by its SHA-256</source>
        <translation>%1, überprüft mit seinem SHA-256</translation>
    </message>
    <message>
        <source>%1, not verified: no published SHA-256 was given</source>
        <translation>%1, nicht überprüft: Es wurde kein veröffentlichter SHA-256 angegeben</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>Ordner: %1</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Everything that can be seen from here is in order.</source>
        <translation>Alles, was sich von hier aus sehen lässt, ist in Ordnung.</translation>
    </message>
    <message>
        <source>The record of this install names a generation that is not there.</source>
        <translation>Der Eintrag dieser Installation nennt eine Generation, die nicht da ist.</translation>
    </message>
    <message>
        <source>ComfyUI answers.</source>
        <translation>ComfyUI antwortet.</translation>
    </message>
    <message>
        <source>ComfyUI answers and uses %1.</source>
        <translation>ComfyUI antwortet und verwendet %1.</translation>
    </message>
    <message>
        <source>In order. Its bundle came without a published SHA-256, so nobody vouches for it but its sender.</source>
        <translation>In Ordnung. Das Bündel kam ohne veröffentlichten SHA-256, es bürgt also niemand dafür, außer wer es geschickt hat.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Sizes of %1</source>
        <translation>Größen von %1</translation>
    </message>
    <message>
        <source>Could not be counted</source>
        <translation>Konnte nicht gezählt werden</translation>
    </message>
</context>
<context>
    <name>portico::app::PackChangeFlow</name>
    <message>
        <source>Plan: %1</source>
        <comment>a change of node packs</comment>
        <translation>Plan: %1</translation>
    </message>
    <message>
        <source>Update and keep my changes aside</source>
        <translation>Aktualisieren und meine Änderungen beiseitelegen</translation>
    </message>
    <message>
        <source>Run install.py: %1</source>
        <comment>a change of node packs</comment>
        <translation>install.py ausführen: %1</translation>
    </message>
    <message>
        <source>Go on without running it</source>
        <translation>Fortfahren, ohne es auszuführen</translation>
    </message>
</context>
<context>
    <name>portico::app::PackPlacePanel</name>
    <message>
        <source>&amp;Version, branch or commit, if not the newest</source>
        <translation>&amp;Version, Branch oder Commit, wenn nicht die neueste</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>O&amp;rdner wählen…</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>Version, Branch oder Commit</translation>
    </message>
    <message>
        <source>A git repository. Its files are fetched; nothing of it is run while that happens.</source>
        <translation>Ein git-Repository. Seine Dateien werden geholt; dabei wird nichts davon ausgeführt.</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>git-Adresse</translation>
    </message>
    <message>
        <source>A node pack on this computer: its folder, a zip of it, or a single Python file. It is copied; the original stays where it is.</source>
        <translation>Ein Node-Pack auf diesem Computer: sein Ordner, ein zip davon oder eine einzelne Python-Datei. Es wird kopiert; das Original bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>Path of the folder or file</source>
        <translation>Pfad des Ordners oder der Datei</translation>
    </message>
    <message>
        <source>A repos.json: a list of git addresses. All of them are planned and installed together.</source>
        <translation>Eine repos.json: eine Liste von git-Adressen. Alle werden zusammen geplant und installiert.</translation>
    </message>
    <message>
        <source>Path of the list</source>
        <translation>Pfad der Liste</translation>
    </message>
    <message>
        <source>A list is a file that ends in .json.</source>
        <translation>Eine Liste ist eine Datei, die auf .json endet.</translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>Eine Version, ein Branch oder ein Commit hat keine Leerzeichen.</translation>
    </message>
    <message>
        <source>Lists (*.json)</source>
        <translation>Listen (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Node packs (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</source>
        <translation>Node-Packs (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</translation>
    </message>
</context>
<context>
    <name>portico::app::PackRow</name>
    <message>
        <source>A git checkout.</source>
        <translation>Ein git-Checkout.</translation>
    </message>
    <message>
        <source>A git checkout of %1.</source>
        <translation>Ein git-Checkout von %1.</translation>
    </message>
    <message>
        <source>From the Comfy Registry.</source>
        <translation>Aus der Comfy Registry.</translation>
    </message>
    <message>
        <source>A folder that nobody keeps track of.</source>
        <translation>Ein Ordner, den niemand verfolgt.</translation>
    </message>
    <message>
        <source>A single Python file.</source>
        <translation>Eine einzelne Python-Datei.</translation>
    </message>
    <message>
        <source>Failed to import</source>
        <translation>Nicht importiert</translation>
    </message>
    <message>
        <source>Needs packages</source>
        <translation>Braucht Pakete</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>Unklar</translation>
    </message>
    <message>
        <source>Wants isolation</source>
        <translation>Möchte Isolierung</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>Von Hand geändert</translation>
    </message>
    <message>
        <source>OK</source>
        <comment>the state of a node pack</comment>
        <translation>OK</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>Noch nicht geladen</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
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
        <translation>Es ist isoliert: Es läuft in einem eigenen Python.</translation>
    </message>
    <message>
        <source>%1 (there is %2)</source>
        <comment>a requirement and what is installed</comment>
        <translation>%1 (da ist %2)</translation>
    </message>
    <message numerus="yes">
        <source>It needs %1 and %n more.</source>
        <translation>
            <numerusform>Es braucht %1 und ein weiteres.</numerusform>
            <numerusform>Es braucht %1 und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>It needs %1.</source>
        <translation>Es braucht %1.</translation>
    </message>
    <message numerus="yes">
        <source>Left out by choice: %1 and %n more.</source>
        <translation>
            <numerusform>Bewusst weggelassen: %1 und ein weiteres.</numerusform>
            <numerusform>Bewusst weggelassen: %1 und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out by choice: %1.</source>
        <translation>Bewusst weggelassen: %1.</translation>
    </message>
    <message>
        <source>The last start could not load it; the log says why.</source>
        <translation>Der letzte Start konnte es nicht laden; das Protokoll sagt, warum.</translation>
    </message>
    <message>
        <source>The last start could not load it: %1</source>
        <translation>Der letzte Start konnte es nicht laden: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1.</source>
        <translation>
            <numerusform>Ein Commit hinter %1.</numerusform>
            <numerusform>%n Commits hinter %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) of its own.</source>
        <translation>
            <numerusform>Ein eigener Commit.</numerusform>
            <numerusform>%n eigene Commits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were edited here.</source>
        <translation>
            <numerusform>Eine Datei wurde hier bearbeitet.</numerusform>
            <numerusform>%n Dateien wurden hier bearbeitet.</numerusform>
        </translation>
    </message>
    <message>
        <source>It asks for a Python of its own by a comfy-env.toml. Until it has one it runs beside the others.</source>
        <translation>Es verlangt durch ein comfy-env.toml ein eigenes Python. Bis es eines hat, läuft es neben den anderen.</translation>
    </message>
    <message>
        <source>Its files are not those that were installed.</source>
        <translation>Seine Dateien sind nicht die, die installiert wurden.</translation>
    </message>
</context>
<context>
    <name>portico::app::PacksModel</name>
    <message>
        <source>How long the last start took to load it</source>
        <translation>Wie lange der letzte Start brauchte, um es zu laden</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Node-Pack</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Loaded in</source>
        <translation>Ladezeit</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
</context>
<context>
    <name>portico::app::PlacePanel</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>SHA-&amp;256, if one was published</source>
        <translation>SHA-&amp;256, falls einer veröffentlicht wurde</translation>
    </message>
    <message>
        <source>SHA-256, if one was published</source>
        <translation>SHA-256, falls einer veröffentlicht wurde</translation>
    </message>
    <message>
        <source>64 hexadecimal digits</source>
        <translation>64 hexadezimale Ziffern</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>Eine Datei</translation>
    </message>
    <message>
        <source>An address</source>
        <translation>Eine Adresse</translation>
    </message>
    <message>
        <source>A folder I have</source>
        <translation>Ein eigener Ordner</translation>
    </message>
    <message>
        <source>A portable bundle on this computer: zip, 7z or tar.</source>
        <translation>Ein portables Bündel auf diesem Computer: zip, 7z oder tar.</translation>
    </message>
    <message>
        <source>Path of the bundle</source>
        <translation>Pfad des Bündels</translation>
    </message>
    <message>
        <source>A portable bundle on the internet. A download that is interrupted goes on where it stopped.</source>
        <translation>Ein portables Bündel im Internet. Ein unterbrochener Download wird dort fortgesetzt, wo er aufhörte.</translation>
    </message>
    <message>
        <source>A ComfyUI that you already have. It stays where it is, and nothing in it is changed.</source>
        <translation>Ein ComfyUI, das Sie schon haben. Es bleibt, wo es ist, und nichts darin wird geändert.</translation>
    </message>
    <message>
        <source>Path of the folder</source>
        <translation>Pfad des Ordners</translation>
    </message>
    <message>
        <source>An address begins with https:// or http://.</source>
        <translation>Eine Adresse beginnt mit https:// oder http://.</translation>
    </message>
    <message>
        <source>A SHA-256 has 64 hexadecimal digits.</source>
        <translation>Ein SHA-256 hat 64 hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>Made from the bundle’s name</source>
        <translation>Wird aus dem Namen des Bündels gebildet</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>Bündel (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanDialog</name>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Installieren</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>Was geschehen würde</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>Über die gewählte Zeile</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>Es wird ermittelt, was sich ändern würde. Noch wird nichts geändert.</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… Noch wird nichts geändert.</translation>
    </message>
    <message>
        <source>Leave out “%1”</source>
        <translation>„%1“ weglassen</translation>
    </message>
    <message>
        <source>Install without %1 of “%2”</source>
        <comment>a requirement, a node pack</comment>
        <translation>Ohne %1 von „%2“ installieren</translation>
    </message>
    <message>
        <source>Isolate “%1”</source>
        <translation>„%1“ isolieren</translation>
    </message>
    <message>
        <source>It gets a Python of its own, if a trial shows that no node is lost</source>
        <translation>Es bekommt ein eigenes Python, wenn ein Versuch zeigt, dass kein Node verloren geht</translation>
    </message>
    <message>
        <source>Nothing is installed while this is so.</source>
        <translation>Solange das so ist, wird nichts installiert.</translation>
    </message>
    <message>
        <source>Isolate one of the packs: it gets a Python of its own, and both work. Or leave out that requirement, or all that one of the packs needs: that pack may not load then.</source>
        <translation>Isolieren Sie eines der Node-Packs: Es bekommt ein eigenes Python, und beide funktionieren. Oder lassen Sie diese Anforderung weg oder alles, was eines der Node-Packs braucht: Dann lädt dieses Node-Pack vielleicht nicht.</translation>
    </message>
    <message>
        <source>Leave out that requirement, or all that one of the packs needs: that pack may not load then, the others do.</source>
        <translation>Lassen Sie diese Anforderung weg oder alles, was eines der Node-Packs braucht: Dann lädt dieses Node-Pack vielleicht nicht, die anderen schon.</translation>
    </message>
    <message numerus="yes">
        <source>%n more clash(es) are in the list below.</source>
        <translation>
            <numerusform>Ein weiterer Widerspruch steht in der Liste unten.</numerusform>
            <numerusform>%n weitere Widersprüche stehen in der Liste unten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Build %n package(s) here; I trust where they come from</source>
        <translation>
            <numerusform>Ein Paket hier &amp;bauen; ich vertraue seiner Herkunft</numerusform>
            <numerusform>%n Pakete hier &amp;bauen; ich vertraue ihrer Herkunft</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Fetch %n package(s) from their addresses; I trust where they come from</source>
        <translation>
            <numerusform>Ein Paket von seiner Adresse &amp;holen; ich vertraue seiner Herkunft</numerusform>
            <numerusform>%n Pakete von ihren Adressen &amp;holen; ich vertraue ihrer Herkunft</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation>Übern&amp;ehmen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Run it, then look again</source>
        <translation>&amp;Ausführen, dann noch einmal ansehen</translation>
    </message>
    <message>
        <source>%1 without “%2”</source>
        <comment>Install, without a node pack or package</comment>
        <translation>%1 ohne „%2“</translation>
    </message>
    <message>
        <source>Some packages are only installed with your consent.</source>
        <translation>Manche Pakete werden nur mit Ihrer Zustimmung installiert.</translation>
    </message>
    <message>
        <source>Leave out what cannot be met first.</source>
        <translation>Lassen Sie zuerst weg, was sich nicht erfüllen lässt.</translation>
    </message>
    <message>
        <source>”, “</source>
        <comment>between names: “one”, “two”</comment>
        <translation>“, „</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanGroups</name>
    <message>
        <source>not told</source>
        <comment>a size</comment>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>a node pack or package</comment>
        <translation>für %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>ein Paket</numerusform>
            <numerusform>%n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no ready build of %1 %2 for this Python, so it would be built here, which runs its own code.</source>
        <translation>Es gibt keinen fertigen Build von %1 %2 für dieses Python, es würde daher hier gebaut, was eigenen Code ausführt.</translation>
    </message>
    <message>
        <source>%1 is named by its address, %2, and does not come from the package index.</source>
        <translation>%1 wird mit seiner Adresse genannt, %2, und kommt nicht aus dem Paketindex.</translation>
    </message>
    <message>
        <source>%1 comes from the repository %2 and would be built here, which runs its own code.</source>
        <translation>%1 kommt aus dem Repository %2 und würde hier gebaut, was eigenen Code ausführt.</translation>
    </message>
    <message>
        <source>built from source</source>
        <translation>aus Quelltext gebaut</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>an address</comment>
        <translation>von %1</translation>
    </message>
    <message>
        <source>built from a repository of %1</source>
        <translation>aus einem Repository von %1 gebaut</translation>
    </message>
    <message>
        <source>very new</source>
        <comment>of a package</comment>
        <translation>sehr neu</translation>
    </message>
    <message>
        <source>%1 %2 was published only days ago, and nothing older fits. What is that new has been looked at by few.</source>
        <translation>%1 %2 wurde erst vor wenigen Tagen veröffentlicht, und nichts Älteres passt. Was so neu ist, haben sich erst wenige angesehen.</translation>
    </message>
    <message>
        <source>Needed by %1.</source>
        <translation>Gebraucht von %1.</translation>
    </message>
    <message>
        <source>Cannot be met</source>
        <translation>Lässt sich nicht erfüllen</translation>
    </message>
    <message numerus="yes">
        <source>%n clash(es)</source>
        <translation>
            <numerusform>ein Widerspruch</numerusform>
            <numerusform>%n Widersprüche</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many packages, how large together</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Will be added</source>
        <translation>Kommt hinzu</translation>
    </message>
    <message>
        <source>Only with your consent</source>
        <translation>Nur mit Ihrer Zustimmung</translation>
    </message>
    <message>
        <source>These do not come as a ready build of the package index.</source>
        <translation>Diese kommen nicht als fertiger Build aus dem Paketindex.</translation>
    </message>
    <message>
        <source>Left to this install’s own torch</source>
        <translation>Dem torch dieser Installation überlassen</translation>
    </message>
    <message numerus="yes">
        <source>%n wish(es)</source>
        <comment>for a package</comment>
        <translation>
            <numerusform>ein Wunsch</numerusform>
            <numerusform>%n Wünsche</numerusform>
        </translation>
    </message>
    <message>
        <source>torch and its family always come from the base: what packs ask for does not replace them.</source>
        <translation>torch und was dazugehört kommt immer aus der Basis: Was Node-Packs verlangen, ersetzt es nicht.</translation>
    </message>
    <message>
        <source>%1 asks for %2.</source>
        <translation>%1 verlangt %2.</translation>
    </message>
    <message>
        <source>The base has none, and none is added: what was not made for this very torch breaks it.</source>
        <translation>Die Basis hat keines, und es kommt keines hinzu: Was nicht für genau dieses torch gemacht ist, macht es kaputt.</translation>
    </message>
    <message>
        <source>The base’s %1 is right for it and stays.</source>
        <translation>%1 der Basis ist richtig dafür und bleibt.</translation>
    </message>
    <message>
        <source>The base’s %1 stays all the same; the pack may not work with it.</source>
        <translation>%1 der Basis bleibt trotzdem; vielleicht funktioniert das Node-Pack nicht damit.</translation>
    </message>
    <message>
        <source>the base has none</source>
        <translation>die Basis hat keines</translation>
    </message>
    <message>
        <source>fits what was asked for</source>
        <translation>passt zu dem, was verlangt wurde</translation>
    </message>
    <message>
        <source>not what was asked for</source>
        <translation>nicht, was verlangt wurde</translation>
    </message>
    <message>
        <source>One of several that do the same</source>
        <translation>Eines von mehreren, die dasselbe tun</translation>
    </message>
    <message>
        <source>instead of %1</source>
        <translation>statt %1</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>This is not added, so that the packs that need it may not load, or not do all they can.</source>
        <translation>Das kommt nicht hinzu; die Node-Packs, die es brauchen, laden daher vielleicht nicht oder können nicht alles.</translation>
    </message>
    <message>
        <source>all that it needs</source>
        <translation>alles, was es braucht</translation>
    </message>
    <message>
        <source>of “%1”</source>
        <comment>a node pack</comment>
        <translation>von „%1“</translation>
    </message>
    <message>
        <source>“%1” asks for %2; it is left out by choice.</source>
        <translation>„%1“ verlangt %2; es ist bewusst weggelassen.</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>Schon da</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Wissenswert</translation>
    </message>
    <message>
        <source>Not everything that is wanted goes together. Nothing was changed.</source>
        <translation>Nicht alles Gewünschte passt zusammen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>There is nothing to do: everything is as it should be.</source>
        <translation>Es gibt nichts zu tun: Alles ist, wie es sein sollte.</translation>
    </message>
    <message>
        <source>What it writes into the node pack stays there, what it adds is shown next. Nothing is changed until you agree to that.</source>
        <translation>Was es in das Node-Pack schreibt, bleibt dort; was es hinzufügt, wird danach gezeigt. Nichts wird geändert, bis Sie dem zustimmen.</translation>
    </message>
    <message>
        <source>First its environment is built, and ComfyUI tries the node pack as it is and isolated. If one of its nodes would be lost, nothing is changed.</source>
        <translation>Zuerst wird seine Umgebung gebaut, und ComfyUI probiert das Node-Pack so aus, wie es ist, und isoliert. Würde einer seiner Nodes verloren gehen, wird nichts geändert.</translation>
    </message>
    <message>
        <source>The packages beside the base stay as they are.</source>
        <translation>Die Pakete neben der Basis bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Packages that nothing else needs are no longer seen by ComfyUI.</source>
        <translation>Pakete, die sonst nichts braucht, sieht ComfyUI nicht mehr.</translation>
    </message>
    <message>
        <source>No further packages are needed.</source>
        <translation>Es sind keine weiteren Pakete nötig.</translation>
    </message>
    <message>
        <source>No further packages are needed: everything is there already.</source>
        <translation>Es sind keine weiteren Pakete nötig: Alles ist schon da.</translation>
    </message>
    <message>
        <source>%1 will stand beside the base, %2 in all. The base and its torch stay as they are.</source>
        <translation>Neben der Basis kommt hinzu: %1, zusammen %2. Die Basis und ihr torch bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>%1 will stand beside the base. The base and its torch stay as they are.</source>
        <translation>Neben der Basis kommt hinzu: %1. Die Basis und ihr torch bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>a version before and after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>comes new</source>
        <translation>kommt neu</translation>
    </message>
    <message>
        <source>comes from %1</source>
        <translation>kommt von %1</translation>
    </message>
    <message>
        <source>is loaded again from the next start on</source>
        <translation>wird ab dem nächsten Start wieder geladen</translation>
    </message>
    <message>
        <source>stays here, but is not loaded</source>
        <translation>bleibt hier, wird aber nicht geladen</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s)</source>
        <translation>
            <numerusform>ein neuer Commit</numerusform>
            <numerusform>%n neue Commits</numerusform>
        </translation>
    </message>
    <message>
        <source>another version</source>
        <translation>eine andere Version</translation>
    </message>
    <message>
        <source>goes to the recycle bin</source>
        <translation>kommt in den Papierkorb</translation>
    </message>
    <message>
        <source>comes back as it was</source>
        <translation>kommt zurück, wie es war</translation>
    </message>
    <message>
        <source>its install.py runs in a copy of it</source>
        <translation>sein install.py läuft in einer Kopie davon</translation>
    </message>
    <message>
        <source>gets a Python of its own</source>
        <translation>bekommt ein eigenes Python</translation>
    </message>
    <message>
        <source>runs in ComfyUI&apos;s Python again</source>
        <translation>läuft wieder in ComfyUIs Python</translation>
    </message>
    <message>
        <source>Its install.py ran and added no packages.</source>
        <translation>Sein install.py wurde ausgeführt und hat keine Pakete hinzugefügt.</translation>
    </message>
    <message>
        <source>Its install.py ran and added %1.</source>
        <translation>Sein install.py wurde ausgeführt und hat %1 hinzugefügt.</translation>
    </message>
    <message>
        <source>Its install.py is the one that ran before.</source>
        <translation>Sein install.py ist das, das schon ausgeführt wurde.</translation>
    </message>
    <message>
        <source>It brings an install.py, which runs only if you say so.</source>
        <translation>Es bringt ein install.py mit, das nur läuft, wenn Sie es sagen.</translation>
    </message>
    <message>
        <source>Edited here: %1.</source>
        <translation>Hier bearbeitet: %1.</translation>
    </message>
    <message>
        <source>New in it: %1</source>
        <translation>Neu darin: %1</translation>
    </message>
    <message>
        <source>Node packs · %1</source>
        <comment>how many</comment>
        <translation>Node-Packs · %1</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>&amp;Wegnehmen</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Installieren</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>&amp;Aktivieren</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>Dea&amp;ktivieren</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Aktuali&amp;sieren</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Run it</source>
        <translation>A&amp;usführen</translation>
    </message>
    <message>
        <source>&amp;Isolate</source>
        <translation>&amp;Isolieren</translation>
    </message>
    <message>
        <source>&amp;Undo isolation</source>
        <translation>Isolierung auf&amp;heben</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>Wie&amp;derherstellen</translation>
    </message>
    <message>
        <source>Take the extras away?</source>
        <translation>Extras wegnehmen?</translation>
    </message>
    <message>
        <source>Install “%1”?</source>
        <translation>„%1“ installieren?</translation>
    </message>
    <message numerus="yes">
        <source>Install %n node pack(s)?</source>
        <translation>
            <numerusform>Ein Node-Pack installieren?</numerusform>
            <numerusform>%n Node-Packs installieren?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)?</source>
        <translation>
            <numerusform>Ein Node-Pack aktivieren?</numerusform>
            <numerusform>%n Node-Packs aktivieren?</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable “%1”?</source>
        <translation>„%1“ aktivieren?</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)?</source>
        <translation>
            <numerusform>Ein Node-Pack deaktivieren?</numerusform>
            <numerusform>%n Node-Packs deaktivieren?</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable “%1”?</source>
        <translation>„%1“ deaktivieren?</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)?</source>
        <translation>
            <numerusform>Ein Node-Pack aktualisieren?</numerusform>
            <numerusform>%n Node-Packs aktualisieren?</numerusform>
        </translation>
    </message>
    <message>
        <source>Update “%1”?</source>
        <translation>„%1“ aktualisieren?</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)?</source>
        <translation>
            <numerusform>Ein Node-Pack entfernen?</numerusform>
            <numerusform>%n Node-Packs entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Take back %n node pack(s)?</source>
        <translation>
            <numerusform>Ein Node-Pack zurücknehmen?</numerusform>
            <numerusform>%n Node-Packs zurücknehmen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back “%1”?</source>
        <translation>„%1“ zurücknehmen?</translation>
    </message>
    <message numerus="yes">
        <source>Run the install.py of %n node pack(s)?</source>
        <translation>
            <numerusform>install.py eines Node-Packs ausführen?</numerusform>
            <numerusform>install.py von %n Node-Packs ausführen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Run the install.py of “%1”?</source>
        <translation>install.py von „%1“ ausführen?</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)?</source>
        <translation>
            <numerusform>Ein Node-Pack isolieren?</numerusform>
            <numerusform>%n Node-Packs isolieren?</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate “%1”?</source>
        <translation>„%1“ isolieren?</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)?</source>
        <translation>
            <numerusform>Isolierung eines Node-Packs aufheben?</numerusform>
            <numerusform>Isolierung von %n Node-Packs aufheben?</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”?</source>
        <translation>Isolierung von „%1“ aufheben?</translation>
    </message>
    <message>
        <source>Restore the snapshot?</source>
        <translation>Schnappschuss wiederherstellen?</translation>
    </message>
    <message>
        <source>Install what the node packs need?</source>
        <translation>Installieren, was die Node-Packs brauchen?</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanTree</name>
    <message>
        <source>The plan</source>
        <translation>Der Plan</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>Darüber</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>portico::app::PortField</name>
    <message>
        <source>P&amp;ort</source>
        <translation>Po&amp;rt</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install.</source>
        <translation>Der Port, unter dem der Browser diese Installation erreicht.</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install</source>
        <translation>Der Port, unter dem der Browser diese Installation erreicht</translation>
    </message>
    <message>
        <source>Stop this install to change its port</source>
        <translation>Halten Sie diese Installation an, um ihren Port zu ändern</translation>
    </message>
</context>
<context>
    <name>portico::app::PorticoLink</name>
    <message>
        <source>The link cannot be read, so nothing was done with it.</source>
        <translation>Der Link lässt sich nicht lesen, daher wurde nichts damit getan.</translation>
    </message>
    <message>
        <source>Ask whoever made the link, or add the bundle with “Add”.</source>
        <translation>Fragen Sie, wer den Link erstellt hat, oder fügen Sie das Bündel mit „Hinzufügen“ hinzu.</translation>
    </message>
    <message>
        <source>The link is refused: %1</source>
        <translation>Der Link wird abgelehnt: %1</translation>
    </message>
    <message>
        <source>Do not use it unless you know who made it.</source>
        <translation>Verwenden Sie ihn nur, wenn Sie wissen, wer ihn erstellt hat.</translation>
    </message>
    <message>
        <source>it names an address that does not begin with https.</source>
        <translation>er nennt eine Adresse, die nicht mit https beginnt.</translation>
    </message>
    <message>
        <source>its address holds a user name, which may hide the real host.</source>
        <translation>seine Adresse enthält einen Benutzernamen, der den wirklichen Host verbergen kann.</translation>
    </message>
    <message>
        <source>it holds letters that cannot be seen.</source>
        <translation>er enthält Zeichen, die nicht zu sehen sind.</translation>
    </message>
</context>
<context>
    <name>portico::app::ProxyRows</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>HTTP proxy</source>
        <translation>HTTP-Proxy</translation>
    </message>
    <message>
        <source>SOCKS 5 proxy</source>
        <translation>SOCKS-5-Proxy</translation>
    </message>
    <message>
        <source>Script (PAC)</source>
        <translation>Skript (PAC)</translation>
    </message>
    <message>
        <source>&amp;Kind of proxy</source>
        <translation>&amp;Proxy-Art</translation>
    </message>
    <message>
        <source>What runs on this computer is never reached through a proxy.</source>
        <translation>Was auf diesem Computer läuft, wird nie über einen Proxy erreicht.</translation>
    </message>
    <message>
        <source>Such as intranet.example, .corp.example, 10.0.0.0/8</source>
        <translation>Etwa intranet.example, .corp.example, 10.0.0.0/8</translation>
    </message>
    <message>
        <source>&amp;Exceptions, reached directly</source>
        <translation>Aus&amp;nahmen, direkt erreicht</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>Proxy-Host</translation>
    </message>
    <message>
        <source>Host, such as proxy.example.org</source>
        <translation>Host, etwa proxy.example.org</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>Proxy-Port</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>Adre&amp;sse</translation>
    </message>
    <message>
        <source>Such as http://wpad.example.org/proxy.pac, or a file</source>
        <translation>Etwa http://wpad.example.org/proxy.pac oder eine Datei</translation>
    </message>
    <message>
        <source>Addre&amp;ss of the script</source>
        <translation>Adresse des S&amp;kripts</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>Ben&amp;utzername</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget the proxy&apos;s password</source>
        <translation>Passwort des Proxys vergessen</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>Der Schlüsselbund wird gefragt…</translation>
    </message>
</context>
<context>
    <name>portico::app::PublishDialog</name>
    <message>
        <source>Publish %1</source>
        <translation>%1 veröffentlichen</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>A &amp;folder or team&apos;s list</source>
        <translation>Ein &amp;Ordner oder eine Team-Liste</translation>
    </message>
    <message>
        <source>A release on &amp;GitHub</source>
        <translation>Ein Release auf &amp;GitHub</translation>
    </message>
    <message>
        <source>&amp;Notes for those who choose it</source>
        <translation>Hi&amp;nweise für alle, die es wählen</translation>
    </message>
    <message>
        <source>Notes for those who choose it</source>
        <translation>Hinweise für alle, die es wählen</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Was fehlt</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>&amp;Veröffentlichen</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Folder or list</source>
        <translation>Ordner oder Liste</translation>
    </message>
    <message>
        <source>A share, or the path of a catalogue.json</source>
        <translation>Eine Freigabe oder der Pfad einer catalogue.json</translation>
    </message>
    <message>
        <source>Only of a new list; after its folder without this</source>
        <translation>Nur bei einer neuen Liste; ohne Angabe nach ihrem Ordner</translation>
    </message>
    <message>
        <source>As the bundle says</source>
        <translation>Wie das Bündel sagt</translation>
    </message>
    <message>
        <source>Replace another bundle of that name</source>
        <translation>Ein anderes Bündel dieses Namens ersetzen</translation>
    </message>
    <message>
        <source>F&amp;older or list</source>
        <translation>O&amp;rdner oder Liste</translation>
    </message>
    <message>
        <source>&amp;Title of the list</source>
        <translation>&amp;Titel der Liste</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>&amp;Läuft auf</translation>
    </message>
    <message>
        <source>The bundle is looked at once more and copied there; the list beside it, which every Portico can read, names it when all of it is there.</source>
        <translation>Das Bündel wird noch einmal angesehen und dorthin kopiert; die Liste daneben, die jedes Portico lesen kann, nennt es, wenn alles davon da ist.</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>owner/name</translation>
    </message>
    <message>
        <source>The tag without this</source>
        <translation>Ohne Angabe der Tag</translation>
    </message>
    <message>
        <source>Not the latest release</source>
        <translation>Nicht das neueste Release</translation>
    </message>
    <message>
        <source>Reposi&amp;tory</source>
        <translation>Re&amp;pository</translation>
    </message>
    <message>
        <source>T&amp;ag</source>
        <translation>T&amp;ag</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>T&amp;itel</translation>
    </message>
    <message>
        <source>A draft is made, the files are sent and compared with GitHub&apos;s SHA-256, and last the release becomes public. Nobody sees half of it.</source>
        <translation>Es wird ein Entwurf angelegt, die Dateien werden gesendet und mit GitHubs SHA-256 verglichen, und zuletzt wird das Release öffentlich. Niemand sieht es halb fertig.</translation>
    </message>
    <message>
        <source>Say where to, with the whole path.</source>
        <translation>Sagen Sie mit dem ganzen Pfad, wohin.</translation>
    </message>
    <message>
        <source>Sign in to GitHub first, on the Bundles page.</source>
        <translation>Melden Sie sich zuerst auf der Seite „Bündel“ bei GitHub an.</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>Ein Repository heißt owner/name.</translation>
    </message>
    <message>
        <source>Name the release&apos;s tag.</source>
        <translation>Nennen Sie den Tag des Releases.</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeBundleForm</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code</source>
        <translation>Pakete bauen, die keinen fertigen Build haben; das führt ihren Code aus</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time</source>
        <translation>Heruntergeladenes für das nächste Mal behalten</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>&amp;Versionen</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>In &amp;wie vielen Dateien</translation>
    </message>
    <message>
        <source>Those of the lock beside the bundle, if there is one</source>
        <translation>Die der Festschreibung neben dem Bündel, falls es eine gibt</translation>
    </message>
    <message>
        <source>The newest that the recipe allows</source>
        <translation>Die neuesten, die das Rezept erlaubt</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeFiles</name>
    <message>
        <source>The recipe names %1, which lies outside of its own folder and cannot be pushed with it.</source>
        <translation>Das Rezept nennt %1, und das liegt außerhalb seines eigenen Ordners und kann nicht mit ihm gepusht werden.</translation>
    </message>
    <message>
        <source>Put it beside the recipe.</source>
        <translation>Legen Sie es neben das Rezept.</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryModel</name>
    <message>
        <source>Installed already. %1</source>
        <translation>Schon installiert. %1</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Node-Pack</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryPanel</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>Akt&amp;ualisieren</translation>
    </message>
    <message>
        <source>Search: what it does, its name, its author</source>
        <translation>Suchen: was es tut, Name, wer es macht</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>Comfy Registry durchsuchen</translation>
    </message>
    <message>
        <source>Ask the registry for what is new</source>
        <translation>Die Registry nach Neuem fragen</translation>
    </message>
    <message>
        <source>About the chosen node pack</source>
        <translation>Über das gewählte Node-Pack</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>Die neuesten</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>&amp;Version</translation>
    </message>
    <message>
        <source>Node packs of the registry</source>
        <translation>Node-Packs der Registry</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>Die Comfy Registry wird gefragt…</translation>
    </message>
    <message>
        <source>Nothing in the registry has these words.</source>
        <translation>Nichts in der Registry enthält diese Wörter.</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s), as it was: %1. The registry cannot be reached now.</source>
        <comment>%1 is a moment</comment>
        <translation>
            <numerusform>Ein Node-Pack, Stand: %1. Die Registry ist jetzt nicht erreichbar.</numerusform>
            <numerusform>%n Node-Packs, Stand: %1. Die Registry ist jetzt nicht erreichbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>ein Node-Pack</numerusform>
            <numerusform>%n Node-Packs</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest: %1</source>
        <translation>Die neuesten: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>Ein Node-Pack ist gewählt.</numerusform>
            <numerusform>%n Node-Packs sind gewählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is installed already.</source>
        <translation>„%1“ ist schon installiert.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>„%1“ ist keine Version.</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveDialog</name>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python und ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>Ihre Dateien</translation>
    </message>
    <message>
        <source>Settings and logs</source>
        <translation>Einstellungen und Protokolle</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verknüpfung</translation>
    </message>
    <message>
        <source>Counting what would go…</source>
        <translation>Es wird gezählt, was verschwinden würde…</translation>
    </message>
    <message>
        <source>&amp;Keep my own files</source>
        <translation>&amp;Eigene Dateien behalten</translation>
    </message>
    <message>
        <source>Move to the &amp;recycle bin</source>
        <translation>In den &amp;Papierkorb verschieben</translation>
    </message>
    <message>
        <source>&amp;Delete for good</source>
        <translation>En&amp;dgültig löschen</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>What would go</source>
        <translation>Was verschwinden würde</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>What removing %1 takes away</source>
        <translation>Was das Entfernen von %1 wegnimmt</translation>
    </message>
    <message>
        <source>%1 (points to %2, which stays)</source>
        <translation>%1 (führt zu %2, was bleibt)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Keep my own files: %n file(s), %1</source>
        <translation>
            <numerusform>&amp;Eigene Dateien behalten: eine Datei, %1</numerusform>
            <numerusform>&amp;Eigene Dateien behalten: %n Dateien, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not touched: %1</source>
        <translation>Unberührt: %1</translation>
    </message>
    <message>
        <source>Your files, kept</source>
        <translation>Ihre Dateien, aufbewahrt</translation>
    </message>
    <message>
        <source>This deletes %1 for good; it cannot be brought back.</source>
        <translation>Das löscht %1 endgültig; es lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>This moves %1 to the recycle bin.</source>
        <translation>Das verschiebt %1 in den Papierkorb.</translation>
    </message>
    <message>
        <source>Your own files are moved to %1.</source>
        <translation>Ihre eigenen Dateien werden nach %1 verschoben.</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveEnvsDialog</name>
    <message>
        <source>What would go</source>
        <translation>Was verschwinden würde</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>noch nicht gezählt</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairDialog</name>
    <message>
        <source>&amp;Start ComfyUI once at the end, to be sure</source>
        <translation>ComfyUI am Ende &amp;einmal starten, um sicher zu sein</translation>
    </message>
    <message>
        <source>&amp;Clear what ComfyUI-Manager would still do at the next start</source>
        <translation>&amp;Leeren, was ComfyUI-Manager beim nächsten Start noch tun würde</translation>
    </message>
    <message>
        <source>&amp;Undo what was changed by hand in node packs; it is kept</source>
        <translation>Rü&amp;ckgängig machen, was in Node-Packs von Hand geändert wurde; es wird aufbewahrt</translation>
    </message>
    <message>
        <source>Repair “%1”</source>
        <translation>„%1“ reparieren</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>&amp;Reparieren</translation>
    </message>
    <message>
        <source>&amp;Undo the repair</source>
        <translation>Reparatur rück&amp;gängig machen</translation>
    </message>
    <message>
        <source>How the repair stands</source>
        <translation>Wie weit die Reparatur ist</translation>
    </message>
    <message>
        <source>Steps of the repair</source>
        <translation>Schritte der Reparatur</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Check by a start</source>
        <translation>Durch Start &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Looking at everything that can be repaired. Nothing is changed.</source>
        <translation>Alles, was sich reparieren lässt, wird angesehen. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Every file is whole at any time: this may be stopped, and goes on where it was the next time.</source>
        <translation>Jede Datei ist jederzeit vollständig: Das darf angehalten werden und macht beim nächsten Mal dort weiter, wo es war.</translation>
    </message>
    <message>
        <source>What was replaced is kept in %1.</source>
        <translation>Was ersetzt wurde, liegt in %1.</translation>
    </message>
    <message>
        <source>Everything is as it was before the repair.</source>
        <translation>Alles ist wie vor der Reparatur.</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairFlow</name>
    <message>
        <source>Look what can be repaired</source>
        <translation>Nachsehen, was sich reparieren lässt</translation>
    </message>
    <message>
        <source>Repair %1</source>
        <translation>%1 reparieren</translation>
    </message>
    <message>
        <source>Undo the repair of %1</source>
        <translation>Reparatur von %1 rückgängig machen</translation>
    </message>
    <message>
        <source>Put %1 back as it was</source>
        <translation>%1 wiederherstellen, wie es war</translation>
    </message>
    <message>
        <source>“Repair” looks at everything, and says what it can do.</source>
        <translation>„Reparieren“ sieht sich alles an und sagt, was es tun kann.</translation>
    </message>
    <message>
        <source>Take new packages of %1 into its layer</source>
        <translation>Neue Pakete von %1 in die Schicht aufnehmen</translation>
    </message>
    <message>
        <source>They are remembered: “Repair” installs them, or the next change of node packs.</source>
        <translation>Sie sind gemerkt: „Reparieren“ installiert sie oder die nächste Änderung von Node-Packs.</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairSteps</name>
    <message>
        <source>What the repair will do</source>
        <translation>Was die Reparatur tun wird</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number and title of a step</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>From %1.</source>
        <comment>where files come from</comment>
        <translation>Von %1.</translation>
    </message>
    <message>
        <source>%1 are written.</source>
        <comment>a size</comment>
        <translation>%1 werden geschrieben.</translation>
    </message>
</context>
<context>
    <name>portico::app::RestoreFlow</name>
    <message>
        <source>Then</source>
        <translation>Damals</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>&amp;Zurückgehen</translation>
    </message>
    <message>
        <source>Models, pictures and your other files stay as they are. The state of now is kept, so that this, too, can be taken back.</source>
        <translation>Modelle, Bilder und Ihre anderen Dateien bleiben, wie sie sind. Der jetzige Stand wird aufbewahrt, sodass sich auch das zurücknehmen lässt.</translation>
    </message>
    <message>
        <source>Everything is as it was then. There is nothing to do.</source>
        <translation>Alles ist wie damals. Es gibt nichts zu tun.</translation>
    </message>
    <message>
        <source>What is listed first stays as it is, the rest becomes what it was then.</source>
        <translation>Was zuerst aufgeführt ist, bleibt, wie es ist; der Rest wird, was er damals war.</translation>
    </message>
    <message>
        <source>&amp;Go back as far as possible</source>
        <translation>So weit wie möglich &amp;zurückgehen</translation>
    </message>
    <message>
        <source>Not everything can be as it was then.</source>
        <translation>Nicht alles kann wie damals sein.</translation>
    </message>
    <message>
        <source>&amp;Plan without that</source>
        <translation>Ohne das &amp;planen</translation>
    </message>
    <message>
        <source>All is as it was then, but the isolated environment “%1” could not be built.</source>
        <translation>Alles ist wie damals, aber die isolierte Umgebung „%1“ konnte nicht gebaut werden.</translation>
    </message>
</context>
<context>
    <name>portico::app::RunView</name>
    <message>
        <source>State of the run</source>
        <translation>Zustand des Laufs</translation>
    </message>
    <message>
        <source>Do&amp;wnload what it made</source>
        <translation>&amp;Ergebnis herunterladen</translation>
    </message>
    <message>
        <source>&amp;Cancel the run</source>
        <translation>Lauf &amp;abbrechen</translation>
    </message>
    <message>
        <source>Open on &amp;GitHub</source>
        <translation>Auf Git&amp;Hub öffnen</translation>
    </message>
    <message>
        <source>Being started in %1…</source>
        <translation>Wird in %1 gestartet…</translation>
    </message>
    <message>
        <source>%1, run %2 of %3</source>
        <comment>title of a run; its number; repository</comment>
        <translation>%1, Lauf %2 von %3</translation>
    </message>
    <message>
        <source>Not started in %1</source>
        <translation>In %1 nicht gestartet</translation>
    </message>
    <message>
        <source>Stop wa&amp;tching</source>
        <translation>&amp;Nicht mehr beobachten</translation>
    </message>
    <message>
        <source>Wa&amp;tch it</source>
        <translation>&amp;Beobachten</translation>
    </message>
    <message>
        <source>The run on GitHub goes on</source>
        <translation>Der Lauf auf GitHub geht weiter</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a job or step on GitHub; its state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The last lines of its log</source>
        <translation>Die letzten Zeilen seines Protokolls</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptChoice</name>
    <message>
        <source>About running install.py</source>
        <translation>Über das Ausführen von install.py</translation>
    </message>
    <message>
        <source>install.py is its author&apos;s own code and runs with your rights, on a copy of Python and packages that is thrown away; what it adds is shown before it is installed.</source>
        <translation>install.py ist Code derer, die das Node-Pack gemacht haben, und läuft mit Ihren Rechten, auf einer Kopie von Python und Paketen, die verworfen wird; was es hinzufügt, wird gezeigt, bevor es installiert wird.</translation>
    </message>
    <message>
        <source>Meanwhile the copy takes %1 on the disk.</source>
        <translation>Solange belegt die Kopie %1 auf dem Datenträger.</translation>
    </message>
    <message>
        <source>%1 brings an install.py (%2)</source>
        <translation>%1 bringt ein install.py mit (%2)</translation>
    </message>
    <message>
        <source>Run it in a throwaway copy</source>
        <translation>In einer Wegwerfkopie ausführen</translation>
    </message>
    <message>
        <source>Run the install.py of %1 in a throwaway copy</source>
        <translation>install.py von %1 in einer Wegwerfkopie ausführen</translation>
    </message>
    <message>
        <source>Show install.py…</source>
        <translation>install.py zeigen…</translation>
    </message>
    <message>
        <source>Show the install.py of %1</source>
        <translation>install.py von %1 zeigen</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptDialog</name>
    <message>
        <source>install.py of %1</source>
        <translation>install.py von %1</translation>
    </message>
    <message>
        <source>%1/install.py · %2 · SHA-256 %3…</source>
        <translation>%1/install.py · %2 · SHA-256 %3…</translation>
    </message>
    <message>
        <source>The text of install.py</source>
        <translation>Der Text von install.py</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>portico::app::SetUp</name>
    <message>
        <source>ComfyUI with %1</source>
        <comment>an accelerator</comment>
        <translation>ComfyUI mit %1</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>%1 einrichten</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingRow</name>
    <message>
        <source>%1: result</source>
        <comment>name of a setting</comment>
        <translation>%1: Ergebnis</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>The folder that holds all installs, downloads and shared models.</source>
        <translation>Der Ordner mit allen Installationen, Downloads und gemeinsamen Modellen.</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>Bibliotheksordner</translation>
    </message>
    <message>
        <source>The next start of Portico uses this folder. Nothing is moved: what is in %1 stays there.</source>
        <translation>Der nächste Start von Portico verwendet diesen Ordner. Nichts wird verschoben: Was in %1 ist, bleibt dort.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Co&amp;lours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Closing while an install runs</source>
        <translation>Schließen, während eine Installation läuft</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>&amp;Closing while an install runs</source>
        <translation>S&amp;chließen, während eine Installation läuft</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Pakete der Node-Packs</translation>
    </message>
    <message>
        <source>Trust new packages after</source>
        <translation>Neuen Paketen vertrauen nach</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Sofort</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>einem Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Trust new packages after</source>
        <translation>Neuen Paketen &amp;vertrauen nach</translation>
    </message>
    <message>
        <source>Harmful uploads are mostly found within days. Until then an older version is taken, where one fits.</source>
        <translation>Schädliche Uploads werden meist innerhalb von Tagen entdeckt. Bis dahin wird eine ältere Version genommen, wo eine passt.</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>GitHub answers 60 questions an hour for everybody behind one address, and 5,000 for you with a token. For that it needs no rights, and it goes to api.github.com alone.</source>
        <translation>GitHub beantwortet 60 Anfragen pro Stunde für alle hinter einer Adresse und 5.000 für Sie mit einem Token. Dafür braucht es keine Rechte, und es geht allein an api.github.com.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Sp&amp;rache</translation>
    </message>
    <message>
        <source>The window changes its language once the work that is under way has ended.</source>
        <translation>Das Fenster wechselt die Sprache, sobald die laufende Arbeit beendet ist.</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Arbeitsumgebung</translation>
    </message>
</context>
<context>
    <name>portico::app::ShareRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
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
        <translation>das neueste ComfyUI</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>ein Node-Pack</numerusform>
            <numerusform>%n Node-Packs</numerusform>
        </translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Veröffentlichen…</translation>
    </message>
    <message>
        <source>Make the bundle…</source>
        <translation>Bündel erstellen…</translation>
    </message>
    <message>
        <source>Build on GitHub…</source>
        <translation>Auf GitHub bauen…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy the &amp;SHA-256</source>
        <translation>SHA-256 &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Compare with…</source>
        <translation>&amp;Vergleichen mit…</translation>
    </message>
    <message>
        <source>Open the &amp;recipe</source>
        <translation>&amp;Rezept öffnen</translation>
    </message>
    <message>
        <source>&amp;Take off this list</source>
        <translation>Aus dieser &amp;Liste nehmen</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Bring it back to this place, or take it off this list.</source>
        <translation>Bringen Sie es an diesen Ort zurück, oder nehmen Sie es aus dieser Liste.</translation>
    </message>
</context>
<context>
    <name>portico::app::ShelfRow</name>
    <message>
        <source>More that can be done</source>
        <translation>Was sich noch tun lässt</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>%1: result</source>
        <comment>a bundle or recipe</comment>
        <translation>%1: Ergebnis</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what a button does; the bundle or recipe</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>portico::app::Sidebar</name>
    <message>
        <source>Installs</source>
        <translation>Installationen</translation>
    </message>
    <message>
        <source>This co&amp;mputer</source>
        <translation>Dieser Co&amp;mputer</translation>
    </message>
    <message>
        <source>&amp;Bundles</source>
        <translation>&amp;Bündel</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>Ne&amp;tzwerk</translation>
    </message>
    <message>
        <source>&amp;Disk</source>
        <translation>S&amp;peicherplatz</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>Einstellun&amp;gen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Add ComfyUI</source>
        <translation>ComfyUI hinzufügen</translation>
    </message>
    <message>
        <source>A &amp;build for this computer…</source>
        <translation>&amp;Build für diesen Computer…</translation>
    </message>
    <message>
        <source>&amp;Composed from its parts…</source>
        <translation>&amp;Zusammenstellen aus Teilen…</translation>
    </message>
    <message>
        <source>A bundle from a &amp;file…</source>
        <translation>Bündel aus einer Date&amp;i…</translation>
    </message>
    <message>
        <source>A bundle from an &amp;address…</source>
        <translation>Bündel von einer &amp;Adresse…</translation>
    </message>
    <message>
        <source>A ComfyUI folder I already &amp;have…</source>
        <translation>ComfyUI-&amp;Ordner, den ich schon habe…</translation>
    </message>
    <message>
        <source>&amp;Start or stop</source>
        <translation>&amp;Starten oder anhalten</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Make a &amp;bundle…</source>
        <translation>&amp;Bündel erstellen…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>&amp;Migrate into the library…</source>
        <translation>In die Bibliothek &amp;migrieren…</translation>
    </message>
</context>
<context>
    <name>portico::app::SourceRows</name>
    <message>
        <source>Builds come from ComfyUI&apos;s own releases, and from the lists below besides.</source>
        <translation>Builds kommen aus ComfyUIs eigenen Releases und außerdem aus den Listen unten.</translation>
    </message>
    <message>
        <source>Address or file of a team&apos;s list, or owner/name on GitHub</source>
        <translation>Adresse oder Datei einer Team-Liste oder owner/name auf GitHub</translation>
    </message>
    <message>
        <source>&amp;One more list</source>
        <translation>&amp;Weitere Liste</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose a team&apos;s list</source>
        <translation>Team-Liste wählen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add the list</source>
        <translation>Liste hinzufügen</translation>
    </message>
    <message>
        <source>%1 on GitHub</source>
        <translation>%1 auf GitHub</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>Testen: %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Entfernen: %1</translation>
    </message>
    <message>
        <source>What was installed from it stays</source>
        <translation>Was daraus installiert wurde, bleibt</translation>
    </message>
    <message>
        <source>Asking it…</source>
        <translation>Wird gefragt…</translation>
    </message>
    <message numerus="yes">
        <source>It answers, with %n build(s).</source>
        <translation>
            <numerusform>Sie antwortet, mit einem Build.</numerusform>
            <numerusform>Sie antwortet, mit %n Builds.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a list of builds</source>
        <translation>Eine Liste von Builds hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n build(s).</source>
        <translation>
            <numerusform>%1 hinzugefügt, mit einem Build.</numerusform>
            <numerusform>%1 hinzugefügt, mit %n Builds.</numerusform>
        </translation>
    </message>
    <message>
        <source>A team&apos;s list</source>
        <translation>Eine Team-Liste</translation>
    </message>
    <message>
        <source>Lists of builds (*.json);;All files (*)</source>
        <translation>Listen von Builds (*.json);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::StartButton</name>
    <message>
        <source>Start and open</source>
        <translation>Starten und öffnen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>Sofort beenden</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Start and &amp;open in the browser when ready</source>
        <translation>Starten und im &amp;Browser öffnen, wenn bereit</translation>
    </message>
    <message>
        <source>Sa&amp;fe start, without node packs</source>
        <translation>&amp;Abgesicherter Start, ohne Node-Packs</translation>
    </message>
    <message>
        <source>Find the &amp;guilty node pack…</source>
        <translation>&amp;Verursacher suchen…</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>&amp;Keep running when Portico is closed</source>
        <translation>&amp;Weiterlaufen lassen, wenn Portico geschlossen wird</translation>
    </message>
    <message>
        <source>&amp;End at once, without asking ComfyUI</source>
        <translation>Sofort b&amp;eenden, ohne ComfyUI zu bitten</translation>
    </message>
</context>
<context>
    <name>portico::app::StateKeeping</name>
    <message>
        <source>Take a snapshot</source>
        <translation>Schnappschuss aufnehmen</translation>
    </message>
</context>
<context>
    <name>portico::app::StepRow</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>portico::app::TestWorkflowRows</name>
    <message>
        <source>There is none yet.</source>
        <translation>Es gibt noch keinen.</translation>
    </message>
    <message>
        <source>A&amp;dd a workflow…</source>
        <translation>Workflow &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Try them now</source>
        <translation>Jetzt &amp;ausprobieren</translation>
    </message>
    <message>
        <source>An update works these off with the new generation and is switched to only when all of them work. In ComfyUI: File, Export (API); then drop the file here.</source>
        <translation>Ein Update arbeitet sie mit der neuen Generation ab, und nur, wenn alle funktionieren, wird zu ihr gewechselt. In ComfyUI: File, Export (API); dann ziehen Sie die Datei hierher.</translation>
    </message>
    <message>
        <source>Not tried yet.</source>
        <translation>Noch nicht ausprobiert.</translation>
    </message>
    <message>
        <source>Worked %1, in %2 s.</source>
        <comment>a moment; seconds</comment>
        <translation>Gelungen (%1), in %2 s.</translation>
    </message>
    <message>
        <source>Failed %1: %2</source>
        <comment>a moment; a sentence</comment>
        <translation>Gescheitert (%1): %2</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the test workflow %1</source>
        <translation>Test-Workflow %1 entfernen</translation>
    </message>
    <message>
        <source>Choose workflows</source>
        <translation>Workflows wählen</translation>
    </message>
    <message>
        <source>Workflows (*.json)</source>
        <translation>Workflows (*.json)</translation>
    </message>
    <message>
        <source>Try the test workflows of %1</source>
        <comment>an install</comment>
        <translation>Test-Workflows von %1 ausprobieren</translation>
    </message>
</context>
<context>
    <name>portico::app::Texts</name>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Abgestürzt</translation>
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
            <numerusform>ein Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Today at %1</source>
        <translation>Heute um %1</translation>
    </message>
    <message>
        <source>Yesterday at %1</source>
        <translation>Gestern um %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>date and time</comment>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>The sources are being asked for what is new…</source>
        <translation>Die Quellen werden nach Neuem gefragt…</translation>
    </message>
    <message>
        <source>Still asking: %1…</source>
        <translation>Noch gefragt: %1…</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size each second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 pro Sekunde</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>done of total</comment>
        <translation>%1 von %2</translation>
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
        <translation>Portables Bündel von Anymatix</translation>
    </message>
    <message>
        <source>Official ComfyUI portable</source>
        <translation>Offizielles portables ComfyUI</translation>
    </message>
    <message>
        <source>Comfy-Org standalone environment</source>
        <translation>Eigenständige Umgebung von Comfy-Org</translation>
    </message>
    <message>
        <source>Put together by Portico</source>
        <translation>Von Portico zusammengestellt</translation>
    </message>
    <message>
        <source>ComfyUI folder with its own Python</source>
        <translation>ComfyUI-Ordner mit eigenem Python</translation>
    </message>
    <message>
        <source>Waiting for another job to end</source>
        <translation>Wartet auf das Ende eines anderen Auftrags</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenDialog</name>
    <message>
        <source>Sign in to GitHub</source>
        <translation>Bei GitHub anmelden</translation>
    </message>
    <message>
        <source>With a token Portico does in your name what you press here, and nothing else. It goes to GitHub alone, lies in this computer&apos;s keychain, and is never shown again.</source>
        <translation>Mit einem Token tut Portico in Ihrem Namen, was Sie hier drücken, und sonst nichts. Es geht allein an GitHub, liegt im Schlüsselbund dieses Computers und wird nie wieder gezeigt.</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Make a token on GitHub</source>
        <translation>&amp;Token auf GitHub anlegen</translation>
    </message>
    <message>
        <source>Opens GitHub with these rights chosen already</source>
        <translation>Öffnet GitHub mit diesen Rechten schon gewählt</translation>
    </message>
    <message>
        <source>Rights that the token needs</source>
        <translation>Rechte, die das Token braucht</translation>
    </message>
    <message>
        <source>To push recipes, make releases, and read what a run made, also in private repositories.</source>
        <translation>Um Rezepte zu pushen, Releases anzulegen und zu lesen, was ein Lauf gemacht hat, auch in privaten Repositorys.</translation>
    </message>
    <message>
        <source>To put a workflow&apos;s file into a repository.</source>
        <translation>Um die Datei eines Workflows in ein Repository zu legen.</translation>
    </message>
    <message>
        <source>or fine-grained</source>
        <translation>oder fein abgestuft</translation>
    </message>
    <message>
        <source>For the one repository: Contents, Actions and Workflows, each “read and write”.</source>
        <translation>Für das eine Repository: Contents, Actions und Workflows, jeweils „read and write“.</translation>
    </message>
    <message>
        <source>github.com, or the address of a company&apos;s own</source>
        <translation>github.com oder die Adresse eines firmeneigenen</translation>
    </message>
    <message>
        <source>Git&amp;Hub server</source>
        <translation>Git&amp;Hub-Server</translation>
    </message>
    <message>
        <source>“Forget” takes it from this computer. To end it on GitHub as well, delete it at %1/settings/tokens.</source>
        <translation>„Vergessen“ nimmt es von diesem Computer. Um es auch bei GitHub zu beenden, löschen Sie es unter %1/settings/tokens.</translation>
    </message>
    <message>
        <source>Asking GitHub whose it is…</source>
        <translation>GitHub wird gefragt, wem es gehört…</translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <comment>a person; a server</comment>
        <translation>%1 bei %2.</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenRow</name>
    <message>
        <source>GitHub &amp;token</source>
        <translation>GitHub-To&amp;ken</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget the GitHub token</source>
        <translation>GitHub-Token vergessen</translation>
    </message>
    <message>
        <source>This is no token: it has spaces or letters that no token has.</source>
        <translation>Das ist kein Token: Es hat Leerzeichen oder Zeichen, die kein Token hat.</translation>
    </message>
    <message>
        <source>Copy it from GitHub once more, and nothing else.</source>
        <translation>Kopieren Sie es noch einmal von GitHub und sonst nichts.</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>Der Schlüsselbund wird gefragt…</translation>
    </message>
</context>
<context>
    <name>portico::app::Tray</name>
    <message>
        <source>%1: %2</source>
        <comment>an install; its state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Portico: nothing runs</source>
        <translation>Portico: nichts läuft</translation>
    </message>
    <message>
        <source>&amp;Open Portico</source>
        <translation>&amp;Portico öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the window…</source>
        <translation>
            <numerusform>Eine weitere im Fenster…</numerusform>
            <numerusform>%n weitere im Fenster…</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>Im &amp;Browser öffnen</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>Für %1 ließ sich kein Browser öffnen.</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>Öffnen Sie diese Adresse selbst in einem Browser.</translation>
    </message>
</context>
<context>
    <name>portico::app::UnusedEnvRow</name>
    <message>
        <source>being measured…</source>
        <translation>wird gemessen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateFlow</name>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Aktuali&amp;sieren</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateLook</name>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>Does not go with it</source>
        <translation>Passt nicht dazu</translation>
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
        <translation>Pakete seines Python</translation>
    </message>
    <message>
        <source>What ComfyUI itself asks for</source>
        <translation>Was ComfyUI selbst verlangt</translation>
    </message>
    <message>
        <source>“%1” is at this ComfyUI already.</source>
        <translation>„%1“ ist schon bei diesem ComfyUI.</translation>
    </message>
    <message>
        <source>Some node packs do not go with that ComfyUI. Disable them, or choose another version.</source>
        <translation>Manche Node-Packs passen nicht zu diesem ComfyUI. Deaktivieren Sie sie, oder wählen Sie eine andere Version.</translation>
    </message>
    <message>
        <source>It is made beside what is there and started once as a test; only then “%1” uses it. Node packs, models and your files stay, and going back takes a moment.</source>
        <translation>Es entsteht neben dem Vorhandenen und wird einmal als Test gestartet; erst dann verwendet „%1“ es. Node-Packs, Modelle und Ihre Dateien bleiben, und Zurückgehen dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>It is older than the present one, so its list of jobs and models begins anew.</source>
        <translation>Es ist älter als das jetzige, seine Liste von Aufträgen und Modellen beginnt daher neu.</translation>
    </message>
    <message>
        <source>It brings another torch.</source>
        <translation>Es bringt ein anderes torch mit.</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>Beschleuniger</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdatePackDialog</name>
    <message>
        <source>Another version of “%1”</source>
        <translation>Andere Version von „%1“</translation>
    </message>
    <message>
        <source>Now it is %1. What changes is shown before anything is done.</source>
        <translation>Jetzt ist es %1. Was sich ändert, wird gezeigt, bevor etwas getan wird.</translation>
    </message>
    <message>
        <source>&amp;Version, tag, branch or commit</source>
        <translation>&amp;Version, Tag, Branch oder Commit</translation>
    </message>
    <message>
        <source>Version, tag, branch or commit</source>
        <translation>Version, Tag, Branch oder Commit</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>Die neueste</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Plan zeigen</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>Die Comfy Registry wird gefragt…</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>Versionen von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) are listed.</source>
        <translation>
            <numerusform>Eine Version ist aufgeführt.</numerusform>
            <numerusform>%n Versionen sind aufgeführt.</numerusform>
        </translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>Eine Version, ein Branch oder ein Commit hat keine Leerzeichen.</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionDialog</name>
    <message>
        <source>Also versions for &amp;testing</source>
        <translation>Auch Versionen zum &amp;Testen</translation>
    </message>
    <message>
        <source>Versions of ComfyUI</source>
        <translation>Versionen von ComfyUI</translation>
    </message>
    <message>
        <source>A fresh install at another version can stand beside “%1”; both use the same models.</source>
        <translation>Eine neue Installation mit einer anderen Version kann neben „%1“ stehen; beide verwenden dieselben Modelle.</translation>
    </message>
    <message>
        <source>What is there now is kept: going back takes a moment.</source>
        <translation>Was jetzt da ist, bleibt aufbewahrt: Zurückgehen dauert einen Augenblick.</translation>
    </message>
    <message>
        <source>What going there needs</source>
        <translation>Was der Wechsel braucht</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Was neu ist</translation>
    </message>
    <message>
        <source>Its publisher wrote no notes.</source>
        <translation>Der Herausgeber hat keine Hinweise geschrieben.</translation>
    </message>
    <message>
        <source>&amp;Update to this version…</source>
        <translation>Auf diese Version &amp;aktualisieren…</translation>
    </message>
    <message>
        <source>&amp;Fresh install at this version…</source>
        <translation>&amp;Neue Installation mit dieser Version…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>The list is being asked for…</source>
        <translation>Die Liste wird abgefragt…</translation>
    </message>
    <message>
        <source>The list of versions could not be fetched. %1 %2</source>
        <translation>Die Liste der Versionen konnte nicht geholt werden. %1 %2</translation>
    </message>
    <message>
        <source>The list of versions is not here yet.</source>
        <translation>Die Liste der Versionen ist noch nicht hier.</translation>
    </message>
    <message>
        <source>“Stable” stays behind on purpose: others have met its bugs first. List as it was: %1.</source>
        <translation>„Stabil“ bleibt absichtlich zurück: Andere sind seinen Fehlern schon begegnet. Stand der Liste: %1.</translation>
    </message>
    <message>
        <source>Read more in the browser</source>
        <translation>Im Browser weiterlesen</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionsModel</name>
    <message>
        <source>this install</source>
        <translation>diese Installation</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>stabil</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>neueste</translation>
    </message>
    <message>
        <source>for testing</source>
        <translation>zum Testen</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Linie</translation>
    </message>
</context>
<context>
    <name>portico::app::WindowWords</name>
    <message>
        <source>Give it another version, or do it again and choose that the one that is there is replaced.</source>
        <translation>Geben Sie ihm eine andere Version, oder machen Sie es noch einmal und wählen Sie, dass das vorhandene ersetzt wird.</translation>
    </message>
    <message>
        <source>Publish it again and say what it runs on.</source>
        <translation>Veröffentlichen Sie es noch einmal, und sagen Sie, worauf es läuft.</translation>
    </message>
    <message>
        <source>Make it again and allow packages to be built here.</source>
        <translation>Erstellen Sie es noch einmal, und erlauben Sie, dass hier Pakete gebaut werden.</translation>
    </message>
    <message>
        <source>Make it again with the newest versions.</source>
        <translation>Erstellen Sie es noch einmal mit den neuesten Versionen.</translation>
    </message>
    <message>
        <source>Make a new token on GitHub and give it here: “Sign in” or “Token” of the Bundles page.</source>
        <translation>Legen Sie auf GitHub ein neues Token an, und geben Sie es hier ein: „Anmelden“ oder „Token“ auf der Seite „Bündel“.</translation>
    </message>
    <message>
        <source>Look at its newest runs before you start it again.</source>
        <translation>Sehen Sie sich die neuesten Läufe davon an, bevor Sie ihn noch einmal starten.</translation>
    </message>
    <message>
        <source>Start the workflow again.</source>
        <translation>Starten Sie den Workflow noch einmal.</translation>
    </message>
    <message>
        <source>Repair the install first: “Repair” on its Overview, or absorb what was changed.</source>
        <translation>Reparieren Sie die Installation zuerst: „Reparieren“ in ihrer Übersicht; oder nehmen Sie auf, was geändert wurde.</translation>
    </message>
    <message>
        <source>Make one on the Bundles page.</source>
        <translation>Erstellen Sie eines auf der Seite „Bündel“.</translation>
    </message>
</context>
<context>
    <name>portico::app::WishCards</name>
    <message>
        <source>“%1” wants other node packs: %2.</source>
        <translation>„%1“ möchte andere Node-Packs: %2.</translation>
    </message>
    <message>
        <source>Its nodes may not work without them; the plan says what would be installed.</source>
        <translation>Ohne sie funktionieren die Nodes darin vielleicht nicht; der Plan sagt, was installiert würde.</translation>
    </message>
    <message>
        <source>Show the plan…</source>
        <translation>Plan zeigen…</translation>
    </message>
    <message>
        <source>Show the plan for “%1”</source>
        <translation>Plan für „%1“ zeigen</translation>
    </message>
    <message>
        <source>“%1” wants node packs that are disabled: %2.</source>
        <translation>„%1“ möchte Node-Packs, die deaktiviert sind: %2.</translation>
    </message>
    <message>
        <source>They can be enabled under “Nodes”.</source>
        <translation>Sie lassen sich unter „Nodes“ aktivieren.</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system.</source>
        <translation>„%1“ braucht Pakete des Systems.</translation>
    </message>
    <message>
        <source>Portico never installs them by itself. This is the command:</source>
        <translation>Portico installiert sie nie von selbst. Das ist der Befehl:</translation>
    </message>
    <message>
        <source>The command that installs them</source>
        <translation>Der Befehl, der sie installiert</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the command for “%1”</source>
        <translation>Befehl für „%1“ kopieren</translation>
    </message>
    <message>
        <source>Run in a &amp;terminal…</source>
        <translation>In einem &amp;Terminal ausführen…</translation>
    </message>
    <message>
        <source>Run the command for “%1” in a terminal</source>
        <translation>Befehl für „%1“ in einem Terminal ausführen</translation>
    </message>
    <message>
        <source>The terminal shows the command and asks before it runs it</source>
        <translation>Das Terminal zeigt den Befehl und fragt, bevor es ihn ausführt</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>About comfy-env-root.toml of “%1”</source>
        <translation>Über comfy-env-root.toml von „%1“</translation>
    </message>
</context>
<context>
    <name>portico::cli::AcceleratorWish</name>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>„%1“ ist kein Beschleuniger.</translation>
    </message>
    <message>
        <source>Write one such as cu130, cu126, rocm7.2, xpu, mps or cpu.</source>
        <translation>Schreiben Sie einen wie cu130, cu126, rocm7.2, xpu, mps oder cpu.</translation>
    </message>
</context>
<context>
    <name>portico::cli::AddCommand</name>
    <message>
        <source>A bundle (file or URL), or a folder that already holds ComfyUI.</source>
        <translation>Ein Bündel (Datei oder URL) oder ein Ordner, in dem schon ComfyUI ist.</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>Wie es heißen soll.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>Der Port, unter dem es erreichbar ist.</translation>
    </message>
    <message>
        <source>The archive must have this SHA-256.</source>
        <translation>Das Archiv muss diesen SHA-256 haben.</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>Ein Bündel ablehnen, dessen Hash niemand veröffentlicht hat.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Wählen Sie eine Zahl von 1 bis 65535, etwa 8188.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>„%1“ ist kein SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Geben Sie die 64 hexadezimalen Ziffern an.</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Add an install from a bundle, or adopt a ComfyUI folder</source>
        <translation>Eine Installation aus einem Bündel hinzufügen oder einen ComfyUI-Ordner aufnehmen</translation>
    </message>
    <message>
        <source>A bundle is downloaded, checked, unpacked and set up; it is there wholly or not at all.
A folder stays where it is and nothing in it is changed.</source>
        <translation>Ein Bündel wird heruntergeladen, überprüft, entpackt und eingerichtet; es ist ganz da oder gar nicht.
Ein Ordner bleibt, wo er ist, und nichts darin wird geändert.</translation>
    </message>
    <message>
        <source>Added “%1” as %2.</source>
        <translation>„%1“ als %2 hinzugefügt.</translation>
    </message>
    <message>
        <source>No published hash was given, so the bundle is not verified. Its SHA-256 is %1.</source>
        <translation>Es wurde kein veröffentlichter Hash angegeben, das Bündel ist daher nicht überprüft. Sein SHA-256 ist %1.</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1</source>
        <translation>Starten mit: porticoctl start %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::AppUpdateCommand</name>
    <message>
        <source>Portico %1 is the newest.</source>
        <translation>Portico %1 ist das neueste.</translation>
    </message>
    <message>
        <source>The installer of Portico %1 was opened; it replaces Portico once that is closed.</source>
        <translation>Das Installationsprogramm von Portico %1 wurde geöffnet; es ersetzt Portico, sobald Portico geschlossen ist.</translation>
    </message>
    <message>
        <source>Portico %1 is in place: it counts from the next start on.</source>
        <translation>Portico %1 ist an seinem Platz: Es gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>The one before is kept: %1</source>
        <translation>Das vorige ist aufbewahrt: %1</translation>
    </message>
    <message>
        <source>There is Portico %1; this is %2.</source>
        <translation>Es gibt Portico %1; dies ist %2.</translation>
    </message>
    <message>
        <source>Do not go on with this version: its authors say that only %1 and newer ones are safe.</source>
        <translation>Arbeiten Sie mit dieser Version nicht weiter: Ihre Entwickler sagen, dass nur %1 und neuere sicher sind.</translation>
    </message>
    <message>
        <source>Downloaded and checked: %1</source>
        <translation>Heruntergeladen und geprüft: %1</translation>
    </message>
    <message>
        <source>“porticoctl app-update install” installs it (%1).</source>
        <translation>„porticoctl app-update install“ installiert es (%1).</translation>
    </message>
    <message>
        <source>There is no file of it for this kind of computer.</source>
        <translation>Für diese Art von Computer gibt es keine Datei davon.</translation>
    </message>
    <message>
        <source>There is no Portico %1 for this kind of computer.</source>
        <translation>Für diese Art von Computer gibt es kein Portico %1.</translation>
    </message>
    <message>
        <source>Go on with this one; a later version may have it again.</source>
        <translation>Bleiben Sie bei diesem; eine spätere Version gibt es vielleicht wieder für diese Art von Computer.</translation>
    </message>
    <message>
        <source>“app-update” cannot “%1”.</source>
        <translation>„app-update“ kann nicht „%1“.</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Wählen Sie eine von: %1.</translation>
    </message>
    <message>
        <source>Update Portico</source>
        <translation>Portico aktualisieren</translation>
    </message>
    <message>
        <source>Look for a newer Portico, download and install it</source>
        <translation>Nach einem neueren Portico suchen, es herunterladen und installieren</translation>
    </message>
    <message>
        <source>Asks only when you call it. What is downloaded must be signed by Portico&apos;s authors; nothing older than what was offered before is taken, and nothing is replaced while a session runs. Where the system&apos;s packages, Flatpak or Snap installed Portico, they update it, and this command says so.</source>
        <translation>Fragt nur an, wenn Sie den Befehl aufrufen. Was heruntergeladen wird, muss von den Entwicklern von Portico signiert sein; nichts Älteres, als zuvor angeboten wurde, wird genommen, und nichts wird ersetzt, während eine Sitzung läuft. Wo die Pakete des Systems, Flatpak oder Snap Portico installiert haben, aktualisieren diese es, und dieser Befehl sagt es.</translation>
    </message>
    <message>
        <source>What to do: only look, also download, or also install.</source>
        <translation>Was zu tun ist: nur nachsehen, auch herunterladen oder auch installieren.</translation>
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
        <translation>Node-Pack %1</translation>
    </message>
    <message>
        <source>package %1</source>
        <translation>Paket %1</translation>
    </message>
    <message>
        <source>setting %1</source>
        <translation>Einstellung %1</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>“%1” is not here: %2</source>
        <translation>„%1“ ist nicht hier: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>“%1”, %2: %3 → %4</source>
        <comment>install, what, now, declared</comment>
        <translation>„%1“, %2: %3 → %4</translation>
    </message>
    <message>
        <source>“%1” is not in the file, and is left alone.</source>
        <translation>„%1“ steht nicht in der Datei und bleibt unberührt.</translation>
    </message>
    <message>
        <source>“%1”, node pack %2: not in the file, and is left alone.</source>
        <translation>„%1“, Node-Pack %2: nicht in der Datei und bleibt unberührt.</translation>
    </message>
    <message>
        <source>The library is as the file says: nothing is to be done.</source>
        <translation>Die Bibliothek ist, wie die Datei sagt: Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Nichts wurde geändert. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>The library is as the file says.</source>
        <translation>Die Bibliothek ist, wie die Datei sagt.</translation>
    </message>
    <message>
        <source>This is different even so.</source>
        <translation>Das ist trotzdem anders.</translation>
    </message>
    <message>
        <source>There is a %1 already.</source>
        <translation>Es gibt schon: %1.</translation>
    </message>
    <message>
        <source>Give another name, or --yes to replace it.</source>
        <translation>Geben Sie einen anderen Namen an, oder --yes, um sie zu ersetzen.</translation>
    </message>
    <message>
        <source>The library is written down in %1.</source>
        <translation>Die Bibliothek ist in %1 aufgeschrieben.</translation>
    </message>
    <message>
        <source>--check changes nothing.</source>
        <translation>--check ändert nichts.</translation>
    </message>
    <message>
        <source>Give it alone, or without it --yes or --write.</source>
        <translation>Geben Sie es allein an, oder ohne es --yes oder --write.</translation>
    </message>
    <message>
        <source>Write down the library</source>
        <translation>Bibliothek aufschreiben</translation>
    </message>
    <message>
        <source>Apply a declared state</source>
        <translation>Einen angegebenen Zustand anwenden</translation>
    </message>
    <message>
        <source>Make the library what a file declares; says first what differs</source>
        <translation>Die Bibliothek zu dem machen, was eine Datei angibt; sagt zuerst, was sich unterscheidet</translation>
    </message>
    <message>
        <source>The file names installs, what each is made of, its version of ComfyUI, node packs, their packages and settings; docs/site.md tells how. What is so already stays, so that a second time nothing is done; what was interrupted is finished by the next time. What the library has beyond the file is named and left alone. Installs that are made of what is kept for offline (“porticoctl vendor”) need no network, and are the same on every computer. “--check” ends with 1 where something differs.</source>
        <translation>Die Datei nennt Installationen, woraus jede besteht, ihre ComfyUI-Version, Node-Packs, deren Pakete und Einstellungen; docs/site.md erklärt, wie. Was schon so ist, bleibt, sodass beim zweiten Mal nichts getan wird; was unterbrochen wurde, schließt das nächste Mal ab. Was die Bibliothek über die Datei hinaus hat, wird genannt und bleibt unberührt. Installationen aus Aufbewahrtem („porticoctl vendor“) brauchen kein Netzwerk und sind auf jedem Computer gleich. „--check“ endet mit 1, wo sich etwas unterscheidet.</translation>
    </message>
    <message>
        <source>The file.</source>
        <translation>Die Datei.</translation>
    </message>
    <message>
        <source>Change nothing; end with 1 where something differs.</source>
        <translation>Nichts ändern; mit 1 enden, wo sich etwas unterscheidet.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Wirklich tun; sonst wird es nur gezeigt.</translation>
    </message>
    <message>
        <source>Write the file instead: the library as it is now.</source>
        <translation>Stattdessen die Datei schreiben: die Bibliothek, wie sie jetzt ist.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Pakete dürfen aus Quelltext gebaut werden, was ihren eigenen Code ausführt.</translation>
    </message>
</context>
<context>
    <name>portico::cli::BisectCommand</name>
    <message>
        <source>“%1” is no number of seconds.</source>
        <translation>„%1“ ist keine Anzahl von Sekunden.</translation>
    </message>
    <message>
        <source>Write it like this: --ready-limit 120</source>
        <translation>Schreiben Sie es so: --ready-limit 120</translation>
    </message>
    <message>
        <source>Find the guilty node pack</source>
        <translation>Verursacher suchen</translation>
    </message>
    <message>
        <source>Find the node pack that keeps ComfyUI from working</source>
        <translation>Das Node-Pack finden, das ComfyUI am Funktionieren hindert</translation>
    </message>
    <message>
        <source>Starts ComfyUI again and again with half of the node packs, until one is left: 8 starts at most for 50 packs. A start is bad when ComfyUI ends, does not become ready or cannot import a pack; with --command, when the command ends with another code than 0 while ComfyUI is ready ({url} and PORTICO_URL are its address). Each start has a port, user folder and database of its own, and nothing of the install is moved or changed.</source>
        <translation>Startet ComfyUI immer wieder mit der Hälfte der Node-Packs, bis eines übrig ist: höchstens 8 Starts bei 50 Node-Packs. Ein Start ist schlecht, wenn ComfyUI endet, nicht bereit wird oder ein Node-Pack nicht importieren kann; mit --command, wenn der Befehl mit einem anderen Code als 0 endet, während ComfyUI bereit ist ({url} und PORTICO_URL sind seine Adresse). Jeder Start hat einen eigenen Port, Benutzerordner und eine eigene Datenbank, und nichts in der Installation wird verschoben oder geändert.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Judge each start by this command.</source>
        <translation>Jeden Start mit diesem Befehl beurteilen.</translation>
    </message>
    <message>
        <source>A start that takes longer went wrong (300).</source>
        <translation>Ein Start, der länger dauert, ist gescheitert (300).</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleCommand</name>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>unknown accelerator</source>
        <translation>unbekannter Beschleuniger</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(von Hand geändert)</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) for them</source>
        <translation>
            <numerusform>ein Paket dafür</numerusform>
            <numerusform>%n Pakete dafür</numerusform>
        </translation>
    </message>
    <message>
        <source>Would make %1 out of %2:</source>
        <translation>Würde %1 aus %2 erstellen:</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>Vollständig: Eine Datei ist, was seine Liste sagt, und es startet.</numerusform>
            <numerusform>Vollständig: %n Dateien sind, was seine Liste sagt, und es startet.</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>Es startet.</translation>
    </message>
    <message>
        <source>See “porticoctl help bundle”.</source>
        <translation>Siehe „porticoctl help bundle“.</translation>
    </message>
    <message>
        <source>Check a bundle</source>
        <translation>Bündel prüfen</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>Bündel erstellen</translation>
    </message>
    <message>
        <source>“%1” takes one thing.</source>
        <translation>„%1“ nimmt genau eines.</translation>
    </message>
    <message>
        <source>“%1” is not “build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>„%1“ ist nicht „build“, „plan“, „verify“, „diff“ oder „publish“.</translation>
    </message>
    <message>
        <source>“%1” is not “zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>„%1“ ist nicht „zip“, „tar.zst“, „tar.gz“ oder „tar“.</translation>
    </message>
    <message numerus="yes">
        <source>Made %1 (%2, %n file(s)); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>%1 erstellt (%2, eine Datei); anderswo entpackt, startet es.</numerusform>
            <numerusform>%1 erstellt (%2, %n Dateien); anderswo entpackt, startet es.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n volume(s), which are the archive when they are put together; their hashes: %1</source>
        <translation>
            <numerusform>In einem Teil, der das Archiv ist; sein Hash: %1</numerusform>
            <numerusform>In %n Teilen, die zusammengesetzt das Archiv ergeben; ihre Hashes: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a portable bundle of an install or a recipe, or check one</source>
        <translation>Ein portables Bündel einer Installation oder eines Rezepts erstellen oder eines prüfen</translation>
    </message>
    <message>
        <source>“build” packs an install with its node packs and their packages so that a computer of the same kind unpacks it and starts it, with Portico or with the script in it. Models, pictures and settings stay here. A recipe is a file that says what a bundle is made from; with its lock it gives the same bytes again. Before it gets its name it is unpacked elsewhere, compared file by file and started. “verify” does the same with any bundle. “publish” puts one where others install it from: a folder, a team&apos;s catalogue, a release on GitHub. “diff” says what changed from one bundle, install or recipe&apos;s lock to another: exit code 0 where nothing did, 1 where something did.</source>
        <translation>„build“ packt eine Installation mit ihren Node-Packs und deren Paketen so, dass ein Computer derselben Art sie entpackt und startet, mit Portico oder mit dem Skript darin. Modelle, Bilder und Einstellungen bleiben hier. Ein Rezept ist eine Datei, die sagt, woraus ein Bündel gemacht wird; mit seiner Festschreibung ergibt es wieder dieselben Bytes. Bevor es seinen Namen bekommt, wird es anderswo entpackt, Datei für Datei verglichen und gestartet. „verify“ tut dasselbe mit jedem Bündel. „publish“ legt eines dorthin, von wo andere es installieren: in einen Ordner, einen Team-Katalog, ein Release auf GitHub. „diff“ sagt, was sich von einem Bündel, einer Installation oder der Festschreibung eines Rezepts zum anderen geändert hat: Exit-Code 0, wo nichts, 1, wo etwas.</translation>
    </message>
    <message>
        <source>“build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>„build“, „plan“, „verify“, „diff“ oder „publish“.</translation>
    </message>
    <message>
        <source>An install&apos;s id or name, a recipe (.json), or an archive.</source>
        <translation>Kennung oder Name einer Installation, ein Rezept (.json) oder ein Archiv.</translation>
    </message>
    <message>
        <source>For diff: what it became.</source>
        <translation>Für diff: was daraus wurde.</translation>
    </message>
    <message>
        <source>The folder for the archive.</source>
        <translation>Der Ordner für das Archiv.</translation>
    </message>
    <message>
        <source>“zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>„zip“, „tar.zst“, „tar.gz“ oder „tar“.</translation>
    </message>
    <message>
        <source>What its name begins with.</source>
        <translation>Womit sein Name beginnt.</translation>
    </message>
    <message>
        <source>Its version; ComfyUI&apos;s without this.</source>
        <translation>Seine Version; ohne Angabe die von ComfyUI.</translation>
    </message>
    <message>
        <source>Its script lets other web pages call it.</source>
        <translation>Sein Skript lässt andere Webseiten es aufrufen.</translation>
    </message>
    <message>
        <source>Replace an archive of that name.</source>
        <translation>Ein Archiv dieses Namens ersetzen.</translation>
    </message>
    <message>
        <source>Only say what would be made.</source>
        <translation>Nur sagen, was erstellt würde.</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleDiff</name>
    <message>
        <source>Node packs:</source>
        <translation>Node-Packs:</translation>
    </message>
    <message>
        <source>Packages:</source>
        <translation>Pakete:</translation>
    </message>
    <message>
        <source>Their names: --files</source>
        <translation>Ihre Namen: --files</translation>
    </message>
    <message>
        <source>%1 is a recipe, which says what a bundle shall be made from.</source>
        <translation>%1 ist ein Rezept, das sagt, woraus ein Bündel gemacht werden soll.</translation>
    </message>
    <message>
        <source>Compare bundles that were made of it, or their locks.</source>
        <translation>Vergleichen Sie Bündel, die daraus entstanden, oder deren Festschreibungen.</translation>
    </message>
    <message>
        <source>A recipe&apos;s lock can be compared with another lock only.</source>
        <translation>Die Festschreibung eines Rezepts lässt sich nur mit einer anderen Festschreibung vergleichen.</translation>
    </message>
    <message>
        <source>Compare the bundles themselves.</source>
        <translation>Vergleichen Sie die Bündel selbst.</translation>
    </message>
    <message>
        <source>For diff: name every file.</source>
        <translation>Für diff: jede Datei nennen.</translation>
    </message>
    <message>
        <source>“diff” compares two things.</source>
        <translation>„diff“ vergleicht zwei Dinge.</translation>
    </message>
    <message>
        <source>Name two archives, or an archive and an install.</source>
        <translation>Nennen Sie zwei Archive oder ein Archiv und eine Installation.</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>Zwei Bündel vergleichen</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundlePublish</name>
    <message>
        <source>The same bundle was there already; the catalogue names it.</source>
        <translation>Dasselbe Bündel war schon da; der Katalog nennt es.</translation>
    </message>
    <message>
        <source>Published as %1.</source>
        <translation>Veröffentlicht als %1.</translation>
    </message>
    <message>
        <source>Others add it once: porticoctl sources add %1</source>
        <translation>Andere fügen es einmal hinzu: porticoctl sources add %1</translation>
    </message>
    <message>
        <source>Publish a bundle</source>
        <translation>Bündel veröffentlichen</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>Der Tag des Releases fehlt: --tag v1.2.0.</translation>
    </message>
    <message>
        <source>“%1” is no size of volumes.</source>
        <translation>„%1“ ist keine Teilgröße.</translation>
    </message>
    <message>
        <source>Write it as 1900M or 2G; 64K is the least.</source>
        <translation>Schreiben Sie sie als 1900M oder 2G; 64K ist das Mindeste.</translation>
    </message>
    <message>
        <source>Split a larger archive into files NAME.001, NAME.002, … of that size, such as 1900M. With --github it is done by itself where GitHub takes no file as large.</source>
        <translation>Ein größeres Archiv in Dateien NAME.001, NAME.002, … dieser Größe teilen, etwa 1900M. Mit --github geschieht das von selbst, wo GitHub keine so große Datei annimmt.</translation>
    </message>
    <message>
        <source>For publish: a folder that others read, such as a share; its catalogue.json is made or added to.</source>
        <translation>Für publish: ein Ordner, den andere lesen, etwa eine Freigabe; seine catalogue.json wird angelegt oder ergänzt.</translation>
    </message>
    <message>
        <source>For publish: a team&apos;s catalogue; the bundle lies beside it.</source>
        <translation>Für publish: ein Team-Katalog; das Bündel liegt daneben.</translation>
    </message>
    <message>
        <source>For publish: a release of that repository.</source>
        <translation>Für publish: ein Release dieses Repositorys.</translation>
    </message>
    <message>
        <source>For --github: the release&apos;s tag; the bundle&apos;s version without this.</source>
        <translation>Für --github: der Tag des Releases; ohne Angabe die Version des Bündels.</translation>
    </message>
    <message>
        <source>For publish: the title of the release, or of a catalogue that is made.</source>
        <translation>Für publish: der Titel des Releases oder eines Katalogs, der angelegt wird.</translation>
    </message>
    <message>
        <source>For publish: what others read of it, in Markdown.</source>
        <translation>Für publish: was andere darüber lesen, in Markdown.</translation>
    </message>
    <message>
        <source>For publish: what its torch runs on, where it does not tell.</source>
        <translation>Für publish: worauf sein torch läuft, wo es das nicht sagt.</translation>
    </message>
    <message>
        <source>For --github: not the latest release.</source>
        <translation>Für --github: nicht das neueste Release.</translation>
    </message>
    <message>
        <source>Say where to: one of --folder, --catalogue and --github.</source>
        <translation>Sagen Sie, wohin: eines von --folder, --catalogue und --github.</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueCommand</name>
    <message>
        <source>Show this bundle with its notes.</source>
        <translation>Dieses Bündel mit seinen Hinweisen zeigen.</translation>
    </message>
    <message>
        <source>Ask every source for what is new.</source>
        <translation>Jede Quelle nach Neuem fragen.</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>Zeigen, was gespeichert ist; niemanden fragen.</translation>
    </message>
    <message>
        <source>Also what is made for other computers.</source>
        <translation>Auch, was für andere Computer gemacht ist.</translation>
    </message>
    <message>
        <source>So long a silent source is waited for; 20 without this option.</source>
        <translation>So lange wird auf eine schweigende Quelle gewartet; ohne diese Option 20.</translation>
    </message>
    <message>
        <source>--refresh and --offline contradict each other.</source>
        <translation>--refresh und --offline widersprechen sich.</translation>
    </message>
    <message>
        <source>Give one of them, or none.</source>
        <translation>Geben Sie eines davon an oder keines.</translation>
    </message>
    <message>
        <source>“%1” is no time to wait.</source>
        <translation>„%1“ ist keine Wartezeit.</translation>
    </message>
    <message>
        <source>Give whole seconds from 1 to %1.</source>
        <translation>Geben Sie ganze Sekunden von 1 bis %1 an.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), asked %2.</source>
        <translation>
            <numerusform>%1: ein Bündel, gefragt %2.</numerusform>
            <numerusform>%1: %n Bündel, gefragt %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), as they were %2.</source>
        <translation>
            <numerusform>%1: ein Bündel, Stand %2.</numerusform>
            <numerusform>%1: %n Bündel, Stand %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nothing to show.</source>
        <translation>%1: nichts zu zeigen.</translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s) are answered before %1.</source>
        <translation>
            <numerusform>Vor %1 wird noch eine Anfrage beantwortet.</numerusform>
            <numerusform>Vor %1 werden noch %n Anfragen beantwortet.</numerusform>
        </translation>
    </message>
    <message>
        <source>(not verified by its publisher)</source>
        <translation>(vom Herausgeber nicht bestätigt)</translation>
    </message>
    <message>
        <source>Recommended (*): %1</source>
        <translation>Empfohlen (*): %1</translation>
    </message>
    <message>
        <source>Recommended: compose ComfyUI from its parts.</source>
        <translation>Empfohlen: ComfyUI aus seinen Teilen zusammenstellen.</translation>
    </message>
    <message>
        <source>Install it with: porticoctl install --recommended</source>
        <translation>Installieren mit: porticoctl install --recommended</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>Der Katalog hat kein Bündel „%1“.</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>„porticoctl catalogue --all“ listet alle auf.</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>vom Herausgeber nicht bestätigt</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>Katalog lesen</translation>
    </message>
    <message>
        <source>List the bundles that can be installed, and the right one</source>
        <translation>Die Bündel auflisten, die sich installieren lassen, und das richtige nennen</translation>
    </message>
    <message>
        <source>Asks all sources at the same time. Answers are kept: one that cannot be reached is shown as it was, with its age, and one that is silent is left after a while. “promote” moves a bundle of a team&apos;s own catalogue forward: testing, staging, latest, stable (docs/catalogue.md).</source>
        <translation>Fragt alle Quellen zugleich. Antworten bleiben gespeichert: Eine, die nicht erreichbar ist, wird mit ihrem letzten Stand und dessen Alter gezeigt, und auf eine, die schweigt, wird nach einer Weile nicht mehr gewartet. „promote“ bringt ein Bündel im Katalog eines Teams weiter: testing, staging, latest, stable (docs/catalogue.md).</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueJson</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>vor einer Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>vor einer Stunde</numerusform>
            <numerusform>vor %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor einem Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::CataloguePromote</name>
    <message>
        <source>Write “catalogue promote FILE BUNDLE”, with “--to testing”, “staging”, “latest” or “stable”.</source>
        <translation>Schreiben Sie „catalogue promote FILE BUNDLE“, mit „--to testing“, „staging“, „latest“ oder „stable“.</translation>
    </message>
    <message>
        <source>“%1” makes no sense here.</source>
        <translation>„%1“ ergibt hier keinen Sinn.</translation>
    </message>
    <message>
        <source>Which bundle of which catalogue goes forward was not said.</source>
        <translation>Es fehlt, welches Bündel welches Katalogs hochgestuft wird.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>„%1“ ist keine Linie.</translation>
    </message>
    <message>
        <source>%1 is on “%2” now.</source>
        <translation>%1 ist jetzt auf „%2“.</translation>
    </message>
    <message>
        <source>%1 went from “%2” to “%3”.</source>
        <translation>%1 ging von „%2“ zu „%3“.</translation>
    </message>
    <message>
        <source>%1 was there; it stays with the tag %2.</source>
        <translation>%1 war dort; es bleibt mit dem Tag %2.</translation>
    </message>
    <message>
        <source>promote: to this track instead of the next one: testing, staging, latest, stable.</source>
        <translation>promote: auf diese Linie statt auf die nächste: testing, staging, latest, stable.</translation>
    </message>
    <message>
        <source>promote: who does it, for the history; the account&apos;s name without this option.</source>
        <translation>promote: wer es tut, für den Verlauf; ohne diese Option der Name des Kontos.</translation>
    </message>
    <message>
        <source>Promote a bundle</source>
        <translation>Bündel hochstufen</translation>
    </message>
</context>
<context>
    <name>portico::cli::CleanCommand</name>
    <message>
        <source>There is nothing to clean up.</source>
        <translation>Es gibt nichts aufzuräumen.</translation>
    </message>
    <message>
        <source>%1 in all.</source>
        <translation>%1 insgesamt.</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>Nichts wurde entfernt. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>Nothing was removed.</source>
        <translation>Nichts wurde entfernt.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 wurden frei.</translation>
    </message>
    <message>
        <source>“%1” is nothing that can be cleaned up.</source>
        <translation>„%1“ ist nichts, was sich aufräumen lässt.</translation>
    </message>
    <message>
        <source>See “porticoctl help clean”.</source>
        <translation>Siehe „porticoctl help clean“.</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>Bibliothek aufräumen</translation>
    </message>
    <message>
        <source>Remove what nobody needs; lists it first</source>
        <translation>Entfernen, was niemand braucht; listet es zuerst auf</translation>
    </message>
    <message>
        <source>Lists old generations, layers, environments, caches, leftovers, old node packs and downloads that no install and no snapshot needs, each with its size and why it is safe to remove; with --yes it removes them. Models, outputs, settings and the files of removed installs are never among them. What another Portico needs at this moment stays.</source>
        <translation>Listet alte Generationen, Schichten, Umgebungen, Caches, Reste, alte Node-Packs und Downloads auf, die keine Installation und kein Schnappschuss braucht, jeweils mit Größe und warum das Entfernen sicher ist; mit --yes entfernt es sie. Modelle, Ausgaben, Einstellungen und die Dateien entfernter Installationen sind nie darunter. Was ein anderes Portico gerade braucht, bleibt.</translation>
    </message>
    <message>
        <source>Only these kinds: generations, layers, environments, caches, staging, kept-packs, downloads.</source>
        <translation>Nur diese Arten: generations, layers, environments, caches, staging, kept-packs, downloads.</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>Nur auflisten, wie ohne --yes.</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>Wirklich entfernen.</translation>
    </message>
</context>
<context>
    <name>portico::cli::CommandWords</name>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>Der Ordner, in dem die Installationen liegen.</translation>
    </message>
    <message>
        <source>Print JSON on standard output.</source>
        <translation>JSON auf der Standardausgabe ausgeben.</translation>
    </message>
    <message>
        <source>Tell what the command does.</source>
        <translation>Sagen, was der Befehl tut.</translation>
    </message>
</context>
<context>
    <name>portico::cli::Commands</name>
    <message>
        <source>porticoctl installs, starts, watches and removes portable ComfyUI.</source>
        <translation>porticoctl installiert, startet, überwacht und entfernt portables ComfyUI.</translation>
    </message>
    <message>
        <source>Usage: porticoctl [--library DIR] [--json] &lt;command&gt; …</source>
        <translation>Aufruf: porticoctl [--library DIR] [--json] &lt;command&gt; …</translation>
    </message>
    <message>
        <source>“porticoctl help &lt;command&gt;” tells more. --library and --json may stand before or after any command.</source>
        <translation>„porticoctl help &lt;command&gt;“ sagt mehr. --library und --json dürfen vor oder nach jedem Befehl stehen.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 busy.</source>
        <translation>Exit-Codes: 0 getan, 1 gescheitert, 2 falscher Aufruf, 3 abgelehnt, 4 nicht gefunden, 5 beschäftigt.</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumente:</translation>
    </message>
</context>
<context>
    <name>portico::cli::CompletionCommand</name>
    <message>
        <source>“completion” takes one shell.</source>
        <translation>„completion“ nimmt genau eine Shell.</translation>
    </message>
    <message>
        <source>See “porticoctl help completion”.</source>
        <translation>Siehe „porticoctl help completion“.</translation>
    </message>
    <message>
        <source>There is no completion for “%1”.</source>
        <translation>Für „%1“ gibt es keine Vervollständigung.</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Wählen Sie eine von: %1.</translation>
    </message>
    <message>
        <source>Print what makes a shell complete these commands</source>
        <translation>Ausgeben, womit eine Shell diese Befehle vervollständigt</translation>
    </message>
    <message>
        <source>Portico&apos;s packages bring it along. By hand: “source &lt;(porticoctl completion bash)” in ~/.bashrc; “porticoctl completion zsh &gt; ~/.zfunc/_porticoctl” with that folder in $fpath; “porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish”. “suggest” is what they ask at each Tab.</source>
        <translation>Die Pakete von Portico bringen es mit. Von Hand: „source &lt;(porticoctl completion bash)“ in ~/.bashrc; „porticoctl completion zsh &gt; ~/.zfunc/_porticoctl“ mit diesem Ordner in $fpath; „porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish“. „suggest“ ist, was sie bei jedem Tab fragen.</translation>
    </message>
    <message>
        <source>The shell.</source>
        <translation>Die Shell.</translation>
    </message>
</context>
<context>
    <name>portico::cli::ComposeCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>„%1“ sagt nichts über Pakete.</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>Schreiben Sie auto, newest oder as-of-version.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Wählen Sie eine Zahl von 1 bis 65535, etwa 8188.</translation>
    </message>
    <message>
        <source>No bundle: Python, ComfyUI and its packages are put together on this computer.</source>
        <translation>Kein Bündel: Python, ComfyUI und seine Pakete werden auf diesem Computer zusammengestellt.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it: an address or a folder.</source>
        <translation>Das Repository von ComfyUI oder ein Fork davon: eine Adresse oder ein Ordner.</translation>
    </message>
    <message>
        <source>Tag, branch or commit (default: the repository&apos;s own).</source>
        <translation>Tag, Branch oder Commit (Standard: der des Repositorys).</translation>
    </message>
    <message>
        <source>What torch runs on: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu (default: what suits this computer).</source>
        <translation>Worauf torch läuft: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu (Standard: was zu diesem Computer passt).</translation>
    </message>
    <message>
        <source>A version such as 3.12, or the path of a Python of this computer.</source>
        <translation>Eine Version wie 3.12 oder der Pfad eines Python dieses Computers.</translation>
    </message>
    <message>
        <source>Which packages count: newest, as-of-version (of the time of that ComfyUI), or auto (default: as-of-version when it is older than a month).</source>
        <translation>Welche Pakete gelten: newest, as-of-version (aus der Zeit dieses ComfyUI) oder auto (Standard: as-of-version, wenn es älter als ein Monat ist).</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>Pakete bauen, die keinen fertigen Build haben; das führt ihren Code aus.</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time.</source>
        <translation>Heruntergeladenes für das nächste Mal behalten.</translation>
    </message>
    <message>
        <source>Put ComfyUI together</source>
        <translation>ComfyUI zusammenstellen</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiagnoseCommand</name>
    <message>
        <source>There is no fix “%1”.</source>
        <translation>Es gibt keine Abhilfe „%1“.</translation>
    </message>
    <message>
        <source>Choose one of the numbers that “porticoctl diagnose” prints.</source>
        <translation>Wählen Sie eine der Nummern, die „porticoctl diagnose“ ausgibt.</translation>
    </message>
    <message>
        <source>Nothing can be done about this by a command: %1</source>
        <translation>Dagegen kann kein Befehl etwas tun: %1</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>Protokoll lesen</translation>
    </message>
    <message>
        <source>“%1” was not started yet, so there is no log.</source>
        <translation>„%1“ wurde noch nicht gestartet, es gibt daher kein Protokoll.</translation>
    </message>
    <message>
        <source>nothing known is wrong</source>
        <translation>nichts Bekanntes stimmt nicht</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>ein Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1, started %2, ended with %3: %4.</source>
        <translation>%1, gestartet %2, endete mit %3: %4.</translation>
    </message>
    <message>
        <source>%1, started %2: %3.</source>
        <translation>%1, gestartet %2: %3.</translation>
    </message>
    <message>
        <source>Done: %1. Start “%2” again to see whether it helped.</source>
        <translation>Getan: %1. Starten Sie „%2“ noch einmal, um zu sehen, ob es geholfen hat.</translation>
    </message>
    <message>
        <source>Say why ComfyUI did not start or what went wrong, and what helps</source>
        <translation>Sagen, warum ComfyUI nicht startete oder was schieflief, und was hilft</translation>
    </message>
    <message>
        <source>Reads the log of the last start, also while ComfyUI runs, and prints what it knows of it: causes, the lines that tell them, and the command that helps. With --fix it does what the finding with that number proposes; what changes packages or node packs is only planned without --yes. Exit code 1: something keeps ComfyUI from running; 0: nothing does; 4: there is no such install or file.</source>
        <translation>Liest das Protokoll des letzten Starts, auch während ComfyUI läuft, und gibt aus, was es darüber weiß: Ursachen, die Zeilen, die sie verraten, und den Befehl, der hilft. Mit --fix tut es, was der Befund mit dieser Nummer vorschlägt; was Pakete oder Node-Packs ändert, wird ohne --yes nur geplant. Exit-Code 1: Etwas hindert ComfyUI am Laufen; 0: nichts; 4: Eine solche Installation oder Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Read this file instead: any log of ComfyUI.</source>
        <translation>Stattdessen diese Datei lesen: irgendein Protokoll von ComfyUI.</translation>
    </message>
    <message>
        <source>Do what the finding with this number proposes.</source>
        <translation>Tun, was der Befund mit dieser Nummer vorschlägt.</translation>
    </message>
    <message>
        <source>Agree to the plan of the fix unseen.</source>
        <translation>Dem Plan der Abhilfe ungesehen zustimmen.</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiskCommand</name>
    <message>
        <source>%1 in all.</source>
        <translation>%1 insgesamt.</translation>
    </message>
    <message>
        <source>%1 more are used in several places and take their space once.</source>
        <translation>Weitere %1 werden an mehreren Stellen verwendet und belegen ihren Platz nur einmal.</translation>
    </message>
    <message>
        <source>“porticoctl clean” lists what nobody needs.</source>
        <translation>„porticoctl clean“ listet auf, was niemand braucht.</translation>
    </message>
    <message>
        <source>Show what takes how much space</source>
        <translation>Zeigen, was wie viel Platz belegt</translation>
    </message>
    <message>
        <source>Measures the library: what is shared by several installs counts once, where they share it. Folders of your own that Portico only starts lie elsewhere and do not count.</source>
        <translation>Misst die Bibliothek: Was mehrere Installationen gemeinsam nutzen, zählt einmal, dort, wo sie es gemeinsam nutzen. Eigene Ordner von Ihnen, die Portico nur startet, liegen anderswo und zählen nicht.</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>Bibliothek messen</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftCommand</name>
    <message>
        <source>“%1” is a folder of your own: its files are not listed. “porticoctl verify” looks at its packages.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen: Seine Dateien sind nicht verzeichnet. „porticoctl verify“ sieht sich die Pakete an.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is as it was installed (%n files).</source>
        <translation>
            <numerusform>„%1“ ist wie installiert (eine Datei).</numerusform>
            <numerusform>„%1“ ist wie installiert (%n Dateien).</numerusform>
        </translation>
    </message>
    <message>
        <source>Put it back: porticoctl drift %1 --put-back</source>
        <translation>Wiederherstellen: porticoctl drift %1 --put-back</translation>
    </message>
    <message>
        <source>Keep what was added, in a layer: porticoctl drift %1 --absorb</source>
        <translation>Behalten, was hinzukam, in einer Schicht: porticoctl drift %1 --absorb</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>Was ersetzt wurde, liegt in %1</translation>
    </message>
    <message>
        <source>Compare with what was installed</source>
        <translation>Mit dem Installierten vergleichen</translation>
    </message>
    <message>
        <source>Say what changed in an install&apos;s Python since it was installed</source>
        <translation>Sagen, was sich im Python einer Installation seit der Installation geändert hat</translation>
    </message>
    <message>
        <source>Compares every file of Python, ComfyUI and their packages, and of the install&apos;s layer, with what was installed; also while ComfyUI runs. Exit code 0: nothing changed; 1: something did. --put-back gives back what was there; --absorb first makes packages that were added part of the install&apos;s layer.</source>
        <translation>Vergleicht jede Datei von Python, ComfyUI und deren Paketen und der Schicht der Installation mit dem, was installiert wurde; auch während ComfyUI läuft. Exit-Code 0: Nichts hat sich geändert; 1: etwas. --put-back stellt wieder her, was da war; --absorb nimmt zuerst hinzugefügte Pakete in die Schicht der Installation auf.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Put back what was there.</source>
        <translation>Wiederherstellen, was da war.</translation>
    </message>
    <message>
        <source>Make added packages part of the layer.</source>
        <translation>Hinzugefügte Pakete in die Schicht aufnehmen.</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftNotice</name>
    <message>
        <source>Compare with what was installed</source>
        <translation>Mit dem Installierten vergleichen</translation>
    </message>
    <message>
        <source>What can be done: porticoctl drift %1</source>
        <translation>Was sich tun lässt: porticoctl drift %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::DuplicateCommand</name>
    <message>
        <source>It shares %1 with the first one until either changes.</source>
        <translation>Sie teilt %1 mit der ersten, bis sich eine von beiden ändert.</translation>
    </message>
    <message>
        <source>It shares Python&apos;s files with the first one; %1 were copied.</source>
        <translation>Sie teilt die Dateien von Python mit der ersten; %1 wurden kopiert.</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>%1 wurden kopiert: Auf diesem Datenträger lassen sich Dateien nicht teilen.</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2.</source>
        <translation>„%1“ ist da, an Port %2.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Wählen Sie eine Zahl von 1 bis 65535, etwa 8188.</translation>
    </message>
    <message>
        <source>Duplicate an install</source>
        <translation>Installation duplizieren</translation>
    </message>
    <message>
        <source>Make a second install of one, in seconds</source>
        <translation>Aus einer Installation in Sekunden eine zweite machen</translation>
    </message>
    <message>
        <source>The new install has the same ComfyUI, Python, node packs, packages, settings and workflows, and a port of its own; from then on the two are independent. What can be shared on this disk takes no space again. Models are shared, never copied; what the first one has made stays with it unless --with-outputs is given.</source>
        <translation>Die neue Installation hat dasselbe ComfyUI, Python, dieselben Node-Packs, Pakete, Einstellungen und Workflows und einen eigenen Port; von da an sind die beiden unabhängig. Was sich auf diesem Datenträger teilen lässt, belegt keinen weiteren Platz. Modelle werden gemeinsam genutzt, nie kopiert; was die erste gemacht hat, bleibt bei ihr, sofern nicht --with-outputs angegeben ist.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>Wie die neue heißen soll.</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>Ihr Port.</translation>
    </message>
    <message>
        <source>Copy the output folder, too.</source>
        <translation>Auch den Ausgabeordner kopieren.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvCommand</name>
    <message>
        <source>Removed: %1</source>
        <translation>Entfernt: %1</translation>
    </message>
    <message>
        <source>There was nothing to remove.</source>
        <translation>Es gab nichts zu entfernen.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 wurden frei.</translation>
    </message>
    <message>
        <source>See “porticoctl help env”.</source>
        <translation>Siehe „porticoctl help env“.</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>Node-Packs isolieren</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>Isolierungen aufheben</translation>
    </message>
    <message>
        <source>“--again” belongs to “build” with names.</source>
        <translation>„--again“ gehört zu „build“ mit Namen.</translation>
    </message>
    <message>
        <source>Look at the environments</source>
        <translation>Umgebungen ansehen</translation>
    </message>
    <message>
        <source>Build environments</source>
        <translation>Umgebungen bauen</translation>
    </message>
    <message>
        <source>Repair environments</source>
        <translation>Umgebungen reparieren</translation>
    </message>
    <message>
        <source>“%1” is not “list”, “build”, “repair”, “remove”, “isolate”, “rejoin”, “wishes” or “system”.</source>
        <translation>„%1“ ist nicht „list“, „build“, „repair“, „remove“, „isolate“, „rejoin“, „wishes“ oder „system“.</translation>
    </message>
    <message>
        <source>Name the environments to remove, or “--unused”.</source>
        <translation>Nennen Sie die Umgebungen, die entfernt werden sollen, oder „--unused“.</translation>
    </message>
    <message>
        <source>Remove environments</source>
        <translation>Umgebungen entfernen</translation>
    </message>
    <message>
        <source>List, build, repair or remove isolated environments of node packs</source>
        <translation>Isolierte Umgebungen von Node-Packs auflisten, bauen, reparieren oder entfernen</translation>
    </message>
    <message>
        <source>A folder of nodes with a comfy-env.toml gets a Python of its own, made as its comfy-env would make it. “list” says how each one is (exit code 1: one is not as it should be); “build” makes what is missing or out of date, “repair” also what is broken; with names only those, and “--again” even if they are well. “remove” takes away the named ones, or with “--unused” those that no pack asks for. “isolate” gives an ordinary pack a Python of its own, if a trial shows that none of its nodes is lost, and “rejoin” undoes it; “wishes” plans the packs that others want beside themselves, and “system” shows how to get the packages of the system that they need; these four do it with “--yes” only.</source>
        <translation>Ein Ordner mit Nodes und einem comfy-env.toml bekommt ein eigenes Python, gemacht, wie sein comfy-env es machen würde. „list“ sagt, wie es jeder geht (Exit-Code 1: Eine ist nicht, wie sie sein sollte); „build“ macht, was fehlt oder veraltet ist, „repair“ auch, was defekt ist; mit Namen nur diese, und mit „--again“ auch, wenn es ihnen gut geht. „remove“ nimmt die genannten weg oder mit „--unused“ die, nach denen kein Node-Pack verlangt. „isolate“ gibt einem gewöhnlichen Node-Pack ein eigenes Python, wenn ein Versuch zeigt, dass keiner seiner Nodes verloren geht, und „rejoin“ hebt das auf; „wishes“ plant die Node-Packs, die andere neben sich möchten, und „system“ zeigt, wie die Pakete des Systems zu bekommen sind, die sie brauchen; diese vier tun es nur mit „--yes“.</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Was zu tun ist.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Of an environment or a pack.</source>
        <translation>Einer Umgebung oder eines Node-Packs.</translation>
    </message>
    <message>
        <source>Build the named ones anew.</source>
        <translation>Die genannten neu bauen.</translation>
    </message>
    <message>
        <source>Remove what no pack asks for.</source>
        <translation>Entfernen, wonach kein Node-Pack verlangt.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvLines</name>
    <message numerus="yes">
        <source>Python %1, %n package(s)</source>
        <translation>
            <numerusform>Python %1, ein Paket</numerusform>
            <numerusform>Python %1, %n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>Der letzte Bau ist gescheitert: %1</translation>
    </message>
    <message>
        <source>It leans on this computer&apos;s Python: %1</source>
        <translation>Sie stützt sich auf das Python dieses Computers: %1</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>„%1“, Zeile %2: %3</translation>
    </message>
    <message>
        <source>“%1” wants these packs, too: %2</source>
        <translation>„%1“ möchte auch diese Node-Packs: %2</translation>
    </message>
    <message>
        <source>“%1” wants these packs, which are disabled: %2</source>
        <translation>„%1“ möchte diese Node-Packs, die deaktiviert sind: %2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system; to have them, run: %2</source>
        <translation>„%1“ braucht Pakete des Systems; um sie zu bekommen, führen Sie aus: %2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system. %2 %3</source>
        <translation>„%1“ braucht Pakete des Systems. %2 %3</translation>
    </message>
    <message>
        <source>comfy-env %1, for %2</source>
        <translation>comfy-env %1, für %2</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>comfy-env ist hier nicht installiert; die Node-Packs verlangen %1.</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>„%1“ verlangt comfy-env %2.</translation>
    </message>
    <message>
        <source>No pack of this install asks for an environment of its own.</source>
        <translation>Kein Node-Pack dieser Installation verlangt eine eigene Umgebung.</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” plans and installs the packs that are wanted.</source>
        <translation>„porticoctl env wishes“ plant und installiert die gewünschten Node-Packs.</translation>
    </message>
    <message>
        <source>“porticoctl env system” installs the packages of the system.</source>
        <translation>„porticoctl env system“ installiert die Pakete des Systems.</translation>
    </message>
    <message>
        <source>Not used: %1, %2</source>
        <translation>Unbenutzt: %1, %2</translation>
    </message>
    <message>
        <source>“%1” was built by %2</source>
        <translation>„%1“ wurde von %2 gebaut</translation>
    </message>
    <message>
        <source>“%1” was there already.</source>
        <translation>„%1“ war schon da.</translation>
    </message>
    <message>
        <source>“%1” was not built: %2 %3</source>
        <translation>„%1“ wurde nicht gebaut: %2 %3</translation>
    </message>
    <message>
        <source>There was nothing to build.</source>
        <translation>Es gab nichts zu bauen.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvSystem</name>
    <message>
        <source>Look for packages of the system</source>
        <translation>Nach Paketen des Systems suchen</translation>
    </message>
    <message>
        <source>Every package of the system that the node packs ask for is there.</source>
        <translation>Jedes Paket des Systems, das die Node-Packs verlangen, ist da.</translation>
    </message>
    <message>
        <source>Runs: %1</source>
        <translation>Führt aus: %1</translation>
    </message>
    <message>
        <source>Nothing was done. Run this line, or let it be run with --yes.</source>
        <translation>Nichts wurde getan. Führen Sie diese Zeile aus, oder lassen Sie sie mit --yes ausführen.</translation>
    </message>
    <message>
        <source>The packages of the system were not installed: %1</source>
        <translation>Die Pakete des Systems wurden nicht installiert: %1</translation>
    </message>
    <message>
        <source>Its own words above say why; where a package is not found, “sudo apt-get update” often helps.</source>
        <translation>Seine eigenen Meldungen oben sagen, warum; wird ein Paket nicht gefunden, hilft oft „sudo apt-get update“.</translation>
    </message>
    <message>
        <source>The packages of the system are installed.</source>
        <translation>Die Pakete des Systems sind installiert.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvWishes</name>
    <message>
        <source>%1 wants “%2” from %3</source>
        <translation>%1 möchte „%2“ von %3</translation>
    </message>
    <message>
        <source>Install the packs that others want</source>
        <translation>Die von anderen gewünschten Node-Packs installieren</translation>
    </message>
    <message>
        <source>Every pack that another one wants is there.</source>
        <translation>Jedes Node-Pack, das ein anderes möchte, ist da.</translation>
    </message>
</context>
<context>
    <name>portico::cli::FixRun</name>
    <message>
        <source>No command does this.</source>
        <translation>Das tut kein Befehl.</translation>
    </message>
    <message>
        <source>Report this.</source>
        <translation>Bitte melden Sie das.</translation>
    </message>
    <message>
        <source>Look what the node pack needs</source>
        <translation>Nachsehen, was das Node-Pack braucht</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationLines</name>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>current</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>“porticoctl clean” may remove it</source>
        <translation>„porticoctl clean“ darf sie entfernen</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Its files are not all there: it cannot be used.</source>
        <translation>Ihre Dateien sind nicht alle da: Sie ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>“%1” already is at generation %2: nothing was changed.</source>
        <translation>„%1“ ist schon bei Generation %2: Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>“%1” went from generation %2 to %3.</source>
        <translation>„%1“ ging von Generation %2 zu %3.</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationsCommand</name>
    <message>
        <source>“%1” is no number of a generation.</source>
        <translation>„%1“ ist keine Nummer einer Generation.</translation>
    </message>
    <message>
        <source>“porticoctl generations” lists them.</source>
        <translation>„porticoctl generations“ listet sie auf.</translation>
    </message>
    <message>
        <source>%1 in all; what generations share is counted once.</source>
        <translation>%1 insgesamt; was Generationen gemeinsam nutzen, zählt einmal.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” stays until its pin is taken away.</source>
        <translation>Generation %1 von „%2“ bleibt, bis die Anheftung aufgehoben wird.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not pinned any more.</source>
        <translation>Generation %1 von „%2“ ist nicht mehr angeheftet.</translation>
    </message>
    <message>
        <source>Both --pin and --unpin are given.</source>
        <translation>Sowohl --pin als auch --unpin ist angegeben.</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>Geben Sie eines davon an.</translation>
    </message>
    <message>
        <source>Look at the generations</source>
        <translation>Generationen ansehen</translation>
    </message>
    <message>
        <source>Go to another generation</source>
        <translation>Zu einer anderen Generation wechseln</translation>
    </message>
    <message>
        <source>List the versions of ComfyUI that an install can go back to</source>
        <translation>Die ComfyUI-Versionen auflisten, zu denen eine Installation zurückgehen kann</translation>
    </message>
    <message>
        <source>Each update makes a new generation beside the old: ComfyUI, Python and the layer of node packs&apos; packages. The last three stay, and all that are current, pinned or named by a snapshot; the others go with “porticoctl clean”.</source>
        <translation>Jedes Update macht neben der alten eine neue Generation: ComfyUI, Python und die Schicht mit den Paketen der Node-Packs. Die letzten drei bleiben und alle, die aktuell, angeheftet oder von einem Schnappschuss genannt sind; die anderen gehen mit „porticoctl clean“.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Keep this one, whatever is cleaned.</source>
        <translation>Diese behalten, was immer aufgeräumt wird.</translation>
    </message>
    <message>
        <source>Take its pin away.</source>
        <translation>Die Anheftung aufheben.</translation>
    </message>
    <message>
        <source>Go back to an older generation, without a network</source>
        <translation>Ohne Netzwerk zu einer älteren Generation zurückgehen</translation>
    </message>
    <message>
        <source>ComfyUI, Python, the packages of node packs and the database become those of the generation before, or of the one that is named, which may be a newer one. Node packs, settings and your files stay as they are. ComfyUI must be stopped.</source>
        <translation>ComfyUI, Python, die Pakete der Node-Packs und die Datenbank werden die der Generation davor oder der genannten, die auch eine neuere sein kann. Node-Packs, Einstellungen und Ihre Dateien bleiben, wie sie sind. ComfyUI muss angehalten sein.</translation>
    </message>
    <message>
        <source>The number of the generation.</source>
        <translation>Die Nummer der Generation.</translation>
    </message>
</context>
<context>
    <name>portico::cli::GithubCommand</name>
    <message>
        <source>“%1” is none of: %2.</source>
        <translation>„%1“ ist keines von: %2.</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>„%1“ braucht mehr, als angegeben wurde.</translation>
    </message>
    <message>
        <source>The repository was not said: --repo owner/name.</source>
        <translation>Das Repository fehlt: --repo owner/name.</translation>
    </message>
    <message>
        <source>The repository on GitHub.</source>
        <translation>Das Repository auf GitHub.</translation>
    </message>
    <message>
        <source>For login: a company&apos;s own GitHub, kept for all that follows.</source>
        <translation>Für login: ein firmeneigenes GitHub, gemerkt für alles, was folgt.</translation>
    </message>
    <message>
        <source>The workflow&apos;s file.</source>
        <translation>Die Datei des Workflows.</translation>
    </message>
    <message>
        <source>The branch; without this the repository&apos;s own.</source>
        <translation>Der Branch; ohne Angabe der des Repositorys.</translation>
    </message>
    <message>
        <source>For trigger: an input of the workflow; may come again.</source>
        <translation>Für trigger: eine Eingabe des Workflows; darf mehrmals vorkommen.</translation>
    </message>
    <message>
        <source>For trigger: watch the run to its end.</source>
        <translation>Für trigger: den Lauf bis zum Ende beobachten.</translation>
    </message>
    <message>
        <source>For download and trigger: where artifacts go, each a folder.</source>
        <translation>Für download und trigger: wohin Artefakte kommen, jedes in einen Ordner.</translation>
    </message>
    <message>
        <source>For download: only the artifact of that name.</source>
        <translation>Für download: nur das Artefakt dieses Namens.</translation>
    </message>
    <message>
        <source>For watch and trigger: seconds between two looks at first.</source>
        <translation>Für watch und trigger: Sekunden zwischen zwei Blicken, am Anfang.</translation>
    </message>
    <message>
        <source>For push: what the commit says.</source>
        <translation>Für push: was der Commit sagt.</translation>
    </message>
    <message>
        <source>For push: the folder in the repository.</source>
        <translation>Für push: der Ordner im Repository.</translation>
    </message>
    <message>
        <source>For release: its tag, such as v1.2.0.</source>
        <translation>Für release: sein Tag, etwa v1.2.0.</translation>
    </message>
    <message>
        <source>For release: its title; the tag without this.</source>
        <translation>Für release: sein Titel; ohne Angabe der Tag.</translation>
    </message>
    <message>
        <source>For release: what it says, in Markdown.</source>
        <translation>Für release: was es sagt, in Markdown.</translation>
    </message>
    <message>
        <source>For release: not the latest one.</source>
        <translation>Für release: nicht das neueste.</translation>
    </message>
    <message>
        <source>See “porticoctl help github”.</source>
        <translation>Siehe „porticoctl help github“.</translation>
    </message>
    <message>
        <source>Build bundles with GitHub Actions and publish them there</source>
        <translation>Bündel mit GitHub Actions bauen und dort veröffentlichen</translation>
    </message>
    <message>
        <source>“login” reads a token from standard input, asks GitHub whose it is, and keeps it in the system&apos;s keychain. “push” puts a recipe (a file or a folder) onto a branch as one commit; “trigger” starts a workflow and names its run; “watch” tells each step as it ends and, where one fails, the last lines of its log; “download” fetches what the run made and compares it with GitHub&apos;s digest; “release” publishes files with their SHA-256. Where there is no keychain the token may be in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and that PORTICO_GITHUB_TOKEN_FILE names (PORTICO_GITHUB_SERVER_TOKEN and …_FILE for a company&apos;s own server).</source>
        <translation>„login“ liest ein Token von der Standardeingabe, fragt GitHub, wem es gehört, und legt es in den Schlüsselbund des Systems. „push“ bringt ein Rezept (eine Datei oder einen Ordner) als einen Commit in einen Branch; „trigger“ startet einen Workflow und nennt seinen Lauf; „watch“ meldet jeden Schritt, wenn er endet, und, wo einer scheitert, die letzten Zeilen seines Protokolls; „download“ holt, was der Lauf gemacht hat, und vergleicht es mit GitHubs Prüfsumme; „release“ veröffentlicht Dateien mit ihrem SHA-256. Wo es keinen Schlüsselbund gibt, darf das Token in der Variable PORTICO_GITHUB_TOKEN stehen oder in einer Datei, die nur Sie lesen dürfen und die PORTICO_GITHUB_TOKEN_FILE nennt (PORTICO_GITHUB_SERVER_TOKEN und …_FILE für den Server einer Firma).</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Was zu tun ist.</translation>
    </message>
    <message>
        <source>A path, a run&apos;s number, or files.</source>
        <translation>Ein Pfad, die Nummer eines Laufs oder Dateien.</translation>
    </message>
    <message>
        <source>“%1” is no folder in a repository.</source>
        <translation>„%1“ ist kein Ordner in einem Repository.</translation>
    </message>
    <message>
        <source>Push to GitHub</source>
        <translation>Zu GitHub pushen</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1 as %2.</source>
        <translation>
            <numerusform>Eine Datei in %1 gepusht als %2.</numerusform>
            <numerusform>%n Dateien in %1 gepusht als %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>Der Branch %1 hat schon alles davon.</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>Der Tag des Releases fehlt: --tag v1.2.0.</translation>
    </message>
    <message>
        <source>Make a release</source>
        <translation>Release anlegen</translation>
    </message>
    <message numerus="yes">
        <source>Published %1 with %n file(s).</source>
        <translation>
            <numerusform>%1 mit einer Datei veröffentlicht.</numerusform>
            <numerusform>%1 mit %n Dateien veröffentlicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <translation>%1 bei %2.</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>Ein fein abgestuftes Token: Seine Berechtigungen zeigen sich bei der Verwendung.</translation>
    </message>
    <message>
        <source>Rights: %1.</source>
        <translation>Rechte: %1.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>No token was given.</source>
        <translation>Es wurde kein Token angegeben.</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line. Tokens are made at %1/settings/tokens, with the rights “repo” and “workflow”.</source>
        <translation>Schreiben Sie es in eine Zeile auf die Standardeingabe. Tokens werden unter %1/settings/tokens angelegt, mit den Rechten „repo“ und „workflow“.</translation>
    </message>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>GitHub fragen, wem das Token gehört</translation>
    </message>
    <message>
        <source>The token is good, but could not be kept.</source>
        <translation>Das Token ist gut, konnte aber nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Where there is no keychain, write it into a file that only you may read, and name that in the variable %1_FILE.</source>
        <translation>Wo es keinen Schlüsselbund gibt, schreiben Sie es in eine Datei, die nur Sie lesen dürfen, und nennen Sie diese in der Variable %1_FILE.</translation>
    </message>
    <message>
        <source>A run is named by its number, such as 30433642; --every takes seconds.</source>
        <translation>Ein Lauf wird mit seiner Nummer genannt, etwa 30433642; --every nimmt Sekunden.</translation>
    </message>
    <message>
        <source>compared with GitHub&apos;s digest</source>
        <translation>mit GitHubs Prüfsumme verglichen</translation>
    </message>
    <message>
        <source>GitHub named no digest</source>
        <translation>GitHub hat keine Prüfsumme genannt</translation>
    </message>
    <message>
        <source>An input is written as name=value.</source>
        <translation>Eine Eingabe wird als name=Wert geschrieben.</translation>
    </message>
    <message>
        <source>Start a workflow</source>
        <translation>Workflow starten</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Lauf %1: %2</translation>
    </message>
    <message>
        <source>Watch a workflow</source>
        <translation>Workflow beobachten</translation>
    </message>
    <message>
        <source>Cancel a workflow</source>
        <translation>Workflow abbrechen</translation>
    </message>
    <message>
        <source>Run %1 was asked to end.</source>
        <translation>Der Lauf %1 wurde gebeten, zu enden.</translation>
    </message>
    <message>
        <source>List workflows&apos; runs</source>
        <translation>Läufe von Workflows auflisten</translation>
    </message>
    <message>
        <source>No runs.</source>
        <translation>Keine Läufe.</translation>
    </message>
    <message>
        <source>Where to was not said: --output-dir DIR.</source>
        <translation>Es fehlt, wohin: --output-dir DIR.</translation>
    </message>
    <message>
        <source>Download artifacts</source>
        <translation>Artefakte herunterladen</translation>
    </message>
</context>
<context>
    <name>portico::cli::HardwareCommand</name>
    <message>
        <source>compute capability %1</source>
        <translation>Compute Capability %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>Teil des Prozessors</translation>
    </message>
    <message numerus="yes">
        <source>    split into %n part(s): %1</source>
        <translation>
            <numerusform>    in einen Teil geteilt: %1</numerusform>
            <numerusform>    in %n Teile geteilt: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>Richtiger Build: %1</translation>
    </message>
    <message>
        <source>Ready bundles: %1</source>
        <translation>Fertige Bündel: %1</translation>
    </message>
    <message>
        <source>torch comes from: %1</source>
        <translation>torch kommt von: %1</translation>
    </message>
    <message>
        <source>Free disk of the library: %1 of %2</source>
        <translation>Frei auf dem Datenträger der Bibliothek: %1 von %2</translation>
    </message>
    <message>
        <source>Show the GPUs of this computer and the build that suits them</source>
        <translation>Die GPUs dieses Computers zeigen und den Build, der zu ihnen passt</translation>
    </message>
    <message>
        <source>Says why this build is right and what would change it.</source>
        <translation>Sagt, warum dieser Build richtig ist und was es ändern würde.</translation>
    </message>
    <message>
        <source>Look at this computer</source>
        <translation>Diesen Computer ansehen</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallCommand</name>
    <message>
        <source>What suits this computer best: a bundle, or ComfyUI put together from its parts where none fits.</source>
        <translation>Was am besten zu diesem Computer passt: ein Bündel, oder ComfyUI aus seinen Teilen zusammengestellt, wo keines passt.</translation>
    </message>
    <message>
        <source>This one: its id in the catalogue, or a file or address.</source>
        <translation>Dieses: seine Kennung im Katalog, oder eine Datei oder Adresse.</translation>
    </message>
    <message>
        <source>Which ComfyUI is recommended: stable (default) or latest.</source>
        <translation>Welches ComfyUI empfohlen wird: stable (Standard) oder latest.</translation>
    </message>
    <message>
        <source>This release of ComfyUI, where it is recommended.</source>
        <translation>Dieses Release von ComfyUI, wo es empfohlen ist.</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>Wie es heißen soll.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>Der Port, unter dem es erreichbar ist.</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>Eine Datei oder Adresse muss diesen SHA-256 haben.</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>Ein Bündel ablehnen, dessen Hash niemand veröffentlicht hat.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>„%1“ ist keine Linie.</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>Schreiben Sie stable oder latest.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>„%1“ ist keine Version.</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists them.</source>
        <translation>„porticoctl versions“ listet sie auf.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Wählen Sie eine Zahl von 1 bis 65535, etwa 8188.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>„%1“ ist kein SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Geben Sie die 64 hexadezimalen Ziffern an.</translation>
    </message>
    <message>
        <source>What to install was not said.</source>
        <translation>Es fehlt, was installiert werden soll.</translation>
    </message>
    <message>
        <source>Give one of --recommended, --bundle ID and --compose.</source>
        <translation>Geben Sie eines von --recommended, --bundle ID und --compose an.</translation>
    </message>
    <message>
        <source>The catalogue has no bundle of ComfyUI %1 that suits this computer.</source>
        <translation>Der Katalog hat kein Bündel mit ComfyUI %1, das zu diesem Computer passt.</translation>
    </message>
    <message>
        <source>Compose it from its parts: porticoctl install --compose --ref v%1</source>
        <translation>Stellen Sie es aus seinen Teilen zusammen: porticoctl install --compose --ref v%1</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>Der Katalog hat kein Bündel „%1“.</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>„porticoctl catalogue --all“ listet alle auf.</translation>
    </message>
    <message>
        <source>Install ComfyUI</source>
        <translation>ComfyUI installieren</translation>
    </message>
    <message>
        <source>Install ComfyUI from the catalogue: the right bundle, or a chosen one</source>
        <translation>ComfyUI aus dem Katalog installieren: das richtige Bündel oder ein gewähltes</translation>
    </message>
    <message>
        <source>Looks at this computer, chooses the bundle and says why; then it is downloaded, checked, unpacked and set up. “porticoctl catalogue” lists the ids.</source>
        <translation>Sieht sich diesen Computer an, wählt das Bündel und sagt, warum; dann wird es heruntergeladen, überprüft, entpackt und eingerichtet. „porticoctl catalogue“ listet die Kennungen auf.</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallJson</name>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>abgestürzt</translation>
    </message>
</context>
<context>
    <name>portico::cli::Invocation</name>
    <message>
        <source>--library needs a folder, and none was given.</source>
        <translation>--library braucht einen Ordner, und es wurde keiner angegeben.</translation>
    </message>
    <message>
        <source>Write it as --library DIR.</source>
        <translation>Schreiben Sie es als --library DIR.</translation>
    </message>
</context>
<context>
    <name>portico::cli::LayersCommand</name>
    <message>
        <source>not used</source>
        <translation>unbenutzt</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>verwendet von %1</translation>
    </message>
    <message>
        <source>damaged, %1</source>
        <translation>beschädigt, %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>ein Paket</numerusform>
            <numerusform>%n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no layer yet.</source>
        <translation>Es gibt noch keine Schicht.</translation>
    </message>
    <message>
        <source>Wheels for building them again: %1.</source>
        <translation>Wheels, um sie neu zu bauen: %1.</translation>
    </message>
    <message>
        <source>%1 are not used; “porticoctl layers clean” removes them.</source>
        <translation>%1 sind unbenutzt; „porticoctl layers clean“ entfernt sie.</translation>
    </message>
    <message>
        <source>The layer %1 was removed.</source>
        <translation>Die Schicht %1 wurde entfernt.</translation>
    </message>
    <message>
        <source>The layer %1 is being put in now and was kept.</source>
        <translation>Die Schicht %1 wird gerade eingesetzt und blieb.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 wurden frei.</translation>
    </message>
    <message>
        <source>Nothing was unused.</source>
        <translation>Nichts war unbenutzt.</translation>
    </message>
    <message>
        <source>List the layers</source>
        <translation>Schichten auflisten</translation>
    </message>
    <message>
        <source>Remove unused layers</source>
        <translation>Unbenutzte Schichten entfernen</translation>
    </message>
    <message>
        <source>List the layers of packages, or remove those nobody uses</source>
        <translation>Die Schichten mit Paketen auflisten oder die entfernen, die niemand verwendet</translation>
    </message>
    <message>
        <source>A layer holds the packages that node packs need. Installs with the same needs over the same base share one. “clean” removes those that no install names, and the wheels that only they were made of.</source>
        <translation>Eine Schicht enthält die Pakete, die Node-Packs brauchen. Installationen mit denselben Anforderungen über derselben Basis teilen sich eine. „clean“ entfernt die, die keine Installation nennt, und die Wheels, aus denen nur sie gemacht waren.</translation>
    </message>
    <message>
        <source>“list” or “clean”.</source>
        <translation>„list“ oder „clean“.</translation>
    </message>
    <message>
        <source>“%1” is neither “list” nor “clean”.</source>
        <translation>„%1“ ist weder „list“ noch „clean“.</translation>
    </message>
    <message>
        <source>See “porticoctl help layers”.</source>
        <translation>Siehe „porticoctl help layers“.</translation>
    </message>
</context>
<context>
    <name>portico::cli::ListCommand</name>
    <message>
        <source>There is no install in %1 yet. Add one with: porticoctl add &lt;file|URL|folder&gt;</source>
        <translation>In %1 gibt es noch keine Installation. Fügen Sie eine hinzu mit: porticoctl add &lt;file|URL|folder&gt;</translation>
    </message>
    <message>
        <source>List all installs and what they do</source>
        <translation>Alle Installationen auflisten und was sie tun</translation>
    </message>
    <message>
        <source>List the installs</source>
        <translation>Installationen auflisten</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogCommand</name>
    <message>
        <source>--lines needs a number from 1 on, --level one of debug, info, warning, error.</source>
        <translation>--lines braucht eine Zahl ab 1, --level eines von debug, info, warning, error.</translation>
    </message>
    <message>
        <source>Try: porticoctl log %1 --lines 50 --level warning</source>
        <translation>Versuchen Sie: porticoctl log %1 --lines 50 --level warning</translation>
    </message>
    <message>
        <source>“%1” has no log yet: it was not started.</source>
        <translation>„%1“ hat noch kein Protokoll: Die Installation wurde nicht gestartet.</translation>
    </message>
    <message>
        <source>Show the log of an install</source>
        <translation>Das Protokoll einer Installation zeigen</translation>
    </message>
    <message>
        <source>Of the running session, else of the last one.</source>
        <translation>Das der laufenden Sitzung, sonst das der letzten.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Go on showing new lines.</source>
        <translation>Neue Zeilen fortlaufend zeigen.</translation>
    </message>
    <message>
        <source>How many lines to begin with (100).</source>
        <translation>Mit wie vielen Zeilen begonnen wird (100).</translation>
    </message>
    <message>
        <source>Only lines of this level and above.</source>
        <translation>Nur Zeilen dieser Stufe und darüber.</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogText</name>
    <message numerus="yes">
        <source>… %n line(s) left out: they came faster than they can be shown.</source>
        <translation>
            <numerusform>… eine Zeile weggelassen: Sie kam schneller, als sie sich zeigen lässt.</numerusform>
            <numerusform>… %n Zeilen weggelassen: Sie kamen schneller, als sie sich zeigen lassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::Main</name>
    <message>
        <source>Usage: porticoctl %1 %2</source>
        <translation>Aufruf: porticoctl %1 %2</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>„%1“ braucht mehr, als angegeben wurde.</translation>
    </message>
    <message>
        <source>“%1” takes no “%2”.</source>
        <translation>„%1“ nimmt kein „%2“.</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>Es gibt keinen Befehl „%1“.</translation>
    </message>
    <message>
        <source>“porticoctl help” lists all commands.</source>
        <translation>„porticoctl help“ listet alle Befehle auf.</translation>
    </message>
</context>
<context>
    <name>portico::cli::MigrateCommand</name>
    <message>
        <source>“%1” is no port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Wählen Sie eine Zahl von 1 bis 65535, etwa 8188.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Nichts wurde geändert. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2. “%3” is as it was.</source>
        <translation>„%1“ ist da, an Port %2. „%3“ ist, wie es war.</translation>
    </message>
    <message>
        <source>Migrate a folder into the library</source>
        <translation>Einen Ordner in die Bibliothek migrieren</translation>
    </message>
    <message>
        <source>Make an install in the library of a folder that was added; says first what is taken over</source>
        <translation>Aus einem hinzugefügten Ordner eine Installation in der Bibliothek machen; sagt zuerst, was übernommen wird</translation>
    </message>
    <message>
        <source>For an unpacked portable, a git checkout with its environment, a package of Stability Matrix or an install of Comfy Desktop that was added where it lies. Without --yes it only says what it would do. ComfyUI, node packs, packages, inputs and user files are taken over, with a Python of its own; models stay where they are and are used from there. The old folder is not changed and stays in the list; removing the new install undoes it.</source>
        <translation>Für ein entpacktes Portable, einen git-Checkout mit seiner Umgebung, ein Paket von Stability Matrix oder eine Installation von Comfy Desktop, die dort hinzugefügt wurden, wo sie liegen. Ohne --yes sagt es nur, was es tun würde. ComfyUI, Node-Packs, Pakete, Eingaben und Benutzerdateien werden übernommen, mit einem eigenen Python; Modelle bleiben, wo sie sind, und werden von dort verwendet. Der alte Ordner wird nicht geändert und bleibt in der Liste; das Entfernen der neuen Installation macht es rückgängig.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>Wie die neue heißen soll.</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>Ihr Port.</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>Nur sagen, wie ohne --yes.</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>Wirklich tun.</translation>
    </message>
</context>
<context>
    <name>portico::cli::MoveLibraryCommand</name>
    <message>
        <source>Your settings name another library; this one is reached with “--library %1”.</source>
        <translation>Ihre Einstellungen nennen eine andere Bibliothek; diese ist mit „--library %1“ erreichbar.</translation>
    </message>
    <message>
        <source>The library is now in %1.</source>
        <translation>Die Bibliothek ist jetzt in %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1, were copied and compared.</source>
        <translation>
            <numerusform>Eine Datei, %1, wurde kopiert und verglichen.</numerusform>
            <numerusform>%n Dateien, %1, wurden kopiert und verglichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move the whole library to another folder or disk</source>
        <translation>Die ganze Bibliothek in einen anderen Ordner oder auf einen anderen Datenträger verschieben</translation>
    </message>
    <message>
        <source>On the same disk it is renamed; to another one every file is copied and compared before the old library goes. If it is interrupted, the old library is still there, and the same command goes on where it was. Nothing of the library may run meanwhile. Links stay links; what they lead to is not moved.</source>
        <translation>Auf demselben Datenträger wird sie umbenannt; auf einen anderen wird jede Datei kopiert und verglichen, bevor die alte Bibliothek verschwindet. Wird es unterbrochen, ist die alte Bibliothek noch da, und derselbe Befehl macht weiter, wo er war. Solange darf nichts aus der Bibliothek laufen. Verknüpfungen bleiben Verknüpfungen; wohin sie führen, wird nicht verschoben.</translation>
    </message>
    <message>
        <source>Its new place: a folder that does not exist yet.</source>
        <translation>Ihr neuer Ort: ein Ordner, den es noch nicht gibt.</translation>
    </message>
    <message>
        <source>Move the library</source>
        <translation>Bibliothek verschieben</translation>
    </message>
</context>
<context>
    <name>portico::cli::NetworkCommand</name>
    <message>
        <source>What to do; “show” when nothing is said. Tests: github, package-index, torch-index, python-mirror, git, uv, pip; all when none is named. Settings: proxy, proxy-user, no-proxy, certificates, github-mirror, package-index, torch-index, python-mirror, http-hosts.</source>
        <translation>Was zu tun ist; „show“, wenn nichts angegeben ist. Tests: github, package-index, torch-index, python-mirror, git, uv, pip; alle, wenn keiner genannt ist. Einstellungen: proxy, proxy-user, no-proxy, certificates, github-mirror, package-index, torch-index, python-mirror, http-hosts.</translation>
    </message>
    <message>
        <source>With “set”: read the proxy&apos;s password from standard input, its first line; an empty one forgets it.</source>
        <translation>Mit „set“: das Passwort des Proxys von der Standardeingabe lesen, deren erste Zeile; eine leere vergisst es.</translation>
    </message>
    <message>
        <source>“network” cannot “%1”.</source>
        <translation>„network“ kann nicht „%1“.</translation>
    </message>
    <message>
        <source>Choose one of: show, test, set.</source>
        <translation>Wählen Sie eines von: show, test, set.</translation>
    </message>
    <message>
        <source>Show, test and set proxy, certificates and mirrors</source>
        <translation>Proxy, Zertifikate und Spiegel zeigen, testen und einstellen</translation>
    </message>
    <message>
        <source>What is set counts for downloads, git, uv, pip, pixi and ComfyUI alike.
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
An empty value takes a setting back. The password goes into this computer&apos;s keychain; where there is none, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>Was eingestellt ist, gilt gleichermaßen für Downloads, git, uv, pip, pixi und ComfyUI.
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
Ein leerer Wert nimmt eine Einstellung zurück. Das Passwort kommt in den Schlüsselbund dieses Computers; wo es keinen gibt, geben Sie es in der Variable PORTICO_PROXY_PASSWORD an.</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>„%1“ ist keine Einstellung mit einem Wert.</translation>
    </message>
    <message>
        <source>Write it as key=value, such as proxy=http://proxy.example:3128.</source>
        <translation>Schreiben Sie sie als key=value, etwa proxy=http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>Es gibt keine Einstellung „%1“.</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Wählen Sie eine von: %1.</translation>
    </message>
    <message>
        <source>Password of the proxy:</source>
        <translation>Passwort des Proxys:</translation>
    </message>
    <message>
        <source>The proxy&apos;s password could not be kept.</source>
        <translation>Das Passwort des Proxys konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>Wo es keinen Schlüsselbund gibt, geben Sie es in der Variable PORTICO_PROXY_PASSWORD an.</translation>
    </message>
    <message>
        <source>Changed; it counts at once. Try it out with: porticoctl network test</source>
        <translation>Geändert; es gilt sofort. Probieren Sie es aus mit: porticoctl network test</translation>
    </message>
    <message>
        <source>Its password: porticoctl network set --password</source>
        <translation>Sein Passwort: porticoctl network set --password</translation>
    </message>
    <message>
        <source>Nothing was given to set.</source>
        <translation>Es wurde nichts zum Einstellen angegeben.</translation>
    </message>
    <message>
        <source>also trusts %1</source>
        <translation>vertraut auch %1</translation>
    </message>
    <message>
        <source>trusts the authorities in %1</source>
        <translation>vertraut den Zertifizierungsstellen in %1</translation>
    </message>
    <message>
        <source>Password of the proxy: %1</source>
        <translation>Passwort des Proxys: %1</translation>
    </message>
    <message>
        <source>nothing of its own</source>
        <translation>nichts Eigenes</translation>
    </message>
    <message>
        <source>Look at the network</source>
        <translation>Netzwerk ansehen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Einzelheiten: %1</translation>
    </message>
    <message>
        <source>There is no test “%1”.</source>
        <translation>Es gibt keinen Test „%1“.</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesChange</name>
    <message>
        <source>“%1” is installed.</source>
        <translation>„%1“ ist installiert.</translation>
    </message>
    <message>
        <source>“%1” is enabled.</source>
        <translation>„%1“ ist aktiviert.</translation>
    </message>
    <message>
        <source>“%1” is disabled.</source>
        <translation>„%1“ ist deaktiviert.</translation>
    </message>
    <message>
        <source>“%1” is updated.</source>
        <translation>„%1“ ist aktualisiert.</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>„%1“ ist entfernt.</translation>
    </message>
    <message>
        <source>“%1” is back as it was.</source>
        <translation>„%1“ ist wieder, wie es war.</translation>
    </message>
    <message>
        <source>The install.py of “%1” ran.</source>
        <translation>Das install.py von „%1“ wurde ausgeführt.</translation>
    </message>
    <message>
        <source>“%1” runs in a Python of its own.</source>
        <translation>„%1“ läuft in einem eigenen Python.</translation>
    </message>
    <message>
        <source>“%1” is as it was before it was isolated.</source>
        <translation>„%1“ ist wie vor der Isolierung.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Nichts wurde geändert. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>The packages are what the node packs need.</source>
        <translation>Die Pakete sind, was die Node-Packs brauchen.</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>Wie es vorher war, bis zum nächsten guten Start: %1</translation>
    </message>
    <message>
        <source>With what install.py added, the plan is now:</source>
        <translation>Mit dem, was install.py hinzugefügt hat, ist der Plan jetzt:</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Wirklich tun; sonst wird es nur gezeigt.</translation>
    </message>
    <message>
        <source>Leave out what this node pack needs, or one requirement of it; may be given several times.</source>
        <translation>Weglassen, was dieses Node-Pack braucht, oder eine Anforderung davon; darf mehrmals angegeben werden.</translation>
    </message>
    <message>
        <source>Give this node pack a Python of its own; may be given several times.</source>
        <translation>Diesem Node-Pack ein eigenes Python geben; darf mehrmals angegeben werden.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Pakete dürfen aus Quelltext gebaut werden, was ihren eigenen Code ausführt.</translation>
    </message>
    <message>
        <source>Install “%1” %2 from %3 (%4)</source>
        <translation>„%1“ %2 von %3 installieren (%4)</translation>
    </message>
    <message>
        <source>Update “%1” from %2 to %3 (%4)</source>
        <translation>„%1“ von %2 auf %3 aktualisieren (%4)</translation>
    </message>
    <message>
        <source>Enable “%1”</source>
        <translation>„%1“ aktivieren</translation>
    </message>
    <message>
        <source>Disable “%1”</source>
        <translation>„%1“ deaktivieren</translation>
    </message>
    <message>
        <source>Remove “%1” (%2)</source>
        <translation>„%1“ entfernen (%2)</translation>
    </message>
    <message>
        <source>Take back “%1” %2</source>
        <translation>„%1“ %2 zurücknehmen</translation>
    </message>
    <message>
        <source>Run the install.py of “%1” in a throwaway copy</source>
        <translation>install.py von „%1“ in einer Wegwerfkopie ausführen</translation>
    </message>
    <message>
        <source>Isolate “%1”: it gets a Python of its own</source>
        <translation>„%1“ isolieren: Es bekommt ein eigenes Python</translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”</source>
        <translation>Isolierung von „%1“ aufheben</translation>
    </message>
    <message>
        <source>what is checked out now is not part of its history any more</source>
        <translation>was jetzt ausgecheckt ist, gehört nicht mehr zu seiner Geschichte</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s):</source>
        <translation>
            <numerusform>ein neuer Commit:</numerusform>
            <numerusform>%n neue Commits:</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>von Hand geändert: %1</translation>
    </message>
    <message>
        <source>– from source or an address: needs --allow-builds</source>
        <translation>– aus Quelltext oder von einer Adresse: braucht --allow-builds</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own (%1):</source>
        <translation>
            <numerusform>ein Paket neben denen von ComfyUI (%1):</numerusform>
            <numerusform>%n Pakete neben denen von ComfyUI (%1):</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own:</source>
        <translation>
            <numerusform>ein Paket neben denen von ComfyUI:</numerusform>
            <numerusform>%n Pakete neben denen von ComfyUI:</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2): left to this install&apos;s own %3</source>
        <translation>%1 (%2): dieser Installation überlassen, die %3 hat</translation>
    </message>
    <message>
        <source>torch, which is missing</source>
        <translation>torch, das fehlt</translation>
    </message>
    <message>
        <source>without what “%1” needs</source>
        <translation>ohne das, was „%1“ braucht</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCommand</name>
    <message>
        <source>What to do.</source>
        <translation>Was zu tun ist.</translation>
    </message>
    <message>
        <source>Usage: porticoctl nodes %1 %2</source>
        <translation>Aufruf: porticoctl nodes %1 %2</translation>
    </message>
    <message>
        <source>“nodes %1” needs more than was given.</source>
        <translation>„nodes %1“ braucht mehr, als angegeben wurde.</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “%2”.</source>
        <translation>„nodes %1“ nimmt kein „%2“.</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “--%2”.</source>
        <translation>„nodes %1“ nimmt kein „--%2“.</translation>
    </message>
    <message>
        <source>“nodes” cannot “%1”.</source>
        <translation>„nodes“ kann nicht „%1“.</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Wählen Sie eine von: %1.</translation>
    </message>
    <message>
        <source>What is installed is “id[@version]” of the Comfy Registry, “https://…[@tag, branch or commit]” of a git repository, a folder, an archive, a .py file, or a .json file that lists addresses. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Installiert wird „id[@version]“ der Comfy Registry, „https://…[@Tag, Branch oder Commit]“ eines git-Repositorys, ein Ordner, ein Archiv, eine .py-Datei oder eine .json-Datei, die Adressen auflistet. Ohne --yes ändert sich nichts: Zuerst wird gezeigt, was sich ändern würde.</translation>
    </message>
    <message>
        <source>List, find, install, update and remove node packs</source>
        <translation>Node-Packs auflisten, finden, installieren, aktualisieren und entfernen</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCooldown</name>
    <message>
        <source>Packages are trusted from the moment they are uploaded.</source>
        <translation>Paketen wird vom Augenblick des Hochladens an vertraut.</translation>
    </message>
    <message numerus="yes">
        <source>Packages are not trusted for %n day(s) after they were uploaded, where older ones fit.</source>
        <translation>
            <numerusform>Paketen wird einen Tag lang nach dem Hochladen nicht vertraut, wo ältere passen.</numerusform>
            <numerusform>Paketen wird %n Tage lang nach dem Hochladen nicht vertraut, wo ältere passen.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>„%1“ ist keine Anzahl von Tagen.</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to %1.</source>
        <translation>Schreiben Sie eine Zahl von 0 (keine) bis %1.</translation>
    </message>
    <message>
        <source>For how many days a newly uploaded package is not trusted yet; of all installs</source>
        <translation>Wie viele Tage einem neu hochgeladenen Paket noch nicht vertraut wird; für alle Installationen</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesExtras</name>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Nichts wurde geändert. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>There is no layer any more.</source>
        <translation>Es gibt keine Schicht mehr.</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>Give an install a set of packages that many node packs use, on its own torch</source>
        <translation>Einer Installation eine Auswahl von Paketen geben, die viele Node-Packs verwenden, auf ihrem eigenen torch</translation>
    </message>
    <message>
        <source>A set of your own: a JSON file with packages, strip, files.</source>
        <translation>Eine eigene Auswahl: eine JSON-Datei mit packages, strip, files.</translation>
    </message>
    <message>
        <source>The install has no extras any more.</source>
        <translation>Die Installation hat keine Extras mehr.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Nur zeigen, was getan würde.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Wirklich tun; sonst wird es nur gezeigt.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Pakete dürfen aus Quelltext gebaut werden, was ihren eigenen Code ausführt.</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesInfo</name>
    <message>
        <source>met</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>bewusst weggelassen</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>there is %1</source>
        <translation>da ist %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>  It asks for nothing.</source>
        <translation>  Es verlangt nichts.</translation>
    </message>
    <message>
        <source>  It asks for:</source>
        <translation>  Es verlangt:</translation>
    </message>
    <message>
        <source>not obeyed: %1</source>
        <translation>nicht befolgt: %1</translation>
    </message>
    <message>
        <source>Take back what is left out: porticoctl nodes apply %1 --with PACK[:NAME].</source>
        <translation>Zurücknehmen, was weggelassen ist: porticoctl nodes apply %1 --with PACK[:NAME].</translation>
    </message>
    <message>
        <source>Look at a node pack</source>
        <translation>Node-Pack ansehen</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesList</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und ein weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1</source>
        <translation>
            <numerusform>einen Commit hinter %1</numerusform>
            <numerusform>%n Commits hinter %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) that %1 does not have</source>
        <translation>
            <numerusform>ein Commit, den %1 nicht hat</numerusform>
            <numerusform>%n Commits, die %1 nicht hat</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>von Hand geändert: %1</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>needs %1, which is not there</source>
        <translation>braucht %1, das nicht da ist</translation>
    </message>
    <message>
        <source>needs %1; there is %2</source>
        <translation>braucht %1; da ist %2</translation>
    </message>
    <message>
        <source>left out by choice: %1</source>
        <translation>bewusst weggelassen: %1</translation>
    </message>
    <message>
        <source>isolated: it runs in a Python of its own</source>
        <translation>isoliert: läuft in einem eigenen Python</translation>
    </message>
    <message>
        <source>wants an environment of its own (comfy-env.toml)</source>
        <translation>möchte eine eigene Umgebung (comfy-env.toml)</translation>
    </message>
    <message>
        <source>its code was changed since it was installed</source>
        <translation>sein Code wurde seit der Installation geändert</translation>
    </message>
    <message>
        <source>“%1” has no node packs.</source>
        <translation>„%1“ hat keine Node-Packs.</translation>
    </message>
    <message>
        <source>List node packs</source>
        <translation>Node-Packs auflisten</translation>
    </message>
    <message>
        <source>The node packs of an install and how they are, by files alone</source>
        <translation>Die Node-Packs einer Installation und wie es ihnen geht, allein nach den Dateien</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesPlan</name>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>„%1“ ist keine Anzahl von Tagen.</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to 3650.</source>
        <translation>Schreiben Sie eine Zahl von 0 (keine) bis 3650.</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>Pakete planen</translation>
    </message>
    <message>
        <source>To give “%1” a Python of its own: porticoctl env isolate %2 %1</source>
        <translation>Um „%1“ ein eigenes Python zu geben: porticoctl env isolate %2 %1</translation>
    </message>
    <message>
        <source>What its node packs need beyond its base, before anything changes</source>
        <translation>Was ihre Node-Packs über ihre Basis hinaus brauchen, bevor sich etwas ändert</translation>
    </message>
    <message>
        <source>Leave out what this pack needs, or one requirement of it.</source>
        <translation>Weglassen, was dieses Node-Pack braucht, oder eine Anforderung davon.</translation>
    </message>
    <message>
        <source>Agree to packages that come from an address or repository or are built from source, which runs their code.</source>
        <translation>Paketen zustimmen, die von einer Adresse oder aus einem Repository kommen oder aus Quelltext gebaut werden, was ihren Code ausführt.</translation>
    </message>
    <message>
        <source>Do not trust packages younger than so many days (0: trust all); what usually counts is set by “nodes cooldown”.</source>
        <translation>Paketen nicht vertrauen, die jünger als so viele Tage sind (0: allen vertrauen); was sonst gilt, stellt „nodes cooldown“ ein.</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesRegistry</name>
    <message>
        <source>This is what was kept of the Comfy Registry on %1.</source>
        <translation>Das ist, was am %1 von der Comfy Registry gespeichert wurde.</translation>
    </message>
    <message>
        <source>The Comfy Registry has no such node pack.</source>
        <translation>Die Comfy Registry hat kein solches Node-Pack.</translation>
    </message>
    <message numerus="yes">
        <source>Page %1 of %2; %n node pack(s) in all.</source>
        <translation>
            <numerusform>Seite %1 von %2; ein Node-Pack insgesamt.</numerusform>
            <numerusform>Seite %1 von %2; %n Node-Packs insgesamt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Herausgeber</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Ask nobody: only what is kept of the last answers.</source>
        <translation>Niemanden fragen: nur, was von den letzten Antworten gespeichert ist.</translation>
    </message>
    <message>
        <source>“%1” is no page.</source>
        <translation>„%1“ ist keine Seite.</translation>
    </message>
    <message>
        <source>Pages count from 1: --page 2.</source>
        <translation>Seiten zählen ab 1: --page 2.</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>Comfy Registry durchsuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are kept for searching without a network.</source>
        <translation>
            <numerusform>Ein Node-Pack ist zum Suchen ohne Netzwerk gespeichert.</numerusform>
            <numerusform>%n Node-Packs sind zum Suchen ohne Netzwerk gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the Comfy Registry</source>
        <translation>Comfy Registry fragen</translation>
    </message>
    <message>
        <source>The address of the Comfy Registry or of a mirror of it, this time.</source>
        <translation>Die Adresse der Comfy Registry oder eines Spiegels davon, für dieses Mal.</translation>
    </message>
    <message>
        <source>Search the Comfy Registry; without words all of it, page by page</source>
        <translation>Die Comfy Registry durchsuchen; ohne Wörter alles davon, Seite für Seite</translation>
    </message>
    <message>
        <source>Which page of the answer.</source>
        <translation>Welche Seite der Antwort.</translation>
    </message>
    <message>
        <source>Fetch the whole list first, to search it without a network.</source>
        <translation>Zuerst die ganze Liste holen, um sie ohne Netzwerk zu durchsuchen.</translation>
    </message>
    <message>
        <source>What the Comfy Registry knows of a node pack, with its versions; or a pack of an install, with each of its requirements</source>
        <translation>Was die Comfy Registry über ein Node-Pack weiß, mit seinen Versionen; oder ein Node-Pack einer Installation mit jeder seiner Anforderungen</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesScripts</name>
    <message>
        <source>Print each install.py that a node pack brings.</source>
        <translation>Jedes install.py ausgeben, das ein Node-Pack mitbringt.</translation>
    </message>
    <message>
        <source>Run each install.py that the node packs bring: their authors&apos; own code, with your rights, on a throwaway copy of Python and packages.</source>
        <translation>Jedes install.py ausführen, das die Node-Packs mitbringen: Code derer, die sie gemacht haben, mit Ihren Rechten, auf einer Wegwerfkopie von Python und Paketen.</translation>
    </message>
    <message>
        <source>The same for this node pack alone; may be given several times.</source>
        <translation>Dasselbe nur für dieses Node-Pack; darf mehrmals angegeben werden.</translation>
    </message>
    <message>
        <source>its install.py ran and added no packages</source>
        <translation>sein install.py wurde ausgeführt und hat keine Pakete hinzugefügt</translation>
    </message>
    <message>
        <source>its install.py ran and added: %1</source>
        <translation>sein install.py wurde ausgeführt und hat hinzugefügt: %1</translation>
    </message>
    <message>
        <source>its install.py (%1) is the one that ran before; what it added still counts</source>
        <translation>sein install.py (%1) ist das, das schon ausgeführt wurde; was es hinzugefügt hat, gilt noch</translation>
    </message>
    <message>
        <source>brings an install.py (%1), which is not run without --run-scripts; see it with --show-scripts</source>
        <translation>bringt ein install.py mit (%1), das ohne --run-scripts nicht ausgeführt wird; ansehen mit --show-scripts</translation>
    </message>
    <message>
        <source>Running an install.py needs a copy of Python and packages meanwhile: %1 on this disk</source>
        <translation>Ein install.py auszuführen braucht solange eine Kopie von Python und Paketen: %1 auf diesem Datenträger</translation>
    </message>
    <message>
        <source>%1 (%2):</source>
        <translation>%1 (%2):</translation>
    </message>
    <message>
        <source>“%1” has an install.py (%2) that Portico has not run: porticoctl nodes run-script %3 %1</source>
        <translation>„%1“ hat ein install.py (%2), das Portico nicht ausgeführt hat: porticoctl nodes run-script %3 %1</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added no packages.</source>
        <translation>Das install.py von „%1“ (%2) wurde ausgeführt und hat keine Pakete hinzugefügt.</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added: %3.</source>
        <translation>Das install.py von „%1“ (%2) wurde ausgeführt und hat hinzugefügt: %3.</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesVerbs</name>
    <message>
        <source>--to is a version of one node pack.</source>
        <translation>--to ist eine Version eines einzelnen Node-Packs.</translation>
    </message>
    <message>
        <source>Update one node pack at a time with it.</source>
        <translation>Aktualisieren Sie damit jeweils nur ein Node-Pack.</translation>
    </message>
    <message>
        <source>Install node packs with what they need; shows first what comes</source>
        <translation>Node-Packs installieren mit dem, was sie brauchen; zeigt zuerst, was kommt</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>Node-Packs installieren</translation>
    </message>
    <message>
        <source>Enable node packs</source>
        <translation>Node-Packs aktivieren</translation>
    </message>
    <message>
        <source>Enable node packs; with --yes where packages come with them</source>
        <translation>Node-Packs aktivieren; mit --yes, wo Pakete mitkommen</translation>
    </message>
    <message>
        <source>Disable node packs</source>
        <translation>Node-Packs deaktivieren</translation>
    </message>
    <message>
        <source>Disable node packs, so that ComfyUI does not load them</source>
        <translation>Node-Packs deaktivieren, sodass ComfyUI sie nicht lädt</translation>
    </message>
    <message>
        <source>Update node packs</source>
        <translation>Node-Packs aktualisieren</translation>
    </message>
    <message>
        <source>Update node packs; shows first what is new</source>
        <translation>Node-Packs aktualisieren; zeigt zuerst, was neu ist</translation>
    </message>
    <message>
        <source>The version, tag, branch or commit to go to.</source>
        <translation>Die Version, der Tag, Branch oder Commit, zu dem es gehen soll.</translation>
    </message>
    <message>
        <source>Where files were changed by hand: go on, and keep them aside.</source>
        <translation>Wo Dateien von Hand geändert wurden: fortfahren und sie beiseitelegen.</translation>
    </message>
    <message>
        <source>Remove node packs</source>
        <translation>Node-Packs entfernen</translation>
    </message>
    <message>
        <source>Remove node packs; lists first what goes, with sizes</source>
        <translation>Node-Packs entfernen; listet zuerst auf, was verschwindet, mit Größen</translation>
    </message>
    <message>
        <source>Delete at once, instead of keeping it until the next good start and then the recycle bin.</source>
        <translation>Sofort löschen, statt es bis zum nächsten guten Start und dann im Papierkorb aufzubewahren.</translation>
    </message>
    <message>
        <source>Take node packs back</source>
        <translation>Node-Packs zurücknehmen</translation>
    </message>
    <message>
        <source>Take back node packs as they were before an update or removal</source>
        <translation>Node-Packs zurücknehmen, wie sie vor einem Update oder Entfernen waren</translation>
    </message>
    <message>
        <source>Run install.py</source>
        <translation>install.py ausführen</translation>
    </message>
    <message>
        <source>Run the install.py of node packs, which is their authors&apos; own code, in a throwaway copy; shows it first</source>
        <translation>Das install.py von Node-Packs, also Code derer, die sie gemacht haben, in einer Wegwerfkopie ausführen; zeigt es zuerst</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>Node-Packs isolieren</translation>
    </message>
    <message>
        <source>Give node packs a Python of their own, where their needs clash with those of others; tried out first, and only done if no node is lost</source>
        <translation>Node-Packs ein eigenes Python geben, wo ihre Anforderungen denen anderer widersprechen; wird zuerst ausprobiert und nur getan, wenn kein Node verloren geht</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>Isolierungen aufheben</translation>
    </message>
    <message>
        <source>Undo the isolation of node packs: they are as they were</source>
        <translation>Die Isolierung von Node-Packs aufheben: Sie sind wieder wie vorher</translation>
    </message>
    <message>
        <source>Apply what node packs need</source>
        <translation>Anwenden, was Node-Packs brauchen</translation>
    </message>
    <message>
        <source>Give an install the packages that its node packs need, after they were changed by other means</source>
        <translation>Einer Installation die Pakete geben, die ihre Node-Packs brauchen, nachdem diese auf anderem Weg geändert wurden</translation>
    </message>
    <message>
        <source>Take back what was left out of this node pack by choice: all of it, or one requirement; may be given several times.</source>
        <translation>Zurücknehmen, was bei diesem Node-Pack bewusst weggelassen wurde: alles davon oder eine Anforderung; darf mehrmals angegeben werden.</translation>
    </message>
</context>
<context>
    <name>portico::cli::OpenCommand</name>
    <message>
        <source>“%1” is not running, so there is nothing to open.</source>
        <translation>„%1“ läuft nicht, es gibt daher nichts zu öffnen.</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1 --open</source>
        <translation>Starten mit: porticoctl start %1 --open</translation>
    </message>
    <message>
        <source>Open a running install in the browser</source>
        <translation>Eine laufende Installation im Browser öffnen</translation>
    </message>
    <message>
        <source>Waits until it is ready.</source>
        <translation>Wartet, bis sie bereit ist.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
</context>
<context>
    <name>portico::cli::PlanReport</name>
    <message>
        <source>to be built from source</source>
        <translation>aus Quelltext zu bauen</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>repository %1</source>
        <translation>Repository %1</translation>
    </message>
    <message>
        <source>uploaded in the last days</source>
        <translation>in den letzten Tagen hochgeladen</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>Nothing is added.</source>
        <translation>Nichts kommt hinzu.</translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s), %1</source>
        <translation>
            <numerusform>Kommt hinzu: ein Paket, %1</numerusform>
            <numerusform>Kommt hinzu: %n Pakete, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s)</source>
        <translation>
            <numerusform>Kommt hinzu: ein Paket</numerusform>
            <numerusform>Kommt hinzu: %n Pakete</numerusform>
        </translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>Schon da: %1</translation>
    </message>
    <message>
        <source>Not taken, since torch and its family come from the base:</source>
        <translation>Nicht genommen, weil torch und was dazugehört aus der Basis kommt:</translation>
    </message>
    <message>
        <source>  ! %1 (%2): there is none, and none is added: what was not made for this very torch breaks it</source>
        <translation>  ! %1 (%2): Es gibt keines, und es kommt keines hinzu: Was nicht für genau dieses torch gemacht ist, macht es kaputt</translation>
    </message>
    <message>
        <source>  – %1 (%2): %3 meets it</source>
        <translation>  – %1 (%2): %3 erfüllt es</translation>
    </message>
    <message>
        <source>  ! %1 (%2): %3, which does not meet it</source>
        <translation>  ! %1 (%2): %3, was es nicht erfüllt</translation>
    </message>
    <message>
        <source>Cannot be met:</source>
        <translation>Lässt sich nicht erfüllen:</translation>
    </message>
    <message>
        <source>→ Leave a requirement or a pack out with --without, or choose another version of the pack.</source>
        <translation>→ Lassen Sie mit --without eine Anforderung oder ein Node-Pack weg, oder wählen Sie eine andere Version des Node-Packs.</translation>
    </message>
    <message>
        <source>→ Agree to what is built or comes from an address or repository with --allow-builds, or leave its pack out with --without.</source>
        <translation>→ Stimmen Sie mit --allow-builds dem zu, was gebaut wird oder von einer Adresse oder aus einem Repository kommt, oder lassen Sie das Node-Pack dazu mit --without weg.</translation>
    </message>
    <message>
        <source>→ without %1 of “%2”: --without %3</source>
        <translation>→ ohne %1 von „%2“: --without %3</translation>
    </message>
    <message>
        <source>→ without all that “%1” needs: --without %2</source>
        <translation>→ ohne alles, was „%1“ braucht: --without %2</translation>
    </message>
    <message>
        <source>Left out of “%1” by choice: %2</source>
        <translation>Bei „%1“ bewusst weggelassen: %2</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Weggelassen: %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecipeBundle</name>
    <message>
        <source>%1 is there already, and as the recipe wants it.</source>
        <translation>%1 ist schon da und so, wie das Rezept es möchte.</translation>
    </message>
    <message>
        <source>Would make %1 of “%2”:</source>
        <translation>Würde %1 aus „%2“ erstellen:</translation>
    </message>
    <message>
        <source>of Portico&apos;s choice</source>
        <translation>von Portico gewählt</translation>
    </message>
    <message>
        <source>Python %1, torch for %2</source>
        <translation>Python %1, torch für %2</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), as the lock names them</source>
        <translation>
            <numerusform>ein Paket, wie die Festschreibung es nennt</numerusform>
            <numerusform>%n Pakete, wie die Festschreibung sie nennt</numerusform>
        </translation>
    </message>
    <message>
        <source>Packages are chosen when it is made.</source>
        <translation>Pakete werden beim Erstellen gewählt.</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>Nichts zu tun: %1 ist schon da und so, wie das Rezept es möchte.</translation>
    </message>
    <message>
        <source>Its lock: %1</source>
        <translation>Seine Festschreibung: %1</translation>
    </message>
    <message>
        <source>Of a recipe: the lock to obey (default: the one beside the bundle).</source>
        <translation>Bei einem Rezept: die Festschreibung, die gilt (Standard: die neben dem Bündel).</translation>
    </message>
    <message>
        <source>Of a recipe: newer versions than those of its lock.</source>
        <translation>Bei einem Rezept: neuere Versionen als die seiner Festschreibung.</translation>
    </message>
    <message>
        <source>Of a recipe: build packages that have no ready build; this runs their code.</source>
        <translation>Bei einem Rezept: Pakete bauen, die keinen fertigen Build haben; das führt ihren Code aus.</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>Bündel erstellen</translation>
    </message>
    <message>
        <source>Of a recipe: keep what was downloaded for the next time. Without it that goes, unless there were packages in the cache before.</source>
        <translation>Bei einem Rezept: Heruntergeladenes für das nächste Mal behalten. Sonst wird es entfernt, außer es waren vorher schon Pakete im Cache.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecoverCommand</name>
    <message>
        <source>Everything is in order.</source>
        <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>%1 wurden frei.</translation>
    </message>
    <message>
        <source>Clean up after an interrupted operation</source>
        <translation>Nach einem unterbrochenen Vorgang aufräumen</translation>
    </message>
    <message>
        <source>Every command does this by itself first; here it says what it found.</source>
        <translation>Jeder Befehl tut das zuerst von selbst; hier sagt er, was er gefunden hat.</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Aufräumen</translation>
    </message>
</context>
<context>
    <name>portico::cli::RemoveCommand</name>
    <message>
        <source>This goes:</source>
        <translation>Das verschwindet:</translation>
    </message>
    <message>
        <source>  (a link; %1 stays)</source>
        <translation>  (eine Verknüpfung; %1 bleibt)</translation>
    </message>
    <message numerus="yes">
        <source>Your own %n file(s) (%1) are kept.</source>
        <translation>
            <numerusform>Ihre eine eigene Datei (%1) bleibt.</numerusform>
            <numerusform>Ihre %n eigenen Dateien (%1) bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of it are shared with other installs, which keep them.</source>
        <translation>%1 davon sind mit anderen Installationen geteilt, die sie behalten.</translation>
    </message>
    <message>
        <source>Untouched: %1</source>
        <translation>Unberührt: %1</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>„%1“ ist entfernt.</translation>
    </message>
    <message>
        <source>Your own files are in %1</source>
        <translation>Ihre eigenen Dateien sind in %1</translation>
    </message>
    <message>
        <source>The rest is in the recycle bin: %1</source>
        <translation>Der Rest ist im Papierkorb: %1</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>Nichts wurde entfernt. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>Remove an install</source>
        <translation>Installation entfernen</translation>
    </message>
    <message>
        <source>Remove an install; lists first what goes</source>
        <translation>Eine Installation entfernen; listet zuerst auf, was verschwindet</translation>
    </message>
    <message>
        <source>Without --yes it only lists what would go. Your own files (output, input, user, node packs) are kept unless --remove-data is given. Goes to the recycle bin unless --permanently is given. Links are never followed.</source>
        <translation>Ohne --yes wird nur aufgelistet, was verschwinden würde. Ihre eigenen Dateien (output, input, user, Node-Packs) bleiben, sofern nicht --remove-data angegeben ist. Kommt in den Papierkorb, sofern nicht --permanently angegeben ist. Verknüpfungen wird nie gefolgt.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>Nur auflisten, wie ohne --yes.</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>Wirklich entfernen.</translation>
    </message>
    <message>
        <source>Your own files go, too.</source>
        <translation>Auch Ihre eigenen Dateien verschwinden.</translation>
    </message>
    <message>
        <source>Delete instead of using the recycle bin.</source>
        <translation>Löschen, statt den Papierkorb zu verwenden.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RenameCommand</name>
    <message>
        <source>The new name is empty.</source>
        <translation>Der neue Name ist leer.</translation>
    </message>
    <message>
        <source>Give a name of at least one letter.</source>
        <translation>Geben Sie einen Namen mit mindestens einem Buchstaben an.</translation>
    </message>
    <message>
        <source>“%1” is now called “%2”.</source>
        <translation>„%1“ heißt jetzt „%2“.</translation>
    </message>
    <message>
        <source>Give an install another name</source>
        <translation>Einer Installation einen anderen Namen geben</translation>
    </message>
    <message>
        <source>Its id and folder stay as they are.</source>
        <translation>Ihre Kennung und ihr Ordner bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>The new name.</source>
        <translation>Der neue Name.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RepairCommand</name>
    <message>
        <source>    from: %1</source>
        <translation>    von: %1</translation>
    </message>
    <message>
        <source>    only with %1</source>
        <translation>    nur mit %1</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>Was ersetzt wurde, liegt in %1</translation>
    </message>
    <message>
        <source>“%1” is as it was before its repair.</source>
        <translation>„%1“ ist wie vor der Reparatur.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Nichts wurde geändert. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>Repair an install</source>
        <translation>Installation reparieren</translation>
    </message>
    <message>
        <source>Put right what broke the Python of an install</source>
        <translation>Berichtigen, was das Python einer Installation kaputt gemacht hat</translation>
    </message>
    <message>
        <source>Without --yes it only says what it would do (exit code 1 if there is something). Puts back files of Python, ComfyUI and their packages from what is on this computer, and asks the package index only for the rest; builds layers again; puts back what is gone or damaged in node packs, and installs what they lack; builds isolated environments that are missing or broken; ends with a real start. In a folder of your own it puts torch and missing packages right, with a backup that --undo brings back. May be interrupted at any time: the next repair goes on.</source>
        <translation>Ohne --yes sagt es nur, was es tun würde (Exit-Code 1, wenn es etwas gibt). Stellt Dateien von Python, ComfyUI und deren Paketen aus dem wieder her, was auf diesem Computer ist, und fragt den Paketindex nur nach dem Rest; baut Schichten neu; stellt wieder her, was in Node-Packs verschwunden oder beschädigt ist, und installiert, was ihnen fehlt; baut isolierte Umgebungen, die fehlen oder defekt sind; endet mit einem echten Start. In einem eigenen Ordner von Ihnen berichtigt es torch und fehlende Pakete, mit einer Sicherung, die --undo zurückbringt. Darf jederzeit unterbrochen werden: Die nächste Reparatur macht weiter.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Really repair it.</source>
        <translation>Wirklich reparieren.</translation>
    </message>
    <message>
        <source>Only say what would be done.</source>
        <translation>Nur sagen, was getan würde.</translation>
    </message>
    <message>
        <source>Do not start ComfyUI at the end.</source>
        <translation>ComfyUI am Ende nicht starten.</translation>
    </message>
    <message>
        <source>Also clear what ComfyUI-Manager would do at the next start.</source>
        <translation>Auch leeren, was ComfyUI-Manager beim nächsten Start tun würde.</translation>
    </message>
    <message>
        <source>Also undo what was changed by hand in node packs; it is kept, and “porticoctl nodes restore” takes it back.</source>
        <translation>Auch rückgängig machen, was in Node-Packs von Hand geändert wurde; es wird aufbewahrt, und „porticoctl nodes restore“ nimmt es zurück.</translation>
    </message>
    <message>
        <source>Bring a folder of your own back to before its last repair.</source>
        <translation>Einen eigenen Ordner von Ihnen auf den Stand vor seiner letzten Reparatur zurückbringen.</translation>
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
        <translation>Auf diesem Computer funktioniert alles (%1 s).</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Einzelheiten: %1</translation>
    </message>
    <message>
        <source>Try the whole path on this computer with a small demo bundle</source>
        <translation>Den ganzen Weg auf diesem Computer mit einem kleinen Demo-Bündel ausprobieren</translation>
    </message>
    <message>
        <source>Makes a small bundle, serves it to itself, downloads, checks, unpacks, starts, asks for a picture, stops and removes it. Takes well under a minute and leaves nothing behind.</source>
        <translation>Erstellt ein kleines Bündel, stellt es sich selbst bereit, lädt es herunter, überprüft, entpackt und startet es, verlangt ein Bild, hält es an und entfernt es. Dauert deutlich weniger als eine Minute und hinterlässt nichts.</translation>
    </message>
    <message>
        <source>The Python to make the demo bundle from.</source>
        <translation>Das Python, aus dem das Demo-Bündel gemacht wird.</translation>
    </message>
</context>
<context>
    <name>portico::cli::SessionCommand</name>
    <message>
        <source>No browser could be opened. The address is %1</source>
        <translation>Es ließ sich kein Browser öffnen. Die Adresse ist %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::SetCommand</name>
    <message>
        <source>“%1” is no layout.</source>
        <translation>„%1“ ist keine Anordnung.</translation>
    </message>
    <message>
        <source>Choose separate, or classic for node packs that look for their files beside ComfyUI&apos;s main.py.</source>
        <translation>Wählen Sie separate, oder classic für Node-Packs, die ihre Dateien neben dem main.py von ComfyUI suchen.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its node packs and models lie in ComfyUI&apos;s own folder already.</source>
        <translation>„%1“ ist ein eigener Ordner von Ihnen: Node-Packs und Modelle liegen dort schon im Ordner von ComfyUI selbst.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Wählen Sie eine Zahl von 1 bis 65535, etwa 8188.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>„%1“ ist keine Linie.</translation>
    </message>
    <message>
        <source>Choose stable or latest.</source>
        <translation>Wählen Sie stable oder latest.</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>Es gibt keine Einstellung „%1“.</translation>
    </message>
    <message>
        <source>Choose one of: port, arguments, output, input, user, models, accelerator, gpu, layout, track, env.NAME.</source>
        <translation>Wählen Sie eines von: port, arguments, output, input, user, models, accelerator, gpu, layout, track, env.NAME.</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>„%1“ ist keine Einstellung mit einem Wert.</translation>
    </message>
    <message>
        <source>Write it as key=value, such as port=8189.</source>
        <translation>Schreiben Sie es als key=value, etwa port=8189.</translation>
    </message>
    <message>
        <source>“%1” is changed; it counts from the next start on.</source>
        <translation>„%1“ ist geändert; es gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Change the port, arguments or folders of an install</source>
        <translation>Port, Argumente oder Ordner einer Installation ändern</translation>
    </message>
    <message>
        <source>Keys: port, arguments, output, input, user, models (several folders as in PATH), accelerator (cpu, or what its build is made for), gpu (numbers as in “porticoctl hardware”), layout (separate, or classic: ComfyUI&apos;s own folders become links, for node packs that look for their files there), track (stable or latest: what “update” without a version goes to), env.NAME. An empty value takes the setting back.</source>
        <translation>Schlüssel: port, arguments, output, input, user, models (mehrere Ordner wie in PATH), accelerator (cpu oder wofür ihr Build gemacht ist), gpu (Nummern wie in „porticoctl hardware“), layout (separate, oder classic: ComfyUIs eigene Ordner werden Verknüpfungen, für Node-Packs, die ihre Dateien dort suchen), track (stable oder latest: wohin „update“ ohne Version geht), env.NAME. Ein leerer Wert nimmt die Einstellung zurück.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>What to change.</source>
        <translation>Was zu ändern ist.</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotCommand</name>
    <message>
        <source>“snapshot” cannot “%1”.</source>
        <translation>„snapshot“ kann nicht „%1“.</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Wählen Sie eine von: %1.</translation>
    </message>
    <message>
        <source>Usage: porticoctl snapshot %1 %2</source>
        <translation>Aufruf: porticoctl snapshot %1 %2</translation>
    </message>
    <message>
        <source>“snapshot %1” needs more than was given.</source>
        <translation>„snapshot %1“ braucht mehr, als angegeben wurde.</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “%2”.</source>
        <translation>„snapshot %1“ nimmt kein „%2“.</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “--%2”.</source>
        <translation>„snapshot %1“ nimmt kein „--%2“.</translation>
    </message>
    <message>
        <source>A snapshot says what an install is: its generation, node packs with their commits and states, the lock of their packages, isolated environments, settings, arguments and model folders. One is taken before every change, and one is named by the beginning of its id, or “latest”; “now” is the install as it is. “restore” makes it that again, all of it or with --only some of: packs, layer, environments, settings, arguments, models. Node packs that came since are disabled. It works, too, when ComfyUI cannot start; models, pictures and your own files are never touched; and the state before is a snapshot as well. “export” writes one into a file without secrets, and “import” restores such a file, or one of ComfyUI-Manager or Comfy Desktop, in another install: the same, or a list of what cannot be the same. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Ein Schnappschuss sagt, was eine Installation ist: ihre Generation, Node-Packs mit ihren Commits und Zuständen, die Festschreibung ihrer Pakete, isolierte Umgebungen, Einstellungen, Argumente und Modellordner. Vor jeder Änderung wird einer aufgenommen, und man nennt einen mit dem Anfang seiner Kennung oder „latest“; „now“ ist die Installation, wie sie ist. „restore“ macht sie wieder dazu, ganz oder mit --only einen Teil von: packs, layer, environments, settings, arguments, models. Node-Packs, die seither hinzukamen, werden deaktiviert. Das geht auch, wenn ComfyUI nicht starten kann; Modelle, Bilder und Ihre eigenen Dateien bleiben immer unberührt; und auch der Stand davor ist ein Schnappschuss. „export“ schreibt einen ohne Geheimnisse in eine Datei, und „import“ stellt eine solche Datei, oder eine von ComfyUI-Manager oder Comfy Desktop, in einer anderen Installation wieder her: gleich, oder mit einer Liste dessen, was nicht gleich sein kann. Ohne --yes ändert sich nichts: Zuerst wird gezeigt, was sich ändern würde.</translation>
    </message>
    <message>
        <source>Take, compare and restore snapshots of an install</source>
        <translation>Schnappschüsse einer Installation aufnehmen, vergleichen und wiederherstellen</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Was zu tun ist.</translation>
    </message>
    <message>
        <source>What is worth knowing about it.</source>
        <translation>Was darüber zu wissen ist.</translation>
    </message>
    <message>
        <source>Restore only this part; several with commas, or given several times.</source>
        <translation>Nur diesen Teil wiederherstellen; mehrere mit Kommas oder mehrmals angegeben.</translation>
    </message>
    <message>
        <source>Restore also where something cannot be as it was; that stays as it is now.</source>
        <translation>Auch wiederherstellen, wo etwas nicht sein kann, wie es war; das bleibt, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>Write it as ComfyUI-Manager does, which says less.</source>
        <translation>So schreiben, wie ComfyUI-Manager es tut, was weniger sagt.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Nur zeigen, was getan würde.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Wirklich tun; sonst wird es nur gezeigt.</translation>
    </message>
    <message>
        <source>“%1” is no part of a snapshot.</source>
        <translation>„%1“ ist kein Teil eines Schnappschusses.</translation>
    </message>
    <message>
        <source>Choose some of: %1.</source>
        <translation>Wählen Sie unter: %1.</translation>
    </message>
    <message>
        <source>Snapshot %1 is imported.</source>
        <translation>Schnappschuss %1 ist importiert.</translation>
    </message>
    <message>
        <source>Everything is as it was then.</source>
        <translation>Alles ist wie damals.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Nichts wurde geändert. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>Schnappschuss wiederherstellen</translation>
    </message>
    <message>
        <source>Snapshot %1 is taken.</source>
        <translation>Schnappschuss %1 ist aufgenommen.</translation>
    </message>
    <message>
        <source>Nothing has changed since snapshot %1.</source>
        <translation>Seit Schnappschuss %1 hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Schnappschuss aufnehmen</translation>
    </message>
    <message>
        <source>There is no snapshot yet.</source>
        <translation>Es gibt noch keinen Schnappschuss.</translation>
    </message>
    <message>
        <source>List the snapshots</source>
        <translation>Schnappschüsse auflisten</translation>
    </message>
    <message>
        <source>Show a snapshot</source>
        <translation>Schnappschuss zeigen</translation>
    </message>
    <message>
        <source>There is no difference.</source>
        <translation>Es gibt keinen Unterschied.</translation>
    </message>
    <message>
        <source>Compare snapshots</source>
        <translation>Schnappschüsse vergleichen</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>Notiz zu einem Schnappschuss</translation>
    </message>
    <message>
        <source>Snapshot %1 is removed.</source>
        <translation>Schnappschuss %1 ist entfernt.</translation>
    </message>
    <message>
        <source>Remove snapshots</source>
        <translation>Schnappschüsse entfernen</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon vorhanden.</translation>
    </message>
    <message>
        <source>Choose another name, or remove it.</source>
        <translation>Wählen Sie einen anderen Namen, oder entfernen Sie es.</translation>
    </message>
    <message>
        <source>The snapshot is written to %1.</source>
        <translation>Der Schnappschuss ist nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>Schnappschuss exportieren</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotLines</name>
    <message>
        <source>Generation:</source>
        <translation>Generation:</translation>
    </message>
    <message>
        <source>Node packs:</source>
        <translation>Node-Packs:</translation>
    </message>
    <message>
        <source>Packages of node packs:</source>
        <translation>Pakete der Node-Packs:</translation>
    </message>
    <message>
        <source>Isolated environments:</source>
        <translation>Isolierte Umgebungen:</translation>
    </message>
    <message>
        <source>Settings:</source>
        <translation>Einstellungen:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumente:</translation>
    </message>
    <message>
        <source>Model folders:</source>
        <translation>Modellordner:</translation>
    </message>
    <message>
        <source>Generation %1: %2</source>
        <translation>Generation %1: %2</translation>
    </message>
    <message>
        <source>For that:</source>
        <translation>Dafür:</translation>
    </message>
    <message>
        <source>What cannot be as it was:</source>
        <translation>Was nicht sein kann, wie es war:</translation>
    </message>
    <message>
        <source>The snapshot is restored.</source>
        <translation>Der Schnappschuss ist wiederhergestellt.</translation>
    </message>
    <message>
        <source>The environment “%1” was built again.</source>
        <translation>Die Umgebung „%1“ wurde neu gebaut.</translation>
    </message>
    <message>
        <source>The environment “%1” could not be built: %2</source>
        <translation>Die Umgebung „%1“ konnte nicht gebaut werden: %2</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>Wie es vorher war, bis zum nächsten guten Start: %1</translation>
    </message>
    <message>
        <source>The way back: porticoctl snapshot restore %1 %2 --yes</source>
        <translation>Der Weg zurück: porticoctl snapshot restore %1 %2 --yes</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>portico::cli::SourcesCommand</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Anymatix-Releases</translation>
    </message>
    <message>
        <source>Team catalogue</source>
        <translation>Team-Katalog</translation>
    </message>
    <message>
        <source>Official portable and standalone environments: always</source>
        <translation>Offizielles portables und eigenständige Umgebungen: immer</translation>
    </message>
    <message>
        <source>“%1” makes no sense here.</source>
        <translation>„%1“ ergibt hier keinen Sinn.</translation>
    </message>
    <message>
        <source>Write “sources”, “sources add ADDRESS” or “sources remove ADDRESS”.</source>
        <translation>Schreiben Sie „sources“, „sources add ADDRESS“ oder „sources remove ADDRESS“.</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>Quelle hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n bundle(s).</source>
        <translation>
            <numerusform>%1 hinzugefügt, mit einem Bündel.</numerusform>
            <numerusform>%1 hinzugefügt, mit %n Bündeln.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is none of the sources.</source>
        <translation>%1 ist keine der Quellen.</translation>
    </message>
    <message>
        <source>“porticoctl sources” lists them.</source>
        <translation>„porticoctl sources“ listet sie auf.</translation>
    </message>
    <message>
        <source>Removed %1. What was installed from it stays.</source>
        <translation>%1 entfernt. Was daraus installiert wurde, bleibt.</translation>
    </message>
    <message>
        <source>Show, add and remove sources of the catalogue</source>
        <translation>Quellen des Katalogs zeigen, hinzufügen und entfernen</translation>
    </message>
    <message>
        <source>ADDRESS is a GitHub repository with Anymatix bundles (owner/name), or a team&apos;s own catalogue: a JSON file by path or address (docs/catalogue.md).</source>
        <translation>ADDRESS ist ein GitHub-Repository mit Anymatix-Bündeln (owner/name) oder der eigene Katalog eines Teams: eine JSON-Datei als Pfad oder Adresse (docs/catalogue.md).</translation>
    </message>
    <message>
        <source>add or remove.</source>
        <translation>add oder remove.</translation>
    </message>
    <message>
        <source>Which source.</source>
        <translation>Welche Quelle.</translation>
    </message>
</context>
<context>
    <name>portico::cli::StartCommand</name>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Leave it running when this command ends.</source>
        <translation>Weiterlaufen lassen, wenn dieser Befehl endet.</translation>
    </message>
    <message>
        <source>Use this port, this time.</source>
        <translation>Diesen Port verwenden, für dieses Mal.</translation>
    </message>
    <message>
        <source>If the port is taken, use the next free one.</source>
        <translation>Ist der Port belegt, den nächsten freien verwenden.</translation>
    </message>
    <message>
        <source>Start without node packs.</source>
        <translation>Ohne Node-Packs starten.</translation>
    </message>
    <message>
        <source>Open the browser when it is ready.</source>
        <translation>Den Browser öffnen, wenn sie bereit ist.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Wählen Sie eine Zahl von 1 bis 65535, etwa 8188.</translation>
    </message>
    <message>
        <source>Ending it at once.</source>
        <translation>Wird sofort beendet.</translation>
    </message>
    <message>
        <source>Stopping. Press Ctrl+C again to end it at once.</source>
        <translation>Wird angehalten. Drücken Sie noch einmal Strg+C, um es sofort zu beenden.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Schnappschuss aufnehmen</translation>
    </message>
    <message>
        <source>ComfyUI ended: %1.</source>
        <translation>ComfyUI endete: %1.</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>Protokoll lesen</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI ist bereit an %1</translation>
    </message>
    <message>
        <source>Start an install</source>
        <translation>Installation starten</translation>
    </message>
    <message>
        <source>Stays in the foreground and shows the log; Ctrl+C stops it. With --detach it keeps running, and “porticoctl stop” or the window ends it.</source>
        <translation>Bleibt im Vordergrund und zeigt das Protokoll; Strg+C hält es an. Mit --detach läuft es weiter, und „porticoctl stop“ oder das Fenster beendet es.</translation>
    </message>
</context>
<context>
    <name>portico::cli::StatusCommand</name>
    <message>
        <source>%1 (safe start, without node packs)</source>
        <translation>%1 (abgesicherter Start, ohne Node-Packs)</translation>
    </message>
    <message>
        <source>%1, process %2, %3</source>
        <translation>%1, Prozess %2, %3</translation>
    </message>
    <message>
        <source>Show what an install does right now</source>
        <translation>Zeigen, was eine Installation gerade tut</translation>
    </message>
    <message>
        <source>Without a name it shows all of them. With --ready the exit code is 1 unless each of them is ready, for health checks.</source>
        <translation>Ohne Namen werden alle gezeigt. Mit --ready ist der Exit-Code 1, sofern nicht jede von ihnen bereit ist, für Funktionsprüfungen.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>Exit code 1 unless it is ready.</source>
        <translation>Exit-Code 1, sofern sie nicht bereit ist.</translation>
    </message>
    <message>
        <source>Look at the sessions</source>
        <translation>Sitzungen ansehen</translation>
    </message>
</context>
<context>
    <name>portico::cli::StopCommand</name>
    <message>
        <source>“%1” is stopped.</source>
        <translation>„%1“ ist angehalten.</translation>
    </message>
    <message>
        <source>“%1” was not running.</source>
        <translation>„%1“ lief nicht.</translation>
    </message>
    <message>
        <source>Stop an install, whoever started it</source>
        <translation>Eine Installation anhalten, wer immer sie gestartet hat</translation>
    </message>
    <message>
        <source>Asks ComfyUI to end, then terminates it, then kills what is left, and waits until nothing is left.</source>
        <translation>Bittet ComfyUI, zu enden, beendet es dann, beendet danach gewaltsam, was übrig ist, und wartet, bis nichts mehr übrig ist.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>End it at once, without asking it first.</source>
        <translation>Sofort beenden, ohne zuerst zu bitten.</translation>
    </message>
</context>
<context>
    <name>portico::cli::Suggestions</name>
    <message>
        <source>Tell the version.</source>
        <translation>Die Version nennen.</translation>
    </message>
    <message>
        <source>Tell what a command does</source>
        <translation>Sagen, was ein Befehl tut</translation>
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
        <translation>Einzelheiten: %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::TestWorkflowCommand</name>
    <message numerus="yes">
        <source>“%1” (%n node(s)) is a test of “%2” now: each update shows that it works before its switch. Try it at once: porticoctl test-workflow run %3.</source>
        <translation>
            <numerusform>„%1“ (ein Node) ist jetzt ein Test von „%2“: Jedes Update zeigt vor dem Wechsel, dass er funktioniert. Sofort ausprobieren: porticoctl test-workflow run %3.</numerusform>
            <numerusform>„%1“ (%n Nodes) ist jetzt ein Test von „%2“: Jedes Update zeigt vor dem Wechsel, dass er funktioniert. Sofort ausprobieren: porticoctl test-workflow run %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a test workflow</source>
        <translation>Test-Workflow speichern</translation>
    </message>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>„%1“ hat keinen Test-Workflow.</translation>
    </message>
    <message>
        <source>List the test workflows</source>
        <translation>Test-Workflows auflisten</translation>
    </message>
    <message>
        <source>“%1” is no test of “%2” any more.</source>
        <translation>„%1“ ist kein Test von „%2“ mehr.</translation>
    </message>
    <message>
        <source>Remove a test workflow</source>
        <translation>Test-Workflow entfernen</translation>
    </message>
    <message>
        <source>%1: works, %2 s</source>
        <translation>%1: funktioniert, %2 s</translation>
    </message>
    <message>
        <source>Try the test workflows</source>
        <translation>Test-Workflows ausprobieren</translation>
    </message>
    <message>
        <source>“test-workflow” cannot “%1”.</source>
        <translation>„test-workflow“ kann nicht „%1“.</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Wählen Sie eine von: %1.</translation>
    </message>
    <message>
        <source>“test-workflow %1” does not go with these words.</source>
        <translation>„test-workflow %1“ passt nicht zu diesen Wörtern.</translation>
    </message>
    <message>
        <source>A test workflow is a file of ComfyUI&apos;s “File, Export (API)”, of which the install keeps a copy. “update” starts the new generation for real, with node packs and models, on a port, user folder, output and database of its own, and switches to it only when it works off all of them; else it says which one failed, at which node and why. “run” does the same with the generation of now, also while ComfyUI runs, and ends with 1 where one fails.</source>
        <translation>Ein Test-Workflow ist eine Datei aus ComfyUIs „File, Export (API)“, von der die Installation eine Kopie behält. „update“ startet die neue Generation wirklich, mit Node-Packs und Modellen, an einem eigenen Port und mit eigenem Benutzerordner, eigener Ausgabe und Datenbank, und wechselt nur zu ihr, wenn sie alle davon abarbeitet; sonst sagt es, welcher gescheitert ist, an welchem Node und warum. „run“ tut dasselbe mit der jetzigen Generation, auch während ComfyUI läuft, und endet mit 1, wo einer scheitert.</translation>
    </message>
    <message>
        <source>Save workflows that an update must work off before its switch</source>
        <translation>Workflows speichern, die ein Update vor seinem Wechsel abarbeiten muss</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Was zu tun ist.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>What to call it (default: the file&apos;s name).</source>
        <translation>Wie er heißen soll (Standard: der Name der Datei).</translation>
    </message>
</context>
<context>
    <name>portico::cli::TokenCommand</name>
    <message>
        <source>No token was given.</source>
        <translation>Es wurde kein Token angegeben.</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line.</source>
        <translation>Schreiben Sie es in eine Zeile auf die Standardeingabe.</translation>
    </message>
    <message>
        <source>The token could not be kept.</source>
        <translation>Das Token konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and PORTICO_GITHUB_TOKEN_FILE names.</source>
        <translation>Wo es keinen Schlüsselbund gibt, geben Sie es in der Variable PORTICO_GITHUB_TOKEN an oder in einer Datei, die nur Sie lesen dürfen und die PORTICO_GITHUB_TOKEN_FILE nennt.</translation>
    </message>
    <message>
        <source>GitHub is asked with your token.</source>
        <translation>GitHub wird mit Ihrem Token gefragt.</translation>
    </message>
    <message>
        <source>GitHub is asked without a token.</source>
        <translation>GitHub wird ohne Token gefragt.</translation>
    </message>
    <message>
        <source>GitHub token:</source>
        <translation>GitHub-Token:</translation>
    </message>
    <message>
        <source>Show, give or forget the GitHub token</source>
        <translation>Das GitHub-Token zeigen, angeben oder vergessen</translation>
    </message>
    <message>
        <source>With a token GitHub answers 5,000 questions an hour instead of 60. It is kept in the system&apos;s keychain only, and goes to GitHub alone. It needs no rights for that; publishing needs some: see “porticoctl help github”.</source>
        <translation>Mit einem Token beantwortet GitHub 5.000 statt 60 Anfragen pro Stunde. Es liegt nur im Schlüsselbund des Systems und geht allein an GitHub. Dafür braucht es keine Rechte; Veröffentlichen braucht welche: siehe „porticoctl help github“.</translation>
    </message>
    <message>
        <source>Read it from standard input and keep it.</source>
        <translation>Von der Standardeingabe lesen und speichern.</translation>
    </message>
    <message>
        <source>Remove it from the keychain.</source>
        <translation>Aus dem Schlüsselbund entfernen.</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>„%1“ sagt nichts über Pakete.</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>Schreiben Sie auto, newest oder as-of-version.</translation>
    </message>
    <message>
        <source>More than one of --to, --ref and --track is given.</source>
        <translation>Mehr als eines von --to, --ref und --track ist angegeben.</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>Geben Sie eines davon an.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>„%1“ ist keine Linie.</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>Schreiben Sie stable oder latest.</translation>
    </message>
    <message>
        <source>Nobody tells which releases of ComfyUI there are.</source>
        <translation>Niemand sagt, welche Releases von ComfyUI es gibt.</translation>
    </message>
    <message>
        <source>Name a version: --to.</source>
        <translation>Nennen Sie eine Version: --to.</translation>
    </message>
    <message>
        <source>“%1” is like that already: nothing is to be done.</source>
        <translation>„%1“ ist schon so: Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>Nichts wurde geändert. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2, and %3 has nothing newer.</source>
        <translation>„%1“ ist bei ComfyUI %2, und %3 hat nichts Neueres.</translation>
    </message>
    <message>
        <source>Update ComfyUI</source>
        <translation>ComfyUI aktualisieren</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
    <message>
        <source>A release, such as 0.34.0.</source>
        <translation>Ein Release, etwa 0.34.0.</translation>
    </message>
    <message>
        <source>A tag, branch or commit.</source>
        <translation>Ein Tag, Branch oder Commit.</translation>
    </message>
    <message>
        <source>The release of that track, stable or latest; without a version, of the one that the install is set to.</source>
        <translation>Das Release dieser Linie, stable oder latest; ohne Version das der Linie, auf die die Installation eingestellt ist.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it (default: where this one came from).</source>
        <translation>Das Repository von ComfyUI oder ein Fork davon (Standard: woher dieses kam).</translation>
    </message>
    <message>
        <source>Torch for another accelerator: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu.</source>
        <translation>torch für einen anderen Beschleuniger: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu.</translation>
    </message>
    <message>
        <source>Which packages count where new ones are needed: newest, as-of-version, or auto (default: as-of-version when that ComfyUI is older than a month).</source>
        <translation>Welche Pakete gelten, wo neue nötig sind: newest, as-of-version oder auto (Standard: as-of-version, wenn dieses ComfyUI älter als ein Monat ist).</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>Pakete bauen, die keinen fertigen Build haben; das führt ihren Code aus.</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>Nur sagen, wie ohne --yes.</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>Wirklich tun.</translation>
    </message>
    <message>
        <source>--sha256 says which bundle it must be, and none is given.</source>
        <translation>--sha256 sagt, welches Bündel es sein muss, und es ist keines angegeben.</translation>
    </message>
    <message>
        <source>Give it with --bundle.</source>
        <translation>Geben Sie es mit --bundle an.</translation>
    </message>
    <message>
        <source>A bundle brings ComfyUI, Python and torch: --%1 says nothing about it.</source>
        <translation>Ein Bündel bringt ComfyUI, Python und torch mit: --%1 sagt nichts darüber.</translation>
    </message>
    <message>
        <source>Give one of both.</source>
        <translation>Geben Sie eines von beiden an.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>„%1“ ist kein SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Geben Sie die 64 hexadezimalen Ziffern an.</translation>
    </message>
    <message>
        <source>Change an install&apos;s ComfyUI, torch or Python; says first what changes</source>
        <translation>ComfyUI, torch oder Python einer Installation ändern; sagt zuerst, was sich ändert</translation>
    </message>
    <message>
        <source>Builds a new generation beside the old one: Python shared, ComfyUI at that version, its packages with as few changes as possible, the packages of node packs anew. It is started once as a test, and once more for the install&apos;s test workflows, then switched to; where that fails, the old one stays as it is. “porticoctl rollback” goes back at once. With --accelerator, --torch or --python and without a version, the ComfyUI stays that it is. With --bundle, ComfyUI, Python and torch are those of the bundle, which is fetched, checked and unpacked before it can be said what changes.</source>
        <translation>Baut neben der alten eine neue Generation: Python geteilt, ComfyUI in dieser Version, seine Pakete mit so wenig Änderungen wie möglich, die Pakete der Node-Packs neu. Sie wird einmal als Test gestartet und noch einmal für die Test-Workflows der Installation, dann wird zu ihr gewechselt; scheitert das, bleibt die alte, wie sie ist. „porticoctl rollback“ geht sofort zurück. Mit --accelerator, --torch oder --python und ohne Version bleibt das ComfyUI, das es ist. Mit --bundle sind ComfyUI, Python und torch die des Bündels, das geholt, überprüft und entpackt wird, bevor sich sagen lässt, was sich ändert.</translation>
    </message>
    <message>
        <source>Another torch for the same accelerator, such as 2.9.1.</source>
        <translation>Ein anderes torch für denselben Beschleuniger, etwa 2.9.1.</translation>
    </message>
    <message>
        <source>Another Python, with every package put in anew: a version such as 3.12, or the path of an interpreter.</source>
        <translation>Ein anderes Python, in das jedes Paket neu kommt: eine Version wie 3.12 oder der Pfad eines Interpreters.</translation>
    </message>
    <message>
        <source>ComfyUI and Python of this one: its id in the catalogue, or a file, folder or address.</source>
        <translation>ComfyUI und Python von diesem: seine Kennung im Katalog oder eine Datei, ein Ordner oder eine Adresse.</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>Eine Datei oder Adresse muss diesen SHA-256 haben.</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateLines</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>It shares %1 with the one before.</source>
        <translation>Sie teilt %1 mit der davor.</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>%1 wurden kopiert: Auf diesem Datenträger lassen sich Dateien nicht teilen.</translation>
    </message>
    <message>
        <source>an unknown version</source>
        <translation>eine unbekannte Version</translation>
    </message>
    <message>
        <source>ComfyUI  %1 stays</source>
        <translation>ComfyUI  %1 bleibt</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>von %1, %2</translation>
    </message>
    <message>
        <source>Accelerator  %1 → %2</source>
        <translation>Beschleuniger  %1 → %2</translation>
    </message>
    <message>
        <source>What ComfyUI asks for:</source>
        <translation>Was ComfyUI verlangt:</translation>
    </message>
    <message>
        <source>Packages of its Python:</source>
        <translation>Pakete seines Python:</translation>
    </message>
    <message>
        <source>The packages of its Python stay as they are.</source>
        <translation>Die Pakete seines Python bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>This is an older ComfyUI than now.</source>
        <translation>Das ist ein älteres ComfyUI als jetzt.</translation>
    </message>
    <message>
        <source>Does not go together: %1</source>
        <translation>Passt nicht zusammen: %1</translation>
    </message>
    <message>
        <source>Test workflows before the switch: %1.</source>
        <translation>Test-Workflows vor dem Wechsel: %1.</translation>
    </message>
    <message>
        <source>The packages of node packs are planned anew for it, it is started once as a test, and the old one stays.</source>
        <translation>Die Pakete der Node-Packs werden dafür neu geplant, es wird einmal als Test gestartet, und das alte bleibt.</translation>
    </message>
    <message>
        <source>Generation %1 is there. “%2” is running and stays at %3: stop it, then go over by “porticoctl rollback %4 --to %1”.</source>
        <translation>Generation %1 ist da. „%2“ läuft und bleibt bei %3: Halten Sie die Installation an, und wechseln Sie dann mit „porticoctl rollback %4 --to %1“.</translation>
    </message>
    <message>
        <source>Back again: porticoctl rollback %1.</source>
        <translation>Wieder zurück: porticoctl rollback %1.</translation>
    </message>
    <message>
        <source>Python  %1 → %2, with all of its packages put in anew</source>
        <translation>Python  %1 → %2, in das alle seine Pakete neu kommen</translation>
    </message>
    <message>
        <source>Python  %1 → %2</source>
        <translation>Python  %1 → %2</translation>
    </message>
    <message>
        <source>Its packages are of the same versions as now.</source>
        <translation>Seine Pakete haben dieselben Versionen wie jetzt.</translation>
    </message>
</context>
<context>
    <name>portico::cli::VendorCommand</name>
    <message>
        <source>Export what is kept for offline</source>
        <translation>Exportieren, was für offline aufbewahrt ist</translation>
    </message>
    <message>
        <source>%1 is in %2, %3.</source>
        <translation>%1 ist in %2, %3.</translation>
    </message>
    <message>
        <source>Import what was kept for offline elsewhere</source>
        <translation>Importieren, was anderswo für offline aufbewahrt wurde</translation>
    </message>
    <message numerus="yes">
        <source>%1 is kept here now: %n files, %2. Make an install of it with “porticoctl vendor rebuild %1 --yes”.</source>
        <translation>
            <numerusform>%1 ist jetzt hier aufbewahrt: eine Datei, %2. Machen Sie daraus eine Installation mit „porticoctl vendor rebuild %1 --yes“.</numerusform>
            <numerusform>%1 ist jetzt hier aufbewahrt: %n Dateien, %2. Machen Sie daraus eine Installation mit „porticoctl vendor rebuild %1 --yes“.</numerusform>
        </translation>
    </message>
    <message>
        <source>Usage: porticoctl vendor %1 %2</source>
        <translation>Aufruf: porticoctl vendor %1 %2</translation>
    </message>
    <message>
        <source>“vendor %1” needs more than was given.</source>
        <translation>„vendor %1“ braucht mehr, als angegeben wurde.</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “%2”.</source>
        <translation>„vendor %1“ nimmt kein „%2“.</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “--%2”.</source>
        <translation>„vendor %1“ nimmt kein „--%2“.</translation>
    </message>
    <message>
        <source>Keep for offline: all that an install is made of comes into the library&apos;s store, so that it can be made again without a network, whatever becomes of where its parts came from: ComfyUI with its Python, node packs with their history, the packages of the layer, isolated environments. “vendor &lt;install&gt;” is “vendor keep &lt;install&gt;”. Each file is compared with what promises it, and what cannot be kept is named with its reason. &lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS is for “sha256sum -c”, run in that folder. “verify” compares all of it before anything is replaced; “rebuild” makes a new install of it with no network at all, and compares each part with the first build; “check-upstream” tells what is gone or is another where it came from, and changes nothing. “export” makes one file of it, which “import” takes into another computer&apos;s library. What is kept stays until “remove”. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Für offline aufbewahren: Alles, woraus eine Installation besteht, kommt in das Lager der Bibliothek, damit sie ohne Netzwerk neu entstehen kann, was immer aus den Orten wird, von denen ihre Teile kamen: ComfyUI mit seinem Python, Node-Packs mit ihrer Geschichte, die Pakete der Schicht, isolierte Umgebungen. „vendor &lt;install&gt;“ ist „vendor keep &lt;install&gt;“. Jede Datei wird mit dem verglichen, was sie verspricht, und was sich nicht aufbewahren lässt, wird mit seinem Grund genannt. &lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS ist für „sha256sum -c“, ausgeführt in diesem Ordner. „verify“ vergleicht alles davon, bevor etwas ersetzt wird; „rebuild“ macht daraus ganz ohne Netzwerk eine neue Installation und vergleicht jeden Teil mit dem ersten Bau; „check-upstream“ sagt, was dort, woher es kam, verschwunden oder ein anderes ist, und ändert nichts. „export“ macht daraus eine Datei, die „import“ in die Bibliothek eines anderen Computers aufnimmt. Was aufbewahrt ist, bleibt bis „remove“. Ohne --yes ändert sich nichts: Zuerst wird gezeigt, was sich ändern würde.</translation>
    </message>
    <message>
        <source>Keep an install for offline, verify it, rebuild it</source>
        <translation>Eine Installation für offline aufbewahren, überprüfen, neu bauen</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Was zu tun ist.</translation>
    </message>
    <message>
        <source>A snapshot to keep, instead of the install as it is now.</source>
        <translation>Ein Schnappschuss, der statt der Installation, wie sie jetzt ist, aufbewahrt wird.</translation>
    </message>
    <message>
        <source>Have what is damaged or lacking again.</source>
        <translation>Wieder beschaffen, was beschädigt ist oder fehlt.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>Der Port, unter dem es erreichbar ist.</translation>
    </message>
    <message>
        <source>What the new install is called.</source>
        <translation>Wie die neue Installation heißt.</translation>
    </message>
    <message>
        <source>Rebuild also where something could not be kept.</source>
        <translation>Auch neu bauen, wo etwas nicht aufbewahrt werden konnte.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Nur zeigen, was getan würde.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Wirklich tun; sonst wird es nur gezeigt.</translation>
    </message>
    <message>
        <source>is kept already</source>
        <translation>ist schon aufbewahrt</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>muss geholt werden</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>ist hier</translation>
    </message>
    <message>
        <source>%1 to keep, before it is packed.</source>
        <translation>%1 aufzubewahren, vor dem Packen.</translation>
    </message>
    <message>
        <source>Nothing was kept. Do it with --yes.</source>
        <translation>Nichts wurde aufbewahrt. Mit --yes wird es getan.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline as %2: %n files, %3.</source>
        <translation>
            <numerusform>„%1“ ist für offline aufbewahrt als %2: eine Datei, %3.</numerusform>
            <numerusform>„%1“ ist für offline aufbewahrt als %2: %n Dateien, %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Manifest %1</source>
        <translation>Manifest %1</translation>
    </message>
    <message>
        <source>Keep for offline</source>
        <translation>Für offline aufbewahren</translation>
    </message>
    <message>
        <source>List what is kept for offline</source>
        <translation>Auflisten, was für offline aufbewahrt ist</translation>
    </message>
    <message>
        <source>Nothing is kept for offline yet.</source>
        <translation>Noch ist nichts für offline aufbewahrt.</translation>
    </message>
    <message>
        <source>Let go of what is kept for offline</source>
        <translation>Freigeben, was für offline aufbewahrt ist</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>Nichts wurde entfernt. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>%1 were freed. Packages that nothing else needs go with “porticoctl clean”.</source>
        <translation>%1 wurden frei. Pakete, die sonst nichts braucht, gehen mit „porticoctl clean“.</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>eine Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>(not finished: keep it again)</source>
        <translation>(nicht fertig: noch einmal aufbewahren)</translation>
    </message>
    <message numerus="yes">
        <source>(%n parts are lacking)</source>
        <translation>
            <numerusform>(ein Teil fehlt)</numerusform>
            <numerusform>(%n Teile fehlen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept: %1, %2. %3</source>
        <translation>Nicht aufbewahrt: %1, %2. %3</translation>
    </message>
    <message>
        <source>there as it was</source>
        <translation>noch da, wie es war</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>verschwunden</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>What is kept for offline is not touched by that.</source>
        <translation>Was für offline aufbewahrt ist, bleibt davon unberührt.</translation>
    </message>
    <message>
        <source>Ask where it came from</source>
        <translation>Fragen, woher es kam</translation>
    </message>
    <message>
        <source>missing: %1 (%2)</source>
        <translation>fehlt: %1 (%2)</translation>
    </message>
    <message>
        <source>damaged: %1 (%2)</source>
        <translation>beschädigt: %1 (%2)</translation>
    </message>
    <message>
        <source>%1: keeping it was interrupted; keep it again.</source>
        <translation>%1: Das Aufbewahren wurde unterbrochen; bewahren Sie es noch einmal auf.</translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n files are as they were kept, %2.</source>
        <translation>
            <numerusform>%1: Die eine Datei ist, wie sie aufbewahrt wurde, %2.</numerusform>
            <numerusform>%1: Alle %n Dateien sind, wie sie aufbewahrt wurden, %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Verify what is kept for offline</source>
        <translation>Überprüfen, was für offline aufbewahrt ist</translation>
    </message>
    <message>
        <source>“%1” is rebuilt of %2.</source>
        <translation>„%1“ ist aus %2 neu gebaut.</translation>
    </message>
    <message>
        <source>Manifest %1, the same as at first.</source>
        <translation>Manifest %1, dasselbe wie zuerst.</translation>
    </message>
    <message>
        <source>Manifest %1; at first it was %2.</source>
        <translation>Manifest %1; zuerst war es %2.</translation>
    </message>
    <message>
        <source>Nothing was rebuilt. Do it with --yes.</source>
        <translation>Nichts wurde neu gebaut. Mit --yes wird es getan.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>„%1“ ist kein Port.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Wählen Sie eine Zahl von 1 bis 65535, etwa 8188.</translation>
    </message>
    <message>
        <source>Rebuild from what is kept for offline</source>
        <translation>Aus dem neu bauen, was für offline aufbewahrt ist</translation>
    </message>
</context>
<context>
    <name>portico::cli::VerifyCommand</name>
    <message>
        <source>Verify the packages</source>
        <translation>Pakete überprüfen</translation>
    </message>
    <message>
        <source>What would be done: porticoctl repair &lt;install&gt; --dry-run</source>
        <translation>Was getan würde: porticoctl repair &lt;install&gt; --dry-run</translation>
    </message>
    <message>
        <source>Say whether something broke the Python packages of an install</source>
        <translation>Sagen, ob etwas die Python-Pakete einer Installation kaputt gemacht hat</translation>
    </message>
    <message>
        <source>Reads files only: nothing is started or changed, also while ComfyUI runs. Exit code 0: clean (there may be remarks); 1: contaminated, with what repairs it; 4: there is no such install. Without a name it looks at all of them.</source>
        <translation>Liest nur Dateien: Nichts wird gestartet oder geändert, auch während ComfyUI läuft. Exit-Code 0: sauber (vielleicht mit Bemerkungen); 1: verunreinigt, mit dem, was es repariert; 4: Eine solche Installation gibt es nicht. Ohne Namen werden alle angesehen.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Ihre Kennung oder ihr Name.</translation>
    </message>
</context>
<context>
    <name>portico::cli::VersionsCommand</name>
    <message>
        <source>Show the notes of this one.</source>
        <translation>Die Hinweise zu dieser zeigen.</translation>
    </message>
    <message>
        <source>Ask GitHub for what is new.</source>
        <translation>GitHub nach Neuem fragen.</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>Zeigen, was gespeichert ist; niemanden fragen.</translation>
    </message>
    <message>
        <source>prerelease</source>
        <translation>Vorabversion</translation>
    </message>
    <message>
        <source>As it was %1.</source>
        <translation>Stand: %1.</translation>
    </message>
    <message>
        <source>There is no release “%1” of ComfyUI in the list.</source>
        <translation>In der Liste gibt es kein Release „%1“ von ComfyUI.</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists those that are known.</source>
        <translation>„porticoctl versions“ listet die bekannten auf.</translation>
    </message>
    <message>
        <source>Read the versions</source>
        <translation>Versionen lesen</translation>
    </message>
    <message>
        <source>List the releases of ComfyUI, with the stable and latest one</source>
        <translation>Die Releases von ComfyUI auflisten, mit dem stabilen und dem neuesten</translation>
    </message>
    <message>
        <source>“latest” is the newest release; “stable” stays one line behind it until the line is two weeks old, and has its last patch.</source>
        <translation>„latest“ ist das neueste Release; „stable“ bleibt eine Reihe dahinter, bis die Reihe zwei Wochen alt ist, und hat deren letzten Patch.</translation>
    </message>
</context>
</TS>
