<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>main</name>
    <message>
        <source>Downloads, checks, unpacks, starts and watches portable ComfyUI.</source>
        <translation>Descarga, comprueba, descomprime, inicia y vigila ComfyUI portable.</translation>
    </message>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>La carpeta que contiene las instalaciones.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>carpeta</translation>
    </message>
    <message>
        <source>Look for unfinished work</source>
        <translation>Buscar trabajo sin terminar</translation>
    </message>
    <message>
        <source>A bundle to add: a file, folder or address; or a recipe, snapshot, list of builds or portico:// link.</source>
        <translation>Un lote que añadir: un archivo, una carpeta o una dirección; o una receta, una instantánea, una lista de compilaciones o un enlace portico://.</translation>
    </message>
    <message>
        <source>Start without the window, where the system tray shows Portico.</source>
        <translation>Iniciar sin la ventana, si la bandeja del sistema muestra Portico.</translation>
    </message>
    <message>
        <source>Close what uses it; Portico tries again at its next start.</source>
        <translation>Cierre lo que lo esté usando; Portico lo intenta de nuevo en su próximo inicio.</translation>
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
        <translation>torch %1 y CUDA %2</translation>
    </message>
    <message>
        <source>no torch</source>
        <translation>sin torch</translation>
    </message>
    <message>
        <source>torch %1 (%2)</source>
        <translation>torch %1 (%2)</translation>
    </message>
    <message>
        <source>%1 is compiled for one torch and one CUDA, and there is no wheel of it for %2.</source>
        <translation>%1 está compilado para una versión de torch y de CUDA, y no hay ningún wheel suyo para %2.</translation>
    </message>
    <message>
        <source>The wheel of %1 does not say which torch it is made for; this install has %2.</source>
        <translation>El wheel de %1 no dice para qué torch está hecho; esta instalación tiene %2.</translation>
    </message>
    <message>
        <source>%1 is made for %2; this install has %3.</source>
        <translation>%1 está hecho para %2; esta instalación tiene %3.</translation>
    </message>
</context>
<context>
    <name>portico::Absorb</name>
    <message>
        <source>Nothing was added to “%1” that a layer could hold.</source>
        <translation>A «%1» no se le añadió nada que una capa pueda contener.</translation>
    </message>
    <message>
        <source>Put back what was changed instead.</source>
        <translation>En su lugar, restituya lo que se cambió.</translation>
    </message>
    <message>
        <source>Absorbed</source>
        <translation>Absorbido</translation>
    </message>
</context>
<context>
    <name>portico::AddBundle</name>
    <message>
        <source>The archive has %1; %2 are free for unpacking it.</source>
        <translation>El archivo comprimido ocupa %1; para descomprimirlo hay %2 libres.</translation>
    </message>
    <message>
        <source>The file %1 changed while it was unpacked.</source>
        <translation>El archivo %1 cambió mientras se descomprimía.</translation>
    </message>
    <message>
        <source>Wait until nothing writes it, then try again.</source>
        <translation>Espere a que nada escriba en él e inténtelo de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>Unpacked %n files, %1; with the archive %2 at most.</source>
        <translation>
            <numerusform>Se descomprimió un archivo, %1; con el archivo comprimido, %2 como máximo.</numerusform>
            <numerusform>Se descomprimieron %n archivos, %1; con el archivo comprimido, %2 como máximo.</numerusform>
        </translation>
    </message>
    <message>
        <source>This bundle has a virtual environment, which works only in the place where it was made.</source>
        <translation>Este lote tiene un entorno virtual, que solo funciona en el lugar donde se creó.</translation>
    </message>
    <message>
        <source>Unpack it yourself where it belongs and add it as an existing folder.</source>
        <translation>Descomprímalo usted mismo en su lugar y añádalo como carpeta existente.</translation>
    </message>
    <message>
        <source>Recognised: %1, ComfyUI %2, Python %3, torch %4.</source>
        <translation>Reconocido: %1, ComfyUI %2, Python %3, torch %4.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>unpacking %1</source>
        <translation>descomprimiendo %1</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>El SHA-256 es el publicado: %1.</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>Sin verificar: no se conoce ningún SHA-256 publicado. Este tiene %1.</translation>
    </message>
    <message>
        <source>The library folder %1 cannot be written.</source>
        <translation>No se puede escribir en la carpeta de la biblioteca %1.</translation>
    </message>
    <message>
        <source>Choose another library folder.</source>
        <translation>Elija otra carpeta para la biblioteca.</translation>
    </message>
    <message>
        <source>Not verified: a folder has no published SHA-256.</source>
        <translation>Sin verificar: una carpeta no tiene ningún SHA-256 publicado.</translation>
    </message>
</context>
<context>
    <name>portico::AddSteps</name>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verificar</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>Descomprimir</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Preparar</translation>
    </message>
</context>
<context>
    <name>portico::AddedBundle</name>
    <message>
        <source>%1 says %2 %3; its files say %4, and they count.</source>
        <translation>%1 dice %2 %3; sus archivos dicen %4, y son los que cuentan.</translation>
    </message>
    <message>
        <source>the accelerator</source>
        <translation>el acelerador</translation>
    </message>
    <message>
        <source>Where the node pack “%1” came from is not taken over: %2 is no address and commit of a repository.</source>
        <translation>No se adopta la procedencia del pack de nodos «%1»: %2 no es una dirección con el commit de un repositorio.</translation>
    </message>
    <message>
        <source>The list of files is not the one that %1 names.</source>
        <translation>La lista de archivos no es la que nombra %1.</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>Obtenga el lote de nuevo.</translation>
    </message>
    <message>
        <source>What the bundle says of itself is not taken over: %1</source>
        <translation>No se adopta lo que el lote dice de sí mismo: %1</translation>
    </message>
    <message>
        <source>ComfyUI starts with what the bundle says: %1.</source>
        <translation>ComfyUI se inicia con lo que dice el lote: %1.</translation>
    </message>
    <message>
        <source>What the bundle says for ComfyUI&apos;s start is left out, because it is for the person to choose: %1.</source>
        <translation>Se omite lo que el lote dice para el inicio de ComfyUI, porque le corresponde elegirlo a la persona: %1.</translation>
    </message>
</context>
<context>
    <name>portico::AdoptFolder</name>
    <message>
        <source>The folder %1 belongs to the install “%2” already.</source>
        <translation>La carpeta %1 ya pertenece a la instalación «%2».</translation>
    </message>
    <message>
        <source>Use that install, or choose another folder.</source>
        <translation>Use esa instalación o elija otra carpeta.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>No existe la carpeta %1.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Compruebe la ruta.</translation>
    </message>
    <message>
        <source>adding the folder %1</source>
        <translation>añadiendo la carpeta %1</translation>
    </message>
</context>
<context>
    <name>portico::AnymatixSource</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Versiones de Anymatix</translation>
    </message>
    <message>
        <source>Anymatix releases of %1</source>
        <translation>Versiones de Anymatix de %1</translation>
    </message>
    <message>
        <source>Anymatix portable ComfyUI %1 for %2</source>
        <translation>ComfyUI portable de Anymatix %1 para %2</translation>
    </message>
</context>
<context>
    <name>portico::AppUpdate</name>
    <message>
        <source>This build of Portico has no key to tell real updates by, so it looks for none.</source>
        <translation>Esta compilación de Portico no tiene ninguna clave con la que reconocer las actualizaciones auténticas, así que no las busca.</translation>
    </message>
    <message>
        <source>Fetch a newer Portico from where you got this one.</source>
        <translation>Obtenga un Portico más reciente de donde obtuvo este.</translation>
    </message>
    <message>
        <source>Look for updates</source>
        <translation>Buscar actualizaciones</translation>
    </message>
    <message>
        <source>Portico is not replaced while a session runs: %1.</source>
        <translation>Portico no se sustituye mientras hay una sesión en marcha: %1.</translation>
    </message>
    <message>
        <source>Stop it, then try again. What was downloaded is kept.</source>
        <translation>Deténgala e inténtelo de nuevo. Lo descargado se conserva.</translation>
    </message>
    <message>
        <source>The update changed on this computer after it was fetched; it was not used.</source>
        <translation>La actualización cambió en este equipo después de descargarse; no se usó.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, check the disk.</source>
        <translation>Inténtelo de nuevo. Si vuelve a ocurrir, compruebe el disco.</translation>
    </message>
    <message>
        <source>The installer could not be started: %1.</source>
        <translation>No se pudo iniciar el instalador: %1.</translation>
    </message>
    <message>
        <source>Open it yourself: %1.</source>
        <translation>Ábralo usted mismo: %1.</translation>
    </message>
    <message>
        <source>updating Portico</source>
        <translation>actualizando Portico</translation>
    </message>
    <message>
        <source>This Portico was installed by %1, which updates it, too.</source>
        <translation>Este Portico se instaló mediante %1 y también se actualiza así.</translation>
    </message>
    <message>
        <source>This Portico was unpacked or built by hand, so it does not replace itself.</source>
        <translation>Este Portico se descomprimió o se compiló a mano, así que no se sustituye a sí mismo.</translation>
    </message>
    <message>
        <source>Fetch the newer one in the same way.</source>
        <translation>Obtenga el más reciente de la misma manera.</translation>
    </message>
    <message>
        <source>Run “flatpak update”.</source>
        <translation>Ejecute «flatpak update».</translation>
    </message>
    <message>
        <source>Run “snap refresh”.</source>
        <translation>Ejecute «snap refresh».</translation>
    </message>
    <message>
        <source>the system&apos;s packages (%1)</source>
        <translation>los paquetes del sistema (%1)</translation>
    </message>
    <message>
        <source>Update it as you update the system.</source>
        <translation>Actualícelo como actualiza el sistema.</translation>
    </message>
    <message>
        <source>Put it in place</source>
        <translation>Colocarlo en su sitio</translation>
    </message>
    <message>
        <source>%1 could not be replaced and is as it was.</source>
        <translation>No se pudo sustituir %1, que sigue como estaba.</translation>
    </message>
    <message>
        <source>%1 sends the update so slowly that it would never end.</source>
        <translation>%1 envía la actualización tan despacio que nunca terminaría.</translation>
    </message>
    <message>
        <source>Try again later or in another network; what came is kept.</source>
        <translation>Inténtelo de nuevo más tarde o desde otra red; lo que ya llegó se conserva.</translation>
    </message>
    <message>
        <source>This build of Portico was given update keys that cannot be used.</source>
        <translation>Esta compilación de Portico recibió claves de actualización que no se pueden usar.</translation>
    </message>
    <message>
        <source>Install a Portico that was made by its authors.</source>
        <translation>Instale un Portico hecho por sus autores.</translation>
    </message>
    <message>
        <source>What Portico&apos;s authors say about updates is nothing that this version understands.</source>
        <translation>Esta versión no entiende lo que dicen los autores de Portico sobre las actualizaciones.</translation>
    </message>
    <message>
        <source>Nothing was changed. Fetch the newest Portico from where you got this one.</source>
        <translation>No se cambió nada. Obtenga el Portico más reciente de donde obtuvo este.</translation>
    </message>
    <message>
        <source>What the server says about updates was not signed by Portico&apos;s authors: somebody may have changed it on the way.</source>
        <translation>Lo que dice el servidor sobre las actualizaciones no lo firmaron los autores de Portico: puede que alguien lo haya alterado por el camino.</translation>
    </message>
    <message>
        <source>What the server says about updates was valid until %1 only: it may hold newer ones back.</source>
        <translation>Lo que dice el servidor sobre las actualizaciones solo era válido hasta el %1: puede que esté reteniendo otras más recientes.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. If it is right, try again in another network or tomorrow.</source>
        <translation>Compruebe la fecha de este equipo. Si es correcta, inténtelo de nuevo desde otra red o mañana.</translation>
    </message>
    <message>
        <source>What the server says about updates would be valid until %1, longer than is allowed.</source>
        <translation>Lo que dice el servidor sobre las actualizaciones sería válido hasta el %1, más tiempo del permitido.</translation>
    </message>
    <message>
        <source>The server offers something older than what it offered before: updates never go back.</source>
        <translation>El servidor ofrece algo más antiguo que lo que ofreció antes: las actualizaciones nunca vuelven atrás.</translation>
    </message>
    <message>
        <source>The signatures of the update cannot be read.</source>
        <translation>Las firmas de la actualización no se pueden leer.</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again tomorrow; if it stays, tell the authors of Portico.</source>
        <translation>No se cambió nada. Inténtelo de nuevo mañana; si continúa, avise a los autores de Portico.</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again in another network; if it stays, tell the authors of Portico.</source>
        <translation>No se cambió nada. Inténtelo de nuevo en otra red; si continúa, avise a los autores de Portico.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. If it is right, tell the authors of Portico.</source>
        <translation>Compruebe la fecha de este equipo. Si es correcta, avise a los autores de Portico.</translation>
    </message>
</context>
<context>
    <name>portico::ApplySite</name>
    <message>
        <source>“%1” runs, so it cannot go to its version of ComfyUI now.</source>
        <translation>«%1» está en marcha, así que ahora no puede pasar a su versión de ComfyUI.</translation>
    </message>
    <message>
        <source>“%1” went away meanwhile.</source>
        <translation>«%1» desapareció entretanto.</translation>
    </message>
    <message>
        <source>Apply the file again.</source>
        <translation>Aplique el archivo de nuevo.</translation>
    </message>
    <message>
        <source>“%1” is being made.</source>
        <translation>Se está creando «%1».</translation>
    </message>
    <message>
        <source>“%1” is there.</source>
        <translation>«%1» está creada.</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2.</source>
        <translation>«%1» está en ComfyUI %2.</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which does not run by itself: porticoctl nodes run-script.</source>
        <translation>«%1» tiene un install.py, que no se ejecuta por sí solo: porticoctl nodes run-script.</translation>
    </message>
    <message>
        <source>Node packs, their packages and settings of “%1” are as declared.</source>
        <translation>Los packs de nodos de «%1», sus paquetes y los ajustes están como se declaró.</translation>
    </message>
    <message>
        <source>There is no install “%1”, and the file does not say what to make it of.</source>
        <translation>No hay ninguna instalación «%1», y el archivo no dice a partir de qué crearla.</translation>
    </message>
    <message>
        <source>Give it a &quot;from&quot; with one of bundle, catalogue and kept.</source>
        <translation>Indique un &quot;from&quot; con uno de bundle, catalogue y kept.</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>El catálogo no tiene ningún lote «%1».</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>«porticoctl catalogue --all» los muestra todos.</translation>
    </message>
    <message>
        <source>%1 holds %2, and the file declares %3.</source>
        <translation>%1 contiene %2, y el archivo declara %3.</translation>
    </message>
    <message>
        <source>Export the declared one: porticoctl vendor export.</source>
        <translation>Exporte la versión declarada: porticoctl vendor export.</translation>
    </message>
    <message>
        <source>Stop it, then apply the file again: the new version is built already.</source>
        <translation>Deténgala y aplique el archivo de nuevo: la nueva versión ya está construida.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveError</name>
    <message>
        <source>%1 was refused because of its entry “%2”: %3.</source>
        <translation>Se rechazó %1 por su entrada «%2»: %3.</translation>
    </message>
    <message>
        <source>Get the bundle from a source that you trust; do not unpack this file.</source>
        <translation>Obtenga el lote de una fuente de su confianza; no descomprima este archivo.</translation>
    </message>
    <message>
        <source>%1 was refused: %2.</source>
        <translation>Se rechazó %1: %2.</translation>
    </message>
    <message>
        <source>%1 is an incomplete download: its end is missing.</source>
        <translation>%1 es una descarga incompleta: le falta el final.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Descárguelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 is damaged: bytes in it are not what they were.</source>
        <translation>%1 está dañado: contiene bytes que no son los que eran.</translation>
    </message>
    <message>
        <source>%1 cannot be unpacked: %2.</source>
        <translation>%1 no se puede descomprimir: %2.</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>está protegido por una contraseña</translation>
    </message>
    <message>
        <source>Unpack it with its own program and add the folder instead.</source>
        <translation>Descomprímalo con su propio programa y añada la carpeta.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveHandle</name>
    <message>
        <source>unpacking it takes too much memory</source>
        <translation>descomprimirlo requiere demasiada memoria</translation>
    </message>
    <message>
        <source>it uses a method that Portico does not know</source>
        <translation>usa un método que Portico no conoce</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings, or unpack it with its own program and add the folder instead.</source>
        <translation>Comprímalo de nuevo con los ajustes habituales, o descomprímalo con su propio programa y añada la carpeta.</translation>
    </message>
    <message>
        <source>there is no tar in it</source>
        <translation>no contiene ningún tar</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst.</source>
        <translation>Elija un lote en zip, 7z, tar, tar.gz, tar.xz o tar.zst.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveKind</name>
    <message>
        <source>it is a web page, not an archive</source>
        <translation>es una página web, no un archivo comprimido</translation>
    </message>
    <message>
        <source>it is a text with a server&apos;s answer, not an archive</source>
        <translation>es un texto con la respuesta de un servidor, no un archivo comprimido</translation>
    </message>
    <message>
        <source>it is a program, not an archive</source>
        <translation>es un programa, no un archivo comprimido</translation>
    </message>
    <message>
        <source>it is a RAR archive</source>
        <translation>es un archivo RAR</translation>
    </message>
    <message>
        <source>it is compressed by bzip2</source>
        <translation>está comprimido con bzip2</translation>
    </message>
    <message>
        <source>it is a cabinet archive</source>
        <translation>es un archivo CAB</translation>
    </message>
    <message>
        <source>it is a Debian package or a library</source>
        <translation>es un paquete de Debian o una biblioteca</translation>
    </message>
    <message>
        <source>it is a disc image</source>
        <translation>es una imagen de disco</translation>
    </message>
    <message>
        <source>it is no archive that Portico knows</source>
        <translation>no es ningún archivo comprimido que Portico conozca</translation>
    </message>
    <message>
        <source>Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst; if this was downloaded, check its address.</source>
        <translation>Elija un lote en zip, 7z, tar, tar.gz, tar.xz o tar.zst; si lo ha descargado, compruebe su dirección.</translation>
    </message>
</context>
<context>
    <name>portico::ArchiveWriter</name>
    <message>
        <source>%1 changed while it was being packed.</source>
        <translation>%1 cambió mientras se comprimía.</translation>
    </message>
    <message>
        <source>Close the programs that use the folder and try again.</source>
        <translation>Cierre los programas que usan la carpeta e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>no es ni un archivo, ni una carpeta, ni un enlace</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Comprimir</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>No se pudo escribir %1.</translation>
    </message>
    <message>
        <source>Check the folder that is packed and the free space, and try again.</source>
        <translation>Compruebe la carpeta que se comprime y el espacio libre, e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::Artifacts</name>
    <message>
        <source>The artifact “%1” expired on %2: GitHub does not keep it any more.</source>
        <translation>El artefacto «%1» caducó el %2: GitHub ya no lo conserva.</translation>
    </message>
    <message>
        <source>The artifact “%1” expired: GitHub does not keep it any more.</source>
        <translation>El artefacto «%1» caducó: GitHub ya no lo conserva.</translation>
    </message>
    <message>
        <source>Run the workflow again: porticoctl github trigger. Bundles that are to last belong into a release.</source>
        <translation>Ejecute de nuevo el flujo de trabajo: porticoctl github trigger. Los lotes que deban durar van en una versión publicada.</translation>
    </message>
    <message>
        <source>Run %1 left no artifacts.</source>
        <translation>La ejecución %1 no dejó artefactos.</translation>
    </message>
    <message>
        <source>Run %1 left no artifact “%2”.</source>
        <translation>La ejecución %1 no dejó ningún artefacto «%2».</translation>
    </message>
    <message>
        <source>See whether it is over, and whether its workflow uploads any.</source>
        <translation>Compruebe si ha terminado y si su flujo de trabajo sube alguno.</translation>
    </message>
    <message>
        <source>It left: %1.</source>
        <translation>Dejó: %1.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ya existe.</translation>
    </message>
    <message>
        <source>Choose another folder, or move it away.</source>
        <translation>Elija otra carpeta o quítela de ahí.</translation>
    </message>
    <message>
        <source>looking at the artifact “%1”</source>
        <translation>examinando el artefacto «%1»</translation>
    </message>
    <message>
        <source>unpacking an artifact</source>
        <translation>descomprimiendo un artefacto</translation>
    </message>
    <message>
        <source>listing the artifacts of run %1</source>
        <translation>listando los artefactos de la ejecución %1</translation>
    </message>
</context>
<context>
    <name>portico::Authorities</name>
    <message>
        <source>Ask the administrator of your network for its certificate authority as a PEM file (“BEGIN CERTIFICATE”).</source>
        <translation>Pida al administrador de su red su autoridad de certificación en un archivo PEM («BEGIN CERTIFICATE»).</translation>
    </message>
    <message>
        <source>%1 holds a private key, which nobody should hand out.</source>
        <translation>%1 contiene una clave privada, que nadie debería entregar.</translation>
    </message>
    <message>
        <source>%1 holds no certificate.</source>
        <translation>%1 no contiene ningún certificado.</translation>
    </message>
    <message>
        <source>%1 holds the certificate of “%2”, which is a server&apos;s and no authority&apos;s.</source>
        <translation>%1 contiene el certificado de «%2», que es de un servidor y no de una autoridad.</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, válido hasta el %2</translation>
    </message>
</context>
<context>
    <name>portico::BaseLayerPath</name>
    <message>
        <source>The Python %1 has no folder for packages.</source>
        <translation>El Python %1 no tiene carpeta para paquetes.</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Repare la instalación o instálela de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::BringVendored</name>
    <message>
        <source>Keeping “%1” was interrupted in %2, so it is not whole.</source>
        <translation>La conservación de «%1» se interrumpió en %2, así que no está completa.</translation>
    </message>
    <message>
        <source>Keep it again there: porticoctl vendor.</source>
        <translation>Consérvela allí de nuevo: porticoctl vendor.</translation>
    </message>
    <message>
        <source>Nothing called “%1” is kept for offline in %2.</source>
        <translation>En %2 no hay nada llamado «%1» conservado sin conexión.</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>Conserve una instalación sin conexión: porticoctl vendor INSTALL --yes.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Hay: %1.</translation>
    </message>
    <message>
        <source>%1 is missing, without which nothing can be rebuilt.</source>
        <translation>Falta %1, sin lo cual no se puede reconstruir nada.</translation>
    </message>
    <message>
        <source>Copy the whole store of the library that keeps it.</source>
        <translation>Copie el almacén completo de la biblioteca que la conserva.</translation>
    </message>
    <message>
        <source>%1 is not the file that was kept: it is damaged.</source>
        <translation>%1 no es el archivo que se conservó: está dañado.</translation>
    </message>
    <message>
        <source>Copy the store again from the library that keeps it.</source>
        <translation>Copie de nuevo el almacén de la biblioteca que la conserva.</translation>
    </message>
    <message>
        <source>Bring what is kept</source>
        <translation>Traer lo conservado</translation>
    </message>
    <message>
        <source>bringing “%1”</source>
        <translation>trayendo «%1»</translation>
    </message>
</context>
<context>
    <name>portico::BuildBundle</name>
    <message>
        <source>Check every file</source>
        <translation>Comprobar cada archivo</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Comprimir</translation>
    </message>
    <message>
        <source>making a bundle of it</source>
        <translation>creando un lote de ella</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that it can do without were left out (%1).</source>
        <translation>
            <numerusform>Se omitió un archivo del que puede prescindir (%1).</numerusform>
            <numerusform>Se omitieron %n archivos de los que puede prescindir (%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>Tests that other code imports stay: %1.</source>
        <translation>Se quedan las pruebas que otro código importa: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of “%1” are not as they were installed: %2.</source>
        <translation>
            <numerusform>Un archivo de «%1» no está como se instaló: %2.</numerusform>
            <numerusform>%n archivos de «%1» no están como se instalaron: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Repair it first (“porticoctl repair %1”), or absorb what was changed.</source>
        <translation>Repárela antes («porticoctl repair %1») o absorba lo que se cambió.</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>un lote de %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildEnv</name>
    <message>
        <source>The environment “%1” could not be built.</source>
        <translation>No se pudo construir el entorno «%1».</translation>
    </message>
    <message>
        <source>The nodes of “%1” could not be started.</source>
        <translation>No se pudieron iniciar los nodos de «%1».</translation>
    </message>
    <message>
        <source>building %1</source>
        <translation>construyendo %1</translation>
    </message>
    <message>
        <source>“%1” is built by %2</source>
        <translation>«%1» lo está construyendo %2</translation>
    </message>
    <message>
        <source>comfy-env itself is building “%1”.</source>
        <translation>El propio comfy-env está construyendo «%1».</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Espere a que termine e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::BuildGeneration</name>
    <message>
        <source>ComfyUI could not be moved to %1.</source>
        <translation>No se pudo pasar ComfyUI a %1.</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>«%1» se queda como está. Pruebe otra versión de ComfyUI.</translation>
    </message>
    <message>
        <source>Copy Python</source>
        <translation>Copiar Python</translation>
    </message>
    <message>
        <source>Python could not be moved to %1.</source>
        <translation>No se pudo trasladar Python a %1.</translation>
    </message>
    <message>
        <source>Close what may use its files, a virus scanner too, then try again.</source>
        <translation>Cierre lo que pueda estar usando sus archivos, también un antivirus, e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::BuildLayer</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>Estos paquetes vienen de una dirección, de un repositorio o de una compilación, y nadie lo ha aceptado todavía: %1.</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>Acéptelo u omita los packs de nodos que los necesitan.</translation>
    </message>
    <message>
        <source>A layer may not bring “%1”: torch and its family come from the base, always.</source>
        <translation>Una capa no puede traer «%1»: torch y su familia vienen siempre de la base.</translation>
    </message>
    <message>
        <source>Plan again.</source>
        <translation>Haga el plan de nuevo.</translation>
    </message>
    <message>
        <source>an old layer</source>
        <translation>una capa antigua</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Try the packages</source>
        <translation>Probar los paquetes</translation>
    </message>
    <message>
        <source>building the layer %1</source>
        <translation>construyendo la capa %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildRecipe</name>
    <message>
        <source>Look up the repositories</source>
        <translation>Consultar los repositorios</translation>
    </message>
    <message numerus="yes">
        <source>%n other need(s) cannot be met either.</source>
        <translation>
            <numerusform>Tampoco se puede cumplir otro requisito.</numerusform>
            <numerusform>Tampoco se pueden cumplir otros %n requisitos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or another commit of it.</source>
        <translation>Quite de la receta uno de estos packs de nodos o use otro commit suyo.</translation>
    </message>
    <message>
        <source>Take one of these node packs out of the recipe, or leave a need out: &quot;without&quot;: [%1].</source>
        <translation>Quite de la receta uno de estos packs de nodos u omita un requisito: &quot;without&quot;: [%1].</translation>
    </message>
    <message>
        <source>“%1” has an install.py, which was not run.</source>
        <translation>«%1» tiene un install.py, que no se ejecutó.</translation>
    </message>
    <message>
        <source>Its NumPy does not calculate with Apple&apos;s Accelerate, which is faster: that of NumPy 2 does on macOS 14 and newer.</source>
        <translation>Su NumPy no calcula con Accelerate de Apple, que es más rápido: el de NumPy 2 sí lo hace en macOS 14 y posteriores.</translation>
    </message>
    <message>
        <source>The bundle that was made with this lock had another SHA-256: %1.</source>
        <translation>El lote que se creó con este bloqueo tenía otro SHA-256: %1.</translation>
    </message>
    <message>
        <source>a bundle of %1</source>
        <translation>un lote de %1</translation>
    </message>
</context>
<context>
    <name>portico::BuildSource</name>
    <message>
        <source>“%1” could not be built on this computer.</source>
        <translation>«%1» no se pudo compilar en este equipo.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or install a compiler and what its documentation asks for.</source>
        <translation>Omita el pack de nodos que lo necesita, o instale un compilador y lo que pida su documentación.</translation>
    </message>
    <message>
        <source>The source of “%1” cannot be unpacked.</source>
        <translation>No se puede descomprimir el código fuente de «%1».</translation>
    </message>
    <message>
        <source>“%1” looks for packages of the base while it is built: it is shown them.</source>
        <translation>«%1» busca paquetes de la base mientras se compila: se le muestran.</translation>
    </message>
</context>
<context>
    <name>portico::BuildWheels</name>
    <message>
        <source>These packages come from an address, a repository or a build, and nobody agreed to that yet: %1.</source>
        <translation>Estos paquetes vienen de una dirección, de un repositorio o de una compilación, y nadie lo ha aceptado todavía: %1.</translation>
    </message>
    <message>
        <source>Agree to it, or leave out the node packs that need them.</source>
        <translation>Acéptelo u omita los packs de nodos que los necesitan.</translation>
    </message>
    <message>
        <source>What was got for “%1” is the wheel of another package: %2.</source>
        <translation>Lo que se obtuvo para «%1» es el wheel de otro paquete: %2.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>Omita el pack de nodos que lo necesita.</translation>
    </message>
    <message>
        <source>There is neither a wheel nor a source archive of “%1”.</source>
        <translation>No hay ni wheel ni archivo de código fuente de «%1».</translation>
    </message>
    <message>
        <source>“%1” comes from a repository, which cannot be got here.</source>
        <translation>«%1» viene de un repositorio al que no se puede acceder desde aquí.</translation>
    </message>
    <message>
        <source>Build packages</source>
        <translation>Compilar paquetes</translation>
    </message>
    <message>
        <source>building packages</source>
        <translation>compilando paquetes</translation>
    </message>
</context>
<context>
    <name>portico::BundleCatalogue</name>
    <message numerus="yes">
        <source>%1 did not answer within %n second(s).</source>
        <translation>
            <numerusform>%1 no respondió en un segundo.</numerusform>
            <numerusform>%1 no respondió en %n segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the connection, or ask again later.</source>
        <translation>Compruebe la conexión o pregunte de nuevo más tarde.</translation>
    </message>
</context>
<context>
    <name>portico::BundleContent</name>
    <message>
        <source>%1 has no list of its files: another program made it.</source>
        <translation>%1 no tiene lista de sus archivos: lo creó otro programa.</translation>
    </message>
    <message>
        <source>Add it as an install, and compare that.</source>
        <translation>Añádalo como instalación y compare esta.</translation>
    </message>
    <message>
        <source>The list of files in %1 is not the one that its %2 names.</source>
        <translation>La lista de archivos de %1 no es la que nombra su %2.</translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>Obtenga el lote de nuevo o constrúyalo de nuevo.</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>examinando un lote</translation>
    </message>
</context>
<context>
    <name>portico::BundleFileName</name>
    <message>
        <source>it holds “%1”</source>
        <translation>contiene «%1»</translation>
    </message>
    <message>
        <source>it is longer than %1 characters</source>
        <translation>tiene más de %1 caracteres</translation>
    </message>
    <message>
        <source>it starts with no letter or digit</source>
        <translation>no empieza por una letra o una cifra</translation>
    </message>
    <message>
        <source>%1 cannot be part of a file&apos;s name: %2.</source>
        <translation>%1 no puede formar parte del nombre de un archivo: %2.</translation>
    </message>
    <message>
        <source>Use letters without accents, digits and “.”, “_”, “+”, “-”.</source>
        <translation>Use letras sin acentos, cifras y «.», «_», «+», «-».</translation>
    </message>
</context>
<context>
    <name>portico::BundleLayout</name>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> y una cosa más</numerusform>
            <numerusform> y %n cosas más</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no ComfyUI that Portico knows: it holds %1. Looked for, at the top and one folder deeper: python with ComfyUI (Anymatix), python_embeded with ComfyUI (official portable), standalone-env with ComfyUI (Comfy-Org), or ComfyUI with venv, .venv or python_embeded.</source>
        <translation>Esto no es un ComfyUI que Portico conozca: contiene %1. Se buscó, en el primer nivel y una carpeta más adentro: python con ComfyUI (Anymatix), python_embeded con ComfyUI (portable oficial), standalone-env con ComfyUI (Comfy-Org), o ComfyUI con venv, .venv o python_embeded.</translation>
    </message>
    <message>
        <source>Choose a portable ComfyUI bundle, or a folder with ComfyUI and its Python.</source>
        <translation>Elija un lote de ComfyUI portable, o una carpeta con ComfyUI y su Python.</translation>
    </message>
    <message>
        <source>There is more than one ComfyUI in it: %1.</source>
        <translation>Contiene más de un ComfyUI: %1.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>Elija uno de ellos.</translation>
    </message>
    <message>
        <source>This ComfyUI is made for %1, and this computer is %2.</source>
        <translation>Este ComfyUI está hecho para %1, y este equipo es %2.</translation>
    </message>
    <message>
        <source>Choose the bundle for %1.</source>
        <translation>Elija el lote para %1.</translation>
    </message>
</context>
<context>
    <name>portico::BundleRecord</name>
    <message>
        <source>it is no system that Portico knows</source>
        <translation>no es un sistema que Portico conozca</translation>
    </message>
    <message>
        <source>it is no processor that Portico knows</source>
        <translation>no es un procesador que Portico conozca</translation>
    </message>
    <message>
        <source>Line %1 of %2 is not a hash and a file.</source>
        <translation>La línea %1 de %2 no es un hash y un archivo.</translation>
    </message>
    <message>
        <source>Get the bundle again.</source>
        <translation>Obtenga el lote de nuevo.</translation>
    </message>
    <message>
        <source>it is no SHA-256</source>
        <translation>no es un SHA-256</translation>
    </message>
</context>
<context>
    <name>portico::BundleServer</name>
    <message>
        <source>There is no file %1 to serve.</source>
        <translation>No existe el archivo %1 que se quiere servir.</translation>
    </message>
    <message>
        <source>No port can be opened on this computer&apos;s own address 127.0.0.1.</source>
        <translation>No se puede abrir ningún puerto en la dirección propia de este equipo, 127.0.0.1.</translation>
    </message>
    <message>
        <source>See whether a firewall or security program forbids it.</source>
        <translation>Compruebe si lo impide un cortafuegos o un programa de seguridad.</translation>
    </message>
    <message>
        <source>Run the self-check again: it makes that file anew.</source>
        <translation>Ejecute de nuevo la autocomprobación: vuelve a crear ese archivo.</translation>
    </message>
</context>
<context>
    <name>portico::BundleSource</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts.</source>
        <translation>«%1» es una carpeta suya, que Portico solo inicia.</translation>
    </message>
    <message>
        <source>Make an install by “Compose”, with the same node packs, and a bundle of it.</source>
        <translation>Cree una instalación con «Componer», con los mismos packs de nodos, y un lote de ella.</translation>
    </message>
    <message>
        <source>Repair it first.</source>
        <translation>Repárela antes.</translation>
    </message>
    <message>
        <source>The Python of “%1” is a virtual environment: it needs the Python of this computer and runs on no other.</source>
        <translation>El Python de «%1» es un entorno virtual: necesita el Python de este equipo y no funciona en ningún otro.</translation>
    </message>
    <message>
        <source>Compose the install with Portico&apos;s own Python.</source>
        <translation>Componga la instalación con el Python propio de Portico.</translation>
    </message>
    <message>
        <source>The Python of “%1” has no packages.</source>
        <translation>El Python de «%1» no tiene paquetes.</translation>
    </message>
    <message>
        <source>%1 is no address that a bundle can be fetched from.</source>
        <translation>%1 no es una dirección de la que se pueda obtener un lote.</translation>
    </message>
    <message>
        <source>Give an https address, or a file of this computer.</source>
        <translation>Indique una dirección https o un archivo de este equipo.</translation>
    </message>
    <message>
        <source>There is no published SHA-256 to check %1 with, and one is demanded.</source>
        <translation>No hay ningún SHA-256 publicado con el que comprobar %1, y se exige uno.</translation>
    </message>
    <message>
        <source>Give the SHA-256 of the publisher, or allow unverified bundles.</source>
        <translation>Indique el SHA-256 del editor o permita lotes sin verificar.</translation>
    </message>
    <message>
        <source>%1 is a folder, no bundle.</source>
        <translation>%1 es una carpeta, no un lote.</translation>
    </message>
    <message>
        <source>Add it as an existing folder.</source>
        <translation>Añádala como carpeta existente.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>No existe el archivo %1.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Compruebe la ruta.</translation>
    </message>
    <message>
        <source>%1 is not the published bundle: expected %2, found %3.</source>
        <translation>%1 no es el lote publicado: se esperaba %2 y se encontró %3.</translation>
    </message>
    <message>
        <source>Fetch it again from its publisher.</source>
        <translation>Obténgalo de nuevo de su editor.</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>“%1” has no ComfyUI and no Python that a bundle could be made of.</source>
        <translation>«%1» no tiene ningún ComfyUI ni ningún Python con los que se pueda crear un lote.</translation>
    </message>
</context>
<context>
    <name>portico::CarryDatabase</name>
    <message>
        <source>copying the database of “%1”</source>
        <translation>copiando la base de datos de «%1»</translation>
    </message>
</context>
<context>
    <name>portico::CarryOut</name>
    <message>
        <source>The node packs of “%1” were changed while this was planned.</source>
        <translation>Los packs de nodos de «%1» cambiaron mientras se hacía el plan.</translation>
    </message>
    <message>
        <source>Look at the plan once more, then try again.</source>
        <translation>Revise el plan una vez más e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>changing node packs</source>
        <translation>cambiando packs de nodos</translation>
    </message>
    <message>
        <source>The install.py of “%1” did not run, so there is nothing to take over.</source>
        <translation>El install.py de «%1» no se ejecutó, así que no hay nada que adoptar.</translation>
    </message>
    <message>
        <source>Agree to running it.</source>
        <translation>Acepte que se ejecute.</translation>
    </message>
    <message>
        <source>Leave out one of the node packs that do not go together.</source>
        <translation>Omita uno de los packs de nodos que no son compatibles entre sí.</translation>
    </message>
    <message>
        <source>%1 could not be deleted. Nothing uses it any more: delete it by hand.</source>
        <translation>No se pudo eliminar %1. Ya no lo usa nada: elimínelo a mano.</translation>
    </message>
</context>
<context>
    <name>portico::ChangePacks</name>
    <message>
        <source>“%1” is running, and its node packs cannot be changed now.</source>
        <translation>«%1» está en marcha, y sus packs de nodos no se pueden cambiar ahora.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Deténgala e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: Portico enables and disables its node packs, but does not install, update or remove them there.</source>
        <translation>«%1» es una carpeta suya: Portico activa y desactiva sus packs de nodos, pero no los instala, actualiza ni quita ahí.</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and put the node packs there, or use ComfyUI-Manager in this one.</source>
        <translation>Instale ComfyUI con Portico y ponga allí los packs de nodos, o use ComfyUI-Manager en esta.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico and is not changed by this one.</source>
        <translation>«%1» la escribió un Portico más reciente, y este no la cambia.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Actualice Portico e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::CheckBundle</name>
    <message>
        <source>Unpack it elsewhere</source>
        <translation>Descomprimirlo en otro lugar</translation>
    </message>
    <message>
        <source>Compare every file</source>
        <translation>Comparar cada archivo</translation>
    </message>
    <message>
        <source>Start it once</source>
        <translation>Iniciarlo una vez</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the bundle are not what its list says: %1.</source>
        <translation>
            <numerusform>Un archivo del lote no es lo que dice su lista: %1.</numerusform>
            <numerusform>%n archivos del lote no son lo que dice su lista: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Get the bundle again, or build it again.</source>
        <translation>Obtenga el lote de nuevo o constrúyalo de nuevo.</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start.</source>
        <translation>Descomprimido en otro lugar, el lote no se inicia.</translation>
    </message>
    <message>
        <source>Unpacked elsewhere, the bundle does not start: %1.</source>
        <translation>Descomprimido en otro lugar, el lote no se inicia: %1.</translation>
    </message>
    <message>
        <source>See whether the install itself starts, and what it says.</source>
        <translation>Compruebe si la propia instalación se inicia y qué dice.</translation>
    </message>
    <message>
        <source>It has no list of its files: they were not compared.</source>
        <translation>No tiene lista de sus archivos: no se compararon.</translation>
    </message>
    <message>
        <source>trying a bundle</source>
        <translation>probando un lote</translation>
    </message>
</context>
<context>
    <name>portico::CheckUpstream</name>
    <message>
        <source>What is offered there now is not what was kept.</source>
        <translation>Lo que se ofrece allí ahora no es lo que se conservó.</translation>
    </message>
    <message>
        <source>The package index does not offer this file any more.</source>
        <translation>El índice de paquetes ya no ofrece este archivo.</translation>
    </message>
    <message>
        <source>The package index tells no hashes.</source>
        <translation>El índice de paquetes no indica hashes.</translation>
    </message>
    <message>
        <source>asking where “%1” came from</source>
        <translation>preguntando de dónde vino «%1»</translation>
    </message>
</context>
<context>
    <name>portico::ChooseAccelerator</name>
    <message>
        <source>%1, compute capability %2</source>
        <translation>%1, capacidad de cómputo %2</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for macOS, so the %1 is not used.</source>
        <translation>No hay compilaciones de NVIDIA para macOS, así que no se usa la %1.</translation>
    </message>
    <message>
        <source>There are no NVIDIA builds for Windows on ARM, so the %1 is not used.</source>
        <translation>No hay compilaciones de NVIDIA para Windows en ARM, así que no se usa la %1.</translation>
    </message>
    <message>
        <source>The %1 is reserved for virtual machines.</source>
        <translation>La %1 está reservada para máquinas virtuales.</translation>
    </message>
    <message>
        <source>The %1 needs NVIDIA&apos;s own torch for Jetson, which no bundle and no public index that ComfyUI names has.</source>
        <translation>La %1 necesita el torch propio de NVIDIA para Jetson, que no está en ningún lote ni en ningún índice público que ComfyUI nombre.</translation>
    </message>
    <message>
        <source>The %1 is too old for any build of today&apos;s torch: it needs compute capability 5.0 (GeForce 900 series) or newer.</source>
        <translation>La %1 es demasiado antigua para cualquier compilación del torch actual: hace falta capacidad de cómputo 5.0 (serie GeForce 900) o posterior.</translation>
    </message>
    <message>
        <source>The %1 is older than the RTX 20 series, and CUDA %2 is the last build that has it.</source>
        <translation>La %1 es anterior a la serie RTX 20, y CUDA %2 es la última compilación que la admite.</translation>
    </message>
    <message>
        <source>The %1 would run CUDA 13.0, but driver %2 allows only CUDA %3.</source>
        <translation>La %1 podría usar CUDA 13.0, pero el controlador %2 solo permite CUDA %3.</translation>
    </message>
    <message>
        <source>The %1 runs CUDA %2, which ComfyUI recommends from the RTX 20 series on.</source>
        <translation>La %1 usa CUDA %2, que ComfyUI recomienda a partir de la serie RTX 20.</translation>
    </message>
    <message>
        <source>The %1 runs with the free nouveau driver, which torch cannot use: install NVIDIA&apos;s driver %2 or newer first.</source>
        <translation>La %1 funciona con el controlador libre nouveau, que torch no puede usar: instale primero el controlador %2 de NVIDIA o posterior.</translation>
    </message>
    <message>
        <source>The NVIDIA driver for the %1 does not run: install driver %2 or newer first.</source>
        <translation>El controlador de NVIDIA para la %1 no funciona: instale primero el controlador %2 o posterior.</translation>
    </message>
    <message>
        <source>NVIDIA driver %1 is too old for any build: update it to %2 or newer first.</source>
        <translation>El controlador de NVIDIA %1 es demasiado antiguo para cualquier compilación: actualícelo primero al %2 o posterior.</translation>
    </message>
    <message>
        <source>With NVIDIA driver 580 or newer (now %1), CUDA 13.0 would be chosen: it is faster, and the ready bundles are made for it.</source>
        <translation>Con el controlador de NVIDIA 580 o posterior (ahora %1) se elegiría CUDA 13.0: es más rápido, y los lotes ya hechos son para él.</translation>
    </message>
    <message>
        <source>There are no AMD builds for macOS, so the %1 is not used.</source>
        <translation>No hay compilaciones de AMD para macOS, así que no se usa la %1.</translation>
    </message>
    <message>
        <source>No build of torch has the %1.</source>
        <translation>Ninguna compilación de torch admite la %1.</translation>
    </message>
    <message>
        <source>The %1 is in PyTorch&apos;s builds for ROCm %2.</source>
        <translation>La %1 está en las compilaciones de PyTorch para ROCm %2.</translation>
    </message>
    <message>
        <source>The %1 is in AMD&apos;s own builds of torch for ROCm %2.</source>
        <translation>La %1 está en las compilaciones de torch de la propia AMD para ROCm %2.</translation>
    </message>
    <message>
        <source>The ready bundles leave this GPU out; ComfyUI is put together for it instead.</source>
        <translation>Los lotes ya hechos no incluyen esta GPU; en su lugar, se compone ComfyUI para ella.</translation>
    </message>
    <message>
        <source>It needs a recent AMD driver (Adrenalin).</source>
        <translation>Necesita un controlador reciente de AMD (Adrenalin).</translation>
    </message>
    <message>
        <source>AMD&apos;s builds ask for Windows 11: update Windows first.</source>
        <translation>Las compilaciones de AMD piden Windows 11: actualice primero Windows.</translation>
    </message>
    <message>
        <source>PyTorch&apos;s builds for Intel are made for Arc and Data Center GPUs; the %1 is none.</source>
        <translation>Las compilaciones de PyTorch para Intel están hechas para GPU Arc y Data Center; la %1 no lo es.</translation>
    </message>
    <message>
        <source>The %1 runs PyTorch&apos;s builds for Intel GPUs (XPU).</source>
        <translation>La %1 usa las compilaciones de PyTorch para GPU Intel (XPU).</translation>
    </message>
    <message>
        <source>The %1 computes with Metal, and shares the memory of the Mac.</source>
        <translation>La %1 calcula con Metal y comparte la memoria del Mac.</translation>
    </message>
    <message>
        <source>Today&apos;s torch computes with Metal from macOS 14 on, and this is macOS %1: update macOS first.</source>
        <translation>El torch actual calcula con Metal a partir de macOS 14, y este es macOS %1: actualice primero macOS.</translation>
    </message>
    <message>
        <source>This Portico is the one for Intel Macs; the one for Apple Silicon is faster. ComfyUI itself is installed for Apple Silicon.</source>
        <translation>Este Portico es el de los Mac con Intel; el de Apple Silicon es más rápido. El propio ComfyUI se instala para Apple Silicon.</translation>
    </message>
    <message>
        <source>One build runs GPUs of one vendor: the %1 is better supported than the %2, which stays unused.</source>
        <translation>Una compilación usa las GPU de un solo fabricante: la %1 tiene mejor soporte que la %2, que queda sin usar.</translation>
    </message>
    <message>
        <source>The %1 is too old for that build and stays unused.</source>
        <translation>La %1 es demasiado antigua para esa compilación y queda sin usar.</translation>
    </message>
    <message>
        <source>If the %1 is the one to use, choose CUDA 12.6 by hand.</source>
        <translation>Si la que se debe usar es la %1, elija CUDA 12.6 a mano.</translation>
    </message>
    <message>
        <source>PyTorch ended its builds for Intel Macs with version 2.2, and ComfyUI needs 2.7: no current ComfyUI runs on this Mac.</source>
        <translation>PyTorch dejó de publicar compilaciones para los Mac con Intel en la versión 2.2, y ComfyUI necesita la 2.7: ningún ComfyUI actual funciona en este Mac.</translation>
    </message>
    <message>
        <source>No GPU was found.</source>
        <translation>No se encontró ninguna GPU.</translation>
    </message>
    <message>
        <source>ComfyUI runs on the processor then: everything works, but pictures take minutes instead of seconds.</source>
        <translation>ComfyUI funciona entonces con el procesador: todo va, pero las imágenes tardan minutos en lugar de segundos.</translation>
    </message>
    <message>
        <source>An NVIDIA GPU of the GeForce 900 series or newer, an AMD GPU of the RX 5000 series or newer, or an Intel Arc would be used.</source>
        <translation>Se usaría una GPU NVIDIA de la serie GeForce 900 o posterior, una GPU AMD de la serie RX 5000 o posterior, o una Intel Arc.</translation>
    </message>
    <message>
        <source>Inside Windows (WSL) only NVIDIA GPUs are seen; the Windows version of Portico sees all.</source>
        <translation>Dentro de Windows (WSL) solo se ven las GPU de NVIDIA; la versión de Portico para Windows las ve todas.</translation>
    </message>
    <message>
        <source>This is a container: GPUs must be passed into it.</source>
        <translation>Esto es un contenedor: hay que darle acceso a las GPU.</translation>
    </message>
    <message>
        <source>Chosen by hand.</source>
        <translation>Elegido a mano.</translation>
    </message>
    <message>
        <source>Portico sees no GPU here that runs it; what it sees suits %1.</source>
        <translation>Portico no ve aquí ninguna GPU que lo use; lo que ve es adecuado para %1.</translation>
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
        <translation>Generación %1, ComfyUI %2: no es una de las últimas %3, no está fijada y ninguna instantánea la nombra. Después nadie podrá volver a ella. Los archivos que otras generaciones comparten se quedan.</translation>
    </message>
</context>
<context>
    <name>portico::CleanLeftovers</name>
    <message>
        <source>cleaning up</source>
        <translation>limpiando</translation>
    </message>
    <message>
        <source>A download that was not finished. Without it the next try begins anew instead of going on.</source>
        <translation>Una descarga sin terminar. Sin ella, el próximo intento empieza desde cero en lugar de continuar.</translation>
    </message>
    <message>
        <source>The library was moved away from there and compared; these are its old files.</source>
        <translation>La biblioteca se trasladó desde ahí y se comparó; estos son sus archivos antiguos.</translation>
    </message>
    <message>
        <source>%1 stays for now: something is being built from it.</source>
        <translation>%1 se queda por ahora: se está construyendo algo a partir de ello.</translation>
    </message>
    <message>
        <source>Packages that uv has fetched. It fetches them again when something is built; what is installed does not need them.</source>
        <translation>Paquetes que uv ha descargado. Los vuelve a descargar cuando se construye algo; lo que está instalado no los necesita.</translation>
    </message>
    <message>
        <source>Work that was interrupted, and that nobody goes on with.</source>
        <translation>Trabajo que se interrumpió y que nadie continúa.</translation>
    </message>
    <message>
        <source>%1 stays for now: it may be needed.</source>
        <translation>%1 se queda por ahora: puede hacer falta.</translation>
    </message>
    <message>
        <source>No install was made of this archive. It can be fetched again.</source>
        <translation>De este archivo no se creó ninguna instalación. Se puede obtener de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::CleanNeeds</name>
    <message>
        <source>No generation of this install uses these packages any more.</source>
        <translation>Ninguna generación de esta instalación usa ya estos paquetes.</translation>
    </message>
    <message>
        <source>%1 stays: %2 needs it.</source>
        <translation>%1 se queda: %2 lo necesita.</translation>
    </message>
    <message>
        <source>%1 stays: %2</source>
        <translation>%1 se queda: %2</translation>
    </message>
    <message>
        <source>No node pack asks for it. It can be built again.</source>
        <translation>Ningún pack de nodos lo pide. Se puede construir de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>No install and no snapshot names this layer of %n package(s). It is built again when something needs it.</source>
        <translation>
            <numerusform>Ninguna instalación ni instantánea nombra esta capa de un paquete. Se construye de nuevo cuando algo la necesite.</numerusform>
            <numerusform>Ninguna instalación ni instantánea nombra esta capa de %n paquetes. Se construye de nuevo cuando algo la necesite.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wheel(s) in it are of no layer that somebody uses; the others stay.</source>
        <translation>
            <numerusform>Un wheel de los que contiene no es de ninguna capa en uso; los demás se quedan.</numerusform>
            <numerusform>%n wheels de los que contiene no son de ninguna capa en uso; los demás se quedan.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 stays: it is being used at this moment.</source>
        <translation>%1 se queda: se está usando en este momento.</translation>
    </message>
    <message>
        <source>%1 stays: it holds somebody&apos;s own changes.</source>
        <translation>%1 se queda: contiene cambios propios de alguien.</translation>
    </message>
    <message>
        <source>“%1” as it was before a change; without it that change cannot be taken back. It goes to the recycle bin where there is one.</source>
        <translation>«%1» tal como era antes de un cambio; sin ello, ese cambio no se puede deshacer. Va a la papelera donde la hay.</translation>
    </message>
</context>
<context>
    <name>portico::Cleaning</name>
    <message>
        <source>Old versions of ComfyUI</source>
        <translation>Versiones antiguas de ComfyUI</translation>
    </message>
    <message>
        <source>Packages that no install uses</source>
        <translation>Paquetes que ninguna instalación usa</translation>
    </message>
    <message>
        <source>Isolated environments that no node pack asks for</source>
        <translation>Entornos aislados que ningún pack de nodos pide</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>Cachés</translation>
    </message>
    <message>
        <source>What interrupted work left</source>
        <translation>Lo que dejó el trabajo interrumpido</translation>
    </message>
    <message>
        <source>Node packs from before their last change</source>
        <translation>Packs de nodos de antes de su último cambio</translation>
    </message>
    <message>
        <source>Downloads that no install needs</source>
        <translation>Descargas que ninguna instalación necesita</translation>
    </message>
</context>
<context>
    <name>portico::CloneRepository</name>
    <message>
        <source>What Portico and its git helper said to each other is incomplete.</source>
        <translation>Lo que Portico y su ayudante de git se dijeron está incompleto.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Instale Portico de nuevo.</translation>
    </message>
    <message>
        <source>Fetching %1 ended without a result: the git program was stopped or failed.</source>
        <translation>La descarga de %1 terminó sin resultado: el programa git se detuvo o falló.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, use another address.</source>
        <translation>Inténtelo de nuevo; si vuelve a ocurrir, use otra dirección.</translation>
    </message>
    <message>
        <source>%1 said nothing for a minute.</source>
        <translation>%1 no dijo nada durante un minuto.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>Inténtelo de nuevo más tarde; compruebe la dirección y los ajustes de red.</translation>
    </message>
</context>
<context>
    <name>portico::ComfyApi</name>
    <message>
        <source>ComfyUI could not finish the test prompt.</source>
        <translation>ComfyUI no pudo terminar el trabajo de prueba.</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>Mire el final del registro.</translation>
    </message>
    <message>
        <source>ComfyUI did not finish the test prompt in time.</source>
        <translation>ComfyUI no terminó a tiempo el trabajo de prueba.</translation>
    </message>
    <message>
        <source>What ComfyUI sent is not a picture.</source>
        <translation>Lo que envió ComfyUI no es una imagen.</translation>
    </message>
</context>
<context>
    <name>portico::ComfyConversation</name>
    <message>
        <source>ComfyUI refused a request (%1): status %2.</source>
        <translation>ComfyUI rechazó una petición (%1): estado %2.</translation>
    </message>
    <message>
        <source>Look at the end of the log.</source>
        <translation>Mire el final del registro.</translation>
    </message>
    <message>
        <source>ComfyUI does not answer at %1: %2.</source>
        <translation>ComfyUI no responde en %1: %2.</translation>
    </message>
</context>
<context>
    <name>portico::CommitGeneration</name>
    <message>
        <source>Update or disable that node pack first, or leave out what it asks for: porticoctl nodes apply %1 --without.</source>
        <translation>Actualice o desactive antes ese pack de nodos, u omita lo que pide: porticoctl nodes apply %1 --without.</translation>
    </message>
    <message>
        <source>An older ComfyUI does not read the database of a newer one: it begins with an empty one.</source>
        <translation>Un ComfyUI anterior no lee la base de datos de uno posterior: empieza con una vacía.</translation>
    </message>
    <message>
        <source>switching to another ComfyUI</source>
        <translation>cambiando a otro ComfyUI</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>cambiando la capa de «%1»</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Paquetes de packs de nodos</translation>
    </message>
</context>
<context>
    <name>portico::CommitInstall</name>
    <message>
        <source>Port %1 is also the port of “%2”: only one of them can run at a time.</source>
        <translation>El puerto %1 es también el puerto de «%2»: solo una de ellas puede estar en marcha a la vez.</translation>
    </message>
    <message>
        <source>adding “%1”</source>
        <translation>añadiendo «%1»</translation>
    </message>
</context>
<context>
    <name>portico::CompareSite</name>
    <message>
        <source>the file does not say where from</source>
        <translation>el archivo no dice de dónde</translation>
    </message>
    <message>
        <source>%1 of the catalogue</source>
        <translation>%1 del catálogo</translation>
    </message>
    <message>
        <source>%1, kept for offline</source>
        <translation>%1, conservado sin conexión</translation>
    </message>
    <message>
        <source>%1, disabled</source>
        <translation>%1, desactivado</translation>
    </message>
    <message>
        <source>%1, another file</source>
        <translation>%1, otro archivo</translation>
    </message>
</context>
<context>
    <name>portico::CompareSnapshots</name>
    <message>
        <source>other files</source>
        <translation>otros archivos</translation>
    </message>
    <message>
        <source>another record of its origin</source>
        <translation>otros datos de su procedencia</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>capa</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>extras</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>omitido por elección</translation>
    </message>
    <message>
        <source>built</source>
        <translation>construido</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message>
        <source>not built</source>
        <translation>sin construir</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>a secret</source>
        <translation>un secreto</translation>
    </message>
    <message>
        <source>another secret</source>
        <translation>otro secreto</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>aislado</translation>
    </message>
    <message>
        <source>changed by hand (%1)</source>
        <translation>cambiado a mano (%1)</translation>
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
        <translation>generación</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>argumentos</translation>
    </message>
    <message>
        <source>model folders</source>
        <translation>carpetas de modelos</translation>
    </message>
</context>
<context>
    <name>portico::ComposeInstall</name>
    <message>
        <source>This ComfyUI is of %1: packages of that time are taken.</source>
        <translation>Este ComfyUI es del %1: se toman paquetes de esa fecha.</translation>
    </message>
    <message>
        <source>putting together %1</source>
        <translation>componiendo %1</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>«%1» no puede ser una etiqueta, una rama ni un commit.</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>Indique una etiqueta como v0.33.0, una rama o un commit.</translation>
    </message>
</context>
<context>
    <name>portico::ComposePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>No se tuvo en cuenta en requirements.txt: %1</translation>
    </message>
    <message>
        <source>what is wanted besides</source>
        <translation>lo que se desea además</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>El índice de paquetes no indica fechas: se toman los paquetes más recientes.</translation>
    </message>
    <message>
        <source>The index of this accelerator does not have the torch of that date: its newest is taken.</source>
        <translation>El índice de este acelerador no tiene el torch de esa fecha: se toma el más reciente que tenga.</translation>
    </message>
    <message>
        <source>torch %1</source>
        <translation>torch %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Nota: %1</translation>
    </message>
    <message>
        <source>Choose packages</source>
        <translation>Elegir paquetes</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
</context>
<context>
    <name>portico::ComposeParts</name>
    <message>
        <source>%1 holds no ComfyUI: main.py or requirements.txt is missing.</source>
        <translation>%1 no contiene ningún ComfyUI: falta main.py o requirements.txt.</translation>
    </message>
    <message>
        <source>Give the address of ComfyUI or of a fork of it.</source>
        <translation>Indique la dirección de ComfyUI o de una bifurcación suya.</translation>
    </message>
    <message>
        <source>ComfyUI: %1, commit %2 of %3</source>
        <translation>ComfyUI: %1, commit %2 de %3</translation>
    </message>
    <message>
        <source>This Python %1 is another build than the one of the lock.</source>
        <translation>Este Python %1 es una compilación distinta de la del bloqueo.</translation>
    </message>
    <message>
        <source>Make a new lock, or use the uv that the lock was made with.</source>
        <translation>Cree un bloqueo nuevo, o use el uv con el que se creó el bloqueo.</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Preparar</translation>
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
        <translation>controlador %1</translation>
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
        <translation>%1 y %2</translation>
    </message>
    <message>
        <source>%1 inside Windows (WSL)</source>
        <translation>%1 dentro de Windows (WSL)</translation>
    </message>
    <message>
        <source>This Mac runs %1, with %2 of memory and the chip %3.</source>
        <translation>Este Mac usa %1, con %2 de memoria y el chip %3.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and no GPU that Portico can see.</source>
        <translation>Este equipo usa %1, con %2 de memoria y ninguna GPU que Portico pueda ver.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPU %3.</source>
        <translation>Este equipo usa %1, con %2 de memoria y la GPU %3.</translation>
    </message>
    <message>
        <source>This computer runs %1, with %2 of memory and the GPUs %3.</source>
        <translation>Este equipo usa %1, con %2 de memoria y las GPU %3.</translation>
    </message>
</context>
<context>
    <name>portico::CopyData</name>
    <message>
        <source>Models stay in %1 alone, where the new install looks for them, too: they cannot be shared on this disk.</source>
        <translation>Los modelos se quedan solo en %1, donde también los busca la nueva instalación: en este disco no se pueden compartir.</translation>
    </message>
    <message>
        <source>Isolated environments are built again for the new install: “porticoctl env build”.</source>
        <translation>Los entornos aislados se construyen de nuevo para la nueva instalación: «porticoctl env build».</translation>
    </message>
</context>
<context>
    <name>portico::CopyLibrary</name>
    <message>
        <source>%1 does not give back what was written: the disk is damaged or full of errors. The library stays where it is.</source>
        <translation>%1 no devuelve lo que se escribió: el disco está dañado o lleno de errores. La biblioteca se queda donde está.</translation>
    </message>
    <message>
        <source>Choose another disk.</source>
        <translation>Elija otro disco.</translation>
    </message>
</context>
<context>
    <name>portico::CopyPython</name>
    <message>
        <source>The Python in %1 cannot be copied: %2.</source>
        <translation>El Python de %1 no se puede copiar: %2.</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>Elija otro Python.</translation>
    </message>
    <message>
        <source>its program cannot be read</source>
        <translation>no se puede leer su programa</translation>
    </message>
    <message>
        <source>its program finds its library in another way</source>
        <translation>su programa encuentra su biblioteca de otra manera</translation>
    </message>
    <message>
        <source>its program cannot be written</source>
        <translation>no se puede escribir su programa</translation>
    </message>
    <message>
        <source>its library cannot be read</source>
        <translation>no se puede leer su biblioteca</translation>
    </message>
    <message>
        <source>the copy does not run</source>
        <translation>la copia no funciona</translation>
    </message>
    <message>
        <source>the copy still uses the original</source>
        <translation>la copia sigue usando el original</translation>
    </message>
    <message>
        <source>it belongs to the system</source>
        <translation>pertenece al sistema</translation>
    </message>
    <message>
        <source>it is a framework of macOS</source>
        <translation>es un framework de macOS</translation>
    </message>
    <message>
        <source>its library lies in two places</source>
        <translation>su biblioteca está en dos lugares</translation>
    </message>
</context>
<context>
    <name>portico::CopyRuntime</name>
    <message>
        <source>duplicating “%1”</source>
        <translation>duplicando «%1»</translation>
    </message>
</context>
<context>
    <name>portico::CudaWheels</name>
    <message>
        <source>The list of CUDA wheels cannot be understood.</source>
        <translation>No se entiende la lista de wheels de CUDA.</translation>
    </message>
    <message>
        <source>Try again later, or set another list of wheels.</source>
        <translation>Inténtelo de nuevo más tarde o configure otra lista de wheels.</translation>
    </message>
</context>
<context>
    <name>portico::DataLayout</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y uno más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI&apos;s own folder “%1” held files that no bundle brought; they are kept in %2: %3.</source>
        <translation>La carpeta «%1» del propio ComfyUI contenía archivos que no trajo ningún lote; se conservan en %2: %3.</translation>
    </message>
    <message>
        <source>The classic layout of “%1” cannot be made: %2</source>
        <translation>No se puede crear la disposición clásica de «%1»: %2</translation>
    </message>
    <message>
        <source>Set it back to the separate layout (porticoctl set %1 layout=separate), or move the library to a disk whose file system knows links.</source>
        <translation>Vuelva a la disposición separada (porticoctl set %1 layout=separate) o traslade la biblioteca a un disco cuyo sistema de archivos admita enlaces.</translation>
    </message>
    <message>
        <source>arranging its folders</source>
        <translation>organizando sus carpetas</translation>
    </message>
</context>
<context>
    <name>portico::DemoBundle</name>
    <message>
        <source>The program is incomplete: %1 is missing in it.</source>
        <translation>El programa está incompleto: le falta %1.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Instale Portico de nuevo.</translation>
    </message>
    <message>
        <source>The Python %1 cannot be copied into a demo bundle.</source>
        <translation>El Python %1 no se puede copiar en un lote de demostración.</translation>
    </message>
    <message>
        <source>Name another Python with --python; real bundles bring their own.</source>
        <translation>Indique otro Python con --python; los lotes de verdad traen el suyo.</translation>
    </message>
</context>
<context>
    <name>portico::DifferenceText</name>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s commit</source>
        <translation>Commit de ComfyUI</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository</source>
        <translation>Repositorio de ComfyUI</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>Acelerador</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(cambiado a mano)</translation>
    </message>
    <message>
        <source>its files differ</source>
        <translation>sus archivos difieren</translation>
    </message>
    <message>
        <source>it is from elsewhere</source>
        <translation>viene de otro lugar</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) added (%1)</source>
        <translation>
            <numerusform>Un archivo añadido (%1)</numerusform>
            <numerusform>%n archivos añadidos (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) removed (%1)</source>
        <translation>
            <numerusform>Un archivo quitado (%1)</numerusform>
            <numerusform>%n archivos quitados (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) changed (%1 → %2)</source>
        <translation>
            <numerusform>Un archivo cambiado (%1 → %2)</numerusform>
            <numerusform>%n archivos cambiados (%1 → %2)</numerusform>
        </translation>
    </message>
    <message>
        <source>A lock names no files: they were not compared.</source>
        <translation>Un bloqueo no nombra archivos: no se compararon.</translation>
    </message>
    <message>
        <source>%1 and %2 hold the same.</source>
        <translation>%1 y %2 contienen lo mismo.</translation>
    </message>
    <message>
        <source>From %1 to %2:</source>
        <translation>De %1 a %2:</translation>
    </message>
    <message>
        <source>Arguments of ComfyUI</source>
        <translation>Argumentos de ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::DiscoverEnvs</name>
    <message>
        <source>“%1” is a link to another folder, and comfy-env %2 looks for the environment of such a pack under another name.</source>
        <translation>«%1» es un enlace a otra carpeta, y comfy-env %2 busca el entorno de un pack así con otro nombre.</translation>
    </message>
    <message>
        <source>Put the folder itself into custom_nodes, or have the pack ask for comfy-env 0.4.25 or newer.</source>
        <translation>Ponga la propia carpeta en custom_nodes, o haga que el pack pida comfy-env 0.4.25 o posterior.</translation>
    </message>
    <message>
        <source>The folders %1 and %2 give one environment the name “%3”.</source>
        <translation>Las carpetas %1 y %2 dan el nombre «%3» al mismo entorno.</translation>
    </message>
    <message>
        <source>Rename one of them, or remove the pack that is a copy.</source>
        <translation>Cambie el nombre de una de ellas o quite el pack que sea una copia.</translation>
    </message>
    <message>
        <source>There is no environment “%1” here.</source>
        <translation>Aquí no hay ningún entorno «%1».</translation>
    </message>
    <message>
        <source>No pack of this install has a comfy-env.toml.</source>
        <translation>Ningún pack de esta instalación tiene un comfy-env.toml.</translation>
    </message>
    <message>
        <source>There is: %1.</source>
        <translation>Hay: %1.</translation>
    </message>
</context>
<context>
    <name>portico::DiskUse</name>
    <message>
        <source>Measure</source>
        <translation>Medir</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python y torch</translation>
    </message>
    <message>
        <source>Earlier versions, kept for going back</source>
        <translation>Versiones anteriores, conservadas para volver atrás</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Paquetes de packs de nodos</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Entornos aislados</translation>
    </message>
    <message>
        <source>Your files, node packs and logs</source>
        <translation>Sus archivos, packs de nodos y registros</translation>
    </message>
    <message>
        <source>What changes can be taken back from</source>
        <translation>Lo que permite deshacer cambios</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Packages that installs share</source>
        <translation>Paquetes que comparten las instalaciones</translation>
    </message>
    <message>
        <source>Packages kept for repairs offline</source>
        <translation>Paquetes conservados para reparaciones sin conexión</translation>
    </message>
    <message>
        <source>Installs kept for offline</source>
        <translation>Instalaciones conservadas sin conexión</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Descargas</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Herramientas</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>Cachés</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Instantáneas</translation>
    </message>
    <message>
        <source>Files of removed installs</source>
        <translation>Archivos de instalaciones quitadas</translation>
    </message>
    <message>
        <source>Work that is not finished</source>
        <translation>Trabajo sin terminar</translation>
    </message>
</context>
<context>
    <name>portico::DisplayAdapters</name>
    <message>
        <source>Windows did not list its display adapters.</source>
        <translation>Windows no mostró sus adaptadores de pantalla.</translation>
    </message>
    <message>
        <source>Install the driver of the GPU again.</source>
        <translation>Instale de nuevo el controlador de la GPU.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentCache</name>
    <message>
        <source>What was kept of %1 is damaged and is not used.</source>
        <translation>Lo que se conservaba de %1 está dañado y no se usa.</translation>
    </message>
    <message>
        <source>Nothing has to be done: it is asked for again.</source>
        <translation>No hay que hacer nada: se pide de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFetcher</name>
    <message>
        <source>%1 sent more than %2 where a list was asked for.</source>
        <translation>%1 envió más de %2 donde se pidió una lista.</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>Compruebe la dirección: quizá no lleve a donde usted espera.</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of a list.</source>
        <translation>%1 respondió con una página web en lugar de una lista.</translation>
    </message>
    <message>
        <source>If this network has a login page, log in there first. If a mirror is set, check its address.</source>
        <translation>Si esta red tiene una página de inicio de sesión, entre primero en ella. Si hay un espejo configurado, compruebe su dirección.</translation>
    </message>
    <message>
        <source>%1 does not accept the token that Portico has for it.</source>
        <translation>%1 no acepta el token que Portico tiene para él.</translation>
    </message>
    <message>
        <source>Give a new token, or remove it: the list is public.</source>
        <translation>Indique un token nuevo o quítelo: la lista es pública.</translation>
    </message>
    <message>
        <source>Nothing is kept yet of what %1 offers.</source>
        <translation>Todavía no se conserva nada de lo que ofrece %1.</translation>
    </message>
    <message>
        <source>Connect to the internet and refresh.</source>
        <translation>Conéctese a Internet y actualice la lista.</translation>
    </message>
</context>
<context>
    <name>portico::DocumentFile</name>
    <message>
        <source>%1 is not changed: a newer version wrote it (%2).</source>
        <translation>%1 no se cambia: lo escribió una versión más reciente (%2).</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>sin nombre</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Actualice Portico.</translation>
    </message>
    <message>
        <source>The copy before it is used. The damaged file will be kept beside it.</source>
        <translation>Se usa la copia anterior. El archivo dañado se conservará a su lado.</translation>
    </message>
    <message>
        <source>Defaults are used. The damaged file will be kept beside it.</source>
        <translation>Se usan los valores predeterminados. El archivo dañado se conservará a su lado.</translation>
    </message>
</context>
<context>
    <name>portico::Download</name>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verificar</translation>
    </message>
    <message>
        <source>downloading %1</source>
        <translation>descargando %1</translation>
    </message>
    <message>
        <source>%1 Trying the mirror %2.</source>
        <translation>%1 Probando el espejo %2.</translation>
    </message>
    <message>
        <source>The file in the store is damaged; it is fetched again.</source>
        <translation>El archivo del almacén está dañado; se descarga de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>%1 Trying again in %n second(s).</source>
        <translation>
            <numerusform>%1 Nuevo intento en un segundo.</numerusform>
            <numerusform>%1 Nuevo intento en %n segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>A web page came from %1 instead of the file: this network may want you to sign in, or the address has expired.</source>
        <translation>De %1 llegó una página web en lugar del archivo: quizá esta red pida iniciar sesión, o la dirección ha caducado.</translation>
    </message>
    <message>
        <source>Open a browser, sign in to the network if it asks, then try again.</source>
        <translation>Abra un navegador, inicie sesión en la red si se lo pide e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 sent the file in another form than was asked for (%2).</source>
        <translation>%1 envió el archivo en una forma distinta de la pedida (%2).</translation>
    </message>
    <message>
        <source>A proxy may change downloads; try another connection or address.</source>
        <translation>Un proxy puede alterar las descargas; pruebe otra conexión u otra dirección.</translation>
    </message>
    <message>
        <source>The file at %1 has %2 bytes, but %3 were promised.</source>
        <translation>El archivo de %1 tiene %2 bytes, pero se anunciaron %3.</translation>
    </message>
    <message>
        <source>It may have been replaced by a newer one: look for it again.</source>
        <translation>Puede que lo haya sustituido uno más reciente: búsquelo de nuevo.</translation>
    </message>
    <message>
        <source>The file %1 has %2 bytes, but %3 were promised.</source>
        <translation>El archivo %1 tiene %2 bytes, pero se anunciaron %3.</translation>
    </message>
    <message>
        <source>Download it again; it may be incomplete or another version.</source>
        <translation>Descárguelo de nuevo; puede estar incompleto o ser otra versión.</translation>
    </message>
    <message>
        <source>%1 sent more than the %2 bytes that were promised.</source>
        <translation>%1 envió más de los %2 bytes anunciados.</translation>
    </message>
    <message>
        <source>%1 does not say how long the file is, so nobody could tell whether all of it came.</source>
        <translation>%1 no dice cuánto ocupa el archivo, así que nadie podría saber si llegó entero.</translation>
    </message>
    <message>
        <source>Download it with a browser and add it as a file, or give its SHA-256.</source>
        <translation>Descárguelo con un navegador y añádalo como archivo, o indique su SHA-256.</translation>
    </message>
    <message>
        <source>%1 sent the whole file again.</source>
        <translation>%1 envió de nuevo el archivo entero.</translation>
    </message>
    <message>
        <source>%1 sent another part of the file than was asked for.</source>
        <translation>%1 envió una parte del archivo distinta de la pedida.</translation>
    </message>
    <message numerus="yes">
        <source>%1 asks to wait for %n minute(s) before the next download.</source>
        <translation>
            <numerusform>%1 pide esperar un minuto antes de la próxima descarga.</numerusform>
            <numerusform>%1 pide esperar %n minutos antes de la próxima descarga.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again then; what has come is kept.</source>
        <translation>Inténtelo entonces de nuevo; lo que ya llegó se conserva.</translation>
    </message>
    <message>
        <source>The file from %1 is not the one that was promised: its SHA-256 is %2, expected was %3.</source>
        <translation>El archivo de %1 no es el anunciado: su SHA-256 es %2, se esperaba %3.</translation>
    </message>
    <message>
        <source>Do not use this file. Look for a newer one, or tell its publisher.</source>
        <translation>No use este archivo. Busque uno más reciente o avise a su editor.</translation>
    </message>
</context>
<context>
    <name>portico::DraftChange</name>
    <message>
        <source>Move it somewhere else, then try again.</source>
        <translation>Trasládelo a otro lugar e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 is there already, where a node pack has to go.</source>
        <translation>Ya existe %1, donde tiene que ir un pack de nodos.</translation>
    </message>
</context>
<context>
    <name>portico::Drift</name>
    <message>
        <source>“%1” has no generation that could be looked at.</source>
        <translation>«%1» no tiene ninguna generación que se pueda examinar.</translation>
    </message>
    <message>
        <source>Install it again; its models and pictures stay.</source>
        <translation>Instálela de nuevo; sus modelos e imágenes se quedan.</translation>
    </message>
</context>
<context>
    <name>portico::DriftCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>un archivo</numerusform>
            <numerusform>%n archivos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2 was added (%3)</source>
        <translation>se añadió %1 %2 (%3)</translation>
    </message>
    <message>
        <source>%1 %2 was removed (%3)</source>
        <translation>se quitó %1 %2 (%3)</translation>
    </message>
    <message>
        <source>%1 %2 → %3 (%4)</source>
        <translation>%1 %2 → %3 (%4)</translation>
    </message>
    <message>
        <source>%1 %2: changed (%3)</source>
        <translation>%1 %2: cambiado (%3)</translation>
    </message>
    <message>
        <source>torch was removed from “%1”</source>
        <translation>Se quitó torch de «%1»</translation>
    </message>
    <message>
        <source>torch was changed in “%1”</source>
        <translation>Se cambió torch en «%1»</translation>
    </message>
    <message>
        <source>torch was replaced in “%1”</source>
        <translation>Se sustituyó torch en «%1»</translation>
    </message>
    <message>
        <source>Packages were added to “%1”</source>
        <translation>Se añadieron paquetes a «%1»</translation>
    </message>
    <message>
        <source>Files of “%1” were changed</source>
        <translation>Se cambiaron archivos de «%1»</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, installed them beside ComfyUI&apos;s own. In a layer they are kept apart, and an update keeps them.</source>
        <translation>Algo ajeno a Portico, como un pack de nodos o ComfyUI-Manager, los instaló junto a los propios de ComfyUI. En una capa se mantienen aparte, y una actualización los conserva.</translation>
    </message>
    <message>
        <source>Something outside Portico, such as a node pack or ComfyUI-Manager, changed what ComfyUI was installed with. It may fail to start, or compute slower. What is put back is what was there before; the changed files are kept.</source>
        <translation>Algo ajeno a Portico, como un pack de nodos o ComfyUI-Manager, cambió lo que se instaló con ComfyUI. Puede que no se inicie o que calcule más despacio. Se restituye lo que había antes; los archivos cambiados se conservan.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… y uno más</numerusform>
            <numerusform>… y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>Absorb into the layer</source>
        <translation>Absorber en la capa</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Restituir</translation>
    </message>
</context>
<context>
    <name>portico::DuplicateInstall</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not duplicated.</source>
        <translation>«%1» es una carpeta suya, que Portico solo inicia: no se duplica.</translation>
    </message>
    <message>
        <source>Copy the folder yourself and add the copy.</source>
        <translation>Copie usted mismo la carpeta y añada la copia.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: it is not duplicated by this one.</source>
        <translation>«%1» la escribió un Portico más reciente: este no la duplica.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Actualice Portico.</translation>
    </message>
    <message>
        <source>“%1” is running or being changed and cannot be duplicated now.</source>
        <translation>«%1» está en marcha o se está cambiando, y ahora no se puede duplicar.</translation>
    </message>
    <message>
        <source>Stop it, then duplicate it.</source>
        <translation>Deténgala y después duplíquela.</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <comment>name of a duplicated install</comment>
        <translation>%1 (copia)</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>duplicating “%1”</source>
        <translation>duplicando «%1»</translation>
    </message>
</context>
<context>
    <name>portico::EntryLedger</name>
    <message>
        <source>it is a device, a pipe or a socket, not a file</source>
        <translation>es un dispositivo, una tubería o un socket, no un archivo</translation>
    </message>
    <message>
        <source>it is a link to “%1”, and %2</source>
        <translation>es un enlace a «%1», y %2</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>contiene más de %L1 entradas</translation>
    </message>
    <message>
        <source>%1 would unpack to %2, as only a trap does</source>
        <translation>%1 se descomprimiría a %2, como solo hace una trampa</translation>
    </message>
    <message>
        <source>unpacked it would have more than %1</source>
        <translation>descomprimido tendría más de %1</translation>
    </message>
    <message>
        <source>%1 would unpack to %2 or more, as only a trap does</source>
        <translation>%1 se descomprimiría a %2 o más, como solo hace una trampa</translation>
    </message>
    <message>
        <source>its path leads through “%1”, which is not a folder</source>
        <translation>su ruta pasa por «%1», que no es una carpeta</translation>
    </message>
    <message>
        <source>“%1” differs from it only in a way that some systems ignore</source>
        <translation>«%1» se diferencia de ella solo en algo que algunos sistemas ignoran</translation>
    </message>
    <message>
        <source>it comes twice</source>
        <translation>aparece dos veces</translation>
    </message>
    <message>
        <source>“%1” would be the same file on some systems</source>
        <translation>«%1» sería el mismo archivo en algunos sistemas</translation>
    </message>
    <message>
        <source>it is a hard link to “%1”, which is no file before it</source>
        <translation>es un enlace físico a «%1», que no es ningún archivo anterior a ella</translation>
    </message>
    <message>
        <source>it is a link that leads out of the folder by way of other links</source>
        <translation>es un enlace que sale de la carpeta a través de otros enlaces</translation>
    </message>
    <message>
        <source>it is a link that never ends</source>
        <translation>es un enlace que nunca termina</translation>
    </message>
    <message>
        <source>“%1”: %2.</source>
        <translation>«%1»: %2.</translation>
    </message>
</context>
<context>
    <name>portico::EntryRules</name>
    <message>
        <source>its name is empty</source>
        <translation>su nombre está vacío</translation>
    </message>
    <message>
        <source>its name is not valid UTF-8</source>
        <translation>su nombre no es UTF-8 válido</translation>
    </message>
    <message>
        <source>its name holds a NUL byte</source>
        <translation>su nombre contiene un byte NUL</translation>
    </message>
    <message>
        <source>its name holds a control character</source>
        <translation>su nombre contiene un carácter de control</translation>
    </message>
    <message>
        <source>its name holds a character that turns the direction of the text around</source>
        <translation>su nombre contiene un carácter que invierte la dirección del texto</translation>
    </message>
    <message>
        <source>it leads to an absolute path</source>
        <translation>lleva a una ruta absoluta</translation>
    </message>
    <message>
        <source>it leads to a drive</source>
        <translation>lleva a una unidad</translation>
    </message>
    <message>
        <source>it leads to a network or device path</source>
        <translation>lleva a una ruta de red o de dispositivo</translation>
    </message>
    <message>
        <source>it leads out of the folder</source>
        <translation>sale de la carpeta</translation>
    </message>
    <message>
        <source>a part of its path is empty or a dot</source>
        <translation>una parte de su ruta está vacía o es un punto</translation>
    </message>
    <message>
        <source>a part of its path is only spaces</source>
        <translation>una parte de su ruta son solo espacios</translation>
    </message>
    <message>
        <source>its name holds a colon, which names a hidden stream on Windows</source>
        <translation>su nombre contiene dos puntos, que en Windows nombran un flujo oculto</translation>
    </message>
    <message>
        <source>its path has more than %1 bytes</source>
        <translation>su ruta tiene más de %1 bytes</translation>
    </message>
    <message>
        <source>a part of its path has more than %1 bytes</source>
        <translation>una parte de su ruta tiene más de %1 bytes</translation>
    </message>
    <message>
        <source>it lies more than %1 folders deep</source>
        <translation>está a más de %1 carpetas de profundidad</translation>
    </message>
    <message>
        <source>its name is a device on Windows</source>
        <translation>su nombre es un dispositivo en Windows</translation>
    </message>
    <message>
        <source>Windows cannot hold its name</source>
        <translation>Windows no admite su nombre</translation>
    </message>
</context>
<context>
    <name>portico::EnvConfig</name>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, línea %2: %3</translation>
    </message>
    <message>
        <source>“%1” in [%2] has no effect: known there is %3. Correct its spelling.</source>
        <translation>«%1» en [%2] no tiene efecto: ahí se conoce %3. Corrija cómo está escrito.</translation>
    </message>
    <message>
        <source>“%1” must be a table.</source>
        <translation>«%1» debe ser una tabla.</translation>
    </message>
    <message>
        <source>Write it as [%1] with its keys below.</source>
        <translation>Escríbalo como [%1] con sus claves debajo.</translation>
    </message>
    <message>
        <source>“%1” in [%2] must be a list of names.</source>
        <translation>«%1» en [%2] debe ser una lista de nombres.</translation>
    </message>
    <message>
        <source>Write it as %1 = [&quot;first&quot;, &quot;second&quot;].</source>
        <translation>Escríbalo como %1 = [&quot;first&quot;, &quot;second&quot;].</translation>
    </message>
    <message>
        <source>[%1] has no effect in this file.</source>
        <translation>[%1] no tiene efecto en este archivo.</translation>
    </message>
    <message>
        <source>Move it to %1 in the pack&apos;s own folder.</source>
        <translation>Páselo a %1 en la carpeta del propio pack.</translation>
    </message>
    <message>
        <source>[serializers] is not known any more.</source>
        <translation>[serializers] ya no se conoce.</translation>
    </message>
    <message>
        <source>Declare the sockets under [types] in %1, and put their code into serialization.py.</source>
        <translation>Declare los sockets en [types] de %1 y ponga su código en serialization.py.</translation>
    </message>
    <message>
        <source>The format %1 is not known, only 1.</source>
        <translation>No se conoce el formato %1, solo el 1.</translation>
    </message>
    <message>
        <source>Remove the line, or use a newer comfy-env.</source>
        <translation>Quite la línea o use un comfy-env más reciente.</translation>
    </message>
    <message>
        <source>[%1] is written by comfy-env itself.</source>
        <translation>[%1] lo escribe el propio comfy-env.</translation>
    </message>
    <message>
        <source>Remove it: each file describes one environment.</source>
        <translation>Quítelo: cada archivo describe un solo entorno.</translation>
    </message>
    <message>
        <source>“%1” in [workspace] is written by comfy-env itself.</source>
        <translation>«%1» en [workspace] lo escribe el propio comfy-env.</translation>
    </message>
    <message>
        <source>Remove the line.</source>
        <translation>Quite la línea.</translation>
    </message>
    <message>
        <source>the Python version %1 is a number, and 3.10 would be 3.1.</source>
        <translation>la versión de Python %1 es un número, y 3.10 sería 3.1.</translation>
    </message>
    <message>
        <source>Put it into quotes: python = &quot;%1&quot;.</source>
        <translation>Póngala entre comillas: python = &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>Python %1 is too old for comfy-env %2.</source>
        <translation>Python %1 es demasiado antiguo para comfy-env %2.</translation>
    </message>
    <message>
        <source>Ask for Python 3.10 or newer.</source>
        <translation>Pida Python 3.10 o posterior.</translation>
    </message>
    <message>
        <source>%1 is always that of ComfyUI, and must not stand here.</source>
        <translation>%1 es siempre el de ComfyUI y no debe figurar aquí.</translation>
    </message>
    <message>
        <source>Remove it from the list.</source>
        <translation>Quítelo de la lista.</translation>
    </message>
    <message>
        <source>“health_check_timeout” must be a number of seconds.</source>
        <translation>«health_check_timeout» debe ser un número de segundos.</translation>
    </message>
    <message>
        <source>Write it as 5.0.</source>
        <translation>Escríbalo como 5.0.</translation>
    </message>
    <message>
        <source>“%1” is no version of the package %2.</source>
        <translation>«%1» no es una versión del paquete %2.</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;&gt;=1.0,&lt;2&quot;, or = &quot;*&quot; for any.</source>
        <translation>Escríbalo como %1 = &quot;&gt;=1.0,&lt;2&quot;, o = &quot;*&quot; para cualquiera.</translation>
    </message>
    <message>
        <source>the version of “%1” must be a text.</source>
        <translation>la versión de «%1» debe ser un texto.</translation>
    </message>
    <message>
        <source>Put it into quotes: %1 = &quot;%2&quot;.</source>
        <translation>Póngala entre comillas: %1 = &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>“%1” is known neither to comfy-env nor to pixi, which will refuse it. Correct its spelling.</source>
        <translation>«%1» no lo conocen ni comfy-env ni pixi, que lo rechazará. Corrija cómo está escrito.</translation>
    </message>
</context>
<context>
    <name>portico::EnvEngine</name>
    <message>
        <source>pixi, because “%1” comes from conda.</source>
        <translation>pixi, porque «%1» viene de conda.</translation>
    </message>
    <message>
        <source>pixi, because the channel “%1” is asked for.</source>
        <translation>pixi, porque se pide el canal «%1».</translation>
    </message>
    <message>
        <source>pixi, because “%1” has a source of its own.</source>
        <translation>pixi, porque «%1» tiene una fuente propia.</translation>
    </message>
    <message>
        <source>pixi, because [%1] is its own.</source>
        <translation>pixi, porque [%1] es suyo.</translation>
    </message>
    <message>
        <source>pixi, because “%1” is nothing that Portico knows.</source>
        <translation>pixi, porque «%1» no es nada que Portico conozca.</translation>
    </message>
    <message>
        <source>pixi, because scripts are to run on activation.</source>
        <translation>pixi, porque al activarlo deben ejecutarse scripts.</translation>
    </message>
    <message>
        <source>uv, because only Python packages are asked for: it is faster, and nothing of conda is fetched.</source>
        <translation>uv, porque solo se piden paquetes de Python: es más rápido y no se descarga nada de conda.</translation>
    </message>
</context>
<context>
    <name>portico::EnvFloors</name>
    <message>
        <source>“%1” needs %2, and this computer has %3.</source>
        <translation>«%1» necesita %2; en este equipo hay: %3.</translation>
    </message>
    <message>
        <source>Use a newer system, or ask the author of the pack “%1”.</source>
        <translation>Use un sistema más reciente o pregunte al autor del pack «%1».</translation>
    </message>
    <message>
        <source>glibc %1 or newer</source>
        <translation>glibc %1 o posterior</translation>
    </message>
    <message>
        <source>another C library</source>
        <translation>otra biblioteca de C</translation>
    </message>
    <message>
        <source>macOS %1 or newer</source>
        <translation>macOS %1 o posterior</translation>
    </message>
    <message>
        <source>an NVIDIA GPU for CUDA %1</source>
        <translation>una GPU NVIDIA para CUDA %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
</context>
<context>
    <name>portico::EnvOperations</name>
    <message>
        <source>ComfyUI of “%1” runs, and its nodes use the environments.</source>
        <translation>ComfyUI de «%1» está en marcha, y sus nodos usan los entornos.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Deténgala e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::EnvPlan</name>
    <message>
        <source>comfy-env %1 keeps its environments in a way that Portico does not build.</source>
        <translation>comfy-env %1 guarda sus entornos de una manera que Portico no construye.</translation>
    </message>
    <message>
        <source>Update the pack: newer ones ask for comfy-env 0.4.22 or later.</source>
        <translation>Actualice el pack: los más recientes piden comfy-env 0.4.22 o posterior.</translation>
    </message>
    <message>
        <source>This install has no torch, and comfy-env %1 makes environments only for one that has.</source>
        <translation>Esta instalación no tiene torch, y comfy-env %1 solo crea entornos para una que lo tenga.</translation>
    </message>
    <message>
        <source>Repair the install first.</source>
        <translation>Repare primero la instalación.</translation>
    </message>
    <message>
        <source>Nobody offers “%1” for CUDA %2 with torch %3 on this computer.</source>
        <translation>Nadie ofrece «%1» para CUDA %2 con torch %3 en este equipo.</translation>
    </message>
    <message>
        <source>Try again later, or ask the author of the pack “%1”.</source>
        <translation>Inténtelo de nuevo más tarde o pregunte al autor del pack «%1».</translation>
    </message>
    <message>
        <source>“%1” is not offered for CUDA %2 with torch %3: the environments with CUDA wheels get torch %4 for CUDA %5.</source>
        <translation>«%1» no se ofrece para CUDA %2 con torch %3: los entornos con wheels de CUDA reciben torch %4 para CUDA %5.</translation>
    </message>
</context>
<context>
    <name>portico::EnvProof</name>
    <message>
        <source>exit code %1</source>
        <translation>código de salida %1</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>Repárelo.</translation>
    </message>
    <message>
        <source>The package %1, which it was built with, is not there.</source>
        <translation>Falta el paquete %1, con el que se construyó.</translation>
    </message>
    <message>
        <source>Its Python does not start: %1</source>
        <translation>Su Python no se inicia: %1</translation>
    </message>
</context>
<context>
    <name>portico::EnvState</name>
    <message>
        <source>Build it.</source>
        <translation>Constrúyalo.</translation>
    </message>
    <message>
        <source>Repair it.</source>
        <translation>Repárelo.</translation>
    </message>
    <message>
        <source>It was made in %1 and came here with its install, but environments cannot be moved.</source>
        <translation>Se creó en %1 y llegó aquí con su instalación, pero los entornos no se pueden trasladar.</translation>
    </message>
    <message>
        <source>Build it: it is made anew.</source>
        <translation>Constrúyalo: se crea de nuevo.</translation>
    </message>
    <message>
        <source>There is one for another Python, torch or comfy-env only: %1.</source>
        <translation>Solo hay uno para otro Python, torch o comfy-env: %1.</translation>
    </message>
    <message>
        <source>It has not been built: the nodes run in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>No se ha construido: los nodos se ejecutan en el Python propio de ComfyUI o no se ejecutan.</translation>
    </message>
    <message>
        <source>Building it did not come to its end.</source>
        <translation>Su construcción no llegó a terminar.</translation>
    </message>
    <message>
        <source>The Python that it leans on is gone: %1.</source>
        <translation>El Python en el que se apoya ya no existe: %1.</translation>
    </message>
    <message>
        <source>Its Python is not there: %1.</source>
        <translation>Su Python no está: %1.</translation>
    </message>
    <message>
        <source>It was made for %1, and this install is %2: comfy-env will refuse it.</source>
        <translation>Se creó para %1, y esta instalación es %2: comfy-env lo rechazará.</translation>
    </message>
    <message>
        <source>Its comfy-env.toml has changed since it was built.</source>
        <translation>Su comfy-env.toml ha cambiado desde que se construyó.</translation>
    </message>
    <message>
        <source>A file of the package “%1” is gone: %2.</source>
        <translation>Ha desaparecido un archivo del paquete «%1»: %2.</translation>
    </message>
    <message>
        <source>Some of its packages are gone.</source>
        <translation>Han desaparecido algunos de sus paquetes.</translation>
    </message>
    <message>
        <source>Beside its link there is an older one, which may be taken instead: %1.</source>
        <translation>Junto a su enlace hay uno más antiguo, que podría tomarse en su lugar: %1.</translation>
    </message>
    <message>
        <source>The link that leads to it is not there, or leads elsewhere.</source>
        <translation>El enlace que lleva a él no está, o lleva a otra parte.</translation>
    </message>
    <message>
        <source>It is being built.</source>
        <translation>Se está construyendo.</translation>
    </message>
    <message>
        <source>Wait for it.</source>
        <translation>Espere a que termine.</translation>
    </message>
    <message>
        <source>built</source>
        <translation>construido</translation>
    </message>
    <message>
        <source>being built</source>
        <translation>en construcción</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>desactualizado</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>dañado</translation>
    </message>
    <message>
        <source>made for something else</source>
        <translation>hecho para otra cosa</translation>
    </message>
    <message>
        <source>made elsewhere</source>
        <translation>hecho en otro lugar</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>no legible</translation>
    </message>
</context>
<context>
    <name>portico::Environment</name>
    <message>
        <source>There are no Python packages in %1.</source>
        <translation>No hay paquetes de Python en %1.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>esta instalación</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Repare la instalación o instálela de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::Error</name>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
</context>
<context>
    <name>portico::ExitFacts</name>
    <message>
        <source>hung up</source>
        <translation>conexión cortada</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>interrumpido</translation>
    </message>
    <message>
        <source>illegal instruction</source>
        <translation>instrucción no válida</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abortado</translation>
    </message>
    <message>
        <source>arithmetic error</source>
        <translation>error aritmético</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>terminado a la fuerza</translation>
    </message>
    <message>
        <source>invalid memory access</source>
        <translation>acceso a memoria no válido</translation>
    </message>
    <message>
        <source>terminated</source>
        <translation>terminado</translation>
    </message>
    <message>
        <source>access violation</source>
        <translation>infracción de acceso</translation>
    </message>
    <message>
        <source>stack buffer overrun</source>
        <translation>desbordamiento del búfer de la pila</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>memoria agotada</translation>
    </message>
    <message>
        <source>a DLL is missing</source>
        <translation>falta una DLL</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>código de salida %1</translation>
    </message>
    <message>
        <source>ended by exception %1</source>
        <translation>terminado por la excepción %1</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>terminado por la señal %1</translation>
    </message>
</context>
<context>
    <name>portico::ExportSnapshot</name>
    <message>
        <source>%1 is no snapshot.</source>
        <translation>%1 no es una instantánea.</translation>
    </message>
    <message>
        <source>Give a file that Portico, ComfyUI-Manager or Comfy Desktop has written.</source>
        <translation>Indique un archivo que haya escrito Portico, ComfyUI-Manager o Comfy Desktop.</translation>
    </message>
</context>
<context>
    <name>portico::ExportVendored</name>
    <message>
        <source>Keeping “%1” was interrupted, so it is not whole.</source>
        <translation>La conservación de «%1» se interrumpió, así que no está completa.</translation>
    </message>
    <message>
        <source>Keep it again; what is here already is not fetched twice.</source>
        <translation>Consérvela de nuevo; lo que ya está aquí no se descarga dos veces.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ya existe.</translation>
    </message>
    <message>
        <source>Choose another name, or remove it first.</source>
        <translation>Elija otro nombre o quítelo primero.</translation>
    </message>
    <message>
        <source>exporting “%1”</source>
        <translation>exportando «%1»</translation>
    </message>
</context>
<context>
    <name>portico::Extras</name>
    <message>
        <source>The extras in %1 cannot be used: %2.</source>
        <translation>Los extras de %1 no se pueden usar: %2.</translation>
    </message>
    <message>
        <source>Put the file right, or use the ready set.</source>
        <translation>Corrija el archivo o use el conjunto ya hecho.</translation>
    </message>
    <message>
        <source>“%1” is no list</source>
        <translation>«%1» no es una lista</translation>
    </message>
    <message>
        <source>“%1” has an entry that is no text</source>
        <translation>«%1» tiene una entrada que no es un texto</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. %2</source>
        <translation>Omitido de los extras: %1. %2</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>there is no file %1</source>
        <translation>no existe el archivo %1</translation>
    </message>
    <message>
        <source>it cannot be removed</source>
        <translation>no se puede quitar</translation>
    </message>
    <message>
        <source>extras</source>
        <translation>extras</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>«%1» no es un requisito</translation>
    </message>
    <message>
        <source>Left out of the extras: %1. There is no wheel of %2, so that it must be built, which runs its own code, and nobody agreed to that (--allow-builds).</source>
        <translation>Omitido de los extras: %1. No hay wheel de %2, así que hay que compilarlo, lo que ejecuta su propio código, y nadie lo ha aceptado (--allow-builds).</translation>
    </message>
</context>
<context>
    <name>portico::FetchUv</name>
    <message>
        <source>Install uv yourself, or try again later.</source>
        <translation>Instale uv usted mismo o inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>uv could not be put into %1.</source>
        <translation>No se pudo poner uv en %1.</translation>
    </message>
    <message>
        <source>There is no place to put uv.</source>
        <translation>No hay lugar donde poner uv.</translation>
    </message>
    <message>
        <source>Fetching uv %1 with the pip of %2.</source>
        <translation>Descargando uv %1 con el pip de %2.</translation>
    </message>
    <message>
        <source>The pip of %1 could not fetch uv.</source>
        <translation>El pip de %1 no pudo descargar uv.</translation>
    </message>
</context>
<context>
    <name>portico::File</name>
    <message>
        <source>%1 is not read: it has more than %2.</source>
        <translation>No se lee %1: tiene más de %2.</translation>
    </message>
    <message>
        <source>Check whether this is the right file.</source>
        <translation>Compruebe si es el archivo correcto.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 no es un archivo.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Elija un archivo.</translation>
    </message>
</context>
<context>
    <name>portico::FileError</name>
    <message>
        <source>the disk is full</source>
        <translation>el disco está lleno</translation>
    </message>
    <message>
        <source>Free some space on this disk, or choose another folder, and try again.</source>
        <translation>Libere espacio en este disco o elija otra carpeta, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>the system does not allow it</source>
        <translation>el sistema no lo permite</translation>
    </message>
    <message>
        <source>Give yourself the right to this folder, or choose another one.</source>
        <translation>Concédase permiso sobre esta carpeta o elija otra.</translation>
    </message>
    <message>
        <source>this place cannot be written</source>
        <translation>en este lugar no se puede escribir</translation>
    </message>
    <message>
        <source>Choose a folder on a disk that can be written.</source>
        <translation>Elija una carpeta en un disco en el que se pueda escribir.</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>no está</translation>
    </message>
    <message>
        <source>Check that the folder is still there and its disk is connected.</source>
        <translation>Compruebe que la carpeta sigue ahí y que su disco está conectado.</translation>
    </message>
    <message>
        <source>it is there already</source>
        <translation>ya existe</translation>
    </message>
    <message>
        <source>Move what is there out of the way, or choose another name.</source>
        <translation>Quite de en medio lo que hay o elija otro nombre.</translation>
    </message>
    <message>
        <source>another program is using it</source>
        <translation>lo está usando otro programa</translation>
    </message>
    <message>
        <source>Close the program that uses it, such as a virus scanner, and try again.</source>
        <translation>Cierre el programa que lo usa, por ejemplo un antivirus, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>the two places lie on different disks</source>
        <translation>los dos lugares están en discos distintos</translation>
    </message>
    <message>
        <source>Choose two folders on the same disk.</source>
        <translation>Elija dos carpetas del mismo disco.</translation>
    </message>
    <message>
        <source>Check the disk, and try again.</source>
        <translation>Compruebe el disco e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>No se puede leer %1: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>No se puede escribir %1: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2.</source>
        <translation>No se puede crear %1: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be put in its place: %2.</source>
        <translation>No se puede poner %1 en su lugar: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>No se puede quitar %1: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be locked: %2.</source>
        <translation>No se puede bloquear %1: %2.</translation>
    </message>
    <message>
        <source>%1 needs %2, but only %3 are free on its disk.</source>
        <translation>%1 necesita %2, pero en su disco solo hay %3 libres.</translation>
    </message>
</context>
<context>
    <name>portico::FileLock</name>
    <message>
        <source>Another Portico is at work here.</source>
        <translation>Otro Portico está trabajando aquí.</translation>
    </message>
    <message>
        <source>Wait until it is done, or end it, and try again.</source>
        <translation>Espere a que termine, o termínelo, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here: %2.</source>
        <translation>Otro Portico (proceso %1) está trabajando aquí: %2.</translation>
    </message>
    <message>
        <source>Another Portico (process %1) is at work here.</source>
        <translation>Otro Portico (proceso %1) está trabajando aquí.</translation>
    </message>
</context>
<context>
    <name>portico::FileSource</name>
    <message>
        <source>the install&apos;s own copy</source>
        <translation>la copia propia de la instalación</translation>
    </message>
    <message>
        <source>another install</source>
        <translation>otra instalación</translation>
    </message>
    <message>
        <source>the archive it was unpacked from</source>
        <translation>el archivo del que se descomprimió</translation>
    </message>
    <message>
        <source>what installers always write</source>
        <translation>lo que los instaladores siempre escriben</translation>
    </message>
    <message>
        <source>the store&apos;s wheels</source>
        <translation>los wheels del almacén</translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>el índice de paquetes</translation>
    </message>
</context>
<context>
    <name>portico::FindGuilty</name>
    <message>
        <source>All is well.</source>
        <translation>Todo está bien.</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready.</source>
        <translation>ComfyUI no llegó a estar listo.</translation>
    </message>
    <message>
        <source>A node pack could not be imported.</source>
        <translation>No se pudo importar un pack de nodos.</translation>
    </message>
    <message>
        <source>It still goes wrong.</source>
        <translation>Sigue fallando.</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: no pack</source>
        <translation>Ronda %1 de %2 como máximo: ningún pack</translation>
    </message>
    <message numerus="yes">
        <source>Round %1 of at most %2: %n pack(s)</source>
        <translation>
            <numerusform>Ronda %1 de %2 como máximo: un pack</numerusform>
            <numerusform>Ronda %1 de %2 como máximo: %n packs</numerusform>
        </translation>
    </message>
    <message>
        <source>Packs: %1</source>
        <translation>Packs: %1</translation>
    </message>
    <message>
        <source>The node pack %1 keeps ComfyUI from starting.</source>
        <translation>El pack de nodos %1 impide que ComfyUI se inicie.</translation>
    </message>
    <message>
        <source>The node pack %1 cannot be imported, also when it is alone.</source>
        <translation>El pack de nodos %1 no se puede importar, tampoco cuando está solo.</translation>
    </message>
    <message>
        <source>It goes wrong with the node pack %1, also when it is alone.</source>
        <translation>Falla con el pack de nodos %1, también cuando está solo.</translation>
    </message>
    <message>
        <source>It goes wrong only when these node packs are together: %1.</source>
        <translation>Falla solo cuando estos packs de nodos están juntos: %1.</translation>
    </message>
    <message>
        <source>No node pack is the cause: it goes wrong without any, too.</source>
        <translation>Ningún pack de nodos es la causa: falla también sin ninguno.</translation>
    </message>
    <message>
        <source>With all node packs, nothing went wrong this time.</source>
        <translation>Con todos los packs de nodos, esta vez no falló nada.</translation>
    </message>
</context>
<context>
    <name>portico::FindPython</name>
    <message>
        <source>There is no program %1.</source>
        <translation>No existe el programa %1.</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>Indique la ruta de un Python 3.10 o posterior.</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 es Python %2, que es demasiado antiguo.</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>No hay ningún Python 3.10 o posterior en este equipo.</translation>
    </message>
    <message>
        <source>Install Python from python.org or your system&apos;s packages.</source>
        <translation>Instale Python desde python.org o desde los paquetes de su sistema.</translation>
    </message>
    <message>
        <source>None was found on PATH.</source>
        <translation>No se encontró ninguno en PATH.</translation>
    </message>
    <message>
        <source>Tried: %1</source>
        <translation>Se probó: %1</translation>
    </message>
</context>
<context>
    <name>portico::FinishEnv</name>
    <message>
        <source>The environment has no Python where comfy-env looks for it: %1.</source>
        <translation>El entorno no tiene Python donde comfy-env lo busca: %1.</translation>
    </message>
    <message>
        <source>Try again; the log of the environment tells more.</source>
        <translation>Inténtelo de nuevo; el registro del entorno dice más.</translation>
    </message>
</context>
<context>
    <name>portico::FixSettings</name>
    <message>
        <source>The argument %1 is not among the arguments of “%2”.</source>
        <translation>El argumento %1 no está entre los argumentos de «%2».</translation>
    </message>
    <message>
        <source>Look at the command in the settings of this install, and at its start script.</source>
        <translation>Mire el comando en los ajustes de esta instalación y su script de inicio.</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1” does not know %2.</source>
        <translation>El ComfyUI de «%1» no conoce %2.</translation>
    </message>
    <message>
        <source>Use a newer version of ComfyUI.</source>
        <translation>Use una versión más reciente de ComfyUI.</translation>
    </message>
    <message>
        <source>Use the next free port</source>
        <translation>Usar el siguiente puerto libre</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>Añadir %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
    <message>
        <source>Use graphics card %1 only</source>
        <translation>Usar solo la tarjeta gráfica %1</translation>
    </message>
    <message>
        <source>Use the classic layout</source>
        <translation>Usar la disposición clásica</translation>
    </message>
    <message>
        <source>Install what %1 needs…</source>
        <translation>Instalar lo que necesita %1…</translation>
    </message>
    <message>
        <source>Repair torch…</source>
        <translation>Reparar torch…</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>Reparar…</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Desactivar %1</translation>
    </message>
    <message>
        <source>Update %1…</source>
        <translation>Actualizar %1…</translation>
    </message>
    <message>
        <source>Run the install.py of %1…</source>
        <translation>Ejecutar el install.py de %1…</translation>
    </message>
    <message>
        <source>Find the node pack…</source>
        <translation>Buscar el pack de nodos…</translation>
    </message>
    <message>
        <source>Find the guilty pack…</source>
        <translation>Buscar el pack culpable…</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>Inicio seguro</translation>
    </message>
    <message>
        <source>Choose another build…</source>
        <translation>Elegir otra compilación…</translation>
    </message>
    <message>
        <source>End what is left</source>
        <translation>Terminar lo que queda</translation>
    </message>
    <message>
        <source>Clear and repair…</source>
        <translation>Limpiar y reparar…</translation>
    </message>
    <message>
        <source>Create the folder</source>
        <translation>Crear la carpeta</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Abrir el archivo</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <source>Open the web page</source>
        <translation>Abrir la página web</translation>
    </message>
    <message>
        <source>Show what takes space</source>
        <translation>Mostrar qué ocupa espacio</translation>
    </message>
    <message>
        <source>This fix is no change of settings.</source>
        <translation>Esta solución no es un cambio de ajustes.</translation>
    </message>
    <message>
        <source>Please report this as a bug.</source>
        <translation>Comuníquelo como error, por favor.</translation>
    </message>
</context>
<context>
    <name>portico::ForeignSnapshots</name>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>No se puede usar %1: %2</translation>
    </message>
    <message>
        <source>Write it anew with the program that it is of.</source>
        <translation>Escríbalo de nuevo con el programa del que procede.</translation>
    </message>
    <message>
        <source>%1 has no commit.</source>
        <translation>%1 no tiene commit.</translation>
    </message>
    <message>
        <source>“%1” is no node pack of the registry.</source>
        <translation>«%1» no es un pack de nodos del registro de Comfy.</translation>
    </message>
    <message>
        <source>Its list of Python packages is not taken over: what the node packs need is planned for this ComfyUI.</source>
        <translation>No se adopta su lista de paquetes de Python: lo que necesitan los packs de nodos se planifica para este ComfyUI.</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI of commit %1, which stays as it is here.</source>
        <translation>Se tomó con ComfyUI del commit %1, que aquí se queda como está.</translation>
    </message>
    <message>
        <source>%1 was written by a newer Comfy Desktop.</source>
        <translation>%1 lo escribió un Comfy Desktop más reciente.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Actualice Portico e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>there is no snapshot in it.</source>
        <translation>no contiene ninguna instantánea.</translation>
    </message>
    <message>
        <source>It was taken with ComfyUI %1, which stays as it is here.</source>
        <translation>Se tomó con ComfyUI %1, que aquí se queda como está.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager&apos;s snapshots cannot say “%1”.</source>
        <translation>Las instantáneas de ComfyUI-Manager no pueden expresar «%1».</translation>
    </message>
    <message>
        <source>What was changed by hand in “%1” is not in it.</source>
        <translation>No incluye lo que se cambió a mano en «%1».</translation>
    </message>
</context>
<context>
    <name>portico::GitAddress</name>
    <message>
        <source>There is no folder %1.</source>
        <translation>No existe la carpeta %1.</translation>
    </message>
    <message>
        <source>Give the folder of a git repository, or its https address.</source>
        <translation>Indique la carpeta de un repositorio git o su dirección https.</translation>
    </message>
    <message>
        <source>%1 would be fetched without encryption.</source>
        <translation>%1 se descargaría sin cifrar.</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the network settings.</source>
        <translation>Use su dirección https o permita http desde este servidor en los ajustes de red.</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>La dirección no nombra ningún servidor.</translation>
    </message>
    <message>
        <source>Give an address such as https://github.com/owner/name.</source>
        <translation>Indique una dirección como https://github.com/owner/name.</translation>
    </message>
    <message>
        <source>This is no address of a git repository.</source>
        <translation>Esto no es la dirección de un repositorio git.</translation>
    </message>
    <message>
        <source>Give an https address, or the path of a folder.</source>
        <translation>Indique una dirección https o la ruta de una carpeta.</translation>
    </message>
    <message>
        <source>Repositories are fetched by https only, and this is another kind of address.</source>
        <translation>Los repositorios se descargan solo por https, y esta es una dirección de otro tipo.</translation>
    </message>
    <message>
        <source>Give its https address, such as https://github.com/owner/name.</source>
        <translation>Indique su dirección https, por ejemplo https://github.com/owner/name.</translation>
    </message>
    <message>
        <source>This is no address that a git repository can have.</source>
        <translation>Esto no es una dirección que pueda tener un repositorio git.</translation>
    </message>
</context>
<context>
    <name>portico::GitFailure</name>
    <message>
        <source>There is no repository at %1.</source>
        <translation>No hay ningún repositorio en %1.</translation>
    </message>
    <message>
        <source>Check the address; a private repository may need a login.</source>
        <translation>Compruebe la dirección; un repositorio privado puede requerir inicio de sesión.</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>El proxy denegó el paso a %1.</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 no le deja entrar.</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>Compruebe el proxy y su inicio de sesión en los ajustes de red.</translation>
    </message>
    <message>
        <source>Check the address and its user and password.</source>
        <translation>Compruebe la dirección, el usuario y la contraseña.</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 respondió con el estado %2.</translation>
    </message>
    <message>
        <source>Try again later, or use another address.</source>
        <translation>Inténtelo de nuevo más tarde o use otra dirección.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>El certificado de %1 no es de confianza.</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>Si su red inspecciona las conexiones, indique su autoridad de certificación en los ajustes de red.</translation>
    </message>
    <message>
        <source>The disk became full while %1 was fetched.</source>
        <translation>El disco se llenó mientras se descargaba %1.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Libere espacio e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>What answers at %1 is no git server.</source>
        <translation>Lo que responde en %1 no es un servidor git.</translation>
    </message>
    <message>
        <source>Check the address; the network may also want you to sign in first.</source>
        <translation>Compruebe la dirección; quizá la red pida además iniciar sesión primero.</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found: there is no such host, or no network.</source>
        <translation>No se encuentra la dirección de %1: no existe ese servidor o no hay red.</translation>
    </message>
    <message>
        <source>Check the address and your connection.</source>
        <translation>Compruebe la dirección y su conexión.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Falló la conexión con %1.</translation>
    </message>
    <message>
        <source>Check your connection and try again.</source>
        <translation>Compruebe su conexión e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>What came from %1 is damaged.</source>
        <translation>Lo que llegó de %1 está dañado.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, the repository itself is damaged.</source>
        <translation>Inténtelo de nuevo; si sigue así, el propio repositorio está dañado.</translation>
    </message>
    <message>
        <source>There is no git repository in %1.</source>
        <translation>No hay ningún repositorio git en %1.</translation>
    </message>
    <message>
        <source>Check the path or address.</source>
        <translation>Compruebe la ruta o la dirección.</translation>
    </message>
    <message>
        <source>Git could not fetch %1.</source>
        <translation>Git no pudo descargar %1.</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for git&apos;s own words, and try again.</source>
        <translation>Mire en el registro de la tarea lo que dijo git e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::GitMain</name>
    <message>
        <source>git cannot reach %1 through a proxy: it leads https there only.</source>
        <translation>git no puede llegar a %1 a través de un proxy: este solo deja pasar https.</translation>
    </message>
    <message>
        <source>Use an https address, or except %1 from the proxy.</source>
        <translation>Use una dirección https o exceptúe %1 del proxy.</translation>
    </message>
</context>
<context>
    <name>portico::GitTransfer</name>
    <message>
        <source>Receive</source>
        <translation>Recibir</translation>
    </message>
    <message>
        <source>Put together</source>
        <translation>Ensamblar</translation>
    </message>
    <message>
        <source>Wait for the server</source>
        <translation>Esperar al servidor</translation>
    </message>
    <message>
        <source>%1 does not accept the user and password.</source>
        <translation>%1 no acepta el usuario y la contraseña.</translation>
    </message>
    <message>
        <source>%1 wants a login: it is private, or it is not there.</source>
        <translation>%1 pide inicio de sesión: es privado o no existe.</translation>
    </message>
    <message>
        <source>Check the address; put user and token into it as https://user:token@host/…</source>
        <translation>Compruebe la dirección; ponga en ella el usuario y el token así: https://user:token@host/…</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>Extraer los archivos</translation>
    </message>
</context>
<context>
    <name>portico::Github</name>
    <message>
        <source>The answer of %1 cannot be understood.</source>
        <translation>No se entiende la respuesta de %1.</translation>
    </message>
    <message>
        <source>Try again. A sign-in page of your network may be in the way.</source>
        <translation>Inténtelo de nuevo. Puede que la página de inicio de sesión de su red esté interfiriendo.</translation>
    </message>
    <message numerus="yes">
        <source>%1 wants fewer questions: waiting for %n second(s).</source>
        <translation>
            <numerusform>%1 pide menos consultas: esperando un segundo.</numerusform>
            <numerusform>%1 pide menos consultas: esperando %n segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a new one at %1/settings/tokens and give it with “porticoctl github login”.</source>
        <translation>Cree uno nuevo en %1/settings/tokens e indíquelo con «porticoctl github login».</translation>
    </message>
    <message>
        <source>GitHub refused %1: the organisation demands single sign-on, and the token is not authorised for it.</source>
        <translation>GitHub rechazó %1: la organización exige el inicio de sesión único, y el token no está autorizado para él.</translation>
    </message>
    <message>
        <source>Open %1, authorise the token, then try again.</source>
        <translation>Abra %1, autorice el token e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Open %1/settings/tokens, choose “Configure SSO” beside the token, then try again.</source>
        <translation>Abra %1/settings/tokens, elija «Configure SSO» junto al token e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the right “%2”.</source>
        <translation>GitHub rechazó %1: al token le falta el permiso «%2».</translation>
    </message>
    <message>
        <source>” or “</source>
        <translation>» o «</translation>
    </message>
    <message>
        <source>Give the token that right at %1/settings/tokens, or make a new one with it.</source>
        <translation>Dé al token ese permiso en %1/settings/tokens o cree uno nuevo que lo tenga.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks a permission.</source>
        <translation>GitHub rechazó %1: al token le falta un permiso.</translation>
    </message>
    <message>
        <source>GitHub refused %1: the token lacks the permission “%2”.</source>
        <translation>GitHub rechazó %1: al token le falta el permiso «%2».</translation>
    </message>
    <message>
        <source>Give the token that permission for this repository at %1/settings/personal-access-tokens.</source>
        <translation>Dé al token ese permiso para este repositorio en %1/settings/personal-access-tokens.</translation>
    </message>
    <message>
        <source>GitHub refused %1: two-factor authentication is demanded.</source>
        <translation>GitHub rechazó %1: se exige la autenticación en dos pasos.</translation>
    </message>
    <message>
        <source>Turn it on at %1/settings/security and use a token, never the password.</source>
        <translation>Actívela en %1/settings/security y use un token, nunca la contraseña.</translation>
    </message>
    <message>
        <source>GitHub refused %1: %2</source>
        <translation>GitHub rechazó %1: %2</translation>
    </message>
    <message>
        <source>Ask an owner of the repository, or use a token with more rights.</source>
        <translation>Pregunte a un propietario del repositorio o use un token con más permisos.</translation>
    </message>
    <message>
        <source>GitHub has nothing for %1, or the token may not see it.</source>
        <translation>GitHub no tiene nada para %1, o el token no puede verlo.</translation>
    </message>
    <message>
        <source>Check the names. A private repository needs a token with the right “repo”, or one that was made for it.</source>
        <translation>Compruebe los nombres. Un repositorio privado necesita un token con el permiso «repo» o uno creado para él.</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 tiene un problema propio (estado %2).</translation>
    </message>
    <message>
        <source>Try again later; githubstatus.com says more.</source>
        <translation>Inténtelo de nuevo más tarde; githubstatus.com dice más.</translation>
    </message>
    <message>
        <source>GitHub says that what is meant with %1 has another name now.</source>
        <translation>GitHub dice que lo que se busca con %1 tiene ahora otro nombre.</translation>
    </message>
    <message>
        <source>Look for its new name with a browser, and use that.</source>
        <translation>Busque su nuevo nombre con un navegador y úselo.</translation>
    </message>
    <message>
        <source>GitHub did not accept %1: %2</source>
        <translation>GitHub no aceptó %1: %2</translation>
    </message>
    <message>
        <source>Change what it says, then try again.</source>
        <translation>Cambie lo que dice e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>it gave no reason</source>
        <translation>no dio ningún motivo</translation>
    </message>
    <message>
        <source>No token for %1 was given.</source>
        <translation>No se indicó ningún token para %1.</translation>
    </message>
    <message>
        <source>%1 does not accept the token: it has expired, was revoked or is none.</source>
        <translation>%1 no acepta el token: ha caducado, se revocó o no lo es.</translation>
    </message>
    <message>
        <source>GitHub does not keep what is meant with %1 any more.</source>
        <translation>GitHub ya no conserva lo que se busca con %1.</translation>
    </message>
    <message>
        <source>Let the workflow make it again.</source>
        <translation>Haga que el flujo de trabajo lo cree de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::GithubAccount</name>
    <message>
        <source>Without the right “repo” it can neither push, nor start workflows, nor make releases.</source>
        <translation>Sin el permiso «repo» no puede ni subir cambios, ni iniciar flujos de trabajo, ni crear versiones.</translation>
    </message>
    <message>
        <source>Without the right “workflow” it cannot push workflow files.</source>
        <translation>Sin el permiso «workflow» no puede subir archivos de flujos de trabajo.</translation>
    </message>
    <message>
        <source>It expires on %1.</source>
        <translation>Caduca el %1.</translation>
    </message>
    <message>
        <source>asking whose the token is</source>
        <translation>preguntando de quién es el token</translation>
    </message>
</context>
<context>
    <name>portico::GithubReleases</name>
    <message>
        <source>GitHub&apos;s answer is no list of releases, or only a part of one.</source>
        <translation>La respuesta de GitHub no es una lista de versiones, o es solo una parte.</translation>
    </message>
    <message>
        <source>Try again later. If a GitHub mirror is set, check its address.</source>
        <translation>Inténtelo de nuevo más tarde. Si hay un espejo de GitHub configurado, compruebe su dirección.</translation>
    </message>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>«%1» no es un repositorio de GitHub.</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>Escríbalo como propietario/nombre.</translation>
    </message>
</context>
<context>
    <name>portico::GithubRepository</name>
    <message>
        <source>“%1” is no GitHub repository.</source>
        <translation>«%1» no es un repositorio de GitHub.</translation>
    </message>
    <message>
        <source>Write it as owner/name.</source>
        <translation>Escríbalo como propietario/nombre.</translation>
    </message>
    <message>
        <source>looking at %1</source>
        <translation>examinando %1</translation>
    </message>
    <message>
        <source>The repository %1 is archived: nothing in it can change.</source>
        <translation>El repositorio %1 está archivado: en él no se puede cambiar nada.</translation>
    </message>
    <message>
        <source>Its owner can unarchive it in its settings on GitHub.</source>
        <translation>Su propietario puede desarchivarlo en sus ajustes de GitHub.</translation>
    </message>
    <message>
        <source>The token may read the repository %1, but not write to it.</source>
        <translation>El token puede leer el repositorio %1, pero no escribir en él.</translation>
    </message>
    <message>
        <source>Ask its owner for write access, fork it, or use a token that has it.</source>
        <translation>Pida a su propietario permiso de escritura, bifúrquelo o use un token que lo tenga.</translation>
    </message>
</context>
<context>
    <name>portico::GithubServer</name>
    <message>
        <source>“%1” is no address of a GitHub server.</source>
        <translation>«%1» no es una dirección de un servidor GitHub.</translation>
    </message>
    <message>
        <source>Write it as https://github.example.com, or github.com.</source>
        <translation>Escríbala como https://github.example.com o github.com.</translation>
    </message>
</context>
<context>
    <name>portico::GivenToken</name>
    <message>
        <source>%1 holds no token.</source>
        <translation>%1 no contiene ningún token.</translation>
    </message>
    <message>
        <source>Write the token into it, and nothing else.</source>
        <translation>Escriba en él el token y nada más.</translation>
    </message>
    <message>
        <source>The token file %1 may be read by others on this computer.</source>
        <translation>Otras personas de este equipo pueden leer el archivo del token %1.</translation>
    </message>
    <message>
        <source>Keep it to yourself: chmod 600 %1</source>
        <translation>Resérvelo para usted: chmod 600 %1</translation>
    </message>
    <message>
        <source>From the variable %1, not from a keychain.</source>
        <translation>De la variable %1, no de un llavero.</translation>
    </message>
    <message>
        <source>From the file %1, which holds it unencrypted: not from a keychain.</source>
        <translation>Del archivo %1, que lo contiene sin cifrar: no de un llavero.</translation>
    </message>
    <message>
        <source>From the service&apos;s credentials (%1), not from a keychain.</source>
        <translation>De las credenciales del servicio (%1), no de un llavero.</translation>
    </message>
</context>
<context>
    <name>portico::GpuPick</name>
    <message>
        <source>“%1” names no GPUs.</source>
        <translation>«%1» no nombra ninguna GPU.</translation>
    </message>
    <message>
        <source>Write numbers as “porticoctl hardware” shows them, such as 0 or 0,1, a UUID that begins with GPU- or MIG-, or all.</source>
        <translation>Escriba números como los muestra «porticoctl hardware», por ejemplo 0 o 0,1, un UUID que empiece por GPU- o MIG-, o all.</translation>
    </message>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>«%1» no es un acelerador.</translation>
    </message>
    <message>
        <source>Choose one of: cuda, rocm, xpu, mps, cpu, auto.</source>
        <translation>Elija uno de: cuda, rocm, xpu, mps, cpu, auto.</translation>
    </message>
    <message>
        <source>The build of “%1” is made for %2 and cannot compute on %3.</source>
        <translation>La compilación de «%1» está hecha para %2 y no puede calcular con %3.</translation>
    </message>
    <message>
        <source>Add an install made for %1 beside it; cpu works with any.</source>
        <translation>Añada al lado una instalación hecha para %1; cpu funciona con cualquiera.</translation>
    </message>
    <message>
        <source>The argument --cpu of “%1” wins over its accelerator %2.</source>
        <translation>El argumento --cpu de «%1» prevalece sobre su acelerador %2.</translation>
    </message>
    <message>
        <source>The GPU choice of “%1” has no effect: it computes on %2.</source>
        <translation>La elección de GPU de «%1» no tiene efecto: calcula con %2.</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” wins over its GPU choice.</source>
        <translation>El argumento %1 de «%2» prevalece sobre su elección de GPU.</translation>
    </message>
    <message>
        <source>The variable %1 that was set for “%2” wins over its GPU choice.</source>
        <translation>La variable %1 definida para «%2» prevalece sobre su elección de GPU.</translation>
    </message>
</context>
<context>
    <name>portico::HardwareProbe</name>
    <message>
        <source>There is no %1 on this computer.</source>
        <translation>No hay %1 en este equipo.</translation>
    </message>
    <message>
        <source>The driver of such a GPU brings it along; without one there is nothing to do.</source>
        <translation>El controlador de una GPU así lo incluye; sin esa GPU no hay nada que hacer.</translation>
    </message>
</context>
<context>
    <name>portico::HardwareSources</name>
    <message>
        <source>The tool %1, which knows the GPUs, failed: %2</source>
        <translation>Falló la herramienta %1, que conoce las GPU: %2</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>código de salida %1</translation>
    </message>
    <message numerus="yes">
        <source>The tool %1, which knows the GPUs, gave no answer within %n second(s) and was ended.</source>
        <translation>
            <numerusform>La herramienta %1, que conoce las GPU, no respondió en un segundo y se terminó.</numerusform>
            <numerusform>La herramienta %1, que conoce las GPU, no respondió en %n segundos y se terminó.</numerusform>
        </translation>
    </message>
    <message>
        <source>A restart of the computer often helps when a graphics driver no longer answers.</source>
        <translation>Reiniciar el equipo suele ayudar cuando un controlador gráfico ya no responde.</translation>
    </message>
    <message>
        <source>What the tool %1 says about the GPUs cannot be understood.</source>
        <translation>No se entiende lo que dice la herramienta %1 sobre las GPU.</translation>
    </message>
    <message>
        <source>Choose the accelerator by hand. Installing the GPU&apos;s driver again, and a restart, often help.</source>
        <translation>Elija el acelerador a mano. Instalar de nuevo el controlador de la GPU y reiniciar el equipo suelen ayudar.</translation>
    </message>
</context>
<context>
    <name>portico::HelperLines</name>
    <message>
        <source>Portico&apos;s helper program said something that cannot be understood.</source>
        <translation>El programa auxiliar de Portico dijo algo que no se entiende.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Instale Portico de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::HelperProgram</name>
    <message>
        <source>Portico&apos;s helper program is missing from %1.</source>
        <translation>Falta el programa auxiliar de Portico en %1.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Instale Portico de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::HttpClient</name>
    <message>
        <source>%1 sent more than the %2 bytes that such a document may have.</source>
        <translation>%1 envió más de los %2 bytes que puede tener un documento así.</translation>
    </message>
    <message>
        <source>Check the address: it may not lead to what you expect.</source>
        <translation>Compruebe la dirección: quizá no lleve a donde usted espera.</translation>
    </message>
    <message>
        <source>%1 has nothing at this address: %2.</source>
        <translation>%1 no tiene nada en esta dirección: %2.</translation>
    </message>
    <message>
        <source>Check the address, or look for a newer one.</source>
        <translation>Compruebe la dirección o busque una más reciente.</translation>
    </message>
    <message>
        <source>%1 does not allow this download (status %2).</source>
        <translation>%1 no permite esta descarga (estado %2).</translation>
    </message>
    <message>
        <source>It may need an account or a token, or it counts too many requests: try again later.</source>
        <translation>Quizá requiera una cuenta o un token, o haya contado demasiadas peticiones: inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>%1 says that there were too many requests.</source>
        <translation>%1 dice que hubo demasiadas peticiones.</translation>
    </message>
    <message>
        <source>Wait some minutes, then try again.</source>
        <translation>Espere unos minutos e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 has a problem of its own (status %2).</source>
        <translation>%1 tiene un problema propio (estado %2).</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>%1 answered with status %2 instead of the file.</source>
        <translation>%1 respondió con el estado %2 en lugar del archivo.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Compruebe la dirección.</translation>
    </message>
</context>
<context>
    <name>portico::ImportVendored</name>
    <message>
        <source>%1 is not an exported install: %2.</source>
        <translation>%1 no es una instalación exportada: %2.</translation>
    </message>
    <message>
        <source>Export it again where it is kept: “porticoctl vendor export INSTALL FILE”.</source>
        <translation>Expórtela de nuevo donde se conserva: «porticoctl vendor export INSTALL FILE».</translation>
    </message>
    <message>
        <source>“%1” in it is not what was kept (%2).</source>
        <translation>«%1» no es en él lo que se conservó (%2).</translation>
    </message>
    <message>
        <source>Copy the exported file again; nothing of it was taken in.</source>
        <translation>Copie de nuevo el archivo exportado; no se importó nada de él.</translation>
    </message>
    <message>
        <source>it has no record, or several</source>
        <translation>no tiene ninguna ficha, o tiene varias</translation>
    </message>
    <message>
        <source>its record cannot be read</source>
        <translation>no se puede leer su ficha</translation>
    </message>
    <message>
        <source>its record was changed</source>
        <translation>se cambió su ficha</translation>
    </message>
    <message>
        <source>importing %1</source>
        <translation>importando %1</translation>
    </message>
</context>
<context>
    <name>portico::Install</name>
    <message>
        <source>it is no SHA-256</source>
        <translation>no es un SHA-256</translation>
    </message>
    <message>
        <source>it is no known layout</source>
        <translation>no es una disposición conocida</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>no es una capa</translation>
    </message>
    <message>
        <source>a layer and its view come together</source>
        <translation>una capa y su vista van juntas</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>it leads out of the generation</source>
        <translation>sale de la generación</translation>
    </message>
    <message>
        <source>it is neither start nor start-and-open</source>
        <translation>no es ni start ni start-and-open</translation>
    </message>
    <message>
        <source>it is no accelerator</source>
        <translation>no es un acelerador</translation>
    </message>
    <message>
        <source>it names no GPUs</source>
        <translation>no nombra ninguna GPU</translation>
    </message>
    <message>
        <source>it is neither base nor torch</source>
        <translation>no es ni base ni torch</translation>
    </message>
    <message>
        <source>it is neither separate nor classic</source>
        <translation>no es ni separate ni classic</translation>
    </message>
    <message>
        <source>it is neither stable nor latest</source>
        <translation>no es ni stable ni latest</translation>
    </message>
    <message>
        <source>it is no absolute path</source>
        <translation>no es una ruta absoluta</translation>
    </message>
    <message>
        <source>no such generation is listed</source>
        <translation>no figura ninguna generación así</translation>
    </message>
</context>
<context>
    <name>portico::InstallEntry</name>
    <message>
        <source>“%1” is not at its address any more. %2</source>
        <translation>«%1» ya no está en su dirección. %2</translation>
    </message>
    <message>
        <source>Refresh the catalogue and choose again.</source>
        <translation>Actualice el catálogo y elija de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::InstallFile</name>
    <message>
        <source>There is no install yet.</source>
        <translation>Todavía no hay ninguna instalación.</translation>
    </message>
    <message>
        <source>The installs are: %1.</source>
        <translation>Las instalaciones son: %1.</translation>
    </message>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>No hay ninguna instalación «%1» en %2.</translation>
    </message>
    <message>
        <source>changing an install</source>
        <translation>cambiando una instalación</translation>
    </message>
    <message>
        <source>The file %1 of the install “%2” cannot be used.</source>
        <translation>No se puede usar el archivo %1 de la instalación «%2».</translation>
    </message>
    <message>
        <source>The settings of “%1” were written by a newer Portico and are not changed by this one.</source>
        <translation>Los ajustes de «%1» los escribió un Portico más reciente y este no los cambia.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Actualice Portico e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScript</name>
    <message>
        <source>The install.py of “%1” is no file of its own, so it is not run.</source>
        <translation>El install.py de «%1» no es un archivo propio, así que no se ejecuta.</translation>
    </message>
    <message>
        <source>The install.py of “%1” is too long to be shown, so it is not run.</source>
        <translation>El install.py de «%1» es demasiado largo para mostrarlo, así que no se ejecuta.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptClone</name>
    <message>
        <source>a look</source>
        <translation>un vistazo</translation>
    </message>
    <message>
        <source>A throwaway copy of “%1” needs %2 on the disk, and %3 are free.</source>
        <translation>Una copia desechable de «%1» necesita %2 en el disco, y hay %3 libres.</translation>
    </message>
    <message>
        <source>Free some space, or install the node pack without running its install.py.</source>
        <translation>Libere espacio o instale el pack de nodos sin ejecutar su install.py.</translation>
    </message>
    <message>
        <source>The Python of “%1” cannot be copied: the copy would change packages elsewhere.</source>
        <translation>El Python de «%1» no se puede copiar: la copia cambiaría paquetes en otro lugar.</translation>
    </message>
    <message>
        <source>Install the node pack without running its install.py.</source>
        <translation>Instale el pack de nodos sin ejecutar su install.py.</translation>
    </message>
    <message>
        <source>Copy Python and packages for install.py</source>
        <translation>Copiar Python y los paquetes para install.py</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptLeavings</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y uno más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>The install.py of “%1” also brought %2, which is not taken over.</source>
        <translation>El install.py de «%1» trajo además %2, que no se adopta.</translation>
    </message>
    <message>
        <source>The install.py of “%1” took %2 away, which stays here.</source>
        <translation>El install.py de «%1» eliminó %2, que aquí se queda.</translation>
    </message>
    <message>
        <source>The install.py of “%1” took the node pack&apos;s own folder away.</source>
        <translation>El install.py de «%1» eliminó la carpeta propia del pack de nodos.</translation>
    </message>
    <message>
        <source>Install the node pack without running its script.</source>
        <translation>Instale el pack de nodos sin ejecutar su script.</translation>
    </message>
    <message>
        <source>What the install.py of “%1” wrote outside of the node pack was thrown away: %2.</source>
        <translation>Se descartó lo que el install.py de «%1» escribió fuera del pack de nodos: %2.</translation>
    </message>
</context>
<context>
    <name>portico::InstallScriptRun</name>
    <message>
        <source>it said nothing</source>
        <translation>no dijo nada</translation>
    </message>
    <message>
        <source>The install.py of “%1” crashed: %2</source>
        <translation>El install.py de «%1» se cerró por un fallo: %2</translation>
    </message>
    <message>
        <source>The install.py of “%1” failed with exit code %2: %3</source>
        <translation>El install.py de «%1» falló con el código de salida %2: %3</translation>
    </message>
    <message>
        <source>Nothing was changed. The node pack can also be installed without running its script.</source>
        <translation>No se cambió nada. El pack de nodos también se puede instalar sin ejecutar su script.</translation>
    </message>
    <message>
        <source>Run the install.py of %1</source>
        <translation>Ejecutar el install.py de %1</translation>
    </message>
</context>
<context>
    <name>portico::InstallScripts</name>
    <message>
        <source>“%1” brings no install.py that could run now.</source>
        <translation>«%1» no trae ningún install.py que se pueda ejecutar ahora.</translation>
    </message>
    <message>
        <source>Go on without running one.</source>
        <translation>Continúe sin ejecutar ninguno.</translation>
    </message>
    <message>
        <source>Choose among: %1.</source>
        <translation>Elija entre: %1.</translation>
    </message>
    <message>
        <source>running install.py</source>
        <translation>ejecutando install.py</translation>
    </message>
    <message>
        <source>%1 could not be put back.</source>
        <translation>No se pudo restituir %1.</translation>
    </message>
</context>
<context>
    <name>portico::InterpreterCheck</name>
    <message>
        <source>The Python %1 does not run on this computer.</source>
        <translation>El Python %1 no funciona en este equipo.</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds it, whether programs may run from this drive, and whether the bundle is for this system.</source>
        <translation>Compruebe si lo retiene un antivirus, si se permite ejecutar programas desde esta unidad y si el lote es para este sistema.</translation>
    </message>
</context>
<context>
    <name>portico::Isolable</name>
    <message>
        <source>The node pack “%1” is a single file, which cannot be isolated.</source>
        <translation>El pack de nodos «%1» es un solo archivo, que no se puede aislar.</translation>
    </message>
    <message>
        <source>Leave it as it is.</source>
        <translation>Déjelo como está.</translation>
    </message>
    <message>
        <source>“%1” manages the ComfyUI that it runs in, and cannot be isolated from it.</source>
        <translation>«%1» administra el ComfyUI en el que se ejecuta y no se puede aislar de él.</translation>
    </message>
    <message>
        <source>The node pack “%1” has a comfy-env.toml of its own: what is to be isolated, it isolates itself.</source>
        <translation>El pack de nodos «%1» tiene su propio comfy-env.toml: lo que hay que aislar lo aísla él mismo.</translation>
    </message>
    <message>
        <source>Build its environments.</source>
        <translation>Construya sus entornos.</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>El pack de nodos «%1» es un enlace a una carpeta en otro lugar, que no se cambia.</translation>
    </message>
    <message>
        <source>Install it from there, then isolate it.</source>
        <translation>Instálelo desde allí y después aíslelo.</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>El pack de nodos «%1» está desactivado.</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>Actívelo primero.</translation>
    </message>
</context>
<context>
    <name>portico::Json</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>No se entiende %1: %2.</translation>
    </message>
    <message>
        <source>Repair it in a text editor, or put a good copy in its place.</source>
        <translation>Repárelo en un editor de texto o ponga una copia buena en su lugar.</translation>
    </message>
    <message>
        <source>%1 cannot be understood: %2 (line %3).</source>
        <translation>No se entiende %1: %2 (línea %3).</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>está vacío</translation>
    </message>
    <message>
        <source>it holds nothing but zeros</source>
        <translation>solo contiene ceros</translation>
    </message>
    <message>
        <source>it is UTF-16 and not UTF-8</source>
        <translation>es UTF-16 y no UTF-8</translation>
    </message>
    <message>
        <source>it begins with a byte-order mark</source>
        <translation>empieza con una marca de orden de bytes</translation>
    </message>
    <message>
        <source>it holds a zero byte</source>
        <translation>contiene un byte cero</translation>
    </message>
    <message>
        <source>it has more than %1</source>
        <translation>tiene más de %1</translation>
    </message>
    <message>
        <source>it is not valid JSON</source>
        <translation>no es JSON válido</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>no es un objeto JSON</translation>
    </message>
    <message>
        <source>The document</source>
        <translation>El documento</translation>
    </message>
    <message>
        <source>it is not a JSON list</source>
        <translation>no es una lista JSON</translation>
    </message>
    <message>
        <source>something follows its end</source>
        <translation>hay algo después de su final</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>termina demasiado pronto</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>está anidado a demasiada profundidad</translation>
    </message>
    <message>
        <source>the key “%1” comes twice</source>
        <translation>la clave «%1» aparece dos veces</translation>
    </message>
    <message>
        <source>a number in it is out of range</source>
        <translation>un número que contiene está fuera de rango</translation>
    </message>
</context>
<context>
    <name>portico::JsonReader</name>
    <message>
        <source>The entry “%1” cannot be used: %2.</source>
        <translation>No se puede usar la entrada «%1»: %2.</translation>
    </message>
    <message>
        <source>it is no text</source>
        <translation>no es un texto</translation>
    </message>
    <message>
        <source>it is no whole number</source>
        <translation>no es un número entero</translation>
    </message>
    <message>
        <source>it is not between %1 and %2</source>
        <translation>no está entre %1 y %2</translation>
    </message>
    <message>
        <source>it is neither true nor false</source>
        <translation>no es ni verdadero ni falso</translation>
    </message>
    <message>
        <source>it is no list of texts</source>
        <translation>no es una lista de textos</translation>
    </message>
    <message>
        <source>“%1” is no text</source>
        <translation>«%1» no es un texto</translation>
    </message>
    <message>
        <source>it is no time</source>
        <translation>no es una hora</translation>
    </message>
    <message>
        <source>it is no object</source>
        <translation>no es un objeto</translation>
    </message>
    <message>
        <source>it is no list</source>
        <translation>no es una lista</translation>
    </message>
    <message>
        <source>Correct this entry in a text editor, or put a good copy of the file in its place.</source>
        <translation>Corrija esta entrada en un editor de texto o ponga una copia buena del archivo en su lugar.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeFiles</name>
    <message numerus="yes">
        <source>%n library(s) of another torch are left among those of this one.</source>
        <translation>
            <numerusform>Entre las bibliotecas de este torch queda una de otro torch.</numerusform>
            <numerusform>Entre las bibliotecas de este torch quedan %n de otro torch.</numerusform>
        </translation>
    </message>
    <message>
        <source>Libraries of two builds are loaded together, which ends in errors such as “DLL load failed” or “undefined symbol”.</source>
        <translation>Se cargan juntas bibliotecas de dos compilaciones, lo que acaba en errores como «DLL load failed» o «undefined symbol».</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in torch&apos;s folders belong to no package.</source>
        <translation>
            <numerusform>Un archivo de las carpetas de torch no pertenece a ningún paquete.</numerusform>
            <numerusform>%n archivos de las carpetas de torch no pertenecen a ningún paquete.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not libraries, so they rarely harm.</source>
        <translation>No son bibliotecas, así que rara vez hacen daño.</translation>
    </message>
    <message>
        <source>%1 is half removed: its metadata is gone.</source>
        <translation>%1 está medio desinstalado: faltan sus metadatos.</translation>
    </message>
    <message>
        <source>Packages that ask for its version fail, and pip cannot put it right.</source>
        <translation>Fallan los paquetes que preguntan por su versión, y pip no puede arreglarlo.</translation>
    </message>
    <message numerus="yes">
        <source>%1 is half removed: %n of its files are missing.</source>
        <translation>
            <numerusform>%1 está medio desinstalado: falta uno de sus archivos.</numerusform>
            <numerusform>%1 está medio desinstalado: faltan %n de sus archivos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing it fails, or fails later in the middle of the work.</source>
        <translation>Importarlo falla, o falla más tarde en mitad del trabajo.</translation>
    </message>
    <message numerus="yes">
        <source>%n data file(s) of %1 are missing.</source>
        <translation>
            <numerusform>Falta un archivo de datos de %1.</numerusform>
            <numerusform>Faltan %n archivos de datos de %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>All of its code is there, so it most likely works.</source>
        <translation>Todo su código está ahí, así que lo más probable es que funcione.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of %1 are not those that were installed.</source>
        <translation>
            <numerusform>Un archivo de %1 no es el que se instaló.</numerusform>
            <numerusform>%n archivos de %1 no son los que se instalaron.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another build was written over it, and nobody knows what works together.</source>
        <translation>Se escribió encima otra compilación, y nadie sabe qué funciona junto.</translation>
    </message>
    <message>
        <source>%1 says to be installed twice: %2.</source>
        <translation>%1 figura como instalado dos veces: %2.</translation>
    </message>
    <message>
        <source>An installation was interrupted: the files may be of either version or of both.</source>
        <translation>Se interrumpió una instalación: los archivos pueden ser de una versión, de la otra o de ambas.</translation>
    </message>
    <message>
        <source>Python uses the first of them and never sees the other.</source>
        <translation>Python usa el primero de ellos y nunca ve el otro.</translation>
    </message>
    <message>
        <source>pip was interrupted while it replaced a package.</source>
        <translation>pip se interrumpió mientras sustituía un paquete.</translation>
    </message>
    <message>
        <source>pip left old files behind.</source>
        <translation>pip dejó archivos antiguos.</translation>
    </message>
    <message>
        <source>The old package is set aside under another name, and the new one is not there.</source>
        <translation>El paquete antiguo está apartado con otro nombre, y el nuevo no está.</translation>
    </message>
    <message>
        <source>They only take space, since the package itself is whole.</source>
        <translation>Solo ocupan espacio, ya que el propio paquete está completo.</translation>
    </message>
    <message>
        <source>Repair the install: it removes what was left and puts back what is missing.</source>
        <translation>Repare la instalación: se elimina lo que quedó y se restituye lo que falta.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeModules</name>
    <message>
        <source>Python imports it in place of the package, which ends in errors such as “module has no attribute”.</source>
        <translation>Python lo importa en lugar del paquete, lo que acaba en errores como «module has no attribute».</translation>
    </message>
    <message>
        <source>Repair the install: it moves the folder aside and puts back the package.</source>
        <translation>Repare la instalación: la carpeta se aparta y se restituye el paquete.</translation>
    </message>
    <message>
        <source>There is a folder %1 that no package has installed.</source>
        <translation>Hay una carpeta %1 que no instaló ningún paquete.</translation>
    </message>
    <message>
        <source>%1 in the folder of ComfyUI hides the package.</source>
        <translation>%1 en la carpeta de ComfyUI oculta el paquete.</translation>
    </message>
    <message>
        <source>A folder %1 that no package has installed hides %2.</source>
        <translation>Una carpeta %1 que no instaló ningún paquete oculta %2.</translation>
    </message>
    <message>
        <source>A file hides the libraries of NVIDIA in another folder.</source>
        <translation>Un archivo oculta las bibliotecas de NVIDIA de otra carpeta.</translation>
    </message>
    <message>
        <source>%1 install the same module.</source>
        <translation>%1 instalan el mismo módulo.</translation>
    </message>
    <message>
        <source>The one that came last is used, and removing any of them breaks the others.</source>
        <translation>Se usa el que llegó el último, y quitar cualquiera de ellos rompe los demás.</translation>
    </message>
    <message>
        <source>Keep one of them; which one, the plan of the node packs says.</source>
        <translation>Conserve uno de ellos; el plan de los packs de nodos dice cuál.</translation>
    </message>
    <message>
        <source>%1 is built for another Python or another system.</source>
        <translation>%1 está compilado para otro Python u otro sistema.</translation>
    </message>
    <message>
        <source>That is what it says of itself; its files name no Python, so that %1 may well load them.</source>
        <translation>Eso es lo que dice de sí mismo; sus archivos no nombran ningún Python, así que es muy posible que %1 los cargue.</translation>
    </message>
    <message>
        <source>%1 cannot load its compiled files.</source>
        <translation>%1 no puede cargar sus archivos compilados.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeNeeds</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y uno más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is missing; it is needed by %2.</source>
        <translation>Falta %1; lo necesita %2.</translation>
    </message>
    <message>
        <source>What needs it fails as soon as it is imported.</source>
        <translation>Lo que lo necesita falla en cuanto se importa.</translation>
    </message>
    <message>
        <source>Repair the install: it adds %1.</source>
        <translation>Repare la instalación: se añade %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) that %1 needs are missing.</source>
        <translation>
            <numerusform>Falta un paquete que %1 necesita.</numerusform>
            <numerusform>Faltan %n paquetes que %1 necesita.</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI stops at its start, or some of its nodes are missing.</source>
        <translation>ComfyUI se detiene al iniciarse, o faltan algunos de sus nodos.</translation>
    </message>
    <message>
        <source>Repair the install: it adds them.</source>
        <translation>Repare la instalación: se añaden.</translation>
    </message>
    <message>
        <source>%1 %2 does not suit %3 (wanted: %4).</source>
        <translation>%1 %2 no es adecuado para %3 (se quería: %4).</translation>
    </message>
    <message>
        <source>A later installation changed the version, and what counts on the other one may fail.</source>
        <translation>Una instalación posterior cambió la versión, y puede fallar lo que cuenta con la otra.</translation>
    </message>
    <message>
        <source>torch stays as the install has it; this package may miss something newer.</source>
        <translation>torch se queda como lo tiene la instalación; a este paquete puede faltarle algo más reciente.</translation>
    </message>
    <message>
        <source>Nothing to do as long as it works.</source>
        <translation>No hay que hacer nada mientras funcione.</translation>
    </message>
    <message>
        <source>Repair the install: it chooses versions that go together.</source>
        <translation>Repare la instalación: se eligen versiones compatibles entre sí.</translation>
    </message>
</context>
<context>
    <name>portico::JudgeTorch</name>
    <message>
        <source>torch was replaced by a CPU build.</source>
        <translation>torch se sustituyó por una compilación para CPU.</translation>
    </message>
    <message>
        <source>This install is made for %1; with a CPU build ComfyUI stops with “Torch not compiled with CUDA enabled”, or works many times slower.</source>
        <translation>Esta instalación está hecha para %1; con una compilación para CPU, ComfyUI se detiene con «Torch not compiled with CUDA enabled» o trabaja muchas veces más despacio.</translation>
    </message>
    <message>
        <source>torch is a CPU build, and this computer has a GPU.</source>
        <translation>torch es una compilación para CPU, y este equipo tiene una GPU.</translation>
    </message>
    <message>
        <source>ComfyUI does not use %1; a build for %2 would.</source>
        <translation>ComfyUI no usa %1; con una compilación para %2 sí lo haría.</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>la GPU</translation>
    </message>
    <message>
        <source>torch is built for %1, the install for %2.</source>
        <translation>torch está compilado para %1, y la instalación es para %2.</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; it may work.</source>
        <translation>Alguien cambió torch desde que se creó la instalación; puede que funcione.</translation>
    </message>
    <message>
        <source>Somebody changed torch since the install was made; this build cannot use the GPU.</source>
        <translation>Alguien cambió torch desde que se creó la instalación; esta compilación no puede usar la GPU.</translation>
    </message>
    <message>
        <source>torch was replaced: it is %1, the install was made with %2.</source>
        <translation>torch se sustituyó: es %1, y la instalación se creó con %2.</translation>
    </message>
    <message>
        <source>ComfyUI and its packages were chosen for %1; what is compiled for it crashes or fails with another.</source>
        <translation>ComfyUI y sus paquetes se eligieron para %1; lo que está compilado para él se cierra por un fallo o da errores con otro.</translation>
    </message>
    <message>
        <source>%1 and torch are of different builds.</source>
        <translation>%1 y torch son de compilaciones distintas.</translation>
    </message>
    <message>
        <source>They load each other&apos;s libraries, which ends in errors such as “operator torchvision::nms does not exist”.</source>
        <translation>Cada uno carga las bibliotecas del otro, lo que acaba en errores como «operator torchvision::nms does not exist».</translation>
    </message>
    <message>
        <source>The files of %1 are of another build than its metadata says.</source>
        <translation>Los archivos de %1 son de otra compilación que la que dicen sus metadatos.</translation>
    </message>
    <message>
        <source>An installation was interrupted or done by hand, so that every tool counts on a version that is not there.</source>
        <translation>Una instalación se interrumpió o se hizo a mano, de modo que todas las herramientas cuentan con una versión que no está.</translation>
    </message>
    <message>
        <source>torch is missing.</source>
        <translation>Falta torch.</translation>
    </message>
    <message>
        <source>ComfyUI cannot start without it.</source>
        <translation>ComfyUI no puede iniciarse sin él.</translation>
    </message>
</context>
<context>
    <name>portico::KeepEnvironments</name>
    <message>
        <source>The isolated environment “%1” %2.</source>
        <translation>El entorno aislado «%1» %2.</translation>
    </message>
    <message>
        <source>After a rebuild it is made again, with a network: porticoctl env build.</source>
        <translation>Después de una reconstrucción se crea de nuevo, con red: porticoctl env build.</translation>
    </message>
    <message>
        <source>The isolated environment “%1” cannot be kept: %2.</source>
        <translation>El entorno aislado «%1» no se puede conservar: %2.</translation>
    </message>
    <message>
        <source>Build it again, then keep it: porticoctl env build.</source>
        <translation>Constrúyalo de nuevo y después consérvelo: porticoctl env build.</translation>
    </message>
    <message>
        <source>has packages that name the folder it was made in</source>
        <translation>tiene paquetes que nombran la carpeta en la que se creó</translation>
    </message>
    <message>
        <source>was built by comfy-env itself</source>
        <translation>lo construyó el propio comfy-env</translation>
    </message>
    <message>
        <source>leans on a Python outside of it</source>
        <translation>se apoya en un Python que está fuera de él</translation>
    </message>
    <message>
        <source>has no list of what is in it</source>
        <translation>no tiene lista de lo que contiene</translation>
    </message>
    <message>
        <source>is not there any more</source>
        <translation>ya no está</translation>
    </message>
</context>
<context>
    <name>portico::KeepOffline</name>
    <message>
        <source>“%1” is a folder of your own, which Portico only starts: it is not kept for offline.</source>
        <translation>«%1» es una carpeta suya, que Portico solo inicia: no se conserva sin conexión.</translation>
    </message>
    <message>
        <source>Copy the folder yourself.</source>
        <translation>Copie usted mismo la carpeta.</translation>
    </message>
    <message>
        <source>%1 is not in this install any more.</source>
        <translation>%1 ya no está en esta instalación.</translation>
    </message>
    <message>
        <source>Keep a snapshot of a generation that is still there.</source>
        <translation>Conserve una instantánea de una generación que aún exista.</translation>
    </message>
    <message>
        <source>It holds a link, %1, to a place outside of it: %2.</source>
        <translation>Contiene un enlace, %1, a un lugar fuera de ella: %2.</translation>
    </message>
    <message>
        <source>Put the files there in place of the link, then keep it again.</source>
        <translation>Ponga los archivos ahí en lugar del enlace y consérvela de nuevo.</translation>
    </message>
    <message>
        <source>keeping “%1” for offline</source>
        <translation>conservando «%1» sin conexión</translation>
    </message>
</context>
<context>
    <name>portico::KeepPacks</name>
    <message>
        <source>Install it again from its address, then keep it.</source>
        <translation>Instálelo de nuevo desde su dirección y después consérvelo.</translation>
    </message>
    <message>
        <source>The node pack “%1” is not as the snapshot has it: it changed in the meantime.</source>
        <translation>El pack de nodos «%1» no está como en la instantánea: cambió entretanto.</translation>
    </message>
    <message>
        <source>Keep the install again, and change no node packs meanwhile.</source>
        <translation>Conserve la instalación de nuevo y no cambie ningún pack de nodos entretanto.</translation>
    </message>
    <message>
        <source>The repository of “%1” is not whole by itself: it borrows from another folder.</source>
        <translation>El repositorio de «%1» no está completo por sí solo: toma cosas prestadas de otra carpeta.</translation>
    </message>
</context>
<context>
    <name>portico::KeepRuntime</name>
    <message>
        <source>ComfyUI or its Python is not as it was installed: %1.</source>
        <translation>ComfyUI o su Python no está como se instaló: %1.</translation>
    </message>
    <message>
        <source>Put it back, then keep it again: porticoctl repair %1.</source>
        <translation>Restitúyalo y consérvelo de nuevo: porticoctl repair %1.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository is not at the commit %1 any more.</source>
        <translation>El repositorio de ComfyUI ya no está en el commit %1.</translation>
    </message>
    <message>
        <source>Check that commit out again, then keep it for offline.</source>
        <translation>Vuelva a extraer ese commit y después consérvelo sin conexión.</translation>
    </message>
    <message>
        <source>ComfyUI leans on a Python of this computer, %1, which is not part of it and cannot be kept.</source>
        <translation>ComfyUI se apoya en un Python de este equipo, %1, que no forma parte de él y no se puede conservar.</translation>
    </message>
    <message>
        <source>To rebuild it elsewhere, install it with a Python of its own and keep that one.</source>
        <translation>Para reconstruirla en otro lugar, instálela con un Python propio y conserve esa.</translation>
    </message>
</context>
<context>
    <name>portico::KeptGenerations</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>«%1» no tiene la generación %2.</translation>
    </message>
    <message>
        <source>Look at those that are there.</source>
        <translation>Mire las que hay.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is in use or pinned, and stays.</source>
        <translation>La generación %1 de «%2» está en uso o fijada, y se queda.</translation>
    </message>
    <message>
        <source>Go to another one, or take its pin away.</source>
        <translation>Pase a otra o deje de fijarla.</translation>
    </message>
    <message>
        <source>removing an old generation</source>
        <translation>quitando una generación antigua</translation>
    </message>
</context>
<context>
    <name>portico::KeptPacks</name>
    <message>
        <source>clearing away old node packs</source>
        <translation>retirando packs de nodos antiguos</translation>
    </message>
</context>
<context>
    <name>portico::KnownBundles</name>
    <message>
        <source>remembering a bundle</source>
        <translation>recordando un lote</translation>
    </message>
    <message>
        <source>%1 is not the file that Portico got from there on %2: its SHA-256 is now %3 and was %4. Its publisher published none to compare with.</source>
        <translation>%1 no es el archivo que Portico obtuvo de allí el %2: su SHA-256 es ahora %3 y era %4. Su editor no publicó ninguno con el que comparar.</translation>
    </message>
    <message>
        <source>Ask its publisher whether the change is meant. If it is, add it with the new SHA-256 given by hand.</source>
        <translation>Pregunte a su editor si el cambio es intencionado. Si lo es, añádalo indicando a mano el nuevo SHA-256.</translation>
    </message>
</context>
<context>
    <name>portico::KnownFailures</name>
    <message>
        <source>An argument that this ComfyUI does not know</source>
        <translation>Un argumento que este ComfyUI no conoce</translation>
    </message>
    <message>
        <source>ComfyUI does not know the argument %1.</source>
        <translation>ComfyUI no conoce el argumento %1.</translation>
    </message>
    <message>
        <source>Remove the argument %1, then start again.</source>
        <translation>Quite el argumento %1 e inicie de nuevo.</translation>
    </message>
    <message>
        <source>An argument that ComfyUI does not accept</source>
        <translation>Un argumento que ComfyUI no acepta</translation>
    </message>
    <message>
        <source>ComfyUI does not accept the argument %1: %2</source>
        <translation>ComfyUI no acepta el argumento %1: %2</translation>
    </message>
    <message>
        <source>ComfyUI does not accept its arguments: %1.</source>
        <translation>ComfyUI no acepta sus argumentos: %1.</translation>
    </message>
    <message>
        <source>Correct the arguments in the settings of this install.</source>
        <translation>Corrija los argumentos en los ajustes de esta instalación.</translation>
    </message>
    <message>
        <source>The port is taken</source>
        <translation>El puerto está ocupado</translation>
    </message>
    <message>
        <source>Another program uses port %1 on %2.</source>
        <translation>Otro programa usa el puerto %1 en %2.</translation>
    </message>
    <message>
        <source>Use the next free port, or end the other program.</source>
        <translation>Use el siguiente puerto libre o termine el otro programa.</translation>
    </message>
    <message>
        <source>Another program uses port %2 on %1.</source>
        <translation>Otro programa usa el puerto %2 en %1.</translation>
    </message>
    <message>
        <source>The system does not give this port away</source>
        <translation>El sistema no cede este puerto</translation>
    </message>
    <message>
        <source>The system does not let ComfyUI use port %2: it is reserved, or a security program blocks it.</source>
        <translation>El sistema no permite que ComfyUI use el puerto %2: está reservado, o un programa de seguridad lo bloquea.</translation>
    </message>
    <message>
        <source>Use the next free port.</source>
        <translation>Use el siguiente puerto libre.</translation>
    </message>
    <message>
        <source>An address that this computer does not have</source>
        <translation>Una dirección que este equipo no tiene</translation>
    </message>
    <message>
        <source>ComfyUI cannot listen on %1: this computer does not have that address.</source>
        <translation>ComfyUI no puede escuchar en %1: este equipo no tiene esa dirección.</translation>
    </message>
    <message>
        <source>Remove the argument --listen, then start again.</source>
        <translation>Quite el argumento --listen e inicie de nuevo.</translation>
    </message>
    <message>
        <source>A port that does not exist</source>
        <translation>Un puerto que no existe</translation>
    </message>
    <message>
        <source>There is no such port: ports go from 1 to 65535.</source>
        <translation>No existe ese puerto: los puertos van de 1 a 65535.</translation>
    </message>
    <message>
        <source>Another ComfyUI uses the same database</source>
        <translation>Otro ComfyUI usa la misma base de datos</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database of this install.</source>
        <translation>Otro ComfyUI que sigue en marcha retiene la base de datos de esta instalación.</translation>
    </message>
    <message>
        <source>End what an earlier session left behind, or stop the other ComfyUI.</source>
        <translation>Termine lo que dejó una sesión anterior o detenga el otro ComfyUI.</translation>
    </message>
    <message>
        <source>Another ComfyUI that still runs holds the database %1.</source>
        <translation>Otro ComfyUI que sigue en marcha retiene la base de datos %1.</translation>
    </message>
    <message>
        <source>Packages for the database are missing</source>
        <translation>Faltan paquetes para la base de datos</translation>
    </message>
    <message>
        <source>ComfyUI cannot open its database, because Python packages are missing.</source>
        <translation>ComfyUI no puede abrir su base de datos, porque faltan paquetes de Python.</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>Repare el entorno.</translation>
    </message>
    <message>
        <source>The database cannot be used</source>
        <translation>No se puede usar la base de datos</translation>
    </message>
    <message>
        <source>ComfyUI cannot use its database (%1).</source>
        <translation>ComfyUI no puede usar su base de datos (%1).</translation>
    </message>
    <message>
        <source>Start without the list of assets; pictures and workflows are not touched.</source>
        <translation>Inicie sin la lista de recursos; las imágenes y los flujos de trabajo no se tocan.</translation>
    </message>
    <message>
        <source>A folder of node packs is missing</source>
        <translation>Falta una carpeta de packs de nodos</translation>
    </message>
    <message>
        <source>ComfyUI looks for node packs in %1, and there is no such folder.</source>
        <translation>ComfyUI busca packs de nodos en %1, y no existe esa carpeta.</translation>
    </message>
    <message>
        <source>Create the folder, or correct the extra model folders.</source>
        <translation>Cree la carpeta o corrija las carpetas de modelos adicionales.</translation>
    </message>
    <message>
        <source>The list of extra model folders cannot be read</source>
        <translation>No se puede leer la lista de carpetas de modelos adicionales</translation>
    </message>
    <message>
        <source>ComfyUI cannot read a file that lists extra model folders: it is missing, empty or no YAML.</source>
        <translation>ComfyUI no puede leer un archivo que enumera carpetas de modelos adicionales: falta, está vacío o no es YAML.</translation>
    </message>
    <message>
        <source>Correct extra_model_paths.yaml, or remove the file.</source>
        <translation>Corrija extra_model_paths.yaml o quite el archivo.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>El disco está lleno</translation>
    </message>
    <message>
        <source>ComfyUI could not write a file, because the disk is full.</source>
        <translation>ComfyUI no pudo escribir un archivo, porque el disco está lleno.</translation>
    </message>
    <message>
        <source>Free some space, then start again.</source>
        <translation>Libere espacio e inicie de nuevo.</translation>
    </message>
    <message>
        <source>torch is a build without a graphics card</source>
        <translation>torch es una compilación sin tarjeta gráfica</translation>
    </message>
    <message>
        <source>The installed torch cannot use the graphics card: it was replaced by a CPU build, or is one for another maker&apos;s card.</source>
        <translation>El torch instalado no puede usar la tarjeta gráfica: se sustituyó por una compilación para CPU o es para la tarjeta de otro fabricante.</translation>
    </message>
    <message>
        <source>Repair torch: the right build comes back, offline where it is kept.</source>
        <translation>Repare torch: vuelve la compilación correcta, sin conexión donde se conserve.</translation>
    </message>
    <message>
        <source>No NVIDIA driver</source>
        <translation>No hay controlador de NVIDIA</translation>
    </message>
    <message>
        <source>This build is made for NVIDIA graphics cards, and no NVIDIA driver was found.</source>
        <translation>Esta compilación está hecha para tarjetas gráficas NVIDIA, y no se encontró ningún controlador de NVIDIA.</translation>
    </message>
    <message>
        <source>Install the driver of your graphics card, or choose another build.</source>
        <translation>Instale el controlador de su tarjeta gráfica o elija otra compilación.</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old</source>
        <translation>El controlador de NVIDIA es demasiado antiguo</translation>
    </message>
    <message>
        <source>The NVIDIA driver (CUDA version %1) is older than this build of torch needs.</source>
        <translation>El controlador de NVIDIA (versión de CUDA %1) es más antiguo de lo que necesita esta compilación de torch.</translation>
    </message>
    <message>
        <source>Install the newest driver, or choose a build for older drivers.</source>
        <translation>Instale el controlador más reciente o elija una compilación para controladores más antiguos.</translation>
    </message>
    <message>
        <source>torch does not know this graphics card</source>
        <translation>torch no conoce esta tarjeta gráfica</translation>
    </message>
    <message>
        <source>This build of torch has no code for %1 (%2).</source>
        <translation>Esta compilación de torch no tiene código para %1 (%2).</translation>
    </message>
    <message>
        <source>Choose a build for your graphics card.</source>
        <translation>Elija una compilación para su tarjeta gráfica.</translation>
    </message>
    <message>
        <source>This build of torch has no code for your graphics card.</source>
        <translation>Esta compilación de torch no tiene código para su tarjeta gráfica.</translation>
    </message>
    <message>
        <source>torch does not know this AMD graphics card</source>
        <translation>torch no conoce esta tarjeta gráfica AMD</translation>
    </message>
    <message>
        <source>This ROCm build of torch has no code for your AMD graphics card.</source>
        <translation>Esta compilación de torch para ROCm no tiene código para su tarjeta gráfica AMD.</translation>
    </message>
    <message>
        <source>The graphics card&apos;s memory is full</source>
        <translation>La memoria de la tarjeta gráfica está llena</translation>
    </message>
    <message>
        <source>A prompt needed more memory than the graphics card has.</source>
        <translation>Un trabajo necesitó más memoria de la que tiene la tarjeta gráfica.</translation>
    </message>
    <message>
        <source>Keep models in the computer&apos;s memory (--novram), or make smaller pictures.</source>
        <translation>Mantenga los modelos en la memoria del equipo (--novram) o haga imágenes más pequeñas.</translation>
    </message>
    <message>
        <source>Memory was short for a moment</source>
        <translation>Faltó memoria por un momento</translation>
    </message>
    <message>
        <source>ComfyUI ran short of graphics memory and helped itself.</source>
        <translation>A ComfyUI le faltó memoria gráfica y se las arregló solo.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>No hay que hacer nada.</translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full</source>
        <translation>La memoria del equipo está llena</translation>
    </message>
    <message>
        <source>Windows had no memory left: its paging file is too small.</source>
        <translation>A Windows no le quedaba memoria: su archivo de paginación es demasiado pequeño.</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or make the paging file larger.</source>
        <translation>No mantenga nada en memoria entre trabajos (--cache-none) o amplíe el archivo de paginación.</translation>
    </message>
    <message>
        <source>Windows cannot load torch</source>
        <translation>Windows no puede cargar torch</translation>
    </message>
    <message>
        <source>Windows cannot load %1, the part of torch for AMD graphics cards.</source>
        <translation>Windows no puede cargar %1, la parte de torch para tarjetas gráficas AMD.</translation>
    </message>
    <message>
        <source>Install the newest driver of your AMD graphics card.</source>
        <translation>Instale el controlador más reciente de su tarjeta gráfica AMD.</translation>
    </message>
    <message>
        <source>Windows cannot load %1, a part of torch.</source>
        <translation>Windows no puede cargar %1, una parte de torch.</translation>
    </message>
    <message>
        <source>Install the Microsoft Visual C++ Redistributable; if it is there already, repair torch.</source>
        <translation>Instale Microsoft Visual C++ Redistributable; si ya está instalado, repare torch.</translation>
    </message>
    <message>
        <source>torch and torchvision do not fit together</source>
        <translation>torch y torchvision no son compatibles</translation>
    </message>
    <message>
        <source>torchvision is a build for another torch: something replaced one of the two.</source>
        <translation>torchvision es una compilación para otro torch: algo sustituyó uno de los dos.</translation>
    </message>
    <message>
        <source>Repair torch: both come back as one pair.</source>
        <translation>Repare torch: ambos vuelven como pareja.</translation>
    </message>
    <message>
        <source>A part of torch is missing</source>
        <translation>Falta una parte de torch</translation>
    </message>
    <message>
        <source>%1, a part of torch, cannot be found.</source>
        <translation>No se encuentra %1, una parte de torch.</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>Repare torch.</translation>
    </message>
    <message>
        <source>A newer build would be faster</source>
        <translation>Una compilación más reciente sería más rápida</translation>
    </message>
    <message>
        <source>ComfyUI has faster code for NVIDIA cards of the 20 series and newer, which needs torch for CUDA 13.</source>
        <translation>ComfyUI tiene código más rápido para las tarjetas NVIDIA de la serie 20 y posteriores, que necesita torch para CUDA 13.</translation>
    </message>
    <message>
        <source>Choose a build for CUDA 13, if your card and driver allow it.</source>
        <translation>Elija una compilación para CUDA 13, si su tarjeta y su controlador lo permiten.</translation>
    </message>
    <message>
        <source>Several graphics cards are in sight</source>
        <translation>Hay varias tarjetas gráficas a la vista</translation>
    </message>
    <message>
        <source>ComfyUI sees several NVIDIA graphics cards, which fails on Windows at times.</source>
        <translation>ComfyUI ve varias tarjetas gráficas NVIDIA, lo que a veces falla en Windows.</translation>
    </message>
    <message>
        <source>Show it the first one only; another can be chosen in the settings.</source>
        <translation>Muéstrele solo la primera; en los ajustes se puede elegir otra.</translation>
    </message>
    <message>
        <source>An isolated environment is not built</source>
        <translation>Un entorno aislado no está construido</translation>
    </message>
    <message>
        <source>comfy-env did not find the environment “%1”, so its nodes ran in ComfyUI&apos;s own Python, or not at all.</source>
        <translation>comfy-env no encontró el entorno «%1», así que sus nodos se ejecutaron en el Python propio de ComfyUI o no se ejecutaron.</translation>
    </message>
    <message>
        <source>Build it in the install&apos;s environments, then start again.</source>
        <translation>Constrúyalo en los entornos de la instalación e inicie de nuevo.</translation>
    </message>
    <message>
        <source>An isolated environment is not found</source>
        <translation>No se encuentra un entorno aislado</translation>
    </message>
    <message>
        <source>comfy-env did not look for an environment (%1), so the nodes ran in ComfyUI&apos;s own Python.</source>
        <translation>comfy-env no buscó ningún entorno (%1), así que los nodos se ejecutaron en el Python propio de ComfyUI.</translation>
    </message>
    <message>
        <source>Put the node pack itself, not a link to it, into custom_nodes.</source>
        <translation>Ponga en custom_nodes el propio pack de nodos, no un enlace a él.</translation>
    </message>
    <message>
        <source>An isolated environment is for something else</source>
        <translation>Un entorno aislado es para otra cosa</translation>
    </message>
    <message>
        <source>The environment “%1” was made for another Python or torch, and comfy-env refused it: %2.</source>
        <translation>El entorno «%1» se creó para otro Python o torch, y comfy-env lo rechazó: %2.</translation>
    </message>
    <message>
        <source>Build it anew in the install&apos;s environments, then start again.</source>
        <translation>Constrúyalo de nuevo en los entornos de la instalación e inicie de nuevo.</translation>
    </message>
    <message>
        <source>Isolated nodes could not be read</source>
        <translation>No se pudieron leer los nodos aislados</translation>
    </message>
    <message>
        <source>The nodes of %1 could not be read in their environment, so the pack has none of them: %2</source>
        <translation>Los nodos de %1 no se pudieron leer en su entorno, así que el pack no tiene ninguno de ellos: %2</translation>
    </message>
    <message>
        <source>Repair the environment in the install&apos;s environments.</source>
        <translation>Repare el entorno en los entornos de la instalación.</translation>
    </message>
    <message>
        <source>Two packs share one environment&apos;s name</source>
        <translation>Dos packs comparten el nombre de un entorno</translation>
    </message>
    <message>
        <source>%2 and %3 both give the name “%1” to their environment, and comfy-env then builds none at all.</source>
        <translation>%2 y %3 dan el nombre «%1» a su entorno, y comfy-env no construye entonces ninguno.</translation>
    </message>
    <message>
        <source>Remove or rename the pack that is a copy of the other.</source>
        <translation>Quite el pack que sea copia del otro o cámbiele el nombre.</translation>
    </message>
    <message>
        <source>CUDA packages are not offered</source>
        <translation>No se ofrecen los paquetes de CUDA</translation>
    </message>
    <message>
        <source>Nobody offers all CUDA packages of the isolated environments for one CUDA and torch.</source>
        <translation>Nadie ofrece todos los paquetes de CUDA de los entornos aislados para un mismo CUDA y torch.</translation>
    </message>
    <message>
        <source>Build them in the install&apos;s environments, where it is said which one is missing.</source>
        <translation>Constrúyalos en los entornos de la instalación, donde se dice cuál falta.</translation>
    </message>
    <message>
        <source>A CUDA package is not offered</source>
        <translation>No se ofrece un paquete de CUDA</translation>
    </message>
    <message>
        <source>Nobody offers the CUDA package %1 for this CUDA, torch and Python.</source>
        <translation>Nadie ofrece el paquete de CUDA %1 para este CUDA, torch y Python.</translation>
    </message>
    <message>
        <source>Choose another CUDA for the install, or ask the author of the pack.</source>
        <translation>Elija otro CUDA para la instalación o pregunte al autor del pack.</translation>
    </message>
    <message>
        <source>pixi came damaged</source>
        <translation>pixi llegó dañado</translation>
    </message>
    <message>
        <source>comfy-env fetched %1, and it is not what its makers published.</source>
        <translation>comfy-env descargó %1, y no es lo que publicaron sus autores.</translation>
    </message>
    <message>
        <source>Check the network settings, then build in the install&apos;s environments.</source>
        <translation>Compruebe los ajustes de red y construya en los entornos de la instalación.</translation>
    </message>
    <message>
        <source>There is no pixi for this computer</source>
        <translation>No hay pixi para este equipo</translation>
    </message>
    <message>
        <source>comfy-env runs its environments with pixi, which is not made for %1.</source>
        <translation>comfy-env ejecuta sus entornos con pixi, que no está hecho para %1.</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>Los entornos aislados necesitan otro equipo.</translation>
    </message>
    <message>
        <source>comfy-env began a build again</source>
        <translation>comfy-env volvió a empezar una construcción</translation>
    </message>
    <message>
        <source>comfy-env waited ten minutes for another build of an environment, then removed it and began again.</source>
        <translation>comfy-env esperó diez minutos a otra construcción de un entorno, la eliminó y empezó de nuevo.</translation>
    </message>
    <message>
        <source>Build in the install&apos;s environments, which never ends a build that is alive.</source>
        <translation>Construya en los entornos de la instalación, donde nunca se termina una construcción que sigue viva.</translation>
    </message>
    <message>
        <source>A variable ends comfy-env</source>
        <translation>Una variable termina comfy-env</translation>
    </message>
    <message>
        <source>This version of comfy-env refuses to start with the variable %1.</source>
        <translation>Esta versión de comfy-env se niega a iniciarse con la variable %1.</translation>
    </message>
    <message>
        <source>Remove %1 from the variables of this install.</source>
        <translation>Quite %1 de las variables de esta instalación.</translation>
    </message>
    <message>
        <source>A node pack looks in ComfyUI&apos;s own folder</source>
        <translation>Un pack de nodos busca en la carpeta propia de ComfyUI</translation>
    </message>
    <message>
        <source>A node pack looks for %1 beside ComfyUI&apos;s main.py, and it is in the data folder of this install.</source>
        <translation>Un pack de nodos busca %1 junto al main.py de ComfyUI, y está en la carpeta de datos de esta instalación.</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>Use la disposición clásica para esta instalación: desde allí hay enlaces a la carpeta de datos.</translation>
    </message>
    <message>
        <source>A workflow needs a node that is not here</source>
        <translation>Un flujo de trabajo necesita un nodo que no está aquí</translation>
    </message>
    <message>
        <source>The workflow uses the node “%1”, which no installed pack has.</source>
        <translation>El flujo de trabajo usa el nodo «%1», que ningún pack instalado tiene.</translation>
    </message>
    <message>
        <source>Find and install the node pack that has it.</source>
        <translation>Busque e instale el pack de nodos que lo tiene.</translation>
    </message>
    <message>
        <source>A workflow needs a model that is not here</source>
        <translation>Un flujo de trabajo necesita un modelo que no está aquí</translation>
    </message>
    <message>
        <source>The workflow uses %1, which is in none of the model folders.</source>
        <translation>El flujo de trabajo usa %1, que no está en ninguna de las carpetas de modelos.</translation>
    </message>
    <message>
        <source>Put the file into the right model folder.</source>
        <translation>Ponga el archivo en la carpeta de modelos correcta.</translation>
    </message>
    <message>
        <source>A web page was refused</source>
        <translation>Se rechazó una página web</translation>
    </message>
    <message>
        <source>A page of %2 asked ComfyUI at %1 for something, and ComfyUI refused it.</source>
        <translation>Una página de %2 pidió algo a ComfyUI en %1, y ComfyUI lo rechazó.</translation>
    </message>
    <message>
        <source>Open ComfyUI under its own address.</source>
        <translation>Abra ComfyUI con su propia dirección.</translation>
    </message>
    <message>
        <source>A character could not be logged</source>
        <translation>No se pudo registrar un carácter</translation>
    </message>
    <message>
        <source>A line of the log could not be written, because Python did not use UTF-8. Only that line is lost.</source>
        <translation>No se pudo escribir una línea del registro, porque Python no usaba UTF-8. Solo se pierde esa línea.</translation>
    </message>
    <message>
        <source>Remove PYTHONUTF8 and PYTHONIOENCODING from the variables of this install, if they are there.</source>
        <translation>Quite PYTHONUTF8 y PYTHONIOENCODING de las variables de esta instalación, si están ahí.</translation>
    </message>
    <message>
        <source>A line could not be logged</source>
        <translation>No se pudo registrar una línea</translation>
    </message>
    <message>
        <source>A line of the log could not be written. Only that line is lost.</source>
        <translation>No se pudo escribir una línea del registro. Solo se pierde esa línea.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager changed packages before the start</source>
        <translation>ComfyUI-Manager cambió paquetes antes del inicio</translation>
    </message>
    <message>
        <source>ComfyUI-Manager had work left over and did it at this start, which then failed.</source>
        <translation>ComfyUI-Manager tenía trabajo pendiente y lo hizo en este inicio, que después falló.</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager still wants to do, then repair the environment.</source>
        <translation>Borre lo que ComfyUI-Manager todavía quiere hacer y repare el entorno.</translation>
    </message>
    <message>
        <source>The start was interrupted</source>
        <translation>El inicio se interrumpió</translation>
    </message>
    <message>
        <source>Somebody or something interrupted ComfyUI while it started.</source>
        <translation>Alguien o algo interrumpió ComfyUI mientras se iniciaba.</translation>
    </message>
    <message>
        <source>Start again.</source>
        <translation>Inicie de nuevo.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s web page is missing</source>
        <translation>Falta la página web de ComfyUI</translation>
    </message>
    <message>
        <source>The package comfyui-frontend-package is not installed.</source>
        <translation>El paquete comfyui-frontend-package no está instalado.</translation>
    </message>
    <message>
        <source>An attention package is missing</source>
        <translation>Falta un paquete de atención</translation>
    </message>
    <message>
        <source>The argument %1 needs the package %2, which is not installed.</source>
        <translation>El argumento %1 necesita el paquete %2, que no está instalado.</translation>
    </message>
    <message>
        <source>An attention kernel is missing</source>
        <translation>Falta un núcleo de atención</translation>
    </message>
    <message>
        <source>Comfy Kitchen&apos;s attention does not work with this build.</source>
        <translation>La atención de Comfy Kitchen no funciona con esta compilación.</translation>
    </message>
    <message>
        <source>Remove the argument --use-ck-attention, then start again.</source>
        <translation>Quite el argumento --use-ck-attention e inicie de nuevo.</translation>
    </message>
    <message>
        <source>The workflow templates are missing</source>
        <translation>Faltan las plantillas de flujos de trabajo</translation>
    </message>
    <message>
        <source>The package comfyui-workflow-templates is not installed; ComfyUI runs without its templates.</source>
        <translation>El paquete comfyui-workflow-templates no está instalado; ComfyUI funciona sin sus plantillas.</translation>
    </message>
    <message>
        <source>A package is too old</source>
        <translation>Un paquete es demasiado antiguo</translation>
    </message>
    <message>
        <source>%1 is of version %2, and this ComfyUI is made for %3.</source>
        <translation>%1 es de la versión %2, y este ComfyUI está hecho para %3.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager is not installed</source>
        <translation>ComfyUI-Manager no está instalado</translation>
    </message>
    <message>
        <source>The argument --enable-manager needs the package comfyui-manager, which is not installed; ComfyUI runs without it.</source>
        <translation>El argumento --enable-manager necesita el paquete comfyui-manager, que no está instalado; ComfyUI funciona sin él.</translation>
    </message>
    <message>
        <source>Remove the argument, or install the package.</source>
        <translation>Quite el argumento o instale el paquete.</translation>
    </message>
    <message>
        <source>Memory is managed the older, slower way</source>
        <translation>La memoria se administra de la forma antigua, más lenta</translation>
    </message>
    <message>
        <source>This torch is too old for ComfyUI&apos;s dynamic graphics memory.</source>
        <translation>Este torch es demasiado antiguo para la memoria gráfica dinámica de ComfyUI.</translation>
    </message>
    <message>
        <source>Choose a newer build.</source>
        <translation>Elija una compilación más reciente.</translation>
    </message>
    <message>
        <source>The package comfy-aimdo does not work, so ComfyUI does without dynamic graphics memory.</source>
        <translation>El paquete comfy-aimdo no funciona, así que ComfyUI prescinde de la memoria gráfica dinámica.</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s own nodes are missing</source>
        <translation>Faltan algunos nodos propios de ComfyUI</translation>
    </message>
    <message>
        <source>Some nodes of comfy_%1 could not be imported: packages are missing or old.</source>
        <translation>No se pudieron importar algunos nodos de comfy_%1: faltan paquetes o son antiguos.</translation>
    </message>
    <message>
        <source>Packages for two versions of NumPy</source>
        <translation>Paquetes para dos versiones de NumPy</translation>
    </message>
    <message>
        <source>A package was built for NumPy 1 and NumPy 2 is installed.</source>
        <translation>Un paquete se compiló para NumPy 1 y está instalado NumPy 2.</translation>
    </message>
    <message>
        <source>Another version of the web page could not be had</source>
        <translation>No se pudo obtener otra versión de la página web</translation>
    </message>
    <message>
        <source>The web page that --front-end-version names could not be downloaded; the installed one is shown.</source>
        <translation>La página web que indica --front-end-version no se pudo descargar; se muestra la instalada.</translation>
    </message>
    <message>
        <source>Remove the argument --front-end-version, or check the network.</source>
        <translation>Quite el argumento --front-end-version o compruebe la red.</translation>
    </message>
</context>
<context>
    <name>portico::LastWords</name>
    <message>
        <source>Disable the node pack, or update it.</source>
        <translation>Desactive el pack de nodos o actualícelo.</translation>
    </message>
    <message>
        <source>Let Portico find out whether a node pack is the cause.</source>
        <translation>Deje que Portico averigüe si la causa es un pack de nodos.</translation>
    </message>
    <message>
        <source>Repair the environment.</source>
        <translation>Repare el entorno.</translation>
    </message>
    <message>
        <source>A Python package is missing</source>
        <translation>Falta un paquete de Python</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: the Python module %2 is not installed.</source>
        <translation>El pack de nodos %1 terminó ComfyUI: el módulo de Python %2 no está instalado.</translation>
    </message>
    <message>
        <source>ComfyUI cannot start: the Python module %1 is not installed.</source>
        <translation>ComfyUI no puede iniciarse: el módulo de Python %1 no está instalado.</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>Instale lo que necesita el pack.</translation>
    </message>
    <message>
        <source>ComfyUI crashed</source>
        <translation>ComfyUI se cerró por un fallo</translation>
    </message>
    <message>
        <source>A part of ComfyUI that is not written in Python crashed: the driver, torch or a package (%1).</source>
        <translation>Falló una parte de ComfyUI que no está escrita en Python: el controlador, torch o un paquete (%1).</translation>
    </message>
    <message>
        <source>ComfyUI crashed in the code of the node pack %1 (%2).</source>
        <translation>ComfyUI se cerró por un fallo en el código del pack de nodos %1 (%2).</translation>
    </message>
    <message>
        <source>The system ended ComfyUI</source>
        <translation>El sistema terminó ComfyUI</translation>
    </message>
    <message>
        <source>Something killed ComfyUI without a word. The system does this when the computer&apos;s memory runs out.</source>
        <translation>Algo terminó ComfyUI sin decir nada. El sistema lo hace cuando se agota la memoria del equipo.</translation>
    </message>
    <message>
        <source>Keep nothing in memory between prompts (--cache-none), or close other programs.</source>
        <translation>No mantenga nada en memoria entre trabajos (--cache-none) o cierre otros programas.</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error</source>
        <translation>ComfyUI terminó con un error</translation>
    </message>
    <message>
        <source>ComfyUI never became ready</source>
        <translation>ComfyUI nunca llegó a estar listo</translation>
    </message>
    <message>
        <source>ComfyUI started and then said nothing more.</source>
        <translation>ComfyUI se inició y después no dijo nada más.</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself</source>
        <translation>ComfyUI terminó por sí solo</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI terminó por sí solo: %1.</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI terminó antes de estar listo: %1.</translation>
    </message>
    <message>
        <source>ComfyUI ended with an error: “%1”.</source>
        <translation>ComfyUI terminó con un error: «%1».</translation>
    </message>
    <message>
        <source>The node pack %1 ended ComfyUI: “%2”.</source>
        <translation>El pack de nodos %1 terminó ComfyUI: «%2».</translation>
    </message>
</context>
<context>
    <name>portico::LaunchCommand</name>
    <message>
        <source>The install “%1” has no ComfyUI and no Python to start.</source>
        <translation>La instalación «%1» no tiene ningún ComfyUI ni ningún Python que iniciar.</translation>
    </message>
    <message>
        <source>Remove it and add its bundle again; your own files can be kept.</source>
        <translation>Quítela y añada su lote de nuevo; los archivos de usted se pueden conservar.</translation>
    </message>
</context>
<context>
    <name>portico::Layer</name>
    <message>
        <source>The layer in %1 is damaged.</source>
        <translation>La capa de %1 está dañada.</translation>
    </message>
    <message>
        <source>Repair the install: the layer is built again.</source>
        <translation>Repare la instalación: la capa se construye de nuevo.</translation>
    </message>
    <message>
        <source>There is no layer in %1.</source>
        <translation>No hay ninguna capa en %1.</translation>
    </message>
</context>
<context>
    <name>portico::LayerFiles</name>
    <message>
        <source>A package of the layer brings %1, which would lead Python out of its layer.</source>
        <translation>Un paquete de la capa trae %1, que llevaría Python fuera de su capa.</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it.</source>
        <translation>Omita el pack de nodos que lo necesita.</translation>
    </message>
    <message>
        <source>%1 could not be replaced.</source>
        <translation>No se pudo sustituir %1.</translation>
    </message>
    <message>
        <source>A package of the layer runs code at each start of Python: %1.</source>
        <translation>Un paquete de la capa ejecuta código cada vez que se inicia Python: %1.</translation>
    </message>
    <message>
        <source>%1 could not be made read-only.</source>
        <translation>No se pudo hacer %1 de solo lectura.</translation>
    </message>
    <message>
        <source>Close what may use this file, a virus scanner too, then try again.</source>
        <translation>Cierre lo que pueda estar usando este archivo, también un antivirus, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Check that the disk of the library lets you change the rights of files.</source>
        <translation>Compruebe que el disco de la biblioteca permita cambiar los permisos de los archivos.</translation>
    </message>
</context>
<context>
    <name>portico::LayerOver</name>
    <message>
        <source>“%1” asks for %2, and this ComfyUI comes with %3 %4.</source>
        <translation>«%1» pide %2, y este ComfyUI trae %3 %4.</translation>
    </message>
</context>
<context>
    <name>portico::LayerPath</name>
    <message>
        <source>The Python %1 reads no path files, so it can have no layer of packages.</source>
        <translation>El Python %1 no lee archivos de rutas, así que no puede tener una capa de paquetes.</translation>
    </message>
    <message>
        <source>Take the # away before “import site” in the ._pth file beside it.</source>
        <translation>Quite el # delante de «import site» en el archivo ._pth que está a su lado.</translation>
    </message>
</context>
<context>
    <name>portico::LayerResolver</name>
    <message>
        <source>The packages that the node packs need do not go together.</source>
        <translation>Los paquetes que necesitan los packs de nodos no son compatibles entre sí.</translation>
    </message>
    <message>
        <source>Leave out one of the node packs.</source>
        <translation>Omita uno de los packs de nodos.</translation>
    </message>
</context>
<context>
    <name>portico::LayerStore</name>
    <message>
        <source>removing the layer %1</source>
        <translation>quitando la capa %1</translation>
    </message>
    <message>
        <source>removing unused layers</source>
        <translation>quitando capas sin usar</translation>
    </message>
</context>
<context>
    <name>portico::LayerView</name>
    <message>
        <source>Putting the packages in</source>
        <translation>Colocar los paquetes</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its packages are not kept in layers.</source>
        <translation>«%1» es una carpeta suya: sus paquetes no se guardan en capas.</translation>
    </message>
    <message>
        <source>Install ComfyUI with Portico and move your node packs there.</source>
        <translation>Instale ComfyUI con Portico y traslade allí sus packs de nodos.</translation>
    </message>
    <message>
        <source>putting in the layer %1</source>
        <translation>colocando la capa %1</translation>
    </message>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>cambiando la capa de «%1»</translation>
    </message>
    <message>
        <source>The packages of the node packs are put in again.</source>
        <translation>Los paquetes de los packs de nodos se colocan de nuevo.</translation>
    </message>
    <message>
        <source>removing old views</source>
        <translation>quitando vistas antiguas</translation>
    </message>
</context>
<context>
    <name>portico::LinkEnv</name>
    <message>
        <source>The link %1 could not be made.</source>
        <translation>No se pudo crear el enlace %1.</translation>
    </message>
    <message>
        <source>Such a link needs a local disk with NTFS: move the library to one.</source>
        <translation>Un enlace así necesita un disco local con NTFS: traslade la biblioteca a uno.</translation>
    </message>
</context>
<context>
    <name>portico::ListArchive</name>
    <message>
        <source>Looking into %1 ended without a result.</source>
        <translation>El examen de %1 terminó sin resultado.</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, get the file again.</source>
        <translation>Compruebe que haya suficiente memoria libre e inténtelo de nuevo; si vuelve a ocurrir, obtenga el archivo de nuevo.</translation>
    </message>
    <message>
        <source>The list of an archive&apos;s files cannot be read.</source>
        <translation>No se puede leer la lista de archivos de un archivo comprimido.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Instale Portico de nuevo.</translation>
    </message>
    <message>
        <source>The request to list an archive is incomplete.</source>
        <translation>La petición de listar un archivo comprimido está incompleta.</translation>
    </message>
    <message>
        <source>it is larger than such a file can be</source>
        <translation>es más grande de lo que puede ser un archivo así</translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation>Examinarlo</translation>
    </message>
</context>
<context>
    <name>portico::ListRemote</name>
    <message>
        <source>%1 told nothing about its branches.</source>
        <translation>%1 no dijo nada de sus ramas.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the network settings.</source>
        <translation>Inténtelo de nuevo más tarde; compruebe la dirección y los ajustes de red.</translation>
    </message>
</context>
<context>
    <name>portico::Lock</name>
    <message>
        <source>a package has no exact version</source>
        <translation>un paquete no tiene una versión exacta</translation>
    </message>
    <message>
        <source>a hash is no SHA-256</source>
        <translation>un hash no es un SHA-256</translation>
    </message>
    <message>
        <source>“%1” has no hash</source>
        <translation>«%1» no tiene hash</translation>
    </message>
    <message>
        <source>The list of locked packages cannot be used: %1.</source>
        <translation>La lista de paquetes bloqueados no se puede usar: %1.</translation>
    </message>
    <message>
        <source>Plan anew without this file: the packages are then chosen again.</source>
        <translation>Planifique de nuevo sin este archivo: los paquetes se vuelven a elegir entonces.</translation>
    </message>
</context>
<context>
    <name>portico::LockInstall</name>
    <message>
        <source>The package index does not give what the lock names any more: %1.</source>
        <translation>El índice de paquetes ya no da lo que nombra el bloqueo: %1.</translation>
    </message>
    <message>
        <source>Build without the lock (--update), or from an index that keeps these files.</source>
        <translation>Construya sin el bloqueo (--update) o desde un índice que conserve estos archivos.</translation>
    </message>
</context>
<context>
    <name>portico::LogFiles</name>
    <message>
        <source>The log cannot be written to %1: %2. It is only shown.</source>
        <translation>No se puede escribir el registro en %1: %2. Solo se muestra.</translation>
    </message>
</context>
<context>
    <name>portico::LogSource</name>
    <message>
        <source>The log %1 cannot be read: %2.</source>
        <translation>No se puede leer el registro %1: %2.</translation>
    </message>
    <message>
        <source>Name a log file that is there and may be read.</source>
        <translation>Indique un archivo de registro que exista y se pueda leer.</translation>
    </message>
</context>
<context>
    <name>portico::MatchLayer</name>
    <message>
        <source>This ComfyUI has another Python or other packages than that of the snapshot, and these packages of node packs come out differently: %1.</source>
        <translation>Este ComfyUI tiene otro Python u otros paquetes que el de la instantánea, y estos paquetes de los packs de nodos resultan distintos: %1.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which takes them so.</source>
        <translation>Vuelva atrás en lo posible: se toman así.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not there any more.</source>
        <translation>La generación %1 de «%2» ya no está.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which stays with this one.</source>
        <translation>Vuelva atrás en lo posible: se queda con esta.</translation>
    </message>
</context>
<context>
    <name>portico::MigrateFiles</name>
    <message>
        <source>The model folder %1 could not be linked: node packs do not find what is in it.</source>
        <translation>No se pudo enlazar la carpeta de modelos %1: los packs de nodos no encuentran lo que contiene.</translation>
    </message>
</context>
<context>
    <name>portico::MigrateInstall</name>
    <message>
        <source>“%1” is running or being changed and cannot be migrated now.</source>
        <translation>«%1» está en marcha o se está cambiando, y ahora no se puede migrar.</translation>
    </message>
    <message>
        <source>Stop it, then migrate it.</source>
        <translation>Deténgala y después mígrela.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Adoptar</translation>
    </message>
    <message>
        <source>migrating “%1”</source>
        <translation>migrando «%1»</translation>
    </message>
    <message>
        <source>%1 in the library</source>
        <comment>name of a migrated install</comment>
        <translation>%1 en la biblioteca</translation>
    </message>
</context>
<context>
    <name>portico::MigratePython</name>
    <message>
        <source>The Python in %1 only works there: a copy of it still uses %2.</source>
        <translation>El Python de %1 solo funciona ahí: una copia suya sigue usando %2.</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>Componga un ComfyUI con «porticoctl install» e indíquele la carpeta de modelos de este.</translation>
    </message>
    <message>
        <source>The new Python has no folder for packages.</source>
        <translation>El nuevo Python no tiene ninguna carpeta para paquetes.</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Comuníquelo, por favor.</translation>
    </message>
</context>
<context>
    <name>portico::Miniforge</name>
    <message>
        <source>See the log for its whole words. Python through uv needs neither conda nor its channels.</source>
        <translation>Lea en el registro todo lo que dijo. Python mediante uv no necesita ni conda ni sus canales.</translation>
    </message>
    <message>
        <source>conda could not make Python %1.</source>
        <translation>conda no pudo crear Python %1.</translation>
    </message>
    <message>
        <source>Miniforge cannot work under %1, which holds a space.</source>
        <translation>Miniforge no puede trabajar en %1, que contiene un espacio.</translation>
    </message>
    <message>
        <source>Move Portico&apos;s library, or take Python through uv.</source>
        <translation>Traslade la biblioteca de Portico o tome Python mediante uv.</translation>
    </message>
    <message>
        <source>Miniforge: %1</source>
        <translation>Miniforge: %1</translation>
    </message>
    <message>
        <source>Miniforge&apos;s installer %1 failed.</source>
        <translation>Falló el instalador de Miniforge %1.</translation>
    </message>
</context>
<context>
    <name>portico::MoveLibrary</name>
    <message>
        <source>There is no library folder %1 that could be moved.</source>
        <translation>No hay ninguna carpeta de biblioteca %1 que se pueda trasladar.</translation>
    </message>
    <message>
        <source>Name the folder itself with “--library”.</source>
        <translation>Indique la propia carpeta con «--library».</translation>
    </message>
    <message>
        <source>Choose a folder beside the library, or on another disk.</source>
        <translation>Elija una carpeta junto a la biblioteca o en otro disco.</translation>
    </message>
    <message>
        <source>%1 cannot be replaced by the library.</source>
        <translation>La biblioteca no puede sustituir %1.</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, such as one in it.</source>
        <translation>Elija una carpeta que aún no exista, por ejemplo una dentro de ella.</translation>
    </message>
    <message>
        <source>There is something at %1.</source>
        <translation>Hay algo en %1.</translation>
    </message>
    <message>
        <source>Choose a folder that does not exist yet, or an empty one.</source>
        <translation>Elija una carpeta que aún no exista o una vacía.</translation>
    </message>
    <message>
        <source>Another disk is mounted at %1: the library is not moved.</source>
        <translation>En %1 está montado otro disco: la biblioteca no se traslada.</translation>
    </message>
    <message>
        <source>Unmount it, or put a link to it in its place, then try again.</source>
        <translation>Desmóntelo o ponga un enlace a él en su lugar, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>moving the library</source>
        <translation>trasladando la biblioteca</translation>
    </message>
    <message>
        <source>“%1” is running or being changed, so the library cannot be moved now.</source>
        <translation>«%1» está en marcha o se está cambiando, así que la biblioteca no se puede trasladar ahora.</translation>
    </message>
    <message>
        <source>Stop it, then move the library.</source>
        <translation>Deténgala y después traslade la biblioteca.</translation>
    </message>
    <message>
        <source>Another Portico is at work in %1.</source>
        <translation>Otro Portico está trabajando en %1.</translation>
    </message>
    <message>
        <source>Wait until it is done, then move the library.</source>
        <translation>Espere a que termine y después traslade la biblioteca.</translation>
    </message>
    <message>
        <source>The library needs %1 more at %2, and %3 are free there.</source>
        <translation>La biblioteca necesita %1 más en %2, y allí hay %3 libres.</translation>
    </message>
    <message>
        <source>Free some space there, or choose another disk. “porticoctl clean” makes the library smaller.</source>
        <translation>Libere espacio allí o elija otro disco. «porticoctl clean» reduce la biblioteca.</translation>
    </message>
    <message>
        <source>There is something at %1, where the old library would go first.</source>
        <translation>Hay algo en %1, adonde iría primero la biblioteca antigua.</translation>
    </message>
    <message>
        <source>Move it elsewhere, then try again: what was copied stays.</source>
        <translation>Trasládelo a otra parte e inténtelo de nuevo: lo copiado se queda.</translation>
    </message>
    <message>
        <source>The isolated environments of “%1” know their old place: “porticoctl env build” makes them again.</source>
        <translation>Los entornos aislados de «%1» conocen su lugar antiguo: «porticoctl env build» los crea de nuevo.</translation>
    </message>
    <message>
        <source>The library is at its new place. Of the old one something is left in %1: %2 “porticoctl clean” tries again.</source>
        <translation>La biblioteca está en su nuevo lugar. De la antigua queda algo en %1: %2 «porticoctl clean» lo intenta de nuevo.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Remove the old files</source>
        <translation>Quitar los archivos antiguos</translation>
    </message>
    <message>
        <source>One of %1 and %2 lies within the other.</source>
        <translation>De %1 y %2, una carpeta está dentro de la otra.</translation>
    </message>
</context>
<context>
    <name>portico::NeedChoices</name>
    <message>
        <source>“%1” is not left out of “%2”.</source>
        <translation>«%1» no está omitido de «%2».</translation>
    </message>
    <message>
        <source>Nothing is left out of it by choice.</source>
        <translation>No hay nada omitido de él por elección.</translation>
    </message>
    <message>
        <source>Left out are: %1.</source>
        <translation>Está omitido: %1.</translation>
    </message>
</context>
<context>
    <name>portico::Network</name>
    <message>
        <source>nobody</source>
        <translation>nadie</translation>
    </message>
    <message>
        <source>The address of %1 cannot be found.</source>
        <translation>No se encuentra la dirección de %1.</translation>
    </message>
    <message>
        <source>Check the connection to the internet and the address.</source>
        <translation>Compruebe la conexión a Internet y la dirección.</translation>
    </message>
    <message>
        <source>%1 does not accept connections.</source>
        <translation>%1 no acepta conexiones.</translation>
    </message>
    <message>
        <source>Try again later; a firewall or proxy may also be in the way.</source>
        <translation>Inténtelo de nuevo más tarde; también puede estar interfiriendo un cortafuegos o un proxy.</translation>
    </message>
    <message>
        <source>No safe connection to %1 can be made.</source>
        <translation>No se puede establecer una conexión segura con %1.</translation>
    </message>
    <message>
        <source>A proxy, a virus scanner or this computer&apos;s clock may be the cause.</source>
        <translation>La causa puede ser un proxy, un antivirus o el reloj de este equipo.</translation>
    </message>
    <message>
        <source>The proxy between here and %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>El proxy que hay hasta %1 pide un nombre de usuario y una contraseña, o rechaza los que se le dieron.</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>Introdúzcalos en la página Red.</translation>
    </message>
    <message>
        <source>The proxy between here and %1 cannot be reached.</source>
        <translation>No se puede llegar al proxy que hay hasta %1.</translation>
    </message>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>Compruebe el proxy en la página Red.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 no respondió a tiempo.</translation>
    </message>
    <message>
        <source>Check the connection to the internet, then try again.</source>
        <translation>Compruebe la conexión a Internet e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The connection to %1 broke.</source>
        <translation>Se cortó la conexión con %1.</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted.</source>
        <translation>No se puede confiar en el certificado de %1.</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted: it was issued by %2 and is valid from %3 to %4.</source>
        <translation>No se puede confiar en el certificado de %1: lo emitió %2 y es válido del %3 al %4.</translation>
    </message>
    <message>
        <source>If your network or virus scanner looks into connections, add its certificate authority on the page Network; nothing was downloaded.</source>
        <translation>Si su red o su antivirus inspecciona las conexiones, añada su autoridad de certificación en la página Red; no se descargó nada.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, and whether a proxy or virus scanner looks into connections; nothing was downloaded.</source>
        <translation>Compruebe la fecha de este equipo y si un proxy o un antivirus inspecciona las conexiones; no se descargó nada.</translation>
    </message>
    <message numerus="yes">
        <source>%1 sent nothing for %n second(s).</source>
        <translation>
            <numerusform>%1 no envió nada durante un segundo.</numerusform>
            <numerusform>%1 no envió nada durante %n segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>The connection to %1 ended before everything had come.</source>
        <translation>La conexión con %1 terminó antes de que llegara todo.</translation>
    </message>
    <message>
        <source>Try again: what has come is kept.</source>
        <translation>Inténtelo de nuevo: lo que ya llegó se conserva.</translation>
    </message>
    <message>
        <source>%1 sent an answer that contradicts itself.</source>
        <translation>%1 envió una respuesta que se contradice.</translation>
    </message>
    <message>
        <source>A proxy may be broken; try another connection.</source>
        <translation>Puede que un proxy no funcione bien; pruebe otra conexión.</translation>
    </message>
</context>
<context>
    <name>portico::NetworkTest</name>
    <message>
        <source>%1 answers and has ComfyUI&apos;s repository.</source>
        <translation>%1 responde y tiene el repositorio de ComfyUI.</translation>
    </message>
    <message>
        <source>%1 answers and is a package index.</source>
        <translation>%1 responde y es un índice de paquetes.</translation>
    </message>
    <message>
        <source>%1 answers and has torch.</source>
        <translation>%1 responde y tiene torch.</translation>
    </message>
    <message>
        <source>%1 answers and has releases of Python.</source>
        <translation>%1 responde y tiene versiones de Python.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Compruebe la dirección.</translation>
    </message>
    <message>
        <source>%1 answers, but not as GitHub would.</source>
        <translation>%1 responde, pero no como lo haría GitHub.</translation>
    </message>
    <message>
        <source>Write the address that stands in for https://github.com: what follows there must follow here.</source>
        <translation>Escriba la dirección que sustituye a https://github.com: lo que allí sigue debe seguir aquí.</translation>
    </message>
    <message>
        <source>%1 answers, but is no package index.</source>
        <translation>%1 responde, pero no es un índice de paquetes.</translation>
    </message>
    <message>
        <source>The address of an index mostly ends in /simple.</source>
        <translation>La dirección de un índice suele terminar en /simple.</translation>
    </message>
    <message>
        <source>%1 answers, but has no torch there.</source>
        <translation>%1 responde, pero ahí no tiene torch.</translation>
    </message>
    <message>
        <source>Write the address above the folders cpu, cu128 and so on; it mostly ends in /whl.</source>
        <translation>Escriba la dirección que está por encima de las carpetas cpu, cu128, etc.; suele terminar en /whl.</translation>
    </message>
    <message>
        <source>%1 answers, but has no release of Python there.</source>
        <translation>%1 responde, pero ahí no tiene ninguna versión de Python.</translation>
    </message>
    <message>
        <source>Write the address above the folders of the releases, such as %1.</source>
        <translation>Escriba la dirección que está por encima de las carpetas de las versiones, por ejemplo %1.</translation>
    </message>
    <message>
        <source>%1 answers too slowly.</source>
        <translation>%1 responde demasiado despacio.</translation>
    </message>
    <message>
        <source>Try again later, or choose another mirror.</source>
        <translation>Inténtelo de nuevo más tarde o elija otro espejo.</translation>
    </message>
    <message>
        <source>directly</source>
        <translation>directamente</translation>
    </message>
    <message>
        <source>through the proxy %1:%2</source>
        <translation>a través del proxy %1:%2</translation>
    </message>
    <message>
        <source>through the SOCKS proxy %1:%2</source>
        <translation>a través del proxy SOCKS %1:%2</translation>
    </message>
</context>
<context>
    <name>portico::NetworkValues</name>
    <message>
        <source>That is no user name.</source>
        <translation>Eso no es un nombre de usuario.</translation>
    </message>
    <message>
        <source>Write the name alone; the password is asked for.</source>
        <translation>Escriba solo el nombre; la contraseña se pide después.</translation>
    </message>
    <message>
        <source>“%1” is no name of a host.</source>
        <translation>«%1» no es un nombre de servidor.</translation>
    </message>
    <message>
        <source>Write the hosts&apos; exact names separated by commas, such as files.lan, pypi.lan.</source>
        <translation>Escriba los nombres exactos de los servidores separados por comas, por ejemplo files.lan, pypi.lan.</translation>
    </message>
    <message>
        <source>The address at %1 holds a password, which settings must not.</source>
        <translation>La dirección de %1 contiene una contraseña, y los ajustes no deben tenerla.</translation>
    </message>
    <message>
        <source>Write the login into the file .netrc of your home folder, which uv and pip read, and the address without it.</source>
        <translation>Escriba los datos de inicio de sesión en el archivo .netrc de su carpeta personal, que uv y pip leen, y la dirección sin ellos.</translation>
    </message>
    <message>
        <source>The address at %1 has a “?” or “#” part, so nothing can be added to it.</source>
        <translation>La dirección de %1 tiene una parte con «?» o «#», así que no se le puede añadir nada.</translation>
    </message>
    <message>
        <source>Write the address of the folder only.</source>
        <translation>Escriba solo la dirección de la carpeta.</translation>
    </message>
</context>
<context>
    <name>portico::NodePacks</name>
    <message>
        <source>There is no node pack “%1”.</source>
        <translation>No hay ningún pack de nodos «%1».</translation>
    </message>
    <message>
        <source>This install has no node packs.</source>
        <translation>Esta instalación no tiene packs de nodos.</translation>
    </message>
    <message>
        <source>The node packs are: %1.</source>
        <translation>Los packs de nodos son: %1.</translation>
    </message>
</context>
<context>
    <name>portico::NodesPlan</name>
    <message>
        <source>“%1” does not ask for “%2”.</source>
        <translation>«%1» no pide «%2».</translation>
    </message>
    <message>
        <source>It asks for nothing.</source>
        <translation>No pide nada.</translation>
    </message>
    <message>
        <source>It asks for: %1.</source>
        <translation>Pide: %1.</translation>
    </message>
    <message>
        <source>“%1” has no enabled node pack “%2”.</source>
        <translation>«%1» no tiene ningún pack de nodos activado «%2».</translation>
    </message>
    <message>
        <source>Look at its node packs: porticoctl nodes list %1.</source>
        <translation>Mire sus packs de nodos: porticoctl nodes list %1.</translation>
    </message>
    <message>
        <source>Not obeyed in “%1”: %2.</source>
        <translation>No se tuvo en cuenta en «%1»: %2.</translation>
    </message>
    <message>
        <source>“%1” is someone&apos;s own folder: its packages stay in its own Python, and there is no layer.</source>
        <translation>«%1» es una carpeta de alguien: sus paquetes se quedan en su propio Python, y no hay capa.</translation>
    </message>
    <message>
        <source>Install node packs there as before, or use an install of Portico&apos;s own.</source>
        <translation>Instale packs de nodos ahí como hasta ahora o use una instalación propia de Portico.</translation>
    </message>
    <message>
        <source>a plan</source>
        <translation>un plan</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>Planificar los paquetes</translation>
    </message>
</context>
<context>
    <name>portico::Nvml</name>
    <message>
        <source>The NVIDIA driver was updated while it was running: its parts do not fit together until the computer is restarted.</source>
        <translation>El controlador de NVIDIA se actualizó mientras estaba en uso: sus partes no son compatibles hasta que se reinicie el equipo.</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>Reinicie el equipo.</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s tools are here, but the NVIDIA driver does not run.</source>
        <translation>Las herramientas de NVIDIA están aquí, pero el controlador de NVIDIA no funciona.</translation>
    </message>
    <message>
        <source>Install the NVIDIA driver again and restart the computer.</source>
        <translation>Instale de nuevo el controlador de NVIDIA y reinicie el equipo.</translation>
    </message>
</context>
<context>
    <name>portico::ObtainPack</name>
    <message>
        <source>%1 cannot be unpacked.</source>
        <translation>No se puede descomprimir %1.</translation>
    </message>
    <message>
        <source>Choose another version: porticoctl nodes info %1.</source>
        <translation>Elija otra versión: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>The Comfy Registry has withdrawn version %1 of “%2”.</source>
        <translation>Comfy Registry ha retirado la versión %1 de «%2».</translation>
    </message>
    <message>
        <source>The Comfy Registry names no archive for version %1 of “%2”.</source>
        <translation>Comfy Registry no indica ningún archivo para la versión %1 de «%2».</translation>
    </message>
    <message>
        <source>The Comfy Registry has marked version %1 of “%2” as suspicious.</source>
        <translation>Comfy Registry ha marcado como sospechosa la versión %1 de «%2».</translation>
    </message>
    <message>
        <source>Version %1 of “%2” is deprecated.</source>
        <translation>La versión %1 de «%2» está obsoleta.</translation>
    </message>
    <message>
        <source>%1 holds no node pack: it has no __init__.py.</source>
        <translation>%1 no contiene ningún pack de nodos: no tiene __init__.py.</translation>
    </message>
    <message>
        <source>Give the folder, repository or archive whose top holds __init__.py.</source>
        <translation>Indique la carpeta, el repositorio o el archivo comprimido cuyo primer nivel contiene __init__.py.</translation>
    </message>
    <message>
        <source>Fetch node packs</source>
        <translation>Descargar packs de nodos</translation>
    </message>
    <message>
        <source>“%1” names further repositories (submodules), which are not fetched.</source>
        <translation>«%1» nombra otros repositorios (submódulos), que no se descargan.</translation>
    </message>
    <message>
        <source>%1 is no node pack: Portico&apos;s own library lies in it.</source>
        <translation>%1 no es un pack de nodos: contiene la biblioteca del propio Portico.</translation>
    </message>
    <message>
        <source>Give the node pack&apos;s own folder.</source>
        <translation>Indique la carpeta propia del pack de nodos.</translation>
    </message>
    <message>
        <source>Node pack: %1</source>
        <translation>Pack de nodos: %1</translation>
    </message>
</context>
<context>
    <name>portico::OfficialSource</name>
    <message>
        <source>Official portable</source>
        <translation>Portable oficial</translation>
    </message>
    <message>
        <source>ComfyUI %1, official portable for %2</source>
        <translation>ComfyUI %1, portable oficial para %2</translation>
    </message>
</context>
<context>
    <name>portico::OpenTerminal</name>
    <message>
        <source>This desktop has no terminal that Portico knows.</source>
        <translation>Este escritorio no tiene ningún terminal que Portico conozca.</translation>
    </message>
    <message>
        <source>Install one, for example xterm, then try again.</source>
        <translation>Instale uno, por ejemplo xterm, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The terminal could not be started: %1.</source>
        <translation>No se pudo iniciar el terminal: %1.</translation>
    </message>
    <message>
        <source>Open one yourself.</source>
        <translation>Abra uno usted mismo.</translation>
    </message>
    <message>
        <source>The script %1, which opens the terminal, cannot be made ready to run: %2.</source>
        <translation>El script %1, que abre el terminal, no se puede preparar para ejecutarse: %2.</translation>
    </message>
    <message>
        <source>Check that its disk lets files be programs: one with FAT, or mounted with noexec, does not.</source>
        <translation>Compruebe que su disco permita ejecutar archivos: uno con FAT, o montado con noexec, no lo permite.</translation>
    </message>
</context>
<context>
    <name>portico::OwnArguments</name>
    <message>
        <source>Remove it and set the port of this install.</source>
        <translation>Quítelo y defina el puerto de esta instalación.</translation>
    </message>
    <message>
        <source>Remove it: Portico starts ComfyUI for this computer only.</source>
        <translation>Quítelo: Portico inicia ComfyUI solo para este equipo.</translation>
    </message>
    <message>
        <source>Remove it: each install has a data folder of its own.</source>
        <translation>Quítelo: cada instalación tiene su propia carpeta de datos.</translation>
    </message>
    <message>
        <source>Remove it and choose the folder in the settings of this install.</source>
        <translation>Quítelo y elija la carpeta en los ajustes de esta instalación.</translation>
    </message>
    <message>
        <source>Remove it: whether Start opens the browser is a setting of this install.</source>
        <translation>Quítelo: si Iniciar abre el navegador es un ajuste de esta instalación.</translation>
    </message>
    <message>
        <source>An argument of “%1” holds a line break, which no argument can.</source>
        <translation>Un argumento de «%1» contiene un salto de línea, y ningún argumento puede tenerlo.</translation>
    </message>
    <message>
        <source>Write the arguments on one line.</source>
        <translation>Escriba los argumentos en una sola línea.</translation>
    </message>
    <message>
        <source>The argument %1 of “%2” clashes with %3, which Portico sets itself.</source>
        <translation>El argumento %1 de «%2» choca con %3, que define el propio Portico.</translation>
    </message>
</context>
<context>
    <name>portico::PacRunner</name>
    <message>
        <source>The network&apos;s proxy script found no answer within 10 seconds.</source>
        <translation>El script de proxy de la red no encontró respuesta en 10 segundos.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script has a fault: %1.</source>
        <translation>El script de proxy de la red tiene un error: %1.</translation>
    </message>
    <message>
        <source>This Portico was built without an engine for proxy scripts.</source>
        <translation>Este Portico se compiló sin motor para scripts de proxy.</translation>
    </message>
    <message>
        <source>Check the address of the proxy script in the settings, under Network, or name the proxy itself there.</source>
        <translation>Compruebe la dirección del script de proxy en la página Red, o indique ahí el propio proxy.</translation>
    </message>
    <message>
        <source>The program that runs the network&apos;s proxy script ended before it answered.</source>
        <translation>El programa que ejecuta el script de proxy de la red terminó antes de responder.</translation>
    </message>
</context>
<context>
    <name>portico::PackCauses</name>
    <message>
        <source>%1 looks in ComfyUI&apos;s own folder</source>
        <translation>%1 busca en la carpeta propia de ComfyUI</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it looks for its files beside ComfyUI&apos;s main.py (%2), and they are in the data folder.</source>
        <translation>No se cargó el pack de nodos %1: busca sus archivos junto al main.py de ComfyUI (%2), y están en la carpeta de datos.</translation>
    </message>
    <message>
        <source>Use the classic layout for this install: links lead from there to the data folder.</source>
        <translation>Use la disposición clásica para esta instalación: desde allí hay enlaces a la carpeta de datos.</translation>
    </message>
    <message>
        <source>%1 finds no fitting torch</source>
        <translation>%1 no encuentra un torch adecuado</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded, because torch does not fit: %2.</source>
        <translation>No se cargó el pack de nodos %1, porque torch no es adecuado: %2.</translation>
    </message>
    <message>
        <source>Repair torch.</source>
        <translation>Repare torch.</translation>
    </message>
    <message>
        <source>%1 misses a part of something</source>
        <translation>A %1 le falta una parte de algo</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: %2 is not there, although what it belongs to is. Either a part of the pack was never fetched, or it is made for another version.</source>
        <translation>No se cargó el pack de nodos %1: %2 no está, aunque sí aquello de lo que forma parte. O nunca se descargó una parte del pack, o está hecho para otra versión.</translation>
    </message>
    <message>
        <source>Update the pack.</source>
        <translation>Actualice el pack.</translation>
    </message>
    <message>
        <source>%1 needs a package</source>
        <translation>%1 necesita un paquete</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the Python module %2 is not installed.</source>
        <translation>No se cargó el pack de nodos %1: el módulo de Python %2 no está instalado.</translation>
    </message>
    <message>
        <source>Install what the pack needs.</source>
        <translation>Instale lo que necesita el pack.</translation>
    </message>
    <message>
        <source>%1 needs another NumPy</source>
        <translation>%1 necesita otro NumPy</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it or a package of it needs another NumPy (%2).</source>
        <translation>No se cargó el pack de nodos %1: él o un paquete suyo necesita otro NumPy (%2).</translation>
    </message>
    <message>
        <source>Install what the pack needs again: packages that fit this NumPy are chosen.</source>
        <translation>Instale de nuevo lo que necesita el pack: se eligen paquetes adecuados para este NumPy.</translation>
    </message>
    <message>
        <source>%1 cannot load a library</source>
        <translation>%1 no puede cargar una biblioteca</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: the system cannot load a library of it (%2).</source>
        <translation>No se cargó el pack de nodos %1: el sistema no puede cargar una biblioteca suya (%2).</translation>
    </message>
    <message>
        <source>Install what the pack needs again; if that does not help, disable it.</source>
        <translation>Instale de nuevo lo que necesita el pack; si eso no ayuda, desactívelo.</translation>
    </message>
    <message>
        <source>%1 does not fit the versions here</source>
        <translation>%1 no es compatible con las versiones de aquí</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: it is made for other versions (%2).</source>
        <translation>No se cargó el pack de nodos %1: está hecho para otras versiones (%2).</translation>
    </message>
    <message>
        <source>%1 is not valid Python</source>
        <translation>%1 no es Python válido</translation>
    </message>
    <message>
        <source>The node pack %1 was not loaded: one of its files is damaged, or made for another version of Python (%2).</source>
        <translation>No se cargó el pack de nodos %1: uno de sus archivos está dañado o hecho para otra versión de Python (%2).</translation>
    </message>
    <message>
        <source>Disable the pack, or update it.</source>
        <translation>Desactive el pack o actualícelo.</translation>
    </message>
    <message>
        <source>%1 is no node pack</source>
        <translation>%1 no es un pack de nodos</translation>
    </message>
    <message>
        <source>ComfyUI passed over %1: nothing in it is a node.</source>
        <translation>ComfyUI pasó por alto %1: no contiene ningún nodo.</translation>
    </message>
    <message>
        <source>the log does not say why</source>
        <translation>el registro no dice por qué</translation>
    </message>
    <message>
        <source>The start script of %1 failed</source>
        <translation>Falló el script de inicio de %1</translation>
    </message>
    <message>
        <source>The start script of the node pack %1 failed: %2.</source>
        <translation>Falló el script de inicio del pack de nodos %1: %2.</translation>
    </message>
    <message>
        <source>%1 was not loaded</source>
        <translation>%1 no se cargó</translation>
    </message>
    <message>
        <source>The node pack %1 could not be imported: %2.</source>
        <translation>No se pudo importar el pack de nodos %1: %2.</translation>
    </message>
    <message>
        <source>it does not find %1</source>
        <translation>no encuentra %1</translation>
    </message>
    <message>
        <source>Update the pack, or run its install.py: some packs fetch parts of themselves by it. It is shown first, and runs in a throwaway copy.</source>
        <translation>Actualice el pack o ejecute su install.py: algunos packs descargan con él partes de sí mismos. Antes se muestra, y se ejecuta en una copia desechable.</translation>
    </message>
</context>
<context>
    <name>portico::PackLayer</name>
    <message>
        <source>%1 would be built from source or from an address, which runs their own code, and nobody has agreed to that.</source>
        <translation>%1 se compilaría desde el código fuente o desde una dirección, lo que ejecuta su propio código, y nadie lo ha aceptado.</translation>
    </message>
    <message>
        <source>Agree to it (--allow-builds), or leave the pack out that needs them.</source>
        <translation>Acéptelo (--allow-builds) u omita el pack que lo necesita.</translation>
    </message>
    <message>
        <source>Leave that pack out, or install another version of it.</source>
        <translation>Omita ese pack o instale otra versión de él.</translation>
    </message>
    <message>
        <source>The packages stay as they are for now; those that nobody needs any more go with the next change.</source>
        <translation>Los paquetes se quedan por ahora como están; los que ya nadie necesita se van con el próximo cambio.</translation>
    </message>
</context>
<context>
    <name>portico::PackNeeds</name>
    <message>
        <source>%1 cannot be understood: %2.</source>
        <translation>No se entiende %1: %2.</translation>
    </message>
    <message>
        <source>Update the node pack, or leave it out.</source>
        <translation>Actualice el pack de nodos u omítalo.</translation>
    </message>
    <message>
        <source>“%1” is no requirement</source>
        <translation>«%1» no es un requisito</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>es demasiado largo</translation>
    </message>
    <message>
        <source>it includes too many files</source>
        <translation>incluye demasiados archivos</translation>
    </message>
    <message>
        <source>The requirements of “%1” cannot be read:</source>
        <translation>No se pueden leer los requisitos de «%1»:</translation>
    </message>
</context>
<context>
    <name>portico::PackOutput</name>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>Elija un tamaño de volumen mayor.</translation>
    </message>
    <message>
        <source>In volumes of %1 each, the archive would have more than %2 of them.</source>
        <translation>En volúmenes de %1 cada uno, el archivo tendría más de %2.</translation>
    </message>
</context>
<context>
    <name>portico::PackSource</name>
    <message>
        <source>Give an id of the Comfy Registry, the https address of a git repository, or the path of a folder, an archive or a .py file.</source>
        <translation>Indique un id de Comfy Registry, la dirección https de un repositorio git, o la ruta de una carpeta, un archivo comprimido o un archivo .py.</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit.</source>
        <translation>«%1» no es una etiqueta, una rama ni un commit.</translation>
    </message>
    <message>
        <source>Write the address as https://…/name@v1.2.</source>
        <translation>Escriba la dirección como https://…/name@v1.2.</translation>
    </message>
    <message>
        <source>%1 is no list of node packs.</source>
        <translation>%1 no es una lista de packs de nodos.</translation>
    </message>
    <message numerus="yes">
        <source>It names %n repositories.</source>
        <translation>
            <numerusform>Nombra un repositorio.</numerusform>
            <numerusform>Nombra %n repositorios.</numerusform>
        </translation>
    </message>
    <message>
        <source>Give a list with one entry or more, such as [{&quot;url&quot;: &quot;https://…&quot;}].</source>
        <translation>Indique una lista con una entrada o más, por ejemplo [{&quot;url&quot;: &quot;https://…&quot;}].</translation>
    </message>
    <message>
        <source>%1 is no git repository and has no “%2”.</source>
        <translation>%1 no es un repositorio git y no tiene «%2».</translation>
    </message>
    <message>
        <source>Give the folder alone.</source>
        <translation>Indique solo la carpeta.</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>No existe %1.</translation>
    </message>
    <message>
        <source>This names no node pack.</source>
        <translation>Esto no nombra ningún pack de nodos.</translation>
    </message>
    <message>
        <source>“%1” is no id of the Comfy Registry.</source>
        <translation>«%1» no es un id de Comfy Registry.</translation>
    </message>
    <message>
        <source>A node pack cannot be called “%1”.</source>
        <translation>Un pack de nodos no puede llamarse «%1».</translation>
    </message>
    <message>
        <source>Rename what it is installed from, or give another address of it.</source>
        <translation>Cambie el nombre de aquello desde lo que se instala o indique otra dirección suya.</translation>
    </message>
</context>
<context>
    <name>portico::PackTransaction</name>
    <message>
        <source>deleting node packs</source>
        <translation>eliminando packs de nodos</translation>
    </message>
</context>
<context>
    <name>portico::PackUpdate</name>
    <message>
        <source>Keep what the node packs have stored</source>
        <translation>Conservar lo que han guardado los packs de nodos</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” was got from.</source>
        <translation>Nadie sabe de dónde se obtuvo «%1».</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>Quítelo e instálelo de nuevo desde donde se ofrece.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>«%1» no es una versión.</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>Mire cuáles hay: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>“%1” came from %2, which has no versions.</source>
        <translation>«%1» vino de %2, que no tiene versiones.</translation>
    </message>
    <message>
        <source>Update it without naming a version.</source>
        <translation>Actualícelo sin indicar una versión.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y uno más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was changed by hand: %2.</source>
        <translation>«%1» se cambió a mano: %2.</translation>
    </message>
    <message>
        <source>Update it with --stash: your changes are then kept aside, with a patch of them where it is a git repository.</source>
        <translation>Actualícelo con --stash: sus cambios se apartan y se conservan, con un parche de ellos si es un repositorio git.</translation>
    </message>
</context>
<context>
    <name>portico::PackWishes</name>
    <message>
        <source>[types] has sockets of its own, and there is no serialization.py that carries them: comfy-env will refuse the pack. Add it.</source>
        <translation>[types] tiene sockets propios, y no hay ningún serialization.py que los transporte: comfy-env rechazará el pack. Añádalo.</translation>
    </message>
</context>
<context>
    <name>portico::PackWrapper</name>
    <message>
        <source>The node packs of this install use comfy-env %1, which is too old for node packs to be isolated with it.</source>
        <translation>Los packs de nodos de esta instalación usan comfy-env %1, que es demasiado antiguo para aislar packs de nodos con él.</translation>
    </message>
    <message>
        <source>Update the node packs that ask for it: %1.</source>
        <translation>Actualice los packs de nodos que lo piden: %1.</translation>
    </message>
    <message>
        <source>Its prestartup_script.py does not run while it is isolated.</source>
        <translation>Su prestartup_script.py no se ejecuta mientras está aislado.</translation>
    </message>
    <message>
        <source>Its install.py does not run while it is isolated.</source>
        <translation>Su install.py no se ejecuta mientras está aislado.</translation>
    </message>
    <message>
        <source>ComfyUI does not see its folder “%1” while it is isolated.</source>
        <translation>ComfyUI no ve su carpeta «%1» mientras está aislado.</translation>
    </message>
    <message>
        <source>Not obeyed: %1.</source>
        <translation>No se tuvo en cuenta: %1.</translation>
    </message>
</context>
<context>
    <name>portico::PassWorkflows</name>
    <message>
        <source>The new generation did not start for its test workflows: %1</source>
        <translation>La nueva generación no se inició para sus flujos de trabajo de prueba: %1</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version of ComfyUI.</source>
        <translation>«%1» se queda como está. Pruebe otra versión de ComfyUI.</translation>
    </message>
    <message>
        <source>The test workflow “%1” does not work with the new generation. %2</source>
        <translation>El flujo de trabajo de prueba «%1» no funciona con la nueva generación. %2</translation>
    </message>
    <message>
        <source>“%1” stays as it is. Try another version, or remove that test: porticoctl test-workflow remove %2 &quot;%3&quot;.</source>
        <translation>«%1» se queda como está. Pruebe otra versión o quite esa prueba: porticoctl test-workflow remove %2 &quot;%3&quot;.</translation>
    </message>
</context>
<context>
    <name>portico::PixiEngine</name>
    <message>
        <source>pixi could not build the environment (exit code %1).</source>
        <translation>pixi no pudo construir el entorno (código de salida %1).</translation>
    </message>
    <message>
        <source>Its log tells more; try again, or ask the author of the pack.</source>
        <translation>Su registro dice más; inténtelo de nuevo o pregunte al autor del pack.</translation>
    </message>
    <message>
        <source>The disk is full: pixi could not build the environment.</source>
        <translation>El disco está lleno: pixi no pudo construir el entorno.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Libere espacio e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>pixi could not reach the packages of the environment.</source>
        <translation>pixi no pudo llegar a los paquetes del entorno.</translation>
    </message>
    <message>
        <source>Check the network settings, then try again.</source>
        <translation>Compruebe los ajustes de red e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The packages of the environment do not go together here.</source>
        <translation>Los paquetes del entorno no son compatibles entre sí aquí.</translation>
    </message>
    <message>
        <source>Ask the author of the pack; its log tells which clash.</source>
        <translation>Pregunte al autor del pack; su registro dice cuáles chocan.</translation>
    </message>
    <message>
        <source>The environment asks for more than this computer has.</source>
        <translation>El entorno pide más de lo que tiene este equipo.</translation>
    </message>
    <message>
        <source>Its log tells what: another system, C library or CUDA.</source>
        <translation>Su registro dice qué: otro sistema, otra biblioteca de C o CUDA.</translation>
    </message>
    <message>
        <source>pixi does not understand what comfy-env.toml asks for.</source>
        <translation>pixi no entiende lo que pide comfy-env.toml.</translation>
    </message>
    <message>
        <source>Correct the file; the log tells the key.</source>
        <translation>Corrija el archivo; el registro dice la clave.</translation>
    </message>
</context>
<context>
    <name>portico::PixiManifest</name>
    <message>
        <source>[%1] asks for %2%3, but ComfyUI has %4, and both must have the same.</source>
        <translation>[%1] pide %2%3, pero ComfyUI tiene %4, y ambos deben tener lo mismo.</translation>
    </message>
    <message>
        <source>Remove that line of comfy-env.toml.</source>
        <translation>Quite esa línea de comfy-env.toml.</translation>
    </message>
</context>
<context>
    <name>portico::PixiPins</name>
    <message>
        <source>pixi cannot be put into %1.</source>
        <translation>No se puede poner pixi en %1.</translation>
    </message>
    <message>
        <source>Check the space and the rights of that folder.</source>
        <translation>Compruebe el espacio y los permisos de esa carpeta.</translation>
    </message>
    <message>
        <source>fetching pixi</source>
        <translation>descargando pixi</translation>
    </message>
    <message>
        <source>There is no pixi for this computer, and comfy-env runs its environments with it.</source>
        <translation>No hay pixi para este equipo, y comfy-env ejecuta sus entornos con él.</translation>
    </message>
    <message>
        <source>Isolated environments need another computer.</source>
        <translation>Los entornos aislados necesitan otro equipo.</translation>
    </message>
    <message>
        <source>Fetching pixi %1: comfy-env starts the nodes with it.</source>
        <translation>Descargando pixi %1: comfy-env inicia con él los nodos.</translation>
    </message>
</context>
<context>
    <name>portico::PlaceArchive</name>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ya existe.</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>Elija otra versión o carpeta, o sustitúyalo.</translation>
    </message>
</context>
<context>
    <name>portico::PlaceBundle</name>
    <message>
        <source>Bring the parts together</source>
        <translation>Reunir las partes</translation>
    </message>
</context>
<context>
    <name>portico::PlanBundle</name>
    <message>
        <source>The name</source>
        <translation>El nombre</translation>
    </message>
    <message>
        <source>The version</source>
        <translation>La versión</translation>
    </message>
    <message>
        <source>Volumes of %1 bytes are too small.</source>
        <translation>Los volúmenes de %1 bytes son demasiado pequeños.</translation>
    </message>
    <message>
        <source>Choose 64 KiB or more.</source>
        <translation>Elija 64 KiB o más.</translation>
    </message>
    <message>
        <source>The argument “%1” holds a character that launch scripts cannot carry on every system.</source>
        <translation>El argumento «%1» contiene un carácter que los scripts de inicio no pueden llevar en todos los sistemas.</translation>
    </message>
    <message>
        <source>Leave it out, and give it when ComfyUI is started.</source>
        <translation>Omítalo e indíquelo al iniciar ComfyUI.</translation>
    </message>
    <message>
        <source>%1 was changed by hand; the bundle holds it as it is now.</source>
        <translation>%1 se cambió a mano; el lote lo contiene tal como está ahora.</translation>
    </message>
    <message>
        <source>%1 runs in an environment of its own, which cannot move: it is built anew on the other computer.</source>
        <translation>%1 se ejecuta en un entorno propio, que no se puede trasladar: se construye de nuevo en el otro equipo.</translation>
    </message>
    <message>
        <source>The arguments that you set for “%1” stay with it; the launch script has: %2.</source>
        <translation>Los argumentos que usted definió para «%1» se quedan en ella; el script de inicio tiene: %2.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ya existe.</translation>
    </message>
    <message>
        <source>Choose another version or folder, or replace it.</source>
        <translation>Elija otra versión o carpeta, o sustitúyalo.</translation>
    </message>
    <message>
        <source>Nobody published a SHA-256 of the folder %1.</source>
        <translation>Nadie publicó un SHA-256 de la carpeta %1.</translation>
    </message>
    <message>
        <source>Give the bundle as a file.</source>
        <translation>Indique el lote como archivo.</translation>
    </message>
    <message>
        <source>The SHA-256 is the published one: %1.</source>
        <translation>El SHA-256 es el publicado: %1.</translation>
    </message>
    <message>
        <source>Not verified: no published SHA-256 is known. This one has %1.</source>
        <translation>Sin verificar: no se conoce ningún SHA-256 publicado. Este tiene %1.</translation>
    </message>
</context>
<context>
    <name>portico::PlanLayer</name>
    <message>
        <source>%1 is there already and stays: %2 is not taken.</source>
        <translation>%1 ya está ahí y se queda: %2 no se toma.</translation>
    </message>
    <message>
        <source>The package index tells no dates: packages of the last days are not held back.</source>
        <translation>El índice de paquetes no indica fechas: no se retienen los paquetes de los últimos días.</translation>
    </message>
    <message>
        <source>What comes from an address or repository, or must be built, may need further packages: that is known once it was fetched, which needs your consent.</source>
        <translation>Lo que viene de una dirección o de un repositorio, o hay que compilar, puede necesitar más paquetes: se sabe después de descargarlo, para lo que hace falta su consentimiento.</translation>
    </message>
    <message>
        <source>The package index does not have this install&apos;s own versions of %1: they count as they are.</source>
        <translation>El índice de paquetes no tiene las versiones propias de esta instalación de %1: cuentan tal como están.</translation>
    </message>
</context>
<context>
    <name>portico::PlanMigration</name>
    <message>
        <source>“%1” lies in the library already: only a folder of your own that was added where it lies is migrated.</source>
        <translation>«%1» ya está en la biblioteca: solo se migra una carpeta suya que se añadió en el lugar donde está.</translation>
    </message>
    <message>
        <source>For a second one like it, duplicate it.</source>
        <translation>Si quiere una segunda igual, duplíquela.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer Portico: this one does not migrate it.</source>
        <translation>«%1» la escribió un Portico más reciente: este no la migra.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Actualice Portico.</translation>
    </message>
    <message>
        <source>There is no ComfyUI in %1 any more.</source>
        <translation>En %1 ya no hay ningún ComfyUI.</translation>
    </message>
    <message>
        <source>Put the folder back in its place.</source>
        <translation>Vuelva a poner la carpeta en su lugar.</translation>
    </message>
    <message>
        <source>The environment in %1 borrows packages of the Python of this computer: it is not whole without them.</source>
        <translation>El entorno de %1 toma prestados paquetes del Python de este equipo: sin ellos no está completo.</translation>
    </message>
    <message>
        <source>Put a ComfyUI together with “porticoctl install”, and give it the model folder of this one.</source>
        <translation>Componga un ComfyUI con «porticoctl install» e indíquele la carpeta de modelos de este.</translation>
    </message>
    <message>
        <source>A package is only a way to the folder %1, which must stay.</source>
        <translation>Un paquete es solo un camino a la carpeta %1, que debe quedarse.</translation>
    </message>
    <message>
        <source>Programs in the environment&apos;s Scripts folder stay behind: they only work where they were made.</source>
        <translation>Los programas de la carpeta Scripts del entorno no se adoptan: solo funcionan donde se crearon.</translation>
    </message>
    <message>
        <source>“%1” becomes an install of its own in the library, with versions to go back to. %2 stays as it is and can still be started; removing the new install undoes it.</source>
        <translation>«%1» pasa a ser una instalación propia en la biblioteca, con versiones a las que volver. %2 se queda como está y se puede seguir iniciando; quitar la nueva instalación lo deshace.</translation>
    </message>
    <message numerus="yes">
        <source>Copied or shared: Python&apos;s packages, ComfyUI, node packs, inputs and user files, %n file(s) with %1.</source>
        <translation>
            <numerusform>Se copian o se comparten los paquetes de Python, ComfyUI, los packs de nodos, las entradas y los archivos de usuario: un archivo con %1.</numerusform>
            <numerusform>Se copian o se comparten los paquetes de Python, ComfyUI, los packs de nodos, las entradas y los archivos de usuario: %n archivos con %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Python %1 is taken over with its packages.</source>
        <translation>Python %1 se adopta con sus paquetes.</translation>
    </message>
    <message>
        <source>Its packages are taken over; the virtual environment itself works only where it is. The new install gets a Python %1 of its own: a copy of the one in %2, or where that cannot be copied, one as for a ComfyUI that is put together.</source>
        <translation>Se adoptan sus paquetes; el propio entorno virtual solo funciona donde está. La nueva instalación recibe un Python %1 propio: una copia del de %2 o, donde ese no se pueda copiar, uno como el de un ComfyUI compuesto.</translation>
    </message>
    <message>
        <source>Models stay in %1 and are used from there: keep that folder.</source>
        <translation>Los modelos se quedan en %1 y se usan desde ahí: conserve esa carpeta.</translation>
    </message>
    <message>
        <source>Model folders of node packs are linked: %1.</source>
        <translation>Las carpetas de modelos de los packs de nodos se enlazan: %1.</translation>
    </message>
    <message>
        <source>The folders that %1 names are used as before.</source>
        <translation>Las carpetas que nombra %1 se usan como hasta ahora.</translation>
    </message>
    <message>
        <source>Pictures that were made stay in the old folder. Close it in other programs before.</source>
        <translation>Las imágenes creadas se quedan en la carpeta antigua. Ciérrela antes en otros programas.</translation>
    </message>
</context>
<context>
    <name>portico::PlanRecipe</name>
    <message>
        <source>This recipe is for %1, and this computer is %2.</source>
        <translation>Esta receta es para %1, y este equipo es %2.</translation>
    </message>
    <message>
        <source>Make it on a computer of that kind: a bundle is started before it gets its name.</source>
        <translation>Créelo en un equipo de ese tipo: un lote se inicia antes de recibir su nombre.</translation>
    </message>
    <message>
        <source>The lock %1 is of another recipe, or of another kind of computer.</source>
        <translation>El bloqueo %1 es de otra receta o de otro tipo de equipo.</translation>
    </message>
    <message>
        <source>Take the lock that came with a bundle of this very recipe, or build without one.</source>
        <translation>Tome el bloqueo que vino con un lote de esta misma receta o construya sin bloqueo.</translation>
    </message>
    <message>
        <source>The recipe is another than that of the lock that is there: a new one is made.</source>
        <translation>La receta no es la del bloqueo existente: se crea uno nuevo.</translation>
    </message>
    <message>
        <source>The lock that is there cannot be used: %1</source>
        <translation>No se puede usar el bloqueo existente: %1</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; --update takes newer ones.</source>
        <translation>Se toman las versiones de su bloqueo; --update toma otras más recientes.</translation>
    </message>
    <message>
        <source>“%1” of the recipe cannot be had.</source>
        <translation>No se puede obtener «%1» de la receta.</translation>
    </message>
    <message>
        <source>Without headers and static libraries nothing can be compiled in the bundle: torch.compile and some node packs do that.</source>
        <translation>Sin cabeceras ni bibliotecas estáticas no se puede compilar nada en el lote: lo hacen torch.compile y algunos packs de nodos.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ya existe.</translation>
    </message>
    <message>
        <source>Give the recipe another version, choose another folder, or replace it.</source>
        <translation>Dé otra versión a la receta, elija otra carpeta o sustitúyalo.</translation>
    </message>
</context>
<context>
    <name>portico::PlanRows</name>
    <message>
        <source>Its makers took this version back, but it is what is asked for.</source>
        <translation>Sus autores retiraron esta versión, pero es la que se pide.</translation>
    </message>
    <message>
        <source>There is no wheel of it for this computer: building it runs its own code.</source>
        <translation>No hay ningún wheel suyo para este equipo: compilarlo ejecuta su propio código.</translation>
    </message>
</context>
<context>
    <name>portico::PlanUpdate</name>
    <message>
        <source>“%1” was written by a newer Portico, or names a generation that it does not have: it is not updated by this one.</source>
        <translation>«%1» la escribió un Portico más reciente, o nombra una generación que no tiene: este no la actualiza.</translation>
    </message>
    <message>
        <source>Update Portico, or repair the install.</source>
        <translation>Actualice Portico o repare la instalación.</translation>
    </message>
    <message>
        <source>“%1” can be no tag, branch or commit.</source>
        <translation>«%1» no puede ser una etiqueta, una rama ni un commit.</translation>
    </message>
    <message>
        <source>Give a tag such as v0.33.0, a branch or a commit.</source>
        <translation>Indique una etiqueta como v0.33.0, una rama o un commit.</translation>
    </message>
    <message>
        <source>Nobody knows which ComfyUI “%1” has.</source>
        <translation>Nadie sabe qué ComfyUI tiene «%1».</translation>
    </message>
    <message>
        <source>Name the version to go to: --to 0.34.0.</source>
        <translation>Indique la versión de destino: --to 0.34.0.</translation>
    </message>
    <message>
        <source>updating “%1”</source>
        <translation>actualizando «%1»</translation>
    </message>
    <message>
        <source>“%1” is no version of torch.</source>
        <translation>«%1» no es una versión de torch.</translation>
    </message>
    <message>
        <source>Give one such as 2.9.1: its build for the accelerator is found by itself.</source>
        <translation>Indique una como 2.9.1: su compilación para el acelerador se encuentra sola.</translation>
    </message>
</context>
<context>
    <name>portico::PointerReader</name>
    <message>
        <source>is missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>no es un texto</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>tiene más de %1 caracteres</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>está vacío</translation>
    </message>
    <message>
        <source>is no list of lines</source>
        <translation>no es una lista de líneas</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>tiene más de %1 entradas</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>no es un número entero</translation>
    </message>
    <message>
        <source>is not between %1 and %2</source>
        <translation>no está entre %1 y %2</translation>
    </message>
    <message>
        <source>is no date such as 2026-11-21 or 2026-11-21T09:00:00Z</source>
        <translation>no es una fecha como 2026-11-21 o 2026-11-21T09:00:00Z</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>no es una lista</translation>
    </message>
    <message>
        <source>is no object</source>
        <translation>no es un objeto</translation>
    </message>
</context>
<context>
    <name>portico::PortCheck</name>
    <message>
        <source>All %1 ports after %2 are taken.</source>
        <translation>Los %1 puertos que siguen al %2 están ocupados.</translation>
    </message>
    <message>
        <source>Choose another port in the install&apos;s settings.</source>
        <translation>Elija otro puerto en los ajustes de la instalación.</translation>
    </message>
    <message>
        <source>Port %1 is used by another program.</source>
        <translation>Otro programa usa el puerto %1.</translation>
    </message>
    <message>
        <source>Choose another port, or end the program that uses it.</source>
        <translation>Elija otro puerto o termine el programa que lo usa.</translation>
    </message>
    <message>
        <source>Port %1 is used by %2 (process %3).</source>
        <translation>El puerto %1 lo usa %2 (proceso %3).</translation>
    </message>
    <message>
        <source>Choose another port, or end %1.</source>
        <translation>Elija otro puerto o termine %1.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareChange</name>
    <message>
        <source>The node pack “%1” is isolated and disabled: its new version could not be tried.</source>
        <translation>El pack de nodos «%1» está aislado y desactivado: no se podría probar su nueva versión.</translation>
    </message>
    <message>
        <source>Enable it first, then update it.</source>
        <translation>Actívelo primero y después actualícelo.</translation>
    </message>
    <message>
        <source>fetching node packs</source>
        <translation>descargando packs de nodos</translation>
    </message>
    <message>
        <source>Two of these node packs would be called “%1”.</source>
        <translation>Dos de estos packs de nodos se llamarían «%1».</translation>
    </message>
    <message>
        <source>Install one of them alone.</source>
        <translation>Instale uno solo de ellos.</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already.</source>
        <translation>Ya hay un pack de nodos «%1».</translation>
    </message>
    <message>
        <source>There is a node pack “%1” already; it is disabled.</source>
        <translation>Ya hay un pack de nodos «%1»; está desactivado.</translation>
    </message>
    <message>
        <source>Update it instead, or remove it first.</source>
        <translation>En su lugar actualícelo o quítelo primero.</translation>
    </message>
    <message>
        <source>Enable or update it instead, or remove it first.</source>
        <translation>En su lugar actívelo o actualícelo, o quítelo primero.</translation>
    </message>
    <message>
        <source>“%1” and “%2” both say to be the node pack %3: one of them should be disabled.</source>
        <translation>«%1» y «%2» dicen ser el pack de nodos %3: convendría desactivar uno de los dos.</translation>
    </message>
    <message>
        <source>“%1” is up to date.</source>
        <translation>«%1» está actualizado.</translation>
    </message>
    <message>
        <source>What “%1” needs does not go together with what the other node packs need, and is left out.</source>
        <translation>Lo que necesita «%1» no es compatible con lo que necesitan los demás packs de nodos, y se omite.</translation>
    </message>
    <message>
        <source>The node pack “%1” has no install.py.</source>
        <translation>El pack de nodos «%1» no tiene install.py.</translation>
    </message>
    <message>
        <source>There is nothing to run.</source>
        <translation>No hay nada que ejecutar.</translation>
    </message>
    <message>
        <source>The node pack “%1” is a link to a folder elsewhere, which is not changed.</source>
        <translation>El pack de nodos «%1» es un enlace a una carpeta en otro lugar, que no se cambia.</translation>
    </message>
    <message>
        <source>Run its install.py there yourself.</source>
        <translation>Ejecute ahí su install.py usted mismo.</translation>
    </message>
    <message>
        <source>The node pack “%1” is disabled.</source>
        <translation>El pack de nodos «%1» está desactivado.</translation>
    </message>
    <message>
        <source>Enable it first.</source>
        <translation>Actívelo primero.</translation>
    </message>
    <message>
        <source>Nothing is kept of a node pack “%1”.</source>
        <translation>No se conserva nada de un pack de nodos «%1».</translation>
    </message>
    <message>
        <source>Old versions are kept until ComfyUI has started well with the new ones.</source>
        <translation>Las versiones antiguas se conservan hasta que ComfyUI se haya iniciado bien con las nuevas.</translation>
    </message>
    <message>
        <source>Kept are: %1.</source>
        <translation>Se conservan: %1.</translation>
    </message>
    <message>
        <source>“%1” is enabled already.</source>
        <translation>«%1» ya está activado.</translation>
    </message>
    <message>
        <source>“%1” is disabled already.</source>
        <translation>«%1» ya está desactivado.</translation>
    </message>
    <message>
        <source>Another node pack “%1” is enabled.</source>
        <translation>Hay otro pack de nodos «%1» activado.</translation>
    </message>
    <message>
        <source>Disable or remove that one first.</source>
        <translation>Desactive o quite primero ese.</translation>
    </message>
    <message>
        <source>The node pack “%1” is isolated, and its install.py is not run there.</source>
        <translation>El pack de nodos «%1» está aislado, y ahí no se ejecuta su install.py.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareIsolation</name>
    <message>
        <source>“%1” is isolated already.</source>
        <translation>«%1» ya está aislado.</translation>
    </message>
    <message>
        <source>The new version of the node pack “%1” has a comfy-env.toml of its own, and isolates itself.</source>
        <translation>La nueva versión del pack de nodos «%1» tiene su propio comfy-env.toml y se aísla sola.</translation>
    </message>
    <message>
        <source>Node packs cannot be isolated here.</source>
        <translation>Aquí no se pueden aislar packs de nodos.</translation>
    </message>
    <message>
        <source>Leave one of the node packs out.</source>
        <translation>Omita uno de los packs de nodos.</translation>
    </message>
    <message>
        <source>“%1” is not isolated.</source>
        <translation>«%1» no está aislado.</translation>
    </message>
    <message>
        <source>The files of the node pack “%1” are not where it was isolated.</source>
        <translation>Los archivos del pack de nodos «%1» no están donde se aisló.</translation>
    </message>
    <message>
        <source>Remove it and install it again.</source>
        <translation>Quítelo e instálelo de nuevo.</translation>
    </message>
    <message>
        <source>Undo the isolation (porticoctl env rejoin), then try again, and isolate it once more if it still has to be.</source>
        <translation>Deshaga el aislamiento (porticoctl env rejoin), inténtelo de nuevo y, si todavía hace falta, aíslelo otra vez.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareLaunch</name>
    <message>
        <source>%1 is not there: %2.</source>
        <translation>%1 no está: %2.</translation>
    </message>
    <message>
        <source>Put the folder back in its place, or remove this install.</source>
        <translation>Devuelva la carpeta a su lugar o quite esta instalación.</translation>
    </message>
    <message>
        <source>Remove this install and add its bundle again; the data folder can be kept.</source>
        <translation>Quite esta instalación y añada de nuevo su lote; la carpeta de datos se puede conservar.</translation>
    </message>
    <message>
        <source>The runtime of “%1”</source>
        <translation>El entorno de ejecución de «%1»</translation>
    </message>
    <message>
        <source>The Python of “%1”</source>
        <translation>El Python de «%1»</translation>
    </message>
    <message>
        <source>The ComfyUI of “%1”</source>
        <translation>El ComfyUI de «%1»</translation>
    </message>
    <message>
        <source>A folder chosen for “%1”</source>
        <translation>Una carpeta elegida para «%1»</translation>
    </message>
    <message>
        <source>Connect its drive, or choose another folder in the settings.</source>
        <translation>Conecte su unidad o elija otra carpeta en los ajustes.</translation>
    </message>
    <message>
        <source>ComfyUI did not say which arguments it knows; all are passed.</source>
        <translation>ComfyUI no dijo qué argumentos conoce; se pasan todos.</translation>
    </message>
    <message>
        <source>The model folder %1 is not there and is left out.</source>
        <translation>La carpeta de modelos %1 no está y se omite.</translation>
    </message>
</context>
<context>
    <name>portico::PrepareMatch</name>
    <message>
        <source>“%1” was changed by hand then, and these changes are not kept any more.</source>
        <translation>«%1» estaba entonces cambiado a mano, y esos cambios ya no se conservan.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which brings it without them.</source>
        <translation>Vuelva atrás en lo posible: se trae sin ellos.</translation>
    </message>
    <message>
        <source>What “%1” can be got from now is not what it was then.</source>
        <translation>De donde se puede obtener «%1», lo que hay ahora no es lo que era entonces.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it as it is now.</source>
        <translation>Vuelva atrás en lo posible: se queda como está ahora.</translation>
    </message>
    <message>
        <source>“%1” is not here any more, and nobody knows where it was got from.</source>
        <translation>«%1» ya no está aquí, y nadie sabe de dónde se obtuvo.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves it out.</source>
        <translation>Vuelva atrás en lo posible: se omite.</translation>
    </message>
    <message>
        <source>“%1” lies in a folder of your own, where Portico enables and disables node packs only.</source>
        <translation>«%1» está en una carpeta suya, donde Portico solo activa y desactiva packs de nodos.</translation>
    </message>
    <message>
        <source>Go back as far as possible, and change this one yourself.</source>
        <translation>Vuelva atrás en lo posible y cambie este usted mismo.</translation>
    </message>
    <message>
        <source>a copy of this computer</source>
        <translation>una copia de este equipo</translation>
    </message>
    <message>
        <source>The install.py of “%1” had run then, and does not run by itself: porticoctl nodes run-script.</source>
        <translation>El install.py de «%1» se había ejecutado entonces y no se ejecuta por sí solo: porticoctl nodes run-script.</translation>
    </message>
</context>
<context>
    <name>portico::PromoteBundle</name>
    <message>
        <source>no track</source>
        <translation>ningún canal</translation>
    </message>
    <message>
        <source>There is no catalogue %1.</source>
        <translation>No existe el catálogo %1.</translation>
    </message>
    <message>
        <source>Check the path; “porticoctl bundle publish” makes one.</source>
        <translation>Compruebe la ruta; «porticoctl bundle publish» crea uno.</translation>
    </message>
    <message>
        <source>“%1” has no bundle “%2”.</source>
        <translation>«%1» no tiene ningún lote «%2».</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Tiene: %1.</translation>
    </message>
    <message>
        <source>“%1” is on “%2” and cannot go to “%3”: bundles only go forward.</source>
        <translation>«%1» está en «%2» y no puede pasar a «%3»: los lotes solo van hacia delante.</translation>
    </message>
    <message>
        <source>Promote another bundle to that track, which takes this one off where it is made for the same computers.</source>
        <translation>Promueva otro lote a ese canal; con ello sale de él este, si están hechos para los mismos equipos.</translation>
    </message>
    <message>
        <source>promoting a bundle</source>
        <translation>promoviendo un lote</translation>
    </message>
</context>
<context>
    <name>portico::Provider</name>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for, and the contributed modules that were asked for</source>
        <translation>tiene lo que tienen los demás salvo las ventanas, que ComfyUI no usa, y los módulos adicionales que se pidieron</translation>
    </message>
    <message>
        <source>it has what the others have but for windows, which ComfyUI has no use for</source>
        <translation>tiene lo que tienen los demás salvo las ventanas, que ComfyUI no usa</translation>
    </message>
    <message>
        <source>this install computes with CUDA</source>
        <translation>esta instalación calcula con CUDA</translation>
    </message>
    <message>
        <source>it is asked for, and there is no CUDA here</source>
        <translation>se pide, y aquí no hay CUDA</translation>
    </message>
    <message>
        <source>there is no CUDA here</source>
        <translation>aquí no hay CUDA</translation>
    </message>
    <message>
        <source>it is part of this install, which does not change</source>
        <translation>forma parte de esta instalación, que no cambia</translation>
    </message>
    <message>
        <source>ComfyUI is made for it</source>
        <translation>ComfyUI está hecho para él</translation>
    </message>
    <message>
        <source>%1 is taken: %2.</source>
        <translation>Se toma %1: %2.</translation>
    </message>
    <message>
        <source>%1 is taken instead of %2: %3.</source>
        <translation>Se toma %1 en lugar de %2: %3.</translation>
    </message>
</context>
<context>
    <name>portico::ProxyAddress</name>
    <message>
        <source>Write “system”, “none”, http://host:port, socks5://host:port, a user as http://user@host:port, or pac+https://host/proxy.pac for a script.</source>
        <translation>Escriba «system», «none», http://host:port, socks5://host:port, con usuario como http://user@host:port, o pac+https://host/proxy.pac para un script.</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy script.</source>
        <translation>«%1» no es una dirección de un script de proxy.</translation>
    </message>
    <message>
        <source>The address of a proxy script holds no user and no password.</source>
        <translation>La dirección de un script de proxy no contiene usuario ni contraseña.</translation>
    </message>
    <message>
        <source>Portico speaks to proxies by http and SOCKS 5 only; what goes through them is protected all the same.</source>
        <translation>Portico habla con los proxies solo por http y SOCKS 5; lo que pasa por ellos va protegido de todos modos.</translation>
    </message>
    <message>
        <source>“%1” is no address of a proxy with its port.</source>
        <translation>«%1» no es una dirección de un proxy con su puerto.</translation>
    </message>
    <message>
        <source>The proxy&apos;s password does not belong into its address: settings and command lines can be read by others.</source>
        <translation>La contraseña del proxy no debe ir en su dirección: otras personas pueden leer los ajustes y las líneas de comandos.</translation>
    </message>
    <message>
        <source>Give the address without it; the password is asked for and kept in this computer&apos;s keychain.</source>
        <translation>Indique la dirección sin ella; la contraseña se pide y se guarda en el llavero de este equipo.</translation>
    </message>
</context>
<context>
    <name>portico::ProxyBypass</name>
    <message>
        <source>“%1” is no host, domain or network.</source>
        <translation>«%1» no es un servidor, un dominio ni una red.</translation>
    </message>
    <message>
        <source>Write hosts and networks separated by commas, such as intranet.example, .corp.example, 10.0.0.0/8.</source>
        <translation>Escriba servidores y redes separados por comas, por ejemplo intranet.example, .corp.example, 10.0.0.0/8.</translation>
    </message>
</context>
<context>
    <name>portico::PublishBundle</name>
    <message>
        <source>Look into the bundle</source>
        <translation>Examinar el lote</translation>
    </message>
    <message>
        <source>looking into a bundle</source>
        <translation>examinando un lote</translation>
    </message>
    <message>
        <source>%1 has no %2: it was not made by Portico.</source>
        <translation>%1 no tiene %2: no lo creó Portico.</translation>
    </message>
    <message>
        <source>Add it as an install and build a bundle of that, or write it into the catalogue by hand (docs/catalogue.md).</source>
        <translation>Añádalo como instalación y construya un lote de ella, o inscríbalo a mano en el catálogo (docs/catalogue.md).</translation>
    </message>
    <message>
        <source>The bundle does not tell what its torch runs on.</source>
        <translation>El lote no dice con qué funciona su torch.</translation>
    </message>
    <message>
        <source>The bundle does not tell the version of its ComfyUI.</source>
        <translation>El lote no dice la versión de su ComfyUI.</translation>
    </message>
    <message>
        <source>Say it: --accelerator cpu, or “cuda 13.0”.</source>
        <translation>Dígalo: --accelerator cpu, o «cuda 13.0».</translation>
    </message>
    <message>
        <source>Build it again of an install that does.</source>
        <translation>Constrúyalo de nuevo a partir de una instalación que la diga.</translation>
    </message>
    <message>
        <source>%1 %2: ComfyUI %3 for %4 %5, %6</source>
        <translation>%1 %2: ComfyUI %3 para %4 %5, %6</translation>
    </message>
    <message>
        <source>Bundles of %1</source>
        <translation>Lotes de %1</translation>
    </message>
    <message>
        <source>The catalogue has another bundle %1.</source>
        <translation>El catálogo tiene otro lote %1.</translation>
    </message>
    <message>
        <source>Give the new one another version, or replace it with --replace.</source>
        <translation>Dé otra versión al nuevo o sustitúyalo con --replace.</translation>
    </message>
    <message>
        <source>publishing a bundle</source>
        <translation>publicando un lote</translation>
    </message>
    <message>
        <source>%1 is not what the .sha256 beside it says.</source>
        <translation>%1 no es lo que dice el .sha256 que está a su lado.</translation>
    </message>
    <message>
        <source>Build the bundle again, or get it again.</source>
        <translation>Construya el lote de nuevo u obténgalo de nuevo.</translation>
    </message>
    <message>
        <source>Another file %1 is there.</source>
        <translation>Hay otro archivo %1.</translation>
    </message>
    <message>
        <source>Give the bundle another version, or replace it with --replace.</source>
        <translation>Dé otra versión al lote o sustitúyalo con --replace.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>There is no bundle %1.</source>
        <translation>No hay ningún lote %1.</translation>
    </message>
    <message>
        <source>Build one: porticoctl bundle build.</source>
        <translation>Construya uno: porticoctl bundle build.</translation>
    </message>
</context>
<context>
    <name>portico::PublishRelease</name>
    <message>
        <source>There is no file %1.</source>
        <translation>No existe el archivo %1.</translation>
    </message>
    <message>
        <source>Name the bundle that was built.</source>
        <translation>Indique el lote que se construyó.</translation>
    </message>
    <message>
        <source>GitHub would give the file “%1” another name.</source>
        <translation>GitHub daría otro nombre al archivo «%1».</translation>
    </message>
    <message>
        <source>Name it with letters, digits and . _ + - only.</source>
        <translation>Nómbrelo solo con letras, cifras y . _ + -.</translation>
    </message>
    <message>
        <source>%1 has %2 bytes; a file of a release may have 1 to %3.</source>
        <translation>%1 tiene %2 bytes; un archivo de una versión publicada puede tener de 1 a %3.</translation>
    </message>
    <message>
        <source>Build the bundle in volumes, so that each is smaller.</source>
        <translation>Construya el lote en volúmenes, para que cada uno sea más pequeño.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>%1 would be more than %2 volumes.</source>
        <translation>%1 serían más de %2 volúmenes.</translation>
    </message>
    <message>
        <source>Choose a larger volume size.</source>
        <translation>Elija un tamaño de volumen mayor.</translation>
    </message>
    <message>
        <source>Two files are called %1.</source>
        <translation>Dos archivos se llaman %1.</translation>
    </message>
    <message>
        <source>Name each only once.</source>
        <translation>Nombre cada uno solo una vez.</translation>
    </message>
    <message>
        <source>listing the releases of %1</source>
        <translation>listando las versiones de %1</translation>
    </message>
    <message>
        <source>%1 has a release %2 already.</source>
        <translation>%1 ya tiene una versión publicada %2.</translation>
    </message>
    <message>
        <source>Choose another version; what was published stays as it is.</source>
        <translation>Elija otra versión; lo publicado se queda como está.</translation>
    </message>
    <message>
        <source>making the release %1 of %2</source>
        <translation>creando la versión %1 de %2</translation>
    </message>
    <message>
        <source>publishing the release of %1</source>
        <translation>publicando la versión de %1</translation>
    </message>
    <message>
        <source>“%1” is no tag for a release.</source>
        <translation>«%1» no es una etiqueta para una versión publicada.</translation>
    </message>
    <message>
        <source>Write it as v1.2.0.</source>
        <translation>Escríbala como v1.2.0.</translation>
    </message>
    <message>
        <source>The draft of the release stays: the next try goes on with it.</source>
        <translation>El borrador de la versión se queda: el próximo intento continúa con él.</translation>
    </message>
</context>
<context>
    <name>portico::PushFiles</name>
    <message>
        <source>%1 is not pushed: %2.</source>
        <translation>No se sube %1: %2.</translation>
    </message>
    <message>
        <source>Push the recipe and what it names, not bundles or models; those are published as a release.</source>
        <translation>Suba la receta y lo que nombra, no lotes ni modelos; estos se publican como versión.</translation>
    </message>
    <message>
        <source>it is a link</source>
        <translation>es un enlace</translation>
    </message>
    <message>
        <source>it has more than 5 MiB</source>
        <translation>tiene más de 5 MiB</translation>
    </message>
    <message>
        <source>There is no %1 to push.</source>
        <translation>No hay ningún %1 que subir.</translation>
    </message>
    <message>
        <source>Name a recipe, or a folder with one.</source>
        <translation>Indique una receta o una carpeta que tenga una.</translation>
    </message>
    <message>
        <source>it has more than %1 files</source>
        <translation>tiene más de %1 archivos</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>está vacío</translation>
    </message>
    <message>
        <source>pushing to %1</source>
        <translation>subiendo a %1</translation>
    </message>
    <message>
        <source>Send files</source>
        <translation>Enviar archivos</translation>
    </message>
    <message>
        <source>Others push to the branch %1 of %2 all the time.</source>
        <translation>Otros suben cambios a la rama %1 de %2 continuamente.</translation>
    </message>
    <message>
        <source>Try again, or push to a branch of your own.</source>
        <translation>Inténtelo de nuevo o suba a una rama propia.</translation>
    </message>
</context>
<context>
    <name>portico::PutBack</name>
    <message>
        <source>putting back “%1”</source>
        <translation>restituyendo «%1»</translation>
    </message>
</context>
<context>
    <name>portico::PythonFacts</name>
    <message>
        <source>The Python %1 does not run.</source>
        <translation>El Python %1 no funciona.</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <translation>Elija otro Python.</translation>
    </message>
    <message>
        <source>There is no Python %1.</source>
        <translation>No existe el Python %1.</translation>
    </message>
    <message>
        <source>Give the path of a Python 3.10 or newer.</source>
        <translation>Indique la ruta de un Python 3.10 o posterior.</translation>
    </message>
</context>
<context>
    <name>portico::PythonProvider</name>
    <message>
        <source>uv did not put Python where it was told to.</source>
        <translation>uv no puso Python donde se le indicó.</translation>
    </message>
    <message>
        <source>Try again, or choose a Python of this computer.</source>
        <translation>Inténtelo de nuevo o elija un Python de este equipo.</translation>
    </message>
    <message>
        <source>There is no Python 3.10 or newer on this computer.</source>
        <translation>No hay ningún Python 3.10 o posterior en este equipo.</translation>
    </message>
    <message>
        <source>There is no Python %1 on this computer.</source>
        <translation>No hay ningún Python %1 en este equipo.</translation>
    </message>
    <message>
        <source>Install one, or choose another version.</source>
        <translation>Instale uno o elija otra versión.</translation>
    </message>
    <message>
        <source>This install needs the Python of this computer in %1: keep it.</source>
        <translation>Esta instalación necesita el Python de este equipo en %1: consérvelo.</translation>
    </message>
    <message>
        <source>%1 is Python %2, which is too old.</source>
        <translation>%1 es Python %2, que es demasiado antiguo.</translation>
    </message>
    <message>
        <source>Choose a Python 3.10 or newer.</source>
        <translation>Elija un Python 3.10 o posterior.</translation>
    </message>
    <message>
        <source>Python %1 of this computer: %2</source>
        <translation>Python %1 de este equipo: %2</translation>
    </message>
    <message>
        <source>A Python of its own could not be fetched: %1 Looking on this computer.</source>
        <translation>No se pudo descargar un Python propio: %1 Se busca en este equipo.</translation>
    </message>
    <message>
        <source>Python could not be fetched, and this computer has none that fits. %1</source>
        <translation>No se pudo descargar Python, y este equipo no tiene ninguno adecuado. %1</translation>
    </message>
</context>
<context>
    <name>portico::RateLimit</name>
    <message>
        <source>%1 was asked too often from this address and answers again at %2.</source>
        <translation>A %1 se le preguntó demasiadas veces desde esta dirección y vuelve a responder a las %2.</translation>
    </message>
    <message>
        <source>Try again then.</source>
        <translation>Inténtelo entonces de nuevo.</translation>
    </message>
    <message>
        <source>Try again then, or give Portico a GitHub token: with one it may ask 5,000 times an hour instead of 60.</source>
        <translation>Inténtelo entonces de nuevo o dé a Portico un token de GitHub: con él puede preguntar 5000 veces por hora en lugar de 60.</translation>
    </message>
</context>
<context>
    <name>portico::ReadSite</name>
    <message>
        <source>cannot be used: %1</source>
        <translation>no se puede usar: %1</translation>
    </message>
    <message>
        <source>is no commit: 40 of the digits 0 to 9 and a to f</source>
        <translation>no es un commit: 40 de las cifras 0 a 9 y de la a a la f</translation>
    </message>
    <message>
        <source>is no id of the Comfy Registry</source>
        <translation>no es un id de Comfy Registry</translation>
    </message>
    <message>
        <source>is no version such as 1.2.0</source>
        <translation>no es una versión como 1.2.0</translation>
    </message>
    <message>
        <source>is one too many: a node pack comes from one place</source>
        <translation>sobra: un pack de nodos viene de un solo lugar</translation>
    </message>
    <message>
        <source>belongs to “%1”</source>
        <translation>va con &quot;%1&quot;</translation>
    </message>
    <message>
        <source>is missing, and so are git, folder, archive and file</source>
        <translation>falta, y también git, folder, archive y file</translation>
    </message>
    <message>
        <source>is neither an https address nor a path</source>
        <translation>no es ni una dirección https ni una ruta</translation>
    </message>
    <message>
        <source>holds a password, which everybody could read here</source>
        <translation>contiene una contraseña, que aquí podría leer cualquiera</translation>
    </message>
    <message>
        <source>is missing: %1</source>
        <translation>falta: %1</translation>
    </message>
    <message>
        <source>is needed: another one has the folder “%1”</source>
        <translation>hace falta: otro tiene la carpeta «%1»</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>no es un SHA-256</translation>
    </message>
    <message>
        <source>has no meaning beside a commit</source>
        <translation>no tiene sentido junto a un commit</translation>
    </message>
    <message>
        <source>is no port from 1 to 65535</source>
        <translation>no es un puerto de 1 a 65535</translation>
    </message>
    <message>
        <source>is that of another install of this file, too</source>
        <translation>es también el de otra instalación de este archivo</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>no es un objeto {…}</translation>
    </message>
    <message>
        <source>holds “%1”, which is no variable with a text</source>
        <translation>contiene «%1», que no es una variable con un texto</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, rocm7.2, xpu, mps, cpu or auto</source>
        <translation>no lo es; escriba cu130, cu128, rocm7.2, xpu, mps, cpu o auto</translation>
    </message>
    <message>
        <source>is one too many: one of bundle, catalogue and kept counts</source>
        <translation>sobra: cuenta uno solo de bundle, catalogue y kept</translation>
    </message>
    <message>
        <source>names none of bundle, catalogue and kept</source>
        <translation>no nombra ninguno de bundle, catalogue y kept</translation>
    </message>
    <message>
        <source>has no meaning here: every kept file has its own</source>
        <translation>no tiene sentido aquí: cada archivo conservado tiene el suyo</translation>
    </message>
    <message>
        <source>belongs to &quot;kept&quot;</source>
        <translation>va con &quot;kept&quot;</translation>
    </message>
    <message>
        <source>is no name of a kept state</source>
        <translation>no es el nombre de un estado conservado</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>no se puede leer: %1</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>is no lock: %1</source>
        <translation>no es un bloqueo: %1</translation>
    </message>
    <message>
        <source>is no version such as 0.33.0</source>
        <translation>no es una versión como 0.33.0</translation>
    </message>
    <message>
        <source>has several spaces in a row</source>
        <translation>tiene varios espacios seguidos</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>no es 1, la forma que este Portico conoce</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>tiene más de %1 entradas</translation>
    </message>
</context>
<context>
    <name>portico::RebuildEnvironments</name>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>Ningún pack de nodos pide ya el entorno «%1».</translation>
    </message>
    <message>
        <source>Nothing has to be done.</source>
        <translation>No hay que hacer nada.</translation>
    </message>
    <message>
        <source>The environment “%1” was unpacked, and does not serve here: %2.</source>
        <translation>El entorno «%1» se descomprimió y aquí no sirve: %2.</translation>
    </message>
    <message>
        <source>Build it again: porticoctl env build.</source>
        <translation>Constrúyalo de nuevo: porticoctl env build.</translation>
    </message>
    <message>
        <source>rebuilding %1</source>
        <translation>reconstruyendo %1</translation>
    </message>
</context>
<context>
    <name>portico::RebuildVendored</name>
    <message>
        <source>%1 rebuilt</source>
        <comment>name of an install</comment>
        <translation>%1 (reconstruida)</translation>
    </message>
    <message>
        <source>rebuilding</source>
        <translation>reconstruyendo</translation>
    </message>
    <message>
        <source>rebuilding “%1”</source>
        <translation>reconstruyendo «%1»</translation>
    </message>
    <message>
        <source>What was rebuilt is not the same as at first: %1.</source>
        <translation>Lo que se reconstruyó no es igual que al principio: %1.</translation>
    </message>
    <message>
        <source>Nothing was kept of it; please report this as a bug.</source>
        <translation>No se conservó nada de ello; comuníquelo como error.</translation>
    </message>
</context>
<context>
    <name>portico::Recipe</name>
    <message>
        <source>can be no tag, branch or commit</source>
        <translation>no puede ser una etiqueta, una rama ni un commit</translation>
    </message>
    <message>
        <source>is missing, and there is no VERSION.txt beside the recipe</source>
        <translation>falta, y no hay VERSION.txt junto a la receta</translation>
    </message>
    <message>
        <source>is missing, and VERSION.txt is empty</source>
        <translation>falta, y VERSION.txt está vacío</translation>
    </message>
    <message>
        <source>is one too many: one of ref, commit, tag and branch counts</source>
        <translation>sobra: cuenta uno solo de ref, commit, tag y branch</translation>
    </message>
    <message>
        <source>cannot be used: %1</source>
        <translation>no se puede usar: %1</translation>
    </message>
    <message>
        <source>would get the folder “%1”, which another one has; give it a &quot;name&quot;</source>
        <translation>recibiría la carpeta «%1», que tiene otro; dele un &quot;name&quot;</translation>
    </message>
    <message>
        <source>has more than %1 entries</source>
        <translation>tiene más de %1 entradas</translation>
    </message>
    <message>
        <source>holds what is no requirement on a package: %1</source>
        <translation>contiene algo que no es un requisito de un paquete: %1</translation>
    </message>
    <message>
        <source>is no version such as 3.12 or 3.12.8</source>
        <translation>no es una versión como 3.12 o 3.12.8</translation>
    </message>
    <message>
        <source>is no folder: %1</source>
        <translation>no es una carpeta: %1</translation>
    </message>
    <message>
        <source>has no meaning beside a prefix</source>
        <translation>no tiene sentido junto a un prefijo</translation>
    </message>
    <message>
        <source>is neither a file nor an https address</source>
        <translation>no es ni un archivo ni una dirección https</translation>
    </message>
    <message>
        <source>is no SHA-256</source>
        <translation>no es un SHA-256</translation>
    </message>
    <message>
        <source>is none; write cu130, cu128, cu126, rocm7.2, xpu, mps or cpu</source>
        <translation>no lo es; escriba cu130, cu128, cu126, rocm7.2, xpu, mps o cpu</translation>
    </message>
    <message>
        <source>is none; write one such as linux-x64, linux-arm64, windows-x64 or macos-arm64</source>
        <translation>no lo es; escriba una como linux-x64, linux-arm64, windows-x64 o macos-arm64</translation>
    </message>
    <message>
        <source>It</source>
        <translation>Esto</translation>
    </message>
    <message>
        <source>names “%1”; it can name tests, headers, static-libraries and caches</source>
        <translation>nombra «%1»; puede nombrar tests, headers, static-libraries y caches</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>no es 1, la forma que este Portico conoce</translation>
    </message>
</context>
<context>
    <name>portico::RecipeLock</name>
    <message>
        <source>is no SHA-256</source>
        <translation>no es un SHA-256</translation>
    </message>
    <message>
        <source>is no commit of 40 hexadecimal digits</source>
        <translation>no es un commit de 40 cifras hexadecimales</translation>
    </message>
    <message>
        <source>holds what is no SHA-256</source>
        <translation>contiene algo que no es un SHA-256</translation>
    </message>
    <message>
        <source>names no hash</source>
        <translation>no nombra ningún hash</translation>
    </message>
    <message>
        <source>is no package&apos;s</source>
        <translation>no es de ningún paquete</translation>
    </message>
    <message>
        <source>is not 1, the form that this Portico knows</source>
        <translation>no es 1, la forma que este Portico conoce</translation>
    </message>
    <message>
        <source>No bundle came of the lock %1.</source>
        <translation>Del bloqueo %1 no salió ningún lote.</translation>
    </message>
    <message>
        <source>Build one with it, and compare that.</source>
        <translation>Construya uno con él y compare ese.</translation>
    </message>
</context>
<context>
    <name>portico::Recommend</name>
    <message>
        <source>It is made for what this computer has.</source>
        <translation>Está hecho para lo que tiene este equipo.</translation>
    </message>
    <message>
        <source>Which CUDA it has is not known.</source>
        <translation>No se sabe qué CUDA tiene.</translation>
    </message>
    <message>
        <source>It has CUDA %1; this computer can use CUDA %2 at most.</source>
        <translation>Tiene CUDA %1; este equipo puede usar como máximo CUDA %2.</translation>
    </message>
    <message>
        <source>It has CUDA %1; this GPU needs CUDA 12.8 or newer.</source>
        <translation>Tiene CUDA %1; esta GPU necesita CUDA 12.8 o posterior.</translation>
    </message>
    <message>
        <source>It has CUDA %1; CUDA %2 suits this computer better.</source>
        <translation>Tiene CUDA %1; CUDA %2 es más adecuado para este equipo.</translation>
    </message>
    <message>
        <source>Its publisher does not tell what its torch runs on.</source>
        <translation>Su editor no dice con qué funciona su torch.</translation>
    </message>
    <message>
        <source>It computes on the processor and leaves the GPU unused.</source>
        <translation>Calcula con el procesador y deja la GPU sin usar.</translation>
    </message>
    <message>
        <source>It is made for NVIDIA GPUs and computes on the processor here.</source>
        <translation>Está hecho para GPU NVIDIA y aquí calcula con el procesador.</translation>
    </message>
    <message>
        <source>It is made for %1, and this computer needs %2.</source>
        <translation>Está hecho para %1, y este equipo necesita %2.</translation>
    </message>
    <message>
        <source>Its publisher does not recommend it for this GPU.</source>
        <translation>Su editor no lo recomienda para esta GPU.</translation>
    </message>
    <message>
        <source>The GPU of this computer is none of those it is made for.</source>
        <translation>La GPU de este equipo no es ninguna de aquellas para las que está hecho.</translation>
    </message>
    <message>
        <source>%1 on %2 with %3</source>
        <comment>system, processor, accelerator</comment>
        <translation>%1 en %2 con %3</translation>
    </message>
    <message>
        <source>“%1” is made for %2.</source>
        <translation>«%1» está hecho para %2.</translation>
    </message>
    <message>
        <source>“%1” runs here. %2</source>
        <translation>«%1» funciona aquí. %2</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>Su grupo lo considera estable.</translation>
    </message>
    <message>
        <source>It has ComfyUI %1, the version of the chosen track.</source>
        <translation>Tiene ComfyUI %1, la versión del canal elegido.</translation>
    </message>
    <message>
        <source>It has ComfyUI %1; of %2, the version of the chosen track, there is no bundle for this computer.</source>
        <translation>Tiene ComfyUI %1; de %2, la versión del canal elegido, no hay ningún lote para este equipo.</translation>
    </message>
    <message>
        <source>Its publisher published its SHA-256, so it is checked before it is unpacked.</source>
        <translation>Su editor publicó su SHA-256, así que se comprueba antes de descomprimirlo.</translation>
    </message>
    <message>
        <source>It is not verified by its publisher: no SHA-256 of it was published.</source>
        <translation>No está verificado por su editor: no se publicó ningún SHA-256 suyo.</translation>
    </message>
    <message>
        <source>No list of bundles is at hand, so ComfyUI is composed from its parts.</source>
        <translation>No hay a mano ninguna lista de lotes, así que ComfyUI se compone de sus partes.</translation>
    </message>
    <message>
        <source>No ready bundle is made for %1, so ComfyUI is composed from its parts.</source>
        <translation>No hay ningún lote ya hecho para %1, así que ComfyUI se compone de sus partes.</translation>
    </message>
    <message>
        <source>It is made for %1.</source>
        <translation>Está hecho para %1.</translation>
    </message>
    <message>
        <source>It is made for %1 processors.</source>
        <translation>Está hecho para procesadores %1.</translation>
    </message>
</context>
<context>
    <name>portico::RecoverPacks</name>
    <message>
        <source>The change of the node packs %1 was finished.</source>
        <translation>Se terminó el cambio de los packs de nodos %1.</translation>
    </message>
    <message>
        <source>An interrupted change of the node packs %1 was taken back.</source>
        <translation>Se deshizo un cambio interrumpido de los packs de nodos %1.</translation>
    </message>
</context>
<context>
    <name>portico::Recovery</name>
    <message>
        <source>The removal of “%1” had not begun.</source>
        <translation>No había empezado a quitarse «%1».</translation>
    </message>
    <message>
        <source>The removal of “%1” was finished.</source>
        <translation>Se terminó de quitar «%1».</translation>
    </message>
    <message>
        <source>An interrupted change of the generation was taken back.</source>
        <translation>Se deshizo un cambio de generación interrumpido.</translation>
    </message>
    <message>
        <source>A generation that nothing names was removed.</source>
        <translation>Se quitó una generación que nada nombra.</translation>
    </message>
    <message>
        <source>An interrupted addition of %1 was cleaned up.</source>
        <translation>Se limpió lo que dejó añadir %1, que se interrumpió.</translation>
    </message>
    <message>
        <source>cleaning up</source>
        <translation>limpiando</translation>
    </message>
</context>
<context>
    <name>portico::RegistryClient</name>
    <message>
        <source>%1 did not answer as the Comfy Registry does.</source>
        <translation>%1 no respondió como lo hace Comfy Registry.</translation>
    </message>
    <message>
        <source>Check the address of the registry in the settings, or try again later.</source>
        <translation>Compruebe la dirección del registro de Comfy en los ajustes o inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>The Comfy Registry has no node pack “%1”.</source>
        <translation>Comfy Registry no tiene ningún pack de nodos «%1».</translation>
    </message>
    <message>
        <source>The Comfy Registry has no version %2 of “%1”.</source>
        <translation>Comfy Registry no tiene la versión %2 de «%1».</translation>
    </message>
    <message>
        <source>Search it: porticoctl nodes search WORDS.</source>
        <translation>Busque en él: porticoctl nodes search WORDS.</translation>
    </message>
    <message>
        <source>See which there are: porticoctl nodes info %1.</source>
        <translation>Mire cuáles hay: porticoctl nodes info %1.</translation>
    </message>
    <message>
        <source>“%1” is no id or version of the Comfy Registry.</source>
        <translation>«%1» no es un id ni una versión de Comfy Registry.</translation>
    </message>
    <message>
        <source>An id has letters, digits, “-”, “_” and “.”, such as comfyui-impact-pack.</source>
        <translation>Un id tiene letras, cifras, «-», «_» y «.», por ejemplo comfyui-impact-pack.</translation>
    </message>
    <message>
        <source>Fetch the list of node packs</source>
        <translation>Descargar la lista de packs de nodos</translation>
    </message>
</context>
<context>
    <name>portico::ReleaseUpload</name>
    <message>
        <source>Upload</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>The release wants its files at %1, which is not %2.</source>
        <translation>La versión quiere sus archivos en %1, que no es %2.</translation>
    </message>
    <message>
        <source>Nothing was sent there. Check the server&apos;s address.</source>
        <translation>Allí no se envió nada. Compruebe la dirección del servidor.</translation>
    </message>
    <message>
        <source>listing the files of a release</source>
        <translation>listando los archivos de una versión</translation>
    </message>
    <message>
        <source>removing half a file of a release</source>
        <translation>quitando un archivo a medias de una versión</translation>
    </message>
    <message>
        <source>GitHub did not get %1 as it is here.</source>
        <translation>GitHub no recibió %1 tal como está aquí.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the file changes while it is sent, or a proxy changes it.</source>
        <translation>Inténtelo de nuevo. Si vuelve a ocurrir, el archivo cambia mientras se envía, o lo cambia un proxy.</translation>
    </message>
    <message>
        <source>uploading %1</source>
        <translation>subiendo %1</translation>
    </message>
    <message>
        <source>%1 Sending it again.</source>
        <translation>%1 Se envía de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::RemovablePath</name>
    <message>
        <source>Portico was about to remove “%1” and did not.</source>
        <translation>Portico estuvo a punto de quitar «%1» y no lo hizo.</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Comuníquelo, por favor.</translation>
    </message>
</context>
<context>
    <name>portico::Removal</name>
    <message>
        <source>“%1” cannot be moved to the recycle bin: there is none for %2. It is still in its place.</source>
        <translation>«%1» no se puede mover a la papelera: no hay ninguna para %2. Sigue en su lugar.</translation>
    </message>
    <message>
        <source>Remove it for good instead.</source>
        <translation>Quítelo de forma definitiva.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>portico::RemovalPlan</name>
    <message>
        <source>Another disk is mounted at %1: “%2” is not removed.</source>
        <translation>En %1 está montado otro disco: «%2» no se quita.</translation>
    </message>
    <message>
        <source>Unmount it, then remove the install.</source>
        <translation>Desmóntelo y después quite la instalación.</translation>
    </message>
    <message>
        <source>The install “%1” lies in the folder of “%2”, which is therefore not removed.</source>
        <translation>La instalación «%1» está en la carpeta de «%2», que por eso no se quita.</translation>
    </message>
    <message>
        <source>Move that folder elsewhere and add it from there.</source>
        <translation>Traslade esa carpeta a otro lugar y añádala desde allí.</translation>
    </message>
    <message>
        <source>“%1” finds models in %2, which would go.</source>
        <translation>«%1» encuentra modelos en %2, que desaparecería.</translation>
    </message>
</context>
<context>
    <name>portico::RemoveEnvs</name>
    <message>
        <source>removing an environment</source>
        <translation>quitando un entorno</translation>
    </message>
    <message>
        <source>comfy-env itself is building %1.</source>
        <translation>El propio comfy-env está construyendo %1.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Espere a que termine e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 was left: %2 To remove it, name its folder.</source>
        <translation>Se dejó %1: %2 Para quitarlo, indique su carpeta.</translation>
    </message>
    <message>
        <source>%1 was left: another pack uses it through %2.</source>
        <translation>Se dejó %1: otro pack lo usa a través de %2.</translation>
    </message>
</context>
<context>
    <name>portico::RemoveInstall</name>
    <message>
        <source>There is no install “%1” in %2.</source>
        <translation>No hay ninguna instalación «%1» en %2.</translation>
    </message>
    <message>
        <source>“%1” is running and cannot be removed now.</source>
        <translation>«%1» está en marcha y no se puede quitar ahora.</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>Deténgala y después quítela.</translation>
    </message>
    <message>
        <source>“%1” is being changed and cannot be removed now.</source>
        <translation>«%1» se está cambiando y no se puede quitar ahora.</translation>
    </message>
    <message>
        <source>Wait until that is done, then remove it.</source>
        <translation>Espere a que termine y después quítela.</translation>
    </message>
    <message>
        <source>removing</source>
        <translation>quitando</translation>
    </message>
    <message>
        <source>Look at the installs that there are: porticoctl list.</source>
        <translation>Consulte las instalaciones que hay: porticoctl list.</translation>
    </message>
</context>
<context>
    <name>portico::RepairAdopted</name>
    <message>
        <source>“%1” runs with a Python that lies outside of its folder: %2.</source>
        <translation>«%1» funciona con un Python que está fuera de su carpeta: %2.</translation>
    </message>
    <message>
        <source>Others may use it, too, so Portico does not change it. Repair it with its own tools, or install ComfyUI anew beside it.</source>
        <translation>Puede que otros también lo usen, así que Portico no lo cambia. Repárelo con sus propias herramientas o instale ComfyUI de nuevo al lado.</translation>
    </message>
    <message>
        <source>Put back torch for its accelerator</source>
        <translation>Restituir torch para su acelerador</translation>
    </message>
    <message>
        <source>torch&apos;s own package index</source>
        <translation>el índice de paquetes propio de torch</translation>
    </message>
    <message numerus="yes">
        <source>Put right %n packages: %1</source>
        <translation>
            <numerusform>Corregir un paquete: %1</numerusform>
            <numerusform>Corregir %n paquetes: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>the package index</source>
        <translation>el índice de paquetes</translation>
    </message>
    <message>
        <source>Move away what an interrupted pip left: %1</source>
        <translation>Apartar lo que dejó un pip interrumpido: %1</translation>
    </message>
    <message>
        <source>pip sets packages aside under such names while it replaces them.</source>
        <translation>pip aparta paquetes con esos nombres mientras los sustituye.</translation>
    </message>
    <message>
        <source>the backup gets them</source>
        <translation>va a la copia de seguridad</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>reparando «%1»</translation>
    </message>
    <message>
        <source>Keep %1, and move away %2</source>
        <translation>Conservar %1 y apartar %2</translation>
    </message>
    <message>
        <source>the package index: the others have written over it</source>
        <translation>el índice de paquetes: los demás han escrito encima</translation>
    </message>
    <message>
        <source>the backup gets the others</source>
        <translation>los demás van a la copia de seguridad</translation>
    </message>
    <message>
        <source>The files of %1 could not be fetched again.</source>
        <translation>No se pudieron obtener de nuevo los archivos de %1.</translation>
    </message>
    <message>
        <source>Check the connection and the package index in the network settings, then repair again.</source>
        <translation>Compruebe la conexión y el índice de paquetes en los ajustes de red, y repare de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::RepairEnvironments</name>
    <message>
        <source>The environment “%1” is left alone: %2 %3</source>
        <translation>El entorno «%1» no se toca: %2 %3</translation>
    </message>
    <message>
        <source>The link is made anew.</source>
        <translation>El enlace se crea de nuevo.</translation>
    </message>
    <message>
        <source>It is built by uv, with Python %1.</source>
        <translation>Lo construye uv, con Python %1.</translation>
    </message>
    <message>
        <source>It is built by pixi, with Python %1.</source>
        <translation>Lo construye pixi, con Python %1.</translation>
    </message>
    <message>
        <source>Its size is known afterwards only.</source>
        <translation>Su tamaño solo se sabe después.</translation>
    </message>
    <message>
        <source>Look at the isolated environments, and repair them</source>
        <translation>Examinar los entornos aislados y repararlos</translation>
    </message>
    <message>
        <source>How they are can be told only when ComfyUI&apos;s own Python is whole.</source>
        <translation>Cómo están solo se puede saber cuando el Python propio de ComfyUI está completo.</translation>
    </message>
    <message numerus="yes">
        <source>Repair %n isolated environments: %1</source>
        <translation>
            <numerusform>Reparar un entorno aislado: %1</numerusform>
            <numerusform>Reparar %n entornos aislados: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes of %1 run in a Python of their own.</source>
        <translation>Los nodos de %1 se ejecutan en un Python propio.</translation>
    </message>
    <message>
        <source>what was fetched before, and the package index for the rest</source>
        <translation>lo que se descargó antes y, para el resto, el índice de paquetes</translation>
    </message>
    <message>
        <source>the environments, which are there</source>
        <translation>los entornos, que ya están ahí</translation>
    </message>
    <message>
        <source>They are looked at again when the rest is repaired.</source>
        <translation>Se examinan otra vez cuando el resto esté reparado.</translation>
    </message>
    <message>
        <source>The environment “%1” was not built: %2 %3</source>
        <translation>El entorno «%1» no se construyó: %2 %3</translation>
    </message>
</context>
<context>
    <name>portico::RepairOutcome</name>
    <message>
        <source>Not everything could be repaired: %1</source>
        <translation>No se pudo reparar todo: %1</translation>
    </message>
    <message>
        <source>ComfyUI still does not start: %1</source>
        <translation>ComfyUI sigue sin iniciarse: %1</translation>
    </message>
    <message>
        <source>Something is still wrong: %1</source>
        <translation>Todavía hay algo mal: %1</translation>
    </message>
    <message>
        <source>Nothing needed repair, and ComfyUI starts.</source>
        <translation>Nada necesitaba reparación, y ComfyUI se inicia.</translation>
    </message>
    <message>
        <source>Nothing needed repair.</source>
        <translation>Nada necesitaba reparación.</translation>
    </message>
    <message>
        <source>Repaired, and ComfyUI starts.</source>
        <translation>Reparada, y ComfyUI se inicia.</translation>
    </message>
    <message>
        <source>Repaired.</source>
        <translation>Reparada.</translation>
    </message>
</context>
<context>
    <name>portico::RepairPacks</name>
    <message>
        <source>it would need a build from source</source>
        <translation>habría que compilarlo desde el código fuente</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 (%3 is there)</source>
        <translation>%1: %2 (está %3)</translation>
    </message>
    <message>
        <source>%1 could not be taken over.</source>
        <translation>No se pudo adoptar %1.</translation>
    </message>
    <message>
        <source>The layer was not made: %1.</source>
        <translation>La capa no se creó: %1.</translation>
    </message>
    <message>
        <source>Look at the plan of the node packs.</source>
        <translation>Mire el plan de los packs de nodos.</translation>
    </message>
    <message>
        <source>taken over: %1</source>
        <comment>a package</comment>
        <translation>adoptado: %1</translation>
    </message>
    <message>
        <source>Install what was taken over: %1</source>
        <translation>Instalar lo que se adoptó: %1</translation>
    </message>
    <message>
        <source>It was to come into the layer of “%1”, and is not there yet.</source>
        <translation>Debía pasar a la capa de «%1» y todavía no está ahí.</translation>
    </message>
    <message>
        <source>Install what node packs lack: %1</source>
        <translation>Instalar lo que falta a los packs de nodos: %1</translation>
    </message>
    <message>
        <source>They may not load in “%1” without it.</source>
        <translation>Sin ello puede que no se carguen en «%1».</translation>
    </message>
    <message>
        <source>the package index, into a layer of their own</source>
        <translation>el índice de paquetes, en una capa propia</translation>
    </message>
    <message>
        <source>its own repository</source>
        <translation>su propio repositorio</translation>
    </message>
    <message>
        <source>the archive that was kept of it</source>
        <translation>el archivo que se conservó de él</translation>
    </message>
    <message>
        <source>keeping “%1”</source>
        <translation>conservando «%1»</translation>
    </message>
    <message>
        <source>Nobody knows any more where “%1” came from.</source>
        <translation>Ya nadie sabe de dónde vino «%1».</translation>
    </message>
    <message>
        <source>Remove it and install it again from where it is offered.</source>
        <translation>Quítelo e instálelo de nuevo desde donde se ofrece.</translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files of the node pack “%1”</source>
        <translation>
            <numerusform>Restituir un archivo del pack de nodos «%1»</numerusform>
            <numerusform>Restituir %n archivos del pack de nodos «%1»</numerusform>
        </translation>
    </message>
    <message>
        <source>They are gone or damaged, so it may not load.</source>
        <translation>Han desaparecido o están dañados, así que puede que no se cargue.</translation>
    </message>
    <message>
        <source>Undo what was changed by hand in the node pack “%1”</source>
        <translation>Deshacer lo que se cambió a mano en el pack de nodos «%1»</translation>
    </message>
    <message>
        <source>It is left as it is unless you agree. The pack as it is now is kept, and can be taken back.</source>
        <translation>Se deja como está a menos que usted acepte. El pack tal como está ahora se conserva, y se puede recuperar.</translation>
    </message>
    <message>
        <source>The folder of the node pack “%1”, which Portico installed, is gone. Install it again if it is missed.</source>
        <translation>Ha desaparecido la carpeta del pack de nodos «%1», que Portico instaló. Instálelo de nuevo si hace falta.</translation>
    </message>
    <message>
        <source>repairing “%1”</source>
        <translation>reparando «%1»</translation>
    </message>
    <message>
        <source>repairing node packs</source>
        <translation>reparando packs de nodos</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the node pack “%1” could not be had: %2.</source>
        <translation>
            <numerusform>No se pudo obtener un archivo del pack de nodos «%1»: %2.</numerusform>
            <numerusform>No se pudieron obtener %n archivos del pack de nodos «%1»: %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairPlan</name>
    <message>
        <source>%1 It was installed like this; repair gives back what was installed, and no more.</source>
        <translation>%1 Se instaló así; reparar devuelve lo que se instaló y nada más.</translation>
    </message>
    <message>
        <source>Nothing needs repair.</source>
        <translation>Nada necesita reparación.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is broken; %n steps are done only if you agree.</source>
        <translation>
            <numerusform>Nada está roto; un paso se hace solo si usted lo acepta.</numerusform>
            <numerusform>Nada está roto; %n pasos se hacen solo si usted los acepta.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An interrupted repair goes on: %n steps.</source>
        <translation>
            <numerusform>Continúa una reparación interrumpida: un paso.</numerusform>
            <numerusform>Continúa una reparación interrumpida: %n pasos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n steps would repair it.</source>
        <translation>
            <numerusform>Un paso la repararía.</numerusform>
            <numerusform>%n pasos la repararían.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::RepairRun</name>
    <message>
        <source>Compute on the device</source>
        <translation>Calcular en el dispositivo</translation>
    </message>
    <message>
        <source>Start ComfyUI</source>
        <translation>Iniciar ComfyUI</translation>
    </message>
    <message>
        <source>Check the packages</source>
        <translation>Comprobar los paquetes</translation>
    </message>
    <message>
        <source>“%1” was made by a newer version of Portico and cannot be changed here.</source>
        <translation>«%1» la creó una versión más reciente de Portico y no se puede cambiar aquí.</translation>
    </message>
    <message>
        <source>Update Portico.</source>
        <translation>Actualice Portico.</translation>
    </message>
    <message>
        <source>repairing it</source>
        <translation>reparándola</translation>
    </message>
</context>
<context>
    <name>portico::RepairSteps</name>
    <message numerus="yes">
        <source>Move away %n files that were added: %1</source>
        <translation>
            <numerusform>Apartar un archivo que se añadió: %1</numerusform>
            <numerusform>Apartar %n archivos que se añadieron: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %n files: %1</source>
        <translation>
            <numerusform>Restituir un archivo: %1</numerusform>
            <numerusform>Restituir %n archivos: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files are nowhere to be had, such as %1.</source>
        <translation>
            <numerusform>Un archivo no se puede obtener en ninguna parte: %1.</numerusform>
            <numerusform>%n archivos no se pueden obtener en ninguna parte, por ejemplo %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Install it anew beside this one; both use the same models.</source>
        <translation>Instálela de nuevo al lado de esta; ambas usan los mismos modelos.</translation>
    </message>
    <message numerus="yes">
        <source>%n files of the base could not be had: %1.</source>
        <translation>
            <numerusform>No se pudo obtener un archivo de la base: %1.</numerusform>
            <numerusform>No se pudieron obtener %n archivos de la base: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Build the layer again</source>
        <translation>Construir la capa de nuevo</translation>
    </message>
    <message>
        <source>Packages of node packs in the store are damaged or gone.</source>
        <translation>Paquetes de packs de nodos del almacén están dañados o han desaparecido.</translation>
    </message>
    <message>
        <source>The list of the layer&apos;s packages is gone, too.</source>
        <translation>También ha desaparecido la lista de los paquetes de la capa.</translation>
    </message>
    <message>
        <source>Plan the node packs anew: “porticoctl nodes plan”.</source>
        <translation>Planifique de nuevo los packs de nodos: «porticoctl nodes plan».</translation>
    </message>
    <message>
        <source>the store&apos;s wheels and the package index, each by its hash</source>
        <translation>los wheels del almacén y el índice de paquetes, cada uno por su hash</translation>
    </message>
    <message>
        <source>the store&apos;s wheels, each by its hash</source>
        <translation>los wheels del almacén, cada uno por su hash</translation>
    </message>
    <message>
        <source>Renew what ComfyUI sees of its layer</source>
        <translation>Renovar lo que ComfyUI ve de su capa</translation>
    </message>
    <message>
        <source>Something changed the packages of node packs that this install uses.</source>
        <translation>Algo cambió los paquetes de packs de nodos que usa esta instalación.</translation>
    </message>
    <message>
        <source>the store&apos;s layer</source>
        <translation>la capa del almacén</translation>
    </message>
    <message>
        <source>Clear what ComfyUI-Manager would do at the next start</source>
        <translation>Borrar lo que ComfyUI-Manager haría en el próximo inicio</translation>
    </message>
    <message>
        <source>It would install, change or remove packages and node packs again as soon as ComfyUI starts, and may undo this repair. It is left as it is unless you agree.</source>
        <translation>Volvería a instalar, cambiar o quitar paquetes y packs de nodos en cuanto ComfyUI se inicie, y podría deshacer esta reparación. Se deja como está a menos que usted acepte.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y uno más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Requirements</name>
    <message>
        <source>%1, line %2: %3.</source>
        <translation>%1, línea %2: %3.</translation>
    </message>
    <message>
        <source>Choose another version or another repository.</source>
        <translation>Elija otra versión u otro repositorio.</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>es demasiado largo</translation>
    </message>
    <message>
        <source>it has characters that no requirement has</source>
        <translation>tiene caracteres que ningún requisito tiene</translation>
    </message>
    <message>
        <source>“%1” is no package of an index</source>
        <translation>«%1» no es un paquete de un índice</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>está anidado a demasiada profundidad</translation>
    </message>
</context>
<context>
    <name>portico::Resolution</name>
    <message>
        <source>uv&apos;s answer cannot be read: “%1” is not complete.</source>
        <translation>No se puede leer la respuesta de uv: «%1» no está completo.</translation>
    </message>
    <message>
        <source>Update uv, or let Portico fetch the one it knows.</source>
        <translation>Actualice uv o deje que Portico descargue el que conoce.</translation>
    </message>
</context>
<context>
    <name>portico::ResolveRef</name>
    <message>
        <source>The repository has no tag, branch or commit “%1”.</source>
        <translation>El repositorio no tiene ninguna etiqueta, rama ni commit «%1».</translation>
    </message>
    <message>
        <source>The repository has no tag, branch or commit “%1”. Among others it has %2.</source>
        <translation>El repositorio no tiene ninguna etiqueta, rama ni commit «%1». Entre otros tiene %2.</translation>
    </message>
    <message>
        <source>Choose one that is there.</source>
        <translation>Elija uno que exista.</translation>
    </message>
</context>
<context>
    <name>portico::RestoreSnapshot</name>
    <message>
        <source>The snapshot is of %1, and this install has %2.</source>
        <translation>La instantánea es de %1, y esta instalación tiene %2.</translation>
    </message>
    <message>
        <source>Go back as far as possible, which leaves ComfyUI, Python and torch as they are, or only some parts.</source>
        <translation>Vuelva atrás en lo posible (ComfyUI, Python y torch se quedan como están) o solo algunas partes.</translation>
    </message>
    <message>
        <source>No node pack asks for the environment “%1” any more.</source>
        <translation>Ningún pack de nodos pide ya el entorno «%1».</translation>
    </message>
    <message>
        <source>The environment “%1” was built again of other versions than it had then.</source>
        <translation>El entorno «%1» se construyó de nuevo con otras versiones que las que tenía entonces.</translation>
    </message>
    <message>
        <source>Nothing was restored, because the way back could not be kept.</source>
        <translation>No se restauró nada, porque no se pudo conservar el camino de vuelta.</translation>
    </message>
</context>
<context>
    <name>portico::RootConfig</name>
    <message>
        <source>[%1] is not known to comfy-env %2 in this file; known is %3.</source>
        <translation>comfy-env %2 no conoce [%1] en este archivo; se conoce %3.</translation>
    </message>
    <message>
        <source>Remove it; what describes an environment belongs into %1 in the folder of the nodes.</source>
        <translation>Quítelo; lo que describe un entorno va en %1, en la carpeta de los nodos.</translation>
    </message>
    <message>
        <source>“%1” names no source.</source>
        <translation>«%1» no nombra ninguna fuente.</translation>
    </message>
    <message>
        <source>Write it as %1 = &quot;owner/repository&quot;.</source>
        <translation>Escríbalo como %1 = &quot;owner/repository&quot;.</translation>
    </message>
    <message>
        <source>“%1” has no effect for a pack. Correct its spelling.</source>
        <translation>«%1» no tiene efecto para un pack. Corrija cómo está escrito.</translation>
    </message>
    <message>
        <source>“%1” names neither a registry id nor a repository, and is passed over. Add one of them.</source>
        <translation>«%1» no nombra ni un id del registro de Comfy ni un repositorio, y se pasa por alto. Añada uno de los dos.</translation>
    </message>
    <message>
        <source>“%1” is no way to carry the socket %2.</source>
        <translation>«%1» no es una manera de transportar el socket %2.</translation>
    </message>
    <message>
        <source>Write &quot;builtin&quot;, or &quot;custom&quot; with a serialization.py.</source>
        <translation>Escriba &quot;builtin&quot;, o &quot;custom&quot; con un serialization.py.</translation>
    </message>
</context>
<context>
    <name>portico::RouteBook</name>
    <message>
        <source>The network&apos;s proxy script sends %1 to a kind of proxy that Portico does not speak to.</source>
        <translation>El script de proxy de la red envía %1 a un tipo de proxy con el que Portico no habla.</translation>
    </message>
    <message>
        <source>Ask the administrator of your network for an http or SOCKS 5 proxy, and name it on the page Network.</source>
        <translation>Pida al administrador de su red un proxy http o SOCKS 5 e indíquelo en la página Red.</translation>
    </message>
    <message>
        <source>No proxy script can be run here.</source>
        <translation>Aquí no se puede ejecutar ningún script de proxy.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy script could not be read.</source>
        <translation>No se pudo leer el script de proxy de la red.</translation>
    </message>
    <message>
        <source>Name the proxy itself on the page Network.</source>
        <translation>Indique el propio proxy en la página Red.</translation>
    </message>
</context>
<context>
    <name>portico::RunFailure</name>
    <message>
        <source>Run %1 of %2: %3.</source>
        <translation>Ejecución %1 de %2: %3.</translation>
    </message>
    <message>
        <source>See %1.</source>
        <translation>Vea %1.</translation>
    </message>
    <message>
        <source>Run %1 of %2: the step “%3” of “%4” %5.</source>
        <translation>Ejecución %1 de %2: el paso «%3» de «%4» %5.</translation>
    </message>
</context>
<context>
    <name>portico::RunWorkflow</name>
    <message>
        <source>node %1 (%2) says: %3</source>
        <translation>el nodo %1 (%2) dice: %3</translation>
    </message>
    <message>
        <source>ComfyUI could not finish it.</source>
        <translation>ComfyUI no pudo terminarlo.</translation>
    </message>
    <message>
        <source>It failed: %1.</source>
        <translation>Falló: %1.</translation>
    </message>
    <message>
        <source>Run it in ComfyUI and look at that node.</source>
        <translation>Ejecútelo en ComfyUI y mire ese nodo.</translation>
    </message>
    <message>
        <source>it was interrupted</source>
        <translation>se interrumpió</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI did not finish it within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI no lo terminó en un minuto.</numerusform>
            <numerusform>ComfyUI no lo terminó en %n minutos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a smaller workflow as a test: fewer steps, a smaller picture.</source>
        <translation>Guarde como prueba un flujo de trabajo más pequeño: menos pasos, una imagen más pequeña.</translation>
    </message>
</context>
<context>
    <name>portico::RuntimeFolder</name>
    <message>
        <source>%1 is not used: others can enter it, or it is not yours.</source>
        <translation>No se usa %1: otras personas pueden entrar, o no es de usted.</translation>
    </message>
    <message>
        <source>Remove this folder, and try again.</source>
        <translation>Quite esta carpeta e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::SecretStore</name>
    <message>
        <source>Saved in this computer&apos;s keychain.</source>
        <translation>Guardado en el llavero de este equipo.</translation>
    </message>
    <message>
        <source>Kept until Portico is closed: this computer has no keychain.</source>
        <translation>Se conserva hasta que se cierre Portico: este equipo no tiene llavero.</translation>
    </message>
    <message>
        <source>The keychain does not answer. Unlock it, and try again.</source>
        <translation>El llavero no responde. Desbloquéelo e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The keychain refused. Allow Portico to use it, and try again.</source>
        <translation>El llavero se negó. Permita que Portico lo use e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>It was saved once, but the keychain does not have it any more. Enter it again.</source>
        <translation>Se guardó una vez, pero el llavero ya no lo tiene. Introdúzcalo de nuevo.</translation>
    </message>
    <message>
        <source>Not saved.</source>
        <translation>No guardado.</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheck</name>
    <message>
        <source>Find a Python</source>
        <translation>Buscar un Python</translation>
    </message>
    <message>
        <source>Make a demo bundle</source>
        <translation>Crear un lote de demostración</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verificar</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>Descomprimir</translation>
    </message>
    <message>
        <source>Check the bundle</source>
        <translation>Comprobar el lote</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Preparar</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Make a picture</source>
        <translation>Crear una imagen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>No process left</source>
        <translation>No queda ningún proceso</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>The demo install “%1” could not be removed: remove it by hand.</source>
        <translation>No se pudo quitar la instalación de demostración «%1»: quítela a mano.</translation>
    </message>
    <message>
        <source>The demo bundle is made of one: install Python from python.org or your system&apos;s packages. Real bundles bring their own and need none.</source>
        <translation>El lote de demostración se hace a partir de uno: instale Python desde python.org o desde los paquetes de su sistema. Los lotes de verdad traen el suyo y no necesitan ninguno.</translation>
    </message>
    <message>
        <source>a self-check</source>
        <translation>una autocomprobación</translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>un archivo, %1</numerusform>
            <numerusform>%n archivos, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Portico self-check</source>
        <translation>Autocomprobación de Portico</translation>
    </message>
    <message>
        <source>ComfyUI %1 at %2</source>
        <translation>ComfyUI %1 en %2</translation>
    </message>
    <message>
        <source>The process %1 of the demo is still running.</source>
        <translation>El proceso %1 de la demostración sigue en marcha.</translation>
    </message>
    <message>
        <source>End it in the list of processes.</source>
        <translation>Termínelo en la lista de procesos.</translation>
    </message>
</context>
<context>
    <name>portico::SelfCheckAdvice</name>
    <message>
        <source>Choose a library folder in your own user folder, or allow Portico in Windows Security under Controlled folder access.</source>
        <translation>Elija una carpeta de biblioteca dentro de su propia carpeta de usuario o permita Portico en Seguridad de Windows, en Acceso controlado a carpetas.</translation>
    </message>
    <message>
        <source>Choose a library folder in your home folder, or allow Portico in System Settings under Privacy, Files and Folders.</source>
        <translation>Elija una carpeta de biblioteca en su carpeta personal o permita Portico en Ajustes del Sistema, en Privacidad, Archivos y carpetas.</translation>
    </message>
    <message>
        <source>Choose a library folder that you may write, such as one in your home folder.</source>
        <translation>Elija una carpeta de biblioteca en la que pueda escribir, por ejemplo una en su carpeta personal.</translation>
    </message>
    <message>
        <source>See whether the library lies on a drive from which programs may not run (mounted noexec), and choose another one if so.</source>
        <translation>Compruebe si la biblioteca está en una unidad desde la que no se permite ejecutar programas (montada con noexec) y, si es así, elija otra.</translation>
    </message>
    <message>
        <source>See whether a virus scanner holds or removed the files, and exempt the library folder from its checks.</source>
        <translation>Compruebe si un antivirus retiene o eliminó los archivos y excluya la carpeta de la biblioteca de su análisis.</translation>
    </message>
    <message>
        <source>See whether a security program or a proxy stands in the way of connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>Compruebe si un programa de seguridad o un proxy impide las conexiones a la dirección propia de este equipo, 127.0.0.1.</translation>
    </message>
    <message>
        <source>See whether a firewall forbids connections to this computer&apos;s own address 127.0.0.1.</source>
        <translation>Compruebe si un cortafuegos prohíbe las conexiones a la dirección propia de este equipo, 127.0.0.1.</translation>
    </message>
    <message>
        <source>The path of the library folder %1 is too long for some programs: choose one near the top of a drive.</source>
        <translation>La ruta de la carpeta de biblioteca %1 es demasiado larga para algunos programas: elija una cerca de la raíz de una unidad.</translation>
    </message>
</context>
<context>
    <name>portico::SensibleAccelerators</name>
    <message>
        <source>The processor runs everything, slowly.</source>
        <translation>El procesador lo calcula todo, despacio.</translation>
    </message>
</context>
<context>
    <name>portico::Session</name>
    <message>
        <source>Preparing</source>
        <translation>Preparando</translation>
    </message>
    <message>
        <source>Starting: %1</source>
        <translation>Iniciando: %1</translation>
    </message>
    <message>
        <source>Starting Python</source>
        <translation>Iniciando Python</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI está listo en %1</translation>
    </message>
    <message>
        <source>Asking ComfyUI to finish</source>
        <translation>Pidiendo a ComfyUI que termine</translation>
    </message>
    <message>
        <source>Asking again, more firmly</source>
        <translation>Pidiéndolo de nuevo, con más firmeza</translation>
    </message>
    <message>
        <source>Ending it by force</source>
        <translation>Terminándolo a la fuerza</translation>
    </message>
    <message>
        <source>ComfyUI has ended: %1</source>
        <translation>ComfyUI ha terminado: %1</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart.</source>
        <translation>ComfyUI-Manager pidió un reinicio.</translation>
    </message>
</context>
<context>
    <name>portico::SessionErrors</name>
    <message>
        <source>This ComfyUI already runs (process %1, port %2).</source>
        <translation>Este ComfyUI ya está en marcha (proceso %1, puerto %2).</translation>
    </message>
    <message>
        <source>Stop it first, or open it in the browser.</source>
        <translation>Deténgalo primero o ábralo en el navegador.</translation>
    </message>
    <message>
        <source>ComfyUI crashed %1 times within a minute, so it is not started again.</source>
        <translation>ComfyUI falló %1 veces en un minuto, así que no se inicia de nuevo.</translation>
    </message>
    <message>
        <source>Start without node packs, or wait a minute.</source>
        <translation>Inicie sin packs de nodos o espere un minuto.</translation>
    </message>
    <message>
        <source>ComfyUI-Manager asked for a restart %1 times within a minute.</source>
        <translation>ComfyUI-Manager pidió un reinicio %1 veces en un minuto.</translation>
    </message>
    <message>
        <source>Start without node packs to see which one asks for it.</source>
        <translation>Inicie sin packs de nodos para ver cuál lo pide.</translation>
    </message>
    <message>
        <source>ComfyUI could not be started: %1.</source>
        <translation>No se pudo iniciar ComfyUI: %1.</translation>
    </message>
    <message>
        <source>Check that the install&apos;s Python is there and may be run.</source>
        <translation>Compruebe que el Python de la instalación está y se puede ejecutar.</translation>
    </message>
    <message>
        <source>ComfyUI did not become ready and said nothing for %1 seconds.</source>
        <translation>ComfyUI no llegó a estar listo y no dijo nada durante %1 segundos.</translation>
    </message>
    <message>
        <source>Look at the end of the log, or start without node packs.</source>
        <translation>Mire el final del registro o inicie sin packs de nodos.</translation>
    </message>
    <message>
        <source>ComfyUI ended by itself: %1.</source>
        <translation>ComfyUI terminó por sí solo: %1.</translation>
    </message>
    <message>
        <source>ComfyUI ended before it was ready: %1.</source>
        <translation>ComfyUI terminó antes de estar listo: %1.</translation>
    </message>
    <message>
        <source>Some of ComfyUI&apos;s processes cannot be ended: %1.</source>
        <translation>Algunos procesos de ComfyUI no se pueden terminar: %1.</translation>
    </message>
    <message>
        <source>Restart the computer if they do not go away.</source>
        <translation>Reinicie el equipo si no desaparecen.</translation>
    </message>
    <message>
        <source>The session server was ended from outside, and ComfyUI with it.</source>
        <translation>El servidor de sesiones se terminó desde fuera, y ComfyUI con él.</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>Inícielo de nuevo.</translation>
    </message>
    <message>
        <source>The session server did not answer in time.</source>
        <translation>El servidor de sesiones no respondió a tiempo.</translation>
    </message>
    <message>
        <source>Look at %1, then try again.</source>
        <translation>Mire %1 e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::SessionLauncher</name>
    <message>
        <source>Portico&apos;s session server could not be started: %1.</source>
        <translation>No se pudo iniciar el servidor de sesiones de Portico: %1.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Instale Portico de nuevo.</translation>
    </message>
    <message>
        <source>Portico&apos;s session server ended at once.</source>
        <translation>El servidor de sesiones de Portico terminó enseguida.</translation>
    </message>
    <message>
        <source>Look at %1.</source>
        <translation>Mire %1.</translation>
    </message>
</context>
<context>
    <name>portico::SessionLog</name>
    <message numerus="yes">
        <source>%n line(s) came too quickly and were left out.</source>
        <translation>
            <numerusform>Una línea llegó demasiado rápido y se omitió.</numerusform>
            <numerusform>%n líneas llegaron demasiado rápido y se omitieron.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SessionMain</name>
    <message>
        <source>running ComfyUI</source>
        <translation>ejecutando ComfyUI</translation>
    </message>
    <message>
        <source>Portico&apos;s session server was not told what to start.</source>
        <translation>No se indicó al servidor de sesiones de Portico qué debe iniciar.</translation>
    </message>
    <message>
        <source>Start ComfyUI with Portico or “porticoctl start”; if this comes then, install Portico again.</source>
        <translation>Inicie ComfyUI con Portico o con «porticoctl start»; si aun así aparece esto, instale Portico de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::SessionServer</name>
    <message>
        <source>The session&apos;s socket could not be opened in %1: %2.</source>
        <translation>No se pudo abrir el socket de la sesión en %1: %2.</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>Compruebe que se pueda escribir en esta carpeta.</translation>
    </message>
</context>
<context>
    <name>portico::SevenZipCheck</name>
    <message>
        <source>it uses the coder Deflate64</source>
        <translation>usa el códec Deflate64</translation>
    </message>
    <message>
        <source>it uses the filter for ARM64 programs</source>
        <translation>usa el filtro para programas ARM64</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>contiene más de %L1 entradas</translation>
    </message>
    <message>
        <source>there is something behind its end</source>
        <translation>hay algo después de su final</translation>
    </message>
    <message>
        <source>its list is packed in an unusual way</source>
        <translation>su lista está comprimida de una manera poco habitual</translation>
    </message>
    <message>
        <source>Pack it again with the usual settings.</source>
        <translation>Comprímalo de nuevo con los ajustes habituales.</translation>
    </message>
    <message>
        <source>Pack it again without that, or unpack it with 7-Zip and add the folder instead.</source>
        <translation>Comprímalo de nuevo sin eso, o descomprímalo con 7-Zip y añada la carpeta.</translation>
    </message>
    <message>
        <source>unpacking it would take %1 of memory</source>
        <translation>descomprimirlo requeriría %1 de memoria</translation>
    </message>
    <message>
        <source>The split archive is incomplete: its part %1 is missing or the parts are too short.</source>
        <translation>El archivo dividido está incompleto: falta su parte %1 o las partes son demasiado cortas.</translation>
    </message>
    <message>
        <source>Put all parts into one folder and try again.</source>
        <translation>Ponga todas las partes en una carpeta e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::SiteParts</name>
    <message>
        <source>%1 is a git repository, whose state today says nothing about tomorrow&apos;s.</source>
        <translation>%1 es un repositorio git, cuyo estado de hoy no dice nada del de mañana.</translation>
    </message>
    <message>
        <source>Name it with &quot;git&quot; and &quot;commit&quot; in place of &quot;folder&quot;.</source>
        <translation>Nómbrelo con &quot;git&quot; y &quot;commit&quot; en lugar de &quot;folder&quot;.</translation>
    </message>
    <message>
        <source>“%1” has a Python of its own, and would become another.</source>
        <translation>«%1» tiene un Python propio, y pasaría a ser otro.</translation>
    </message>
    <message>
        <source>Undo that first: porticoctl env rejoin.</source>
        <translation>Deshaga eso primero: porticoctl env rejoin.</translation>
    </message>
    <message>
        <source>Two installs are called “%1”.</source>
        <translation>Dos instalaciones se llaman «%1».</translation>
    </message>
    <message>
        <source>Rename one of them: porticoctl rename.</source>
        <translation>Cambie el nombre de una de ellas: porticoctl rename.</translation>
    </message>
</context>
<context>
    <name>portico::SmokeImport</name>
    <message>
        <source>“%1” cannot be imported with this ComfyUI: %2</source>
        <translation>«%1» no se puede importar con este ComfyUI: %2</translation>
    </message>
    <message>
        <source>Leave out the node pack that needs it, or wait for another version of it.</source>
        <translation>Omita el pack de nodos que lo necesita o espere otra versión de él.</translation>
    </message>
    <message>
        <source>“%1” does not load its module %2 on this computer: %3</source>
        <translation>«%1» no carga su módulo %2 en este equipo: %3</translation>
    </message>
    <message>
        <source>Python crashes when it imports “%1”.</source>
        <translation>Python se cierra por un fallo cuando importa «%1».</translation>
    </message>
    <message>
        <source>The new packages could not be tried: Python ended too early.</source>
        <translation>No se pudieron probar los paquetes nuevos: Python terminó demasiado pronto.</translation>
    </message>
    <message>
        <source>Verify the install, then try again.</source>
        <translation>Verifique la instalación e inténtelo de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was not tried to its end: importing its module %2 takes longer than %n second(s).</source>
        <translation>
            <numerusform>«%1» no se probó hasta el final: importar su módulo %2 tarda más de un segundo.</numerusform>
            <numerusform>«%1» no se probó hasta el final: importar su módulo %2 tarda más de %n segundos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Snapshot</name>
    <message>
        <source>it is no known layout</source>
        <translation>no es una disposición conocida</translation>
    </message>
    <message>
        <source>one of them is no node pack</source>
        <translation>uno de ellos no es un pack de nodos</translation>
    </message>
    <message>
        <source>it is no layer</source>
        <translation>no es una capa</translation>
    </message>
    <message>
        <source>The snapshot cannot be used: %1</source>
        <translation>No se puede usar la instantánea: %1</translation>
    </message>
    <message>
        <source>The snapshot was taken by a newer Portico.</source>
        <translation>La instantánea la tomó un Portico más reciente.</translation>
    </message>
    <message>
        <source>Update Portico, then try again.</source>
        <translation>Actualice Portico e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 is none.</source>
        <translation>%1 no es ninguna.</translation>
    </message>
    <message>
        <source>%1 was changed since it was taken.</source>
        <translation>%1 se cambió después de tomarla.</translation>
    </message>
    <message>
        <source>Choose another snapshot.</source>
        <translation>Elija otra instantánea.</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotRoots</name>
    <message>
        <source>snapshots of %1</source>
        <translation>instantáneas de %1</translation>
    </message>
</context>
<context>
    <name>portico::SnapshotStore</name>
    <message>
        <source>taking a snapshot</source>
        <translation>tomando una instantánea</translation>
    </message>
    <message>
        <source>There is no snapshot “%1”.</source>
        <translation>No hay ninguna instantánea «%1».</translation>
    </message>
    <message>
        <source>There is none of this install yet.</source>
        <translation>Todavía no hay ninguna de esta instalación.</translation>
    </message>
    <message>
        <source>The newest are: %1.</source>
        <translation>Las más recientes son: %1.</translation>
    </message>
    <message>
        <source>Several snapshots begin with “%1”.</source>
        <translation>Varias instantáneas empiezan por «%1».</translation>
    </message>
    <message>
        <source>Type more of its id.</source>
        <translation>Escriba más caracteres de su id.</translation>
    </message>
    <message>
        <source>The install “%1” was removed in the meantime: there is nothing to take a snapshot of.</source>
        <translation>La instalación «%1» se quitó entretanto: no hay nada de lo que tomar una instantánea.</translation>
    </message>
    <message>
        <source>“porticoctl list” shows what there is.</source>
        <translation>«porticoctl list» muestra lo que hay.</translation>
    </message>
    <message>
        <source>%1 holds another snapshot than its name says.</source>
        <translation>%1 contiene una instantánea distinta de la que dice su nombre.</translation>
    </message>
    <message>
        <source>Choose another snapshot: this file was changed or renamed.</source>
        <translation>Elija otra instantánea: este archivo se cambió o se le dio otro nombre.</translation>
    </message>
</context>
<context>
    <name>portico::SocksBridge</name>
    <message>
        <source>This computer gave no port on which git could be led to the SOCKS proxy.</source>
        <translation>Este equipo no dio ningún puerto por el que llevar git al proxy SOCKS.</translation>
    </message>
    <message>
        <source>Set an http proxy, or except the address from the proxy.</source>
        <translation>Configure un proxy http o exceptúe la dirección del proxy.</translation>
    </message>
</context>
<context>
    <name>portico::SocksHandshake</name>
    <message>
        <source>Check the proxy on the page Network.</source>
        <translation>Compruebe el proxy en la página Red.</translation>
    </message>
    <message>
        <source>What answers at %1 is no SOCKS5 proxy.</source>
        <translation>Lo que responde en %1 no es un proxy SOCKS5.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 asks for a user name and password, or refuses those it was given.</source>
        <translation>El proxy SOCKS %1 pide un nombre de usuario y una contraseña, o rechaza los que se le dieron.</translation>
    </message>
    <message>
        <source>Enter them on the page Network.</source>
        <translation>Introdúzcalos en la página Red.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 does not allow the way to %2.</source>
        <translation>El proxy SOCKS %1 no permite el paso a %2.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the proxy, or use a mirror that it allows.</source>
        <translation>Pregunte a quien se ocupa del proxy o use un espejo que este permita.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot find %2.</source>
        <translation>El proxy SOCKS %1 no encuentra %2.</translation>
    </message>
    <message>
        <source>Check the address, and the proxy&apos;s own connection to the internet.</source>
        <translation>Compruebe la dirección y la conexión del propio proxy a Internet.</translation>
    </message>
    <message>
        <source>%2 does not accept connections from the SOCKS proxy %1.</source>
        <translation>%2 no acepta conexiones del proxy SOCKS %1.</translation>
    </message>
    <message>
        <source>Try again later; a firewall may also be in the way.</source>
        <translation>Inténtelo de nuevo más tarde; también puede estar interfiriendo un cortafuegos.</translation>
    </message>
    <message>
        <source>%2 did not answer the SOCKS proxy %1 in time.</source>
        <translation>%2 no respondió a tiempo al proxy SOCKS %1.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Inténtelo de nuevo más tarde.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 made no connection to %2.</source>
        <translation>El proxy SOCKS %1 no estableció ninguna conexión con %2.</translation>
    </message>
    <message>
        <source>Try again later; check the address and the proxy.</source>
        <translation>Inténtelo de nuevo más tarde; compruebe la dirección y el proxy.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 cannot be reached.</source>
        <translation>No se puede llegar al proxy SOCKS %1.</translation>
    </message>
    <message>
        <source>The SOCKS proxy %1 did not answer in time.</source>
        <translation>El proxy SOCKS %1 no respondió a tiempo.</translation>
    </message>
</context>
<context>
    <name>portico::SortNeeds</name>
    <message>
        <source>“%1” asks for “%2”, which cannot be understood.</source>
        <translation>«%1» pide «%2», que no se entiende.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>esta instalación</translation>
    </message>
    <message>
        <source>“%1” asks for %2, but this install has %3 %4, which does not change.</source>
        <translation>«%1» pide %2, pero esta instalación tiene %3 %4, que no cambia.</translation>
    </message>
    <message>
        <source>Node packs pin comfy-env %1: the highest counts for all.</source>
        <translation>Hay packs de nodos que fijan comfy-env %1: la versión más alta cuenta para todos.</translation>
    </message>
</context>
<context>
    <name>portico::StandaloneJson</name>
    <message>
        <source>The list of standalone environments is not in a form that Portico knows, or only a part of it came.</source>
        <translation>La lista de entornos independientes no tiene una forma que Portico conozca, o solo llegó una parte.</translation>
    </message>
    <message>
        <source>Try again later; if it stays so, look for a newer Portico.</source>
        <translation>Inténtelo de nuevo más tarde; si sigue así, busque un Portico más reciente.</translation>
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
        <translation>Entornos independientes de Comfy-Org</translation>
    </message>
    <message>
        <source>ComfyUI %1, standalone environment %2</source>
        <translation>ComfyUI %1, entorno independiente %2</translation>
    </message>
    <message>
        <source>The published hashes of the standalone environments could not be had.</source>
        <translation>No se pudieron obtener los hashes publicados de los entornos independientes.</translation>
    </message>
</context>
<context>
    <name>portico::StartActivity</name>
    <message>
        <source>Importing torch</source>
        <translation>Importando torch</translation>
    </message>
    <message>
        <source>Running the start scripts of node packs</source>
        <translation>Ejecutando los scripts de inicio de los packs de nodos</translation>
    </message>
    <message>
        <source>Preparing the graphics card</source>
        <translation>Preparando la tarjeta gráfica</translation>
    </message>
    <message>
        <source>Loading nodes</source>
        <translation>Cargando nodos</translation>
    </message>
    <message>
        <source>Loading node packs</source>
        <translation>Cargando packs de nodos</translation>
    </message>
    <message>
        <source>Opening the server</source>
        <translation>Abriendo el servidor</translation>
    </message>
</context>
<context>
    <name>portico::StartPlan</name>
    <message>
        <source>The ComfyUI of “%1” is too old for a safe start: it cannot leave out its node packs.</source>
        <translation>El ComfyUI de «%1» es demasiado antiguo para un inicio seguro: no puede omitir sus packs de nodos.</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>Desactive los packs de nodos uno a uno o use una versión más reciente de ComfyUI.</translation>
    </message>
</context>
<context>
    <name>portico::StartTest</name>
    <message>
        <source>What was put together does not start.</source>
        <translation>Lo que se compuso no se inicia.</translation>
    </message>
    <message>
        <source>What was put together does not start: %1.</source>
        <translation>Lo que se compuso no se inicia: %1.</translation>
    </message>
    <message>
        <source>Try the packages as of the date of this version of ComfyUI, or another version.</source>
        <translation>Pruebe los paquetes de la fecha de esta versión de ComfyUI u otra versión.</translation>
    </message>
</context>
<context>
    <name>portico::StateKeeper</name>
    <message>
        <source>taken by hand</source>
        <translation>tomada a mano</translation>
    </message>
    <message>
        <source>before a change of node packs</source>
        <translation>antes de un cambio de packs de nodos</translation>
    </message>
    <message>
        <source>before a change of isolated environments</source>
        <translation>antes de un cambio de entornos aislados</translation>
    </message>
    <message>
        <source>before a change of settings</source>
        <translation>antes de un cambio de ajustes</translation>
    </message>
    <message>
        <source>before a repair</source>
        <translation>antes de una reparación</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>antes de una actualización</translation>
    </message>
    <message>
        <source>before a snapshot was restored</source>
        <translation>antes de restaurar una instantánea</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importada</translation>
    </message>
    <message>
        <source>started well</source>
        <translation>se inició bien</translation>
    </message>
    <message>
        <source>No snapshot could be taken. %1</source>
        <translation>No se pudo tomar ninguna instantánea. %1</translation>
    </message>
    <message>
        <source>before it was made what a site declares</source>
        <translation>antes de dejarla como declara un archivo de sitio</translation>
    </message>
    <message>
        <source>before going to another generation</source>
        <translation>antes de pasar a otra generación</translation>
    </message>
</context>
<context>
    <name>portico::StoreRoots</name>
    <message>
        <source>Portico gave something to keep a name that it cannot have: “%1.%2”.</source>
        <translation>Portico dio a conservar algo con un nombre que no puede tener: «%1.%2».</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Comuníquelo, por favor.</translation>
    </message>
</context>
<context>
    <name>portico::StrictJson</name>
    <message>
        <source>“%1”</source>
        <translation>«%1»</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>No se puede usar %1.</translation>
    </message>
    <message>
        <source>is no object such as {&quot;url&quot;: &quot;https://…&quot;}</source>
        <translation>no es un objeto como {&quot;url&quot;: &quot;https://…&quot;}</translation>
    </message>
    <message>
        <source>%1, line %2: “%3” %4.</source>
        <translation>%1, línea %2: «%3» %4.</translation>
    </message>
    <message>
        <source>Correct that line.</source>
        <translation>Corrija esa línea.</translation>
    </message>
    <message>
        <source>is no field that Portico knows</source>
        <translation>no es un campo que Portico conozca</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>no es un texto</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>está vacío</translation>
    </message>
    <message>
        <source>has more than %1 characters</source>
        <translation>tiene más de %1 caracteres</translation>
    </message>
    <message>
        <source>has more than one line</source>
        <translation>tiene más de una línea</translation>
    </message>
    <message>
        <source>is “%1”; it can be %2</source>
        <translation>es «%1»; puede ser %2</translation>
    </message>
    <message>
        <source>is neither true nor false</source>
        <translation>no es ni verdadero ni falso</translation>
    </message>
    <message>
        <source>is no whole number</source>
        <translation>no es un número entero</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>no es una lista</translation>
    </message>
    <message>
        <source>is no object {…}</source>
        <translation>no es un objeto {…}</translation>
    </message>
</context>
<context>
    <name>portico::SweepEnvs</name>
    <message>
        <source>clearing up</source>
        <translation>limpiando</translation>
    </message>
</context>
<context>
    <name>portico::SwitchGeneration</name>
    <message>
        <source>“%1” has no generation %2.</source>
        <translation>«%1» no tiene la generación %2.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Tiene: %1.</translation>
    </message>
    <message>
        <source>“%1” is running, so its generation is not changed now.</source>
        <translation>«%1» está en marcha, así que su generación no se cambia ahora.</translation>
    </message>
    <message>
        <source>Stop it, then try again.</source>
        <translation>Deténgala e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not whole any more: %3 has no Python or no ComfyUI.</source>
        <translation>La generación %1 de «%2» ya no está completa: %3 no tiene Python o no tiene ComfyUI.</translation>
    </message>
    <message>
        <source>Choose another generation, or update to that version anew.</source>
        <translation>Elija otra generación o actualice de nuevo a esa versión.</translation>
    </message>
    <message>
        <source>Its packages for node packs are those that it had when it was left. If node packs were changed since: porticoctl nodes apply %1.</source>
        <translation>Sus paquetes para packs de nodos son los que tenía cuando se dejó. Si desde entonces se cambiaron packs de nodos: porticoctl nodes apply %1.</translation>
    </message>
    <message>
        <source>“%1” has no older generation than %2.</source>
        <translation>«%1» no tiene ninguna generación anterior a %2.</translation>
    </message>
    <message>
        <source>changing the generation</source>
        <translation>cambiando la generación</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: it is not kept in generations.</source>
        <translation>«%1» es una carpeta suya: no se guarda en generaciones.</translation>
    </message>
    <message>
        <source>Update it the way you installed it, or install ComfyUI with Portico.</source>
        <translation>Actualícela como la instaló o instale ComfyUI con Portico.</translation>
    </message>
</context>
<context>
    <name>portico::SwitchLayer</name>
    <message>
        <source>changing the layer of “%1”</source>
        <translation>cambiando la capa de «%1»</translation>
    </message>
</context>
<context>
    <name>portico::SystemPackages</name>
    <message>
        <source>Packages of the system are asked for, and there is no %1 here: %2.</source>
        <translation>Se piden paquetes del sistema, y aquí no hay %1: %2.</translation>
    </message>
    <message>
        <source>Install what they are called on this system by its own means.</source>
        <translation>Instale por los medios propios de este sistema lo que les corresponda en él.</translation>
    </message>
    <message>
        <source>“%1” is no name that a package of the system can have.</source>
        <translation>«%1» no es un nombre que pueda tener un paquete del sistema.</translation>
    </message>
    <message>
        <source>Ask the author of the pack.</source>
        <translation>Pregunte al autor del pack.</translation>
    </message>
    <message>
        <source>Packages of the system are asked for, and neither sudo nor pkexec is here to put them in: %1.</source>
        <translation>Se piden paquetes del sistema, y aquí no hay ni sudo ni pkexec para instalarlos: %1.</translation>
    </message>
    <message>
        <source>As root, run: %1</source>
        <translation>Como root, ejecute: %1</translation>
    </message>
</context>
<context>
    <name>portico::SystemProcessRunner</name>
    <message>
        <source>%1 said nothing for %2 seconds and was ended.</source>
        <translation>%1 no dijo nada durante %2 segundos y se terminó.</translation>
    </message>
    <message>
        <source>Try again; if it happens again, look at the job&apos;s log.</source>
        <translation>Inténtelo de nuevo; si vuelve a ocurrir, mire el registro de la tarea.</translation>
    </message>
    <message>
        <source>%1 took longer than %2 seconds and was ended.</source>
        <translation>%1 tardó más de %2 segundos y se terminó.</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>No se pudo iniciar %1: %2.</translation>
    </message>
    <message>
        <source>Check that the file is there and may be run.</source>
        <translation>Compruebe que el archivo está y se puede ejecutar.</translation>
    </message>
</context>
<context>
    <name>portico::TarCheck</name>
    <message>
        <source>a name or note in it is longer than 1 MiB</source>
        <translation>un nombre o una nota que contiene ocupa más de 1 MiB</translation>
    </message>
    <message>
        <source>the size of an entry makes no sense</source>
        <translation>el tamaño de una entrada no tiene sentido</translation>
    </message>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>dos programas podrían leerlo de dos maneras, como en un ataque</translation>
    </message>
    <message>
        <source>it claims a file larger than any disk</source>
        <translation>dice contener un archivo mayor que cualquier disco</translation>
    </message>
    <message>
        <source>an entry that is no file has content</source>
        <translation>una entrada que no es un archivo tiene contenido</translation>
    </message>
    <message>
        <source>it holds a sparse file, whose size is only a claim</source>
        <translation>contiene un archivo disperso, cuyo tamaño es solo una afirmación</translation>
    </message>
    <message>
        <source>it holds an entry of an unknown kind</source>
        <translation>contiene una entrada de un tipo desconocido</translation>
    </message>
    <message>
        <source>a name in it holds a NUL byte</source>
        <translation>un nombre que contiene tiene un byte NUL</translation>
    </message>
</context>
<context>
    <name>portico::TeamCatalogue</name>
    <message>
        <source>The catalogue %1 cannot be used: %2 %3.</source>
        <translation>No se puede usar el catálogo %1: %2 %3.</translation>
    </message>
    <message>
        <source>Tell whoever keeps it; docs/catalogue.md says what belongs there.</source>
        <translation>Avise a quien lo mantiene; docs/catalogue.md dice qué va ahí.</translation>
    </message>
    <message>
        <source>may have letters, digits and . _ + - only</source>
        <translation>solo puede tener letras, cifras y . _ + -</translation>
    </message>
    <message>
        <source>cannot be fetched from: %1</source>
        <translation>no sirve para obtener nada: %1</translation>
    </message>
    <message>
        <source>names no archive</source>
        <translation>no nombra ningún archivo comprimido</translation>
    </message>
    <message>
        <source>is no SHA-256 of 64 hexadecimal digits</source>
        <translation>no es un SHA-256 de 64 cifras hexadecimales</translation>
    </message>
    <message>
        <source>are not the volumes .001, .002 and so on of one archive, in their order</source>
        <translation>no son los volúmenes .001, .002, etc. de un mismo archivo, en su orden</translation>
    </message>
    <message>
        <source>is none of linux, windows, macos</source>
        <translation>no es ninguno de linux, windows, macos</translation>
    </message>
    <message>
        <source>is none of x64, arm64</source>
        <translation>no es ninguno de x64, arm64</translation>
    </message>
    <message>
        <source>is none of cuda 13.0, rocm 7.2, xpu, mps, cpu and the like</source>
        <translation>no es ninguno de cuda 13.0, rocm 7.2, xpu, mps, cpu y similares</translation>
    </message>
    <message>
        <source>is none of testing, staging, latest, stable</source>
        <translation>no es ninguno de testing, staging, latest, stable</translation>
    </message>
    <message>
        <source>is no version such as 0.38.0</source>
        <translation>no es una versión como 0.38.0</translation>
    </message>
    <message>
        <source>is no web address</source>
        <translation>no es una dirección web</translation>
    </message>
    <message>
        <source>The catalogue %1 is written in form %2, and this Portico reads form %3.</source>
        <translation>El catálogo %1 está escrito en la forma %2, y este Portico lee la forma %3.</translation>
    </message>
    <message>
        <source>Get a newer Portico.</source>
        <translation>Obtenga un Portico más reciente.</translation>
    </message>
    <message>
        <source>comes twice</source>
        <translation>aparece dos veces</translation>
    </message>
</context>
<context>
    <name>portico::TeamSource</name>
    <message>
        <source>Team catalogue %1</source>
        <translation>Catálogo de grupo %1</translation>
    </message>
</context>
<context>
    <name>portico::TestWorkflows</name>
    <message>
        <source>This workflow is in the form that ComfyUI&apos;s window keeps, which its server does not run.</source>
        <translation>Este flujo de trabajo tiene la forma que guarda la ventana de ComfyUI, que su servidor no ejecuta.</translation>
    </message>
    <message>
        <source>This is no workflow of ComfyUI.</source>
        <translation>Esto no es un flujo de trabajo de ComfyUI.</translation>
    </message>
    <message>
        <source>In ComfyUI, open it and choose File, Export (API).</source>
        <translation>Ábralo en ComfyUI y elija File, Export (API).</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a test workflow.</source>
        <translation>«%1» no puede ser el nombre de un flujo de trabajo de prueba.</translation>
    </message>
    <message>
        <source>Choose a short one without / \ : * ? and the like.</source>
        <translation>Elija uno corto sin / \ : * ? ni similares.</translation>
    </message>
    <message>
        <source>%1 cannot be used.</source>
        <translation>No se puede usar %1.</translation>
    </message>
    <message>
        <source>“%1” has no test workflow “%2”.</source>
        <translation>«%1» no tiene ningún flujo de trabajo de prueba «%2».</translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation>No tiene ninguno.</translation>
    </message>
    <message>
        <source>It has: %1.</source>
        <translation>Tiene: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>No se puede quitar %1: %2.</translation>
    </message>
    <message>
        <source>Check that you may write in the library.</source>
        <translation>Compruebe que puede escribir en la biblioteca.</translation>
    </message>
</context>
<context>
    <name>portico::Toml</name>
    <message>
        <source>%1 is longer than %2.</source>
        <translation>%1 ocupa más de %2.</translation>
    </message>
    <message>
        <source>Check whether it is the right file.</source>
        <translation>Compruebe si es el archivo correcto.</translation>
    </message>
    <message>
        <source>%1 cannot be understood: it is no TOML (line %2).</source>
        <translation>No se entiende %1: no es TOML (línea %2).</translation>
    </message>
    <message>
        <source>Correct that line, or put a good copy in its place.</source>
        <translation>Corrija esa línea o ponga una copia buena en su lugar.</translation>
    </message>
</context>
<context>
    <name>portico::ToolEnvironment</name>
    <message>
        <source>A program&apos;s environment holds one proxy only, so these hosts are asked through another way than the network&apos;s rules say: %1.</source>
        <translation>El entorno de un programa solo admite un proxy, así que a estos servidores se les pregunta por otro camino que el que dicen las reglas de la red: %1.</translation>
    </message>
    <message>
        <source>Python&apos;s programs know SOCKS proxies only with a package of their own (PySocks), so when Portico starts them it leads them there by a small http proxy on this computer.</source>
        <translation>Los programas de Python solo conocen los proxies SOCKS con un paquete aparte (PySocks), así que, cuando Portico los inicia, los lleva allí mediante un pequeño proxy http de este equipo.</translation>
    </message>
    <message>
        <source>Python&apos;s programs send letters beyond ASCII in a proxy&apos;s password otherwise than all others; if it is refused, choose one without.</source>
        <translation>Los programas de Python envían las letras que no son ASCII de la contraseña de un proxy de otra manera que todos los demás; si se rechaza, elija una sin ellas.</translation>
    </message>
</context>
<context>
    <name>portico::ToolTest</name>
    <message>
        <source>There is no %1 on this computer to try out.</source>
        <translation>En este equipo no hay %1 que probar.</translation>
    </message>
    <message>
        <source>It is fetched when it is needed; test then.</source>
        <translation>Se descarga cuando hace falta; pruebe entonces.</translation>
    </message>
    <message numerus="yes">
        <source>git reaches %1 and finds %n branch(es) and tag(s) of ComfyUI.</source>
        <translation>
            <numerusform>git llega a %1 y encuentra una rama o etiqueta de ComfyUI.</numerusform>
            <numerusform>git llega a %1 y encuentra %n ramas y etiquetas de ComfyUI.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder for temporary files cannot be written.</source>
        <translation>No se puede escribir en la carpeta de archivos temporales.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Libere espacio e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>%1 reaches %2.</source>
        <translation>%1 llega a %2.</translation>
    </message>
    <message>
        <source>It goes %1.</source>
        <comment>through a proxy</comment>
        <translation>Va %1.</translation>
    </message>
    <message>
        <source>Check the page Network, and test again.</source>
        <translation>Compruebe la página Red, y pruebe de nuevo.</translation>
    </message>
    <message>
        <source>The proxy refused pip&apos;s login on the way to %1.</source>
        <translation>El proxy rechazó el inicio de sesión de pip en el camino a %1.</translation>
    </message>
    <message>
        <source>Enter its user name and password on the page Network.</source>
        <translation>Introduzca su nombre de usuario y contraseña en la página Red.</translation>
    </message>
    <message>
        <source>pip does not trust the certificate of %1.</source>
        <translation>pip no confía en el certificado de %1.</translation>
    </message>
    <message>
        <source>If your network looks into connections, add its certificate authority on the page Network.</source>
        <translation>Si su red inspecciona las conexiones, añada su autoridad de certificación en la página Red.</translation>
    </message>
    <message>
        <source>pip reaches a SOCKS proxy only where the package PySocks is installed beside it.</source>
        <translation>pip solo llega a un proxy SOCKS donde está instalado a su lado el paquete PySocks.</translation>
    </message>
    <message>
        <source>Set an http proxy, or leave it to uv, which does without.</source>
        <translation>Configure un proxy http o déjelo a uv, que no lo necesita.</translation>
    </message>
    <message>
        <source>pip cannot reach the proxy on the way to %1.</source>
        <translation>pip no puede llegar al proxy que hay en el camino a %1.</translation>
    </message>
    <message>
        <source>pip cannot find %1.</source>
        <translation>pip no encuentra %1.</translation>
    </message>
    <message>
        <source>%1 did not answer pip in time.</source>
        <translation>%1 no respondió a tiempo a pip.</translation>
    </message>
    <message>
        <source>%1 has no small package that pip can see.</source>
        <translation>%1 no tiene ningún paquete pequeño que pip pueda ver.</translation>
    </message>
    <message>
        <source>pip failed and gave a reason of its own.</source>
        <translation>pip falló y dio un motivo propio.</translation>
    </message>
</context>
<context>
    <name>portico::TorchProbe</name>
    <message>
        <source>Repair the install.</source>
        <translation>Repare la instalación.</translation>
    </message>
    <message>
        <source>torch cannot be imported: %1.</source>
        <translation>torch no se puede importar: %1.</translation>
    </message>
    <message>
        <source>torchvision does not work with this torch: %1.</source>
        <translation>torchvision no funciona con este torch: %1.</translation>
    </message>
    <message>
        <source>torch cannot compute on %1: %2.</source>
        <translation>torch no puede calcular en %1: %2.</translation>
    </message>
    <message>
        <source>any device</source>
        <translation>ningún dispositivo</translation>
    </message>
    <message>
        <source>Restart the computer, and update the graphics driver if it stays so; This computer says which version is needed.</source>
        <translation>Reinicie el equipo y, si sigue así, actualice el controlador gráfico; «Este equipo» dice qué versión hace falta.</translation>
    </message>
    <message>
        <source>torch %1 computes on %2, although this install is for %3.</source>
        <translation>torch %1 calcula en %2, aunque esta instalación es para %3.</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>el procesador</translation>
    </message>
    <message>
        <source>Look under This computer whether the graphics driver is there and new enough.</source>
        <translation>Mire en «Este equipo» si el controlador gráfico está y es lo bastante reciente.</translation>
    </message>
    <message numerus="yes">
        <source>torch gave no answer within %n seconds.</source>
        <translation>
            <numerusform>torch no respondió en un segundo.</numerusform>
            <numerusform>torch no respondió en %n segundos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again, and restart the computer if it stays so.</source>
        <translation>Inténtelo de nuevo y, si sigue así, reinicie el equipo.</translation>
    </message>
    <message>
        <source>Python ended while torch was tried (%1).</source>
        <translation>Python terminó mientras se probaba torch (%1).</translation>
    </message>
    <message>
        <source>torch %1 computes on %2 (%3 ms).</source>
        <translation>torch %1 calcula en %2 (%3 ms).</translation>
    </message>
</context>
<context>
    <name>portico::Trash</name>
    <message>
        <source>%1 cannot go to the recycle bin: its disk has none.</source>
        <translation>%1 no puede ir a la papelera: su disco no tiene.</translation>
    </message>
    <message>
        <source>Remove it for good instead, if you are sure.</source>
        <translation>Quítelo de forma definitiva, si está seguro.</translation>
    </message>
</context>
<context>
    <name>portico::TreeClone</name>
    <message>
        <source>%1 is neither a file nor a folder, so it is not copied.</source>
        <translation>%1 no es ni un archivo ni una carpeta, así que no se copia.</translation>
    </message>
    <message>
        <source>Remove it, and try again.</source>
        <translation>Quítelo e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::TreeManifest</name>
    <message>
        <source>it is neither a file, a folder nor a link</source>
        <translation>no es ni un archivo, ni una carpeta, ni un enlace</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>Comprobar los archivos</translation>
    </message>
    <message>
        <source>The list of an install&apos;s files is damaged in line %1.</source>
        <translation>La lista de archivos de una instalación está dañada en la línea %1.</translation>
    </message>
    <message>
        <source>Check the install&apos;s files to make a new list.</source>
        <translation>Compruebe los archivos de la instalación para crear una lista nueva.</translation>
    </message>
</context>
<context>
    <name>portico::TreeRemoval</name>
    <message>
        <source>%1 was not removed: another disk is mounted there.</source>
        <translation>%1 no se quitó: ahí está montado otro disco.</translation>
    </message>
    <message>
        <source>Unmount it first, then remove the folder again.</source>
        <translation>Desmóntelo primero y después quite de nuevo la carpeta.</translation>
    </message>
</context>
<context>
    <name>portico::TrialInstall</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be started with chosen node packs, so the search cannot be made without moving them.</source>
        <translation>El ComfyUI de «%1» es demasiado antiguo para iniciarse con packs de nodos elegidos, así que la búsqueda no se puede hacer sin moverlos.</translation>
    </message>
    <message>
        <source>Disable the node packs one by one, or use a newer version of ComfyUI.</source>
        <translation>Desactive los packs de nodos uno a uno o use una versión más reciente de ComfyUI.</translation>
    </message>
    <message>
        <source>“%1” has no node packs, so none can be guilty.</source>
        <translation>«%1» no tiene packs de nodos, así que ninguno puede ser culpable.</translation>
    </message>
    <message>
        <source>Look at what the log of the last start tells.</source>
        <translation>Mire lo que dice el registro del último inicio.</translation>
    </message>
    <message>
        <source>looking for the guilty node pack</source>
        <translation>buscando el pack de nodos culpable</translation>
    </message>
</context>
<context>
    <name>portico::TriggerWorkflow</name>
    <message>
        <source>starting the workflow %1 of %2</source>
        <translation>iniciando el flujo de trabajo %1 de %2</translation>
    </message>
    <message numerus="yes">
        <source>The workflow was started, but %n run(s) of it began at the same time, and nobody can tell which one is yours.</source>
        <translation>
            <numerusform>El flujo de trabajo se inició, pero otra ejecución suya empezó al mismo tiempo, y nadie puede saber cuál es la de usted.</numerusform>
            <numerusform>El flujo de trabajo se inició, pero empezaron %n ejecuciones suyas al mismo tiempo, y nadie puede saber cuál es la de usted.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose it from “porticoctl github runs”. A workflow with the input “%1” in its run-name can be told apart.</source>
        <translation>Elíjala en «porticoctl github runs». Un flujo de trabajo con la entrada «%1» en su run-name se puede distinguir.</translation>
    </message>
    <message>
        <source>GitHub took the request, but no run of %1 appeared.</source>
        <translation>GitHub aceptó la petición, pero no apareció ninguna ejecución de %1.</translation>
    </message>
    <message>
        <source>The connection broke while the workflow %1 was being started, and no run of it appeared.</source>
        <translation>La conexión se cortó mientras se iniciaba el flujo de trabajo %1, y no apareció ninguna ejecución suya.</translation>
    </message>
    <message>
        <source>Look at “porticoctl github runs” before you start it again.</source>
        <translation>Mire «porticoctl github runs» antes de iniciarlo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::TryIsolated</name>
    <message>
        <source>Try the node pack as it is</source>
        <translation>Probar el pack de nodos tal como está</translation>
    </message>
    <message>
        <source>Try the isolated node pack</source>
        <translation>Probar el pack de nodos aislado</translation>
    </message>
    <message>
        <source>Another node pack, “%1”, has an environment “%2” already.</source>
        <translation>Otro pack de nodos, «%1», ya tiene un entorno «%2».</translation>
    </message>
    <message>
        <source>Rename the folder of one of the two.</source>
        <translation>Cambie el nombre de la carpeta de uno de los dos.</translation>
    </message>
    <message>
        <source>trying an isolated node pack</source>
        <translation>probando un pack de nodos aislado</translation>
    </message>
</context>
<context>
    <name>portico::TryStart</name>
    <message>
        <source>The ComfyUI of “%1” is too old to be tried out beside the install.</source>
        <translation>El ComfyUI de «%1» es demasiado antiguo para probarlo al lado de la instalación.</translation>
    </message>
    <message>
        <source>Update ComfyUI, then try again.</source>
        <translation>Actualice ComfyUI e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::TryWorkflows</name>
    <message numerus="yes">
        <source>ComfyUI was not ready within %n minute(s).</source>
        <translation>
            <numerusform>ComfyUI no estuvo listo en un minuto.</numerusform>
            <numerusform>ComfyUI no estuvo listo en %n minutos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again when the computer has less to do.</source>
        <translation>Inténtelo de nuevo cuando el equipo tenga menos que hacer.</translation>
    </message>
    <message>
        <source>Test workflow “%1”</source>
        <translation>Flujo de trabajo de prueba «%1»</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>Flujos de trabajo de prueba</translation>
    </message>
</context>
<context>
    <name>portico::UndoRepair</name>
    <message>
        <source>undoing its repair</source>
        <translation>deshaciendo su reparación</translation>
    </message>
    <message>
        <source>There is no repair of “%1” that could be undone.</source>
        <translation>No hay ninguna reparación de «%1» que se pueda deshacer.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>No hay nada que hacer.</translation>
    </message>
    <message>
        <source>Files that a repair replaced are kept in the folder kept-files of the install.</source>
        <translation>Los archivos que sustituyó una reparación se conservan en la carpeta kept-files de la instalación.</translation>
    </message>
</context>
<context>
    <name>portico::UnmetNeed</name>
    <message>
        <source>“%1” needs “%2”, which the package index does not have.</source>
        <translation>«%1» necesita «%2», que el índice de paquetes no tiene.</translation>
    </message>
    <message>
        <source>“%1” needs another %2 than the %3 of this install, which does not change.</source>
        <translation>«%1» necesita otro %2 que el %3 de esta instalación, que no cambia.</translation>
    </message>
    <message>
        <source>“%1” needs a package that is not made for this Python or this computer. %2</source>
        <translation>«%1» necesita un paquete que no está hecho para este Python o este equipo. %2</translation>
    </message>
    <message>
        <source>“%1” needs what cannot be had together. %2</source>
        <translation>«%1» necesita cosas que no se pueden tener juntas. %2</translation>
    </message>
    <message>
        <source>“%1” and “%2” do not go together. %3</source>
        <translation>«%1» y «%2» no son compatibles entre sí. %3</translation>
    </message>
    <message>
        <source>“%1” and “%2” need different versions of %3.</source>
        <translation>«%1» y «%2» necesitan versiones distintas de %3.</translation>
    </message>
    <message>
        <source>this install</source>
        <translation>esta instalación</translation>
    </message>
</context>
<context>
    <name>portico::Unpack</name>
    <message>
        <source>Unpack</source>
        <translation>Descomprimir</translation>
    </message>
    <message>
        <source>Unpacking %1 ended without a result: the unpacking program was stopped or failed. Nothing was installed.</source>
        <translation>La descompresión de %1 terminó sin resultado: el programa que descomprime se detuvo o falló. No se instaló nada.</translation>
    </message>
    <message>
        <source>Check that enough memory is free and try again; if it happens again, download the file again.</source>
        <translation>Compruebe que haya suficiente memoria libre e inténtelo de nuevo; si vuelve a ocurrir, descargue el archivo de nuevo.</translation>
    </message>
    <message>
        <source>%1 is not an empty folder.</source>
        <translation>%1 no es una carpeta vacía.</translation>
    </message>
    <message>
        <source>Choose an empty folder to unpack into.</source>
        <translation>Elija una carpeta vacía donde descomprimir.</translation>
    </message>
</context>
<context>
    <name>portico::UnpackProtocol</name>
    <message>
        <source>The request to unpack is incomplete.</source>
        <translation>La petición de descomprimir está incompleta.</translation>
    </message>
    <message>
        <source>Install Portico again.</source>
        <translation>Instale Portico de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::UnusedEnvs</name>
    <message>
        <source>No install of this library asks for it. Other ComfyUIs may keep theirs in this folder, too.</source>
        <translation>Ninguna instalación de esta biblioteca lo pide. Puede que otros ComfyUI guarden también los suyos en esta carpeta.</translation>
    </message>
    <message>
        <source>comfy-env built it. No pack of this library links to it; which other ComfyUI does, nobody notes.</source>
        <translation>Lo construyó comfy-env. Ningún pack de esta biblioteca enlaza con él; nadie anota qué otro ComfyUI lo hace.</translation>
    </message>
    <message>
        <source>Portico built it for %1. Not every install of this library could be asked whether it uses it.</source>
        <translation>Portico lo construyó para %1. No se pudo preguntar a todas las instalaciones de esta biblioteca si lo usan.</translation>
    </message>
    <message>
        <source>Portico built it for %1, and no pack that it was linked into leads there any more.</source>
        <translation>Portico lo construyó para %1, y ningún pack al que se enlazó lleva ya hasta él.</translation>
    </message>
</context>
<context>
    <name>portico::UpdatePackages</name>
    <message>
        <source>Not obeyed in requirements.txt: %1</source>
        <translation>No se tuvo en cuenta en requirements.txt: %1</translation>
    </message>
    <message>
        <source>The package index tells no dates: the newest packages are taken.</source>
        <translation>El índice de paquetes no indica fechas: se toman los paquetes más recientes.</translation>
    </message>
    <message>
        <source>There is no torch of that version for it: its newest is taken.</source>
        <translation>No hay torch de esa versión para él: se toma el más reciente que tenga.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Nota: %1</translation>
    </message>
    <message>
        <source>There is no torch %1 that goes with this ComfyUI, its Python and its accelerator.</source>
        <translation>No hay ningún torch %1 compatible con este ComfyUI, su Python y su acelerador.</translation>
    </message>
    <message>
        <source>Choose another version of torch.</source>
        <translation>Elija otra versión de torch.</translation>
    </message>
</context>
<context>
    <name>portico::UrlRules</name>
    <message>
        <source>Check the address; take it from the page of the people who publish the file.</source>
        <translation>Compruebe la dirección; tómela de la página de quienes publican el archivo.</translation>
    </message>
    <message>
        <source>This is not an address of the internet.</source>
        <translation>Esto no es una dirección de Internet.</translation>
    </message>
    <message>
        <source>An address begins with https:// and the name of a host.</source>
        <translation>Una dirección empieza por https:// y el nombre de un servidor.</translation>
    </message>
    <message>
        <source>The address at %1 is longer than 2048 characters.</source>
        <translation>La dirección de %1 tiene más de 2048 caracteres.</translation>
    </message>
    <message>
        <source>The address holds a user name or password; its real host is %1.</source>
        <translation>La dirección contiene un nombre de usuario o una contraseña; su servidor real es %1.</translation>
    </message>
    <message>
        <source>The address at %1 holds characters that do not belong there.</source>
        <translation>La dirección de %1 contiene caracteres que no corresponden ahí.</translation>
    </message>
    <message>
        <source>Port %1 of %2 is not one that web servers use.</source>
        <translation>El puerto %1 de %2 no es uno de los que usan los servidores web.</translation>
    </message>
    <message>
        <source>The address at %1 uses http, which anybody on the way can change.</source>
        <translation>La dirección de %1 usa http, que cualquiera puede alterar por el camino.</translation>
    </message>
    <message>
        <source>Use its https address, or allow http from this host in the settings.</source>
        <translation>Use su dirección https o permita http desde este servidor en los ajustes.</translation>
    </message>
    <message>
        <source>%1 sends from one address to the next without an end.</source>
        <translation>%1 envía de una dirección a otra sin fin.</translation>
    </message>
    <message>
        <source>%1 sends to an address that cannot be read.</source>
        <translation>%1 envía a una dirección que no se puede leer.</translation>
    </message>
    <message>
        <source>%1 sends from https to plain http, which anybody on the way can change.</source>
        <translation>%1 envía de https a http sin cifrar, que cualquiera puede alterar por el camino.</translation>
    </message>
    <message>
        <source>%1 sends to another address.</source>
        <translation>%1 envía a otra dirección.</translation>
    </message>
    <message>
        <source>%1 sends to %2, which lies on this computer or in a local network.</source>
        <translation>%1 envía a %2, que está en este equipo o en una red local.</translation>
    </message>
    <message>
        <source>Portico does not fetch from addresses that begin with “%1:”.</source>
        <translation>Portico no descarga de direcciones que empiezan por «%1:».</translation>
    </message>
</context>
<context>
    <name>portico::UvEngine</name>
    <message>
        <source>There is no other Python %1, so that the environment leans on ComfyUI&apos;s: %2</source>
        <translation>No hay otro Python %1, de modo que el entorno se apoya en el de ComfyUI: %2</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <source>CUDA packages</source>
        <translation>Paquetes de CUDA</translation>
    </message>
</context>
<context>
    <name>portico::UvFailure</name>
    <message>
        <source>the package index</source>
        <translation>el índice de paquetes</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted.</source>
        <translation>%1: su certificado no es de confianza.</translation>
    </message>
    <message>
        <source>If your network inspects connections, name its certificate authority in the network settings.</source>
        <translation>Si su red inspecciona las conexiones, indique su autoridad de certificación en los ajustes de red.</translation>
    </message>
    <message>
        <source>%1 does not let you in.</source>
        <translation>%1 no le deja entrar.</translation>
    </message>
    <message>
        <source>Check the address of the index and its login in the network settings.</source>
        <translation>Compruebe la dirección del índice y su inicio de sesión en los ajustes de red.</translation>
    </message>
    <message>
        <source>The proxy refused the way to %1.</source>
        <translation>El proxy denegó el paso. Destino: %1.</translation>
    </message>
    <message>
        <source>Check the proxy and its login in the network settings.</source>
        <translation>Compruebe el proxy y su inicio de sesión en los ajustes de red.</translation>
    </message>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 respondió con el estado %2.</translation>
    </message>
    <message>
        <source>Try again later, or set another index in the network settings.</source>
        <translation>Inténtelo de nuevo más tarde o configure otro índice en los ajustes de red.</translation>
    </message>
    <message>
        <source>%1 cannot be found: there is no such host, or no network.</source>
        <translation>No se encuentra %1: no existe ese servidor o no hay red.</translation>
    </message>
    <message>
        <source>Check your connection, and the index in the network settings.</source>
        <translation>Compruebe su conexión y el índice en los ajustes de red.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Falló la conexión con %1.</translation>
    </message>
    <message>
        <source>Check your connection and try again: what has been fetched is kept.</source>
        <translation>Compruebe su conexión e inténtelo de nuevo: lo ya descargado se conserva.</translation>
    </message>
    <message>
        <source>The package index does not tell when packages were uploaded, so those of a date cannot be chosen.</source>
        <translation>El índice de paquetes no dice cuándo se subieron los paquetes, así que no se pueden elegir los de una fecha.</translation>
    </message>
    <message>
        <source>Use the newest packages, or an index that tells.</source>
        <translation>Use los paquetes más recientes o un índice que lo diga.</translation>
    </message>
    <message>
        <source>The package index has no package “%1”.</source>
        <translation>El índice de paquetes no tiene ningún paquete «%1».</translation>
    </message>
    <message>
        <source>Check the index in the network settings, or choose another version.</source>
        <translation>Compruebe el índice en los ajustes de red o elija otra versión.</translation>
    </message>
    <message>
        <source>A package has no build for this Python or this computer. %1</source>
        <translation>Un paquete no tiene ninguna compilación para este Python o este equipo. %1</translation>
    </message>
    <message>
        <source>Choose another Python version, or allow building from source.</source>
        <translation>Elija otra versión de Python o permita compilar desde el código fuente.</translation>
    </message>
    <message>
        <source>No versions of the packages go together. %1</source>
        <translation>Ninguna versión de los paquetes es compatible con las demás. %1</translation>
    </message>
    <message>
        <source>Choose another version of ComfyUI or of Python, or packages of another date.</source>
        <translation>Elija otra versión de ComfyUI o de Python, o paquetes de otra fecha.</translation>
    </message>
    <message>
        <source>The disk became full while packages were put in.</source>
        <translation>El disco se llenó mientras se colocaban paquetes.</translation>
    </message>
    <message>
        <source>Free some space and try again: what has been fetched is kept.</source>
        <translation>Libere espacio e inténtelo de nuevo: lo ya descargado se conserva.</translation>
    </message>
    <message>
        <source>%1 is not the file that was promised: its SHA-256 differs.</source>
        <translation>%1 no es el archivo anunciado: su SHA-256 es otro.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, do not trust this index, and use another.</source>
        <translation>Inténtelo de nuevo; si sigue así, no confíe en este índice y use otro.</translation>
    </message>
    <message>
        <source>There is no such Python to be had.</source>
        <translation>No se puede obtener ningún Python así.</translation>
    </message>
    <message>
        <source>Choose another Python version, such as 3.12.</source>
        <translation>Elija otra versión de Python, por ejemplo 3.12.</translation>
    </message>
    <message>
        <source>uv failed and gave a reason of its own.</source>
        <translation>uv falló y dio un motivo propio.</translation>
    </message>
    <message>
        <source>Look at the job&apos;s log for uv&apos;s words.</source>
        <translation>Mire en el registro de la tarea lo que dijo uv.</translation>
    </message>
</context>
<context>
    <name>portico::UvProgram</name>
    <message>
        <source>%1 is no uv that runs here.</source>
        <translation>%1 no es un uv que funcione aquí.</translation>
    </message>
    <message>
        <source>%1 is uv %2, and %3 or newer is needed.</source>
        <translation>%1 es uv %2, y hace falta %3 o posterior.</translation>
    </message>
    <message>
        <source>Choose another uv in the settings, or leave the choice to Portico.</source>
        <translation>Elija otro uv en los ajustes o deje la elección a Portico.</translation>
    </message>
    <message>
        <source>uv %1: %2</source>
        <translation>uv %1: %2</translation>
    </message>
    <message>
        <source>There is no program %1, which the settings name as uv.</source>
        <translation>No existe el programa %1, que los ajustes indican como uv.</translation>
    </message>
    <message>
        <source>Correct the setting, or clear it.</source>
        <translation>Corrija el ajuste o bórrelo.</translation>
    </message>
    <message>
        <source>uv, which puts the packages together, is not here and could not be fetched. %1</source>
        <translation>uv, que reúne los paquetes, no está aquí y no se pudo descargar. %1</translation>
    </message>
    <message>
        <source>Check the connection, or install uv %1 or newer and try again.</source>
        <translation>Compruebe la conexión, o instale uv %1 o posterior e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::VendorWheels</name>
    <message>
        <source>Not all packages of the layer are in the store: %1.</source>
        <translation>No todos los paquetes de la capa están en el almacén: %1.</translation>
    </message>
    <message>
        <source>Connect to the internet, then try again.</source>
        <translation>Conéctese a Internet e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The file of “%1” is not the one that the lock promises.</source>
        <translation>El archivo de «%1» no es el que anuncia el bloqueo.</translation>
    </message>
    <message>
        <source>Plan again; if it stays so, do not use this package index.</source>
        <translation>Haga el plan de nuevo; si sigue así, no use este índice de paquetes.</translation>
    </message>
    <message>
        <source>A damaged wheel is fetched again: %1.</source>
        <translation>Se descarga de nuevo un wheel dañado: %1.</translation>
    </message>
</context>
<context>
    <name>portico::Vendored</name>
    <message>
        <source>The record of “%1”, kept for offline, cannot be used: %2.</source>
        <translation>No se puede usar la ficha de «%1», conservado sin conexión: %2.</translation>
    </message>
    <message>
        <source>Keep the install for offline again: porticoctl vendor.</source>
        <translation>Conserve de nuevo la instalación sin conexión: porticoctl vendor.</translation>
    </message>
    <message>
        <source>ComfyUI and its Python</source>
        <translation>ComfyUI y su Python</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Pack de nodos</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paquete</translation>
    </message>
    <message>
        <source>Isolated environment</source>
        <translation>Entorno aislado</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>a newer Portico wrote it</source>
        <translation>la escribió un Portico más reciente</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>está dañada</translation>
    </message>
    <message>
        <source>its parts were changed</source>
        <translation>se cambiaron sus partes</translation>
    </message>
</context>
<context>
    <name>portico::VendoredStore</name>
    <message>
        <source>Nothing called “%1” is kept for offline.</source>
        <translation>No hay nada llamado «%1» conservado sin conexión.</translation>
    </message>
    <message>
        <source>Keep an install for offline: porticoctl vendor INSTALL --yes.</source>
        <translation>Conserve una instalación sin conexión: porticoctl vendor INSTALL --yes.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Hay: %1.</translation>
    </message>
    <message>
        <source>what is kept for offline of %1</source>
        <translation>lo que se conserva sin conexión de %1</translation>
    </message>
    <message>
        <source>letting go of “%1”</source>
        <translation>dejando de conservar «%1»</translation>
    </message>
</context>
<context>
    <name>portico::Verdict</name>
    <message>
        <source>Repair the install: it puts back torch with all that belongs to it.</source>
        <translation>Repare la instalación: se restituye torch con todo lo que le corresponde.</translation>
    </message>
    <message>
        <source>Repair the install: it puts back %1.</source>
        <translation>Repare la instalación: se restituye %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1 And %n more problem(s).</source>
        <translation>
            <numerusform>%1 Y un problema más.</numerusform>
            <numerusform>%1 Y %n problemas más.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: %n package(s).</source>
        <translation>
            <numerusform>Limpio: un paquete.</numerusform>
            <numerusform>Limpio: %n paquetes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clean: torch %1 for %2, %n package(s).</source>
        <translation>
            <numerusform>Limpio: torch %1 para %2, un paquete.</numerusform>
            <numerusform>Limpio: torch %1 para %2, %n paquetes.</numerusform>
        </translation>
    </message>
    <message>
        <source>any computer</source>
        <translation>cualquier equipo</translation>
    </message>
</context>
<context>
    <name>portico::VerifyInstall</name>
    <message>
        <source>“%1” has no Python that could be looked at.</source>
        <translation>«%1» no tiene ningún Python que se pueda examinar.</translation>
    </message>
    <message>
        <source>Repair the install, or install it again.</source>
        <translation>Repare la instalación o instálela de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::VerifyVendored</name>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>See all of it: porticoctl vendor verify %1; with --repair it is put right, as far as that can be.</source>
        <translation>Véalo todo: porticoctl vendor verify %1; con --repair se corrige, en lo posible.</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is missing.</source>
        <translation>Lo que se conserva sin conexión de «%1» no está completo: falta %2.</translation>
    </message>
    <message>
        <source>What is kept for offline of “%1” is not whole: %2 is damaged.</source>
        <translation>Lo que se conserva sin conexión de «%1» no está completo: %2 está dañado.</translation>
    </message>
    <message>
        <source>Not all of “%1” is kept for offline. %2</source>
        <translation>No todo lo de «%1» se conserva sin conexión. %2</translation>
    </message>
    <message>
        <source>Keep it again: porticoctl vendor %1 --yes.</source>
        <translation>Consérvelo de nuevo: porticoctl vendor %1 --yes.</translation>
    </message>
</context>
<context>
    <name>portico::Versions</name>
    <message>
        <source>No bundle of ComfyUI %1 suits this computer, so it is composed from its parts: Python, ComfyUI and torch are downloaded.</source>
        <translation>Ningún lote de ComfyUI %1 es adecuado para este equipo, así que se compone de sus partes: se descargan Python, ComfyUI y torch.</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1”; the present one is kept for the way back.</source>
        <translation>Se descomprime una nueva generación de «%1»; la actual se conserva para poder volver atrás.</translation>
    </message>
    <message>
        <source>A new generation is unpacked from “%1” (%2 to download); the present one is kept for the way back.</source>
        <translation>Se descomprime una nueva generación de «%1» (%2 de descarga); la actual se conserva para poder volver atrás.</translation>
    </message>
    <message>
        <source>This install has ComfyUI %1 already.</source>
        <translation>Esta instalación ya tiene ComfyUI %1.</translation>
    </message>
    <message>
        <source>What the node packs need beyond ComfyUI is resolved anew for it and shown before anything is installed.</source>
        <translation>Lo que los packs de nodos necesitan además de ComfyUI se resuelve de nuevo para él y se muestra antes de instalar nada.</translation>
    </message>
    <message>
        <source>Workflows that were saved with ComfyUI %1 may need nodes that %2 does not have yet.</source>
        <translation>Los flujos de trabajo guardados con ComfyUI %1 pueden necesitar nodos que %2 aún no tiene.</translation>
    </message>
    <message>
        <source>Models, inputs, outputs and settings stay as they are.</source>
        <translation>Los modelos, las entradas, las salidas y los ajustes se quedan como están.</translation>
    </message>
</context>
<context>
    <name>portico::VolumeFile</name>
    <message>
        <source>%1 is a later part of a split archive.</source>
        <translation>%1 es una parte posterior de un archivo dividido.</translation>
    </message>
    <message>
        <source>Choose its first part, %1.</source>
        <translation>Elija su primera parte, %1.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 no es un archivo.</translation>
    </message>
    <message>
        <source>Choose an archive.</source>
        <translation>Elija un archivo comprimido.</translation>
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
        <translation>%1 Nuevo intento; la ejecución continúa.</translation>
    </message>
    <message>
        <source>The run on GitHub goes on; “porticoctl github cancel %1” ends it.</source>
        <translation>La ejecución en GitHub continúa; «porticoctl github cancel %1» la termina.</translation>
    </message>
</context>
<context>
    <name>portico::WheelAddresses</name>
    <message>
        <source>The package index tells no address for “%1”.</source>
        <translation>El índice de paquetes no indica ninguna dirección para «%1».</translation>
    </message>
    <message>
        <source>Plan again, or choose another package index in the settings.</source>
        <translation>Haga el plan de nuevo o elija otro índice de paquetes en los ajustes.</translation>
    </message>
</context>
<context>
    <name>portico::WheelInstall</name>
    <message>
        <source>Nobody published a hash of %1: it is taken as it came, with SHA-256 %2.</source>
        <translation>Nadie publicó un hash de %1: se toma tal como llegó, con SHA-256 %2.</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>No se puede escribir el archivo %1.</translation>
    </message>
    <message>
        <source>Check the space on that disk, then try again.</source>
        <translation>Compruebe el espacio de ese disco e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::WindowDoor</name>
    <message>
        <source>The window’s socket could not be opened in %1: %2.</source>
        <translation>No se pudo abrir el socket de la ventana en %1: %2.</translation>
    </message>
    <message>
        <source>Check that this folder can be written.</source>
        <translation>Compruebe que se pueda escribir en esta carpeta.</translation>
    </message>
    <message>
        <source>Portico is open already, but does not answer.</source>
        <translation>Portico ya está abierto, pero no responde.</translation>
    </message>
    <message>
        <source>Close it, or end it if it hangs, and try again.</source>
        <translation>Ciérrelo, o termínelo si está bloqueado, e inténtelo de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::WishedPacks</name>
    <message>
        <source>“%1” wants “%2”, but %3.</source>
        <translation>«%1» quiere «%2», pero %3.</translation>
    </message>
    <message>
        <source>Install it by hand with “porticoctl nodes install”, or ask the author of “%1”.</source>
        <translation>Instálelo a mano con «porticoctl nodes install» o pregunte al autor de «%1».</translation>
    </message>
    <message>
        <source>“%1” is nothing that the registry has</source>
        <translation>«%1» no es nada que tenga el registro de Comfy</translation>
    </message>
    <message>
        <source>it does not say where that is</source>
        <translation>no dice dónde está</translation>
    </message>
    <message>
        <source>“%1” is no address of a repository</source>
        <translation>«%1» no es la dirección de un repositorio</translation>
    </message>
    <message>
        <source>“%1” is no tag, branch or commit</source>
        <translation>«%1» no es una etiqueta, una rama ni un commit</translation>
    </message>
    <message>
        <source>No pack wants “%1”, or it is there.</source>
        <translation>Ningún pack quiere «%1», o ya está ahí.</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” shows what is wanted.</source>
        <translation>«porticoctl env wishes» muestra lo que se quiere.</translation>
    </message>
    <message>
        <source>What was fetched wants other packs, too; the plan is made with them.</source>
        <translation>Lo que se descargó quiere además otros packs; el plan se hace con ellos.</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowPlace</name>
    <message>
        <source>This ComfyUI is too old to be started beside the other, so the test workflows of “%1” cannot be tried with it.</source>
        <translation>Este ComfyUI es demasiado antiguo para iniciarse al lado del otro, así que los flujos de trabajo de prueba de «%1» no se pueden probar con él.</translation>
    </message>
    <message>
        <source>Choose a newer version, or remove the test workflows.</source>
        <translation>Elija una versión más reciente o quite los flujos de trabajo de prueba.</translation>
    </message>
    <message>
        <source>copying its database</source>
        <translation>copiando su base de datos</translation>
    </message>
    <message>
        <source>trying the test workflows of “%1”</source>
        <translation>probando los flujos de trabajo de prueba de «%1»</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowResults</name>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>«%1» no tiene ningún flujo de trabajo de prueba.</translation>
    </message>
    <message>
        <source>Save one: porticoctl test-workflow add %1 FILE.</source>
        <translation>Guarde uno: porticoctl test-workflow add %1 FILE.</translation>
    </message>
</context>
<context>
    <name>portico::WorkflowRun</name>
    <message>
        <source>succeeded</source>
        <translation>terminó bien</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>se canceló</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>se omitió</translation>
    </message>
    <message>
        <source>ran out of time</source>
        <translation>agotó su tiempo</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en espera</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en marcha</translation>
    </message>
    <message>
        <source>could not be started</source>
        <translation>no se pudo iniciar</translation>
    </message>
    <message>
        <source>listing the runs of %1</source>
        <translation>listando las ejecuciones de %1</translation>
    </message>
    <message>
        <source>looking at run %1 of %2</source>
        <translation>examinando la ejecución %1 de %2</translation>
    </message>
    <message>
        <source>listing the jobs of run %1</source>
        <translation>listando los trabajos de la ejecución %1</translation>
    </message>
    <message>
        <source>cancelling run %1 of %2</source>
        <translation>cancelando la ejecución %1 de %2</translation>
    </message>
    <message>
        <source>Run %1 is over: there is nothing to cancel.</source>
        <translation>La ejecución %1 ha terminado: no hay nada que cancelar.</translation>
    </message>
    <message>
        <source>See how it ended: porticoctl github runs.</source>
        <translation>Vea cómo terminó: porticoctl github runs.</translation>
    </message>
</context>
<context>
    <name>portico::WrapConfig</name>
    <message>
        <source>It asks for “%1”, and gets ComfyUI&apos;s own: %2 %3.</source>
        <translation>Pide «%1» y recibe el propio de ComfyUI: %2 %3.</translation>
    </message>
    <message>
        <source>“%1” does not tell the name of a package, and is left out.</source>
        <translation>«%1» no dice el nombre de un paquete y se omite.</translation>
    </message>
</context>
<context>
    <name>portico::WrapVerdict</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y uno más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed. Leave the node pack as it is, or leave out one of those that do not go together.</source>
        <translation>No se cambió nada. Deje el pack de nodos como está u omita uno de los que no son compatibles entre sí.</translation>
    </message>
    <message>
        <source>Its own addresses in ComfyUI do not answer while it is isolated, and what asks there, like its pages, does not work: %1.</source>
        <translation>Sus propias direcciones en ComfyUI no responden mientras está aislado, y lo que pregunta ahí, como sus páginas, no funciona: %1.</translation>
    </message>
    <message>
        <source>Its additions to ComfyUI&apos;s pages (%1) are not shown while it is isolated.</source>
        <translation>Lo que añade a las páginas de ComfyUI (%1) no se muestra mientras está aislado.</translation>
    </message>
    <message>
        <source>“%1” registers no nodes when it is isolated.</source>
        <translation>«%1» no registra ningún nodo cuando está aislado.</translation>
    </message>
    <message>
        <source>“%1” cannot be imported when it is isolated: %2.</source>
        <translation>«%1» no se puede importar cuando está aislado: %2.</translation>
    </message>
    <message>
        <source>“%1” would lose nodes by being isolated: %2.</source>
        <translation>«%1» perdería nodos al aislarse: %2.</translation>
    </message>
    <message>
        <source>Nodes of “%1” could not be run where it is isolated: %2.</source>
        <translation>No se pudieron ejecutar nodos de «%1» donde está aislado: %2.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” was tried: all its %n node(s) are there.</source>
        <translation>
            <numerusform>Se probó «%1»: su único nodo está ahí.</numerusform>
            <numerusform>Se probó «%1»: sus %n nodos están todos ahí.</numerusform>
        </translation>
    </message>
    <message>
        <source>As it is it registers none, so that nobody could compare.</source>
        <translation>Tal como está no registra ninguno, de modo que no se pudo comparar.</translation>
    </message>
</context>
<context>
    <name>portico::WriteSite</name>
    <message>
        <source>“%1” comes from %2, which this library keeps: for other computers, say with &quot;library&quot; where a copy of its store lies.</source>
        <translation>«%1» viene de %2, que conserva esta biblioteca: para otros equipos, indique con &quot;library&quot; dónde hay una copia de su almacén.</translation>
    </message>
    <message>
        <source>Nobody knows a bundle that “%1” could be made of elsewhere: keep it for offline (porticoctl vendor), then write the file again.</source>
        <translation>Nadie conoce un lote con el que se pueda crear «%1» en otro lugar: consérvela sin conexión (porticoctl vendor) y escriba el archivo de nuevo.</translation>
    </message>
    <message>
        <source>“%1” of “%2” was changed by hand, and is left out.</source>
        <translation>«%1» de «%2» se cambió a mano y se omite.</translation>
    </message>
    <message>
        <source>Nobody knows where “%1” of “%2” was got from; it is left out.</source>
        <translation>Nadie sabe de dónde se obtuvo «%1» de «%2»; se omite.</translation>
    </message>
    <message>
        <source>The variable %1 of “%2” may be a secret, and is left out.</source>
        <translation>La variable %1 de «%2» puede ser un secreto y se omite.</translation>
    </message>
    <message>
        <source>An argument of “%1” may be a secret: its arguments are left out.</source>
        <translation>Un argumento de «%1» puede ser un secreto: se omiten sus argumentos.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own, and is left out.</source>
        <translation>«%1» es una carpeta suya y se omite.</translation>
    </message>
</context>
<context>
    <name>portico::ZipCheck</name>
    <message>
        <source>two programs could read it in two ways, as in an attack</source>
        <translation>dos programas podrían leerlo de dos maneras, como en un ataque</translation>
    </message>
    <message>
        <source>it is one part of a split zip</source>
        <translation>es una parte de un zip dividido</translation>
    </message>
    <message>
        <source>Join its parts first.</source>
        <translation>Una primero sus partes.</translation>
    </message>
    <message>
        <source>it holds more than %L1 entries</source>
        <translation>contiene más de %L1 entradas</translation>
    </message>
    <message>
        <source>it shares its bytes with another entry, as in a trap</source>
        <translation>comparte sus bytes con otra entrada, como en una trampa</translation>
    </message>
</context>
<context>
    <name>portico::ZipEntry</name>
    <message>
        <source>the archive describes it in two different ways</source>
        <translation>el archivo la describe de dos maneras distintas</translation>
    </message>
</context>
<context>
    <name>portico::app::ActivityPane</name>
    <message>
        <source>Activity</source>
        <translation>Actividad</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Borrar terminadas</translation>
    </message>
    <message>
        <source>Take the finished jobs off this list</source>
        <translation>Quitar de esta lista las tareas terminadas</translation>
    </message>
    <message>
        <source>Show all activity</source>
        <translation>Mostrar toda la actividad</translation>
    </message>
    <message>
        <source>Fold the activity to one line</source>
        <translation>Plegar la actividad a una línea</translation>
    </message>
</context>
<context>
    <name>portico::app::AddDialog</name>
    <message>
        <source>Add ComfyUI</source>
        <translation>Añadir ComfyUI</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Nombre</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>Lo que está mal o conviene saber</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>&amp;Añadir</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>De dónde viene</translation>
    </message>
    <message>
        <source>&amp;Builds</source>
        <translation>&amp;Compilaciones</translation>
    </message>
    <message>
        <source>&amp;Compose</source>
        <translation>C&amp;omponer</translation>
    </message>
    <message>
        <source>A &amp;file</source>
        <translation>Un archi&amp;vo</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>Una &amp;dirección</translation>
    </message>
    <message>
        <source>A folder &amp;I have</source>
        <translation>Una carpeta &amp;mía</translation>
    </message>
</context>
<context>
    <name>portico::app::Advice</name>
    <message>
        <source>Look at this computer</source>
        <translation>Examinar este equipo</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>Leer el catálogo</translation>
    </message>
    <message>
        <source>Ask the sources</source>
        <translation>Preguntar a las fuentes</translation>
    </message>
</context>
<context>
    <name>portico::app::AppUpdates</name>
    <message>
        <source>Find out how Portico was installed</source>
        <translation>Averiguar cómo se instaló Portico</translation>
    </message>
    <message>
        <source>Look for a newer Portico</source>
        <translation>Buscar un Portico más reciente</translation>
    </message>
    <message>
        <source>Download Portico %1</source>
        <translation>Descargar Portico %1</translation>
    </message>
    <message>
        <source>Install Portico %1</source>
        <translation>Instalar Portico %1</translation>
    </message>
</context>
<context>
    <name>portico::app::BaseChange</name>
    <message>
        <source>Something else than its version</source>
        <translation>Algo distinto de su versión</translation>
    </message>
    <message>
        <source>Change what it &amp;runs on…</source>
        <translation>Cambiar con qué &amp;funciona…</translation>
    </message>
    <message>
        <source>Change &amp;Python…</source>
        <translation>Cambiar P&amp;ython…</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Funciona con</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Take ComfyUI and Python of a &amp;bundle…</source>
        <translation>Tomar ComfyUI y Python de un &amp;lote…</translation>
    </message>
    <message>
        <source>Take %1 to %2</source>
        <comment>an install; an accelerator</comment>
        <translation>Pasar %1 a %2</translation>
    </message>
    <message>
        <source>Take %1 to Python %2</source>
        <comment>an install; a version</comment>
        <translation>Pasar %1 a Python %2</translation>
    </message>
    <message>
        <source>%1, as now</source>
        <translation>%1, como ahora</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Se está examinando este equipo…</translation>
    </message>
    <message>
        <source>What it runs on, Python, or all of it by a bundle</source>
        <translation>Con qué funciona, Python, o todo mediante un lote</translation>
    </message>
    <message>
        <source>%1 would suit this computer better than %2.</source>
        <translation>%1 sería más adecuado para este equipo que %2.</translation>
    </message>
    <message>
        <source>Choose a bundle</source>
        <translation>Elegir un lote</translation>
    </message>
    <message>
        <source>Bundles (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;All files (*)</source>
        <translation>Lotes (*.7z *.001 *.zip *.tar *.tar.* *.tgz);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Take %1 to the bundle %2</source>
        <comment>an install; a file</comment>
        <translation>Pasar %1 al lote %2</translation>
    </message>
</context>
<context>
    <name>portico::app::BuildsPanel</name>
    <message>
        <source>Only what &amp;fits</source>
        <translation>Solo ad&amp;ecuadas</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Actuali&amp;zar</translation>
    </message>
    <message>
        <source>Filter: version, accelerator, name</source>
        <translation>Filtro: versión, acelerador, nombre</translation>
    </message>
    <message>
        <source>Filter the builds</source>
        <translation>Filtrar las compilaciones</translation>
    </message>
    <message>
        <source>Ask every source for what is new</source>
        <translation>Preguntar a todas las fuentes qué hay de nuevo</translation>
    </message>
    <message>
        <source>About the chosen build</source>
        <translation>Sobre la compilación elegida</translation>
    </message>
    <message>
        <source>Builds</source>
        <translation>Compilaciones</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1 %2</source>
        <translation>No se pudo obtener la lista de compilaciones. %1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n build(s). What does not fit this computer is grey.</source>
        <translation>
            <numerusform>Una compilación. Lo que no es adecuado para este equipo está en gris.</numerusform>
            <numerusform>%n compilaciones. Lo que no es adecuado para este equipo está en gris.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its team is still trying it (%1).</source>
        <translation>Su grupo todavía lo está probando (%1).</translation>
    </message>
    <message>
        <source>Its team calls it the latest.</source>
        <translation>Su grupo lo considera el más reciente.</translation>
    </message>
    <message>
        <source>Its team calls it stable.</source>
        <translation>Su grupo lo considera estable.</translation>
    </message>
    <message>
        <source>Its team has replaced it (%1).</source>
        <translation>Su grupo lo ha sustituido (%1).</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published. The one it has is computed, shown and remembered.</source>
        <translation>Sin verificar por su editor: no se publicó ningún SHA-256 suyo. El que tiene se calcula, se muestra y se recuerda.</translation>
    </message>
    <message>
        <source>Read more</source>
        <translation>Leer más</translation>
    </message>
    <message>
        <source>It does not suit this computer, as far as Portico can see.</source>
        <translation>No es adecuado para este equipo, hasta donde Portico puede ver.</translation>
    </message>
    <message>
        <source>It cannot run on this computer.</source>
        <translation>No puede funcionar en este equipo.</translation>
    </message>
    <message>
        <source>The build’s own name</source>
        <translation>El nombre propio de la compilación</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleDialog</name>
    <message>
        <source>What would happen</source>
        <translation>Lo que ocurriría</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Mostrar el plan</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Atrás</translation>
    </message>
    <message>
        <source>&amp;Make it</source>
        <translation>&amp;Crearlo</translation>
    </message>
    <message>
        <source>Working out what would be made. Nothing is made yet.</source>
        <translation>Calculando lo que se crearía. Todavía no se crea nada.</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>un pack de nodos</numerusform>
            <numerusform>%n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nodos</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>Conviene saber</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlePlanLook</name>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(cambiado a mano)</translation>
    </message>
    <message>
        <source>%1 are packed, unpacked elsewhere, compared file by file and started once. Models, pictures and settings stay here.</source>
        <translation>%1 se comprimen, se descomprimen en otro lugar, se comparan archivo por archivo y se inician una vez. Los modelos, las imágenes y los ajustes se quedan aquí.</translation>
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
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Funciona con</translation>
    </message>
    <message>
        <source>For node packs</source>
        <translation>Para packs de nodos</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>un paquete</numerusform>
            <numerusform>%n paquetes</numerusform>
        </translation>
    </message>
    <message>
        <source>It is there already, and as the recipe wants it: nothing has to be done.</source>
        <translation>Ya está ahí, y como lo quiere la receta: no hay que hacer nada.</translation>
    </message>
    <message>
        <source>Python, ComfyUI, its packages and the node packs are fetched and put together, packed, and tried elsewhere.</source>
        <translation>Python, ComfyUI, sus paquetes y los packs de nodos se descargan y se componen, se comprimen y se prueban en otro lugar.</translation>
    </message>
    <message>
        <source>the one that suits</source>
        <translation>el adecuado</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message numerus="yes">
        <source>%n, as its lock names them</source>
        <translation>
            <numerusform>uno, como lo nombra su bloqueo</numerusform>
            <numerusform>%n, como los nombra su bloqueo</numerusform>
        </translation>
    </message>
    <message>
        <source>chosen when it is made</source>
        <translation>se elige al crearlo</translation>
    </message>
    <message>
        <source>The versions of its lock are taken; “Back” leads to the newest.</source>
        <translation>Se toman las versiones de su bloqueo; «Atrás» lleva a las más recientes.</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleShelf</name>
    <message>
        <source>Look at bundles and recipes</source>
        <translation>Examinar lotes y recetas</translation>
    </message>
</context>
<context>
    <name>portico::app::BundleWork</name>
    <message>
        <source>Make a bundle of %1</source>
        <translation>Crear un lote de %1</translation>
    </message>
    <message numerus="yes">
        <source>Made and tried: %n file(s); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>Creado y probado: un archivo; descomprimido en otro lugar, se inicia.</numerusform>
            <numerusform>Creado y probado: %n archivos; descomprimido en otro lugar, se inicia.</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a bundle of the recipe %1</source>
        <translation>Crear un lote de la receta %1</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>Nada que hacer: %1 ya está ahí, y como lo quiere la receta.</translation>
    </message>
    <message>
        <source>Made %1.</source>
        <translation>Se creó %1.</translation>
    </message>
    <message>
        <source>Check %1</source>
        <translation>Comprobar %1</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>Completo: un archivo es lo que dice su lista, y se inicia.</numerusform>
            <numerusform>Completo: %n archivos son lo que dice su lista, y se inicia.</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>Se inicia.</translation>
    </message>
    <message>
        <source>Publish %1</source>
        <translation>Publicar %1</translation>
    </message>
    <message>
        <source>The same bundle was there already; %1 names it.</source>
        <translation>El mismo lote ya estaba ahí; %1 lo nombra.</translation>
    </message>
    <message>
        <source>Published. Others add this list once, in Settings: %1</source>
        <translation>Publicado. Los demás añaden esta lista una sola vez, en Ajustes: %1</translation>
    </message>
    <message>
        <source>Publish %1 on GitHub</source>
        <translation>Publicar %1 en GitHub</translation>
    </message>
    <message>
        <source>Released as %1: %2</source>
        <translation>Publicado como %1: %2</translation>
    </message>
</context>
<context>
    <name>portico::app::BundlesPage</name>
    <message>
        <source>Bundles</source>
        <translation>Lotes</translation>
    </message>
    <message>
        <source>A bundle is one file with Python, ComfyUI, node packs and all their packages: a computer of the same kind unpacks it and starts it.</source>
        <translation>Un lote es un solo archivo con Python, ComfyUI, packs de nodos y todos sus paquetes: un equipo del mismo tipo lo descomprime y lo inicia.</translation>
    </message>
    <message>
        <source>Make a bundle of an insta&amp;ll…</source>
        <translation>Crear un lote de una ins&amp;talación…</translation>
    </message>
    <message>
        <source>Open a &amp;recipe…</source>
        <translation>Abrir una &amp;receta…</translation>
    </message>
    <message>
        <source>Add a bundle &amp;file…</source>
        <translation>Añadir un arc&amp;hivo de lote…</translation>
    </message>
    <message>
        <source>One that was made elsewhere, to be checked or published</source>
        <translation>Uno que se creó en otro lugar, para comprobarlo o publicarlo</translation>
    </message>
    <message>
        <source>Bundles made here</source>
        <translation>Lotes creados aquí</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>Recetas</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Being looked at…</source>
        <translation>Examinando…</translation>
    </message>
    <message>
        <source>None yet. What is made here or fetched from GitHub stands in this list with its SHA-256.</source>
        <translation>Todavía ninguno. Lo que se crea aquí o se descarga de GitHub figura en esta lista con su SHA-256.</translation>
    </message>
    <message>
        <source>None is open. A recipe is a file that says what a bundle is made from; drop one here.</source>
        <translation>No hay ninguna abierta. Una receta es un archivo que dice con qué se crea un lote; suelte una aquí.</translation>
    </message>
    <message>
        <source>There is no install yet: add one first</source>
        <translation>Todavía no hay ninguna instalación: añada una primero</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Abrir una receta</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Recetas (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Add a bundle&apos;s file</source>
        <translation>Añadir el archivo de un lote</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>Lotes (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>The install %1, as it is now</source>
        <translation>La instalación %1, tal como está ahora</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>Comparar dos lotes</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueGroups</name>
    <message>
        <source>%1 · being asked…</source>
        <translation>%1 · preguntando…</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s)</source>
        <translation>
            <numerusform>%1 · una compilación</numerusform>
            <numerusform>%1 · %n compilaciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n build(s) · as it was: %2</source>
        <comment>%2 is a moment</comment>
        <translation>
            <numerusform>%1 · una compilación · tal como era: %2</numerusform>
            <numerusform>%1 · %n compilaciones · tal como era: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · nothing to show: %2</source>
        <comment>%2 is the reason</comment>
        <translation>%1 · nada que mostrar: %2</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>Recomendado para este equipo</translation>
    </message>
</context>
<context>
    <name>portico::app::CatalogueModel</name>
    <message>
        <source>not told</source>
        <translation>sin datos</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>verificado</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>sin verificar por su editor</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Compilación</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Funciona con</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>For this computer</source>
        <translation>Para este equipo</translation>
    </message>
</context>
<context>
    <name>portico::app::ChangeDialog</name>
    <message>
        <source>What would happen</source>
        <translation>Lo que ocurriría</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>Sobre la línea elegida</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Rei&amp;ntentar</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>Calculando qué cambiaría. Todavía no se cambia nada.</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… Todavía no se cambia nada.</translation>
    </message>
</context>
<context>
    <name>portico::app::CheckList</name>
    <message>
        <source>Steps of the self-check</source>
        <translation>Pasos de la autocomprobación</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>espera</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>en marcha</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>superado</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
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
        <translation>La compilación correcta</translation>
    </message>
    <message>
        <source>What would change it</source>
        <translation>Qué la cambiaría</translation>
    </message>
</context>
<context>
    <name>portico::app::CleanRow</name>
    <message>
        <source>Clean up…</source>
        <translation>Limpiar…</translation>
    </message>
    <message>
        <source>Clean up: %1</source>
        <translation>Limpiar: %1</translation>
    </message>
    <message>
        <source>Nobody can go back to them afterwards. The last three, pinned ones and those of snapshots are never among them.</source>
        <translation>Después nadie podrá volver a ellas. Nunca se incluyen las tres últimas, las fijadas ni las de instantáneas.</translation>
    </message>
    <message>
        <source>Made for node packs that are no longer there. They come back by themselves when something needs them.</source>
        <translation>Hechos para packs de nodos que ya no están. Vuelven por sí solos cuando algo los necesita.</translation>
    </message>
    <message>
        <source>They can be built again when a node pack asks for one.</source>
        <translation>Se pueden construir de nuevo cuando un pack de nodos pida uno.</translation>
    </message>
    <message>
        <source>What is installed does not need them; the next build fetches again what it needs.</source>
        <translation>Lo que está instalado no los necesita; la próxima construcción vuelve a descargar lo que necesite.</translation>
    </message>
    <message>
        <source>Nobody goes on with it.</source>
        <translation>Nadie lo continúa.</translation>
    </message>
    <message>
        <source>Without them a change of node packs cannot be taken back. They go to the recycle bin where there is one.</source>
        <translation>Sin ellos no se puede deshacer un cambio de packs de nodos. Van a la papelera donde la hay.</translation>
    </message>
    <message>
        <source>Unfinished ones begin anew next time; archives can be fetched again.</source>
        <translation>Las que están sin terminar empiezan desde cero la próxima vez; los archivos se pueden obtener de nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::app::CloseDialog</name>
    <message>
        <source>Do the same &amp;every time</source>
        <translation>Hacer lo mismo &amp;siempre</translation>
    </message>
    <message>
        <source>Close Portico while it works?</source>
        <translation>¿Cerrar Portico mientras trabaja?</translation>
    </message>
    <message numerus="yes">
        <source>%1 runs</source>
        <translation>
            <numerusform>%1 está en marcha</numerusform>
            <numerusform>%1 están en marcha</numerusform>
        </translation>
    </message>
    <message>
        <source>ComfyUI can keep running without this window. Portico finds it again at its next start, and “porticoctl stop” ends it.</source>
        <translation>ComfyUI puede seguir en marcha sin esta ventana. Portico lo encuentra de nuevo la próxima vez que se inicia, y «porticoctl stop» lo termina.</translation>
    </message>
    <message>
        <source>Unfinished: %1. Closing cancels it. What was downloaded is kept, and the next try goes on from there.</source>
        <translation>Sin terminar: %1. Al cerrar se cancela. Lo descargado se conserva, y el próximo intento continúa desde ahí.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>&amp;Detener y cerrar</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Quedarse</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>Dejar en &amp;marcha</translation>
    </message>
    <message>
        <source>Portico can stay in the system tray and go on there; its icon brings the window back.</source>
        <translation>Portico puede quedarse en la bandeja del sistema y continuar allí; su icono vuelve a mostrar la ventana.</translation>
    </message>
    <message>
        <source>&amp;Keep in the tray</source>
        <translation>Dejar en la &amp;bandeja</translation>
    </message>
</context>
<context>
    <name>portico::app::CompareDialog</name>
    <message>
        <source>Compare %1</source>
        <translation>Comparar %1</translation>
    </message>
    <message>
        <source>Another &amp;file…</source>
        <translation>Otro a&amp;rchivo…</translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation>C&amp;on</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Lo que difiere</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Comparar</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>C&amp;errar</translation>
    </message>
    <message>
        <source>Compare with a bundle&apos;s file</source>
        <translation>Comparar con el archivo de un lote</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.tar *.tar.gz *.tar.zst *.001)</source>
        <translation>Lotes (*.zip *.tar *.tar.gz *.tar.zst *.001)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nodos</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Files that differ</source>
        <translation>Archivos que difieren</translation>
    </message>
    <message>
        <source>What it is compared with</source>
        <translation>Con qué se compara</translation>
    </message>
</context>
<context>
    <name>portico::app::ComposePanel</name>
    <message>
        <source>Python, ComfyUI and torch are fetched one by one, locked with their hashes and put together. It takes longer than a ready build and works where none fits.</source>
        <translation>Python, ComfyUI y torch se descargan uno a uno, se fijan con sus hashes y se componen. Tarda más que una compilación ya hecha y funciona donde no hay ninguna adecuada.</translation>
    </message>
    <message>
        <source>&amp;Version, branch or commit</source>
        <translation>Ver&amp;sión, rama o commit</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>Versión, rama o commit</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>&amp;Funciona con</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Funciona con</translation>
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
        <translation>Dirección &amp;git</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>Dirección git</translation>
    </message>
    <message>
        <source>https:// address or a folder of this computer</source>
        <translation>dirección https:// o carpeta de este equipo</translation>
    </message>
    <message>
        <source>The one that suits</source>
        <translation>El adecuado</translation>
    </message>
    <message>
        <source>The default branch</source>
        <translation>La rama predeterminada</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Se está examinando este equipo…</translation>
    </message>
    <message>
        <source>%1, which suits this computer</source>
        <translation>%1, que es adecuado para este equipo</translation>
    </message>
    <message>
        <source>About %1 to download and %2 of disk at most; %3 with a connection of %4 Mbit/s.</source>
        <translation>Unos %1 de descarga y %2 de disco como máximo; %3 con una conexión de %4 Mbit/s.</translation>
    </message>
    <message>
        <source>Made from its version</source>
        <translation>Se forma a partir de su versión</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerPage</name>
    <message>
        <source>This computer</source>
        <translation>Este equipo</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>Qué es este equipo</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>Volver a &amp;mirar</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>Copiar como &amp;texto</translation>
    </message>
    <message>
        <source>The right build</source>
        <translation>La compilación correcta</translation>
    </message>
    <message>
        <source>This computer is being looked at…</source>
        <translation>Se está examinando este equipo…</translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Gráficos</translation>
    </message>
    <message>
        <source>What else is here</source>
        <translation>Qué más hay aquí</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Autocomprobación</translation>
    </message>
    <message>
        <source>Makes a small demo bundle and takes it the whole way here: download, verify, unpack, start, a picture, stop, remove. It takes less than a minute and leaves nothing behind.</source>
        <translation>Crea un pequeño lote de demostración y recorre con él aquí todo el camino: descargar, verificar, descomprimir, iniciar, una imagen, detener, quitar. Tarda menos de un minuto y no deja nada.</translation>
    </message>
    <message>
        <source>&amp;Run the self-check</source>
        <translation>&amp;Ejecutar la autocomprobación</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cancel the self-check</source>
        <translation>Cancelar la autocomprobación</translation>
    </message>
    <message>
        <source>&amp;Run the self-check again</source>
        <translation>&amp;Ejecutar de nuevo la autocomprobación</translation>
    </message>
    <message>
        <source>The self-check was cancelled.</source>
        <translation>La autocomprobación se canceló.</translation>
    </message>
    <message>
        <source>Everything works on this computer. It took %1.</source>
        <translation>Todo funciona en este equipo. Tardó %1.</translation>
    </message>
    <message>
        <source>Something does not work here yet. The failed step says what and what to do.</source>
        <translation>Algo todavía no funciona aquí. El paso que falló dice qué es y qué hacer.</translation>
    </message>
</context>
<context>
    <name>portico::app::ComputerText</name>
    <message>
        <source>shared with the computer</source>
        <translation>compartida con el equipo</translation>
    </message>
    <message>
        <source>%1, %2 free now</source>
        <translation>%1, ahora %2 libres</translation>
    </message>
    <message>
        <source>%1 set aside, shared with the computer</source>
        <translation>%1 reservados, compartidos con el equipo</translation>
    </message>
    <message>
        <source>compute capability %1</source>
        <translation>capacidad de cómputo %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>parte del procesador</translation>
    </message>
    <message>
        <source>inside Windows (WSL)</source>
        <translation>dentro de Windows (WSL)</translation>
    </message>
    <message>
        <source>in a container</source>
        <translation>en un contenedor</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s)</source>
        <translation>
            <numerusform>%1, un núcleo</numerusform>
            <numerusform>%1, %n núcleos</numerusform>
        </translation>
    </message>
    <message>
        <source>this Portico runs under Rosetta</source>
        <translation>este Portico funciona con Rosetta</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Generación</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Controlador</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Procesador</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Placa</translation>
    </message>
    <message>
        <source>Disk of the library</source>
        <translation>Disco de la biblioteca</translation>
    </message>
    <message>
        <source>%1 free of %2 (%3)</source>
        <comment>disk space and kind of file system</comment>
        <translation>%1 libres de %2 (%3)</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>No se pudo leer</translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>Compilación correcta: %1</translation>
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
        <translation>Mostrar un icono en la &amp;bandeja del sistema</translation>
    </message>
    <message>
        <source>It shows what runs, starts and stops it, and keeps Portico there when the window is closed meanwhile.</source>
        <translation>Muestra lo que está en marcha, lo inicia y lo detiene, y mantiene Portico allí si entretanto se cierra la ventana.</translation>
    </message>
    <message>
        <source>This desktop has no system tray, so no icon is shown. Some desktops have one as an extension.</source>
        <translation>Este escritorio no tiene bandeja del sistema, así que no se muestra ningún icono. Algunos escritorios la ofrecen como extensión.</translation>
    </message>
    <message>
        <source>Tell me when something that takes &amp;long has ended</source>
        <translation>A&amp;visar cuando termine algo que tarda mucho</translation>
    </message>
    <message>
        <source>As a notification, and only while you work in another program.</source>
        <translation>Con una notificación, y solo mientras usted trabaja en otro programa.</translation>
    </message>
    <message>
        <source>Start &amp;Portico when I sign in</source>
        <translation>Iniciar &amp;Portico al iniciar mi sesión</translation>
    </message>
    <message>
        <source>Without its window, where it has an icon in the system tray. No install is started by that.</source>
        <translation>Sin su ventana, si tiene un icono en la bandeja del sistema. Con ello no se inicia ninguna instalación.</translation>
    </message>
    <message>
        <source>This package of Portico runs in a sandbox, which cannot be started so. Your desktop’s own settings can do it.</source>
        <translation>Este paquete de Portico se ejecuta en un entorno cerrado (sandbox) y no se puede iniciar así. Los ajustes de su escritorio pueden hacerlo.</translation>
    </message>
    <message>
        <source>A tab of the browser</source>
        <translation>Una pestaña del navegador</translation>
    </message>
    <message>
        <source>A window of its own</source>
        <translation>Una ventana propia</translation>
    </message>
    <message>
        <source>ComfyUI opens in</source>
        <translation>ComfyUI se abre en</translation>
    </message>
    <message>
        <source>C&amp;omfyUI opens in</source>
        <translation>Comf&amp;yUI se abre en</translation>
    </message>
    <message>
        <source>A window of its own has no tabs and no address bar. %1 can show it.</source>
        <comment>%1 is a browser</comment>
        <translation>Una ventana propia no tiene pestañas ni barra de direcciones. %1 puede mostrarla.</translation>
    </message>
    <message>
        <source>A window of its own needs Chrome, Chromium, Edge, Brave or Vivaldi, and none of them is here. Until then the browser opens as ever.</source>
        <translation>Una ventana propia necesita Chrome, Chromium, Edge, Brave o Vivaldi, y ninguno de ellos está aquí. Hasta entonces se abre el navegador, como siempre.</translation>
    </message>
</context>
<context>
    <name>portico::app::Diagnoses</name>
    <message>
        <source>Read the log of the last start</source>
        <translation>Leer el registro del último inicio</translation>
    </message>
</context>
<context>
    <name>portico::app::DiagnosisCards</name>
    <message>
        <source>What the log says: %1</source>
        <translation>Lo que dice el registro: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s): “porticoctl diagnose” and the overview list them.</source>
        <translation>
            <numerusform>Un hallazgo más: lo muestran «porticoctl diagnose» y el resumen.</numerusform>
            <numerusform>%n hallazgos más: los muestran «porticoctl diagnose» y el resumen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::Dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>portico::app::DiskPage</name>
    <message>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>How much space Portico takes</source>
        <translation>Cuánto espacio ocupa Portico</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>&amp;Medir de nuevo</translation>
    </message>
    <message>
        <source>Installs</source>
        <translation>Instalaciones</translation>
    </message>
    <message>
        <source>Shared by all installs</source>
        <translation>Compartido por todas las instalaciones</translation>
    </message>
    <message>
        <source>Kept for offline</source>
        <translation>Conservado sin conexión</translation>
    </message>
    <message>
        <source>What nobody needs</source>
        <translation>Lo que nadie necesita</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>Medir la biblioteca</translation>
    </message>
    <message>
        <source>Portico measures its library…</source>
        <translation>Portico está midiendo su biblioteca…</translation>
    </message>
    <message>
        <source>Portico&apos;s library takes %1.</source>
        <translation>La biblioteca de Portico ocupa %1.</translation>
    </message>
    <message>
        <source>%1 are free on its disk.</source>
        <translation>En su disco hay %1 libres.</translation>
    </message>
    <message>
        <source>%1 are used in several places and take their space once.</source>
        <translation>%1 se usan en varios lugares y ocupan su espacio una sola vez.</translation>
    </message>
    <message>
        <source>Copies on this disk may share space, so it can be less.</source>
        <translation>Las copias de este disco pueden compartir espacio, así que puede ser menos.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>part of an install, its size</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>There is no install yet.</source>
        <translation>Todavía no hay ninguna instalación.</translation>
    </message>
    <message>
        <source>Nothing is shared yet.</source>
        <translation>Todavía no se comparte nada.</translation>
    </message>
    <message>
        <source>Look for what nobody needs</source>
        <translation>Buscar lo que nadie necesita</translation>
    </message>
    <message>
        <source>Portico looks for what could go…</source>
        <translation>Portico está buscando lo que se podría quitar…</translation>
    </message>
    <message>
        <source>Nothing lies here that nobody needs.</source>
        <translation>Aquí no hay nada que nadie necesite.</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>Limpiar la biblioteca</translation>
    </message>
</context>
<context>
    <name>portico::app::DriftCards</name>
    <message>
        <source>Every file is whole at any time: this may be stopped.</source>
        <translation>Cada archivo está completo en todo momento: esto se puede detener.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>Qué se cambió</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLogDialog</name>
    <message>
        <source>How “%1” was built</source>
        <translation>Cómo se construyó «%1»</translation>
    </message>
    <message>
        <source>Nothing was said yet. The log fills while it is built.</source>
        <translation>Todavía no se dijo nada. El registro se llena mientras se construye.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvLook</name>
    <message>
        <source>Built by comfy-env itself.</source>
        <translation>Lo construyó el propio comfy-env.</translation>
    </message>
    <message>
        <source>Python %1</source>
        <translation>Python %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>un paquete</numerusform>
            <numerusform>%n paquetes</numerusform>
        </translation>
    </message>
    <message>
        <source>being measured…</source>
        <translation>midiendo…</translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>La última construcción falló: %1</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Lo pide</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>Construido</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Hecho para</translation>
    </message>
    <message>
        <source>comfy-env %1, %2</source>
        <comment>a version, a tag of Python and torch</comment>
        <translation>comfy-env %1, %2</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Otros</translation>
    </message>
    <message>
        <source>Line %1</source>
        <comment>of a file</comment>
        <translation>Línea %1</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Construir</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>&amp;Reparar</translation>
    </message>
    <message>
        <source>Build a&amp;gain</source>
        <translation>Construir de &amp;nuevo</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>en curso</translation>
    </message>
    <message>
        <source>Made as comfy-env %1 of this install makes them, for %2.</source>
        <comment>a version; a tag of Python and torch</comment>
        <translation>Hecho como los hace comfy-env %1 de esta instalación, para %2.</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>comfy-env no está instalado aquí; los packs piden %1.</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>«%1» pide comfy-env %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s)</source>
        <translation>
            <numerusform>un entorno</numerusform>
            <numerusform>%n entornos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · uno requiere atención</numerusform>
            <numerusform>%1 · %n requieren atención</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · in work</source>
        <comment>environments</comment>
        <translation>%1 · en curso</translation>
    </message>
    <message>
        <source>%1 · all well</source>
        <comment>environments</comment>
        <translation>%1 · todo bien</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentRow</name>
    <message>
        <source>Show &amp;log</source>
        <translation>&amp;Ver registro</translation>
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
        <translation>Detalles</translation>
    </message>
    <message>
        <source>More about this environment</source>
        <translation>Más sobre este entorno</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Qué más se puede hacer</translation>
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
            <numerusform>un paquete</numerusform>
            <numerusform>%n paquetes</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>No encontrado</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>a version of torch; an accelerator</comment>
        <translation>%1 para %2</translation>
    </message>
    <message>
        <source>None: your own folder keeps its own packages</source>
        <translation>Ninguna: la carpeta es suya y guarda sus propios paquetes</translation>
    </message>
    <message>
        <source>None: the node packs need nothing beyond the base</source>
        <translation>Ninguna: los packs de nodos no necesitan nada más que la base</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), %1 · %2</source>
        <comment>%1 is a size, %2 the id of a layer</comment>
        <translation>
            <numerusform>un paquete, %1 · %2</numerusform>
            <numerusform>%n paquetes, %1 · %2</numerusform>
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
        <translation>Capa</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Open the folder of the layer and its lock</source>
        <translation>Abrir la carpeta de la capa y su bloqueo</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloqueo</translation>
    </message>
</context>
<context>
    <name>portico::app::Environments</name>
    <message>
        <source>Read the environments</source>
        <translation>Leer los entornos</translation>
    </message>
    <message>
        <source>Measure the environments</source>
        <translation>Medir los entornos</translation>
    </message>
    <message>
        <source>“%1” was not built.</source>
        <translation>No se construyó «%1».</translation>
    </message>
    <message>
        <source>Build the environment %1</source>
        <translation>Construir el entorno %1</translation>
    </message>
    <message>
        <source>Build the environment %1 again</source>
        <translation>Construir de nuevo el entorno %1</translation>
    </message>
    <message>
        <source>Repair all environments</source>
        <translation>Reparar todos los entornos</translation>
    </message>
    <message>
        <source>Repair the environment %1</source>
        <translation>Reparar el entorno %1</translation>
    </message>
    <message>
        <source>Remove unused environments</source>
        <translation>Quitar los entornos no usados</translation>
    </message>
    <message>
        <source>Remove the environment %1</source>
        <translation>Quitar el entorno %1</translation>
    </message>
</context>
<context>
    <name>portico::app::EnvironmentsTab</name>
    <message>
        <source>Isolated environments</source>
        <translation>Entornos aislados</translation>
    </message>
    <message>
        <source>How the isolated environments are</source>
        <translation>Cómo están los entornos aislados</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>Reparar tod&amp;o</translation>
    </message>
    <message>
        <source>The environments are being read…</source>
        <translation>Leyendo los entornos…</translation>
    </message>
    <message>
        <source>No isolated environments</source>
        <translation>Ningún entorno aislado</translation>
    </message>
    <message>
        <source>Some node packs need libraries that do not get along with those of others. Such a pack brings a comfy-env.toml, and gets a Python of its own here, so that nothing else in this install has to change. No pack of this install asks for that.</source>
        <translation>Algunos packs de nodos necesitan bibliotecas que no se llevan bien con las de otros. Un pack así trae un comfy-env.toml y recibe aquí un Python propio, para que no tenga que cambiar nada más en esta instalación. Ningún pack de esta instalación lo pide.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Sin usar</translation>
    </message>
    <message>
        <source>Remove &amp;unused…</source>
        <translation>Qu&amp;itar los no usados…</translation>
    </message>
    <message>
        <source>Environments that are not used</source>
        <translation>Entornos que no se usan</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Un Portico más reciente creó esta instalación, así que este no la cambia.</translation>
    </message>
    <message>
        <source>“%1” is running, and its nodes use the environments. Stop it first.</source>
        <translation>«%1» está en marcha, y sus nodos usan los entornos. Deténgala primero.</translation>
    </message>
    <message>
        <source>All environments are as they should be</source>
        <translation>Todos los entornos están como deben</translation>
    </message>
    <message>
        <source>Remove the environment “%1”?</source>
        <translation>¿Quitar el entorno «%1»?</translation>
    </message>
    <message>
        <source>The nodes of “%1” that run in it will not work until it is built again. Its node pack stays.</source>
        <translation>Los nodos de «%1» que se ejecutan en él no funcionarán hasta que se construya de nuevo. Su pack de nodos se queda.</translation>
    </message>
    <message>
        <source>Remove “%1” all the same?</source>
        <translation>¿Quitar «%1» de todos modos?</translation>
    </message>
    <message>
        <source>Whoever uses it needs to build it again before its nodes work.</source>
        <translation>Quien lo use tendrá que construirlo de nuevo para que sus nodos funcionen.</translation>
    </message>
    <message>
        <source>Remove unused environments?</source>
        <translation>¿Quitar los entornos no usados?</translation>
    </message>
    <message>
        <source>No node pack asks for them. They are deleted for good, and can be built again if a pack should need one.</source>
        <translation>Ningún pack de nodos los pide. Se eliminan de forma definitiva y se pueden construir de nuevo si un pack necesita uno.</translation>
    </message>
    <message>
        <source>“python” and “pip” are those of the environment “%1”.</source>
        <translation>«python» y «pip» son los del entorno «%1».</translation>
    </message>
    <message>
        <source>Open a terminal</source>
        <translation>Abrir un terminal</translation>
    </message>
    <message>
        <source>Install what “%1” wants</source>
        <translation>Instalar lo que quiere «%1»</translation>
    </message>
    <message>
        <source>Portico is about to run this command. Press Enter to run it, or close this window.</source>
        <translation>Portico va a ejecutar este comando. Pulse Intro para ejecutarlo o cierre esta ventana.</translation>
    </message>
    <message>
        <source>It has ended. Press Enter to close this window.</source>
        <translation>Ha terminado. Pulse Intro para cerrar esta ventana.</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Quitar…</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>&amp;Ver registro</translation>
    </message>
    <message>
        <source>Open &amp;terminal here</source>
        <translation>Abrir &amp;terminal aquí</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Abrir &amp;carpeta</translation>
    </message>
</context>
<context>
    <name>portico::app::ExtrasPanel</name>
    <message>
        <source>A set of &amp;your own</source>
        <translation>Un con&amp;junto propio</translation>
    </message>
    <message>
        <source>&amp;None any more</source>
        <translation>Ya ning&amp;uno</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>Elegir un a&amp;rchivo…</translation>
    </message>
    <message>
        <source>&amp;Build what has no ready build; that runs its authors’ own code</source>
        <translation>Compilar lo que no tiene compilación ya &amp;hecha; eso ejecuta el código de sus autores</translation>
    </message>
    <message>
        <source>Packages that many node packs use without asking for them, on this install’s own torch. What cannot be had for this computer is left out, and the plan says why.</source>
        <translation>Paquetes que muchos packs de nodos usan sin pedirlos, con el torch de esta instalación. Lo que no se puede obtener para este equipo se omite, y el plan dice por qué.</translation>
    </message>
    <message numerus="yes">
        <source>The &amp;ready set of %n package(s)</source>
        <translation>
            <numerusform>E&amp;l conjunto ya hecho de un paquete</numerusform>
            <numerusform>E&amp;l conjunto ya hecho de %n paquetes</numerusform>
        </translation>
    </message>
    <message>
        <source>A JSON file with packages, strip, files</source>
        <translation>Un archivo JSON con packages, strip, files</translation>
    </message>
    <message>
        <source>File of your own set</source>
        <translation>Archivo de su conjunto propio</translation>
    </message>
    <message>
        <source>A set is a file that ends in .json.</source>
        <translation>Un conjunto es un archivo que termina en .json.</translation>
    </message>
    <message>
        <source>Sets of packages (*.json)</source>
        <translation>Conjuntos de paquetes (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::FileLog</name>
    <message>
        <source>Follow a log</source>
        <translation>Seguir un registro</translation>
    </message>
</context>
<context>
    <name>portico::app::FindingRow</name>
    <message>
        <source>Put torch right</source>
        <translation>Corregir torch</translation>
    </message>
    <message>
        <source>Reinstall it</source>
        <translation>Reinstalarlo</translation>
    </message>
    <message>
        <source>Clear it away</source>
        <translation>Retirarlo</translation>
    </message>
    <message>
        <source>Install it</source>
        <translation>Instalarlo</translation>
    </message>
    <message>
        <source>Keep one of them</source>
        <translation>Conservar uno</translation>
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
        <translation>Esta es la lista tal como era: %1. %2</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Rei&amp;ntentar</translation>
    </message>
    <message>
        <source>Compose &amp;without a bundle</source>
        <translation>Componer &amp;sin lote</translation>
    </message>
    <message>
        <source>Bring ComfyUI home</source>
        <translation>Traer ComfyUI a casa</translation>
    </message>
    <message>
        <source>What this computer is</source>
        <translation>Qué es este equipo</translation>
    </message>
    <message>
        <source>&amp;Other builds…</source>
        <translation>Otras com&amp;pilaciones…</translation>
    </message>
    <message>
        <source>I already have &amp;ComfyUI…</source>
        <translation>Ya &amp;tengo ComfyUI…</translation>
    </message>
    <message>
        <source>A &amp;file or address…</source>
        <translation>Un archi&amp;vo o dirección…</translation>
    </message>
    <message>
        <source>Check that everything works on this computer</source>
        <translation>Comprobar que todo funciona en este equipo</translation>
    </message>
    <message>
        <source>It was begun before and is not done yet: what was downloaded is kept.</source>
        <translation>Ya se había empezado y aún no ha terminado: lo descargado se conserva.</translation>
    </message>
    <message>
        <source>It is being set up; how far it is stands below.</source>
        <translation>Se está preparando; abajo se ve cuánto ha avanzado.</translation>
    </message>
    <message>
        <source>It is not done yet: what was downloaded is kept.</source>
        <translation>Aún no ha terminado: lo descargado se conserva.</translation>
    </message>
    <message>
        <source>Looking at this computer…</source>
        <translation>Examinando este equipo…</translation>
    </message>
    <message>
        <source>The list of builds could not be fetched. %1</source>
        <translation>No se pudo obtener la lista de compilaciones. %1</translation>
    </message>
</context>
<context>
    <name>portico::app::FixActs</name>
    <message>
        <source>Disable %1</source>
        <translation>Desactivar %1</translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>Ejecutar install.py de %1</translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>Actualizar %1</translation>
    </message>
    <message>
        <source>Look what %1 needs</source>
        <translation>Mirar lo que necesita %1</translation>
    </message>
    <message>
        <source>Install what %1 needs</source>
        <translation>Instalar lo que necesita %1</translation>
    </message>
    <message>
        <source>%1 could not be opened.</source>
        <translation>No se pudo abrir %1.</translation>
    </message>
    <message>
        <source>Copy this address and open it in a browser or a file manager.</source>
        <translation>Copie esta dirección y ábrala en un navegador o en un gestor de archivos.</translation>
    </message>
</context>
<context>
    <name>portico::app::FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Elegir: %1</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRows</name>
    <message>
        <source>Newest runs</source>
        <translation>Ejecuciones recientes</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Sesión iniciada</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>propietario/nombre</translation>
    </message>
    <message>
        <source>Build t&amp;here…</source>
        <translation>Co&amp;nstruir allí…</translation>
    </message>
    <message>
        <source>Build there</source>
        <translation>Construir allí</translation>
    </message>
    <message>
        <source>Show its r&amp;uns</source>
        <translation>Ver sus &amp;ejecuciones</translation>
    </message>
    <message>
        <source>Re&amp;pository</source>
        <translation>Re&amp;positorio</translation>
    </message>
    <message>
        <source>Wor&amp;kflow</source>
        <translation>&amp;Flujo de trabajo</translation>
    </message>
    <message>
        <source>Nobody is signed in. Bundles can be built on GitHub&apos;s computers for Linux, Windows and macOS, and released there.</source>
        <translation>Nadie ha iniciado sesión. Los lotes se pueden construir en los equipos de GitHub para Linux, Windows y macOS, y publicarse allí.</translation>
    </message>
    <message>
        <source>Asking GitHub whose the token is…</source>
        <translation>Preguntando a GitHub de quién es el token…</translation>
    </message>
    <message>
        <source>Signed in as %1 on %2.</source>
        <translation>Sesión iniciada como %1 en %2.</translation>
    </message>
    <message>
        <source>There is a token for %1.</source>
        <translation>Hay un token para %1.</translation>
    </message>
    <message>
        <source>Tok&amp;en…</source>
        <translation>To&amp;ken…</translation>
    </message>
    <message>
        <source>Sign &amp;in…</source>
        <translation>Iniciar &amp;sesión…</translation>
    </message>
    <message>
        <source>Token of GitHub</source>
        <translation>Token de GitHub</translation>
    </message>
    <message>
        <source>Sign in to GitHub</source>
        <translation>Iniciar sesión en GitHub</translation>
    </message>
    <message>
        <source>No runs yet.</source>
        <translation>Todavía no hay ejecuciones.</translation>
    </message>
    <message>
        <source>Run %1 · %2 · %3 · %4</source>
        <comment>number, state, branch, moment</comment>
        <translation>Ejecución %1 · %2 · %3 · %4</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Mirar</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>%1: run %2</source>
        <comment>what a button does; number of the run</comment>
        <translation>%1: ejecución %2</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRunDialog</name>
    <message>
        <source>Update the portable bundle&apos;s recipe</source>
        <translation>Actualizar la receta del lote portable</translation>
    </message>
    <message>
        <source>Put Portico&apos;s own workflow there, too</source>
        <translation>Poner ahí también el flujo de trabajo del propio Portico</translation>
    </message>
    <message>
        <source>Build on GitHub</source>
        <translation>Construir en GitHub</translation>
    </message>
    <message>
        <source>The recipe goes onto the branch as one commit, the workflow is started, and its jobs are watched here. What it makes can be downloaded afterwards.</source>
        <translation>La receta va a la rama como un solo commit, se inicia el flujo de trabajo y sus trabajos se siguen aquí. Lo que crea se puede descargar después.</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>propietario/nombre</translation>
    </message>
    <message>
        <source>The repository&apos;s own</source>
        <translation>El propio del repositorio</translation>
    </message>
    <message>
        <source>None; or a tag such as v1.2.0</source>
        <translation>Ninguna; o una etiqueta como v1.2.0</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>%1, as recipe.json</source>
        <translation>%1, como recipe.json</translation>
    </message>
    <message>
        <source>It builds for Linux, Windows and macOS, and needs the variable PORTICO_DOWNLOADS</source>
        <translation>Construye para Linux, Windows y macOS, y necesita la variable PORTICO_DOWNLOADS</translation>
    </message>
    <message>
        <source>&amp;Repository</source>
        <translation>&amp;Repositorio</translation>
    </message>
    <message>
        <source>&amp;Branch</source>
        <translation>Ra&amp;ma</translation>
    </message>
    <message>
        <source>&amp;Push first</source>
        <translation>&amp;Subir antes</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>Mensa&amp;je</translation>
    </message>
    <message>
        <source>&amp;Workflow</source>
        <translation>&amp;Flujo de trabajo</translation>
    </message>
    <message>
        <source>Make a re&amp;lease</source>
        <translation>&amp;Publicar una versión</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Qué falta</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Iniciar</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>Un repositorio se nombra propietario/nombre.</translation>
    </message>
    <message>
        <source>Name the workflow&apos;s file, such as build.yml.</source>
        <translation>Indique el archivo del flujo de trabajo, por ejemplo build.yml.</translation>
    </message>
    <message>
        <source>Say what the commit is about.</source>
        <translation>Diga de qué trata el commit.</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubRuns</name>
    <message>
        <source>Push the recipe</source>
        <translation>Subir la receta</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1.</source>
        <translation>
            <numerusform>Se subió un archivo a %1.</numerusform>
            <numerusform>Se subieron %n archivos a %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>La rama %1 ya lo tiene todo.</translation>
    </message>
    <message>
        <source>Start the workflow</source>
        <translation>Iniciar el flujo de trabajo</translation>
    </message>
    <message>
        <source>Downloaded to %1 and compared with GitHub&apos;s digest.</source>
        <translation>Descargado en %1 y comparado con el resumen criptográfico de GitHub.</translation>
    </message>
    <message>
        <source>Downloaded to %1. GitHub named no digest to compare with.</source>
        <translation>Descargado en %1. GitHub no indicó ningún resumen criptográfico con el que comparar.</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Ejecución %1: %2</translation>
    </message>
    <message>
        <source>Nobody watches any more; the run on GitHub goes on.</source>
        <translation>Ya nadie la sigue; la ejecución en GitHub continúa.</translation>
    </message>
    <message>
        <source>Build on GitHub: %1</source>
        <translation>Construir en GitHub: %1</translation>
    </message>
    <message>
        <source>Watch run %1 of %2</source>
        <translation>Seguir la ejecución %1 de %2</translation>
    </message>
    <message>
        <source>Cancel run %1 of %2</source>
        <translation>Cancelar la ejecución %1 de %2</translation>
    </message>
    <message>
        <source>GitHub was asked to end it; that takes a while.</source>
        <translation>Se pidió a GitHub que la termine; eso tarda un poco.</translation>
    </message>
    <message>
        <source>Download what run %1 of %2 made</source>
        <translation>Descargar lo que creó la ejecución %1 de %2</translation>
    </message>
    <message>
        <source>List the runs of %1</source>
        <translation>Listar las ejecuciones de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::GithubSignIn</name>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>Preguntar a GitHub de quién es el token</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>Un token de permisos detallados: sus permisos se ven al usarlo.</translation>
    </message>
    <message>
        <source>It has no rights.</source>
        <translation>No tiene permisos.</translation>
    </message>
    <message>
        <source>Its rights: %1.</source>
        <translation>Sus permisos: %1.</translation>
    </message>
</context>
<context>
    <name>portico::app::Given</name>
    <message>
        <source>What Portico was asked to open cannot be read.</source>
        <translation>No se puede leer lo que se pidió abrir a Portico.</translation>
    </message>
    <message>
        <source>Open a bundle, a folder, an address, or a recipe, snapshot or list of builds.</source>
        <translation>Abra un lote, una carpeta, una dirección, o una receta, una instantánea o una lista de compilaciones.</translation>
    </message>
    <message>
        <source>There is no file or folder %1.</source>
        <translation>No existe ningún archivo ni carpeta %1.</translation>
    </message>
    <message>
        <source>Check the path. An address begins with https://.</source>
        <translation>Compruebe la ruta. Una dirección empieza por https://.</translation>
    </message>
</context>
<context>
    <name>portico::app::Glossary</name>
    <message>
        <source>A bundle is an archive with ComfyUI and a Python of its own in it, made for one kind of computer.</source>
        <translation>Un lote es un archivo comprimido que contiene ComfyUI y un Python propio, hecho para un tipo de equipo.</translation>
    </message>
    <message>
        <source>The accelerator is what ComfyUI computes on: CUDA on NVIDIA&apos;s cards, ROCm on AMD&apos;s, XPU on Intel&apos;s, MPS on a Mac, or the processor alone.</source>
        <translation>El acelerador es aquello con lo que calcula ComfyUI: CUDA en las tarjetas de NVIDIA, ROCm en las de AMD, XPU en las de Intel, MPS en un Mac o solo el procesador.</translation>
    </message>
    <message>
        <source>The base is the Python that ComfyUI came with, and its packages. Portico never changes it, so node packs cannot break it.</source>
        <translation>La base es el Python con el que llegó ComfyUI, y sus paquetes. Portico nunca la cambia, así que los packs de nodos no pueden estropearla.</translation>
    </message>
    <message>
        <source>The layer holds the packages that your node packs need beyond the base. It lies behind the base, is exchanged as a whole, and can be built again at any time.</source>
        <translation>La capa contiene los paquetes que sus packs de nodos necesitan además de la base. Está detrás de la base, se sustituye entera y se puede volver a construir en cualquier momento.</translation>
    </message>
    <message>
        <source>An isolated environment is a Python of its own for one node pack, where its packages cannot get in the way of others.</source>
        <translation>Un entorno aislado es un Python propio para un solo pack de nodos, donde sus paquetes no pueden estorbar a los de otros.</translation>
    </message>
    <message>
        <source>A generation is one version of ComfyUI with its Python, in a folder of its own. An update makes a new one; going back means using an old one again.</source>
        <translation>Una generación es una versión de ComfyUI con su Python, en una carpeta propia. Una actualización crea una nueva; volver atrás significa usar de nuevo una anterior.</translation>
    </message>
    <message>
        <source>A snapshot is a small note of what an install was: its version, node packs, packages and settings. Portico takes one before every change.</source>
        <translation>Una instantánea es una pequeña nota de cómo era una instalación: su versión, packs de nodos, paquetes y ajustes. Portico toma una antes de cada cambio.</translation>
    </message>
    <message>
        <source>Something differs from what Portico installed: a program, or you, changed packages or node packs. You can put it back, or keep it.</source>
        <translation>Algo difiere de lo que instaló Portico: un programa, o usted, cambió paquetes o packs de nodos. Puede restituirlo o conservarlo.</translation>
    </message>
    <message>
        <source>New packages are waited with for some days, because harmful ones are mostly found and removed within that time.</source>
        <translation>Con los paquetes nuevos se espera unos días, porque los dañinos casi siempre se descubren y se retiran en ese tiempo.</translation>
    </message>
    <message>
        <source>The store is the folder of the library where packages lie that several installs share, so that each takes its space only once.</source>
        <translation>El almacén es la carpeta de la biblioteca donde están los paquetes que comparten varias instalaciones, para que cada uno ocupe su espacio una sola vez.</translation>
    </message>
    <message>
        <source>The track says which versions an install follows: the latest one, or the stable one, which stays a little behind on purpose.</source>
        <translation>El canal indica qué versiones sigue una instalación: la más reciente, o la estable, que a propósito va un poco por detrás.</translation>
    </message>
</context>
<context>
    <name>portico::app::GpuBoxes</name>
    <message>
        <source>None that it could choose from</source>
        <translation>Ninguna que se pueda elegir</translation>
    </message>
    <message>
        <source>%1, not among the GPUs of this computer</source>
        <comment>a UUID or number</comment>
        <translation>%1, no está entre las GPU de este equipo</translation>
    </message>
    <message>
        <source>All of them, or those that are chosen; one at least stays</source>
        <translation>Todas o las que se elijan; queda al menos una</translation>
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
        <translation>No se encontró ninguna GPU. ComfyUI puede calcular con el procesador.</translation>
    </message>
    <message>
        <source>%1 · decides the build</source>
        <translation>%1 · decide la compilación</translation>
    </message>
</context>
<context>
    <name>portico::app::GuideView</name>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
</context>
<context>
    <name>portico::app::GuideWindow</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Atrás</translation>
    </message>
    <message>
        <source>Guide to Portico</source>
        <translation>Guía de Portico</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Capítulos</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>Buscar en la guía</translation>
    </message>
    <message>
        <source>The guide does not say “%1” anywhere.</source>
        <translation>La guía no dice «%1» en ninguna parte.</translation>
    </message>
    <message>
        <source>No browser could be opened. Open this address yourself: %1</source>
        <translation>No se pudo abrir ningún navegador. Abra usted mismo esta dirección: %1</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltyDialog</name>
    <message>
        <source>ComfyUI does not star&amp;t, or a node pack is not loaded</source>
        <translation>ComfyUI no se &amp;inicia, o un pack de nodos no se carga</translation>
    </message>
    <message>
        <source>&amp;Something else: ask me each time</source>
        <translation>&amp;Otra cosa: preguntarme cada vez</translation>
    </message>
    <message>
        <source>Find the guilty node pack of “%1”</source>
        <translation>Buscar el pack de nodos culpable de «%1»</translation>
    </message>
    <message>
        <source>Portico starts ComfyUI a few times, each time with half of the node packs that are still under suspicion: at most 8 starts for 50 packs. Nothing of this install is moved or changed.</source>
        <translation>Portico inicia ComfyUI unas cuantas veces, cada vez con la mitad de los packs de nodos que siguen bajo sospecha: 8 inicios como máximo para 50 packs. En esta instalación no se mueve ni se cambia nada.</translation>
    </message>
    <message>
        <source>What goes wrong?</source>
        <translation>¿Qué falla?</translation>
    </message>
    <message>
        <source>&amp;Find it</source>
        <translation>&amp;Buscarlo</translation>
    </message>
</context>
<context>
    <name>portico::app::GuiltySearches</name>
    <message>
        <source>Find the guilty node pack of %1</source>
        <translation>Buscar el pack de nodos culpable de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::HardwareChoice</name>
    <message>
        <source>Computes on</source>
        <translation>Calcula con</translation>
    </message>
    <message>
        <source>Computes &amp;on</source>
        <translation>&amp;Calcula con</translation>
    </message>
    <message>
        <source>&amp;GPUs</source>
        <translation>&amp;GPU</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>About this choice</source>
        <translation>Sobre esta elección</translation>
    </message>
    <message>
        <source>What its build is made for</source>
        <translation>Aquello para lo que está hecha su compilación</translation>
    </message>
    <message>
        <source>%1, as its build is made</source>
        <translation>%1, como su compilación</translation>
    </message>
    <message>
        <source>The processor (CPU), slow</source>
        <translation>El procesador (CPU), lento</translation>
    </message>
</context>
<context>
    <name>portico::app::Health</name>
    <message>
        <source>Read the node packs</source>
        <translation>Leer los packs de nodos</translation>
    </message>
    <message>
        <source>Verify the packages</source>
        <translation>Verificar los paquetes</translation>
    </message>
</context>
<context>
    <name>portico::app::HelpLink</name>
    <message>
        <source>What is this?</source>
        <translation>¿Qué es esto?</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryLook</name>
    <message>
        <source>Snapshot</source>
        <translation>Instantánea</translation>
    </message>
    <message>
        <source>Node packs changed</source>
        <translation>Packs de nodos cambiados</translation>
    </message>
    <message>
        <source>Isolated environments changed</source>
        <translation>Entornos aislados cambiados</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>Ajustes cambiados</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>Reparada</translation>
    </message>
    <message>
        <source>ComfyUI updated</source>
        <translation>ComfyUI actualizado</translation>
    </message>
    <message>
        <source>Went back to an earlier state</source>
        <translation>Se volvió a un estado anterior</translation>
    </message>
    <message>
        <source>Imported snapshot</source>
        <translation>Instantánea importada</translation>
    </message>
    <message>
        <source>Started well with all node packs</source>
        <translation>Se inició bien con todos los packs de nodos</translation>
    </message>
    <message>
        <source>The install is so now.</source>
        <translation>La instalación está así ahora.</translation>
    </message>
    <message>
        <source>Nothing of what is remembered became different.</source>
        <translation>Nada de lo que se recuerda pasó a ser distinto.</translation>
    </message>
    <message>
        <source>Nothing changed until the next step.</source>
        <translation>Nada cambió hasta el paso siguiente.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>uno más</numerusform>
            <numerusform>%n más</numerusform>
        </translation>
    </message>
    <message>
        <source>Since then: %1</source>
        <translation>Desde entonces: %1</translation>
    </message>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python y torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nodos</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>Paquetes de los packs de nodos</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Entornos aislados</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumentos</translation>
    </message>
    <message>
        <source>Model folders</source>
        <translation>Carpetas de modelos</translation>
    </message>
    <message>
        <source>%1 came: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>se añadió %1: %2</translation>
    </message>
    <message>
        <source>%1 went: %2</source>
        <comment>a pack, package or setting; its version or value</comment>
        <translation>se quitó %1: %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a pack, package or setting; before; after</comment>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>The install is in this state now.</source>
        <translation>La instalación está en este estado ahora.</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>no está</translation>
    </message>
    <message>
        <source>Cannot be as it was</source>
        <translation>No puede ser como era</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Conviene saber</translation>
    </message>
    <message>
        <source>Made what a site declares</source>
        <translation>Dejada como declara un archivo de sitio</translation>
    </message>
    <message>
        <source>%1 · started well since</source>
        <comment>%1 is a moment</comment>
        <translation>%1 · después se inició bien</translation>
    </message>
    <message>
        <source>Went to another generation</source>
        <translation>Se pasó a otra generación</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryRow</name>
    <message>
        <source>&amp;Go back…</source>
        <translation>&amp;Volver atrás…</translation>
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
        <translation>Volver atrás</translation>
    </message>
    <message>
        <source>Shows what would be as it was before this</source>
        <translation>Muestra lo que sería como era antes de esto</translation>
    </message>
    <message>
        <source>Shows what would be as it was then</source>
        <translation>Muestra lo que sería como era entonces</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>Todos los cambios</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Qué más se puede hacer</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>«%1»</translation>
    </message>
</context>
<context>
    <name>portico::app::HistoryTab</name>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Before every change Portico remembers what this install is: ComfyUI, node packs and their packages, settings. Any of it can be gone back to. Models, pictures and your other files are never touched.</source>
        <translation>Antes de cada cambio, Portico recuerda qué es esta instalación: ComfyUI, los packs de nodos con sus paquetes y los ajustes. Se puede volver a cualquiera de esos estados. Los modelos, las imágenes y sus demás archivos nunca se tocan.</translation>
    </message>
    <message>
        <source>&amp;Take a snapshot…</source>
        <translation>&amp;Tomar una instantánea…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importar…</translation>
    </message>
    <message>
        <source>A snapshot of another Portico, of ComfyUI-Manager or Comfy Desktop</source>
        <translation>Una instantánea de otro Portico, de ComfyUI-Manager o de Comfy Desktop</translation>
    </message>
    <message>
        <source>&amp;Keep for offline…</source>
        <translation>&amp;Conservar sin conexión…</translation>
    </message>
    <message>
        <source>Keeps all that this install is made of, so that it can be made again without a network</source>
        <translation>Conserva todo aquello de lo que se compone esta instalación, para poder crearla de nuevo sin red</translation>
    </message>
    <message>
        <source>The history is being read…</source>
        <translation>Leyendo el historial…</translation>
    </message>
    <message>
        <source>Nothing has changed yet</source>
        <translation>Todavía no ha cambiado nada</translation>
    </message>
    <message>
        <source>The first good start and the first change of node packs, packages or settings begin the history of this install.</source>
        <translation>El primer inicio correcto y el primer cambio de packs de nodos, paquetes o ajustes dan comienzo al historial de esta instalación.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Read the history</source>
        <translation>Leer el historial</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Un Portico más reciente creó esta instalación, así que este no la cambia.</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it first.</source>
        <translation>«%1» está en marcha. Deténgala primero.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Tomar una instantánea</translation>
    </message>
    <message>
        <source>Portico remembers what “%1” is now. It takes a few kilobytes, and ComfyUI may run meanwhile.</source>
        <translation>Portico recuerda qué es «%1» ahora. Ocupa unos pocos kilobytes, y ComfyUI puede seguir en marcha entretanto.</translation>
    </message>
    <message>
        <source>&amp;Take it</source>
        <translation>&amp;Tomarla</translation>
    </message>
    <message>
        <source>Take a snapshot of %1</source>
        <translation>Tomar una instantánea de %1</translation>
    </message>
    <message>
        <source>Go back to before “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>Volver atrás, a antes de «%1», %2</translation>
    </message>
    <message>
        <source>Go back to “%1”, %2</source>
        <comment>what happened; when</comment>
        <translation>Volver atrás, a «%1», %2</translation>
    </message>
    <message>
        <source>Import a snapshot</source>
        <translation>Importar una instantánea</translation>
    </message>
    <message>
        <source>Snapshots (*.json)</source>
        <translation>Instantáneas (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Become as in %1</source>
        <comment>a file&apos;s name</comment>
        <translation>Dejar como en %1</translation>
    </message>
    <message>
        <source>&amp;Note…</source>
        <translation>&amp;Nota…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportar…</translation>
    </message>
    <message>
        <source>Export for ComfyUI-&amp;Manager…</source>
        <translation>Exportar para ComfyUI-&amp;Manager…</translation>
    </message>
    <message>
        <source>&amp;Copy its id</source>
        <translation>Co&amp;piar su id</translation>
    </message>
    <message>
        <source>&amp;Forget it…</source>
        <translation>&amp;Olvidarla…</translation>
    </message>
    <message>
        <source>A note on this state</source>
        <translation>Una nota sobre este estado</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>Anotar algo sobre una instantánea</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>Exportar una instantánea</translation>
    </message>
    <message>
        <source>Export a snapshot to %1</source>
        <translation>Exportar una instantánea a %1</translation>
    </message>
    <message>
        <source>Forget this state?</source>
        <translation>¿Olvidar este estado?</translation>
    </message>
    <message>
        <source>Nothing of the install changes. The state of %1 can then not be gone back to any more, and old packages and node packs that only it needs may go with the next clean-up.</source>
        <translation>En la instalación no cambia nada. Ya no se podrá volver a este estado (%1), y los paquetes y packs de nodos antiguos que solo él necesita podrían irse con la próxima limpieza.</translation>
    </message>
    <message>
        <source>&amp;Forget it</source>
        <translation>&amp;Olvidarla</translation>
    </message>
    <message>
        <source>Forget a snapshot</source>
        <translation>Olvidar una instantánea</translation>
    </message>
</context>
<context>
    <name>portico::app::ImportDialog</name>
    <message>
        <source>Open a snapshot</source>
        <translation>Abrir una instantánea</translation>
    </message>
    <message>
        <source>“%1” says what an install was: its node packs, packages and settings. An install of yours can become the same. You see first what would change.</source>
        <translation>«%1» dice qué era una instalación: sus packs de nodos, paquetes y ajustes. Una instalación suya puede quedar igual. Antes verá qué cambiaría.</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Instalación</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Instalación</translation>
    </message>
    <message>
        <source>&amp;Show what would change…</source>
        <translation>&amp;Mostrar qué cambiaría…</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallBundleForm</name>
    <message>
        <source>Tests that nothing needs</source>
        <translation>Pruebas que nada necesita</translation>
    </message>
    <message>
        <source>Headers of C and C++ (torch.compile needs them)</source>
        <translation>Cabeceras de C y C++ (torch.compile las necesita)</translation>
    </message>
    <message>
        <source>Static libraries (torch.compile needs them)</source>
        <translation>Bibliotecas estáticas (torch.compile las necesita)</translation>
    </message>
    <message>
        <source>Caches of tools</source>
        <translation>Cachés de herramientas</translation>
    </message>
    <message>
        <source>One file, however large</source>
        <translation>Un solo archivo, por grande que sea</translation>
    </message>
    <message>
        <source>Parts under 2 GiB, as GitHub takes them</source>
        <translation>Partes de menos de 2 GiB, como las acepta GitHub</translation>
    </message>
    <message>
        <source>Replace a bundle of that name if there is one</source>
        <translation>Sustituir un lote de ese nombre si lo hay</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Other web pages may call it (CORS)</source>
        <translation>Otras páginas web pueden llamarlo (CORS)</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Instalación</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>Car&amp;peta</translation>
    </message>
    <message>
        <source>&amp;Name begins with</source>
        <translation>El &amp;nombre empieza por</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>&amp;Versión</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>&amp;Formato</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>En c&amp;uántos archivos</translation>
    </message>
    <message>
        <source>zip: every system opens it</source>
        <translation>zip: cualquier sistema lo abre</translation>
    </message>
    <message>
        <source>tar.zst: smaller and quicker</source>
        <translation>tar.zst: más pequeño y rápido</translation>
    </message>
    <message>
        <source>tar.gz</source>
        <translation>tar.gz</translation>
    </message>
    <message>
        <source>tar: not compressed</source>
        <translation>tar: sin comprimir</translation>
    </message>
    <message>
        <source>Leave out: %1</source>
        <translation>Omitir: %1</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s: %1</source>
        <comment>a version</comment>
        <translation>La de ComfyUI: %1</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallHeader</name>
    <message>
        <source>C&amp;hange…</source>
        <translation>Ca&amp;mbiar…</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>A&amp;brir en el navegador</translation>
    </message>
    <message>
        <source>Change the version of ComfyUI</source>
        <translation>Cambiar la versión de ComfyUI</translation>
    </message>
    <message>
        <source>(safe start)</source>
        <translation>(inicio seguro)</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>Estado: %1</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>No se pudo abrir ningún navegador para %1.</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>Abra usted mismo esta dirección en un navegador.</translation>
    </message>
    <message>
        <source>Update %1 to %2</source>
        <comment>an install; a version</comment>
        <translation>Actualizar %1 a %2</translation>
    </message>
    <message>
        <source>Look at port %1</source>
        <translation>Examinar el puerto %1</translation>
    </message>
    <message>
        <source>Use %1 instead of %2</source>
        <translation>Usar %1 en lugar de %2</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallPackDialog</name>
    <message>
        <source>Install node packs in “%1”</source>
        <translation>Instalar packs de nodos en «%1»</translation>
    </message>
    <message>
        <source>What is wrong or should be known</source>
        <translation>Lo que está mal o conviene saber</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Mostrar el plan</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>Mostrar el plan</translation>
    </message>
    <message>
        <source>Shows what would be added before anything is changed</source>
        <translation>Muestra lo que se añadiría antes de cambiar nada</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>De dónde viene</translation>
    </message>
    <message>
        <source>&amp;Comfy Registry</source>
        <translation>&amp;Comfy Registry</translation>
    </message>
    <message>
        <source>An &amp;address</source>
        <translation>Una &amp;dirección</translation>
    </message>
    <message>
        <source>A &amp;folder or file</source>
        <translation>Una carpe&amp;ta o archivo</translation>
    </message>
    <message>
        <source>A &amp;list</source>
        <translation>Una li&amp;sta</translation>
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
        <translation>Partes de esta instalación</translation>
    </message>
    <message>
        <source>O&amp;verview</source>
        <translation>Re&amp;sumen</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Registro</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>&amp;Nodos</translation>
    </message>
    <message>
        <source>&amp;Environments</source>
        <translation>&amp;Entornos</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Historial</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>A&amp;justes</translation>
    </message>
</context>
<context>
    <name>portico::app::InstallSettingsTab</name>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>What the Start button does</source>
        <translation>Lo que hace el botón Iniciar</translation>
    </message>
    <message>
        <source>Start, and open the browser when ready</source>
        <translation>Iniciar, y abrir el navegador cuando esté listo</translation>
    </message>
    <message>
        <source>The Start &amp;button does</source>
        <translation>El botón Iniciar hace es&amp;to</translation>
    </message>
    <message>
        <source>Hardware</source>
        <translation>Hardware</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Carpetas</translation>
    </message>
    <message>
        <source>Pictures and other results</source>
        <translation>Imágenes y otros resultados</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Workflows and ComfyUI&apos;s own settings</source>
        <translation>Flujos de trabajo y ajustes propios de ComfyUI</translation>
    </message>
    <message>
        <source>Further model folders, one a line</source>
        <translation>Otras carpetas de modelos, una por línea</translation>
    </message>
    <message>
        <source>Arguments and environment</source>
        <translation>Argumentos y entorno</translation>
    </message>
    <message>
        <source>Arguments for ComfyUI, one a line</source>
        <translation>Argumentos para ComfyUI, uno por línea</translation>
    </message>
    <message>
        <source>Environment variables, one a line as NAME=value</source>
        <translation>Variables de entorno, una por línea como NOMBRE=valor</translation>
    </message>
    <message>
        <source>What is wrong with these settings</source>
        <translation>Qué está mal en estos ajustes</translation>
    </message>
    <message>
        <source>Where ComfyUI finds node packs and models</source>
        <translation>Dónde encuentra ComfyUI los packs de nodos y los modelos</translation>
    </message>
    <message>
        <source>In the data folder</source>
        <translation>En la carpeta de datos</translation>
    </message>
    <message>
        <source>Classic: beside main.py, by links</source>
        <translation>Clásica: junto a main.py, mediante enlaces</translation>
    </message>
    <message>
        <source>ComfyUI finds node packs and &amp;models</source>
        <translation>Com&amp;fyUI encuentra los packs de nodos y los modelos</translation>
    </message>
    <message>
        <source>Some node packs look for their files beside ComfyUI&apos;s main.py and break otherwise. In the classic layout links lead from there to the same data folder; the next start makes them, and takes them away again.</source>
        <translation>Algunos packs de nodos buscan sus archivos junto al main.py de ComfyUI y, si no, fallan. En la disposición clásica hay enlaces desde ahí a la misma carpeta de datos; el próximo inicio los crea y los vuelve a quitar.</translation>
    </message>
    <message>
        <source>The exact command</source>
        <translation>El comando exacto</translation>
    </message>
    <message>
        <source>The exact command as it will be run</source>
        <translation>El comando exacto tal como se ejecutará</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>Cop&amp;iar comando</translation>
    </message>
    <message>
        <source>Besides %1</source>
        <translation>Además de %1</translation>
    </message>
    <message>
        <source>“%1” is no NAME=value.</source>
        <translation>«%1» no tiene la forma NOMBRE=valor.</translation>
    </message>
    <message>
        <source>Test workflows</source>
        <translation>Flujos de trabajo de prueba</translation>
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
        <translation>Progreso: %1</translation>
    </message>
</context>
<context>
    <name>portico::app::JobRow</name>
    <message>
        <source>%1 left</source>
        <translation>quedan %1</translation>
    </message>
    <message>
        <source>Show what this job has written</source>
        <translation>Mostrar lo que ha escrito esta tarea</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Registro: %1</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>Cancelar esta tarea</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>Cancelar: %1</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falló</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Todavía no se ha escrito nada.</translation>
    </message>
</context>
<context>
    <name>portico::app::KeepFlow</name>
    <message>
        <source>Keep %1 for offline</source>
        <comment>an install</comment>
        <translation>Conservar %1 sin conexión</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Conservar</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptLook</name>
    <message>
        <source>ComfyUI, Python and torch</source>
        <translation>ComfyUI, Python y torch</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nodos</translation>
    </message>
    <message>
        <source>Packages of the node packs</source>
        <translation>Paquetes de los packs de nodos</translation>
    </message>
    <message>
        <source>Isolated environments</source>
        <translation>Entornos aislados</translation>
    </message>
    <message>
        <source>What puts them together</source>
        <translation>Lo que los reúne</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>está aquí</translation>
    </message>
    <message>
        <source>kept already</source>
        <translation>ya conservado</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>hay que descargarlo</translation>
    </message>
    <message numerus="yes">
        <source>%n parts are missing. The first is %1.</source>
        <translation>
            <numerusform>Falta una parte: %1.</numerusform>
            <numerusform>Faltan %n partes. La primera es %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline, but %n parts are missing. The first is %2.</source>
        <translation>
            <numerusform>«%1» se conserva sin conexión, pero falta una parte: %2.</numerusform>
            <numerusform>«%1» se conserva sin conexión, pero faltan %n partes. La primera es %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <comment>how many; their size</comment>
        <translation>
            <numerusform>un archivo, %1</numerusform>
            <numerusform>%n archivos, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Keeping it was interrupted. Keep it again: what is here already is not fetched twice.</source>
        <translation>La conservación se interrumpió. Consérvela de nuevo: lo que ya está aquí no se descarga dos veces.</translation>
    </message>
    <message numerus="yes">
        <source>%n files are damaged or missing. The first is %1.</source>
        <translation>
            <numerusform>Un archivo está dañado o falta: %1.</numerusform>
            <numerusform>%n archivos están dañados o faltan. El primero es %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n files are as they were kept.</source>
        <translation>
            <numerusform>El único archivo está como se conservó.</numerusform>
            <numerusform>Los %n archivos están como se conservaron.</numerusform>
        </translation>
    </message>
    <message>
        <source>All of it is kept already. Keeping it again compares every file.</source>
        <translation>Ya se conserva todo. Conservarla de nuevo compara cada archivo.</translation>
    </message>
    <message>
        <source>All that this state is made of comes into the library&apos;s store, %1 before it is packed. With that the install can be made again without any network, whatever becomes of its sources.</source>
        <translation>Todo aquello de lo que se compone este estado pasa al almacén de la biblioteca, %1 antes de comprimirse. Con ello la instalación se puede crear de nuevo sin ninguna red, pase lo que pase con sus fuentes.</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRow</name>
    <message>
        <source>Rebuild…</source>
        <translation>Reconstruir…</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Qué más se puede hacer</translation>
    </message>
    <message>
        <source>Makes a new install of it, without any network</source>
        <translation>Crea una instalación nueva a partir de ello, sin ninguna red</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Fetches what is damaged or missing from where it came from</source>
        <translation>Descarga de donde vino lo que está dañado o falta</translation>
    </message>
    <message>
        <source>Reads every file and compares it with what was kept</source>
        <translation>Lee cada archivo y lo compara con lo que se conservó</translation>
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
        <translation>Reconstruir</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>portico::app::KeptRows</name>
    <message>
        <source>Nothing is kept yet. “Keep for offline…” on an install&apos;s History keeps all that it is made of: ComfyUI, Python, torch, node packs and their packages. It can then be made again without a network.</source>
        <translation>Todavía no se conserva nada. «Conservar sin conexión…», en el Historial de una instalación, conserva todo aquello de lo que se compone: ComfyUI, Python, torch, los packs de nodos y sus paquetes. Después se puede crear de nuevo sin red.</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importar…</translation>
    </message>
    <message>
        <source>Import what was kept elsewhere</source>
        <translation>Importar lo que se conservó en otro lugar</translation>
    </message>
    <message>
        <source>A file that was exported on another computer</source>
        <translation>Un archivo que se exportó en otro equipo</translation>
    </message>
    <message>
        <source>Look for what is kept for offline</source>
        <translation>Buscar lo que se conserva sin conexión</translation>
    </message>
    <message>
        <source>Check what is kept of %1</source>
        <translation>Comprobar lo que se conserva de %1</translation>
    </message>
    <message>
        <source>Repair what is kept of %1</source>
        <translation>Reparar lo que se conserva de %1</translation>
    </message>
    <message>
        <source>Rebuild %1?</source>
        <comment>an install</comment>
        <translation>¿Reconstruir %1?</translation>
    </message>
    <message>
        <source>A new install is made of what was kept (%1), without any network. Every file is compared first. Other installs stay as they are.</source>
        <translation>Se crea una instalación nueva a partir de lo que se conservó (%1), sin ninguna red. Antes se compara cada archivo. Las demás instalaciones se quedan como están.</translation>
    </message>
    <message>
        <source>&amp;Rebuild</source>
        <translation>&amp;Reconstruir</translation>
    </message>
    <message>
        <source>Rebuild %1</source>
        <comment>an install</comment>
        <translation>Reconstruir %1</translation>
    </message>
    <message>
        <source>Open the &amp;folder</source>
        <translation>Abrir la &amp;carpeta</translation>
    </message>
    <message>
        <source>&amp;Export as one file…</source>
        <translation>&amp;Exportar como un archivo…</translation>
    </message>
    <message>
        <source>&amp;Let it go…</source>
        <translation>&amp;Dejar de conservar…</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1?</source>
        <comment>an install</comment>
        <translation>¿Dejar de conservar lo de %1?</translation>
    </message>
    <message>
        <source>Installs stay as they are. What was kept (%1) can then not be made again from here. What other kept states need stays.</source>
        <translation>Las instalaciones se quedan como están. Lo que se conservó (%1) ya no se podrá crear de nuevo a partir de aquí. Se queda lo que necesitan otros estados conservados.</translation>
    </message>
    <message>
        <source>&amp;Let it go</source>
        <translation>&amp;Dejar de conservar</translation>
    </message>
    <message>
        <source>Let go of what is kept of %1</source>
        <translation>Dejar de conservar lo de %1</translation>
    </message>
    <message>
        <source>Export as one file</source>
        <translation>Exportar como un archivo</translation>
    </message>
    <message>
        <source>Exported installs (*.tar)</source>
        <translation>Instalaciones exportadas (*.tar)</translation>
    </message>
    <message>
        <source>Export %1 to %2</source>
        <comment>an install; a file</comment>
        <translation>Exportar %1 a %2</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Import %1</source>
        <comment>a file</comment>
        <translation>Importar %1</translation>
    </message>
</context>
<context>
    <name>portico::app::LinkDialog</name>
    <message>
        <source>a folder of this computer</source>
        <translation>una carpeta de este equipo</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <comment>a list of builds; hosts</comment>
        <translation>%1, de %2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De dónde</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobación</translation>
    </message>
    <message>
        <source>A link asks to add ComfyUI</source>
        <translation>Un enlace pide añadir ComfyUI</translation>
    </message>
    <message>
        <source>It comes from outside Portico, such as a web page. Go on only if you expected it: what is added is a program that runs on your computer. Nothing is fetched yet.</source>
        <translation>Viene de fuera de Portico, por ejemplo de una página web. Continúe solo si lo esperaba: lo que se añade es un programa que se ejecuta en su equipo. Todavía no se descarga nada.</translation>
    </message>
    <message>
        <source>&amp;Go on…</source>
        <translation>C&amp;ontinuar…</translation>
    </message>
    <message>
        <source>Not known before it is fetched</source>
        <translation>No se sabe antes de descargarlo</translation>
    </message>
    <message>
        <source>Not verified by its publisher, unless you have its SHA-256</source>
        <translation>Sin verificar por su editor, a menos que usted tenga su SHA-256</translation>
    </message>
    <message>
        <source>Against the SHA-256 that its publisher gives</source>
        <translation>Con el SHA-256 que da su editor</translation>
    </message>
    <message>
        <source>Not verified by its publisher: no SHA-256 of it was published</source>
        <translation>Sin verificar por su editor: no se publicó ningún SHA-256 suyo</translation>
    </message>
    <message>
        <source>Looking for “%1” in the lists of builds…</source>
        <translation>Buscando «%1» en las listas de compilaciones…</translation>
    </message>
    <message>
        <source>None of your lists of builds has “%1”. Add the list that has it in the settings, then use the link again.</source>
        <translation>Ninguna de sus listas de compilaciones tiene «%1». Añada en los ajustes la lista que lo tiene y use de nuevo el enlace.</translation>
    </message>
</context>
<context>
    <name>portico::app::LogModel</name>
    <message numerus="yes">
        <source>%n line(s) were left out here, because they came faster than they can be shown.</source>
        <translation>
            <numerusform>Aquí se omitió una línea, porque llegó más rápido de lo que se puede mostrar.</numerusform>
            <numerusform>Aquí se omitieron %n líneas, porque llegaron más rápido de lo que se pueden mostrar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::LogPane</name>
    <message>
        <source>There is nothing in the log yet. It fills when this install is started.</source>
        <translation>Todavía no hay nada en el registro. Se llena cuando se inicia esta instalación.</translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation>Qué líneas se muestran</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>Todas las líneas</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Advertencias</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Buscar en el registro</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Coincidencia anterior</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Coincidencia siguiente</translation>
    </message>
    <message>
        <source>Follow the newest lines</source>
        <translation>Seguir las líneas más recientes</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Ajustar las líneas largas</translation>
    </message>
    <message>
        <source>Copy the chosen lines, or all</source>
        <translation>Copiar las líneas elegidas, o todas</translation>
    </message>
    <message>
        <source>Save the log…</source>
        <translation>Guardar el registro…</translation>
    </message>
    <message>
        <source>Clear this view; the files stay</source>
        <translation>Vaciar esta vista; los archivos se quedan</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>match of matches</comment>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Matches: %1</source>
        <translation>Coincidencias: %1</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Guardar el registro</translation>
    </message>
    <message>
        <source>%1 log.txt</source>
        <comment>file name</comment>
        <translation>registro de %1.txt</translation>
    </message>
    <message>
        <source>Save the log to %1</source>
        <translation>Guardar el registro en %1</translation>
    </message>
</context>
<context>
    <name>portico::app::LogView</name>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Seleccionar &amp;todo</translation>
    </message>
    <message>
        <source>&amp;Fold the traceback</source>
        <translation>&amp;Plegar el traceback</translation>
    </message>
    <message>
        <source>&amp;Show the whole traceback</source>
        <translation>&amp;Mostrar todo el traceback</translation>
    </message>
    <message numerus="yes">
        <source>traceback, %n line(s)</source>
        <translation>
            <numerusform>traceback, una línea</numerusform>
            <numerusform>traceback, %n líneas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>per cent</comment>
        <translation>%1&#xa0;%</translation>
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
        <translation>Elegir un lote</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>Lotes (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Take in %1</source>
        <translation>Incorporar %1</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>Duplicar %1</translation>
    </message>
    <message>
        <source>“%1” is running, so it cannot be removed.</source>
        <translation>«%1» está en marcha, así que no se puede quitar.</translation>
    </message>
    <message>
        <source>Stop it, then remove it.</source>
        <translation>Deténgala y después quítela.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
    <message>
        <source>Another link was followed while a question is open.</source>
        <translation>Se siguió otro enlace mientras hay una pregunta abierta.</translation>
    </message>
    <message>
        <source>Answer the question, then follow the link again.</source>
        <translation>Responda a la pregunta y siga después el enlace de nuevo.</translation>
    </message>
    <message>
        <source>A link asks to open “%1”, and there is no such install.</source>
        <translation>Un enlace pide abrir «%1», y no existe esa instalación.</translation>
    </message>
    <message>
        <source>Check the name among the installs at the left.</source>
        <translation>Compruebe el nombre entre las instalaciones de la izquierda.</translation>
    </message>
    <message>
        <source>Open “%1”?</source>
        <translation>¿Abrir «%1»?</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It runs: %1 is opened in your browser.</source>
        <translation>Lo pide un enlace de fuera de Portico, por ejemplo de una página web. Está en marcha: %1 se abre en su navegador.</translation>
    </message>
    <message>
        <source>A link from outside Portico, such as a web page, asks for it. It is shown; nothing is started.</source>
        <translation>Lo pide un enlace de fuera de Portico, por ejemplo de una página web. Se muestra; no se inicia nada.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>A&amp;brir</translation>
    </message>
    <message>
        <source>“%1” is a snapshot, and there is no install yet that could become so.</source>
        <translation>«%1» es una instantánea, y todavía no hay ninguna instalación que pueda quedar así.</translation>
    </message>
    <message>
        <source>Add ComfyUI first, then open it again.</source>
        <translation>Añada primero ComfyUI y ábrala después de nuevo.</translation>
    </message>
    <message>
        <source>Add this list of builds?</source>
        <translation>¿Añadir esta lista de compilaciones?</translation>
    </message>
    <message>
        <source>%1 is a list of builds, such as a team makes. What it lists is offered beside the others when you add ComfyUI, so add it only if you trust who made it. Portico reads the file again each time: it should stay there.</source>
        <translation>%1 es una lista de compilaciones, como las que hace un grupo. Lo que contiene se ofrece junto a las demás cuando usted añade ComfyUI, así que añádala solo si confía en quien la hizo. Portico lee el archivo de nuevo cada vez: debería quedarse ahí.</translation>
    </message>
    <message>
        <source>&amp;Add the list</source>
        <translation>&amp;Añadir la lista</translation>
    </message>
    <message>
        <source>There is Portico %1; this is %2.</source>
        <translation>Hay un Portico %1; este es el %2.</translation>
    </message>
    <message>
        <source>Its authors say that versions before %1 are not safe to use any more.</source>
        <translation>Sus autores dicen que las versiones anteriores a la %1 ya no son seguras.</translation>
    </message>
    <message>
        <source>The settings say what is new. It is downloaded when you say so.</source>
        <translation>Los ajustes dicen qué hay de nuevo. Se descarga cuando usted lo diga.</translation>
    </message>
    <message>
        <source>Sho&amp;w the update</source>
        <translation>Mos&amp;trar la actualización</translation>
    </message>
</context>
<context>
    <name>portico::app::MakeBundle</name>
    <message>
        <source>No folder was named.</source>
        <translation>No se indicó ninguna carpeta.</translation>
    </message>
    <message>
        <source>Say where the bundle shall go, with the whole path.</source>
        <translation>Diga adónde va el lote, con la ruta completa.</translation>
    </message>
    <message>
        <source>Plan a bundle</source>
        <translation>Planificar un lote</translation>
    </message>
    <message>
        <source>Make a bundle of an install</source>
        <translation>Crear un lote de una instalación</translation>
    </message>
    <message>
        <source>Make the bundle of %1</source>
        <translation>Crear el lote de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::Mark</name>
    <message>
        <source>In order</source>
        <comment>what an icon says</comment>
        <translation>En orden</translation>
    </message>
    <message>
        <source>Warning</source>
        <comment>what an icon says</comment>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>what an icon says</comment>
        <translation>Falló</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>what an icon says</comment>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>what an icon says</comment>
        <translation>En espera</translation>
    </message>
</context>
<context>
    <name>portico::app::MessageCard</name>
    <message>
        <source>What happened</source>
        <translation>Qué ha pasado</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
</context>
<context>
    <name>portico::app::MigrateFlow</name>
    <message>
        <source>Migrate %1 into the library</source>
        <translation>Migrar %1 a la biblioteca</translation>
    </message>
    <message>
        <source>&amp;Migrate</source>
        <translation>&amp;Migrar</translation>
    </message>
</context>
<context>
    <name>portico::app::NameLabel</name>
    <message>
        <source>New name</source>
        <translation>Nombre nuevo</translation>
    </message>
</context>
<context>
    <name>portico::app::NetworkPage</name>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>How Portico, git, uv, pip and ComfyUI reach the internet. What you change here counts at once; ComfyUI takes it up at its next start.</source>
        <translation>Cómo llegan a Internet Portico, git, uv, pip y ComfyUI. Lo que se cambia aquí vale de inmediato; ComfyUI lo adopta en su próximo inicio.</translation>
    </message>
    <message>
        <source>&amp;Test everything</source>
        <translation>Probar &amp;todo</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Certificados</translation>
    </message>
    <message>
        <source>Some networks look into https connections and show certificates of their own. Their administrator has a file with the authority behind them. It is trusted besides the ones this computer trusts; no check is switched off.</source>
        <translation>Algunas redes inspeccionan las conexiones https y muestran certificados propios. Su administrador tiene un archivo con la autoridad que está detrás. Se confía en ella además de en las que este equipo ya considera de confianza; no se desactiva ninguna comprobación.</translation>
    </message>
    <message>
        <source>None besides this computer&apos;s</source>
        <translation>Ninguna aparte de las de este equipo</translation>
    </message>
    <message>
        <source>&amp;Additional certificate authority</source>
        <translation>Autoridad de certi&amp;ficación adicional</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Choose the authority&apos;s file</source>
        <translation>Elegir el archivo de la autoridad</translation>
    </message>
    <message>
        <source>Mirrors and indexes</source>
        <translation>Espejos e índices</translation>
    </message>
    <message>
        <source>&amp;GitHub</source>
        <translation>&amp;GitHub</translation>
    </message>
    <message>
        <source>Package &amp;index</source>
        <translation>Índi&amp;ce de paquetes</translation>
    </message>
    <message>
        <source>T&amp;orch index</source>
        <translation>Índice de torc&amp;h</translation>
    </message>
    <message>
        <source>P&amp;ython releases</source>
        <translation>Versiones de P&amp;ython</translation>
    </message>
    <message>
        <source>From GitHub</source>
        <translation>De GitHub</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programas</translation>
    </message>
    <message>
        <source>Each is given the settings above in its own way. Its test lets the real program fetch something small.</source>
        <translation>Cada uno recibe los ajustes de arriba a su manera. Su prueba hace que el programa real descargue algo pequeño.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>Probar: %1</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>Probando…</translation>
    </message>
    <message>
        <source>%1 (%2, %3 ms)</source>
        <comment>what a test found; its way; its time</comment>
        <translation>%1 (%2, %3 ms)</translation>
    </message>
    <message>
        <source>The authority&apos;s file</source>
        <translation>El archivo de la autoridad</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Certificados (*.pem *.crt *.cer);;Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::NodesTab</name>
    <message>
        <source>About the chosen node pack</source>
        <translation>Sobre el pack de nodos elegido</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>un pack de nodos</numerusform>
            <numerusform>%n packs de nodos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n need(s) attention</source>
        <translation>
            <numerusform>%1 · uno requiere atención</numerusform>
            <numerusform>%1 · %n requieren atención</numerusform>
        </translation>
    </message>
    <message>
        <source>The packages are being read…</source>
        <translation>Leyendo los paquetes…</translation>
    </message>
    <message>
        <source>This is a ComfyUI folder of your own: Portico enables and disables its node packs and repairs its packages, but adds and removes packs only in installs that it made.</source>
        <translation>Esta es una carpeta suya de ComfyUI: Portico activa y desactiva sus packs de nodos y repara sus paquetes, pero solo añade y quita packs en las instalaciones que ha creado.</translation>
    </message>
    <message>
        <source>A newer Portico made this install, so this one does not change it.</source>
        <translation>Un Portico más reciente creó esta instalación, así que este no la cambia.</translation>
    </message>
    <message>
        <source>“%1” is running. Stop it to change its node packs.</source>
        <translation>«%1» está en marcha. Deténgala para cambiar sus packs de nodos.</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>Acti&amp;var</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>Desa&amp;ctivar</translation>
    </message>
    <message>
        <source>Node packs add nodes to ComfyUI. What would be added is shown before anything is installed.</source>
        <translation>Los packs de nodos añaden nodos a ComfyUI. Lo que se añadiría se muestra antes de instalar nada.</translation>
    </message>
    <message>
        <source>Choose a node pack first</source>
        <translation>Elija primero un pack de nodos</translation>
    </message>
    <message>
        <source>Installs what node packs lack, by a plan</source>
        <translation>Instala, según un plan, lo que falta a los packs de nodos</translation>
    </message>
    <message>
        <source>No node pack lacks anything</source>
        <translation>A ningún pack de nodos le falta nada</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>Se ha elegido un pack de nodos.</numerusform>
            <numerusform>Se han elegido %n packs de nodos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)</source>
        <translation>
            <numerusform>Activar un pack de nodos</numerusform>
            <numerusform>Activar %n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>Activar %1</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)</source>
        <translation>
            <numerusform>Desactivar un pack de nodos</numerusform>
            <numerusform>Desactivar %n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Desactivar %1</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)</source>
        <translation>
            <numerusform>Actualizar un pack de nodos</numerusform>
            <numerusform>Actualizar %n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>Actualizar %1</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)</source>
        <translation>
            <numerusform>Quitar un pack de nodos</numerusform>
            <numerusform>Quitar %n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>Recuperar %1</translation>
    </message>
    <message numerus="yes">
        <source>Run install.py of %n node pack(s)</source>
        <translation>
            <numerusform>Ejecutar el install.py de un pack de nodos</numerusform>
            <numerusform>Ejecutar el install.py de %n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Run install.py of %1</source>
        <translation>Ejecutar install.py de %1</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)</source>
        <translation>
            <numerusform>Aislar un pack de nodos</numerusform>
            <numerusform>Aislar %n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate %1</source>
        <translation>Aislar %1</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)</source>
        <translation>
            <numerusform>Deshacer el aislamiento de un pack de nodos</numerusform>
            <numerusform>Deshacer el aislamiento de %n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of %1</source>
        <translation>Deshacer el aislamiento de %1</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>Restaurar una instantánea</translation>
    </message>
    <message>
        <source>Install what node packs lack</source>
        <translation>Instalar lo que falta a los packs de nodos</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>Instalar packs de nodos</translation>
    </message>
    <message>
        <source>Take the extras away</source>
        <translation>Quitar los extras</translation>
    </message>
    <message>
        <source>Install extras</source>
        <translation>Instalar extras</translation>
    </message>
    <message>
        <source>Install %1</source>
        <translation>Instalar %1</translation>
    </message>
    <message>
        <source>Update &amp;to another version…</source>
        <translation>Actualizar a &amp;otra versión…</translation>
    </message>
    <message>
        <source>Run its &amp;install.py…</source>
        <translation>Ejecutar su &amp;install.py…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Abrir car&amp;peta</translation>
    </message>
    <message>
        <source>Open its &amp;web page</source>
        <translation>Abrir su página &amp;web</translation>
    </message>
    <message>
        <source>Undo its i&amp;solation</source>
        <translation>Deshacer el ai&amp;slamiento</translation>
    </message>
    <message>
        <source>I&amp;solate this pack…</source>
        <translation>Ai&amp;slar este pack…</translation>
    </message>
    <message>
        <source>Take back “%1” of %2</source>
        <comment>a node pack as it was; a moment</comment>
        <translation>Recuperar «%1» (%2)</translation>
    </message>
    <message>
        <source>&amp;Install…</source>
        <translation>&amp;Instalar…</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Actuali&amp;zar</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Qui&amp;tar</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>Reparar to&amp;do</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>More that can be done</source>
        <translation>Qué más se puede hacer</translation>
    </message>
    <message>
        <source>Find a node pack</source>
        <translation>Buscar un pack de nodos</translation>
    </message>
    <message>
        <source>How many node packs there are</source>
        <translation>Cuántos packs de nodos hay</translation>
    </message>
    <message>
        <source>Node packs</source>
        <translation>Packs de nodos</translation>
    </message>
    <message>
        <source>The node packs are being read…</source>
        <translation>Leyendo los packs de nodos…</translation>
    </message>
    <message>
        <source>No node packs yet</source>
        <translation>Todavía no hay packs de nodos</translation>
    </message>
    <message>
        <source>Install a node pack…</source>
        <translation>Instalar un pack de nodos…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Base and layer</source>
        <translation>Base y capa</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Looks at base, torch, layer and packs, and shows what it would do</source>
        <translation>Examina la base, torch, la capa y los packs, y muestra lo que haría</translation>
    </message>
</context>
<context>
    <name>portico::app::NoteDialog</name>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>A note, if you like: “before trying the new sampler”</source>
        <translation>Una nota, si quiere: «antes de probar el nuevo sampler»</translation>
    </message>
</context>
<context>
    <name>portico::app::Notices</name>
    <message>
        <source>It failed. %1</source>
        <translation>Falló. %1</translation>
    </message>
    <message>
        <source>It is done. It took %1.</source>
        <comment>a duration</comment>
        <translation>Ha terminado. Tardó %1.</translation>
    </message>
    <message>
        <source>ComfyUI is ready.</source>
        <translation>ComfyUI está listo.</translation>
    </message>
    <message>
        <source>ComfyUI has ended by itself. Portico says why.</source>
        <translation>ComfyUI ha terminado por sí solo. Portico dice por qué.</translation>
    </message>
</context>
<context>
    <name>portico::app::Notifier</name>
    <message>
        <source>Open Portico</source>
        <translation>Abrir Portico</translation>
    </message>
</context>
<context>
    <name>portico::app::Offer</name>
    <message>
        <source>ComfyUI with %1, put together from its parts</source>
        <translation>ComfyUI con %1, compuesto de sus partes</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>un minuto aproximadamente</numerusform>
            <numerusform>unos %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>una hora aproximadamente</numerusform>
            <numerusform>unas %n horas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::OfferCard</name>
    <message>
        <source>Library folder</source>
        <translation>Carpeta de la biblioteca</translation>
    </message>
    <message>
        <source>&amp;Install and start</source>
        <translation>&amp;Instalar e iniciar</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descarga</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation>Lu&amp;gar</translation>
    </message>
    <message>
        <source>Looking for the right build…</source>
        <translation>Buscando la compilación correcta…</translation>
    </message>
    <message>
        <source>The right build depends on the GPU and its driver. What is below works meanwhile.</source>
        <translation>La compilación correcta depende de la GPU y de su controlador. Lo de abajo funciona entretanto.</translation>
    </message>
    <message>
        <source>Recommended for this computer</source>
        <translation>Recomendado para este equipo</translation>
    </message>
    <message>
        <source>Begun and not done yet</source>
        <translation>Empezado y sin terminar</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Continuar</translation>
    </message>
    <message>
        <source>Being set up</source>
        <translation>Se está preparando</translation>
    </message>
    <message>
        <source>Installing…</source>
        <translation>Instalando…</translation>
    </message>
    <message>
        <source>You may close this window at any time: nothing is left half done, and the next start continues where it stopped.</source>
        <translation>Puede cerrar esta ventana en cualquier momento: nada queda a medias, y el próximo inicio continúa donde se detuvo.</translation>
    </message>
    <message>
        <source>not known before</source>
        <translation>no se sabe de antemano</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>aprox. %1</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>sin verificar por su editor</translation>
    </message>
    <message>
        <source>about %1 at most</source>
        <translation>aprox. %1 como máximo</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 libres</translation>
    </message>
    <message>
        <source>too little: choose another place</source>
        <translation>demasiado poco: elija otro lugar</translation>
    </message>
    <message>
        <source>%1 with a connection of %2 Mbit/s</source>
        <comment>about 7 minutes with ...</comment>
        <translation>%1 con una conexión de %2 Mbit/s</translation>
    </message>
</context>
<context>
    <name>portico::app::OverviewTab</name>
    <message>
        <source>torch does not compute as it should.</source>
        <translation>torch no calcula como debe.</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparar</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) lack packages.</source>
        <translation>
            <numerusform>A un pack de nodos le faltan paquetes.</numerusform>
            <numerusform>A %n packs de nodos les faltan paquetes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes may be missing after the next start.</source>
        <translation>Puede que falten nodos después del próximo inicio.</translation>
    </message>
    <message>
        <source>Show the node packs</source>
        <translation>Mostrar los packs de nodos</translation>
    </message>
    <message>
        <source>ComfyUI ended with %1.</source>
        <translation>ComfyUI terminó: %1.</translation>
    </message>
    <message>
        <source>The log says what happened last. A safe start leaves out the node packs.</source>
        <translation>El registro dice qué pasó al final. Un inicio seguro omite los packs de nodos.</translation>
    </message>
    <message>
        <source>The last lines of the log</source>
        <translation>Las últimas líneas del registro</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Iniciar de nuevo</translation>
    </message>
    <message>
        <source>Safe start</source>
        <translation>Inicio seguro</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Ver registro</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copiar informe</translation>
    </message>
    <message>
        <source>Looking for the guilty node pack</source>
        <translation>Buscando el pack de nodos culpable</translation>
    </message>
    <message>
        <source>ComfyUI is started with some of the packs at a time. The activity below says how far it is, and can cancel it.</source>
        <translation>ComfyUI se inicia cada vez con algunos de los packs. La actividad de abajo dice cuánto ha avanzado y puede cancelarlo.</translation>
    </message>
    <message>
        <source>Round %1 of at most %2: does it still go wrong?</source>
        <translation>Ronda %1 de %2 como máximo: ¿sigue fallando?</translation>
    </message>
    <message numerus="yes">
        <source>ComfyUI runs now with %n of the node packs. Try what goes wrong, then say how it went.</source>
        <translation>
            <numerusform>ComfyUI está ahora en marcha con uno de los packs de nodos. Pruebe lo que falla y diga después cómo fue.</numerusform>
            <numerusform>ComfyUI está ahora en marcha con %n de los packs de nodos. Pruebe lo que falla y diga después cómo fue.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Abrir en el navegador</translation>
    </message>
    <message>
        <source>It still goes wrong</source>
        <translation>Sigue fallando</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Todo está bien</translation>
    </message>
    <message numerus="yes">
        <source>Found in %n start(s). Disable it, update it, or tell its author.</source>
        <translation>
            <numerusform>Encontrado en un inicio. Desactívelo, actualícelo o avise a su autor.</numerusform>
            <numerusform>Encontrado en %n inicios. Desactívelo, actualícelo o avise a su autor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Made sure in %n start(s).</source>
        <translation>
            <numerusform>Confirmado en un inicio.</numerusform>
            <numerusform>Confirmado en %n inicios.</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>Desactivar %1</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Aún sin probar</translation>
    </message>
    <message>
        <source>Nothing: torch cannot be used</source>
        <translation>Nada: no se puede usar torch</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>El procesador</translation>
    </message>
    <message>
        <source>%1 · tried: %2</source>
        <comment>a device, a moment</comment>
        <translation>%1 · probado: %2</translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation>Qué está instalado</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
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
        <translation>Calcula con</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>Procedencia</translation>
    </message>
    <message>
        <source>Last start</source>
        <translation>Último inicio</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Dónde está</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Abrir &amp;carpeta</translation>
    </message>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python y ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>Sus archivos</translation>
    </message>
    <message>
        <source>Shared models</source>
        <translation>Modelos compartidos</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Registros</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>No encontrado</translation>
    </message>
    <message>
        <source>Your own folder; nothing in it was changed</source>
        <translation>Carpeta suya; no se cambió nada en ella</translation>
    </message>
    <message>
        <source>%1, verified by its SHA-256</source>
        <translation>%1, verificado por su SHA-256</translation>
    </message>
    <message>
        <source>%1, not verified: no published SHA-256 was given</source>
        <translation>%1, sin verificar: no se dio ningún SHA-256 publicado</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>Carpeta: %1</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Everything that can be seen from here is in order.</source>
        <translation>Todo lo que se puede ver desde aquí está en orden.</translation>
    </message>
    <message>
        <source>The record of this install names a generation that is not there.</source>
        <translation>La ficha de esta instalación nombra una generación que no existe.</translation>
    </message>
    <message>
        <source>ComfyUI answers.</source>
        <translation>ComfyUI responde.</translation>
    </message>
    <message>
        <source>ComfyUI answers and uses %1.</source>
        <translation>ComfyUI responde y usa %1.</translation>
    </message>
    <message>
        <source>In order. Its bundle came without a published SHA-256, so nobody vouches for it but its sender.</source>
        <translation>En orden. Su lote llegó sin SHA-256 publicado, así que solo responde de él quien lo envió.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>Sizes of %1</source>
        <translation>Tamaños de %1</translation>
    </message>
    <message>
        <source>Could not be counted</source>
        <translation>No se pudo contar</translation>
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
        <translation>Actualizar y apartar mis cambios</translation>
    </message>
    <message>
        <source>Run install.py: %1</source>
        <comment>a change of node packs</comment>
        <translation>Ejecutar install.py: %1</translation>
    </message>
    <message>
        <source>Go on without running it</source>
        <translation>Continuar sin ejecutarlo</translation>
    </message>
</context>
<context>
    <name>portico::app::PackPlacePanel</name>
    <message>
        <source>&amp;Version, branch or commit, if not the newest</source>
        <translation>&amp;Versión, rama o commit, si no es la más reciente</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>Elegir un a&amp;rchivo…</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>Elegir una car&amp;peta…</translation>
    </message>
    <message>
        <source>Version, branch or commit</source>
        <translation>Versión, rama o commit</translation>
    </message>
    <message>
        <source>A git repository. Its files are fetched; nothing of it is run while that happens.</source>
        <translation>Un repositorio git. Se descargan sus archivos; mientras tanto no se ejecuta nada de él.</translation>
    </message>
    <message>
        <source>Git address</source>
        <translation>Dirección git</translation>
    </message>
    <message>
        <source>A node pack on this computer: its folder, a zip of it, or a single Python file. It is copied; the original stays where it is.</source>
        <translation>Un pack de nodos de este equipo: su carpeta, un zip de ella o un solo archivo de Python. Se copia; el original se queda donde está.</translation>
    </message>
    <message>
        <source>Path of the folder or file</source>
        <translation>Ruta de la carpeta o del archivo</translation>
    </message>
    <message>
        <source>A repos.json: a list of git addresses. All of them are planned and installed together.</source>
        <translation>Un repos.json: una lista de direcciones git. Todas se planifican y se instalan juntas.</translation>
    </message>
    <message>
        <source>Path of the list</source>
        <translation>Ruta de la lista</translation>
    </message>
    <message>
        <source>A list is a file that ends in .json.</source>
        <translation>Una lista es un archivo que termina en .json.</translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>Una versión, rama o commit no tiene espacios.</translation>
    </message>
    <message>
        <source>Lists (*.json)</source>
        <translation>Listas (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Node packs (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</source>
        <translation>Packs de nodos (*.zip *.7z *.tar *.tar.gz *.tgz *.py)</translation>
    </message>
</context>
<context>
    <name>portico::app::PackRow</name>
    <message>
        <source>A git checkout.</source>
        <translation>Una copia de trabajo de git.</translation>
    </message>
    <message>
        <source>A git checkout of %1.</source>
        <translation>Una copia de trabajo de git de %1.</translation>
    </message>
    <message>
        <source>From the Comfy Registry.</source>
        <translation>De Comfy Registry.</translation>
    </message>
    <message>
        <source>A folder that nobody keeps track of.</source>
        <translation>Una carpeta de la que nadie lleva cuenta.</translation>
    </message>
    <message>
        <source>A single Python file.</source>
        <translation>Un solo archivo de Python.</translation>
    </message>
    <message>
        <source>Failed to import</source>
        <translation>Falló la importación</translation>
    </message>
    <message>
        <source>Needs packages</source>
        <translation>Necesita paquetes</translation>
    </message>
    <message>
        <source>Not clear</source>
        <translation>No está claro</translation>
    </message>
    <message>
        <source>Wants isolation</source>
        <translation>Pide aislamiento</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>Cambiado a mano</translation>
    </message>
    <message>
        <source>OK</source>
        <comment>the state of a node pack</comment>
        <translation>Bien</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>Aún sin cargar</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Desactivado</translation>
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
        <translation>Está aislado: se ejecuta en un Python propio.</translation>
    </message>
    <message>
        <source>%1 (there is %2)</source>
        <comment>a requirement and what is installed</comment>
        <translation>%1 (hay %2)</translation>
    </message>
    <message numerus="yes">
        <source>It needs %1 and %n more.</source>
        <translation>
            <numerusform>Necesita %1 y uno más.</numerusform>
            <numerusform>Necesita %1 y %n más.</numerusform>
        </translation>
    </message>
    <message>
        <source>It needs %1.</source>
        <translation>Necesita %1.</translation>
    </message>
    <message numerus="yes">
        <source>Left out by choice: %1 and %n more.</source>
        <translation>
            <numerusform>Omitido por elección: %1 y uno más.</numerusform>
            <numerusform>Omitido por elección: %1 y %n más.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out by choice: %1.</source>
        <translation>Omitido por elección: %1.</translation>
    </message>
    <message>
        <source>The last start could not load it; the log says why.</source>
        <translation>El último inicio no pudo cargarlo; el registro dice por qué.</translation>
    </message>
    <message>
        <source>The last start could not load it: %1</source>
        <translation>El último inicio no pudo cargarlo: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1.</source>
        <translation>
            <numerusform>Un commit por detrás de %1.</numerusform>
            <numerusform>%n commits por detrás de %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) of its own.</source>
        <translation>
            <numerusform>Un commit propio.</numerusform>
            <numerusform>%n commits propios.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were edited here.</source>
        <translation>
            <numerusform>Un archivo se editó aquí.</numerusform>
            <numerusform>%n archivos se editaron aquí.</numerusform>
        </translation>
    </message>
    <message>
        <source>It asks for a Python of its own by a comfy-env.toml. Until it has one it runs beside the others.</source>
        <translation>Pide un Python propio mediante un comfy-env.toml. Hasta que lo tenga, se ejecuta junto a los demás.</translation>
    </message>
    <message>
        <source>Its files are not those that were installed.</source>
        <translation>Sus archivos no son los que se instalaron.</translation>
    </message>
</context>
<context>
    <name>portico::app::PacksModel</name>
    <message>
        <source>How long the last start took to load it</source>
        <translation>Cuánto tardó el último inicio en cargarlo</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Pack de nodos</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Loaded in</source>
        <translation>Carga</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Sin medir</translation>
    </message>
</context>
<context>
    <name>portico::app::PlacePanel</name>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>SHA-&amp;256, if one was published</source>
        <translation>SHA-&amp;256, si se publicó</translation>
    </message>
    <message>
        <source>SHA-256, if one was published</source>
        <translation>SHA-256, si se publicó</translation>
    </message>
    <message>
        <source>64 hexadecimal digits</source>
        <translation>64 cifras hexadecimales</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>Un archivo</translation>
    </message>
    <message>
        <source>An address</source>
        <translation>Una dirección</translation>
    </message>
    <message>
        <source>A folder I have</source>
        <translation>Una carpeta mía</translation>
    </message>
    <message>
        <source>A portable bundle on this computer: zip, 7z or tar.</source>
        <translation>Un lote portable de este equipo: zip, 7z o tar.</translation>
    </message>
    <message>
        <source>Path of the bundle</source>
        <translation>Ruta del lote</translation>
    </message>
    <message>
        <source>A portable bundle on the internet. A download that is interrupted goes on where it stopped.</source>
        <translation>Un lote portable de Internet. Una descarga que se interrumpe continúa donde se detuvo.</translation>
    </message>
    <message>
        <source>A ComfyUI that you already have. It stays where it is, and nothing in it is changed.</source>
        <translation>Un ComfyUI que usted ya tiene. Se queda donde está, y no se cambia nada en él.</translation>
    </message>
    <message>
        <source>Path of the folder</source>
        <translation>Ruta de la carpeta</translation>
    </message>
    <message>
        <source>An address begins with https:// or http://.</source>
        <translation>Una dirección empieza por https:// o http://.</translation>
    </message>
    <message>
        <source>A SHA-256 has 64 hexadecimal digits.</source>
        <translation>Un SHA-256 tiene 64 cifras hexadecimales.</translation>
    </message>
    <message>
        <source>Made from the bundle’s name</source>
        <translation>Se forma a partir del nombre del lote</translation>
    </message>
    <message>
        <source>Bundles (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</source>
        <translation>Lotes (*.zip *.7z *.001 *.tar *.tar.gz *.tgz *.tar.xz *.tar.zst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanDialog</name>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Instalar</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Rei&amp;ntentar</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>Lo que ocurriría</translation>
    </message>
    <message>
        <source>About the chosen line</source>
        <translation>Sobre la línea elegida</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing is changed yet.</source>
        <translation>Calculando qué cambiaría. Todavía no se cambia nada.</translation>
    </message>
    <message>
        <source>%1… Nothing is changed yet.</source>
        <comment>a step of a job</comment>
        <translation>%1… Todavía no se cambia nada.</translation>
    </message>
    <message>
        <source>Leave out “%1”</source>
        <translation>Omitir «%1»</translation>
    </message>
    <message>
        <source>Install without %1 of “%2”</source>
        <comment>a requirement, a node pack</comment>
        <translation>Instalar sin %1 de «%2»</translation>
    </message>
    <message>
        <source>Isolate “%1”</source>
        <translation>Aislar «%1»</translation>
    </message>
    <message>
        <source>It gets a Python of its own, if a trial shows that no node is lost</source>
        <translation>Recibe un Python propio, si una prueba muestra que no se pierde ningún nodo</translation>
    </message>
    <message>
        <source>Nothing is installed while this is so.</source>
        <translation>Mientras sea así no se instala nada.</translation>
    </message>
    <message>
        <source>Isolate one of the packs: it gets a Python of its own, and both work. Or leave out that requirement, or all that one of the packs needs: that pack may not load then.</source>
        <translation>Aísle uno de los packs: recibe un Python propio y ambos funcionan. U omita ese requisito, o todo lo que necesita uno de los packs: puede que entonces ese pack no se cargue.</translation>
    </message>
    <message>
        <source>Leave out that requirement, or all that one of the packs needs: that pack may not load then, the others do.</source>
        <translation>Omita ese requisito, o todo lo que necesita uno de los packs: puede que entonces ese pack no se cargue; los demás sí.</translation>
    </message>
    <message numerus="yes">
        <source>%n more clash(es) are in the list below.</source>
        <translation>
            <numerusform>En la lista de abajo hay un conflicto más.</numerusform>
            <numerusform>En la lista de abajo hay %n conflictos más.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Build %n package(s) here; I trust where they come from</source>
        <translation>
            <numerusform>Co&amp;mpilar aquí un paquete; confío en su procedencia</numerusform>
            <numerusform>Co&amp;mpilar aquí %n paquetes; confío en su procedencia</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Fetch %n package(s) from their addresses; I trust where they come from</source>
        <translation>
            <numerusform>&amp;Descargar un paquete de su dirección; confío en su procedencia</numerusform>
            <numerusform>&amp;Descargar %n paquetes de sus direcciones; confío en su procedencia</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation>&amp;Adoptarlo</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>&amp;Run it, then look again</source>
        <translation>&amp;Ejecutarlo y mirar de nuevo</translation>
    </message>
    <message>
        <source>%1 without “%2”</source>
        <comment>Install, without a node pack or package</comment>
        <translation>%1 sin «%2»</translation>
    </message>
    <message>
        <source>Some packages are only installed with your consent.</source>
        <translation>Algunos paquetes solo se instalan con su consentimiento.</translation>
    </message>
    <message>
        <source>Leave out what cannot be met first.</source>
        <translation>Omita primero lo que no se puede cumplir.</translation>
    </message>
    <message>
        <source>”, “</source>
        <comment>between names: “one”, “two”</comment>
        <translation>», «</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanGroups</name>
    <message>
        <source>not told</source>
        <comment>a size</comment>
        <translation>sin datos</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>a node pack or package</comment>
        <translation>para %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>un paquete</numerusform>
            <numerusform>%n paquetes</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no ready build of %1 %2 for this Python, so it would be built here, which runs its own code.</source>
        <translation>No hay ninguna compilación ya hecha de %1 %2 para este Python, así que se compilaría aquí, lo que ejecuta su propio código.</translation>
    </message>
    <message>
        <source>%1 is named by its address, %2, and does not come from the package index.</source>
        <translation>%1 se nombra por su dirección, %2, y no viene del índice de paquetes.</translation>
    </message>
    <message>
        <source>%1 comes from the repository %2 and would be built here, which runs its own code.</source>
        <translation>%1 viene del repositorio %2 y se compilaría aquí, lo que ejecuta su propio código.</translation>
    </message>
    <message>
        <source>built from source</source>
        <translation>compilado desde el código fuente</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>an address</comment>
        <translation>de %1</translation>
    </message>
    <message>
        <source>built from a repository of %1</source>
        <translation>compilado desde un repositorio de %1</translation>
    </message>
    <message>
        <source>very new</source>
        <comment>of a package</comment>
        <translation>muy reciente</translation>
    </message>
    <message>
        <source>%1 %2 was published only days ago, and nothing older fits. What is that new has been looked at by few.</source>
        <translation>%1 %2 se publicó hace solo unos días, y nada más antiguo es adecuado. Pocas personas han revisado algo tan reciente.</translation>
    </message>
    <message>
        <source>Needed by %1.</source>
        <translation>Lo necesita %1.</translation>
    </message>
    <message>
        <source>Cannot be met</source>
        <translation>No se puede cumplir</translation>
    </message>
    <message numerus="yes">
        <source>%n clash(es)</source>
        <translation>
            <numerusform>un conflicto</numerusform>
            <numerusform>%n conflictos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many packages, how large together</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Will be added</source>
        <translation>Se añadirá</translation>
    </message>
    <message>
        <source>Only with your consent</source>
        <translation>Solo con su consentimiento</translation>
    </message>
    <message>
        <source>These do not come as a ready build of the package index.</source>
        <translation>Estos no vienen como compilación ya hecha del índice de paquetes.</translation>
    </message>
    <message>
        <source>Left to this install’s own torch</source>
        <translation>Se deja al torch propio de esta instalación</translation>
    </message>
    <message numerus="yes">
        <source>%n wish(es)</source>
        <comment>for a package</comment>
        <translation>
            <numerusform>un deseo</numerusform>
            <numerusform>%n deseos</numerusform>
        </translation>
    </message>
    <message>
        <source>torch and its family always come from the base: what packs ask for does not replace them.</source>
        <translation>torch y su familia vienen siempre de la base: lo que piden los packs no los sustituye.</translation>
    </message>
    <message>
        <source>%1 asks for %2.</source>
        <translation>%1 pide %2.</translation>
    </message>
    <message>
        <source>The base has none, and none is added: what was not made for this very torch breaks it.</source>
        <translation>La base no tiene ninguno, y no se añade ninguno: lo que no está hecho para este mismo torch lo rompe.</translation>
    </message>
    <message>
        <source>The base’s %1 is right for it and stays.</source>
        <translation>El %1 de la base es el adecuado y se queda.</translation>
    </message>
    <message>
        <source>The base’s %1 stays all the same; the pack may not work with it.</source>
        <translation>El %1 de la base se queda de todos modos; puede que el pack no funcione con él.</translation>
    </message>
    <message>
        <source>the base has none</source>
        <translation>la base no tiene ninguno</translation>
    </message>
    <message>
        <source>fits what was asked for</source>
        <translation>cumple lo que se pidió</translation>
    </message>
    <message>
        <source>not what was asked for</source>
        <translation>no es lo que se pidió</translation>
    </message>
    <message>
        <source>One of several that do the same</source>
        <translation>Uno de varios que hacen lo mismo</translation>
    </message>
    <message>
        <source>instead of %1</source>
        <translation>en lugar de %1</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Se omite</translation>
    </message>
    <message>
        <source>This is not added, so that the packs that need it may not load, or not do all they can.</source>
        <translation>Esto no se añade, de modo que los packs que lo necesitan quizá no se carguen o no hagan todo lo que pueden.</translation>
    </message>
    <message>
        <source>all that it needs</source>
        <translation>todo lo que necesita</translation>
    </message>
    <message>
        <source>of “%1”</source>
        <comment>a node pack</comment>
        <translation>de «%1»</translation>
    </message>
    <message>
        <source>“%1” asks for %2; it is left out by choice.</source>
        <translation>«%1» pide %2; se omite por elección.</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>Ya está ahí</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Conviene saber</translation>
    </message>
    <message>
        <source>Not everything that is wanted goes together. Nothing was changed.</source>
        <translation>No todo lo que se quiere es compatible entre sí. No se cambió nada.</translation>
    </message>
    <message>
        <source>There is nothing to do: everything is as it should be.</source>
        <translation>No hay nada que hacer: todo está como debe.</translation>
    </message>
    <message>
        <source>What it writes into the node pack stays there, what it adds is shown next. Nothing is changed until you agree to that.</source>
        <translation>Lo que escribe en el pack de nodos se queda ahí; lo que añade se muestra después. Nada se cambia hasta que usted lo acepte.</translation>
    </message>
    <message>
        <source>First its environment is built, and ComfyUI tries the node pack as it is and isolated. If one of its nodes would be lost, nothing is changed.</source>
        <translation>Primero se construye su entorno, y ComfyUI prueba el pack de nodos tal como está y aislado. Si se perdiera alguno de sus nodos, no se cambia nada.</translation>
    </message>
    <message>
        <source>The packages beside the base stay as they are.</source>
        <translation>Los paquetes que están junto a la base se quedan como están.</translation>
    </message>
    <message>
        <source>Packages that nothing else needs are no longer seen by ComfyUI.</source>
        <translation>ComfyUI deja de ver los paquetes que nada más necesita.</translation>
    </message>
    <message>
        <source>No further packages are needed.</source>
        <translation>No hacen falta más paquetes.</translation>
    </message>
    <message>
        <source>No further packages are needed: everything is there already.</source>
        <translation>No hacen falta más paquetes: ya está todo ahí.</translation>
    </message>
    <message>
        <source>%1 will stand beside the base, %2 in all. The base and its torch stay as they are.</source>
        <translation>Junto a la base estará %1, en total %2. La base y su torch se quedan como están.</translation>
    </message>
    <message>
        <source>%1 will stand beside the base. The base and its torch stay as they are.</source>
        <translation>Junto a la base estará %1. La base y su torch se quedan como están.</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>a version before and after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>comes new</source>
        <translation>llega como nuevo</translation>
    </message>
    <message>
        <source>comes from %1</source>
        <translation>viene de %1</translation>
    </message>
    <message>
        <source>is loaded again from the next start on</source>
        <translation>se vuelve a cargar a partir del próximo inicio</translation>
    </message>
    <message>
        <source>stays here, but is not loaded</source>
        <translation>se queda aquí, pero no se carga</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s)</source>
        <translation>
            <numerusform>un commit nuevo</numerusform>
            <numerusform>%n commits nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>another version</source>
        <translation>otra versión</translation>
    </message>
    <message>
        <source>goes to the recycle bin</source>
        <translation>va a la papelera</translation>
    </message>
    <message>
        <source>comes back as it was</source>
        <translation>vuelve como era</translation>
    </message>
    <message>
        <source>its install.py runs in a copy of it</source>
        <translation>su install.py se ejecuta en una copia</translation>
    </message>
    <message>
        <source>gets a Python of its own</source>
        <translation>recibe un Python propio</translation>
    </message>
    <message>
        <source>runs in ComfyUI&apos;s Python again</source>
        <translation>se ejecuta de nuevo en el Python de ComfyUI</translation>
    </message>
    <message>
        <source>Its install.py ran and added no packages.</source>
        <translation>Su install.py se ejecutó y no añadió ningún paquete.</translation>
    </message>
    <message>
        <source>Its install.py ran and added %1.</source>
        <translation>Su install.py se ejecutó y añadió %1.</translation>
    </message>
    <message>
        <source>Its install.py is the one that ran before.</source>
        <translation>Su install.py es el que se ejecutó antes.</translation>
    </message>
    <message>
        <source>It brings an install.py, which runs only if you say so.</source>
        <translation>Trae un install.py, que solo se ejecuta si usted lo dice.</translation>
    </message>
    <message>
        <source>Edited here: %1.</source>
        <translation>Editado aquí: %1.</translation>
    </message>
    <message>
        <source>New in it: %1</source>
        <translation>Nuevo en él: %1</translation>
    </message>
    <message>
        <source>Node packs · %1</source>
        <comment>how many</comment>
        <translation>Packs de nodos · %1</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Instalar</translation>
    </message>
    <message>
        <source>&amp;Enable</source>
        <translation>Acti&amp;var</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>&amp;Desactivar</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Actuali&amp;zar</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Q&amp;uitar</translation>
    </message>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Recuperar</translation>
    </message>
    <message>
        <source>&amp;Run it</source>
        <translation>&amp;Ejecutarlo</translation>
    </message>
    <message>
        <source>&amp;Isolate</source>
        <translation>&amp;Aislar</translation>
    </message>
    <message>
        <source>&amp;Undo isolation</source>
        <translation>Des&amp;hacer aislamiento</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>Re&amp;staurar</translation>
    </message>
    <message>
        <source>Take the extras away?</source>
        <translation>¿Quitar los extras?</translation>
    </message>
    <message>
        <source>Install “%1”?</source>
        <translation>¿Instalar «%1»?</translation>
    </message>
    <message numerus="yes">
        <source>Install %n node pack(s)?</source>
        <translation>
            <numerusform>¿Instalar un pack de nodos?</numerusform>
            <numerusform>¿Instalar %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n node pack(s)?</source>
        <translation>
            <numerusform>¿Activar un pack de nodos?</numerusform>
            <numerusform>¿Activar %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable “%1”?</source>
        <translation>¿Activar «%1»?</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n node pack(s)?</source>
        <translation>
            <numerusform>¿Desactivar un pack de nodos?</numerusform>
            <numerusform>¿Desactivar %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable “%1”?</source>
        <translation>¿Desactivar «%1»?</translation>
    </message>
    <message numerus="yes">
        <source>Update %n node pack(s)?</source>
        <translation>
            <numerusform>¿Actualizar un pack de nodos?</numerusform>
            <numerusform>¿Actualizar %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Update “%1”?</source>
        <translation>¿Actualizar «%1»?</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n node pack(s)?</source>
        <translation>
            <numerusform>¿Quitar un pack de nodos?</numerusform>
            <numerusform>¿Quitar %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>¿Quitar «%1»?</translation>
    </message>
    <message numerus="yes">
        <source>Take back %n node pack(s)?</source>
        <translation>
            <numerusform>¿Recuperar un pack de nodos?</numerusform>
            <numerusform>¿Recuperar %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back “%1”?</source>
        <translation>¿Recuperar «%1»?</translation>
    </message>
    <message numerus="yes">
        <source>Run the install.py of %n node pack(s)?</source>
        <translation>
            <numerusform>¿Ejecutar el install.py de un pack de nodos?</numerusform>
            <numerusform>¿Ejecutar el install.py de %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Run the install.py of “%1”?</source>
        <translation>¿Ejecutar el install.py de «%1»?</translation>
    </message>
    <message numerus="yes">
        <source>Isolate %n node pack(s)?</source>
        <translation>
            <numerusform>¿Aislar un pack de nodos?</numerusform>
            <numerusform>¿Aislar %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Isolate “%1”?</source>
        <translation>¿Aislar «%1»?</translation>
    </message>
    <message numerus="yes">
        <source>Undo the isolation of %n node pack(s)?</source>
        <translation>
            <numerusform>¿Deshacer el aislamiento de un pack de nodos?</numerusform>
            <numerusform>¿Deshacer el aislamiento de %n packs de nodos?</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”?</source>
        <translation>¿Deshacer el aislamiento de «%1»?</translation>
    </message>
    <message>
        <source>Restore the snapshot?</source>
        <translation>¿Restaurar la instantánea?</translation>
    </message>
    <message>
        <source>Install what the node packs need?</source>
        <translation>¿Instalar lo que necesitan los packs de nodos?</translation>
    </message>
</context>
<context>
    <name>portico::app::PlanTree</name>
    <message>
        <source>The plan</source>
        <translation>El plan</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>About it</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
</context>
<context>
    <name>portico::app::PortField</name>
    <message>
        <source>P&amp;ort</source>
        <translation>&amp;Puerto</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install.</source>
        <translation>El puerto por el que el navegador llega a esta instalación.</translation>
    </message>
    <message>
        <source>The port at which the browser reaches this install</source>
        <translation>El puerto por el que el navegador llega a esta instalación</translation>
    </message>
    <message>
        <source>Stop this install to change its port</source>
        <translation>Detenga esta instalación para cambiar su puerto</translation>
    </message>
</context>
<context>
    <name>portico::app::PorticoLink</name>
    <message>
        <source>The link cannot be read, so nothing was done with it.</source>
        <translation>No se puede leer el enlace, así que no se hizo nada con él.</translation>
    </message>
    <message>
        <source>Ask whoever made the link, or add the bundle with “Add”.</source>
        <translation>Pregunte a quien hizo el enlace, o añada el lote con «Añadir».</translation>
    </message>
    <message>
        <source>The link is refused: %1</source>
        <translation>Se rechaza el enlace: %1</translation>
    </message>
    <message>
        <source>Do not use it unless you know who made it.</source>
        <translation>No lo use, a menos que sepa quién lo hizo.</translation>
    </message>
    <message>
        <source>it names an address that does not begin with https.</source>
        <translation>nombra una dirección que no empieza por https.</translation>
    </message>
    <message>
        <source>its address holds a user name, which may hide the real host.</source>
        <translation>su dirección contiene un nombre de usuario, que puede ocultar el servidor real.</translation>
    </message>
    <message>
        <source>it holds letters that cannot be seen.</source>
        <translation>contiene letras que no se ven.</translation>
    </message>
</context>
<context>
    <name>portico::app::ProxyRows</name>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
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
        <translation>Ti&amp;po de proxy</translation>
    </message>
    <message>
        <source>What runs on this computer is never reached through a proxy.</source>
        <translation>A lo que funciona en este equipo nunca se llega a través de un proxy.</translation>
    </message>
    <message>
        <source>Such as intranet.example, .corp.example, 10.0.0.0/8</source>
        <translation>Por ejemplo intranet.example, .corp.example, 10.0.0.0/8</translation>
    </message>
    <message>
        <source>&amp;Exceptions, reached directly</source>
        <translation>&amp;Excepciones, acceso directo</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>Servidor del proxy</translation>
    </message>
    <message>
        <source>Host, such as proxy.example.org</source>
        <translation>Servidor, por ejemplo proxy.example.org</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>Puerto del proxy</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>Di&amp;rección</translation>
    </message>
    <message>
        <source>Such as http://wpad.example.org/proxy.pac, or a file</source>
        <translation>Por ejemplo http://wpad.example.org/proxy.pac, o un archivo</translation>
    </message>
    <message>
        <source>Addre&amp;ss of the script</source>
        <translation>Dirección del &amp;script</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>Usuar&amp;io</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Co&amp;ntraseña</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Olvidar</translation>
    </message>
    <message>
        <source>Forget the proxy&apos;s password</source>
        <translation>Olvidar la contraseña del proxy</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>Preguntando al llavero…</translation>
    </message>
</context>
<context>
    <name>portico::app::PublishDialog</name>
    <message>
        <source>Publish %1</source>
        <translation>Publicar %1</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Adónde</translation>
    </message>
    <message>
        <source>A &amp;folder or team&apos;s list</source>
        <translation>Una &amp;carpeta o lista de grupo</translation>
    </message>
    <message>
        <source>A release on &amp;GitHub</source>
        <translation>Una versión en &amp;GitHub</translation>
    </message>
    <message>
        <source>&amp;Notes for those who choose it</source>
        <translation>&amp;Notas para quienes lo elijan</translation>
    </message>
    <message>
        <source>Notes for those who choose it</source>
        <translation>Notas para quienes lo elijan</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Qué falta</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>&amp;Publicar</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publicar</translation>
    </message>
    <message>
        <source>Folder or list</source>
        <translation>Carpeta o lista</translation>
    </message>
    <message>
        <source>A share, or the path of a catalogue.json</source>
        <translation>Un recurso compartido o la ruta de un catalogue.json</translation>
    </message>
    <message>
        <source>Only of a new list; after its folder without this</source>
        <translation>Solo de una lista nueva; sin indicarlo, el de su carpeta</translation>
    </message>
    <message>
        <source>As the bundle says</source>
        <translation>Como dice el lote</translation>
    </message>
    <message>
        <source>Replace another bundle of that name</source>
        <translation>Sustituir otro lote de ese nombre</translation>
    </message>
    <message>
        <source>F&amp;older or list</source>
        <translation>Carpeta o &amp;lista</translation>
    </message>
    <message>
        <source>&amp;Title of the list</source>
        <translation>&amp;Título de la lista</translation>
    </message>
    <message>
        <source>&amp;Runs on</source>
        <translation>&amp;Funciona con</translation>
    </message>
    <message>
        <source>The bundle is looked at once more and copied there; the list beside it, which every Portico can read, names it when all of it is there.</source>
        <translation>El lote se examina una vez más y se copia allí; la lista que está a su lado, que cualquier Portico puede leer, lo nombra cuando está todo allí.</translation>
    </message>
    <message>
        <source>owner/name</source>
        <translation>propietario/nombre</translation>
    </message>
    <message>
        <source>The tag without this</source>
        <translation>Sin indicarlo, la etiqueta</translation>
    </message>
    <message>
        <source>Not the latest release</source>
        <translation>No es la última versión</translation>
    </message>
    <message>
        <source>Reposi&amp;tory</source>
        <translation>&amp;Repositorio</translation>
    </message>
    <message>
        <source>T&amp;ag</source>
        <translation>&amp;Etiqueta</translation>
    </message>
    <message>
        <source>T&amp;itle</source>
        <translation>Títul&amp;o</translation>
    </message>
    <message>
        <source>A draft is made, the files are sent and compared with GitHub&apos;s SHA-256, and last the release becomes public. Nobody sees half of it.</source>
        <translation>Se crea un borrador, los archivos se envían y se comparan con el SHA-256 de GitHub, y al final la versión se hace pública. Nadie la ve a medias.</translation>
    </message>
    <message>
        <source>Say where to, with the whole path.</source>
        <translation>Diga adónde, con la ruta completa.</translation>
    </message>
    <message>
        <source>Sign in to GitHub first, on the Bundles page.</source>
        <translation>Inicie primero sesión en GitHub, en la página Lotes.</translation>
    </message>
    <message>
        <source>A repository is named owner/name.</source>
        <translation>Un repositorio se nombra propietario/nombre.</translation>
    </message>
    <message>
        <source>Name the release&apos;s tag.</source>
        <translation>Indique la etiqueta de la versión.</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeBundleForm</name>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code</source>
        <translation>Compilar los paquetes que no tienen compilación ya hecha; eso ejecuta su código</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time</source>
        <translation>Guardar lo descargado para la próxima vez</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>Car&amp;peta</translation>
    </message>
    <message>
        <source>&amp;Versions</source>
        <translation>&amp;Versiones</translation>
    </message>
    <message>
        <source>In ho&amp;w many files</source>
        <translation>En c&amp;uántos archivos</translation>
    </message>
    <message>
        <source>Those of the lock beside the bundle, if there is one</source>
        <translation>Las del bloqueo que está junto al lote, si lo hay</translation>
    </message>
    <message>
        <source>The newest that the recipe allows</source>
        <translation>Las más recientes que permite la receta</translation>
    </message>
</context>
<context>
    <name>portico::app::RecipeFiles</name>
    <message>
        <source>The recipe names %1, which lies outside of its own folder and cannot be pushed with it.</source>
        <translation>La receta nombra %1, que está fuera de su propia carpeta y no se puede subir con ella.</translation>
    </message>
    <message>
        <source>Put it beside the recipe.</source>
        <translation>Póngalo junto a la receta.</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryModel</name>
    <message>
        <source>Installed already. %1</source>
        <translation>Ya instalado. %1</translation>
    </message>
    <message>
        <source>Node pack</source>
        <translation>Pack de nodos</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Descargas</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Qué hace</translation>
    </message>
</context>
<context>
    <name>portico::app::RegistryPanel</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>Actuali&amp;zar</translation>
    </message>
    <message>
        <source>Search: what it does, its name, its author</source>
        <translation>Buscar: qué hace, su nombre, su autor</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>Buscar en Comfy Registry</translation>
    </message>
    <message>
        <source>Ask the registry for what is new</source>
        <translation>Preguntar al registro de Comfy qué hay de nuevo</translation>
    </message>
    <message>
        <source>About the chosen node pack</source>
        <translation>Sobre el pack de nodos elegido</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>Lo más reciente</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>&amp;Versión</translation>
    </message>
    <message>
        <source>Node packs of the registry</source>
        <translation>Packs de nodos del registro de Comfy</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>Preguntando a Comfy Registry…</translation>
    </message>
    <message>
        <source>Nothing in the registry has these words.</source>
        <translation>Nada en el registro de Comfy tiene estas palabras.</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s), as it was: %1. The registry cannot be reached now.</source>
        <comment>%1 is a moment</comment>
        <translation>
            <numerusform>Un pack de nodos, tal como era: %1. Ahora no se puede llegar al registro de Comfy.</numerusform>
            <numerusform>%n packs de nodos, tal como era: %1. Ahora no se puede llegar al registro de Comfy.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>un pack de nodos</numerusform>
            <numerusform>%n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest: %1</source>
        <translation>Lo más reciente: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are chosen.</source>
        <translation>
            <numerusform>Se ha elegido un pack de nodos.</numerusform>
            <numerusform>Se han elegido %n packs de nodos.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is installed already.</source>
        <translation>«%1» ya está instalado.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>«%1» no es una versión.</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveDialog</name>
    <message>
        <source>Python and ComfyUI</source>
        <translation>Python y ComfyUI</translation>
    </message>
    <message>
        <source>Your files</source>
        <translation>Sus archivos</translation>
    </message>
    <message>
        <source>Settings and logs</source>
        <translation>Ajustes y registros</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Enlace</translation>
    </message>
    <message>
        <source>Counting what would go…</source>
        <translation>Contando lo que se iría…</translation>
    </message>
    <message>
        <source>&amp;Keep my own files</source>
        <translation>&amp;Conservar mis archivos</translation>
    </message>
    <message>
        <source>Move to the &amp;recycle bin</source>
        <translation>Mover a la &amp;papelera</translation>
    </message>
    <message>
        <source>&amp;Delete for good</source>
        <translation>&amp;Eliminar definitivamente</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>¿Quitar «%1»?</translation>
    </message>
    <message>
        <source>What would go</source>
        <translation>Lo que se iría</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>What removing %1 takes away</source>
        <translation>Lo que se elimina al quitar %1</translation>
    </message>
    <message>
        <source>%1 (points to %2, which stays)</source>
        <translation>%1 (apunta a %2, que se queda)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Keep my own files: %n file(s), %1</source>
        <translation>
            <numerusform>&amp;Conservar mis archivos: un archivo, %1</numerusform>
            <numerusform>&amp;Conservar mis archivos: %n archivos, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not touched: %1</source>
        <translation>No se toca: %1</translation>
    </message>
    <message>
        <source>Your files, kept</source>
        <translation>Sus archivos, conservados</translation>
    </message>
    <message>
        <source>This deletes %1 for good; it cannot be brought back.</source>
        <translation>Esto elimina %1 definitivamente; no se puede recuperar.</translation>
    </message>
    <message>
        <source>This moves %1 to the recycle bin.</source>
        <translation>Esto mueve %1 a la papelera.</translation>
    </message>
    <message>
        <source>Your own files are moved to %1.</source>
        <translation>Sus propios archivos se trasladan a %1.</translation>
    </message>
</context>
<context>
    <name>portico::app::RemoveEnvsDialog</name>
    <message>
        <source>What would go</source>
        <translation>Lo que se iría</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>aún sin contar</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairDialog</name>
    <message>
        <source>&amp;Start ComfyUI once at the end, to be sure</source>
        <translation>&amp;Iniciar ComfyUI una vez al final, para asegurarse</translation>
    </message>
    <message>
        <source>&amp;Clear what ComfyUI-Manager would still do at the next start</source>
        <translation>&amp;Borrar lo que ComfyUI-Manager aún haría en el próximo inicio</translation>
    </message>
    <message>
        <source>&amp;Undo what was changed by hand in node packs; it is kept</source>
        <translation>&amp;Deshacer lo que se cambió a mano en packs de nodos; se conserva</translation>
    </message>
    <message>
        <source>Repair “%1”</source>
        <translation>Reparar «%1»</translation>
    </message>
    <message>
        <source>&amp;Repair</source>
        <translation>&amp;Reparar</translation>
    </message>
    <message>
        <source>&amp;Undo the repair</source>
        <translation>Des&amp;hacer la reparación</translation>
    </message>
    <message>
        <source>How the repair stands</source>
        <translation>Cómo va la reparación</translation>
    </message>
    <message>
        <source>Steps of the repair</source>
        <translation>Pasos de la reparación</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>&amp;Check by a start</source>
        <translation>Comprob&amp;ar con un inicio</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>De&amp;tener</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Rei&amp;ntentar</translation>
    </message>
    <message>
        <source>Looking at everything that can be repaired. Nothing is changed.</source>
        <translation>Examinando todo lo que se puede reparar. No se cambia nada.</translation>
    </message>
    <message>
        <source>Every file is whole at any time: this may be stopped, and goes on where it was the next time.</source>
        <translation>Cada archivo está completo en todo momento: esto se puede detener, y la próxima vez continúa donde estaba.</translation>
    </message>
    <message>
        <source>What was replaced is kept in %1.</source>
        <translation>Lo que se sustituyó se conserva en %1.</translation>
    </message>
    <message>
        <source>Everything is as it was before the repair.</source>
        <translation>Todo está como antes de la reparación.</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairFlow</name>
    <message>
        <source>Look what can be repaired</source>
        <translation>Mirar qué se puede reparar</translation>
    </message>
    <message>
        <source>Repair %1</source>
        <translation>Reparar %1</translation>
    </message>
    <message>
        <source>Undo the repair of %1</source>
        <translation>Deshacer la reparación de %1</translation>
    </message>
    <message>
        <source>Put %1 back as it was</source>
        <translation>Dejar %1 como estaba</translation>
    </message>
    <message>
        <source>“Repair” looks at everything, and says what it can do.</source>
        <translation>«Reparar» lo examina todo y dice qué puede hacer.</translation>
    </message>
    <message>
        <source>Take new packages of %1 into its layer</source>
        <translation>Adoptar paquetes nuevos de %1 en su capa</translation>
    </message>
    <message>
        <source>They are remembered: “Repair” installs them, or the next change of node packs.</source>
        <translation>Se recuerdan: los instala «Reparar» o el próximo cambio de packs de nodos.</translation>
    </message>
</context>
<context>
    <name>portico::app::RepairSteps</name>
    <message>
        <source>What the repair will do</source>
        <translation>Lo que hará la reparación</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number and title of a step</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>From %1.</source>
        <comment>where files come from</comment>
        <translation>Procedencia: %1.</translation>
    </message>
    <message>
        <source>%1 are written.</source>
        <comment>a size</comment>
        <translation>Se escriben %1.</translation>
    </message>
</context>
<context>
    <name>portico::app::RestoreFlow</name>
    <message>
        <source>Then</source>
        <translation>Entonces</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>&amp;Volver atrás</translation>
    </message>
    <message>
        <source>Models, pictures and your other files stay as they are. The state of now is kept, so that this, too, can be taken back.</source>
        <translation>Los modelos, las imágenes y sus demás archivos se quedan como están. El estado actual se conserva, de modo que esto también se puede deshacer.</translation>
    </message>
    <message>
        <source>Everything is as it was then. There is nothing to do.</source>
        <translation>Todo está como entonces. No hay nada que hacer.</translation>
    </message>
    <message>
        <source>What is listed first stays as it is, the rest becomes what it was then.</source>
        <translation>Lo que se enumera primero se queda como está; lo demás pasa a ser lo que era entonces.</translation>
    </message>
    <message>
        <source>&amp;Go back as far as possible</source>
        <translation>&amp;Volver atrás en lo posible</translation>
    </message>
    <message>
        <source>Not everything can be as it was then.</source>
        <translation>No todo puede ser como era entonces.</translation>
    </message>
    <message>
        <source>&amp;Plan without that</source>
        <translation>&amp;Planificar sin eso</translation>
    </message>
    <message>
        <source>All is as it was then, but the isolated environment “%1” could not be built.</source>
        <translation>Todo está como entonces, pero no se pudo construir el entorno aislado «%1».</translation>
    </message>
</context>
<context>
    <name>portico::app::RunView</name>
    <message>
        <source>State of the run</source>
        <translation>Estado de la ejecución</translation>
    </message>
    <message>
        <source>Do&amp;wnload what it made</source>
        <translation>&amp;Descargar lo que creó</translation>
    </message>
    <message>
        <source>&amp;Cancel the run</source>
        <translation>&amp;Cancelar la ejecución</translation>
    </message>
    <message>
        <source>Open on &amp;GitHub</source>
        <translation>Abrir en &amp;GitHub</translation>
    </message>
    <message>
        <source>Being started in %1…</source>
        <translation>Iniciando en %1…</translation>
    </message>
    <message>
        <source>%1, run %2 of %3</source>
        <comment>title of a run; its number; repository</comment>
        <translation>%1, ejecución %2 de %3</translation>
    </message>
    <message>
        <source>Not started in %1</source>
        <translation>No se inició en %1</translation>
    </message>
    <message>
        <source>Stop wa&amp;tching</source>
        <translation>D&amp;ejar de seguir</translation>
    </message>
    <message>
        <source>Wa&amp;tch it</source>
        <translation>&amp;Seguirla</translation>
    </message>
    <message>
        <source>The run on GitHub goes on</source>
        <translation>La ejecución en GitHub continúa</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a job or step on GitHub; its state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The last lines of its log</source>
        <translation>Las últimas líneas de su registro</translation>
    </message>
</context>
<context>
    <name>portico::app::ScriptChoice</name>
    <message>
        <source>About running install.py</source>
        <translation>Sobre ejecutar install.py</translation>
    </message>
    <message>
        <source>install.py is its author&apos;s own code and runs with your rights, on a copy of Python and packages that is thrown away; what it adds is shown before it is installed.</source>
        <translation>install.py es código de su propio autor y se ejecuta con los permisos de usted, en una copia de Python y de los paquetes que después se descarta; lo que añade se muestra antes de instalarse.</translation>
    </message>
    <message>
        <source>Meanwhile the copy takes %1 on the disk.</source>
        <translation>Mientras tanto, la copia ocupa %1 en el disco.</translation>
    </message>
    <message>
        <source>%1 brings an install.py (%2)</source>
        <translation>%1 trae un install.py (%2)</translation>
    </message>
    <message>
        <source>Run it in a throwaway copy</source>
        <translation>Ejecutarlo en una copia desechable</translation>
    </message>
    <message>
        <source>Run the install.py of %1 in a throwaway copy</source>
        <translation>Ejecutar el install.py de %1 en una copia desechable</translation>
    </message>
    <message>
        <source>Show install.py…</source>
        <translation>Mostrar install.py…</translation>
    </message>
    <message>
        <source>Show the install.py of %1</source>
        <translation>Mostrar el install.py de %1</translation>
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
        <translation>El texto de install.py</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
</context>
<context>
    <name>portico::app::SetUp</name>
    <message>
        <source>ComfyUI with %1</source>
        <comment>an accelerator</comment>
        <translation>ComfyUI con %1</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>Preparar %1</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingRow</name>
    <message>
        <source>%1: result</source>
        <comment>name of a setting</comment>
        <translation>%1: resultado</translation>
    </message>
</context>
<context>
    <name>portico::app::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message>
        <source>The folder that holds all installs, downloads and shared models.</source>
        <translation>La carpeta que contiene todas las instalaciones, las descargas y los modelos compartidos.</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>Carpeta de la biblioteca</translation>
    </message>
    <message>
        <source>The next start of Portico uses this folder. Nothing is moved: what is in %1 stays there.</source>
        <translation>El próximo inicio de Portico usa esta carpeta. No se traslada nada: lo que está en %1 se queda ahí.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Co&amp;lours</source>
        <translation>Colo&amp;res</translation>
    </message>
    <message>
        <source>Closing while an install runs</source>
        <translation>Cerrar con una instalación en marcha</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Preguntar</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>Detenerla</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>Dejarla en marcha</translation>
    </message>
    <message>
        <source>&amp;Closing while an install runs</source>
        <translation>&amp;Cerrar con una instalación en marcha</translation>
    </message>
    <message>
        <source>Packages of node packs</source>
        <translation>Paquetes de packs de nodos</translation>
    </message>
    <message>
        <source>Trust new packages after</source>
        <translation>Confiar en paquetes nuevos tras</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>De inmediato</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>Un día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Trust new packages after</source>
        <translation>Con&amp;fiar en paquetes nuevos tras</translation>
    </message>
    <message>
        <source>Harmful uploads are mostly found within days. Until then an older version is taken, where one fits.</source>
        <translation>Los paquetes dañinos casi siempre se descubren en unos días. Hasta entonces se toma una versión anterior, donde haya una adecuada.</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Catálogo</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>GitHub answers 60 questions an hour for everybody behind one address, and 5,000 for you with a token. For that it needs no rights, and it goes to api.github.com alone.</source>
        <translation>GitHub responde a 60 preguntas por hora para todos los que comparten una dirección, y a 5000 para usted con un token. Para eso no necesita ningún permiso, y va solo a api.github.com.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Idio&amp;ma</translation>
    </message>
    <message>
        <source>The window changes its language once the work that is under way has ended.</source>
        <translation>La ventana cambiará de idioma cuando termine el trabajo en curso.</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Escritorio</translation>
    </message>
    <message>
        <source>Updates of Portico</source>
        <translation>Actualizaciones de Portico</translation>
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
        <translation>Versión %1</translation>
    </message>
    <message>
        <source>the newest ComfyUI</source>
        <translation>el ComfyUI más reciente</translation>
    </message>
    <message>
        <source>ComfyUI %1</source>
        <translation>ComfyUI %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s)</source>
        <translation>
            <numerusform>un pack de nodos</numerusform>
            <numerusform>%n packs de nodos</numerusform>
        </translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Publicar…</translation>
    </message>
    <message>
        <source>Make the bundle…</source>
        <translation>Crear el lote…</translation>
    </message>
    <message>
        <source>Build on GitHub…</source>
        <translation>Construir en GitHub…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Abrir &amp;carpeta</translation>
    </message>
    <message>
        <source>Copy the &amp;SHA-256</source>
        <translation>Copiar el &amp;SHA-256</translation>
    </message>
    <message>
        <source>&amp;Compare with…</source>
        <translation>Com&amp;parar con…</translation>
    </message>
    <message>
        <source>Open the &amp;recipe</source>
        <translation>Abrir la &amp;receta</translation>
    </message>
    <message>
        <source>&amp;Take off this list</source>
        <translation>&amp;Quitar de esta lista</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>Ya no está.</translation>
    </message>
    <message>
        <source>Bring it back to this place, or take it off this list.</source>
        <translation>Devuélvalo a este lugar o quítelo de esta lista.</translation>
    </message>
</context>
<context>
    <name>portico::app::ShelfRow</name>
    <message>
        <source>More that can be done</source>
        <translation>Qué más se puede hacer</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>%1: result</source>
        <comment>a bundle or recipe</comment>
        <translation>%1: resultado</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what a button does; the bundle or recipe</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>portico::app::Sidebar</name>
    <message>
        <source>Installs</source>
        <translation>Instalaciones</translation>
    </message>
    <message>
        <source>This co&amp;mputer</source>
        <translation>E&amp;ste equipo</translation>
    </message>
    <message>
        <source>&amp;Bundles</source>
        <translation>&amp;Lotes</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>R&amp;ed</translation>
    </message>
    <message>
        <source>&amp;Disk</source>
        <translation>Disc&amp;o</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>Aj&amp;ustes</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Añadir</translation>
    </message>
    <message>
        <source>Add ComfyUI</source>
        <translation>Añadir ComfyUI</translation>
    </message>
    <message>
        <source>A &amp;build for this computer…</source>
        <translation>Una &amp;compilación para este equipo…</translation>
    </message>
    <message>
        <source>&amp;Composed from its parts…</source>
        <translation>Com&amp;puesto de sus partes…</translation>
    </message>
    <message>
        <source>A bundle from a &amp;file…</source>
        <translation>Un lote de un arc&amp;hivo…</translation>
    </message>
    <message>
        <source>A bundle from an &amp;address…</source>
        <translation>Un lote de una di&amp;rección…</translation>
    </message>
    <message>
        <source>A ComfyUI folder I already &amp;have…</source>
        <translation>Una carpeta de ComfyUI que ya &amp;tengo…</translation>
    </message>
    <message>
        <source>&amp;Start or stop</source>
        <translation>&amp;Iniciar o detener</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>Re&amp;nombrar</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplicar</translation>
    </message>
    <message>
        <source>Make a &amp;bundle…</source>
        <translation>Crear un &amp;lote…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Quitar…</translation>
    </message>
    <message>
        <source>&amp;Migrate into the library…</source>
        <translation>&amp;Migrar a la biblioteca…</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>What to do when, and what the words mean (F1)</source>
        <translation>Qué hacer en cada caso y qué significan las palabras (F1)</translation>
    </message>
</context>
<context>
    <name>portico::app::SourceRows</name>
    <message>
        <source>Builds come from ComfyUI&apos;s own releases, and from the lists below besides.</source>
        <translation>Las compilaciones vienen de las versiones del propio ComfyUI y, además, de las listas de abajo.</translation>
    </message>
    <message>
        <source>Address or file of a team&apos;s list, or owner/name on GitHub</source>
        <translation>Dirección o archivo de la lista de un grupo, o propietario/nombre en GitHub</translation>
    </message>
    <message>
        <source>&amp;One more list</source>
        <translation>Una lista &amp;más</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Choose a team&apos;s list</source>
        <translation>Elegir la lista de un grupo</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Add the list</source>
        <translation>Añadir la lista</translation>
    </message>
    <message>
        <source>%1 on GitHub</source>
        <translation>%1 en GitHub</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Test: %1</source>
        <translation>Probar: %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Quitar: %1</translation>
    </message>
    <message>
        <source>What was installed from it stays</source>
        <translation>Lo que se instaló desde ella se queda</translation>
    </message>
    <message>
        <source>Asking it…</source>
        <translation>Preguntándole…</translation>
    </message>
    <message numerus="yes">
        <source>It answers, with %n build(s).</source>
        <translation>
            <numerusform>Responde, con una compilación.</numerusform>
            <numerusform>Responde, con %n compilaciones.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a list of builds</source>
        <translation>Añadir una lista de compilaciones</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n build(s).</source>
        <translation>
            <numerusform>Se añadió %1, con una compilación.</numerusform>
            <numerusform>Se añadió %1, con %n compilaciones.</numerusform>
        </translation>
    </message>
    <message>
        <source>A team&apos;s list</source>
        <translation>La lista de un grupo</translation>
    </message>
    <message>
        <source>Lists of builds (*.json);;All files (*)</source>
        <translation>Listas de compilaciones (*.json);;Todos los archivos (*)</translation>
    </message>
</context>
<context>
    <name>portico::app::StartButton</name>
    <message>
        <source>Start and open</source>
        <translation>Iniciar y abrir</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Iniciar de nuevo</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>Terminar ya</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Iniciar</translation>
    </message>
    <message>
        <source>Start and &amp;open in the browser when ready</source>
        <translation>Iniciar y &amp;abrir en el navegador cuando esté listo</translation>
    </message>
    <message>
        <source>Sa&amp;fe start, without node packs</source>
        <translation>Inicio &amp;seguro, sin packs de nodos</translation>
    </message>
    <message>
        <source>Find the &amp;guilty node pack…</source>
        <translation>Buscar el pack de nodos &amp;culpable…</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Reiniciar</translation>
    </message>
    <message>
        <source>&amp;Keep running when Portico is closed</source>
        <translation>&amp;Dejar en marcha al cerrar Portico</translation>
    </message>
    <message>
        <source>&amp;End at once, without asking ComfyUI</source>
        <translation>&amp;Terminar ya, sin preguntar a ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::app::StateKeeping</name>
    <message>
        <source>Take a snapshot</source>
        <translation>Tomar una instantánea</translation>
    </message>
</context>
<context>
    <name>portico::app::StepRow</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Paso %1 de %2: %3</translation>
    </message>
</context>
<context>
    <name>portico::app::TestWorkflowRows</name>
    <message>
        <source>There is none yet.</source>
        <translation>Todavía no hay ninguno.</translation>
    </message>
    <message>
        <source>A&amp;dd a workflow…</source>
        <translation>Aña&amp;dir un flujo de trabajo…</translation>
    </message>
    <message>
        <source>&amp;Try them now</source>
        <translation>&amp;Probarlos ahora</translation>
    </message>
    <message>
        <source>An update works these off with the new generation and is switched to only when all of them work. In ComfyUI: File, Export (API); then drop the file here.</source>
        <translation>Una actualización los realiza con la nueva generación y solo cambia a ella cuando todos funcionan. En ComfyUI: File, Export (API); después suelte el archivo aquí.</translation>
    </message>
    <message>
        <source>Not tried yet.</source>
        <translation>Todavía sin probar.</translation>
    </message>
    <message>
        <source>Worked %1, in %2 s.</source>
        <comment>a moment; seconds</comment>
        <translation>Funcionó (%1), en %2 s.</translation>
    </message>
    <message>
        <source>Failed %1: %2</source>
        <comment>a moment; a sentence</comment>
        <translation>Falló (%1): %2</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove the test workflow %1</source>
        <translation>Quitar el flujo de trabajo de prueba %1</translation>
    </message>
    <message>
        <source>Choose workflows</source>
        <translation>Elegir flujos de trabajo</translation>
    </message>
    <message>
        <source>Workflows (*.json)</source>
        <translation>Flujos de trabajo (*.json)</translation>
    </message>
    <message>
        <source>Try the test workflows of %1</source>
        <comment>an install</comment>
        <translation>Probar los flujos de trabajo de prueba de %1</translation>
    </message>
</context>
<context>
    <name>portico::app::Texts</name>
    <message>
        <source>Stopped</source>
        <translation>Detenida</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Deteniendo</translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation>Fallida</translation>
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
            <numerusform>Un día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message>
        <source>Today at %1</source>
        <translation>Hoy, %1</translation>
    </message>
    <message>
        <source>Yesterday at %1</source>
        <translation>Ayer, %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>date and time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The sources are being asked for what is new…</source>
        <translation>Preguntando a las fuentes qué hay de nuevo…</translation>
    </message>
    <message>
        <source>Still asking: %1…</source>
        <translation>Todavía preguntando: %1…</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size each second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 por segundo</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>done of total</comment>
        <translation>%1 de %2</translation>
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
        <translation>Lote portable de Anymatix</translation>
    </message>
    <message>
        <source>Official ComfyUI portable</source>
        <translation>ComfyUI portable oficial</translation>
    </message>
    <message>
        <source>Comfy-Org standalone environment</source>
        <translation>Entorno independiente de Comfy-Org</translation>
    </message>
    <message>
        <source>Put together by Portico</source>
        <translation>Compuesto por Portico</translation>
    </message>
    <message>
        <source>ComfyUI folder with its own Python</source>
        <translation>Carpeta de ComfyUI con su propio Python</translation>
    </message>
    <message>
        <source>Waiting for another job to end</source>
        <translation>Esperando a que termine otra tarea</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>En curso</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falló</translation>
    </message>
    <message>
        <source>today at %1</source>
        <comment>within a sentence</comment>
        <translation>hoy, %1</translation>
    </message>
    <message>
        <source>yesterday at %1</source>
        <comment>within a sentence</comment>
        <translation>ayer, %1</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenDialog</name>
    <message>
        <source>Sign in to GitHub</source>
        <translation>Iniciar sesión en GitHub</translation>
    </message>
    <message>
        <source>With a token Portico does in your name what you press here, and nothing else. It goes to GitHub alone, lies in this computer&apos;s keychain, and is never shown again.</source>
        <translation>Con un token, Portico hace en su nombre lo que usted pulsa aquí y nada más. Va solo a GitHub, se guarda en el llavero de este equipo y no se vuelve a mostrar nunca.</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>&amp;Iniciar sesión</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <source>&amp;Make a token on GitHub</source>
        <translation>C&amp;rear un token en GitHub</translation>
    </message>
    <message>
        <source>Opens GitHub with these rights chosen already</source>
        <translation>Abre GitHub con estos permisos ya elegidos</translation>
    </message>
    <message>
        <source>Rights that the token needs</source>
        <translation>Permisos que necesita el token</translation>
    </message>
    <message>
        <source>To push recipes, make releases, and read what a run made, also in private repositories.</source>
        <translation>Para subir recetas, crear versiones y leer lo que creó una ejecución, también en repositorios privados.</translation>
    </message>
    <message>
        <source>To put a workflow&apos;s file into a repository.</source>
        <translation>Para poner el archivo de un flujo de trabajo en un repositorio.</translation>
    </message>
    <message>
        <source>or fine-grained</source>
        <translation>o de permisos detallados</translation>
    </message>
    <message>
        <source>For the one repository: Contents, Actions and Workflows, each “read and write”.</source>
        <translation>Para ese único repositorio: Contents, Actions y Workflows, cada uno «read and write».</translation>
    </message>
    <message>
        <source>github.com, or the address of a company&apos;s own</source>
        <translation>github.com, o la dirección del propio de una empresa</translation>
    </message>
    <message>
        <source>Git&amp;Hub server</source>
        <translation>Servidor Git&amp;Hub</translation>
    </message>
    <message>
        <source>“Forget” takes it from this computer. To end it on GitHub as well, delete it at %1/settings/tokens.</source>
        <translation>«Olvidar» lo quita de este equipo. Para anularlo también en GitHub, elimínelo en %1/settings/tokens.</translation>
    </message>
    <message>
        <source>Asking GitHub whose it is…</source>
        <translation>Preguntando a GitHub de quién es…</translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <comment>a person; a server</comment>
        <translation>%1 en %2.</translation>
    </message>
</context>
<context>
    <name>portico::app::TokenRow</name>
    <message>
        <source>GitHub &amp;token</source>
        <translation>&amp;Token de GitHub</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Olvidar</translation>
    </message>
    <message>
        <source>Forget the GitHub token</source>
        <translation>Olvidar el token de GitHub</translation>
    </message>
    <message>
        <source>This is no token: it has spaces or letters that no token has.</source>
        <translation>Esto no es un token: tiene espacios o letras que ningún token tiene.</translation>
    </message>
    <message>
        <source>Copy it from GitHub once more, and nothing else.</source>
        <translation>Cópielo otra vez de GitHub, y nada más.</translation>
    </message>
    <message>
        <source>Asking the keychain…</source>
        <translation>Preguntando al llavero…</translation>
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
        <translation>Portico: nada en marcha</translation>
    </message>
    <message>
        <source>&amp;Open Portico</source>
        <translation>Abrir &amp;Portico</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the window…</source>
        <translation>
            <numerusform>Una más en la ventana…</numerusform>
            <numerusform>%n más en la ventana…</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>De&amp;tener</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Iniciar</translation>
    </message>
    <message>
        <source>Open in &amp;browser</source>
        <translation>A&amp;brir en el navegador</translation>
    </message>
    <message>
        <source>No browser could be opened for %1.</source>
        <translation>No se pudo abrir ningún navegador para %1.</translation>
    </message>
    <message>
        <source>Open this address in a browser yourself.</source>
        <translation>Abra usted mismo esta dirección en un navegador.</translation>
    </message>
</context>
<context>
    <name>portico::app::UnusedEnvRow</name>
    <message>
        <source>being measured…</source>
        <translation>midiendo…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateFlow</name>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>Actuali&amp;zar</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateLook</name>
    <message>
        <source>not there</source>
        <translation>no está</translation>
    </message>
    <message>
        <source>Does not go with it</source>
        <translation>No es compatible con ello</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <source>Packages of its Python</source>
        <translation>Paquetes de su Python</translation>
    </message>
    <message>
        <source>What ComfyUI itself asks for</source>
        <translation>Lo que pide el propio ComfyUI</translation>
    </message>
    <message>
        <source>“%1” is at this ComfyUI already.</source>
        <translation>«%1» ya está en este ComfyUI.</translation>
    </message>
    <message>
        <source>Some node packs do not go with that ComfyUI. Disable them, or choose another version.</source>
        <translation>Algunos packs de nodos no son compatibles con ese ComfyUI. Desactívelos o elija otra versión.</translation>
    </message>
    <message>
        <source>It is made beside what is there and started once as a test; only then “%1” uses it. Node packs, models and your files stay, and going back takes a moment.</source>
        <translation>Se crea al lado de lo que hay y se inicia una vez como prueba; solo entonces lo usa «%1». Los packs de nodos, los modelos y sus archivos se quedan, y volver atrás lleva un momento.</translation>
    </message>
    <message>
        <source>It is older than the present one, so its list of jobs and models begins anew.</source>
        <translation>Es anterior al actual, así que su lista de trabajos y modelos empieza de nuevo.</translation>
    </message>
    <message>
        <source>It brings another torch.</source>
        <translation>Trae otro torch.</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Accelerator</source>
        <translation>Acelerador</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdatePackDialog</name>
    <message>
        <source>Another version of “%1”</source>
        <translation>Otra versión de «%1»</translation>
    </message>
    <message>
        <source>Now it is %1. What changes is shown before anything is done.</source>
        <translation>Ahora es %1. Lo que cambia se muestra antes de hacer nada.</translation>
    </message>
    <message>
        <source>&amp;Version, tag, branch or commit</source>
        <translation>&amp;Versión, etiqueta, rama o commit</translation>
    </message>
    <message>
        <source>Version, tag, branch or commit</source>
        <translation>Versión, etiqueta, rama o commit</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>Lo más reciente</translation>
    </message>
    <message>
        <source>&amp;Show the plan</source>
        <translation>&amp;Mostrar el plan</translation>
    </message>
    <message>
        <source>The Comfy Registry is being asked…</source>
        <translation>Preguntando a Comfy Registry…</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>Versiones de %1</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) are listed.</source>
        <translation>
            <numerusform>Se muestra una versión.</numerusform>
            <numerusform>Se muestran %n versiones.</numerusform>
        </translation>
    </message>
    <message>
        <source>A version, branch or commit has no spaces.</source>
        <translation>Una versión, rama o commit no tiene espacios.</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateRows</name>
    <message>
        <source>The program file %1 is replaced, and the one before is kept beside it. What is open goes on as it is: the new one counts from the next start on.</source>
        <translation>Se sustituye el archivo de programa %1, y el anterior se conserva a su lado. Lo que está abierto sigue como está: el nuevo vale a partir del próximo inicio.</translation>
    </message>
    <message>
        <source>The installer is opened. It asks for Portico to be closed and replaces it then; installs, models and settings stay as they are.</source>
        <translation>Se abre el instalador. Pide cerrar Portico y entonces lo sustituye; las instalaciones, los modelos y los ajustes quedan como están.</translation>
    </message>
    <message>
        <source>The disk image is opened. Close Portico, then drag the new one into Applications; installs, models and settings stay as they are.</source>
        <translation>Se abre la imagen de disco. Cierre Portico y luego arrastre el nuevo a Aplicaciones; las instalaciones, los modelos y los ajustes quedan como están.</translation>
    </message>
    <message>
        <source>The installer of Portico %1 is open. It replaces Portico once that is closed.</source>
        <translation>El instalador de Portico %1 está abierto. Sustituye Portico una vez que este se cierra.</translation>
    </message>
    <message>
        <source>Portico %1 is in place and counts from the next start on. The one before is kept: %2</source>
        <translation>Portico %1 está en su sitio y vale a partir del próximo inicio. El anterior se conserva: %2</translation>
    </message>
    <message>
        <source>This is Portico %1.</source>
        <translation>Este es Portico %1.</translation>
    </message>
    <message>
        <source>Look for a &amp;newer Portico once a day</source>
        <translation>Buscar un Portico más recie&amp;nte una vez al día</translation>
    </message>
    <message>
        <source>This fetches one small file from %1 and checks who signed it. The server learns your network address and the version of Portico, as with every download, and nothing else. Nothing is downloaded or installed before you say so.</source>
        <translation>Esto descarga un pequeño archivo de %1 y comprueba quién lo firmó. El servidor conoce así su dirección de red y la versión de Portico, como en cada descarga, y nada más. No se descarga ni se instala nada antes de que usted lo diga.</translation>
    </message>
    <message>
        <source>Your mirror of GitHub is asked first.</source>
        <translation>Primero se consulta su espejo de GitHub.</translation>
    </message>
    <message>
        <source>Stop l&amp;ooking</source>
        <translation>De&amp;jar de buscar</translation>
    </message>
    <message>
        <source>L&amp;ook now</source>
        <translation>Buscar a&amp;hora</translation>
    </message>
    <message>
        <source>Stop looking for a newer Portico</source>
        <translation>Dejar de buscar un Portico más reciente</translation>
    </message>
    <message>
        <source>Look for a newer Portico now</source>
        <translation>Buscar ahora un Portico más reciente</translation>
    </message>
    <message>
        <source>Last looked: %1</source>
        <comment>a moment such as “Today at 14:05”</comment>
        <translation>Última búsqueda: %1</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>Consultando %1…</translation>
    </message>
    <message>
        <source>There is no newer one.</source>
        <translation>No hay ninguno más reciente.</translation>
    </message>
    <message>
        <source>Install Portico %1?</source>
        <translation>¿Instalar Portico %1?</translation>
    </message>
    <message>
        <source>&amp;Install</source>
        <translation>&amp;Instalar</translation>
    </message>
</context>
<context>
    <name>portico::app::UpdateView</name>
    <message>
        <source>What is new</source>
        <translation>Novedades</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Ca&amp;ncelar</translation>
    </message>
    <message>
        <source>&amp;Install…</source>
        <translation>&amp;Instalar…</translation>
    </message>
    <message>
        <source>Download the update of Portico</source>
        <translation>Descargar la actualización de Portico</translation>
    </message>
    <message>
        <source>Cancel the update of Portico</source>
        <translation>Cancelar la actualización de Portico</translation>
    </message>
    <message>
        <source>Install the update of Portico…</source>
        <translation>Instalar la actualización de Portico…</translation>
    </message>
    <message>
        <source>There is Portico %1.</source>
        <translation>Hay un Portico %1.</translation>
    </message>
    <message>
        <source>Its authors say that versions before %1 are not safe to use any more.</source>
        <translation>Sus autores dicen que las versiones anteriores a la %1 ya no son seguras.</translation>
    </message>
    <message>
        <source>Do&amp;wnload (%1)</source>
        <comment>a size</comment>
        <translation>&amp;Descargar (%1)</translation>
    </message>
    <message>
        <source>There is no file of it for this kind of computer. A later version may have one again.</source>
        <translation>No hay ningún archivo suyo para este tipo de equipo. Puede que una versión posterior vuelva a ofrecerlo.</translation>
    </message>
    <message>
        <source>Downloaded and checked. Portico is not replaced while an install runs: stop %1 first.</source>
        <comment>names of installs</comment>
        <translation>Descargado y comprobado. Portico no se sustituye mientras hay una instalación en marcha: detenga antes %1.</translation>
    </message>
    <message>
        <source>Downloaded and checked.</source>
        <translation>Descargado y comprobado.</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionDialog</name>
    <message>
        <source>Also versions for &amp;testing</source>
        <translation>También versiones de &amp;prueba</translation>
    </message>
    <message>
        <source>Versions of ComfyUI</source>
        <translation>Versiones de ComfyUI</translation>
    </message>
    <message>
        <source>A fresh install at another version can stand beside “%1”; both use the same models.</source>
        <translation>Una instalación nueva con otra versión puede estar junto a «%1»; ambas usan los mismos modelos.</translation>
    </message>
    <message>
        <source>What is there now is kept: going back takes a moment.</source>
        <translation>Lo que hay ahora se conserva: volver atrás lleva un momento.</translation>
    </message>
    <message>
        <source>What going there needs</source>
        <translation>Qué hace falta para pasar a ella</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>Qué hay de nuevo</translation>
    </message>
    <message>
        <source>Its publisher wrote no notes.</source>
        <translation>Su editor no escribió notas.</translation>
    </message>
    <message>
        <source>&amp;Update to this version…</source>
        <translation>&amp;Actualizar a esta versión…</translation>
    </message>
    <message>
        <source>&amp;Fresh install at this version…</source>
        <translation>&amp;Instalación nueva con esta versión…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
    <message>
        <source>The list is being asked for…</source>
        <translation>Pidiendo la lista…</translation>
    </message>
    <message>
        <source>The list of versions could not be fetched. %1 %2</source>
        <translation>No se pudo obtener la lista de versiones. %1 %2</translation>
    </message>
    <message>
        <source>The list of versions is not here yet.</source>
        <translation>La lista de versiones aún no está aquí.</translation>
    </message>
    <message>
        <source>“Stable” stays behind on purpose: others have met its bugs first. List as it was: %1.</source>
        <translation>«Estable» va a propósito por detrás: otros han encontrado antes sus errores. Lista tal como era: %1.</translation>
    </message>
    <message>
        <source>Read more in the browser</source>
        <translation>Leer más en el navegador</translation>
    </message>
</context>
<context>
    <name>portico::app::VersionsModel</name>
    <message>
        <source>this install</source>
        <translation>esta instalación</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>estable</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>más reciente</translation>
    </message>
    <message>
        <source>for testing</source>
        <translation>para pruebas</translation>
    </message>
    <message>
        <source>ComfyUI</source>
        <translation>ComfyUI</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
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
        <translation>Dele otra versión, o hágalo de nuevo y elija que se sustituya el que ya está.</translation>
    </message>
    <message>
        <source>Publish it again and say what it runs on.</source>
        <translation>Publíquelo de nuevo y diga con qué funciona.</translation>
    </message>
    <message>
        <source>Make it again and allow packages to be built here.</source>
        <translation>Créelo de nuevo y permita que se compilen paquetes aquí.</translation>
    </message>
    <message>
        <source>Make it again with the newest versions.</source>
        <translation>Créelo de nuevo con las versiones más recientes.</translation>
    </message>
    <message>
        <source>Make a new token on GitHub and give it here: “Sign in” or “Token” of the Bundles page.</source>
        <translation>Cree un token nuevo en GitHub e indíquelo aquí: «Iniciar sesión» o «Token» de la página Lotes.</translation>
    </message>
    <message>
        <source>Look at its newest runs before you start it again.</source>
        <translation>Mire sus ejecuciones más recientes antes de iniciarlo de nuevo.</translation>
    </message>
    <message>
        <source>Start the workflow again.</source>
        <translation>Inicie el flujo de trabajo de nuevo.</translation>
    </message>
    <message>
        <source>Repair the install first: “Repair” on its Overview, or absorb what was changed.</source>
        <translation>Repare primero la instalación: «Reparar» en su Resumen, o absorba lo que se cambió.</translation>
    </message>
    <message>
        <source>Make one on the Bundles page.</source>
        <translation>Cree uno en la página Lotes.</translation>
    </message>
</context>
<context>
    <name>portico::app::WishCards</name>
    <message>
        <source>“%1” wants other node packs: %2.</source>
        <translation>«%1» quiere otros packs de nodos: %2.</translation>
    </message>
    <message>
        <source>Its nodes may not work without them; the plan says what would be installed.</source>
        <translation>Sus nodos pueden no funcionar sin ellos; el plan dice qué se instalaría.</translation>
    </message>
    <message>
        <source>Show the plan…</source>
        <translation>Mostrar el plan…</translation>
    </message>
    <message>
        <source>Show the plan for “%1”</source>
        <translation>Mostrar el plan de «%1»</translation>
    </message>
    <message>
        <source>“%1” wants node packs that are disabled: %2.</source>
        <translation>«%1» quiere packs de nodos que están desactivados: %2.</translation>
    </message>
    <message>
        <source>They can be enabled under “Nodes”.</source>
        <translation>Se pueden activar en «Nodos».</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system.</source>
        <translation>«%1» necesita paquetes del sistema.</translation>
    </message>
    <message>
        <source>Portico never installs them by itself. This is the command:</source>
        <translation>Portico nunca los instala por sí mismo. Este es el comando:</translation>
    </message>
    <message>
        <source>The command that installs them</source>
        <translation>El comando que los instala</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>Copy the command for “%1”</source>
        <translation>Copiar el comando de «%1»</translation>
    </message>
    <message>
        <source>Run in a &amp;terminal…</source>
        <translation>Ejecutar en un &amp;terminal…</translation>
    </message>
    <message>
        <source>Run the command for “%1” in a terminal</source>
        <translation>Ejecutar el comando de «%1» en un terminal</translation>
    </message>
    <message>
        <source>The terminal shows the command and asks before it runs it</source>
        <translation>El terminal muestra el comando y pregunta antes de ejecutarlo</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Línea %1: %2</translation>
    </message>
    <message>
        <source>About comfy-env-root.toml of “%1”</source>
        <translation>Sobre el comfy-env-root.toml de «%1»</translation>
    </message>
</context>
<context>
    <name>portico::cli::AcceleratorWish</name>
    <message>
        <source>“%1” is no accelerator.</source>
        <translation>«%1» no es un acelerador.</translation>
    </message>
    <message>
        <source>Write one such as cu130, cu126, rocm7.2, xpu, mps or cpu.</source>
        <translation>Escriba uno como cu130, cu126, rocm7.2, xpu, mps o cpu.</translation>
    </message>
</context>
<context>
    <name>portico::cli::AddCommand</name>
    <message>
        <source>A bundle (file or URL), or a folder that already holds ComfyUI.</source>
        <translation>Un lote (archivo o URL), o una carpeta que ya contiene ComfyUI.</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>Cómo llamarla.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>El puerto por el que se llega a ella.</translation>
    </message>
    <message>
        <source>The archive must have this SHA-256.</source>
        <translation>El archivo debe tener este SHA-256.</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>Rechazar un lote cuyo hash nadie publicó.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«%1» no es un puerto.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Elija un número de 1 a 65535, por ejemplo 8188.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>«%1» no es un SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Indique sus 64 cifras hexadecimales.</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>Añadir %1</translation>
    </message>
    <message>
        <source>Add an install from a bundle, or adopt a ComfyUI folder</source>
        <translation>Añadir una instalación desde un lote o adoptar una carpeta de ComfyUI</translation>
    </message>
    <message>
        <source>A bundle is downloaded, checked, unpacked and set up; it is there wholly or not at all.
A folder stays where it is and nothing in it is changed.</source>
        <translation>Un lote se descarga, se comprueba, se descomprime y se prepara; está ahí por completo o no está.
Una carpeta se queda donde está y no se cambia nada en ella.</translation>
    </message>
    <message>
        <source>Added “%1” as %2.</source>
        <translation>Se añadió «%1» como %2.</translation>
    </message>
    <message>
        <source>No published hash was given, so the bundle is not verified. Its SHA-256 is %1.</source>
        <translation>No se dio ningún hash publicado, así que el lote no está verificado. Su SHA-256 es %1.</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1</source>
        <translation>Iníciela con: porticoctl start %1</translation>
    </message>
    <message>
        <source>ComfyUI starts with “%1”.</source>
        <translation>ComfyUI se inicia con «%1».</translation>
    </message>
</context>
<context>
    <name>portico::cli::AppUpdateCommand</name>
    <message>
        <source>Portico %1 is the newest.</source>
        <translation>Portico %1 es el más reciente.</translation>
    </message>
    <message>
        <source>The installer of Portico %1 was opened; it replaces Portico once that is closed.</source>
        <translation>Se abrió el instalador de Portico %1; sustituye Portico una vez que este se cierra.</translation>
    </message>
    <message>
        <source>Portico %1 is in place: it counts from the next start on.</source>
        <translation>Portico %1 está en su sitio: vale a partir del próximo inicio.</translation>
    </message>
    <message>
        <source>The one before is kept: %1</source>
        <translation>El anterior se conserva: %1</translation>
    </message>
    <message>
        <source>There is Portico %1; this is %2.</source>
        <translation>Hay un Portico %1; este es el %2.</translation>
    </message>
    <message>
        <source>Do not go on with this version: its authors say that only %1 and newer ones are safe.</source>
        <translation>No continúe con esta versión: sus autores dicen que solo son seguras la %1 y las más recientes.</translation>
    </message>
    <message>
        <source>Downloaded and checked: %1</source>
        <translation>Descargado y comprobado: %1</translation>
    </message>
    <message>
        <source>“porticoctl app-update install” installs it (%1).</source>
        <translation>«porticoctl app-update install» lo instala (%1).</translation>
    </message>
    <message>
        <source>There is no file of it for this kind of computer.</source>
        <translation>No hay ningún archivo suyo para este tipo de equipo.</translation>
    </message>
    <message>
        <source>There is no Portico %1 for this kind of computer.</source>
        <translation>No hay ningún Portico %1 para este tipo de equipo.</translation>
    </message>
    <message>
        <source>Go on with this one; a later version may have it again.</source>
        <translation>Continúe con este; puede que una versión posterior vuelva a ofrecerlo.</translation>
    </message>
    <message>
        <source>“app-update” cannot “%1”.</source>
        <translation>«app-update» no sabe «%1».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Elija uno de: %1.</translation>
    </message>
    <message>
        <source>Update Portico</source>
        <translation>Actualizar Portico</translation>
    </message>
    <message>
        <source>Look for a newer Portico, download and install it</source>
        <translation>Buscar un Portico más reciente, descargarlo e instalarlo</translation>
    </message>
    <message>
        <source>Asks only when you call it. What is downloaded must be signed by Portico&apos;s authors; nothing older than what was offered before is taken, and nothing is replaced while a session runs. Where the system&apos;s packages, Flatpak or Snap installed Portico, they update it, and this command says so.</source>
        <translation>Solo consulta cuando se le pide. Lo que se descarga debe estar firmado por los autores de Portico; no se toma nada más antiguo que lo ofrecido antes, y no se sustituye nada mientras hay una sesión en marcha. Donde Portico se instaló mediante los paquetes del sistema, Flatpak o Snap, ellos lo actualizan, y este comando lo dice.</translation>
    </message>
    <message>
        <source>What to do: only look, also download, or also install.</source>
        <translation>Qué hacer: solo buscar, también descargar o también instalar.</translation>
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
        <translation>pack de nodos %1</translation>
    </message>
    <message>
        <source>package %1</source>
        <translation>paquete %1</translation>
    </message>
    <message>
        <source>setting %1</source>
        <translation>ajuste %1</translation>
    </message>
    <message>
        <source>manifest</source>
        <translation>manifiesto</translation>
    </message>
    <message>
        <source>“%1” is not here: %2</source>
        <translation>«%1» no está aquí: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>“%1”, %2: %3 → %4</source>
        <comment>install, what, now, declared</comment>
        <translation>«%1», %2: %3 → %4</translation>
    </message>
    <message>
        <source>“%1” is not in the file, and is left alone.</source>
        <translation>«%1» no está en el archivo, y no se toca.</translation>
    </message>
    <message>
        <source>“%1”, node pack %2: not in the file, and is left alone.</source>
        <translation>«%1», pack de nodos %2: no está en el archivo, y no se toca.</translation>
    </message>
    <message>
        <source>The library is as the file says: nothing is to be done.</source>
        <translation>La biblioteca está como dice el archivo: no hay que hacer nada.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>No se cambió nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>The library is as the file says.</source>
        <translation>La biblioteca está como dice el archivo.</translation>
    </message>
    <message>
        <source>This is different even so.</source>
        <translation>Aun así, esto es distinto.</translation>
    </message>
    <message>
        <source>Give another name, or --yes to replace it.</source>
        <translation>Indique otro nombre, o --yes para sustituirlo.</translation>
    </message>
    <message>
        <source>The library is written down in %1.</source>
        <translation>La biblioteca está descrita en %1.</translation>
    </message>
    <message>
        <source>--check changes nothing.</source>
        <translation>--check no cambia nada.</translation>
    </message>
    <message>
        <source>Give it alone, or without it --yes or --write.</source>
        <translation>Indíquelo solo, o sin él --yes o --write.</translation>
    </message>
    <message>
        <source>Write down the library</source>
        <translation>Describir la biblioteca</translation>
    </message>
    <message>
        <source>Apply a declared state</source>
        <translation>Aplicar un estado declarado</translation>
    </message>
    <message>
        <source>Make the library what a file declares; says first what differs</source>
        <translation>Dejar la biblioteca como declara un archivo; dice antes qué difiere</translation>
    </message>
    <message>
        <source>The file names installs, what each is made of, its version of ComfyUI, node packs, their packages and settings; docs/site.md tells how. What is so already stays, so that a second time nothing is done; what was interrupted is finished by the next time. What the library has beyond the file is named and left alone. Installs that are made of what is kept for offline (“porticoctl vendor”) need no network, and are the same on every computer. “--check” ends with 1 where something differs.</source>
        <translation>El archivo nombra instalaciones, de qué se crea cada una, su versión de ComfyUI, sus packs de nodos, sus paquetes y sus ajustes; docs/site.md explica cómo. Lo que ya está así se queda, de modo que una segunda vez no se hace nada; lo que se interrumpió se termina la vez siguiente. Lo que la biblioteca tiene además del archivo se nombra y no se toca. Las instalaciones creadas a partir de lo conservado sin conexión («porticoctl vendor») no necesitan red y son iguales en todos los equipos. «--check» termina con 1 donde algo difiere.</translation>
    </message>
    <message>
        <source>The file.</source>
        <translation>El archivo.</translation>
    </message>
    <message>
        <source>Change nothing; end with 1 where something differs.</source>
        <translation>No cambiar nada; terminar con 1 donde algo difiere.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Hacerlo de verdad; si no, solo se muestra.</translation>
    </message>
    <message>
        <source>Write the file instead: the library as it is now.</source>
        <translation>En su lugar, escribir el archivo: la biblioteca tal como está ahora.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Se pueden compilar paquetes desde el código fuente, lo que ejecuta su propio código.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ya existe.</translation>
    </message>
</context>
<context>
    <name>portico::cli::BisectCommand</name>
    <message>
        <source>“%1” is no number of seconds.</source>
        <translation>«%1» no es un número de segundos.</translation>
    </message>
    <message>
        <source>Write it like this: --ready-limit 120</source>
        <translation>Escríbalo así: --ready-limit 120</translation>
    </message>
    <message>
        <source>Find the guilty node pack</source>
        <translation>Buscar el pack de nodos culpable</translation>
    </message>
    <message>
        <source>Find the node pack that keeps ComfyUI from working</source>
        <translation>Buscar el pack de nodos que impide que ComfyUI funcione</translation>
    </message>
    <message>
        <source>Starts ComfyUI again and again with half of the node packs, until one is left: 8 starts at most for 50 packs. A start is bad when ComfyUI ends, does not become ready or cannot import a pack; with --command, when the command ends with another code than 0 while ComfyUI is ready ({url} and PORTICO_URL are its address). Each start has a port, user folder and database of its own, and nothing of the install is moved or changed.</source>
        <translation>Inicia ComfyUI una y otra vez con la mitad de los packs de nodos, hasta que queda uno: 8 inicios como máximo para 50 packs. Un inicio es malo cuando ComfyUI termina, no llega a estar listo o no puede importar un pack; con --command, cuando el comando termina con un código distinto de 0 mientras ComfyUI está listo ({url} y PORTICO_URL son su dirección). Cada inicio tiene un puerto, una carpeta de usuario y una base de datos propios, y en la instalación no se mueve ni se cambia nada.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Judge each start by this command.</source>
        <translation>Juzgar cada inicio con este comando.</translation>
    </message>
    <message>
        <source>A start that takes longer went wrong (300).</source>
        <translation>Un inicio que tarda más salió mal (300).</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleCommand</name>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>unknown accelerator</source>
        <translation>acelerador desconocido</translation>
    </message>
    <message>
        <source>(changed by hand)</source>
        <translation>(cambiado a mano)</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) for them</source>
        <translation>
            <numerusform>un paquete para ellos</numerusform>
            <numerusform>%n paquetes para ellos</numerusform>
        </translation>
    </message>
    <message>
        <source>Would make %1 out of %2:</source>
        <translation>Se crearía %1 a partir de %2:</translation>
    </message>
    <message numerus="yes">
        <source>Whole: %n file(s) are what its list says, and it starts.</source>
        <translation>
            <numerusform>Completo: un archivo es lo que dice su lista, y se inicia.</numerusform>
            <numerusform>Completo: %n archivos son lo que dice su lista, y se inicia.</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts.</source>
        <translation>Se inicia.</translation>
    </message>
    <message>
        <source>See “porticoctl help bundle”.</source>
        <translation>Vea «porticoctl help bundle».</translation>
    </message>
    <message>
        <source>Check a bundle</source>
        <translation>Comprobar un lote</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>Crear un lote</translation>
    </message>
    <message>
        <source>“%1” takes one thing.</source>
        <translation>«%1» toma una sola cosa.</translation>
    </message>
    <message>
        <source>“%1” is not “build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>«%1» no es «build», «plan», «verify», «diff» ni «publish».</translation>
    </message>
    <message>
        <source>“%1” is not “zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>«%1» no es «zip», «tar.zst», «tar.gz» ni «tar».</translation>
    </message>
    <message numerus="yes">
        <source>Made %1 (%2, %n file(s)); unpacked elsewhere, it starts.</source>
        <translation>
            <numerusform>Se creó %1 (%2, un archivo); descomprimido en otro lugar, se inicia.</numerusform>
            <numerusform>Se creó %1 (%2, %n archivos); descomprimido en otro lugar, se inicia.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n volume(s), which are the archive when they are put together; their hashes: %1</source>
        <translation>
            <numerusform>En un volumen, que es el archivo; su hash: %1</numerusform>
            <numerusform>En %n volúmenes, que son el archivo cuando se juntan; sus hashes: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a portable bundle of an install or a recipe, or check one</source>
        <translation>Crear un lote portable de una instalación o de una receta, o comprobar uno</translation>
    </message>
    <message>
        <source>“build” packs an install with its node packs and their packages so that a computer of the same kind unpacks it and starts it, with Portico or with the script in it. Models, pictures and settings stay here. A recipe is a file that says what a bundle is made from; with its lock it gives the same bytes again. Before it gets its name it is unpacked elsewhere, compared file by file and started. “verify” does the same with any bundle. “publish” puts one where others install it from: a folder, a team&apos;s catalogue, a release on GitHub. “diff” says what changed from one bundle, install or recipe&apos;s lock to another: exit code 0 where nothing did, 1 where something did.</source>
        <translation>«build» empaqueta una instalación con sus packs de nodos y los paquetes de estos, de modo que un equipo del mismo tipo la descomprime y la inicia, con Portico o con el script que contiene. Los modelos, las imágenes y los ajustes se quedan aquí. Una receta es un archivo que dice con qué se crea un lote; con su bloqueo da otra vez los mismos bytes. Antes de recibir su nombre, el lote se descomprime en otro lugar, se compara archivo por archivo y se inicia. «verify» hace lo mismo con cualquier lote. «publish» lo pone donde otros lo instalan: una carpeta, el catálogo de un grupo, una versión en GitHub. «diff» dice qué cambió de un lote, instalación o bloqueo de receta a otro: código de salida 0 donde no cambió nada, 1 donde cambió algo.</translation>
    </message>
    <message>
        <source>“build”, “plan”, “verify”, “diff” or “publish”.</source>
        <translation>«build», «plan», «verify», «diff» o «publish».</translation>
    </message>
    <message>
        <source>An install&apos;s id or name, a recipe (.json), or an archive.</source>
        <translation>El id o el nombre de una instalación, una receta (.json) o un archivo comprimido.</translation>
    </message>
    <message>
        <source>For diff: what it became.</source>
        <translation>Para diff: en qué se convirtió.</translation>
    </message>
    <message>
        <source>The folder for the archive.</source>
        <translation>La carpeta para el archivo.</translation>
    </message>
    <message>
        <source>“zip”, “tar.zst”, “tar.gz” or “tar”.</source>
        <translation>«zip», «tar.zst», «tar.gz» o «tar».</translation>
    </message>
    <message>
        <source>What its name begins with.</source>
        <translation>Cómo empieza su nombre.</translation>
    </message>
    <message>
        <source>Its version; ComfyUI&apos;s without this.</source>
        <translation>Su versión; sin esto, la de ComfyUI.</translation>
    </message>
    <message>
        <source>Its script lets other web pages call it.</source>
        <translation>Su script permite que otras páginas web lo llamen.</translation>
    </message>
    <message>
        <source>Replace an archive of that name.</source>
        <translation>Sustituir un archivo de ese nombre.</translation>
    </message>
    <message>
        <source>Only say what would be made.</source>
        <translation>Solo decir qué se crearía.</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundleDiff</name>
    <message>
        <source>Node packs:</source>
        <translation>Packs de nodos:</translation>
    </message>
    <message>
        <source>Packages:</source>
        <translation>Paquetes:</translation>
    </message>
    <message>
        <source>Their names: --files</source>
        <translation>Sus nombres: --files</translation>
    </message>
    <message>
        <source>%1 is a recipe, which says what a bundle shall be made from.</source>
        <translation>%1 es una receta, que dice con qué se crea un lote.</translation>
    </message>
    <message>
        <source>Compare bundles that were made of it, or their locks.</source>
        <translation>Compare lotes que se crearon con ella, o sus bloqueos.</translation>
    </message>
    <message>
        <source>A recipe&apos;s lock can be compared with another lock only.</source>
        <translation>El bloqueo de una receta solo se puede comparar con otro bloqueo.</translation>
    </message>
    <message>
        <source>Compare the bundles themselves.</source>
        <translation>Compare los propios lotes.</translation>
    </message>
    <message>
        <source>For diff: name every file.</source>
        <translation>Para diff: nombrar cada archivo.</translation>
    </message>
    <message>
        <source>“diff” compares two things.</source>
        <translation>«diff» compara dos cosas.</translation>
    </message>
    <message>
        <source>Name two archives, or an archive and an install.</source>
        <translation>Indique dos archivos comprimidos, o un archivo comprimido y una instalación.</translation>
    </message>
    <message>
        <source>Compare two bundles</source>
        <translation>Comparar dos lotes</translation>
    </message>
</context>
<context>
    <name>portico::cli::BundlePublish</name>
    <message>
        <source>The same bundle was there already; the catalogue names it.</source>
        <translation>El mismo lote ya estaba ahí; el catálogo lo nombra.</translation>
    </message>
    <message>
        <source>Published as %1.</source>
        <translation>Publicado como %1.</translation>
    </message>
    <message>
        <source>Others add it once: porticoctl sources add %1</source>
        <translation>Los demás lo añaden una sola vez: porticoctl sources add %1</translation>
    </message>
    <message>
        <source>Publish a bundle</source>
        <translation>Publicar un lote</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>No se dijo la etiqueta de la versión: --tag v1.2.0.</translation>
    </message>
    <message>
        <source>“%1” is no size of volumes.</source>
        <translation>«%1» no es un tamaño de volúmenes.</translation>
    </message>
    <message>
        <source>Write it as 1900M or 2G; 64K is the least.</source>
        <translation>Escríbalo como 1900M o 2G; el mínimo es 64K.</translation>
    </message>
    <message>
        <source>Split a larger archive into files NAME.001, NAME.002, … of that size, such as 1900M. With --github it is done by itself where GitHub takes no file as large.</source>
        <translation>Dividir un archivo mayor en archivos NAME.001, NAME.002, … de ese tamaño, por ejemplo 1900M. Con --github se hace por sí solo donde GitHub no acepta un archivo tan grande.</translation>
    </message>
    <message>
        <source>For publish: a folder that others read, such as a share; its catalogue.json is made or added to.</source>
        <translation>Para publish: una carpeta que otros leen, por ejemplo un recurso compartido; su catalogue.json se crea o se amplía.</translation>
    </message>
    <message>
        <source>For publish: a team&apos;s catalogue; the bundle lies beside it.</source>
        <translation>Para publish: el catálogo de un grupo; el lote queda a su lado.</translation>
    </message>
    <message>
        <source>For publish: a release of that repository.</source>
        <translation>Para publish: una versión de ese repositorio.</translation>
    </message>
    <message>
        <source>For --github: the release&apos;s tag; the bundle&apos;s version without this.</source>
        <translation>Para --github: la etiqueta de la versión; sin esto, la versión del lote.</translation>
    </message>
    <message>
        <source>For publish: the title of the release, or of a catalogue that is made.</source>
        <translation>Para publish: el título de la versión, o de un catálogo que se crea.</translation>
    </message>
    <message>
        <source>For publish: what others read of it, in Markdown.</source>
        <translation>Para publish: lo que otros leen sobre él, en Markdown.</translation>
    </message>
    <message>
        <source>For publish: what its torch runs on, where it does not tell.</source>
        <translation>Para publish: con qué funciona su torch, donde no lo dice.</translation>
    </message>
    <message>
        <source>For --github: not the latest release.</source>
        <translation>Para --github: no es la última versión.</translation>
    </message>
    <message>
        <source>Say where to: one of --folder, --catalogue and --github.</source>
        <translation>Diga adónde: uno de --folder, --catalogue y --github.</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueCommand</name>
    <message>
        <source>Show this bundle with its notes.</source>
        <translation>Mostrar este lote con sus notas.</translation>
    </message>
    <message>
        <source>Ask every source for what is new.</source>
        <translation>Preguntar a todas las fuentes qué hay de nuevo.</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>Mostrar lo que se conserva; no preguntar a nadie.</translation>
    </message>
    <message>
        <source>Also what is made for other computers.</source>
        <translation>También lo que está hecho para otros equipos.</translation>
    </message>
    <message>
        <source>So long a silent source is waited for; 20 without this option.</source>
        <translation>Cuánto se espera a una fuente que no responde; sin esta opción, 20.</translation>
    </message>
    <message>
        <source>--refresh and --offline contradict each other.</source>
        <translation>--refresh y --offline se contradicen.</translation>
    </message>
    <message>
        <source>Give one of them, or none.</source>
        <translation>Indique uno de los dos, o ninguno.</translation>
    </message>
    <message>
        <source>“%1” is no time to wait.</source>
        <translation>«%1» no es un tiempo de espera.</translation>
    </message>
    <message>
        <source>Give whole seconds from 1 to %1.</source>
        <translation>Indique segundos enteros de 1 a %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), asked %2.</source>
        <translation>
            <numerusform>%1: un lote, consultado %2.</numerusform>
            <numerusform>%1: %n lotes, consultados %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n bundle(s), as they were %2.</source>
        <translation>
            <numerusform>%1: un lote, tal como era %2.</numerusform>
            <numerusform>%1: %n lotes, tal como eran %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nothing to show.</source>
        <translation>%1: nada que mostrar.</translation>
    </message>
    <message numerus="yes">
        <source>%n more question(s) are answered before %1.</source>
        <translation>
            <numerusform>Se responde una pregunta más antes de %1.</numerusform>
            <numerusform>Se responden %n preguntas más antes de %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>(not verified by its publisher)</source>
        <translation>(sin verificar por su editor)</translation>
    </message>
    <message>
        <source>Recommended (*): %1</source>
        <translation>Recomendado (*): %1</translation>
    </message>
    <message>
        <source>Recommended: compose ComfyUI from its parts.</source>
        <translation>Recomendado: componer ComfyUI de sus partes.</translation>
    </message>
    <message>
        <source>Install it with: porticoctl install --recommended</source>
        <translation>Instálelo con: porticoctl install --recommended</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>El catálogo no tiene ningún lote «%1».</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>«porticoctl catalogue --all» los muestra todos.</translation>
    </message>
    <message>
        <source>not verified by its publisher</source>
        <translation>sin verificar por su editor</translation>
    </message>
    <message>
        <source>Read the catalogue</source>
        <translation>Leer el catálogo</translation>
    </message>
    <message>
        <source>List the bundles that can be installed, and the right one</source>
        <translation>Mostrar los lotes que se pueden instalar, y el correcto</translation>
    </message>
    <message>
        <source>Asks all sources at the same time. Answers are kept: one that cannot be reached is shown as it was, with its age, and one that is silent is left after a while. “promote” moves a bundle of a team&apos;s own catalogue forward: testing, staging, latest, stable (docs/catalogue.md).</source>
        <translation>Pregunta a todas las fuentes a la vez. Las respuestas se conservan: una fuente a la que no se puede llegar se muestra como era, con su antigüedad, y una que no responde se deja al cabo de un rato. «promote» hace avanzar un lote del catálogo propio de un grupo: testing, staging, latest, stable (docs/catalogue.md).</translation>
    </message>
</context>
<context>
    <name>portico::cli::CatalogueJson</name>
    <message>
        <source>just now</source>
        <translation>ahora mismo</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>hace un minuto</numerusform>
            <numerusform>hace %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>hace una hora</numerusform>
            <numerusform>hace %n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>hace un día</numerusform>
            <numerusform>hace %n días</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::CataloguePromote</name>
    <message>
        <source>Write “catalogue promote FILE BUNDLE”, with “--to testing”, “staging”, “latest” or “stable”.</source>
        <translation>Escriba «catalogue promote FILE BUNDLE», con «--to testing», «staging», «latest» o «stable».</translation>
    </message>
    <message>
        <source>Which bundle of which catalogue goes forward was not said.</source>
        <translation>No se dijo qué lote de qué catálogo avanza.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>«%1» no es un canal.</translation>
    </message>
    <message>
        <source>%1 is on “%2” now.</source>
        <translation>%1 está ahora en «%2».</translation>
    </message>
    <message>
        <source>%1 went from “%2” to “%3”.</source>
        <translation>%1 pasó de «%2» a «%3».</translation>
    </message>
    <message>
        <source>%1 was there; it stays with the tag %2.</source>
        <translation>%1 estaba ahí; se queda con la etiqueta %2.</translation>
    </message>
    <message>
        <source>promote: to this track instead of the next one: testing, staging, latest, stable.</source>
        <translation>promote: a este canal en lugar del siguiente: testing, staging, latest, stable.</translation>
    </message>
    <message>
        <source>promote: who does it, for the history; the account&apos;s name without this option.</source>
        <translation>promote: quién lo hace, para el historial; sin esta opción, el nombre de la cuenta.</translation>
    </message>
    <message>
        <source>Promote a bundle</source>
        <translation>Promover un lote</translation>
    </message>
    <message>
        <source>“%1” does not belong here.</source>
        <translation>«%1» no corresponde aquí.</translation>
    </message>
</context>
<context>
    <name>portico::cli::CleanCommand</name>
    <message>
        <source>There is nothing to clean up.</source>
        <translation>No hay nada que limpiar.</translation>
    </message>
    <message>
        <source>%1 in all.</source>
        <translation>%1 en total.</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>No se quitó nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>Nothing was removed.</source>
        <translation>No se quitó nada.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>Se liberaron %1.</translation>
    </message>
    <message>
        <source>“%1” is nothing that can be cleaned up.</source>
        <translation>«%1» no es nada que se pueda limpiar.</translation>
    </message>
    <message>
        <source>See “porticoctl help clean”.</source>
        <translation>Vea «porticoctl help clean».</translation>
    </message>
    <message>
        <source>Clean up the library</source>
        <translation>Limpiar la biblioteca</translation>
    </message>
    <message>
        <source>Remove what nobody needs; lists it first</source>
        <translation>Quitar lo que nadie necesita; antes lo enumera</translation>
    </message>
    <message>
        <source>Lists old generations, layers, environments, caches, leftovers, old node packs and downloads that no install and no snapshot needs, each with its size and why it is safe to remove; with --yes it removes them. Models, outputs, settings and the files of removed installs are never among them. What another Portico needs at this moment stays.</source>
        <translation>Enumera las generaciones antiguas, capas, entornos, cachés, restos, packs de nodos antiguos y descargas que ninguna instalación ni instantánea necesita, cada cosa con su tamaño y por qué se puede quitar sin riesgo; con --yes los quita. Nunca se incluyen los modelos, las salidas, los ajustes ni los archivos de instalaciones quitadas. Lo que otro Portico necesita en este momento se queda.</translation>
    </message>
    <message>
        <source>Only these kinds: generations, layers, environments, caches, staging, kept-packs, downloads.</source>
        <translation>Solo estos tipos: generations, layers, environments, caches, staging, kept-packs, downloads.</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>Solo enumerarlo, como sin --yes.</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>Quitarlo de verdad.</translation>
    </message>
</context>
<context>
    <name>portico::cli::CommandWords</name>
    <message>
        <source>The folder that holds the installs.</source>
        <translation>La carpeta que contiene las instalaciones.</translation>
    </message>
    <message>
        <source>Print JSON on standard output.</source>
        <translation>Escribir JSON en la salida estándar.</translation>
    </message>
    <message>
        <source>Tell what the command does.</source>
        <translation>Decir qué hace el comando.</translation>
    </message>
</context>
<context>
    <name>portico::cli::Commands</name>
    <message>
        <source>porticoctl installs, starts, watches and removes portable ComfyUI.</source>
        <translation>porticoctl instala, inicia, vigila y quita ComfyUI portable.</translation>
    </message>
    <message>
        <source>Usage: porticoctl [--library DIR] [--json] &lt;command&gt; …</source>
        <translation>Uso: porticoctl [--library DIR] [--json] &lt;command&gt; …</translation>
    </message>
    <message>
        <source>“porticoctl help &lt;command&gt;” tells more. --library and --json may stand before or after any command.</source>
        <translation>«porticoctl help &lt;command&gt;» dice más. --library y --json pueden ir antes o después de cualquier comando.</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 busy.</source>
        <translation>Códigos de salida: 0 hecho, 1 fallo, 2 uso, 3 rechazado, 4 no encontrado, 5 ocupado.</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Opciones:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumentos:</translation>
    </message>
</context>
<context>
    <name>portico::cli::CompletionCommand</name>
    <message>
        <source>“completion” takes one shell.</source>
        <translation>«completion» toma un solo shell.</translation>
    </message>
    <message>
        <source>See “porticoctl help completion”.</source>
        <translation>Vea «porticoctl help completion».</translation>
    </message>
    <message>
        <source>There is no completion for “%1”.</source>
        <translation>No hay compleción para «%1».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Elija uno de: %1.</translation>
    </message>
    <message>
        <source>Print what makes a shell complete these commands</source>
        <translation>Mostrar lo que hace que un shell complete estos comandos</translation>
    </message>
    <message>
        <source>Portico&apos;s packages bring it along. By hand: “source &lt;(porticoctl completion bash)” in ~/.bashrc; “porticoctl completion zsh &gt; ~/.zfunc/_porticoctl” with that folder in $fpath; “porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish”. “suggest” is what they ask at each Tab.</source>
        <translation>Los paquetes de Portico ya lo traen. A mano: «source &lt;(porticoctl completion bash)» en ~/.bashrc; «porticoctl completion zsh &gt; ~/.zfunc/_porticoctl» con esa carpeta en $fpath; «porticoctl completion fish &gt; ~/.config/fish/completions/porticoctl.fish». «suggest» es lo que preguntan con cada Tab.</translation>
    </message>
    <message>
        <source>The shell.</source>
        <translation>El shell.</translation>
    </message>
</context>
<context>
    <name>portico::cli::ComposeCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>«%1» no dice nada sobre paquetes.</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>Escriba auto, newest o as-of-version.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«%1» no es un puerto.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Elija un número de 1 a 65535, por ejemplo 8188.</translation>
    </message>
    <message>
        <source>No bundle: Python, ComfyUI and its packages are put together on this computer.</source>
        <translation>Sin lote: Python, ComfyUI y sus paquetes se componen en este equipo.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it: an address or a folder.</source>
        <translation>El repositorio de ComfyUI o una bifurcación suya: una dirección o una carpeta.</translation>
    </message>
    <message>
        <source>Tag, branch or commit (default: the repository&apos;s own).</source>
        <translation>Etiqueta, rama o commit (de forma predeterminada, lo que indica el repositorio).</translation>
    </message>
    <message>
        <source>What torch runs on: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu (default: what suits this computer).</source>
        <translation>Con qué funciona torch: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu (de forma predeterminada, lo adecuado para este equipo).</translation>
    </message>
    <message>
        <source>A version such as 3.12, or the path of a Python of this computer.</source>
        <translation>Una versión como 3.12, o la ruta de un Python de este equipo.</translation>
    </message>
    <message>
        <source>Which packages count: newest, as-of-version (of the time of that ComfyUI), or auto (default: as-of-version when it is older than a month).</source>
        <translation>Qué paquetes cuentan: newest, as-of-version (de la época de ese ComfyUI) o auto (valor predeterminado: as-of-version cuando tiene más de un mes).</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>Compilar los paquetes que no tienen compilación ya hecha; eso ejecuta su código.</translation>
    </message>
    <message>
        <source>Keep what was downloaded for the next time.</source>
        <translation>Guardar lo descargado para la próxima vez.</translation>
    </message>
    <message>
        <source>Put ComfyUI together</source>
        <translation>Componer ComfyUI</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiagnoseCommand</name>
    <message>
        <source>There is no fix “%1”.</source>
        <translation>No hay ninguna solución «%1».</translation>
    </message>
    <message>
        <source>Choose one of the numbers that “porticoctl diagnose” prints.</source>
        <translation>Elija uno de los números que muestra «porticoctl diagnose».</translation>
    </message>
    <message>
        <source>Nothing can be done about this by a command: %1</source>
        <translation>Ningún comando puede hacer nada al respecto: %1</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>Leer el registro</translation>
    </message>
    <message>
        <source>“%1” was not started yet, so there is no log.</source>
        <translation>«%1» aún no se ha iniciado, así que no hay registro.</translation>
    </message>
    <message>
        <source>nothing known is wrong</source>
        <translation>no se ve ningún fallo conocido</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>un hallazgo</numerusform>
            <numerusform>%n hallazgos</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1, started %2, ended with %3: %4.</source>
        <translation>%1, iniciada %2, terminó (%3): %4.</translation>
    </message>
    <message>
        <source>%1, started %2: %3.</source>
        <translation>%1, iniciada %2: %3.</translation>
    </message>
    <message>
        <source>Done: %1. Start “%2” again to see whether it helped.</source>
        <translation>Hecho: %1. Inicie «%2» de nuevo para ver si ha ayudado.</translation>
    </message>
    <message>
        <source>Say why ComfyUI did not start or what went wrong, and what helps</source>
        <translation>Decir por qué ComfyUI no se inició o qué salió mal, y qué ayuda</translation>
    </message>
    <message>
        <source>Reads the log of the last start, also while ComfyUI runs, and prints what it knows of it: causes, the lines that tell them, and the command that helps. With --fix it does what the finding with that number proposes; what changes packages or node packs is only planned without --yes. Exit code 1: something keeps ComfyUI from running; 0: nothing does; 4: there is no such install or file.</source>
        <translation>Lee el registro del último inicio, también mientras ComfyUI está en marcha, y muestra lo que sabe de él: causas, las líneas que las indican y el comando que ayuda. Con --fix hace lo que propone el hallazgo de ese número; lo que cambia paquetes o packs de nodos solo se planifica si no se da --yes. Código de salida 1: algo impide que ComfyUI funcione; 0: nada lo impide; 4: no existe esa instalación o ese archivo.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Read this file instead: any log of ComfyUI.</source>
        <translation>En su lugar, leer este archivo: cualquier registro de ComfyUI.</translation>
    </message>
    <message>
        <source>Do what the finding with this number proposes.</source>
        <translation>Hacer lo que propone el hallazgo de este número.</translation>
    </message>
    <message>
        <source>Agree to the plan of the fix unseen.</source>
        <translation>Aceptar el plan de la solución sin verlo.</translation>
    </message>
</context>
<context>
    <name>portico::cli::DiskCommand</name>
    <message>
        <source>%1 in all.</source>
        <translation>%1 en total.</translation>
    </message>
    <message>
        <source>%1 more are used in several places and take their space once.</source>
        <translation>%1 más se usan en varios lugares y ocupan su espacio una sola vez.</translation>
    </message>
    <message>
        <source>“porticoctl clean” lists what nobody needs.</source>
        <translation>«porticoctl clean» enumera lo que nadie necesita.</translation>
    </message>
    <message>
        <source>Show what takes how much space</source>
        <translation>Mostrar qué ocupa cuánto espacio</translation>
    </message>
    <message>
        <source>Measures the library: what is shared by several installs counts once, where they share it. Folders of your own that Portico only starts lie elsewhere and do not count.</source>
        <translation>Mide la biblioteca: lo que comparten varias instalaciones cuenta una sola vez, donde lo comparten. Las carpetas suyas que Portico solo inicia están en otro lugar y no cuentan.</translation>
    </message>
    <message>
        <source>Measure the library</source>
        <translation>Medir la biblioteca</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftCommand</name>
    <message>
        <source>“%1” is a folder of your own: its files are not listed. “porticoctl verify” looks at its packages.</source>
        <translation>«%1» es una carpeta suya: sus archivos no están listados. «porticoctl verify» examina sus paquetes.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is as it was installed (%n files).</source>
        <translation>
            <numerusform>«%1» está como se instaló (un archivo).</numerusform>
            <numerusform>«%1» está como se instaló (%n archivos).</numerusform>
        </translation>
    </message>
    <message>
        <source>Put it back: porticoctl drift %1 --put-back</source>
        <translation>Restituirlo: porticoctl drift %1 --put-back</translation>
    </message>
    <message>
        <source>Keep what was added, in a layer: porticoctl drift %1 --absorb</source>
        <translation>Conservar lo que se añadió, en una capa: porticoctl drift %1 --absorb</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>Lo que se sustituyó está en %1</translation>
    </message>
    <message>
        <source>Compare with what was installed</source>
        <translation>Comparar con lo que se instaló</translation>
    </message>
    <message>
        <source>Say what changed in an install&apos;s Python since it was installed</source>
        <translation>Decir qué cambió en el Python de una instalación desde que se instaló</translation>
    </message>
    <message>
        <source>Compares every file of Python, ComfyUI and their packages, and of the install&apos;s layer, with what was installed; also while ComfyUI runs. Exit code 0: nothing changed; 1: something did. --put-back gives back what was there; --absorb first makes packages that were added part of the install&apos;s layer.</source>
        <translation>Compara cada archivo de Python, de ComfyUI y de sus paquetes, y de la capa de la instalación, con lo que se instaló; también mientras ComfyUI está en marcha. Código de salida 0: no cambió nada; 1: cambió algo. --put-back restituye lo que había; --absorb antes hace que los paquetes añadidos formen parte de la capa de la instalación.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Put back what was there.</source>
        <translation>Restituir lo que había.</translation>
    </message>
    <message>
        <source>Make added packages part of the layer.</source>
        <translation>Hacer que los paquetes añadidos formen parte de la capa.</translation>
    </message>
</context>
<context>
    <name>portico::cli::DriftNotice</name>
    <message>
        <source>Compare with what was installed</source>
        <translation>Comparar con lo que se instaló</translation>
    </message>
    <message>
        <source>What can be done: porticoctl drift %1</source>
        <translation>Qué se puede hacer: porticoctl drift %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::DuplicateCommand</name>
    <message>
        <source>It shares %1 with the first one until either changes.</source>
        <translation>Comparte %1 con la primera hasta que cambie una de las dos.</translation>
    </message>
    <message>
        <source>It shares Python&apos;s files with the first one; %1 were copied.</source>
        <translation>Comparte los archivos de Python con la primera; se copiaron %1.</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>Se copiaron %1: en este disco no se pueden compartir archivos.</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2.</source>
        <translation>«%1» está lista, en el puerto %2.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«%1» no es un puerto.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Elija un número de 1 a 65535, por ejemplo 8188.</translation>
    </message>
    <message>
        <source>Duplicate an install</source>
        <translation>Duplicar una instalación</translation>
    </message>
    <message>
        <source>Make a second install of one, in seconds</source>
        <translation>Crear una segunda instalación de una, en segundos</translation>
    </message>
    <message>
        <source>The new install has the same ComfyUI, Python, node packs, packages, settings and workflows, and a port of its own; from then on the two are independent. What can be shared on this disk takes no space again. Models are shared, never copied; what the first one has made stays with it unless --with-outputs is given.</source>
        <translation>La nueva instalación tiene el mismo ComfyUI, Python, packs de nodos, paquetes, ajustes y flujos de trabajo, y un puerto propio; a partir de ahí las dos son independientes. Lo que se puede compartir en este disco no vuelve a ocupar espacio. Los modelos se comparten, nunca se copian; lo que ha creado la primera se queda en ella, a menos que se dé --with-outputs.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>Cómo llamar a la nueva.</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>Su puerto.</translation>
    </message>
    <message>
        <source>Copy the output folder, too.</source>
        <translation>Copiar también la carpeta de salida.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvCommand</name>
    <message>
        <source>Removed: %1</source>
        <translation>Quitado: %1</translation>
    </message>
    <message>
        <source>There was nothing to remove.</source>
        <translation>No había nada que quitar.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>Se liberaron %1.</translation>
    </message>
    <message>
        <source>See “porticoctl help env”.</source>
        <translation>Vea «porticoctl help env».</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>Aislar packs de nodos</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>Deshacer aislamientos</translation>
    </message>
    <message>
        <source>“--again” belongs to “build” with names.</source>
        <translation>«--again» va con «build» y nombres.</translation>
    </message>
    <message>
        <source>Look at the environments</source>
        <translation>Examinar los entornos</translation>
    </message>
    <message>
        <source>Build environments</source>
        <translation>Construir entornos</translation>
    </message>
    <message>
        <source>Repair environments</source>
        <translation>Reparar entornos</translation>
    </message>
    <message>
        <source>“%1” is not “list”, “build”, “repair”, “remove”, “isolate”, “rejoin”, “wishes” or “system”.</source>
        <translation>«%1» no es «list», «build», «repair», «remove», «isolate», «rejoin», «wishes» ni «system».</translation>
    </message>
    <message>
        <source>Name the environments to remove, or “--unused”.</source>
        <translation>Indique los entornos que quitar, o «--unused».</translation>
    </message>
    <message>
        <source>Remove environments</source>
        <translation>Quitar entornos</translation>
    </message>
    <message>
        <source>List, build, repair or remove isolated environments of node packs</source>
        <translation>Mostrar, construir, reparar o quitar entornos aislados de packs de nodos</translation>
    </message>
    <message>
        <source>A folder of nodes with a comfy-env.toml gets a Python of its own, made as its comfy-env would make it. “list” says how each one is (exit code 1: one is not as it should be); “build” makes what is missing or out of date, “repair” also what is broken; with names only those, and “--again” even if they are well. “remove” takes away the named ones, or with “--unused” those that no pack asks for. “isolate” gives an ordinary pack a Python of its own, if a trial shows that none of its nodes is lost, and “rejoin” undoes it; “wishes” plans the packs that others want beside themselves, and “system” shows how to get the packages of the system that they need; these four do it with “--yes” only.</source>
        <translation>Una carpeta de nodos con un comfy-env.toml recibe un Python propio, creado como lo crearía su comfy-env. «list» dice cómo está cada uno (código de salida 1: alguno no está como debe); «build» crea lo que falta o está desactualizado, «repair» también lo dañado; con nombres, solo esos, y con «--again» aunque estén bien. «remove» quita los nombrados o, con «--unused», los que ningún pack pide. «isolate» da a un pack corriente un Python propio, si una prueba muestra que no se pierde ninguno de sus nodos, y «rejoin» lo deshace; «wishes» planifica los packs que otros quieren además de sí mismos, y «system» muestra cómo obtener los paquetes del sistema que necesitan; estos cuatro solo lo hacen con «--yes».</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Qué hacer.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Of an environment or a pack.</source>
        <translation>De un entorno o de un pack.</translation>
    </message>
    <message>
        <source>Build the named ones anew.</source>
        <translation>Construir de nuevo los nombrados.</translation>
    </message>
    <message>
        <source>Remove what no pack asks for.</source>
        <translation>Quitar lo que ningún pack pide.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvLines</name>
    <message numerus="yes">
        <source>Python %1, %n package(s)</source>
        <translation>
            <numerusform>Python %1, un paquete</numerusform>
            <numerusform>Python %1, %n paquetes</numerusform>
        </translation>
    </message>
    <message>
        <source>The last build failed: %1</source>
        <translation>La última construcción falló: %1</translation>
    </message>
    <message>
        <source>It leans on this computer&apos;s Python: %1</source>
        <translation>Se apoya en el Python de este equipo: %1</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Línea %1: %2</translation>
    </message>
    <message>
        <source>“%1”, line %2: %3</source>
        <translation>«%1», línea %2: %3</translation>
    </message>
    <message>
        <source>“%1” wants these packs, too: %2</source>
        <translation>«%1» quiere además estos packs: %2</translation>
    </message>
    <message>
        <source>“%1” wants these packs, which are disabled: %2</source>
        <translation>«%1» quiere estos packs, que están desactivados: %2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system; to have them, run: %2</source>
        <translation>«%1» necesita paquetes del sistema; para tenerlos, ejecute: %2</translation>
    </message>
    <message>
        <source>“%1” needs packages of the system. %2 %3</source>
        <translation>«%1» necesita paquetes del sistema. %2 %3</translation>
    </message>
    <message>
        <source>comfy-env %1, for %2</source>
        <translation>comfy-env %1, para %2</translation>
    </message>
    <message>
        <source>comfy-env is not installed here; the packs ask for %1.</source>
        <translation>comfy-env no está instalado aquí; los packs piden %1.</translation>
    </message>
    <message>
        <source>“%1” asks for comfy-env %2.</source>
        <translation>«%1» pide comfy-env %2.</translation>
    </message>
    <message>
        <source>No pack of this install asks for an environment of its own.</source>
        <translation>Ningún pack de esta instalación pide un entorno propio.</translation>
    </message>
    <message>
        <source>“porticoctl env wishes” plans and installs the packs that are wanted.</source>
        <translation>«porticoctl env wishes» planifica e instala los packs que se quieren.</translation>
    </message>
    <message>
        <source>“porticoctl env system” installs the packages of the system.</source>
        <translation>«porticoctl env system» instala los paquetes del sistema.</translation>
    </message>
    <message>
        <source>Not used: %1, %2</source>
        <translation>Sin usar: %1, %2</translation>
    </message>
    <message>
        <source>“%1” was built by %2</source>
        <translation>«%1» lo construyó %2</translation>
    </message>
    <message>
        <source>“%1” was there already.</source>
        <translation>«%1» ya estaba ahí.</translation>
    </message>
    <message>
        <source>“%1” was not built: %2 %3</source>
        <translation>«%1» no se construyó: %2 %3</translation>
    </message>
    <message>
        <source>There was nothing to build.</source>
        <translation>No había nada que construir.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvSystem</name>
    <message>
        <source>Look for packages of the system</source>
        <translation>Buscar paquetes del sistema</translation>
    </message>
    <message>
        <source>Every package of the system that the node packs ask for is there.</source>
        <translation>Están todos los paquetes del sistema que piden los packs de nodos.</translation>
    </message>
    <message>
        <source>Runs: %1</source>
        <translation>Ejecuta: %1</translation>
    </message>
    <message>
        <source>Nothing was done. Run this line, or let it be run with --yes.</source>
        <translation>No se hizo nada. Ejecute esta línea o deje que se ejecute con --yes.</translation>
    </message>
    <message>
        <source>The packages of the system were not installed: %1</source>
        <translation>No se instalaron los paquetes del sistema: %1</translation>
    </message>
    <message>
        <source>Its own words above say why; where a package is not found, “sudo apt-get update” often helps.</source>
        <translation>Sus propias palabras, arriba, dicen por qué; donde no se encuentra un paquete suele ayudar «sudo apt-get update».</translation>
    </message>
    <message>
        <source>The packages of the system are installed.</source>
        <translation>Los paquetes del sistema están instalados.</translation>
    </message>
</context>
<context>
    <name>portico::cli::EnvWishes</name>
    <message>
        <source>%1 wants “%2” from %3</source>
        <translation>%1 quiere «%2» de %3</translation>
    </message>
    <message>
        <source>Install the packs that others want</source>
        <translation>Instalar los packs que otros quieren</translation>
    </message>
    <message>
        <source>Every pack that another one wants is there.</source>
        <translation>Están todos los packs que otro quiere.</translation>
    </message>
</context>
<context>
    <name>portico::cli::FixRun</name>
    <message>
        <source>Look what the node pack needs</source>
        <translation>Mirar lo que necesita el pack de nodos</translation>
    </message>
    <message>
        <source>No command carries out this fix.</source>
        <translation>Ningún comando realiza esta solución.</translation>
    </message>
    <message>
        <source>Please report this as a bug.</source>
        <translation>Comuníquelo como error, por favor.</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationLines</name>
    <message>
        <source>layer</source>
        <translation>capa</translation>
    </message>
    <message>
        <source>current</source>
        <translation>actual</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>fijada</translation>
    </message>
    <message>
        <source>“porticoctl clean” may remove it</source>
        <translation>«porticoctl clean» puede quitarla</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>capa %1</translation>
    </message>
    <message>
        <source>Its files are not all there: it cannot be used.</source>
        <translation>No están todos sus archivos: no se puede usar.</translation>
    </message>
    <message>
        <source>“%1” already is at generation %2: nothing was changed.</source>
        <translation>«%1» ya está en la generación %2: no se cambió nada.</translation>
    </message>
    <message>
        <source>“%1” went from generation %2 to %3.</source>
        <translation>«%1» pasó de la generación %2 a la %3.</translation>
    </message>
</context>
<context>
    <name>portico::cli::GenerationsCommand</name>
    <message>
        <source>“%1” is no number of a generation.</source>
        <translation>«%1» no es un número de generación.</translation>
    </message>
    <message>
        <source>“porticoctl generations” lists them.</source>
        <translation>«porticoctl generations» las muestra.</translation>
    </message>
    <message>
        <source>%1 in all; what generations share is counted once.</source>
        <translation>%1 en total; lo que comparten las generaciones se cuenta una vez.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” stays until its pin is taken away.</source>
        <translation>La generación %1 de «%2» se queda hasta que se deje de fijar.</translation>
    </message>
    <message>
        <source>Generation %1 of “%2” is not pinned any more.</source>
        <translation>La generación %1 de «%2» ya no está fijada.</translation>
    </message>
    <message>
        <source>Both --pin and --unpin are given.</source>
        <translation>Se dieron --pin y --unpin a la vez.</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>Indique uno de los dos.</translation>
    </message>
    <message>
        <source>Look at the generations</source>
        <translation>Examinar las generaciones</translation>
    </message>
    <message>
        <source>Go to another generation</source>
        <translation>Pasar a otra generación</translation>
    </message>
    <message>
        <source>List the versions of ComfyUI that an install can go back to</source>
        <translation>Mostrar las versiones de ComfyUI a las que puede volver una instalación</translation>
    </message>
    <message>
        <source>Each update makes a new generation beside the old: ComfyUI, Python and the layer of node packs&apos; packages. The last three stay, and all that are current, pinned or named by a snapshot; the others go with “porticoctl clean”.</source>
        <translation>Cada actualización crea una generación nueva junto a la antigua: ComfyUI, Python y la capa con los paquetes de los packs de nodos. Se quedan las tres últimas y todas las que son la actual, están fijadas o las nombra una instantánea; las demás se van con «porticoctl clean».</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Keep this one, whatever is cleaned.</source>
        <translation>Conservar esta, se limpie lo que se limpie.</translation>
    </message>
    <message>
        <source>Take its pin away.</source>
        <translation>Dejar de fijarla.</translation>
    </message>
    <message>
        <source>Go back to an older generation, without a network</source>
        <translation>Volver atrás, a una generación anterior, sin red</translation>
    </message>
    <message>
        <source>ComfyUI, Python, the packages of node packs and the database become those of the generation before, or of the one that is named, which may be a newer one. Node packs, settings and your files stay as they are. ComfyUI must be stopped.</source>
        <translation>ComfyUI, Python, los paquetes de los packs de nodos y la base de datos pasan a ser los de la generación anterior o los de la que se indique, que puede ser más reciente. Los packs de nodos, los ajustes y sus archivos se quedan como están. ComfyUI debe estar detenido.</translation>
    </message>
    <message>
        <source>The number of the generation.</source>
        <translation>El número de la generación.</translation>
    </message>
</context>
<context>
    <name>portico::cli::GithubCommand</name>
    <message>
        <source>“%1” is none of: %2.</source>
        <translation>«%1» no es ninguno de: %2.</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>«%1» necesita más de lo que se indicó.</translation>
    </message>
    <message>
        <source>The repository was not said: --repo owner/name.</source>
        <translation>No se dijo el repositorio: --repo owner/name.</translation>
    </message>
    <message>
        <source>The repository on GitHub.</source>
        <translation>El repositorio en GitHub.</translation>
    </message>
    <message>
        <source>For login: a company&apos;s own GitHub, kept for all that follows.</source>
        <translation>Para login: el GitHub propio de una empresa, que se conserva para todo lo que sigue.</translation>
    </message>
    <message>
        <source>The workflow&apos;s file.</source>
        <translation>El archivo del flujo de trabajo.</translation>
    </message>
    <message>
        <source>The branch; without this the repository&apos;s own.</source>
        <translation>La rama; sin esto, la propia del repositorio.</translation>
    </message>
    <message>
        <source>For trigger: an input of the workflow; may come again.</source>
        <translation>Para trigger: una entrada del flujo de trabajo; se puede repetir.</translation>
    </message>
    <message>
        <source>For trigger: watch the run to its end.</source>
        <translation>Para trigger: seguir la ejecución hasta su final.</translation>
    </message>
    <message>
        <source>For download and trigger: where artifacts go, each a folder.</source>
        <translation>Para download y trigger: adónde van los artefactos, cada uno en una carpeta.</translation>
    </message>
    <message>
        <source>For download: only the artifact of that name.</source>
        <translation>Para download: solo el artefacto de ese nombre.</translation>
    </message>
    <message>
        <source>For watch and trigger: seconds between two looks at first.</source>
        <translation>Para watch y trigger: segundos entre dos consultas al principio.</translation>
    </message>
    <message>
        <source>For push: what the commit says.</source>
        <translation>Para push: qué dice el commit.</translation>
    </message>
    <message>
        <source>For push: the folder in the repository.</source>
        <translation>Para push: la carpeta en el repositorio.</translation>
    </message>
    <message>
        <source>For release: its tag, such as v1.2.0.</source>
        <translation>Para release: su etiqueta, por ejemplo v1.2.0.</translation>
    </message>
    <message>
        <source>For release: its title; the tag without this.</source>
        <translation>Para release: su título; sin esto, la etiqueta.</translation>
    </message>
    <message>
        <source>For release: what it says, in Markdown.</source>
        <translation>Para release: lo que dice, en Markdown.</translation>
    </message>
    <message>
        <source>For release: not the latest one.</source>
        <translation>Para release: no es la última.</translation>
    </message>
    <message>
        <source>See “porticoctl help github”.</source>
        <translation>Vea «porticoctl help github».</translation>
    </message>
    <message>
        <source>Build bundles with GitHub Actions and publish them there</source>
        <translation>Construir lotes con GitHub Actions y publicarlos allí</translation>
    </message>
    <message>
        <source>“login” reads a token from standard input, asks GitHub whose it is, and keeps it in the system&apos;s keychain. “push” puts a recipe (a file or a folder) onto a branch as one commit; “trigger” starts a workflow and names its run; “watch” tells each step as it ends and, where one fails, the last lines of its log; “download” fetches what the run made and compares it with GitHub&apos;s digest; “release” publishes files with their SHA-256. Where there is no keychain the token may be in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and that PORTICO_GITHUB_TOKEN_FILE names (PORTICO_GITHUB_SERVER_TOKEN and …_FILE for a company&apos;s own server).</source>
        <translation>«login» lee un token de la entrada estándar, pregunta a GitHub de quién es y lo guarda en el llavero del sistema. «push» pone una receta (un archivo o una carpeta) en una rama como un solo commit; «trigger» inicia un flujo de trabajo y nombra su ejecución; «watch» anuncia cada paso cuando termina y, donde falla uno, las últimas líneas de su registro; «download» descarga lo que creó la ejecución y lo compara con el resumen criptográfico de GitHub; «release» publica archivos con su SHA-256. Donde no hay llavero, el token puede estar en la variable PORTICO_GITHUB_TOKEN o en un archivo que solo usted pueda leer y que nombre PORTICO_GITHUB_TOKEN_FILE (PORTICO_GITHUB_SERVER_TOKEN y …_FILE para el servidor propio de una empresa).</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Qué hacer.</translation>
    </message>
    <message>
        <source>A path, a run&apos;s number, or files.</source>
        <translation>Una ruta, el número de una ejecución o archivos.</translation>
    </message>
    <message>
        <source>“%1” is no folder in a repository.</source>
        <translation>«%1» no es una carpeta de un repositorio.</translation>
    </message>
    <message>
        <source>Push to GitHub</source>
        <translation>Subir a GitHub</translation>
    </message>
    <message numerus="yes">
        <source>Pushed %n file(s) to %1 as %2.</source>
        <translation>
            <numerusform>Se subió un archivo a %1 como %2.</numerusform>
            <numerusform>Se subieron %n archivos a %1 como %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>The branch %1 has all of it already.</source>
        <translation>La rama %1 ya lo tiene todo.</translation>
    </message>
    <message>
        <source>The release&apos;s tag was not said: --tag v1.2.0.</source>
        <translation>No se dijo la etiqueta de la versión: --tag v1.2.0.</translation>
    </message>
    <message>
        <source>Make a release</source>
        <translation>Crear una versión</translation>
    </message>
    <message numerus="yes">
        <source>Published %1 with %n file(s).</source>
        <translation>
            <numerusform>Se publicó %1 con un archivo.</numerusform>
            <numerusform>Se publicó %1 con %n archivos.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <translation>%1 en %2.</translation>
    </message>
    <message>
        <source>A fine-grained token: its permissions show at use.</source>
        <translation>Un token de permisos detallados: sus permisos se ven al usarlo.</translation>
    </message>
    <message>
        <source>Rights: %1.</source>
        <translation>Permisos: %1.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>No token was given.</source>
        <translation>No se indicó ningún token.</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line. Tokens are made at %1/settings/tokens, with the rights “repo” and “workflow”.</source>
        <translation>Escríbalo en la entrada estándar, en una línea. Los tokens se crean en %1/settings/tokens, con los permisos «repo» y «workflow».</translation>
    </message>
    <message>
        <source>Ask GitHub whose the token is</source>
        <translation>Preguntar a GitHub de quién es el token</translation>
    </message>
    <message>
        <source>The token is good, but could not be kept.</source>
        <translation>El token es bueno, pero no se pudo guardar.</translation>
    </message>
    <message>
        <source>Where there is no keychain, write it into a file that only you may read, and name that in the variable %1_FILE.</source>
        <translation>Donde no hay llavero, escríbalo en un archivo que solo usted pueda leer y nómbrelo en la variable %1_FILE.</translation>
    </message>
    <message>
        <source>A run is named by its number, such as 30433642; --every takes seconds.</source>
        <translation>Una ejecución se nombra por su número, por ejemplo 30433642; --every toma segundos.</translation>
    </message>
    <message>
        <source>compared with GitHub&apos;s digest</source>
        <translation>comparado con el resumen criptográfico de GitHub</translation>
    </message>
    <message>
        <source>GitHub named no digest</source>
        <translation>GitHub no indicó ningún resumen criptográfico</translation>
    </message>
    <message>
        <source>An input is written as name=value.</source>
        <translation>Una entrada se escribe como nombre=valor.</translation>
    </message>
    <message>
        <source>Start a workflow</source>
        <translation>Iniciar un flujo de trabajo</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>Ejecución %1: %2</translation>
    </message>
    <message>
        <source>Watch a workflow</source>
        <translation>Seguir un flujo de trabajo</translation>
    </message>
    <message>
        <source>Cancel a workflow</source>
        <translation>Cancelar un flujo de trabajo</translation>
    </message>
    <message>
        <source>Run %1 was asked to end.</source>
        <translation>Se pidió que la ejecución %1 termine.</translation>
    </message>
    <message>
        <source>List workflows&apos; runs</source>
        <translation>Listar las ejecuciones de flujos de trabajo</translation>
    </message>
    <message>
        <source>No runs.</source>
        <translation>Ninguna ejecución.</translation>
    </message>
    <message>
        <source>Where to was not said: --output-dir DIR.</source>
        <translation>No se dijo adónde: --output-dir DIR.</translation>
    </message>
    <message>
        <source>Download artifacts</source>
        <translation>Descargar artefactos</translation>
    </message>
</context>
<context>
    <name>portico::cli::HardwareCommand</name>
    <message>
        <source>compute capability %1</source>
        <translation>capacidad de cómputo %1</translation>
    </message>
    <message>
        <source>part of the processor</source>
        <translation>parte del procesador</translation>
    </message>
    <message numerus="yes">
        <source>    split into %n part(s): %1</source>
        <translation>
            <numerusform>    en una parte: %1</numerusform>
            <numerusform>    dividido en %n partes: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Right build: %1</source>
        <translation>Compilación correcta: %1</translation>
    </message>
    <message>
        <source>Ready bundles: %1</source>
        <translation>Lotes ya hechos: %1</translation>
    </message>
    <message>
        <source>torch comes from: %1</source>
        <translation>torch viene de: %1</translation>
    </message>
    <message>
        <source>Free disk of the library: %1 of %2</source>
        <translation>Disco libre de la biblioteca: %1 de %2</translation>
    </message>
    <message>
        <source>Show the GPUs of this computer and the build that suits them</source>
        <translation>Mostrar las GPU de este equipo y la compilación adecuada para ellas</translation>
    </message>
    <message>
        <source>Says why this build is right and what would change it.</source>
        <translation>Dice por qué esta compilación es la correcta y qué la cambiaría.</translation>
    </message>
    <message>
        <source>Look at this computer</source>
        <translation>Examinar este equipo</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallCommand</name>
    <message>
        <source>What suits this computer best: a bundle, or ComfyUI put together from its parts where none fits.</source>
        <translation>Lo más adecuado para este equipo: un lote, o ComfyUI compuesto de sus partes donde no hay ninguno adecuado.</translation>
    </message>
    <message>
        <source>This one: its id in the catalogue, or a file or address.</source>
        <translation>Este: su id en el catálogo, o un archivo o una dirección.</translation>
    </message>
    <message>
        <source>Which ComfyUI is recommended: stable (default) or latest.</source>
        <translation>Qué ComfyUI se recomienda: stable (valor predeterminado) o latest.</translation>
    </message>
    <message>
        <source>This release of ComfyUI, where it is recommended.</source>
        <translation>Esta versión de ComfyUI, al recomendar.</translation>
    </message>
    <message>
        <source>What to call it.</source>
        <translation>Cómo llamarla.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>El puerto por el que se llega a ella.</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>Un archivo o una dirección debe tener este SHA-256.</translation>
    </message>
    <message>
        <source>Refuse a bundle whose hash nobody published.</source>
        <translation>Rechazar un lote cuyo hash nadie publicó.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>«%1» no es un canal.</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>Escriba stable o latest.</translation>
    </message>
    <message>
        <source>“%1” is no version.</source>
        <translation>«%1» no es una versión.</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists them.</source>
        <translation>«porticoctl versions» las muestra.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«%1» no es un puerto.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Elija un número de 1 a 65535, por ejemplo 8188.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>«%1» no es un SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Indique sus 64 cifras hexadecimales.</translation>
    </message>
    <message>
        <source>What to install was not said.</source>
        <translation>No se dijo qué instalar.</translation>
    </message>
    <message>
        <source>Give one of --recommended, --bundle ID and --compose.</source>
        <translation>Indique uno de --recommended, --bundle ID y --compose.</translation>
    </message>
    <message>
        <source>The catalogue has no bundle of ComfyUI %1 that suits this computer.</source>
        <translation>El catálogo no tiene ningún lote de ComfyUI %1 adecuado para este equipo.</translation>
    </message>
    <message>
        <source>Compose it from its parts: porticoctl install --compose --ref v%1</source>
        <translation>Compóngalo de sus partes: porticoctl install --compose --ref v%1</translation>
    </message>
    <message>
        <source>The catalogue has no bundle “%1”.</source>
        <translation>El catálogo no tiene ningún lote «%1».</translation>
    </message>
    <message>
        <source>“porticoctl catalogue --all” lists all of them.</source>
        <translation>«porticoctl catalogue --all» los muestra todos.</translation>
    </message>
    <message>
        <source>Install ComfyUI</source>
        <translation>Instalar ComfyUI</translation>
    </message>
    <message>
        <source>Install ComfyUI from the catalogue: the right bundle, or a chosen one</source>
        <translation>Instalar ComfyUI desde el catálogo: el lote correcto o uno elegido</translation>
    </message>
    <message>
        <source>Looks at this computer, chooses the bundle and says why; then it is downloaded, checked, unpacked and set up. “porticoctl catalogue” lists the ids.</source>
        <translation>Examina este equipo, elige el lote y dice por qué; después se descarga, se comprueba, se descomprime y se prepara. «porticoctl catalogue» muestra los id.</translation>
    </message>
</context>
<context>
    <name>portico::cli::InstallJson</name>
    <message>
        <source>stopped</source>
        <translation>detenida</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>iniciando</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en marcha</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>deteniendo</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>fallida</translation>
    </message>
</context>
<context>
    <name>portico::cli::Invocation</name>
    <message>
        <source>--library needs a folder, and none was given.</source>
        <translation>--library necesita una carpeta, y no se indicó ninguna.</translation>
    </message>
    <message>
        <source>Write it as --library DIR.</source>
        <translation>Escríbalo como --library DIR.</translation>
    </message>
</context>
<context>
    <name>portico::cli::LayersCommand</name>
    <message>
        <source>not used</source>
        <translation>sin usar</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>la usa %1</translation>
    </message>
    <message>
        <source>damaged, %1</source>
        <translation>dañada, %1</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s)</source>
        <translation>
            <numerusform>un paquete</numerusform>
            <numerusform>%n paquetes</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no layer yet.</source>
        <translation>Todavía no hay ninguna capa.</translation>
    </message>
    <message>
        <source>Wheels for building them again: %1.</source>
        <translation>Wheels para construirlas de nuevo: %1.</translation>
    </message>
    <message>
        <source>%1 are not used; “porticoctl layers clean” removes them.</source>
        <translation>%1 no se usan; «porticoctl layers clean» los quita.</translation>
    </message>
    <message>
        <source>The layer %1 was removed.</source>
        <translation>Se quitó la capa %1.</translation>
    </message>
    <message>
        <source>The layer %1 is being put in now and was kept.</source>
        <translation>La capa %1 se está colocando ahora y se conservó.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>Se liberaron %1.</translation>
    </message>
    <message>
        <source>Nothing was unused.</source>
        <translation>No había nada sin usar.</translation>
    </message>
    <message>
        <source>List the layers</source>
        <translation>Mostrar las capas</translation>
    </message>
    <message>
        <source>Remove unused layers</source>
        <translation>Quitar las capas sin usar</translation>
    </message>
    <message>
        <source>List the layers of packages, or remove those nobody uses</source>
        <translation>Mostrar las capas de paquetes o quitar las que nadie usa</translation>
    </message>
    <message>
        <source>A layer holds the packages that node packs need. Installs with the same needs over the same base share one. “clean” removes those that no install names, and the wheels that only they were made of.</source>
        <translation>Una capa contiene los paquetes que necesitan los packs de nodos. Las instalaciones con los mismos requisitos sobre la misma base comparten una. «clean» quita las que ninguna instalación nombra y los wheels con los que solo se hicieron esas.</translation>
    </message>
    <message>
        <source>“list” or “clean”.</source>
        <translation>«list» o «clean».</translation>
    </message>
    <message>
        <source>“%1” is neither “list” nor “clean”.</source>
        <translation>«%1» no es ni «list» ni «clean».</translation>
    </message>
    <message>
        <source>See “porticoctl help layers”.</source>
        <translation>Vea «porticoctl help layers».</translation>
    </message>
</context>
<context>
    <name>portico::cli::ListCommand</name>
    <message>
        <source>There is no install in %1 yet. Add one with: porticoctl add &lt;file|URL|folder&gt;</source>
        <translation>Todavía no hay ninguna instalación en %1. Añada una con: porticoctl add &lt;file|URL|folder&gt;</translation>
    </message>
    <message>
        <source>List all installs and what they do</source>
        <translation>Mostrar todas las instalaciones y qué hacen</translation>
    </message>
    <message>
        <source>List the installs</source>
        <translation>Mostrar las instalaciones</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogCommand</name>
    <message>
        <source>--lines needs a number from 1 on, --level one of debug, info, warning, error.</source>
        <translation>--lines necesita un número a partir de 1; --level, uno de debug, info, warning, error.</translation>
    </message>
    <message>
        <source>Try: porticoctl log %1 --lines 50 --level warning</source>
        <translation>Pruebe: porticoctl log %1 --lines 50 --level warning</translation>
    </message>
    <message>
        <source>“%1” has no log yet: it was not started.</source>
        <translation>«%1» aún no tiene registro: no se ha iniciado.</translation>
    </message>
    <message>
        <source>Show the log of an install</source>
        <translation>Mostrar el registro de una instalación</translation>
    </message>
    <message>
        <source>Of the running session, else of the last one.</source>
        <translation>El de la sesión en marcha o, si no, el de la última.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Go on showing new lines.</source>
        <translation>Seguir mostrando líneas nuevas.</translation>
    </message>
    <message>
        <source>How many lines to begin with (100).</source>
        <translation>Con cuántas líneas empezar (100).</translation>
    </message>
    <message>
        <source>Only lines of this level and above.</source>
        <translation>Solo líneas de este nivel y superiores.</translation>
    </message>
</context>
<context>
    <name>portico::cli::LogText</name>
    <message numerus="yes">
        <source>… %n line(s) left out: they came faster than they can be shown.</source>
        <translation>
            <numerusform>… se omitió una línea: llegó más rápido de lo que se puede mostrar.</numerusform>
            <numerusform>… se omitieron %n líneas: llegaron más rápido de lo que se pueden mostrar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::Main</name>
    <message>
        <source>Usage: porticoctl %1 %2</source>
        <translation>Uso: porticoctl %1 %2</translation>
    </message>
    <message>
        <source>“%1” needs more than was given.</source>
        <translation>«%1» necesita más de lo que se indicó.</translation>
    </message>
    <message>
        <source>“%1” takes no “%2”.</source>
        <translation>«%1» no admite «%2».</translation>
    </message>
    <message>
        <source>There is no command “%1”.</source>
        <translation>No existe el comando «%1».</translation>
    </message>
    <message>
        <source>“porticoctl help” lists all commands.</source>
        <translation>«porticoctl help» muestra todos los comandos.</translation>
    </message>
</context>
<context>
    <name>portico::cli::MigrateCommand</name>
    <message>
        <source>“%1” is no port.</source>
        <translation>«%1» no es un puerto.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Elija un número de 1 a 65535, por ejemplo 8188.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>No se cambió nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>“%1” is there, on port %2. “%3” is as it was.</source>
        <translation>«%1» está ahí, en el puerto %2. «%3» está como antes.</translation>
    </message>
    <message>
        <source>Migrate a folder into the library</source>
        <translation>Migrar una carpeta a la biblioteca</translation>
    </message>
    <message>
        <source>Make an install in the library of a folder that was added; says first what is taken over</source>
        <translation>Crear en la biblioteca una instalación a partir de una carpeta que se añadió; dice antes qué se adopta</translation>
    </message>
    <message>
        <source>For an unpacked portable, a git checkout with its environment, a package of Stability Matrix or an install of Comfy Desktop that was added where it lies. Without --yes it only says what it would do. ComfyUI, node packs, packages, inputs and user files are taken over, with a Python of its own; models stay where they are and are used from there. The old folder is not changed and stays in the list; removing the new install undoes it.</source>
        <translation>Para un portable descomprimido, una copia de trabajo de git con su entorno, un paquete de Stability Matrix o una instalación de Comfy Desktop que se añadió en el lugar donde está. Sin --yes solo dice qué haría. Se adoptan ComfyUI, los packs de nodos, los paquetes, las entradas y los archivos de usuario, con un Python propio; los modelos se quedan donde están y se usan desde ahí. La carpeta antigua no se cambia y sigue en la lista; quitar la nueva instalación lo deshace.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>What to call the new one.</source>
        <translation>Cómo llamar a la nueva.</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>Su puerto.</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>Solo decirlo, como sin --yes.</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>Hacerlo de verdad.</translation>
    </message>
</context>
<context>
    <name>portico::cli::MoveLibraryCommand</name>
    <message>
        <source>Your settings name another library; this one is reached with “--library %1”.</source>
        <translation>Sus ajustes nombran otra biblioteca; a esta se llega con «--library %1».</translation>
    </message>
    <message>
        <source>The library is now in %1.</source>
        <translation>La biblioteca está ahora en %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1, were copied and compared.</source>
        <translation>
            <numerusform>Se copió y se comparó un archivo, %1.</numerusform>
            <numerusform>Se copiaron y se compararon %n archivos, %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move the whole library to another folder or disk</source>
        <translation>Trasladar toda la biblioteca a otra carpeta u otro disco</translation>
    </message>
    <message>
        <source>On the same disk it is renamed; to another one every file is copied and compared before the old library goes. If it is interrupted, the old library is still there, and the same command goes on where it was. Nothing of the library may run meanwhile. Links stay links; what they lead to is not moved.</source>
        <translation>En el mismo disco se le cambia el nombre; a otro disco, cada archivo se copia y se compara antes de que desaparezca la biblioteca antigua. Si se interrumpe, la biblioteca antigua sigue ahí, y el mismo comando continúa donde estaba. Entretanto no puede haber en marcha nada de la biblioteca. Los enlaces siguen siendo enlaces; aquello a lo que llevan no se traslada.</translation>
    </message>
    <message>
        <source>Its new place: a folder that does not exist yet.</source>
        <translation>Su nuevo lugar: una carpeta que aún no existe.</translation>
    </message>
    <message>
        <source>Move the library</source>
        <translation>Trasladar la biblioteca</translation>
    </message>
</context>
<context>
    <name>portico::cli::NetworkCommand</name>
    <message>
        <source>What to do; “show” when nothing is said. Tests: github, package-index, torch-index, python-mirror, git, uv, pip; all when none is named. Settings: proxy, proxy-user, no-proxy, certificates, github-mirror, package-index, torch-index, python-mirror, http-hosts.</source>
        <translation>Qué hacer; «show» si no se dice nada. Pruebas: github, package-index, torch-index, python-mirror, git, uv, pip; todas si no se nombra ninguna. Ajustes: proxy, proxy-user, no-proxy, certificates, github-mirror, package-index, torch-index, python-mirror, http-hosts.</translation>
    </message>
    <message>
        <source>With “set”: read the proxy&apos;s password from standard input, its first line; an empty one forgets it.</source>
        <translation>Con «set»: leer la contraseña del proxy de la entrada estándar, de su primera línea; una vacía la olvida.</translation>
    </message>
    <message>
        <source>“network” cannot “%1”.</source>
        <translation>«network» no sabe «%1».</translation>
    </message>
    <message>
        <source>Choose one of: show, test, set.</source>
        <translation>Elija uno de: show, test, set.</translation>
    </message>
    <message>
        <source>Show, test and set proxy, certificates and mirrors</source>
        <translation>Mostrar, probar y configurar proxy, certificados y espejos</translation>
    </message>
    <message>
        <source>What is set counts for downloads, git, uv, pip, pixi and ComfyUI alike.
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
An empty value takes a setting back. The password goes into this computer&apos;s keychain; where there is none, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>Lo que se configura vale por igual para las descargas, git, uv, pip, pixi y ComfyUI.
  proxy=system | none | http://user@host:port | socks5://host:port | pac+https://host/proxy.pac
  no-proxy=intranet.example,10.0.0.0/8   certificates=/path/to/authority.pem
Un valor vacío anula un ajuste. La contraseña va al llavero de este equipo; donde no hay ninguno, indíquela en la variable PORTICO_PROXY_PASSWORD.</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>«%1» no es un ajuste con un valor.</translation>
    </message>
    <message>
        <source>Write it as key=value, such as proxy=http://proxy.example:3128.</source>
        <translation>Escríbalo como clave=valor, por ejemplo proxy=http://proxy.example:3128.</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>No existe el ajuste «%1».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Elija uno de: %1.</translation>
    </message>
    <message>
        <source>Password of the proxy:</source>
        <translation>Contraseña del proxy:</translation>
    </message>
    <message>
        <source>The proxy&apos;s password could not be kept.</source>
        <translation>No se pudo guardar la contraseña del proxy.</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_PROXY_PASSWORD.</source>
        <translation>Donde no hay llavero, indíquela en la variable PORTICO_PROXY_PASSWORD.</translation>
    </message>
    <message>
        <source>Changed; it counts at once. Try it out with: porticoctl network test</source>
        <translation>Cambiado; vale de inmediato. Pruébelo con: porticoctl network test</translation>
    </message>
    <message>
        <source>Its password: porticoctl network set --password</source>
        <translation>Su contraseña: porticoctl network set --password</translation>
    </message>
    <message>
        <source>Nothing was given to set.</source>
        <translation>No se indicó nada que configurar.</translation>
    </message>
    <message>
        <source>also trusts %1</source>
        <translation>confía además en %1</translation>
    </message>
    <message>
        <source>trusts the authorities in %1</source>
        <translation>confía en las autoridades de %1</translation>
    </message>
    <message>
        <source>Password of the proxy: %1</source>
        <translation>Contraseña del proxy: %1</translation>
    </message>
    <message>
        <source>nothing of its own</source>
        <translation>nada propio</translation>
    </message>
    <message>
        <source>Look at the network</source>
        <translation>Examinar la red</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Detalles: %1</translation>
    </message>
    <message>
        <source>There is no test “%1”.</source>
        <translation>No existe la prueba «%1».</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesChange</name>
    <message>
        <source>“%1” is installed.</source>
        <translation>«%1» está instalado.</translation>
    </message>
    <message>
        <source>“%1” is enabled.</source>
        <translation>«%1» está activado.</translation>
    </message>
    <message>
        <source>“%1” is disabled.</source>
        <translation>«%1» está desactivado.</translation>
    </message>
    <message>
        <source>“%1” is updated.</source>
        <translation>«%1» está actualizado.</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>«%1» está quitado.</translation>
    </message>
    <message>
        <source>“%1” is back as it was.</source>
        <translation>«%1» está de vuelta como era.</translation>
    </message>
    <message>
        <source>The install.py of “%1” ran.</source>
        <translation>Se ejecutó el install.py de «%1».</translation>
    </message>
    <message>
        <source>“%1” runs in a Python of its own.</source>
        <translation>«%1» se ejecuta en un Python propio.</translation>
    </message>
    <message>
        <source>“%1” is as it was before it was isolated.</source>
        <translation>«%1» está como antes de aislarse.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>No se cambió nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>The packages are what the node packs need.</source>
        <translation>Los paquetes son lo que necesitan los packs de nodos.</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>Tal como era antes, hasta el próximo inicio correcto: %1</translation>
    </message>
    <message>
        <source>With what install.py added, the plan is now:</source>
        <translation>Con lo que añadió install.py, el plan es ahora:</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Hacerlo de verdad; si no, solo se muestra.</translation>
    </message>
    <message>
        <source>Leave out what this node pack needs, or one requirement of it; may be given several times.</source>
        <translation>Omitir lo que necesita este pack de nodos o un requisito suyo; se puede repetir.</translation>
    </message>
    <message>
        <source>Give this node pack a Python of its own; may be given several times.</source>
        <translation>Dar a este pack de nodos un Python propio; se puede repetir.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Se pueden compilar paquetes desde el código fuente, lo que ejecuta su propio código.</translation>
    </message>
    <message>
        <source>Install “%1” %2 from %3 (%4)</source>
        <translation>Instalar «%1» %2 de %3 (%4)</translation>
    </message>
    <message>
        <source>Update “%1” from %2 to %3 (%4)</source>
        <translation>Actualizar «%1» de %2 a %3 (%4)</translation>
    </message>
    <message>
        <source>Enable “%1”</source>
        <translation>Activar «%1»</translation>
    </message>
    <message>
        <source>Disable “%1”</source>
        <translation>Desactivar «%1»</translation>
    </message>
    <message>
        <source>Remove “%1” (%2)</source>
        <translation>Quitar «%1» (%2)</translation>
    </message>
    <message>
        <source>Take back “%1” %2</source>
        <translation>Recuperar «%1» %2</translation>
    </message>
    <message>
        <source>Run the install.py of “%1” in a throwaway copy</source>
        <translation>Ejecutar el install.py de «%1» en una copia desechable</translation>
    </message>
    <message>
        <source>Isolate “%1”: it gets a Python of its own</source>
        <translation>Aislar «%1»: recibe un Python propio</translation>
    </message>
    <message>
        <source>Undo the isolation of “%1”</source>
        <translation>Deshacer el aislamiento de «%1»</translation>
    </message>
    <message>
        <source>what is checked out now is not part of its history any more</source>
        <translation>lo que hay extraído ahora ya no forma parte de su historial</translation>
    </message>
    <message numerus="yes">
        <source>%n new commit(s):</source>
        <translation>
            <numerusform>un commit nuevo:</numerusform>
            <numerusform>%n commits nuevos:</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>cambiado a mano: %1</translation>
    </message>
    <message>
        <source>– from source or an address: needs --allow-builds</source>
        <translation>– desde el código fuente o una dirección: necesita --allow-builds</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own (%1):</source>
        <translation>
            <numerusform>Un paquete junto a los propios de ComfyUI (%1):</numerusform>
            <numerusform>%n paquetes junto a los propios de ComfyUI (%1):</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n package(s) beside ComfyUI&apos;s own:</source>
        <translation>
            <numerusform>Un paquete junto a los propios de ComfyUI:</numerusform>
            <numerusform>%n paquetes junto a los propios de ComfyUI:</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2): left to this install&apos;s own %3</source>
        <translation>%1 (%2): se deja al %3 propio de esta instalación</translation>
    </message>
    <message>
        <source>torch, which is missing</source>
        <translation>torch, que falta</translation>
    </message>
    <message>
        <source>without what “%1” needs</source>
        <translation>sin lo que necesita «%1»</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCommand</name>
    <message>
        <source>What to do.</source>
        <translation>Qué hacer.</translation>
    </message>
    <message>
        <source>Usage: porticoctl nodes %1 %2</source>
        <translation>Uso: porticoctl nodes %1 %2</translation>
    </message>
    <message>
        <source>“nodes %1” needs more than was given.</source>
        <translation>«nodes %1» necesita más de lo que se indicó.</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “%2”.</source>
        <translation>«nodes %1» no admite «%2».</translation>
    </message>
    <message>
        <source>“nodes %1” takes no “--%2”.</source>
        <translation>«nodes %1» no admite «--%2».</translation>
    </message>
    <message>
        <source>“nodes” cannot “%1”.</source>
        <translation>«nodes» no sabe «%1».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Elija uno de: %1.</translation>
    </message>
    <message>
        <source>What is installed is “id[@version]” of the Comfy Registry, “https://…[@tag, branch or commit]” of a git repository, a folder, an archive, a .py file, or a .json file that lists addresses. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Lo que se instala es «id[@version]» de Comfy Registry, «https://…[@etiqueta, rama o commit]» de un repositorio git, una carpeta, un archivo comprimido, un archivo .py, o un archivo .json que enumera direcciones. Nada cambia sin --yes: antes se muestra qué cambiaría.</translation>
    </message>
    <message>
        <source>List, find, install, update and remove node packs</source>
        <translation>Mostrar, buscar, instalar, actualizar y quitar packs de nodos</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesCooldown</name>
    <message>
        <source>Packages are trusted from the moment they are uploaded.</source>
        <translation>Se confía en los paquetes desde el momento en que se suben.</translation>
    </message>
    <message numerus="yes">
        <source>Packages are not trusted for %n day(s) after they were uploaded, where older ones fit.</source>
        <translation>
            <numerusform>No se confía en los paquetes hasta un día después de subirse, donde los hay anteriores adecuados.</numerusform>
            <numerusform>No se confía en los paquetes hasta %n días después de subirse, donde los hay anteriores adecuados.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>«%1» no es un número de días.</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to %1.</source>
        <translation>Escriba un número de 0 (ninguno) a %1.</translation>
    </message>
    <message>
        <source>For how many days a newly uploaded package is not trusted yet; of all installs</source>
        <translation>Durante cuántos días aún no se confía en un paquete recién subido; de todas las instalaciones</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesExtras</name>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>No se cambió nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>There is no layer any more.</source>
        <translation>Ya no hay ninguna capa.</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Capa %1</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>Give an install a set of packages that many node packs use, on its own torch</source>
        <translation>Dar a una instalación un conjunto de paquetes que usan muchos packs de nodos, con el torch de ella</translation>
    </message>
    <message>
        <source>A set of your own: a JSON file with packages, strip, files.</source>
        <translation>Un conjunto propio: un archivo JSON con packages, strip, files.</translation>
    </message>
    <message>
        <source>The install has no extras any more.</source>
        <translation>La instalación ya no tiene extras.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Solo mostrar qué se haría.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Hacerlo de verdad; si no, solo se muestra.</translation>
    </message>
    <message>
        <source>Packages may be built from source, which runs their own code.</source>
        <translation>Se pueden compilar paquetes desde el código fuente, lo que ejecuta su propio código.</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesInfo</name>
    <message>
        <source>met</source>
        <translation>cumplido</translation>
    </message>
    <message>
        <source>left out by choice</source>
        <translation>omitido por elección</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>no está</translation>
    </message>
    <message>
        <source>there is %1</source>
        <translation>hay %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>  It asks for nothing.</source>
        <translation>  No pide nada.</translation>
    </message>
    <message>
        <source>  It asks for:</source>
        <translation>  Pide:</translation>
    </message>
    <message>
        <source>not obeyed: %1</source>
        <translation>no se tuvo en cuenta: %1</translation>
    </message>
    <message>
        <source>Take back what is left out: porticoctl nodes apply %1 --with PACK[:NAME].</source>
        <translation>Dejar de omitir lo que se omite: porticoctl nodes apply %1 --with PACK[:NAME].</translation>
    </message>
    <message>
        <source>Look at a node pack</source>
        <translation>Examinar un pack de nodos</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesList</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y uno más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) behind %1</source>
        <translation>
            <numerusform>un commit por detrás de %1</numerusform>
            <numerusform>%n commits por detrás de %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) that %1 does not have</source>
        <translation>
            <numerusform>un commit que %1 no tiene</numerusform>
            <numerusform>%n commits que %1 no tiene</numerusform>
        </translation>
    </message>
    <message>
        <source>changed by hand: %1</source>
        <translation>cambiado a mano: %1</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>needs %1, which is not there</source>
        <translation>necesita %1, que no está</translation>
    </message>
    <message>
        <source>needs %1; there is %2</source>
        <translation>necesita %1; hay %2</translation>
    </message>
    <message>
        <source>left out by choice: %1</source>
        <translation>omitido por elección: %1</translation>
    </message>
    <message>
        <source>isolated: it runs in a Python of its own</source>
        <translation>aislado: se ejecuta en un Python propio</translation>
    </message>
    <message>
        <source>wants an environment of its own (comfy-env.toml)</source>
        <translation>quiere un entorno propio (comfy-env.toml)</translation>
    </message>
    <message>
        <source>its code was changed since it was installed</source>
        <translation>su código se cambió desde que se instaló</translation>
    </message>
    <message>
        <source>“%1” has no node packs.</source>
        <translation>«%1» no tiene packs de nodos.</translation>
    </message>
    <message>
        <source>List node packs</source>
        <translation>Mostrar packs de nodos</translation>
    </message>
    <message>
        <source>The node packs of an install and how they are, by files alone</source>
        <translation>Los packs de nodos de una instalación y cómo están, solo por sus archivos</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesPlan</name>
    <message>
        <source>“%1” is no number of days.</source>
        <translation>«%1» no es un número de días.</translation>
    </message>
    <message>
        <source>Write a number from 0 (none) to 3650.</source>
        <translation>Escriba un número de 0 (ninguno) a 3650.</translation>
    </message>
    <message>
        <source>Plan the packages</source>
        <translation>Planificar los paquetes</translation>
    </message>
    <message>
        <source>To give “%1” a Python of its own: porticoctl env isolate %2 %1</source>
        <translation>Para dar a «%1» un Python propio: porticoctl env isolate %2 %1</translation>
    </message>
    <message>
        <source>What its node packs need beyond its base, before anything changes</source>
        <translation>Lo que sus packs de nodos necesitan además de su base, antes de cambiar nada</translation>
    </message>
    <message>
        <source>Leave out what this pack needs, or one requirement of it.</source>
        <translation>Omitir lo que necesita este pack o un requisito suyo.</translation>
    </message>
    <message>
        <source>Agree to packages that come from an address or repository or are built from source, which runs their code.</source>
        <translation>Aceptar paquetes que vienen de una dirección o de un repositorio, o que se compilan desde el código fuente, lo que ejecuta su código.</translation>
    </message>
    <message>
        <source>Do not trust packages younger than so many days (0: trust all); what usually counts is set by “nodes cooldown”.</source>
        <translation>No confiar en paquetes de menos de tantos días (0: confiar en todos); lo que vale normalmente se define con «nodes cooldown».</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesRegistry</name>
    <message>
        <source>This is what was kept of the Comfy Registry on %1.</source>
        <translation>Esto es lo que se conservaba de Comfy Registry el %1.</translation>
    </message>
    <message>
        <source>The Comfy Registry has no such node pack.</source>
        <translation>Comfy Registry no tiene ningún pack de nodos así.</translation>
    </message>
    <message numerus="yes">
        <source>Page %1 of %2; %n node pack(s) in all.</source>
        <translation>
            <numerusform>Página %1 de %2; un pack de nodos en total.</numerusform>
            <numerusform>Página %1 de %2; %n packs de nodos en total.</numerusform>
        </translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repositorio</translation>
    </message>
    <message>
        <source>Ask nobody: only what is kept of the last answers.</source>
        <translation>No preguntar a nadie: solo lo que se conserva de las últimas respuestas.</translation>
    </message>
    <message>
        <source>“%1” is no page.</source>
        <translation>«%1» no es una página.</translation>
    </message>
    <message>
        <source>Pages count from 1: --page 2.</source>
        <translation>Las páginas se cuentan desde 1: --page 2.</translation>
    </message>
    <message>
        <source>Search the Comfy Registry</source>
        <translation>Buscar en Comfy Registry</translation>
    </message>
    <message numerus="yes">
        <source>%n node pack(s) are kept for searching without a network.</source>
        <translation>
            <numerusform>Se conserva un pack de nodos para buscar sin red.</numerusform>
            <numerusform>Se conservan %n packs de nodos para buscar sin red.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the Comfy Registry</source>
        <translation>Preguntar a Comfy Registry</translation>
    </message>
    <message>
        <source>The address of the Comfy Registry or of a mirror of it, this time.</source>
        <translation>La dirección de Comfy Registry o de un espejo suyo, por esta vez.</translation>
    </message>
    <message>
        <source>Search the Comfy Registry; without words all of it, page by page</source>
        <translation>Buscar en Comfy Registry; sin palabras, todo él, página por página</translation>
    </message>
    <message>
        <source>Which page of the answer.</source>
        <translation>Qué página de la respuesta.</translation>
    </message>
    <message>
        <source>Fetch the whole list first, to search it without a network.</source>
        <translation>Descargar primero la lista completa, para buscar en ella sin red.</translation>
    </message>
    <message>
        <source>What the Comfy Registry knows of a node pack, with its versions; or a pack of an install, with each of its requirements</source>
        <translation>Lo que Comfy Registry sabe de un pack de nodos, con sus versiones; o un pack de una instalación, con cada uno de sus requisitos</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesScripts</name>
    <message>
        <source>Print each install.py that a node pack brings.</source>
        <translation>Mostrar cada install.py que trae un pack de nodos.</translation>
    </message>
    <message>
        <source>Run each install.py that the node packs bring: their authors&apos; own code, with your rights, on a throwaway copy of Python and packages.</source>
        <translation>Ejecutar cada install.py que traen los packs de nodos: código de sus propios autores, con los permisos de usted, en una copia desechable de Python y de los paquetes.</translation>
    </message>
    <message>
        <source>The same for this node pack alone; may be given several times.</source>
        <translation>Lo mismo solo para este pack de nodos; se puede repetir.</translation>
    </message>
    <message>
        <source>its install.py ran and added no packages</source>
        <translation>su install.py se ejecutó y no añadió ningún paquete</translation>
    </message>
    <message>
        <source>its install.py ran and added: %1</source>
        <translation>su install.py se ejecutó y añadió: %1</translation>
    </message>
    <message>
        <source>its install.py (%1) is the one that ran before; what it added still counts</source>
        <translation>su install.py (%1) es el que se ejecutó antes; lo que añadió sigue contando</translation>
    </message>
    <message>
        <source>brings an install.py (%1), which is not run without --run-scripts; see it with --show-scripts</source>
        <translation>trae un install.py (%1), que no se ejecuta sin --run-scripts; véalo con --show-scripts</translation>
    </message>
    <message>
        <source>Running an install.py needs a copy of Python and packages meanwhile: %1 on this disk</source>
        <translation>Ejecutar un install.py requiere entretanto una copia de Python y de los paquetes: %1 en este disco</translation>
    </message>
    <message>
        <source>%1 (%2):</source>
        <translation>%1 (%2):</translation>
    </message>
    <message>
        <source>“%1” has an install.py (%2) that Portico has not run: porticoctl nodes run-script %3 %1</source>
        <translation>«%1» tiene un install.py (%2) que Portico no ha ejecutado: porticoctl nodes run-script %3 %1</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added no packages.</source>
        <translation>El install.py de «%1» (%2) se ejecutó y no añadió ningún paquete.</translation>
    </message>
    <message>
        <source>The install.py of “%1” (%2) ran and added: %3.</source>
        <translation>El install.py de «%1» (%2) se ejecutó y añadió: %3.</translation>
    </message>
</context>
<context>
    <name>portico::cli::NodesVerbs</name>
    <message>
        <source>--to is a version of one node pack.</source>
        <translation>--to es una versión de un solo pack de nodos.</translation>
    </message>
    <message>
        <source>Update one node pack at a time with it.</source>
        <translation>Con ella, actualice los packs de nodos de uno en uno.</translation>
    </message>
    <message>
        <source>Install node packs with what they need; shows first what comes</source>
        <translation>Instalar packs de nodos con lo que necesitan; muestra antes qué llega</translation>
    </message>
    <message>
        <source>Install node packs</source>
        <translation>Instalar packs de nodos</translation>
    </message>
    <message>
        <source>Enable node packs</source>
        <translation>Activar packs de nodos</translation>
    </message>
    <message>
        <source>Enable node packs; with --yes where packages come with them</source>
        <translation>Activar packs de nodos; con --yes donde traen paquetes</translation>
    </message>
    <message>
        <source>Disable node packs</source>
        <translation>Desactivar packs de nodos</translation>
    </message>
    <message>
        <source>Disable node packs, so that ComfyUI does not load them</source>
        <translation>Desactivar packs de nodos, para que ComfyUI no los cargue</translation>
    </message>
    <message>
        <source>Update node packs</source>
        <translation>Actualizar packs de nodos</translation>
    </message>
    <message>
        <source>Update node packs; shows first what is new</source>
        <translation>Actualizar packs de nodos; muestra antes qué hay de nuevo</translation>
    </message>
    <message>
        <source>The version, tag, branch or commit to go to.</source>
        <translation>La versión, etiqueta, rama o commit de destino.</translation>
    </message>
    <message>
        <source>Where files were changed by hand: go on, and keep them aside.</source>
        <translation>Donde se cambiaron archivos a mano: continuar y apartarlos.</translation>
    </message>
    <message>
        <source>Remove node packs</source>
        <translation>Quitar packs de nodos</translation>
    </message>
    <message>
        <source>Remove node packs; lists first what goes, with sizes</source>
        <translation>Quitar packs de nodos; enumera antes lo que se va, con tamaños</translation>
    </message>
    <message>
        <source>Delete at once, instead of keeping it until the next good start and then the recycle bin.</source>
        <translation>Eliminarlos de inmediato, en lugar de conservarlos hasta el próximo inicio correcto y después en la papelera.</translation>
    </message>
    <message>
        <source>Take node packs back</source>
        <translation>Recuperar packs de nodos</translation>
    </message>
    <message>
        <source>Take back node packs as they were before an update or removal</source>
        <translation>Recuperar packs de nodos como eran antes de actualizarlos o quitarlos</translation>
    </message>
    <message>
        <source>Run install.py</source>
        <translation>Ejecutar install.py</translation>
    </message>
    <message>
        <source>Run the install.py of node packs, which is their authors&apos; own code, in a throwaway copy; shows it first</source>
        <translation>Ejecutar el install.py de packs de nodos, que es código de sus propios autores, en una copia desechable; lo muestra antes</translation>
    </message>
    <message>
        <source>Isolate node packs</source>
        <translation>Aislar packs de nodos</translation>
    </message>
    <message>
        <source>Give node packs a Python of their own, where their needs clash with those of others; tried out first, and only done if no node is lost</source>
        <translation>Dar un Python propio a packs de nodos cuyos requisitos chocan con los de otros; se prueba antes y solo se hace si no se pierde ningún nodo</translation>
    </message>
    <message>
        <source>Undo isolations</source>
        <translation>Deshacer aislamientos</translation>
    </message>
    <message>
        <source>Undo the isolation of node packs: they are as they were</source>
        <translation>Deshacer el aislamiento de packs de nodos: quedan como eran</translation>
    </message>
    <message>
        <source>Apply what node packs need</source>
        <translation>Aplicar lo que necesitan los packs de nodos</translation>
    </message>
    <message>
        <source>Give an install the packages that its node packs need, after they were changed by other means</source>
        <translation>Dar a una instalación los paquetes que necesitan sus packs de nodos, después de que se cambiaran por otros medios</translation>
    </message>
    <message>
        <source>Take back what was left out of this node pack by choice: all of it, or one requirement; may be given several times.</source>
        <translation>Dejar de omitir lo que se omitió por elección de este pack de nodos: todo o un requisito; se puede repetir.</translation>
    </message>
</context>
<context>
    <name>portico::cli::OpenCommand</name>
    <message>
        <source>“%1” is not running, so there is nothing to open.</source>
        <translation>«%1» no está en marcha, así que no hay nada que abrir.</translation>
    </message>
    <message>
        <source>Start it with: porticoctl start %1 --open</source>
        <translation>Iníciela con: porticoctl start %1 --open</translation>
    </message>
    <message>
        <source>Open a running install in the browser</source>
        <translation>Abrir en el navegador una instalación en marcha</translation>
    </message>
    <message>
        <source>Waits until it is ready.</source>
        <translation>Espera hasta que esté lista.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>In a window of its own, without tabs and address bar, where a browser is here that can do that.</source>
        <translation>En una ventana propia, sin pestañas ni barra de direcciones, donde haya un navegador capaz de ello.</translation>
    </message>
</context>
<context>
    <name>portico::cli::PlanReport</name>
    <message>
        <source>to be built from source</source>
        <translation>se compilará desde el código fuente</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>repository %1</source>
        <translation>repositorio %1</translation>
    </message>
    <message>
        <source>uploaded in the last days</source>
        <translation>subido en los últimos días</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>para %1</translation>
    </message>
    <message>
        <source>Nothing is added.</source>
        <translation>No se añade nada.</translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s), %1</source>
        <translation>
            <numerusform>Se añade: un paquete, %1</numerusform>
            <numerusform>Se añaden: %n paquetes, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added: %n package(s)</source>
        <translation>
            <numerusform>Se añade: un paquete</numerusform>
            <numerusform>Se añaden: %n paquetes</numerusform>
        </translation>
    </message>
    <message>
        <source>There already: %1</source>
        <translation>Ya está ahí: %1</translation>
    </message>
    <message>
        <source>Not taken, since torch and its family come from the base:</source>
        <translation>No se toman, porque torch y su familia vienen de la base:</translation>
    </message>
    <message>
        <source>  ! %1 (%2): there is none, and none is added: what was not made for this very torch breaks it</source>
        <translation>  ! %1 (%2): no hay ninguno, y no se añade ninguno: lo que no está hecho para este mismo torch lo rompe</translation>
    </message>
    <message>
        <source>  – %1 (%2): %3 meets it</source>
        <translation>  – %1 (%2): %3 lo cumple</translation>
    </message>
    <message>
        <source>  ! %1 (%2): %3, which does not meet it</source>
        <translation>  ! %1 (%2): %3, que no lo cumple</translation>
    </message>
    <message>
        <source>Cannot be met:</source>
        <translation>No se puede cumplir:</translation>
    </message>
    <message>
        <source>→ Leave a requirement or a pack out with --without, or choose another version of the pack.</source>
        <translation>→ Omita un requisito o un pack con --without, o elija otra versión del pack.</translation>
    </message>
    <message>
        <source>→ Agree to what is built or comes from an address or repository with --allow-builds, or leave its pack out with --without.</source>
        <translation>→ Acepte con --allow-builds lo que se compila o viene de una dirección o de un repositorio, u omita su pack con --without.</translation>
    </message>
    <message>
        <source>→ without %1 of “%2”: --without %3</source>
        <translation>→ sin %1 de «%2»: --without %3</translation>
    </message>
    <message>
        <source>→ without all that “%1” needs: --without %2</source>
        <translation>→ sin nada de lo que necesita «%1»: --without %2</translation>
    </message>
    <message>
        <source>Left out of “%1” by choice: %2</source>
        <translation>Omitido de «%1» por elección: %2</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Omitido: %1</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecipeBundle</name>
    <message>
        <source>%1 is there already, and as the recipe wants it.</source>
        <translation>%1 ya está ahí, y como lo quiere la receta.</translation>
    </message>
    <message>
        <source>Would make %1 of “%2”:</source>
        <translation>Se crearía %1 a partir de «%2»:</translation>
    </message>
    <message>
        <source>of Portico&apos;s choice</source>
        <translation>a elección de Portico</translation>
    </message>
    <message>
        <source>Python %1, torch for %2</source>
        <translation>Python %1, torch para %2</translation>
    </message>
    <message numerus="yes">
        <source>%n package(s), as the lock names them</source>
        <translation>
            <numerusform>un paquete, como lo nombra el bloqueo</numerusform>
            <numerusform>%n paquetes, como los nombra el bloqueo</numerusform>
        </translation>
    </message>
    <message>
        <source>Packages are chosen when it is made.</source>
        <translation>Los paquetes se eligen al crearlo.</translation>
    </message>
    <message>
        <source>Nothing to do: %1 is there already, and as the recipe wants it.</source>
        <translation>Nada que hacer: %1 ya está ahí, y como lo quiere la receta.</translation>
    </message>
    <message>
        <source>Its lock: %1</source>
        <translation>Su bloqueo: %1</translation>
    </message>
    <message>
        <source>Of a recipe: the lock to obey (default: the one beside the bundle).</source>
        <translation>De una receta: el bloqueo que seguir (de forma predeterminada, el que está junto al lote).</translation>
    </message>
    <message>
        <source>Of a recipe: newer versions than those of its lock.</source>
        <translation>De una receta: versiones más recientes que las de su bloqueo.</translation>
    </message>
    <message>
        <source>Of a recipe: build packages that have no ready build; this runs their code.</source>
        <translation>De una receta: compilar los paquetes que no tienen compilación ya hecha; eso ejecuta su código.</translation>
    </message>
    <message>
        <source>Make a bundle</source>
        <translation>Crear un lote</translation>
    </message>
    <message>
        <source>Of a recipe: keep what was downloaded for the next time. Without it that goes, unless there were packages in the cache before.</source>
        <translation>De una receta: conservar lo descargado para la próxima vez. Sin esto desaparece, a menos que ya antes hubiera paquetes en la caché.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RecoverCommand</name>
    <message>
        <source>Everything is in order.</source>
        <translation>Todo está en orden.</translation>
    </message>
    <message>
        <source>%1 were freed.</source>
        <translation>Se liberaron %1.</translation>
    </message>
    <message>
        <source>Clean up after an interrupted operation</source>
        <translation>Limpiar después de una operación interrumpida</translation>
    </message>
    <message>
        <source>Every command does this by itself first; here it says what it found.</source>
        <translation>Todos los comandos lo hacen primero por sí mismos; aquí dice qué encontró.</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Limpiar</translation>
    </message>
</context>
<context>
    <name>portico::cli::RemoveCommand</name>
    <message>
        <source>This goes:</source>
        <translation>Esto se va:</translation>
    </message>
    <message>
        <source>  (a link; %1 stays)</source>
        <translation>  (un enlace; %1 se queda)</translation>
    </message>
    <message numerus="yes">
        <source>Your own %n file(s) (%1) are kept.</source>
        <translation>
            <numerusform>Se conserva un archivo propio de usted (%1).</numerusform>
            <numerusform>Se conservan %n archivos propios de usted (%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of it are shared with other installs, which keep them.</source>
        <translation>De ello, %1 se comparten con otras instalaciones, que los conservan.</translation>
    </message>
    <message>
        <source>Untouched: %1</source>
        <translation>Sin tocar: %1</translation>
    </message>
    <message>
        <source>“%1” is removed.</source>
        <translation>«%1» está quitada.</translation>
    </message>
    <message>
        <source>Your own files are in %1</source>
        <translation>Sus propios archivos están en %1</translation>
    </message>
    <message>
        <source>The rest is in the recycle bin: %1</source>
        <translation>Lo demás está en la papelera: %1</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>No se quitó nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>Remove an install</source>
        <translation>Quitar una instalación</translation>
    </message>
    <message>
        <source>Remove an install; lists first what goes</source>
        <translation>Quitar una instalación; enumera antes lo que se va</translation>
    </message>
    <message>
        <source>Without --yes it only lists what would go. Your own files (output, input, user, node packs) are kept unless --remove-data is given. Goes to the recycle bin unless --permanently is given. Links are never followed.</source>
        <translation>Sin --yes solo enumera lo que se iría. Sus propios archivos (output, input, user, packs de nodos) se conservan, a menos que se dé --remove-data. Va a la papelera, a menos que se dé --permanently. Nunca se siguen los enlaces.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Only list it, as without --yes.</source>
        <translation>Solo enumerarlo, como sin --yes.</translation>
    </message>
    <message>
        <source>Really remove it.</source>
        <translation>Quitarlo de verdad.</translation>
    </message>
    <message>
        <source>Your own files go, too.</source>
        <translation>También se van sus propios archivos.</translation>
    </message>
    <message>
        <source>Delete instead of using the recycle bin.</source>
        <translation>Eliminar en lugar de usar la papelera.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RenameCommand</name>
    <message>
        <source>The new name is empty.</source>
        <translation>El nombre nuevo está vacío.</translation>
    </message>
    <message>
        <source>Give a name of at least one letter.</source>
        <translation>Indique un nombre de al menos una letra.</translation>
    </message>
    <message>
        <source>“%1” is now called “%2”.</source>
        <translation>«%1» se llama ahora «%2».</translation>
    </message>
    <message>
        <source>Give an install another name</source>
        <translation>Dar otro nombre a una instalación</translation>
    </message>
    <message>
        <source>Its id and folder stay as they are.</source>
        <translation>Su id y su carpeta se quedan como están.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>The new name.</source>
        <translation>El nombre nuevo.</translation>
    </message>
</context>
<context>
    <name>portico::cli::RepairCommand</name>
    <message>
        <source>    from: %1</source>
        <translation>    procedencia: %1</translation>
    </message>
    <message>
        <source>    only with %1</source>
        <translation>    solo con %1</translation>
    </message>
    <message>
        <source>What was replaced is in %1</source>
        <translation>Lo que se sustituyó está en %1</translation>
    </message>
    <message>
        <source>“%1” is as it was before its repair.</source>
        <translation>«%1» está como antes de su reparación.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>No se cambió nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>Repair an install</source>
        <translation>Reparar una instalación</translation>
    </message>
    <message>
        <source>Put right what broke the Python of an install</source>
        <translation>Corregir lo que dañó el Python de una instalación</translation>
    </message>
    <message>
        <source>Without --yes it only says what it would do (exit code 1 if there is something). Puts back files of Python, ComfyUI and their packages from what is on this computer, and asks the package index only for the rest; builds layers again; puts back what is gone or damaged in node packs, and installs what they lack; builds isolated environments that are missing or broken; ends with a real start. In a folder of your own it puts torch and missing packages right, with a backup that --undo brings back. May be interrupted at any time: the next repair goes on.</source>
        <translation>Sin --yes solo dice qué haría (código de salida 1 si hay algo). Restituye archivos de Python, de ComfyUI y de sus paquetes con lo que hay en este equipo y pide solo el resto al índice de paquetes; construye de nuevo las capas; restituye lo que ha desaparecido o está dañado en packs de nodos e instala lo que les falta; construye los entornos aislados que faltan o están dañados; termina con un inicio real. En una carpeta suya corrige torch y los paquetes que faltan, con una copia de seguridad que --undo recupera. Se puede interrumpir en cualquier momento: la próxima reparación continúa.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Really repair it.</source>
        <translation>Repararla de verdad.</translation>
    </message>
    <message>
        <source>Only say what would be done.</source>
        <translation>Solo decir qué se haría.</translation>
    </message>
    <message>
        <source>Do not start ComfyUI at the end.</source>
        <translation>No iniciar ComfyUI al final.</translation>
    </message>
    <message>
        <source>Also clear what ComfyUI-Manager would do at the next start.</source>
        <translation>Borrar también lo que ComfyUI-Manager haría en el próximo inicio.</translation>
    </message>
    <message>
        <source>Also undo what was changed by hand in node packs; it is kept, and “porticoctl nodes restore” takes it back.</source>
        <translation>Deshacer también lo que se cambió a mano en packs de nodos; se conserva, y «porticoctl nodes restore» lo recupera.</translation>
    </message>
    <message>
        <source>Bring a folder of your own back to before its last repair.</source>
        <translation>Devolver una carpeta suya a como era antes de su última reparación.</translation>
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
        <translation>Todo funciona en este equipo (%1 s).</translation>
    </message>
    <message>
        <source>Self-check</source>
        <translation>Autocomprobación</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Detalles: %1</translation>
    </message>
    <message>
        <source>Try the whole path on this computer with a small demo bundle</source>
        <translation>Probar todo el camino en este equipo con un pequeño lote de demostración</translation>
    </message>
    <message>
        <source>Makes a small bundle, serves it to itself, downloads, checks, unpacks, starts, asks for a picture, stops and removes it. Takes well under a minute and leaves nothing behind.</source>
        <translation>Crea un lote pequeño, se lo sirve a sí mismo, lo descarga, lo comprueba, lo descomprime, lo inicia, pide una imagen, lo detiene y lo quita. Tarda bastante menos de un minuto y no deja nada.</translation>
    </message>
    <message>
        <source>The Python to make the demo bundle from.</source>
        <translation>El Python con el que crear el lote de demostración.</translation>
    </message>
</context>
<context>
    <name>portico::cli::SessionCommand</name>
    <message>
        <source>No browser could be opened. The address is %1</source>
        <translation>No se pudo abrir ningún navegador. La dirección es %1</translation>
    </message>
    <message>
        <source>A window of its own needs Chrome, Chromium, Edge, Brave or Vivaldi, and none of them could be started. The browser is opened instead.</source>
        <translation>Una ventana propia necesita Chrome, Chromium, Edge, Brave o Vivaldi, y no se pudo iniciar ninguno de ellos. En su lugar se abre el navegador.</translation>
    </message>
</context>
<context>
    <name>portico::cli::SetCommand</name>
    <message>
        <source>“%1” is no layout.</source>
        <translation>«%1» no es una disposición.</translation>
    </message>
    <message>
        <source>Choose separate, or classic for node packs that look for their files beside ComfyUI&apos;s main.py.</source>
        <translation>Elija separate, o classic para packs de nodos que buscan sus archivos junto al main.py de ComfyUI.</translation>
    </message>
    <message>
        <source>“%1” is a folder of your own: its node packs and models lie in ComfyUI&apos;s own folder already.</source>
        <translation>«%1» es una carpeta suya: sus packs de nodos y sus modelos ya están en la carpeta propia de ComfyUI.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>No hay nada que hacer.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«%1» no es un puerto.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Elija un número de 1 a 65535, por ejemplo 8188.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>«%1» no es un canal.</translation>
    </message>
    <message>
        <source>Choose stable or latest.</source>
        <translation>Elija stable o latest.</translation>
    </message>
    <message>
        <source>There is no setting “%1”.</source>
        <translation>No existe el ajuste «%1».</translation>
    </message>
    <message>
        <source>Choose one of: port, arguments, output, input, user, models, accelerator, gpu, layout, track, env.NAME.</source>
        <translation>Elija uno de: port, arguments, output, input, user, models, accelerator, gpu, layout, track, env.NAME.</translation>
    </message>
    <message>
        <source>“%1” is no setting with a value.</source>
        <translation>«%1» no es un ajuste con un valor.</translation>
    </message>
    <message>
        <source>Write it as key=value, such as port=8189.</source>
        <translation>Escríbalo como clave=valor, por ejemplo port=8189.</translation>
    </message>
    <message>
        <source>“%1” is changed; it counts from the next start on.</source>
        <translation>«%1» está cambiada; vale a partir del próximo inicio.</translation>
    </message>
    <message>
        <source>Change the port, arguments or folders of an install</source>
        <translation>Cambiar el puerto, los argumentos o las carpetas de una instalación</translation>
    </message>
    <message>
        <source>Keys: port, arguments, output, input, user, models (several folders as in PATH), accelerator (cpu, or what its build is made for), gpu (numbers as in “porticoctl hardware”), layout (separate, or classic: ComfyUI&apos;s own folders become links, for node packs that look for their files there), track (stable or latest: what “update” without a version goes to), env.NAME. An empty value takes the setting back.</source>
        <translation>Claves: port, arguments, output, input, user, models (varias carpetas como en PATH), accelerator (cpu, o aquello para lo que está hecha su compilación), gpu (números como en «porticoctl hardware»), layout (separate, o classic: las carpetas propias de ComfyUI pasan a ser enlaces, para packs de nodos que buscan ahí sus archivos), track (stable o latest: adónde va «update» sin versión), env.NAME. Un valor vacío anula el ajuste.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>What to change.</source>
        <translation>Qué cambiar.</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotCommand</name>
    <message>
        <source>“snapshot” cannot “%1”.</source>
        <translation>«snapshot» no sabe «%1».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Elija uno de: %1.</translation>
    </message>
    <message>
        <source>Usage: porticoctl snapshot %1 %2</source>
        <translation>Uso: porticoctl snapshot %1 %2</translation>
    </message>
    <message>
        <source>“snapshot %1” needs more than was given.</source>
        <translation>«snapshot %1» necesita más de lo que se indicó.</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “%2”.</source>
        <translation>«snapshot %1» no admite «%2».</translation>
    </message>
    <message>
        <source>“snapshot %1” takes no “--%2”.</source>
        <translation>«snapshot %1» no admite «--%2».</translation>
    </message>
    <message>
        <source>A snapshot says what an install is: its generation, node packs with their commits and states, the lock of their packages, isolated environments, settings, arguments and model folders. One is taken before every change, and one is named by the beginning of its id, or “latest”; “now” is the install as it is. “restore” makes it that again, all of it or with --only some of: packs, layer, environments, settings, arguments, models. Node packs that came since are disabled. It works, too, when ComfyUI cannot start; models, pictures and your own files are never touched; and the state before is a snapshot as well. “export” writes one into a file without secrets, and “import” restores such a file, or one of ComfyUI-Manager or Comfy Desktop, in another install: the same, or a list of what cannot be the same. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Una instantánea dice qué es una instalación: su generación, los packs de nodos con sus commits y estados, el bloqueo de sus paquetes, los entornos aislados, los ajustes, los argumentos y las carpetas de modelos. Antes de cada cambio se toma una, y se nombra por el principio de su id o con «latest»; «now» es la instalación tal como está. «restore» la deja otra vez así, toda o, con --only, solo algunas partes: packs, layer, environments, settings, arguments, models. Los packs de nodos llegados desde entonces se desactivan. Funciona también cuando ComfyUI no puede iniciarse; los modelos, las imágenes y sus propios archivos nunca se tocan; y el estado anterior es también una instantánea. «export» escribe una en un archivo sin secretos, e «import» restaura un archivo así, o uno de ComfyUI-Manager o de Comfy Desktop, en otra instalación: lo mismo, o una lista de lo que no puede ser igual. Nada cambia sin --yes: antes se muestra qué cambiaría.</translation>
    </message>
    <message>
        <source>Take, compare and restore snapshots of an install</source>
        <translation>Tomar, comparar y restaurar instantáneas de una instalación</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Qué hacer.</translation>
    </message>
    <message>
        <source>What is worth knowing about it.</source>
        <translation>Lo que conviene saber de ella.</translation>
    </message>
    <message>
        <source>Restore only this part; several with commas, or given several times.</source>
        <translation>Restaurar solo esta parte; varias con comas, o repitiendo la opción.</translation>
    </message>
    <message>
        <source>Restore also where something cannot be as it was; that stays as it is now.</source>
        <translation>Restaurar también donde algo no puede ser como era; eso se queda como está ahora.</translation>
    </message>
    <message>
        <source>Write it as ComfyUI-Manager does, which says less.</source>
        <translation>Escribirla como lo hace ComfyUI-Manager, que dice menos.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Solo mostrar qué se haría.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Hacerlo de verdad; si no, solo se muestra.</translation>
    </message>
    <message>
        <source>“%1” is no part of a snapshot.</source>
        <translation>«%1» no es una parte de una instantánea.</translation>
    </message>
    <message>
        <source>Choose some of: %1.</source>
        <translation>Elija entre: %1.</translation>
    </message>
    <message>
        <source>Snapshot %1 is imported.</source>
        <translation>La instantánea %1 está importada.</translation>
    </message>
    <message>
        <source>Everything is as it was then.</source>
        <translation>Todo está como entonces.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>No se cambió nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>Restore a snapshot</source>
        <translation>Restaurar una instantánea</translation>
    </message>
    <message>
        <source>Snapshot %1 is taken.</source>
        <translation>La instantánea %1 está tomada.</translation>
    </message>
    <message>
        <source>Nothing has changed since snapshot %1.</source>
        <translation>No ha cambiado nada desde la instantánea %1.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Tomar una instantánea</translation>
    </message>
    <message>
        <source>There is no snapshot yet.</source>
        <translation>Todavía no hay ninguna instantánea.</translation>
    </message>
    <message>
        <source>List the snapshots</source>
        <translation>Mostrar las instantáneas</translation>
    </message>
    <message>
        <source>Show a snapshot</source>
        <translation>Mostrar una instantánea</translation>
    </message>
    <message>
        <source>There is no difference.</source>
        <translation>No hay ninguna diferencia.</translation>
    </message>
    <message>
        <source>Compare snapshots</source>
        <translation>Comparar instantáneas</translation>
    </message>
    <message>
        <source>Note something about a snapshot</source>
        <translation>Anotar algo sobre una instantánea</translation>
    </message>
    <message>
        <source>Snapshot %1 is removed.</source>
        <translation>La instantánea %1 está quitada.</translation>
    </message>
    <message>
        <source>Remove snapshots</source>
        <translation>Quitar instantáneas</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ya existe.</translation>
    </message>
    <message>
        <source>Choose another name, or remove it.</source>
        <translation>Elija otro nombre o quítela.</translation>
    </message>
    <message>
        <source>The snapshot is written to %1.</source>
        <translation>La instantánea está escrita en %1.</translation>
    </message>
    <message>
        <source>Export a snapshot</source>
        <translation>Exportar una instantánea</translation>
    </message>
</context>
<context>
    <name>portico::cli::SnapshotLines</name>
    <message>
        <source>Generation:</source>
        <translation>Generación:</translation>
    </message>
    <message>
        <source>Node packs:</source>
        <translation>Packs de nodos:</translation>
    </message>
    <message>
        <source>Packages of node packs:</source>
        <translation>Paquetes de packs de nodos:</translation>
    </message>
    <message>
        <source>Isolated environments:</source>
        <translation>Entornos aislados:</translation>
    </message>
    <message>
        <source>Settings:</source>
        <translation>Ajustes:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumentos:</translation>
    </message>
    <message>
        <source>Model folders:</source>
        <translation>Carpetas de modelos:</translation>
    </message>
    <message>
        <source>Generation %1: %2</source>
        <translation>Generación %1: %2</translation>
    </message>
    <message>
        <source>For that:</source>
        <translation>Para ello:</translation>
    </message>
    <message>
        <source>What cannot be as it was:</source>
        <translation>Lo que no puede ser como era:</translation>
    </message>
    <message>
        <source>The snapshot is restored.</source>
        <translation>La instantánea está restaurada.</translation>
    </message>
    <message>
        <source>The environment “%1” was built again.</source>
        <translation>El entorno «%1» se construyó de nuevo.</translation>
    </message>
    <message>
        <source>The environment “%1” could not be built: %2</source>
        <translation>No se pudo construir el entorno «%1»: %2</translation>
    </message>
    <message>
        <source>As it was before, until the next good start: %1</source>
        <translation>Tal como era antes, hasta el próximo inicio correcto: %1</translation>
    </message>
    <message>
        <source>The way back: porticoctl snapshot restore %1 %2 --yes</source>
        <translation>El camino de vuelta: porticoctl snapshot restore %1 %2 --yes</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a person&apos;s note</comment>
        <translation>«%1»</translation>
    </message>
</context>
<context>
    <name>portico::cli::SourcesCommand</name>
    <message>
        <source>Anymatix releases</source>
        <translation>Versiones de Anymatix</translation>
    </message>
    <message>
        <source>Team catalogue</source>
        <translation>Catálogo de grupo</translation>
    </message>
    <message>
        <source>Official portable and standalone environments: always</source>
        <translation>Portable oficial y entornos independientes: siempre</translation>
    </message>
    <message>
        <source>Write “sources”, “sources add ADDRESS” or “sources remove ADDRESS”.</source>
        <translation>Escriba «sources», «sources add ADDRESS» o «sources remove ADDRESS».</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>Añadir una fuente</translation>
    </message>
    <message numerus="yes">
        <source>Added %1, with %n bundle(s).</source>
        <translation>
            <numerusform>Se añadió %1, con un lote.</numerusform>
            <numerusform>Se añadió %1, con %n lotes.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is none of the sources.</source>
        <translation>%1 no es ninguna de las fuentes.</translation>
    </message>
    <message>
        <source>“porticoctl sources” lists them.</source>
        <translation>«porticoctl sources» las muestra.</translation>
    </message>
    <message>
        <source>Removed %1. What was installed from it stays.</source>
        <translation>Se quitó %1. Lo que se instaló desde ella se queda.</translation>
    </message>
    <message>
        <source>Show, add and remove sources of the catalogue</source>
        <translation>Mostrar, añadir y quitar fuentes del catálogo</translation>
    </message>
    <message>
        <source>ADDRESS is a GitHub repository with Anymatix bundles (owner/name), or a team&apos;s own catalogue: a JSON file by path or address (docs/catalogue.md).</source>
        <translation>ADDRESS es un repositorio de GitHub con lotes de Anymatix (propietario/nombre), o el catálogo propio de un grupo: un archivo JSON por su ruta o su dirección (docs/catalogue.md).</translation>
    </message>
    <message>
        <source>add or remove.</source>
        <translation>add o remove.</translation>
    </message>
    <message>
        <source>Which source.</source>
        <translation>Qué fuente.</translation>
    </message>
    <message>
        <source>“%1” does not belong here.</source>
        <translation>«%1» no corresponde aquí.</translation>
    </message>
</context>
<context>
    <name>portico::cli::StartCommand</name>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Leave it running when this command ends.</source>
        <translation>Dejarla en marcha cuando termine este comando.</translation>
    </message>
    <message>
        <source>Use this port, this time.</source>
        <translation>Usar este puerto, por esta vez.</translation>
    </message>
    <message>
        <source>If the port is taken, use the next free one.</source>
        <translation>Si el puerto está ocupado, usar el siguiente libre.</translation>
    </message>
    <message>
        <source>Start without node packs.</source>
        <translation>Iniciar sin packs de nodos.</translation>
    </message>
    <message>
        <source>Open the browser when it is ready.</source>
        <translation>Abrir el navegador cuando esté lista.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«%1» no es un puerto.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Elija un número de 1 a 65535, por ejemplo 8188.</translation>
    </message>
    <message>
        <source>Ending it at once.</source>
        <translation>Terminando enseguida.</translation>
    </message>
    <message>
        <source>Stopping. Press Ctrl+C again to end it at once.</source>
        <translation>Deteniendo. Pulse Ctrl+C otra vez para terminar enseguida.</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Tomar una instantánea</translation>
    </message>
    <message>
        <source>ComfyUI ended: %1.</source>
        <translation>ComfyUI terminó: %1.</translation>
    </message>
    <message>
        <source>Read the log</source>
        <translation>Leer el registro</translation>
    </message>
    <message>
        <source>ComfyUI is ready at %1</source>
        <translation>ComfyUI está listo en %1</translation>
    </message>
    <message>
        <source>Start an install</source>
        <translation>Iniciar una instalación</translation>
    </message>
    <message>
        <source>Stays in the foreground and shows the log; Ctrl+C stops it. With --detach it keeps running, and “porticoctl stop” or the window ends it.</source>
        <translation>Se queda en primer plano y muestra el registro; Ctrl+C la detiene. Con --detach sigue en marcha, y la termina «porticoctl stop» o la ventana.</translation>
    </message>
</context>
<context>
    <name>portico::cli::StatusCommand</name>
    <message>
        <source>%1 (safe start, without node packs)</source>
        <translation>%1 (inicio seguro, sin packs de nodos)</translation>
    </message>
    <message>
        <source>%1, process %2, %3</source>
        <translation>%1, proceso %2, %3</translation>
    </message>
    <message>
        <source>Show what an install does right now</source>
        <translation>Mostrar qué hace una instalación en este momento</translation>
    </message>
    <message>
        <source>Without a name it shows all of them. With --ready the exit code is 1 unless each of them is ready, for health checks.</source>
        <translation>Sin nombre las muestra todas. Con --ready, el código de salida es 1 a menos que cada una de ellas esté lista, para comprobaciones de estado.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>Exit code 1 unless it is ready.</source>
        <translation>Código de salida 1 a menos que esté lista.</translation>
    </message>
    <message>
        <source>Look at the sessions</source>
        <translation>Examinar las sesiones</translation>
    </message>
</context>
<context>
    <name>portico::cli::StopCommand</name>
    <message>
        <source>“%1” is stopped.</source>
        <translation>«%1» está detenida.</translation>
    </message>
    <message>
        <source>“%1” was not running.</source>
        <translation>«%1» no estaba en marcha.</translation>
    </message>
    <message>
        <source>Stop an install, whoever started it</source>
        <translation>Detener una instalación, la haya iniciado quien la haya iniciado</translation>
    </message>
    <message>
        <source>Asks ComfyUI to end, then terminates it, then kills what is left, and waits until nothing is left.</source>
        <translation>Pide a ComfyUI que termine, después lo termina, después termina a la fuerza lo que queda, y espera hasta que no quede nada.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>End it at once, without asking it first.</source>
        <translation>Terminarla enseguida, sin pedírselo antes.</translation>
    </message>
</context>
<context>
    <name>portico::cli::Suggestions</name>
    <message>
        <source>Tell the version.</source>
        <translation>Decir la versión.</translation>
    </message>
    <message>
        <source>Tell what a command does</source>
        <translation>Decir qué hace un comando</translation>
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
        <translation>Detalles: %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>per cent</comment>
        <translation>%1&#xa0;%</translation>
    </message>
</context>
<context>
    <name>portico::cli::TestWorkflowCommand</name>
    <message numerus="yes">
        <source>“%1” (%n node(s)) is a test of “%2” now: each update shows that it works before its switch. Try it at once: porticoctl test-workflow run %3.</source>
        <translation>
            <numerusform>«%1» (un nodo) es ahora una prueba de «%2»: cada actualización demuestra que funciona antes de cambiar. Pruébelo ya: porticoctl test-workflow run %3.</numerusform>
            <numerusform>«%1» (%n nodos) es ahora una prueba de «%2»: cada actualización demuestra que funciona antes de cambiar. Pruébelo ya: porticoctl test-workflow run %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save a test workflow</source>
        <translation>Guardar un flujo de trabajo de prueba</translation>
    </message>
    <message>
        <source>“%1” has no test workflow.</source>
        <translation>«%1» no tiene ningún flujo de trabajo de prueba.</translation>
    </message>
    <message>
        <source>List the test workflows</source>
        <translation>Mostrar los flujos de trabajo de prueba</translation>
    </message>
    <message>
        <source>“%1” is no test of “%2” any more.</source>
        <translation>«%1» ya no es una prueba de «%2».</translation>
    </message>
    <message>
        <source>Remove a test workflow</source>
        <translation>Quitar un flujo de trabajo de prueba</translation>
    </message>
    <message>
        <source>%1: works, %2 s</source>
        <translation>%1: funciona, %2 s</translation>
    </message>
    <message>
        <source>Try the test workflows</source>
        <translation>Probar los flujos de trabajo de prueba</translation>
    </message>
    <message>
        <source>“test-workflow” cannot “%1”.</source>
        <translation>«test-workflow» no sabe «%1».</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>Elija uno de: %1.</translation>
    </message>
    <message>
        <source>“test-workflow %1” does not go with these words.</source>
        <translation>«test-workflow %1» no va con estas palabras.</translation>
    </message>
    <message>
        <source>A test workflow is a file of ComfyUI&apos;s “File, Export (API)”, of which the install keeps a copy. “update” starts the new generation for real, with node packs and models, on a port, user folder, output and database of its own, and switches to it only when it works off all of them; else it says which one failed, at which node and why. “run” does the same with the generation of now, also while ComfyUI runs, and ends with 1 where one fails.</source>
        <translation>Un flujo de trabajo de prueba es un archivo de «File, Export (API)» de ComfyUI, del que la instalación guarda una copia. «update» inicia de verdad la nueva generación, con packs de nodos y modelos, con un puerto, una carpeta de usuario, una salida y una base de datos propios, y solo cambia a ella cuando los realiza todos; si no, dice cuál falló, en qué nodo y por qué. «run» hace lo mismo con la generación actual, también mientras ComfyUI está en marcha, y termina con 1 donde falla uno.</translation>
    </message>
    <message>
        <source>Save workflows that an update must work off before its switch</source>
        <translation>Guardar flujos de trabajo que una actualización debe realizar antes de cambiar</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Qué hacer.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>What to call it (default: the file&apos;s name).</source>
        <translation>Cómo llamarlo (de forma predeterminada, el nombre del archivo).</translation>
    </message>
    <message>
        <source>Usage: porticoctl test-workflow %1 %2</source>
        <translation>Uso: porticoctl test-workflow %1 %2</translation>
    </message>
</context>
<context>
    <name>portico::cli::TokenCommand</name>
    <message>
        <source>No token was given.</source>
        <translation>No se indicó ningún token.</translation>
    </message>
    <message>
        <source>Write it to standard input, on one line.</source>
        <translation>Escríbalo en la entrada estándar, en una línea.</translation>
    </message>
    <message>
        <source>The token could not be kept.</source>
        <translation>No se pudo guardar el token.</translation>
    </message>
    <message>
        <source>Where there is no keychain, give it in the variable PORTICO_GITHUB_TOKEN, or in a file that only you may read and PORTICO_GITHUB_TOKEN_FILE names.</source>
        <translation>Donde no hay llavero, indíquelo en la variable PORTICO_GITHUB_TOKEN o en un archivo que solo usted pueda leer y que nombre PORTICO_GITHUB_TOKEN_FILE.</translation>
    </message>
    <message>
        <source>GitHub is asked with your token.</source>
        <translation>A GitHub se le pregunta con su token.</translation>
    </message>
    <message>
        <source>GitHub is asked without a token.</source>
        <translation>A GitHub se le pregunta sin token.</translation>
    </message>
    <message>
        <source>GitHub token:</source>
        <translation>Token de GitHub:</translation>
    </message>
    <message>
        <source>Show, give or forget the GitHub token</source>
        <translation>Mostrar, indicar u olvidar el token de GitHub</translation>
    </message>
    <message>
        <source>With a token GitHub answers 5,000 questions an hour instead of 60. It is kept in the system&apos;s keychain only, and goes to GitHub alone. It needs no rights for that; publishing needs some: see “porticoctl help github”.</source>
        <translation>Con un token, GitHub responde a 5000 preguntas por hora en lugar de 60. Se guarda solo en el llavero del sistema y va solo a GitHub. Para eso no necesita ningún permiso; publicar necesita algunos: vea «porticoctl help github».</translation>
    </message>
    <message>
        <source>Read it from standard input and keep it.</source>
        <translation>Leerlo de la entrada estándar y guardarlo.</translation>
    </message>
    <message>
        <source>Remove it from the keychain.</source>
        <translation>Quitarlo del llavero.</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateCommand</name>
    <message>
        <source>“%1” says nothing about packages.</source>
        <translation>«%1» no dice nada sobre paquetes.</translation>
    </message>
    <message>
        <source>Write auto, newest or as-of-version.</source>
        <translation>Escriba auto, newest o as-of-version.</translation>
    </message>
    <message>
        <source>More than one of --to, --ref and --track is given.</source>
        <translation>Se dio más de uno de --to, --ref y --track.</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>Indique solo uno de ellos.</translation>
    </message>
    <message>
        <source>“%1” is no track.</source>
        <translation>«%1» no es un canal.</translation>
    </message>
    <message>
        <source>Write stable or latest.</source>
        <translation>Escriba stable o latest.</translation>
    </message>
    <message>
        <source>Nobody tells which releases of ComfyUI there are.</source>
        <translation>Nadie dice qué versiones de ComfyUI hay.</translation>
    </message>
    <message>
        <source>Name a version: --to.</source>
        <translation>Indique una versión: --to.</translation>
    </message>
    <message>
        <source>“%1” is like that already: nothing is to be done.</source>
        <translation>«%1» ya está así: no hay que hacer nada.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it with --yes.</source>
        <translation>No se cambió nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>“%1” is at ComfyUI %2, and %3 has nothing newer.</source>
        <translation>«%1» está en ComfyUI %2, y %3 no tiene nada más reciente.</translation>
    </message>
    <message>
        <source>Update ComfyUI</source>
        <translation>Actualizar ComfyUI</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
    <message>
        <source>A release, such as 0.34.0.</source>
        <translation>Una versión publicada, por ejemplo 0.34.0.</translation>
    </message>
    <message>
        <source>A tag, branch or commit.</source>
        <translation>Una etiqueta, rama o commit.</translation>
    </message>
    <message>
        <source>The release of that track, stable or latest; without a version, of the one that the install is set to.</source>
        <translation>La versión de ese canal, stable o latest; sin versión, la del canal que tiene definido la instalación.</translation>
    </message>
    <message>
        <source>ComfyUI&apos;s repository or a fork of it (default: where this one came from).</source>
        <translation>El repositorio de ComfyUI o una bifurcación suya (de forma predeterminada, aquel de donde vino este).</translation>
    </message>
    <message>
        <source>Torch for another accelerator: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu.</source>
        <translation>Torch para otro acelerador: cu130, cu128, cu126, rocm7.2, xpu, mps, cpu.</translation>
    </message>
    <message>
        <source>Which packages count where new ones are needed: newest, as-of-version, or auto (default: as-of-version when that ComfyUI is older than a month).</source>
        <translation>Qué paquetes cuentan donde hacen falta nuevos: newest, as-of-version o auto (valor predeterminado: as-of-version cuando ese ComfyUI tiene más de un mes).</translation>
    </message>
    <message>
        <source>Build packages that have no ready build; this runs their code.</source>
        <translation>Compilar los paquetes que no tienen compilación ya hecha; eso ejecuta su código.</translation>
    </message>
    <message>
        <source>Only say it, as without --yes.</source>
        <translation>Solo decirlo, como sin --yes.</translation>
    </message>
    <message>
        <source>Really do it.</source>
        <translation>Hacerlo de verdad.</translation>
    </message>
    <message>
        <source>--sha256 says which bundle it must be, and none is given.</source>
        <translation>--sha256 dice qué lote debe ser, y no se indica ninguno.</translation>
    </message>
    <message>
        <source>Give it with --bundle.</source>
        <translation>Indíquelo con --bundle.</translation>
    </message>
    <message>
        <source>A bundle brings ComfyUI, Python and torch: --%1 says nothing about it.</source>
        <translation>Un lote trae ComfyUI, Python y torch: --%1 no dice nada sobre él.</translation>
    </message>
    <message>
        <source>Give one of both.</source>
        <translation>Indique uno de los dos.</translation>
    </message>
    <message>
        <source>“%1” is no SHA-256.</source>
        <translation>«%1» no es un SHA-256.</translation>
    </message>
    <message>
        <source>Give its 64 hexadecimal digits.</source>
        <translation>Indique sus 64 cifras hexadecimales.</translation>
    </message>
    <message>
        <source>Change an install&apos;s ComfyUI, torch or Python; says first what changes</source>
        <translation>Cambiar el ComfyUI, el torch o el Python de una instalación; dice antes qué cambia</translation>
    </message>
    <message>
        <source>Builds a new generation beside the old one: Python shared, ComfyUI at that version, its packages with as few changes as possible, the packages of node packs anew. It is started once as a test, and once more for the install&apos;s test workflows, then switched to; where that fails, the old one stays as it is. “porticoctl rollback” goes back at once. With --accelerator, --torch or --python and without a version, the ComfyUI stays that it is. With --bundle, ComfyUI, Python and torch are those of the bundle, which is fetched, checked and unpacked before it can be said what changes.</source>
        <translation>Construye una generación nueva junto a la antigua: Python compartido, ComfyUI en esa versión, sus paquetes con los menos cambios posibles, los paquetes de los packs de nodos de nuevo. Se inicia una vez como prueba, y otra para los flujos de trabajo de prueba de la instalación, y después se cambia a ella; donde algo de eso falla, la antigua se queda como está. «porticoctl rollback» vuelve atrás de inmediato. Con --accelerator, --torch o --python y sin versión, ComfyUI sigue siendo el que es. Con --bundle, ComfyUI, Python y torch son los del lote, que se descarga, se comprueba y se descomprime antes de que se pueda decir qué cambia.</translation>
    </message>
    <message>
        <source>Another torch for the same accelerator, such as 2.9.1.</source>
        <translation>Otro torch para el mismo acelerador, por ejemplo 2.9.1.</translation>
    </message>
    <message>
        <source>Another Python, with every package put in anew: a version such as 3.12, or the path of an interpreter.</source>
        <translation>Otro Python, con todos los paquetes colocados de nuevo: una versión como 3.12, o la ruta de un intérprete.</translation>
    </message>
    <message>
        <source>ComfyUI and Python of this one: its id in the catalogue, or a file, folder or address.</source>
        <translation>ComfyUI y Python de este lote: su id en el catálogo, o un archivo, una carpeta o una dirección.</translation>
    </message>
    <message>
        <source>A file or address must have this SHA-256.</source>
        <translation>Un archivo o una dirección debe tener este SHA-256.</translation>
    </message>
</context>
<context>
    <name>portico::cli::UpdateLines</name>
    <message>
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>It shares %1 with the one before.</source>
        <translation>Comparte %1 con la anterior.</translation>
    </message>
    <message>
        <source>%1 were copied: files cannot be shared on this disk.</source>
        <translation>Se copiaron %1: en este disco no se pueden compartir archivos.</translation>
    </message>
    <message>
        <source>an unknown version</source>
        <translation>una versión desconocida</translation>
    </message>
    <message>
        <source>ComfyUI  %1 stays</source>
        <translation>ComfyUI  %1 se queda</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>de %1, %2</translation>
    </message>
    <message>
        <source>Accelerator  %1 → %2</source>
        <translation>Acelerador  %1 → %2</translation>
    </message>
    <message>
        <source>What ComfyUI asks for:</source>
        <translation>Lo que pide ComfyUI:</translation>
    </message>
    <message>
        <source>Packages of its Python:</source>
        <translation>Paquetes de su Python:</translation>
    </message>
    <message>
        <source>The packages of its Python stay as they are.</source>
        <translation>Los paquetes de su Python se quedan como están.</translation>
    </message>
    <message>
        <source>This is an older ComfyUI than now.</source>
        <translation>Este ComfyUI es anterior al actual.</translation>
    </message>
    <message>
        <source>Does not go together: %1</source>
        <translation>No es compatible: %1</translation>
    </message>
    <message>
        <source>Test workflows before the switch: %1.</source>
        <translation>Flujos de trabajo de prueba antes del cambio: %1.</translation>
    </message>
    <message>
        <source>The packages of node packs are planned anew for it, it is started once as a test, and the old one stays.</source>
        <translation>Los paquetes de los packs de nodos se planifican de nuevo para ella, se inicia una vez como prueba, y la antigua se queda.</translation>
    </message>
    <message>
        <source>Generation %1 is there. “%2” is running and stays at %3: stop it, then go over by “porticoctl rollback %4 --to %1”.</source>
        <translation>La generación %1 está lista. «%2» está en marcha y se queda en %3: deténgala y pase después a ella con «porticoctl rollback %4 --to %1».</translation>
    </message>
    <message>
        <source>Back again: porticoctl rollback %1.</source>
        <translation>Para volver atrás: porticoctl rollback %1.</translation>
    </message>
    <message>
        <source>Python  %1 → %2, with all of its packages put in anew</source>
        <translation>Python  %1 → %2, con todos sus paquetes colocados de nuevo</translation>
    </message>
    <message>
        <source>Python  %1 → %2</source>
        <translation>Python  %1 → %2</translation>
    </message>
    <message>
        <source>Its packages are of the same versions as now.</source>
        <translation>Sus paquetes son de las mismas versiones que ahora.</translation>
    </message>
</context>
<context>
    <name>portico::cli::VendorCommand</name>
    <message>
        <source>Export what is kept for offline</source>
        <translation>Exportar lo conservado sin conexión</translation>
    </message>
    <message>
        <source>%1 is in %2, %3.</source>
        <translation>%1 está en %2, %3.</translation>
    </message>
    <message>
        <source>Import what was kept for offline elsewhere</source>
        <translation>Importar lo conservado sin conexión en otro lugar</translation>
    </message>
    <message numerus="yes">
        <source>%1 is kept here now: %n files, %2. Make an install of it with “porticoctl vendor rebuild %1 --yes”.</source>
        <translation>
            <numerusform>%1 se conserva ahora aquí: un archivo, %2. Cree una instalación a partir de ello con «porticoctl vendor rebuild %1 --yes».</numerusform>
            <numerusform>%1 se conserva ahora aquí: %n archivos, %2. Cree una instalación a partir de ello con «porticoctl vendor rebuild %1 --yes».</numerusform>
        </translation>
    </message>
    <message>
        <source>Usage: porticoctl vendor %1 %2</source>
        <translation>Uso: porticoctl vendor %1 %2</translation>
    </message>
    <message>
        <source>“vendor %1” needs more than was given.</source>
        <translation>«vendor %1» necesita más de lo que se indicó.</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “%2”.</source>
        <translation>«vendor %1» no admite «%2».</translation>
    </message>
    <message>
        <source>“vendor %1” takes no “--%2”.</source>
        <translation>«vendor %1» no admite «--%2».</translation>
    </message>
    <message>
        <source>Keep for offline: all that an install is made of comes into the library&apos;s store, so that it can be made again without a network, whatever becomes of where its parts came from: ComfyUI with its Python, node packs with their history, the packages of the layer, isolated environments. “vendor &lt;install&gt;” is “vendor keep &lt;install&gt;”. Each file is compared with what promises it, and what cannot be kept is named with its reason. &lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS is for “sha256sum -c”, run in that folder. “verify” compares all of it before anything is replaced; “rebuild” makes a new install of it with no network at all, and compares each part with the first build; “check-upstream” tells what is gone or is another where it came from, and changes nothing. “export” makes one file of it, which “import” takes into another computer&apos;s library. What is kept stays until “remove”. Nothing changes without --yes: first it is shown what would.</source>
        <translation>Conservar sin conexión: todo aquello de lo que se compone una instalación pasa al almacén de la biblioteca, para poder crearla de nuevo sin red, pase lo que pase con los lugares de donde vinieron sus partes: ComfyUI con su Python, los packs de nodos con su historial, los paquetes de la capa, los entornos aislados. «vendor &lt;install&gt;» es «vendor keep &lt;install&gt;». Cada archivo se compara con aquello que lo anuncia, y lo que no se puede conservar se nombra con su motivo. &lt;library&gt;/store/vendored/&lt;id&gt;/SHA256SUMS es para «sha256sum -c», ejecutado en esa carpeta. «verify» lo compara todo antes de sustituir nada; «rebuild» crea con ello una instalación nueva sin ninguna red y compara cada parte con la primera construcción; «check-upstream» dice qué ha desaparecido o es otra cosa en su lugar de origen, y no cambia nada. «export» hace de ello un solo archivo, que «import» incorpora a la biblioteca de otro equipo. Lo conservado se queda hasta «remove». Nada cambia sin --yes: antes se muestra qué cambiaría.</translation>
    </message>
    <message>
        <source>Keep an install for offline, verify it, rebuild it</source>
        <translation>Conservar una instalación sin conexión, verificarla, reconstruirla</translation>
    </message>
    <message>
        <source>What to do.</source>
        <translation>Qué hacer.</translation>
    </message>
    <message>
        <source>A snapshot to keep, instead of the install as it is now.</source>
        <translation>Una instantánea que conservar, en lugar de la instalación tal como está ahora.</translation>
    </message>
    <message>
        <source>Have what is damaged or lacking again.</source>
        <translation>Volver a obtener lo que está dañado o falta.</translation>
    </message>
    <message>
        <source>The port it is reached at.</source>
        <translation>El puerto por el que se llega a ella.</translation>
    </message>
    <message>
        <source>What the new install is called.</source>
        <translation>Cómo se llama la nueva instalación.</translation>
    </message>
    <message>
        <source>Rebuild also where something could not be kept.</source>
        <translation>Reconstruir también donde algo no se pudo conservar.</translation>
    </message>
    <message>
        <source>Only show what would be done.</source>
        <translation>Solo mostrar qué se haría.</translation>
    </message>
    <message>
        <source>Really do it; otherwise it is only shown.</source>
        <translation>Hacerlo de verdad; si no, solo se muestra.</translation>
    </message>
    <message>
        <source>is kept already</source>
        <translation>ya está conservado</translation>
    </message>
    <message>
        <source>has to be fetched</source>
        <translation>hay que descargarlo</translation>
    </message>
    <message>
        <source>is here</source>
        <translation>está aquí</translation>
    </message>
    <message>
        <source>%1 to keep, before it is packed.</source>
        <translation>%1 que conservar, antes de comprimirse.</translation>
    </message>
    <message>
        <source>Nothing was kept. Do it with --yes.</source>
        <translation>No se conservó nada. Hágalo con --yes.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is kept for offline as %2: %n files, %3.</source>
        <translation>
            <numerusform>«%1» se conserva sin conexión como %2: un archivo, %3.</numerusform>
            <numerusform>«%1» se conserva sin conexión como %2: %n archivos, %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Manifest %1</source>
        <translation>Manifiesto %1</translation>
    </message>
    <message>
        <source>Keep for offline</source>
        <translation>Conservar sin conexión</translation>
    </message>
    <message>
        <source>List what is kept for offline</source>
        <translation>Mostrar lo conservado sin conexión</translation>
    </message>
    <message>
        <source>Nothing is kept for offline yet.</source>
        <translation>Todavía no se conserva nada sin conexión.</translation>
    </message>
    <message>
        <source>Let go of what is kept for offline</source>
        <translation>Dejar de conservar algo sin conexión</translation>
    </message>
    <message>
        <source>Nothing was removed. Do it with --yes.</source>
        <translation>No se quitó nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>%1 were freed. Packages that nothing else needs go with “porticoctl clean”.</source>
        <translation>Se liberaron %1. Los paquetes que nada más necesita se van con «porticoctl clean».</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>un archivo</numerusform>
            <numerusform>%n archivos</numerusform>
        </translation>
    </message>
    <message>
        <source>(not finished: keep it again)</source>
        <translation>(sin terminar: consérvelo de nuevo)</translation>
    </message>
    <message numerus="yes">
        <source>(%n parts are lacking)</source>
        <translation>
            <numerusform>(falta una parte)</numerusform>
            <numerusform>(faltan %n partes)</numerusform>
        </translation>
    </message>
    <message>
        <source>Not kept: %1, %2. %3</source>
        <translation>No se conserva: %1, %2. %3</translation>
    </message>
    <message>
        <source>there as it was</source>
        <translation>está como era</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>ha desaparecido</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>ha cambiado</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>What is kept for offline is not touched by that.</source>
        <translation>Eso no afecta a lo que se conserva sin conexión.</translation>
    </message>
    <message>
        <source>Ask where it came from</source>
        <translation>Preguntar de dónde vino</translation>
    </message>
    <message>
        <source>missing: %1 (%2)</source>
        <translation>falta: %1 (%2)</translation>
    </message>
    <message>
        <source>damaged: %1 (%2)</source>
        <translation>dañado: %1 (%2)</translation>
    </message>
    <message>
        <source>%1: keeping it was interrupted; keep it again.</source>
        <translation>%1: la conservación se interrumpió; consérvelo de nuevo.</translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n files are as they were kept, %2.</source>
        <translation>
            <numerusform>%1: el único archivo está como se conservó, %2.</numerusform>
            <numerusform>%1: los %n archivos están como se conservaron, %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Verify what is kept for offline</source>
        <translation>Verificar lo conservado sin conexión</translation>
    </message>
    <message>
        <source>“%1” is rebuilt of %2.</source>
        <translation>«%1» está reconstruida a partir de %2.</translation>
    </message>
    <message>
        <source>Manifest %1, the same as at first.</source>
        <translation>Manifiesto %1, el mismo que al principio.</translation>
    </message>
    <message>
        <source>Manifest %1; at first it was %2.</source>
        <translation>Manifiesto %1; al principio era %2.</translation>
    </message>
    <message>
        <source>Nothing was rebuilt. Do it with --yes.</source>
        <translation>No se reconstruyó nada. Hágalo con --yes.</translation>
    </message>
    <message>
        <source>“%1” is no port.</source>
        <translation>«%1» no es un puerto.</translation>
    </message>
    <message>
        <source>Choose a number from 1 to 65535, such as 8188.</source>
        <translation>Elija un número de 1 a 65535, por ejemplo 8188.</translation>
    </message>
    <message>
        <source>Rebuild from what is kept for offline</source>
        <translation>Reconstruir a partir de lo conservado sin conexión</translation>
    </message>
</context>
<context>
    <name>portico::cli::VerifyCommand</name>
    <message>
        <source>Verify the packages</source>
        <translation>Verificar los paquetes</translation>
    </message>
    <message>
        <source>What would be done: porticoctl repair &lt;install&gt; --dry-run</source>
        <translation>Qué se haría: porticoctl repair &lt;install&gt; --dry-run</translation>
    </message>
    <message>
        <source>Say whether something broke the Python packages of an install</source>
        <translation>Decir si algo dañó los paquetes de Python de una instalación</translation>
    </message>
    <message>
        <source>Reads files only: nothing is started or changed, also while ComfyUI runs. Exit code 0: clean (there may be remarks); 1: contaminated, with what repairs it; 4: there is no such install. Without a name it looks at all of them.</source>
        <translation>Solo lee archivos: no se inicia ni se cambia nada, también mientras ComfyUI está en marcha. Código de salida 0: limpia (puede haber observaciones); 1: contaminada, con lo que la repara; 4: no existe esa instalación. Sin nombre las examina todas.</translation>
    </message>
    <message>
        <source>Its id or name.</source>
        <translation>Su id o su nombre.</translation>
    </message>
</context>
<context>
    <name>portico::cli::VersionsCommand</name>
    <message>
        <source>Show the notes of this one.</source>
        <translation>Mostrar las notas de esta.</translation>
    </message>
    <message>
        <source>Ask GitHub for what is new.</source>
        <translation>Preguntar a GitHub qué hay de nuevo.</translation>
    </message>
    <message>
        <source>Show what is kept; ask nobody.</source>
        <translation>Mostrar lo que se conserva; no preguntar a nadie.</translation>
    </message>
    <message>
        <source>prerelease</source>
        <translation>versión preliminar</translation>
    </message>
    <message>
        <source>As it was %1.</source>
        <translation>Tal como era %1.</translation>
    </message>
    <message>
        <source>There is no release “%1” of ComfyUI in the list.</source>
        <translation>En la lista no hay ninguna versión «%1» de ComfyUI.</translation>
    </message>
    <message>
        <source>“porticoctl versions” lists those that are known.</source>
        <translation>«porticoctl versions» muestra las que se conocen.</translation>
    </message>
    <message>
        <source>Read the versions</source>
        <translation>Leer las versiones</translation>
    </message>
    <message>
        <source>List the releases of ComfyUI, with the stable and latest one</source>
        <translation>Mostrar las versiones de ComfyUI, con la estable y la más reciente</translation>
    </message>
    <message>
        <source>“latest” is the newest release; “stable” stays one line behind it until the line is two weeks old, and has its last patch.</source>
        <translation>«latest» es la versión más reciente; «stable» se queda una línea por detrás hasta que la línea tiene dos semanas, y tiene su último parche.</translation>
    </message>
</context>
</TS>
