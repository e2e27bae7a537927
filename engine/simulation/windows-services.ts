import type { StartupType } from '../../common/service-configuration.ts';
import type { ServiceRegistration } from '../../common/service-registration.ts';

/** A service of the simulated computer, as it is registered. */
export interface SimulatedService {
  readonly name: string;
  readonly displayName: string;
  readonly startupType: StartupType;
  readonly isTriggerStart: boolean;
  /** Whether it runs when the simulation begins. */
  readonly isRunning: boolean;
  readonly account: string;
  readonly imagePath: string;
  readonly dependencies: readonly string[];
  readonly perUser: ServiceRegistration['perUser'];
  /** Services with the same one run in the same process. */
  readonly processGroup: string | undefined;
}

/**
 * What runs on a Windows 11 of somebody who develops software, abridged: one line for each service, with
 *
 * - its key name and its display name
 * - its startup type: A automatic, D delayed, M manual, X disabled; `t` with a trigger; `+` if it is running
 * - its account: S for LocalSystem, L for LocalService, N for NetworkService, or a name
 * - its program: the group of a svchost.exe, with `*` if the group shares one process; or a path
 * - the services that it needs
 */
const WINDOWS = String.raw`
AJRouter|AllJoyn Router Service|Mt|L|LocalServiceNetworkRestricted
ALG|Application Layer Gateway Service|M|L|%\System32\alg.exe
AppIDSvc|Application Identity|Mt|L|LocalServiceNetworkRestricted|RpcSs,CryptSvc
Appinfo|Application Information|Mt+|S|netsvcs|RpcSs
AppMgmt|Application Management|M|S|netsvcs
AppReadiness|App Readiness|M|S|AppReadiness
AppXSvc|AppX Deployment Service (AppXSVC)|Mt+|S|wsappx|RpcSs
AssignedAccessManagerSvc|AssignedAccessManager Service|Mt|S|AssignedAccessManagerSvc
AudioEndpointBuilder|Windows Audio Endpoint Builder|A+|S|LocalSystemNetworkRestricted
Audiosrv|Windows Audio|A+|L|LocalServiceNetworkRestricted|AudioEndpointBuilder,RpcSs
autotimesvc|Cellular Time|Mt|L|autoTimeSvc
AxInstSV|ActiveX Installer (AxInstSV)|M|S|AxInstSVGroup
BDESVC|BitLocker Drive Encryption Service|Mt+|S|netsvcs
BFE|Base Filtering Engine|A+|L|LocalServiceNoNetworkFirewall*|RpcSs
BITS|Background Intelligent Transfer Service|M|S|netsvcs|RpcSs
BrokerInfrastructure|Background Tasks Infrastructure Service|A+|S|DcomLaunch*|RpcEptMapper,DcomLaunch,RpcSs
BTAGService|Bluetooth Audio Gateway Service|Mt+|L|LocalServiceNetworkRestricted|RpcSs
BthAvctpSvc|AVCTP service|Mt+|L|LocalService|RpcSs
bthserv|Bluetooth Support Service|Mt+|L|LocalService
camsvc|Capability Access Manager Service|Mt+|S|osprivacy
CDPSvc|Connected Devices Platform Service|Dt+|L|LocalService|ncbservice,RpcSs,Tcpip
CertPropSvc|Certificate Propagation|Mt|S|netsvcs|RpcSs
ClipSVC|Client License Service (ClipSVC)|Mt|S|wsappx|RpcSs
cloudidsvc|Microsoft Cloud Identity Service|M|N|CloudIdServiceGroup
COMSysApp|COM+ System Application|M|S|%\System32\dllhost.exe|RpcSs,EventSystem,SENS
CoreMessagingRegistrar|CoreMessaging|A+|L|LocalServiceNoNetwork|RpcSs
CryptSvc|Cryptographic Services|A+|N|NetworkService|RpcSs
CscService|Offline Files|Xt|S|LocalSystemNetworkRestricted|RpcSs
DcomLaunch|DCOM Server Process Launcher|A+|S|DcomLaunch*
dcsvc|Declared Configuration(DC) service|Mt|S|netsvcs|RpcSs
defragsvc|Optimize drives|M|S|defragsvc|RpcSs
DeviceAssociationService|Device Association Service|At+|S|LocalSystemNetworkRestricted
DeviceInstall|Device Install Service|Mt|S|DcomLaunch
DevQueryBroker|DevQuery Background Discovery Broker|Mt|S|LocalSystemNetworkRestricted
Dhcp|DHCP Client|A+|L|LocalServiceNetworkRestricted|NSI,Tdx,Afd
diagnosticshub.standardcollector.service|Microsoft (R) Diagnostics Hub Standard Collector Service|M|S|%\System32\DiagSvcs\DiagnosticsHub.StandardCollector.Service.exe
diagsvc|Diagnostic Execution Service|Mt|S|diagnostics|RpcSs
DiagTrack|Connected User Experiences and Telemetry|A+|S|utcsvc|RpcSs
DialogBlockingService|DialogBlockingService|X|S|DialogBlockingService
DispBrokerDesktopSvc|Display Policy Service|A+|L|LocalService|RpcSs
DisplayEnhancementService|Display Enhancement Service|Mt+|S|LocalSystemNetworkRestricted
DmEnrollmentSvc|Device Management Enrollment Service|M|S|netsvcs|RpcSs
dmwappushservice|Device Management Wireless Application Protocol (WAP) Push message Routing Service|Mt|S|netsvcs|RpcSs
Dnscache|DNS Client|At+|N|NetworkService|nsi,Tdx
DoSvc|Delivery Optimization|Dt|N|NetworkService|RpcSs
dot3svc|Wired AutoConfig|M|S|LocalSystemNetworkRestricted|RpcSs,Eaphost
DPS|Diagnostic Policy Service|A+|L|LocalServiceNoNetwork
DsmSvc|Device Setup Manager|Mt|S|netsvcs|RpcSs
DsSvc|Data Sharing Service|Mt|S|LocalSystemNetworkRestricted
DusmSvc|Data Usage|A+|L|LocalServiceNetworkRestricted|RpcSs
Eaphost|Extensible Authentication Protocol|M|S|netsvcs|RpcSs,KeyIso
edgeupdate|Microsoft Edge Update Service (edgeupdate)|Dt|S|C:\Program Files (x86)\Microsoft\EdgeUpdate\MicrosoftEdgeUpdate.exe|RpcSs
edgeupdatem|Microsoft Edge Update Service (edgeupdatem)|Mt|S|C:\Program Files (x86)\Microsoft\EdgeUpdate\MicrosoftEdgeUpdate.exe|RpcSs
EFS|Encrypting File System (EFS)|Mt|S|%\System32\lsass.exe*|RpcSs
embeddedmode|Embedded Mode|Mt|S|LocalSystemNetworkRestricted|BrokerInfrastructure
EntAppSvc|Enterprise App Management Service|M|S|appmodel|RpcSs
EventLog|Windows Event Log|A+|L|LocalServiceNetworkRestricted
EventSystem|COM+ Event System|A+|L|LocalService|RpcSs
fdPHost|Function Discovery Provider Host|M+|L|LocalService|RpcSs,http
FDResPub|Function Discovery Resource Publication|Mt+|L|LocalServiceAndNoImpersonation|RpcSs,http,fdphost
fhsvc|File History Service|Mt|S|LocalSystemNetworkRestricted|RpcSs
FontCache|Windows Font Cache Service|A+|L|LocalService
FrameServer|Windows Camera Frame Server|Mt|L|Camera|RpcSs
FrameServerMonitor|Windows Camera Frame Server Monitor|Mt|S|CameraMonitor|RpcSs
gpsvc|Group Policy Client|At+|S|netsvcs|RpcSs,Mup
GraphicsPerfSvc|GraphicsPerfSvc|Mt|S|GraphicsPerfSvcGroup
hidserv|Human Interface Device Service|Mt+|S|LocalSystemNetworkRestricted
HvHost|HV Host Service|Mt+|S|LocalSystemNetworkRestricted
icssvc|Windows Mobile Hotspot Service|Mt|L|LocalServiceNetworkRestricted|RpcSs,wcmsvc
IKEEXT|IKE and AuthIP IPsec Keying Modules|Mt+|S|netsvcs|BFE
InstallService|Microsoft Store Install Service|M+|S|netsvcs|RpcSs
InventorySvc|Inventory and Compatibility Appraisal service|Mt+|S|InvSvcGroup
iphlpsvc|IP Helper|A+|S|NetSvcs|RpcSs,Tdx,winmgmt,tcpip,nsi
IpxlatCfgSvc|IP Translation Configuration Service|Mt|S|LocalSystemNetworkRestricted|nsi
KeyIso|CNG Key Isolation|Mt+|S|%\System32\lsass.exe*|RpcSs
KtmRm|KtmRm for Distributed Transaction Coordinator|Mt|N|NetworkServiceAndNoImpersonation|RpcSs,SamSS
LanmanServer|Server|At+|S|netsvcs|SamSS,Srv2
LanmanWorkstation|Workstation|A+|N|NetworkService|Bowser,MRxSmb20,NSI
lfsvc|Geolocation Service|Mt+|S|netsvcs|RpcSs
LicenseManager|Windows License Manager Service|Mt+|L|LocalService|RpcSs
lltdsvc|Link-Layer Topology Discovery Mapper|M|L|LocalService|RpcSs
lmhosts|TCP/IP NetBIOS Helper|Mt+|L|LocalServiceNetworkRestricted|Afd
LSM|Local Session Manager|A+|S|LSM|RpcEptMapper,DcomLaunch,RpcSs
LxpSvc|Language Experience Service|M|S|netsvcs
MapsBroker|Downloaded Maps Manager|D|N|NetworkService|RpcSs
McpManagementService|McpManagementService|M|S|McpManagementServiceGroup
MDCoreSvc|Microsoft Defender Core Service|A+|S|C:\ProgramData\Microsoft\Windows Defender\Platform\4.18\MpDefenderCoreService.exe
MicrosoftEdgeElevationService|Microsoft Edge Elevation Service|M|S|C:\Program Files (x86)\Microsoft\Edge\Application\elevation_service.exe|RpcSs
MixedRealityOpenXRSvc|Windows Mixed Reality OpenXR Service|M|S|LocalSystemNetworkRestricted
mpssvc|Windows Defender Firewall|A+|L|LocalServiceNoNetworkFirewall*|mpsdrv,bfe
MSDTC|Distributed Transaction Coordinator|M|N|%\System32\msdtc.exe|RpcSs,SamSS
MSiSCSI|Microsoft iSCSI Initiator Service|M|S|netsvcs
msiserver|Windows Installer|M|S|%\System32\msiexec.exe|RpcSs
MsKeyboardFilter|Microsoft Keyboard Filter|X|S|netsvcs
NaturalAuthentication|Natural Authentication|Mt|S|netsvcs|RpcSs,Schedule,Profsvc
NcaSvc|Network Connectivity Assistant|Mt|S|NetSvcs|BFE,dnscache,NSI,iphlpsvc
NcbService|Network Connection Broker|Mt+|S|LocalSystemNetworkRestricted|RpcSS,tcpip,BrokerInfrastructure
NcdAutoSetup|Network Connected Devices Auto-Setup|Mt|L|LocalServiceNoNetwork|netprofm
Netlogon|Netlogon|M|S|%\System32\lsass.exe*|LanmanWorkstation
Netman|Network Connections|M|S|LocalSystemNetworkRestricted|RpcSs,nsi
netprofm|Network List Service|M+|L|netprofm|RpcSs,nlasvc
NetSetupSvc|Network Setup Service|Mt|S|netsvcs|nsi
NetTcpPortSharing|Net.Tcp Port Sharing Service|X|L|%\Microsoft.NET\Framework64\v4.0.30319\SMSvcHost.exe
NgcCtnrSvc|Microsoft Passport Container|Mt+|L|LocalServiceNetworkRestricted|RpcSs
NgcSvc|Microsoft Passport|Mt+|S|LocalSystemNetworkRestricted|RpcSs
NlaSvc|Network Location Awareness|M+|N|NetworkService|NSI,RpcSs,TcpIp,Dhcp,Eventlog
nsi|Network Store Interface Service|A+|L|LocalService|rpcss,nsiproxy
p2pimsvc|Peer Networking Identity Manager|M|L|LocalServicePeerNet
PcaSvc|Program Compatibility Assistant Service|Mt+|S|LocalSystemNetworkRestricted|RpcSs
PeerDistSvc|BranchCache|M|N|PeerDist|http
perceptionsimulation|Windows Perception Simulation Service|M|S|%\system32\PerceptionSimulation\PerceptionSimulationService.exe|RpcSs
PerfHost|Performance Counter DLL Host|M|L|%\SysWow64\perfhost.exe|RpcSs
PhoneSvc|Phone Service|Mt|L|LocalService|RpcSs
pla|Performance Logs & Alerts|M|L|LocalServiceNoNetwork|RpcSs
PlugPlay|Plug and Play|M+|S|DcomLaunch*
PolicyAgent|IPsec Policy Agent|Mt+|N|NetworkServiceNetworkRestricted|Tcpip,bfe
Power|Power|A+|S|DcomLaunch*
PrintNotify|Printer Extensions and Notifications|M|S|print|RpcSs
ProfSvc|User Profile Service|A+|S|netsvcs|RpcSs
PushToInstall|Windows PushToInstall Service|Mt|S|netsvcs|rpcss
QWAVE|Quality Windows Audio Video Experience|M|L|LocalServiceAndNoImpersonation|rpcss,psched
RasAuto|Remote Access Auto Connection Manager|M|S|netsvcs|RasAcd
RasMan|Remote Access Connection Manager|M+|S|netsvcs|SstpSvc,DnsCache
RemoteAccess|Routing and Remote Access|X|S|netsvcs|RpcSS,Bfe,RasMan,Http
RemoteRegistry|Remote Registry|Xt|L|localService|RpcSs
RetailDemo|Retail Demo Service|M|S|rdxgroup
RmSvc|Radio Management Service|M+|L|LocalServiceNetworkRestricted|RpcSs
RpcEptMapper|RPC Endpoint Mapper|A+|N|RPCSS*
RpcLocator|Remote Procedure Call (RPC) Locator|M|N|%\System32\locator.exe
RpcSs|Remote Procedure Call (RPC)|A+|N|RPCSS*|RpcEptMapper,DcomLaunch
SamSs|Security Accounts Manager|A+|S|%\System32\lsass.exe*|RPCSS
SCardSvr|Smart Card|Mt|L|LocalServiceAndNoImpersonation
ScDeviceEnum|Smart Card Device Enumeration Service|Mt|S|LocalSystemNetworkRestricted
Schedule|Task Scheduler|A+|S|netsvcs|RPCSS,SystemEventsBroker
SCPolicySvc|Smart Card Removal Policy|M|S|netsvcs|RpcSs
SDRSVC|Windows Backup|M|S|SDRSVC|RPCSS
seclogon|Secondary Logon|M|S|netsvcs
SecurityHealthService|Windows Security Service|M+|S|%\system32\SecurityHealthService.exe|RpcSs
SEMgrSvc|Payments and NFC/SE Manager|Mt|L|LocalService|RpcSs
SENS|System Event Notification Service|A+|S|netsvcs|EventSystem
Sense|Windows Defender Advanced Threat Protection Service|M|S|C:\Program Files\Windows Defender Advanced Threat Protection\MsSense.exe
SensorDataService|Sensor Data Service|Mt|S|%\System32\SensorDataService.exe
SensorService|Sensor Service|Mt|S|LocalSystemNetworkRestricted
SensrSvc|Sensor Monitoring Service|Mt|L|LocalServiceAndNoImpersonation
SessionEnv|Remote Desktop Configuration|M|S|netsvcs|RPCSS,LanmanWorkstation
SgrmBroker|System Guard Runtime Monitor Broker|Dt|S|%\system32\SgrmBroker.exe|RpcSs
SharedAccess|Internet Connection Sharing (ICS)|Mt|S|netsvcs|BFE
SharedRealitySvc|Spatial Data Service|M|L|LocalService|RpcSs
ShellHWDetection|Shell Hardware Detection|A+|S|netsvcs|RpcSs
shpamsvc|Shared PC Account Manager|X|S|netsvcs|RpcSs,ProfSvc
smphost|Microsoft Storage Spaces SMP|M|N|smphost|RpcSs
SmsRouter|Microsoft Windows SMS Router Service.|Mt|L|LocalServiceNetworkRestricted|RpcSs
SNMPTrap|SNMP Trap|M|L|%\System32\snmptrap.exe
spectrum|Windows Perception Service|M|L|%\system32\spectrum.exe|RpcSs
Spooler|Print Spooler|A|S|%\System32\spoolsv.exe|RPCSS,http
sppsvc|Software Protection|Dt|N|%\system32\sppsvc.exe|RpcSs
SSDPSRV|SSDP Discovery|M+|L|LocalServiceAndNoImpersonation|HTTP,NSI
ssh-agent|OpenSSH Authentication Agent|X|S|%\System32\OpenSSH\ssh-agent.exe
SstpSvc|Secure Socket Tunneling Protocol Service|M+|L|LocalService
StateRepository|State Repository Service|A+|S|appmodel|rpcss
StiSvc|Windows Image Acquisition (WIA)|Mt|L|imgsvc|RpcSs
StorSvc|Storage Service|Dt+|S|LocalSystemNetworkRestricted|RpcSs
svsvc|Spot Verifier|Mt|S|LocalSystemNetworkRestricted
swprv|Microsoft Software Shadow Copy Provider|M|S|swprv|RPCSS
SysMain|SysMain|A+|S|LocalSystemNetworkRestricted|rpcss,fileinfo
SystemEventsBroker|System Events Broker|At+|S|DcomLaunch*|RpcEptMapper,RpcSs
TapiSrv|Telephony|M|N|NetworkService|RpcSs
TermService|Remote Desktop Services|M+|N|NetworkService|RPCSS
TextInputManagementService|Text Input Management Service|At+|S|LocalSystemNetworkRestricted
Themes|Themes|A+|S|netsvcs
TieringEngineService|Storage Tiers Management|M|S|%\system32\TieringEngineService.exe
TimeBrokerSvc|Time Broker|Mt+|L|LocalServiceNetworkRestricted
TokenBroker|Web Account Manager|M+|S|netsvcs
TrkWks|Distributed Link Tracking Client|A+|S|LocalSystemNetworkRestricted|RpcSs
TroubleshootingSvc|Recommended Troubleshooting Service|M|S|netsvcs
TrustedInstaller|Windows Modules Installer|M|S|%\servicing\TrustedInstaller.exe
tzautoupdate|Auto Time Zone Updater|Xt|L|LocalService
UevAgentService|User Experience Virtualization Service|X|S|%\system32\AgentService.exe
uhssvc|Microsoft Update Health Service|X|S|C:\Program Files\Microsoft Update Health Tools\uhssvc.exe
UmRdpService|Remote Desktop Services UserMode Port Redirector|M|S|LocalSystemNetworkRestricted|TermService
upnphost|UPnP Device Host|M|L|LocalServiceAndNoImpersonation|SSDPSRV,HTTP
UserManager|User Manager|At+|S|netsvcs|RpcSs,ProfSvc
UsoSvc|Update Orchestrator Service|Dt+|S|netsvcs|rpcss
VaultSvc|Credential Manager|M+|S|%\System32\lsass.exe*|rpcss
vds|Virtual Disk|M|S|%\System32\vds.exe|RpcSs
vmicheartbeat|Hyper-V Heartbeat Service|Mt|S|ICService
vmickvpexchange|Hyper-V Data Exchange Service|Mt|S|LocalSystemNetworkRestricted
vmicrdv|Hyper-V Remote Desktop Virtualization Service|Mt|S|ICService
vmicshutdown|Hyper-V Guest Shutdown Service|Mt|S|LocalSystemNetworkRestricted
vmictimesync|Hyper-V Time Synchronization Service|Mt|L|LocalServiceNetworkRestricted
vmicvss|Hyper-V Volume Shadow Copy Requestor|Mt|S|LocalSystemNetworkRestricted
VSS|Volume Shadow Copy|M|S|%\system32\vssvc.exe|RPCSS
W32Time|Windows Time|Mt+|L|LocalService
WaaSMedicSvc|WaaSMedicSvc|M|S|wusvcs|rpcss
WalletService|WalletService|M|S|appmodel
WarpJITSvc|Warp JIT Service|Mt|L|LocalServiceNetworkRestricted
wbengine|Block Level Backup Engine Service|M|S|%\system32\wbengine.exe
WbioSrvc|Windows Biometric Service|At+|S|WbioSvcGroup|RpcSs,WudfPf
Wcmsvc|Windows Connection Manager|At+|L|LocalServiceNetworkRestricted|RpcSs,NSI
wcncsvc|Windows Connect Now - Config Registrar|M|L|LocalServiceAndNoImpersonation|rpcss
WdiServiceHost|Diagnostic Service Host|M+|L|LocalService
WdiSystemHost|Diagnostic System Host|M|S|LocalSystemNetworkRestricted
WdNisSvc|Microsoft Defender Antivirus Network Inspection Service|M+|L|C:\ProgramData\Microsoft\Windows Defender\Platform\4.18\NisSrv.exe|WdNisDrv
WebClient|WebClient|Mt|L|LocalService|MRxDAV
webthreatdefsvc|Web Threat Defense Service|Mt+|L|WebThreatDefense
Wecsvc|Windows Event Collector|M|N|NetworkService|HTTP,Eventlog
WEPHOSTSVC|Windows Encryption Provider Host Service|Mt|L|WepHostSvcGroup|rpcss
wercplsupport|Problem Reports Control Panel Support|M|S|netsvcs
WerSvc|Windows Error Reporting Service|Mt|S|WerSvcGroup
WFDSConMgrSvc|Wi-Fi Direct Services Connection Manager Service|Mt|L|LocalServiceNetworkRestricted|Bfe,RpcSs
WiaRpc|Still Image Acquisition Events|M|S|LocalSystemNetworkRestricted|ShellHWDetection,RpcSs
WinDefend|Microsoft Defender Antivirus Service|A+|S|C:\ProgramData\Microsoft\Windows Defender\Platform\4.18\MsMpEng.exe|RpcSs
WinHttpAutoProxySvc|WinHTTP Web Proxy Auto-Discovery Service|M+|L|LocalServiceNetworkRestricted|Dhcp
Winmgmt|Windows Management Instrumentation|A+|S|netsvcs|RPCSS
WinRM|Windows Remote Management (WS-Management)|M|N|NetworkService|RPCSS,HTTP
wisvc|Windows Insider Service|Mt|S|netsvcs|rpcss
WlanSvc|WLAN AutoConfig|A+|S|LocalSystemNetworkRestricted|RpcSs,Ndisuio,wcmsvc
wlidsvc|Microsoft Account Sign-in Assistant|Mt+|S|netsvcs|RpcSs
wlpasvc|Local Profile Assistant Service|Mt|L|LocalServiceNetworkRestricted|RpcSs
WManSvc|Windows Management Service|M|S|netsvcs|RpcSs
wmiApSrv|WMI Performance Adapter|M|S|%\system32\wbem\WmiApSrv.exe
WMPNetworkSvc|Windows Media Player Network Sharing Service|M|N|C:\Program Files\Windows Media Player\wmpnetwk.exe|http
workfolderssvc|Work Folders|M|L|LocalService|RpcSs,wsearch
WpcMonSvc|Parental Controls|M|S|LocalService
WPDBusEnum|Portable Device Enumerator Service|Mt|S|LocalSystemNetworkRestricted|RpcSs
WpnService|Windows Push Notifications System Service|A+|S|netsvcs|rpcss
wscsvc|Security Center|D+|L|LocalServiceNetworkRestricted|RpcSs
WSearch|Windows Search|D+|S|%\system32\SearchIndexer.exe|RPCSS,BrokerInfrastructure
wuauserv|Windows Update|Mt|S|netsvcs|rpcss
WwanSvc|WWAN AutoConfig|M|S|LocalSystemNetworkRestricted|RpcSs,NdisUio
XblAuthManager|Xbox Live Auth Manager|M|S|netsvcs|RpcSs
XblGameSave|Xbox Live Game Save|Mt|S|netsvcs|UserManager,XblAuthManager
XboxGipSvc|Xbox Accessory Management Service|Mt|S|netsvcs
XboxNetApiSvc|Xbox Live Networking Service|M|S|netsvcs|BFE,mpssvc,IKEEXT,KeyIso
`;

/** Services of which Windows makes an instance for each user who signs in; in the same columns. */
const PER_USER = String.raw`
AarSvc|Agent Activation Runtime|M+|S|AarSvcGroup
BcastDVRUserService|GameDVR and Broadcast User Service|M|S|BcastDVRUserService
BluetoothUserService|Bluetooth User Support Service|Mt+|S|BthAppGroup
CaptureService|CaptureService|M|S|LocalService
cbdhsvc|Clipboard User Service|D+|S|ClipboardSvcGroup
CDPUserSvc|Connected Devices Platform User Service|A+|S|UnistackSvcGroup
ConsentUxUserSvc|ConsentUX User Service|M|S|DevicesFlow
CredentialEnrollmentManagerUserSvc|CredentialEnrollmentManagerUserSvc|M|S|%\system32\CredentialEnrollmentManager.exe
DeviceAssociationBrokerSvc|DeviceAssociationBroker|M|S|DevicesFlow
DevicePickerUserSvc|DevicePicker|M|S|DevicesFlow
DevicesFlowUserSvc|DevicesFlow|M|S|DevicesFlow
MessagingService|MessagingService|Mt|S|UnistackSvcGroup
NPSMSvc|Now Playing Session Manager Service|M+|S|LocalService
OneSyncSvc|Sync Host|D|S|UnistackSvcGroup
P9RdrService|P9RdrService|Mt|S|P9RdrService
PenService|PenService|M|S|PenService
PimIndexMaintenanceSvc|Contact Data|M|S|UnistackSvcGroup
PrintWorkflowUserSvc|PrintWorkflow|Mt|S|PrintWorkflow
UdkUserSvc|Udk User Service|M+|S|UdkSvcGroup
UnistoreSvc|User Data Storage|M|S|UnistackSvcGroup
UserDataSvc|User Data Access|M|S|UnistackSvcGroup
webthreatdefusersvc|Web Threat Defense User Service|A+|S|WebThreatDefense
WpnUserService|Windows Push Notifications User Service|A+|S|UnistackSvcGroup
`;

/** What this user has installed, in the same columns. The companies do not exist. */
const INSTALLED = String.raw`
AdatumDeploy|Adatum Deployment Agent|D+|S|C:\Program Files\Adatum\Deploy\agent.exe
AdatumPrint|Adatum Print Gateway|A|S|C:\Program Files\Adatum\Print\gateway.exe|Spooler,AdatumQueue
AdatumQueue|Adatum Print Queue|X|S|C:\Program Files\Adatum\Print\queue.exe
Apache2.4|Apache2.4|A+|N|C:\Apache24\bin\httpd.exe|Tcpip,Afd
ClickToRunSvc|Microsoft Office Click-to-Run Service|A+|S|C:\Program Files\Common Files\Microsoft Shared\ClickToRun\OfficeClickToRun.exe|RPCSS
com.docker.service|Docker Desktop Service|M|S|C:\Program Files\Docker\Docker\com.docker.service|LanmanServer
ContosoBackup|Contoso Backup|D+|.\backup|C:\Program Files\Contoso\Backup\backup.exe
ContosoLicensing|Contoso License Service|A|S|C:\Program Files\Contoso\Licensing\license.exe
ContosoSync|Contoso Sync|A+|S|C:\Program Files\Contoso\Sync\sync.exe|LanmanWorkstation
ContosoUpdate|Contoso Update Service|D|S|C:\Program Files\Contoso\Update\update.exe
LitwareSearch|Litware Search Node|A+|N|C:\Litware\Search\bin\node.exe
FabrikamAudio|Fabrikam Audio Effects|A+|L|C:\Program Files\Fabrikam\Audio\effects.exe|Audiosrv
FabrikamBridge|Fabrikam Device Bridge|A+|S|C:\Program Files\Fabrikam\Bridge\bridge.exe
FabrikamGpu|Fabrikam Display Container|A+|S|C:\Windows\System32\DriverStore\fabrikam\container.exe
FabrikamTelemetry|Fabrikam Telemetry|A+|S|C:\Program Files\Fabrikam\Telemetry\telemetry.exe
WingtipMail|Wingtip Mail Relay|A+|.\mail|C:\Wingtip\Mail\relay.exe|Tcpip
HumongousCache|Humongous Cache|A+|N|C:\Humongous\cache-server.exe
HumongousCluster|Humongous Cluster Manager|A+|N|C:\Humongous\cluster.exe|HumongousCache
LitwareVpn|Litware VPN|A+|S|C:\Program Files\Litware\VPN\vpnd.exe|BFE,RasMan
LitwareVpnHelper|Litware VPN Helper|M|S|C:\Program Files\Litware\VPN\helper.exe|LitwareVpn
LucerneIngest|Lucerne Ingest (test)|M+|.\developer|C:\src\ingest\target\ingest.exe
MargieScan|Margie's Scanner Monitor|A+|S|C:\Program Files\Margie\Scan\monitor.exe
MSSQL$SQLEXPRESS|SQL Server (SQLEXPRESS)|A+|NT Service\MSSQL$SQLEXPRESS|C:\Program Files\Microsoft SQL Server\MSSQL16.SQLEXPRESS\MSSQL\Binn\sqlservr.exe|KEYISO
NorthwindIndexer|Northwind Indexer|A+|N|C:\Program Files\Northwind\Indexer\indexer.exe
NorthwindPrices|Northwind Price Feed|A+|N|C:\Program Files\Northwind\Prices\feed.exe|Dnscache
postgresql-x64-17|postgresql-x64-17 - PostgreSQL Server 17|A+|N|C:\Program Files\PostgreSQL\17\bin\pg_ctl.exe|RPCSS
ProsewareAgent|Proseware Endpoint Agent|A+|S|C:\Program Files\Proseware\agent.exe
ProsewareUpdater|Proseware Updater|Dt|S|C:\Program Files\Proseware\updater.exe
SQLAgent$SQLEXPRESS|SQL Server Agent (SQLEXPRESS)|X|N|C:\Program Files\Microsoft SQL Server\MSSQL16.SQLEXPRESS\MSSQL\Binn\SQLAGENT.EXE|MSSQL$SQLEXPRESS
SQLBrowser|SQL Server Browser|X|L|C:\Program Files (x86)\Microsoft SQL Server\90\Shared\sqlbrowser.exe
SQLWriter|SQL Server VSS Writer|A+|S|C:\Program Files\Microsoft SQL Server\90\Shared\sqlwriter.exe
sshd|OpenSSH SSH Server|A+|S|C:\Program Files\OpenSSH\sshd.exe
WingtipGames|Wingtip Games Client Service|M|S|C:\Program Files (x86)\Wingtip Games\service.exe
TailspinDrones|Tailspin Drone Control|A+|S|C:\Program Files\Tailspin\Drones\control.exe
TailspinExport|Tailspin Nightly Export|M+|.\export|C:\Program Files\Tailspin\Export\export.exe
TreyResearchLab|Trey Research (Lab 3)|A+|S|C:\Trey\lab.exe
VanArsdelKiosk|VanArsdel Kiosk|A+|S|C:\Program Files\VanArsdel\Kiosk\kiosk.exe
WideWorldBridge|Wide World Importers Bridge|A|N|D:\wwi\bridge\bridge.exe
WideWorldOrders|Wide World Importers Orders|A+|N|C:\wwi\orders\orders.exe|MSSQL$SQLEXPRESS
WoodgroveVault|Woodgrove Vault|A+|S|C:\Program Files\Woodgrove\vault.exe|CryptSvc
WSLService|WSL Service|A+|S|C:\Program Files\WSL\wslservice.exe|RpcSs,HvHost
ConsolidatedGuest|Consolidated Guest Authentication|A+|S|C:\Program Files\Consolidated\Guest\auth.exe
vmcompute|Hyper-V Host Compute Service|M+|S|%\system32\vmcompute.exe|RpcSs
vmms|Hyper-V Virtual Machine Management|A+|S|%\system32\vmms.exe|RpcSs,Winmgmt
`;

/** What Windows appends to the names of the instances of the user who is signed in. */
const SIGN_IN = '_4f2a1';

const STARTUP_TYPES: Readonly<Record<string, StartupType>> = {
  A: 'auto',
  D: 'delayed-auto',
  M: 'demand',
  X: 'disabled',
};

const ACCOUNTS: Readonly<Record<string, string>> = {
  S: 'LocalSystem',
  L: String.raw`NT AUTHORITY\LocalService`,
  N: String.raw`NT AUTHORITY\NetworkService`,
};

const WINDOWS_FOLDER = String.raw`C:\WINDOWS`;

function parse(table: string): SimulatedService[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', displayName = '', start = '', account = '', program = '', needs = ''] =
        line.split('|');
      const isShared = program.endsWith('*');
      const group = isShared ? program.slice(0, -1) : program;
      return {
        ...{ name, displayName },
        startupType: STARTUP_TYPES[start[0] ?? ''] ?? 'demand',
        isTriggerStart: start.includes('t'),
        isRunning: start.endsWith('+'),
        account: ACCOUNTS[account] ?? account,
        imagePath: imagePathOf(group),
        dependencies: needs === '' ? [] : needs.split(','),
        perUser: undefined,
        processGroup: isShared ? group : undefined,
      };
    });
}

function imagePathOf(program: string): string {
  if (!program.includes('\\')) return `${WINDOWS_FOLDER}\\system32\\svchost.exe -k ${program} -p`;
  const path = program.replace('%', WINDOWS_FOLDER);
  return path.includes(' ') ? `"${path}"` : path;
}

function instanceAndTemplate(service: SimulatedService): SimulatedService[] {
  return [
    { ...service, isRunning: false, perUser: 'template' },
    {
      ...service,
      name: `${service.name}${SIGN_IN}`,
      displayName: `${service.displayName}${SIGN_IN}`,
      perUser: 'instance',
    },
  ];
}

/** The services of the simulated computer beside Sigma's own. */
export const SIMULATED_SERVICES: readonly SimulatedService[] = [
  ...parse(WINDOWS),
  ...parse(PER_USER).flatMap(instanceAndTemplate),
  ...parse(INSTALLED),
];
